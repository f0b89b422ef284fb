/**
 * The WebAssembly of the trace in view: its text, what it cost to make, and the files.
 */
import { useEffect, useMemo } from "react";
import { CodeText } from "../../components/CodeText.tsx";
import { Icon } from "../../components/Icon.tsx";
import { Listing } from "../../components/Listing.tsx";
import { Empty, Pane } from "../../components/Pane.tsx";
import { pointAt, programName, saveFile, select } from "../../session/actions.ts";
import { useLitRelatives, useRelatives, useRevealKey, useTrace } from "../../session/derived.ts";
import { startPrinter } from "../../session/runner.ts";
import { keyOf, type Relatives } from "../../session/selection.ts";
import { useSession } from "../../session/store.ts";
import { lookOf } from "../../session/tiers.ts";
import { findInnerLoop, foldText, type WasmRow } from "./view.ts";

const NO_LINES: readonly never[] = [];

function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

export function WasmPane() {
  const trace = useTrace();
  const relatives = useRelatives();
  const lit = useLitRelatives();
  const revealKey = useRevealKey("wasm");
  const selection = useSession((state) => state.selection);
  const printer = useSession((state) => state.printer);
  const needsText = trace?.wasm?.lines.length === 0;
  const name = useSession(programName);
  const wasm = trace?.wasm ?? null;
  const lines = wasm?.lines ?? NO_LINES;
  const traceId = trace?.id ?? -1;
  const rows = useMemo(() => foldText(lines), [lines]);
  const isIn = (found: Relatives, row: WasmRow): boolean => {
    for (let line = row.first; line <= row.last; line++)
      if (found.wasm.has(keyOf(traceId, line))) return true;
    return false;
  };
  const revealIndex = rows.findIndex((row) => isIn(relatives, row));
  // Types and locals come first in the text; it opens at the loop.
  const opensAt = useMemo(() => findInnerLoop(rows), [rows]);
  const opening = revealIndex < 0 && opensAt > 0;
  const look = lookOf("jit");
  useEffect(() => {
    if (needsText && printer.phase === "absent") startPrinter();
  }, [needsText, printer]);
  if (trace === null || wasm === null) {
    return (
      <Pane id="wasm" title="WebAssembly" look={look}>
        {trace === null ? (
          <Empty look={look} title="Machine code for the web">
            Each optimised trace is compiled to a WebAssembly function of its own. Its text appears here, with
            its size and what compiling cost.
          </Empty>
        ) : (
          <Empty look={look} title={`Trace ${trace.id} was not compiled`}>
            {trace.state === "rejected"
              ? "It did not earn it: it left too early too often."
              : "Only the JIT compiles traces; the Tier 2 interpreter runs their IR."}
          </Empty>
        )}
      </Pane>
    );
  }
  return (
    <Pane
      id="wasm"
      title="WebAssembly"
      look={look}
      detail={`${wasm.bytes.toLocaleString("en")} bytes, ${(wasm.lowerMs + wasm.compileMs).toFixed(1)} ms`}
      tools={
        <>
          <button
            type="button"
            className="button quiet small"
            title="Download the module"
            onClick={() =>
              saveFile(`${name}-trace${trace.id}.wasm`, "application/wasm", decodeBase64(wasm.module))
            }
          >
            <Icon name="download" size={13} />
            .wasm
          </button>
          <button
            type="button"
            className="button quiet small"
            title="Download the text"
            onClick={() =>
              saveFile(
                `${name}-trace${trace.id}.wat`,
                "text/plain",
                `${lines.map((line) => line.text).join("\n")}\n`,
              )
            }
          >
            .wat
          </button>
        </>
      }
    >
      {needsText ? (
        <Empty
          look={look}
          title={printer.phase === "failed" ? "The text cannot be shown" : "The text is on its way"}
        >
          {printer.phase === "failed"
            ? `${printer.reason}. The module itself can be downloaded.`
            : "Binaryen, which prints it, is being loaded. The program has not waited for that."}
        </Empty>
      ) : (
        <Listing
          label="WebAssembly text"
          rows={rows}
          marksOf={(row) => ({
            selected:
              selection?.kind === "wasm" &&
              selection.trace === trace.id &&
              selection.line >= row.first &&
              selection.line <= row.last,
            related: isIn(lit, row),
          })}
          render={(row) => (
            <>
              <span className="number">{row.first + 1}</span>
              <CodeText text={row.text} />
            </>
          )}
          onPoint={(row) => pointAt(row === null ? null : { kind: "wasm", trace: trace.id, line: row.first })}
          onSelect={(row) => select({ kind: "wasm", trace: trace.id, line: row.first }, "wasm")}
          revealIndex={opening ? opensAt : revealIndex}
          revealKey={opening ? `trace ${trace.id}` : revealKey}
          revealAtTop={opening}
        />
      )}
    </Pane>
  );
}
