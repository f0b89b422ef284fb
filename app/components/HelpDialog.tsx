/**
 * The help: what the page shows, and the keyboard.
 */
import { useEffect, useRef } from "react";
import { setHelpOpen } from "../session/actions.ts";
import { SHORTCUTS } from "../session/shortcuts.ts";
import { useSession } from "../session/store.ts";
import { TIERS } from "../session/tiers.ts";
import { TierMark } from "./TierMark.tsx";

export function HelpDialog() {
  const open = useSession((state) => state.helpOpen);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="help-title" onClose={() => setHelpOpen(false)}>
      <h2 id="help-title">Tierup shows a JIT compiler at work</h2>
      <p>
        Your Python runs in this tab and nowhere else. The ladder goes from left to right: source, CPython
        3.14's bytecode, the trace of a hot loop, the WebAssembly made of it. Choose a line anywhere, and its
        relatives light up in the other panes.
      </p>
      <div className="columns">
        <div>
          <h3>Tiers</h3>
          <dl>
            {TIERS.map((look) => [
              <dt key={look.id}>
                <span className="legend">
                  <span style={{ color: "var(--ink)" }}>
                    <TierMark look={look} />
                    {look.shortName}
                  </span>
                </span>
              </dt>,
              <dd key={`${look.id}-about`}>{look.about}</dd>,
            ])}
          </dl>
        </div>
        <div>
          <h3>Keyboard</h3>
          <dl>
            {SHORTCUTS.map((shortcut) => [
              <dt key={shortcut.keys}>
                <kbd>{shortcut.keys}</kbd>
              </dt>,
              <dd key={`${shortcut.keys}-about`}>{shortcut.about}</dd>,
            ])}
          </dl>
        </div>
      </div>
      <form method="dialog" style={{ marginTop: 18, textAlign: "right" }}>
        <button type="submit" className="button primary">
          Close
        </button>
      </form>
    </dialog>
  );
}
