/**
 * The frame: header, the ladder from source to machine code, and the dock with output, timeline and speed. Wide
 * screens have panels that can be resized; narrow ones one pane at a time, behind tabs.
 */
import { useEffect, useState } from "react";
import { Group, Panel, Separator } from "react-resizable-panels";
import { Header } from "./components/Header.tsx";
import { HelpDialog } from "./components/HelpDialog.tsx";
import { Narrator, Notices } from "./components/Notices.tsx";
import { PaneBoundary } from "./components/PaneBoundary.tsx";
import { PANES, paneOf } from "./panels/registry.ts";
import { setDockPane, setNarrowPane } from "./session/actions.ts";
import { listenForShortcuts } from "./session/shortcuts.ts";
import { type PaneId, useSession } from "./session/store.ts";

const NARROW = "(max-width: 900px)";

function useMatch(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const update = (): void => setMatches(list.matches);
    list.addEventListener("change", update);
    return () => list.removeEventListener("change", update);
  }, [query]);
  return matches;
}

function useTheme(): void {
  const choice = useSession((state) => state.theme);
  const systemDark = useMatch("(prefers-color-scheme: dark)");
  const presenting = useSession((state) => state.presenting);
  useEffect(() => {
    const dark = choice === "dark" || (choice === "system" && systemDark);
    document.documentElement.dataset["theme"] = dark ? "dark" : "light";
  }, [choice, systemDark]);
  useEffect(() => {
    document.documentElement.dataset["presenting"] = String(presenting);
  }, [presenting]);
}

function PaneById({ id }: { readonly id: PaneId }) {
  const { component: Component, title } = paneOf(id);
  return (
    <PaneBoundary key={id} title={title}>
      <Component />
    </PaneBoundary>
  );
}

function Dock() {
  const pane = useSession((state) => state.dockPane);
  const tabs = PANES.filter((entry) => entry.place === "dock");
  return (
    <div className="dock">
      <div className="narrow-tabs dock-tabs" role="tablist" aria-label="Timeline, traces and speed">
        {tabs.map((entry) => (
          <button
            key={entry.id}
            type="button"
            role="tab"
            id={`tab-${entry.id}`}
            aria-selected={pane === entry.id}
            aria-controls="dock-panel"
            tabIndex={pane === entry.id ? 0 : -1}
            onClick={() => setDockPane(entry.id as typeof pane)}
            onKeyDown={(event) => {
              const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
              if (step === undefined) return;
              const at = tabs.findIndex((tab) => tab.id === pane);
              const next = tabs[(at + step + tabs.length) % tabs.length]!;
              setDockPane(next.id as typeof pane);
              document.getElementById(`tab-${next.id}`)?.focus();
            }}
          >
            {entry.title}
          </button>
        ))}
      </div>
      <div id="dock-panel" role="tabpanel" aria-labelledby={`tab-${pane}`} className="dock-panel">
        <PaneById id={pane} />
      </div>
    </div>
  );
}

function ExploreLayout() {
  return (
    <Group orientation="vertical" id="explore">
      <Panel id="ladder" defaultSize="62" minSize="25">
        <Group orientation="horizontal" id="rungs">
          <Panel id="rung-source" defaultSize="28" minSize="12">
            <PaneById id="source" />
          </Panel>
          <Separator className="separator" aria-label="Between source and bytecode" />
          <Panel id="rung-bytecode" defaultSize="23" minSize="10">
            <PaneById id="bytecode" />
          </Panel>
          <Separator className="separator" aria-label="Between bytecode and trace" />
          <Panel id="rung-trace" defaultSize="27" minSize="10">
            <PaneById id="trace" />
          </Panel>
          <Separator className="separator" aria-label="Between trace and WebAssembly" />
          <Panel id="rung-wasm" defaultSize="22" minSize="10">
            <PaneById id="wasm" />
          </Panel>
        </Group>
      </Panel>
      <Separator className="separator" aria-label="Between the ladder and the dock" />
      <Panel id="dock" defaultSize="38" minSize="15">
        <Group orientation="horizontal" id="dock-row">
          <Panel id="dock-output" defaultSize="28" minSize="12">
            <PaneById id="output" />
          </Panel>
          <Separator className="separator" aria-label="Between output and timeline" />
          <Panel id="dock-tabs" defaultSize="72" minSize="25">
            <Dock />
          </Panel>
        </Group>
      </Panel>
    </Group>
  );
}

function SimpleLayout() {
  return (
    <Group orientation="horizontal" id="simple">
      <Panel id="simple-source" defaultSize="48" minSize="20">
        <PaneById id="source" />
      </Panel>
      <Separator className="separator" aria-label="Between source and output" />
      <Panel id="simple-right" defaultSize="52" minSize="20">
        <Group orientation="vertical" id="simple-column">
          <Panel id="simple-output" defaultSize="40" minSize="15">
            <PaneById id="output" />
          </Panel>
          <Separator className="separator" aria-label="Between output and speed" />
          <Panel id="simple-speed" defaultSize="60" minSize="20">
            <PaneById id="speed" />
          </Panel>
        </Group>
      </Panel>
    </Group>
  );
}

function NarrowLayout() {
  const pane = useSession((state) => state.narrowPane);
  return (
    <div className="narrow">
      <div className="narrow-tabs" role="tablist" aria-label="Panes">
        {PANES.map((entry) => (
          <button
            key={entry.id}
            type="button"
            role="tab"
            aria-selected={pane === entry.id}
            onClick={() => setNarrowPane(entry.id)}
          >
            {entry.title}
          </button>
        ))}
      </div>
      <div className="pane-slot">
        <PaneById id={pane} />
      </div>
    </div>
  );
}

export function App() {
  useTheme();
  useEffect(listenForShortcuts, []);
  const narrow = useMatch(NARROW);
  const layout = useSession((state) => state.layout);
  return (
    <div className="page">
      <Header />
      <Notices />
      <main className="main">
        {narrow ? <NarrowLayout /> : layout === "simple" ? <SimpleLayout /> : <ExploreLayout />}
      </main>
      <HelpDialog />
      <Narrator />
    </div>
  );
}
