/**
 * The keyboard, one row a shortcut: the same table listens and is shown in the help.
 */
import { PANES } from "../panels/registry.ts";
import {
  benchmarkProgram,
  copyLink,
  focusPane,
  runProgram,
  select,
  setHelpOpen,
  stepEvent,
  stopAll,
  togglePresenting,
} from "./actions.ts";
import { useSession } from "./store.ts";

export interface Shortcut {
  /** As the help prints it. */
  readonly keys: string;
  readonly about: string;
  /** Also while the keyboard is in a text field. */
  readonly whileTyping: boolean;
  readonly matches: (event: KeyboardEvent) => boolean;
  readonly act: (event: KeyboardEvent) => void;
}

const control = (event: KeyboardEvent): boolean => event.ctrlKey || event.metaKey;
const bare = (event: KeyboardEvent): boolean => !event.ctrlKey && !event.metaKey && !event.altKey;

function paneNumber(event: KeyboardEvent): number {
  const match = /^Digit([1-8])$/.exec(event.code);
  return match === null ? 0 : Number(match[1]);
}

export const SHORTCUTS: readonly Shortcut[] = [
  {
    keys: "Ctrl + Enter",
    about: "Run the program",
    whileTyping: true,
    matches: (event) => control(event) && !event.shiftKey && event.key === "Enter",
    act: runProgram,
  },
  {
    keys: "Ctrl + Shift + Enter",
    about: "Measure all tiers",
    whileTyping: true,
    matches: (event) => control(event) && event.shiftKey && event.key === "Enter",
    act: () => void benchmarkProgram(),
  },
  {
    keys: "Ctrl + .",
    about: "Stop",
    whileTyping: true,
    matches: (event) => control(event) && event.key === ".",
    act: stopAll,
  },
  {
    keys: "Ctrl + S",
    about: "Copy a link that holds everything",
    whileTyping: true,
    matches: (event) => control(event) && !event.shiftKey && event.key.toLowerCase() === "s",
    act: () => void copyLink(),
  },
  {
    keys: "F8",
    about: "Next event of the timeline (Shift: previous)",
    whileTyping: true,
    matches: (event) => event.key === "F8",
    act: (event) => stepEvent(event.shiftKey ? -1 : 1),
  },
  {
    keys: `1 … ${PANES.length}`,
    about: `Go to a pane: ${PANES.map((pane) => pane.title).join(", ")}`,
    whileTyping: false,
    matches: (event) => bare(event) && paneNumber(event) > 0,
    act: (event) => focusPane(PANES[paneNumber(event) - 1]!.id),
  },
  {
    keys: "Alt + 1 … 8",
    about: "The same, also while typing",
    whileTyping: true,
    matches: (event) => event.altKey && !control(event) && paneNumber(event) > 0,
    act: (event) => focusPane(PANES[paneNumber(event) - 1]!.id),
  },
  {
    keys: "↑ ↓ Enter",
    about: "Move through a list; follow a ghost to its proof, an exit to its bridge",
    whileTyping: false,
    // The lists listen themselves; the row is here for the help.
    matches: () => false,
    act: () => {},
  },
  {
    keys: "P",
    about: "Large type, for the back of a room",
    whileTyping: false,
    matches: (event) => bare(event) && event.key.toLowerCase() === "p",
    act: togglePresenting,
  },
  {
    keys: "Esc",
    about: "Clear the selection",
    whileTyping: false,
    matches: (event) => bare(event) && event.key === "Escape",
    act: () => select(null, null),
  },
  {
    keys: "?",
    about: "This help",
    whileTyping: false,
    matches: (event) => !control(event) && event.key === "?",
    act: () => setHelpOpen(!useSession.getState().helpOpen),
  },
];

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest("input, textarea, select, .monaco-editor") !== null;
}

/** Listens for the whole page; returns how to stop. Runs before Monaco, which has plans of its own for some keys. */
export function listenForShortcuts(): () => void {
  const handle = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const typing = isTyping(event.target);
    const shortcut = SHORTCUTS.find((row) => (row.whileTyping || !typing) && row.matches(event));
    if (shortcut === undefined) return;
    // Escape also closes what is open, which the browser does itself.
    if (event.key !== "Escape") event.preventDefault();
    if (event.key === "Escape" && useSession.getState().helpOpen) return;
    event.stopPropagation();
    shortcut.act(event);
  };
  document.addEventListener("keydown", handle, { capture: true });
  return () => document.removeEventListener("keydown", handle, { capture: true });
}
