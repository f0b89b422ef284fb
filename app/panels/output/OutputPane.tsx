/**
 * What the program prints, how it ended, and the line it waits for. Rows of a traceback lead to the editor.
 */
import { useVirtualizer } from "@tanstack/react-virtual";
import { type FormEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Icon } from "../../components/Icon.tsx";
import { useRowHeight } from "../../components/Listing.tsx";
import { Pane } from "../../components/Pane.tsx";
import { addNotice, focusPane, retryEngine, saveOutput, select } from "../../session/actions.ts";
import { findTracebackLine } from "../../session/output.ts";
import { answerInput } from "../../session/runner.ts";
import { live, PROGRAM_FILE, useSession } from "../../session/store.ts";
import { describeRun } from "./view.ts";

function OutputRow({ index }: { readonly index: number }) {
  const line = live.output.row(index);
  if (line === null) {
    return (
      <div className="output-line omitted">
        … {live.output.omittedLines.toLocaleString("en")} lines are not kept: only the first and the last ones
        are …
      </div>
    );
  }
  const target = line.stream === 2 ? findTracebackLine(line.text, PROGRAM_FILE) : null;
  const className = line.stream === 2 ? "output-line stderr" : "output-line";
  if (target === null) return <div className={className}>{line.text}</div>;
  return (
    <div className={className}>
      <a
        href={`#line-${target}`}
        onClick={(event) => {
          event.preventDefault();
          select({ kind: "line", line: target }, "output");
          focusPane("source");
        }}
      >
        {line.text}
      </a>
    </div>
  );
}

function OutputLines() {
  // The version says that the buffer has changed; the rows are read from the buffer itself.
  const version = useSession((state) => state.outputVersion);
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const rowHeight = useRowHeight();
  const count = live.output.rowCount;
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    useFlushSync: false,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows have another height then.
  useLayoutEffect(() => {
    virtualizer.measure();
  }, [virtualizer, rowHeight]);
  // Follows the end as a terminal does, unless the reader has scrolled up.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the output has changed.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element !== null && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [version]);
  const items = virtualizer.getVirtualItems();
  return (
    <div
      ref={scroller}
      className="output-lines"
      role="log"
      aria-label="Output of the program"
      aria-live="off"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region needs the keyboard.
      tabIndex={0}
      data-pane-focus=""
      onScroll={(event) => {
        const element = event.currentTarget;
        atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < rowHeight * 2;
      }}
    >
      <div style={{ height: count * rowHeight, width: "max-content", minWidth: "100%" }}>
        <div style={{ transform: `translateY(${items[0]?.start ?? 0}px)` }}>
          {items.map((item) => (
            <OutputRow key={item.index} index={item.index} />
          ))}
        </div>
      </div>
    </div>
  );
}

function InputLine() {
  const [text, setText] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    answerInput(text);
    setText("");
  };
  return (
    <form className="output-input" onSubmit={submit}>
      <label htmlFor="program-input">The program waits for a line:</label>
      <input
        id="program-input"
        ref={field}
        value={text}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className="button small">
        Enter
      </button>
      <button type="button" className="button quiet small" onClick={() => answerInput(null)}>
        End of input
      </button>
    </form>
  );
}

function Crash({ message }: { readonly message: string }) {
  const copyReport = (): void => {
    const { source, runTier } = useSession.getState();
    const report = `Tierup, engine failure in tier ${runTier}\n${navigator.userAgent}\n${message}\n\n${source}`;
    navigator.clipboard.writeText(report).then(
      () => addNotice("info", "Report copied."),
      () => addNotice("warning", "The browser did not allow copying."),
    );
  };
  return (
    <div className="crash" role="alert">
      <p>
        <b>The engine failed.</b> This is a fault of Tierup, not of your program. What it had printed is kept
        above.
      </p>
      <pre>{message}</pre>
      <button type="button" className="button small" onClick={copyReport}>
        Copy a report
      </button>
      <button type="button" className="button small" onClick={retryEngine}>
        Start the engine again
      </button>
    </div>
  );
}

export function OutputPane() {
  const run = useSession((state) => state.run);
  const hasOutput = useSession((state) => state.outputVersion > 0) && live.output.rowCount > 0;
  const crashed = run.phase === "crashed" ? run.message : null;
  return (
    <Pane
      id="output"
      title="Output"
      detail={<span role="status">{describeRun(run)}</span>}
      tools={
        hasOutput ? (
          <button
            type="button"
            className="button quiet small"
            title="Download the output"
            onClick={saveOutput}
          >
            <Icon name="download" size={13} />
            .txt
          </button>
        ) : null
      }
    >
      <OutputLines />
      {crashed === null ? null : <Crash message={crashed} />}
      {run.phase === "running" && run.waitingForInput ? <InputLine /> : null}
    </Pane>
  );
}
