/**
 * The program: a plain textarea at first, Monaco as soon as it has come. On touch screens, which Monaco does not
 * serve, the textarea stays.
 */
import { useEffect, useMemo, useRef, useState } from "react";
import { pointAt, select, setSource } from "../session/actions.ts";
import { useLitRelatives, useRelatives, useSnapshot } from "../session/derived.ts";
import { useSession } from "../session/store.ts";
import { heatClass, heatStyles, measureHeat } from "./heat.ts";
import type { LineMark, ProgramEditor } from "./monaco.ts";

function isTouchOnly(): boolean {
  return matchMedia("(pointer: coarse) and (hover: none)").matches;
}

function useMarks(): readonly LineMark[] {
  const snapshot = useSnapshot();
  const relatives = useLitRelatives();
  const selection = useSession((state) => state.selection);
  // Heat belongs to the text that ran; after an edit its lines may be elsewhere.
  const unchanged = useSession((state) => state.runSource === state.source);
  return useMemo(() => {
    const marks: LineMark[] = [];
    if (unchanged && snapshot !== null) {
      for (const step of measureHeat(snapshot.heat)) {
        marks.push({ line: step.line, kind: "heat", className: heatClass(step) });
      }
    }
    for (const line of relatives.lines) {
      const selected = selection?.kind === "line" && selection.line === line;
      marks.push({ line, kind: selected ? "selected" : "related" });
    }
    return marks;
  }, [snapshot, relatives, selection, unchanged]);
}

function PlainEditor() {
  const source = useSession((state) => state.source);
  return (
    <textarea
      className="editor-plain"
      aria-label="Python program"
      value={source}
      spellCheck={false}
      autoCapitalize="off"
      autoCorrect="off"
      wrap="off"
      data-pane-focus=""
      onChange={(event) => setSource(event.target.value)}
      onSelect={(event) => {
        const { value, selectionStart } = event.currentTarget;
        const line = value.slice(0, selectionStart).split("\n").length;
        if (document.activeElement === event.currentTarget) select({ kind: "line", line }, "source");
      }}
    />
  );
}

function useDark(): boolean {
  const [dark, setDark] = useState(() => document.documentElement.dataset["theme"] === "dark");
  useEffect(() => {
    const observer = new MutationObserver(() =>
      setDark(document.documentElement.dataset["theme"] === "dark"),
    );
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    return () => observer.disconnect();
  }, []);
  return dark;
}

export function Editor() {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<ProgramEditor | null>(null);
  const [ready, setReady] = useState(false);
  const [failed, setFailed] = useState(isTouchOnly);
  const source = useSession((state) => state.source);
  const presenting = useSession((state) => state.presenting);
  const selection = useSession((state) => state.selection);
  const selectedIn = useSession((state) => state.selectedIn);
  const relatives = useRelatives();
  const dark = useDark();
  const marks = useMarks();

  useEffect(() => {
    if (failed) return;
    let gone = false;
    import("./monaco.ts").then(
      ({ ProgramEditor: Monaco }) => {
        if (gone || host.current === null) return;
        const { source: text, presenting: large } = useSession.getState();
        const isDark = document.documentElement.dataset["theme"] === "dark";
        editor.current = new Monaco(
          host.current,
          text,
          { dark: isDark, presenting: large },
          setSource,
          (line) => select({ kind: "line", line }, "source"),
          (line) => pointAt(line === null ? null : { kind: "line", line }),
        );
        setReady(true);
      },
      // Without Monaco the textarea does; the program is the same.
      () => setFailed(true),
    );
    return () => {
      gone = true;
      editor.current?.dispose();
      editor.current = null;
    };
  }, [failed]);

  useEffect(() => {
    if (ready) editor.current?.setSource(source);
  }, [source, ready]);
  useEffect(() => {
    if (ready) editor.current?.setStyle({ dark, presenting });
  }, [dark, presenting, ready]);
  useEffect(() => {
    if (ready) editor.current?.setMarks(marks);
  }, [marks, ready]);
  useEffect(() => {
    if (!ready || selectedIn === "source" || selection === null || relatives.lines.size === 0) return;
    editor.current?.revealLine(Math.min(...relatives.lines));
  }, [selection, selectedIn, relatives, ready]);

  return (
    <div className="editor">
      <style>{heatStyles()}</style>
      {ready ? null : <PlainEditor />}
      {failed ? null : (
        <div ref={host} className="editor-monaco" style={ready ? undefined : { visibility: "hidden" }} />
      )}
    </div>
  );
}
