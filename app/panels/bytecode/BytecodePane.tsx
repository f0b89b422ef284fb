/**
 * Bytecode as it is now: specialised members in Tier 1's colour and weight, adaptive ones underlined with dots, and
 * those that were rewritten since the last look lit up for a moment.
 */
import { useMemo } from "react";
import { Listing } from "../../components/Listing.tsx";
import { Empty, Pane } from "../../components/Pane.tsx";
import { pointAt, select } from "../../session/actions.ts";
import { useLitRelatives, useRelatives, useRevealKey, useSnapshot } from "../../session/derived.ts";
import { PROGRAM_FILE, useSession } from "../../session/store.ts";
import { lookOf } from "../../session/tiers.ts";
import {
  type BytecodeRow,
  explainOpcode,
  explainState,
  findRewritten,
  listRows,
  orderCodes,
  printArgument,
} from "./view.ts";

function InstructionRow({ row }: { readonly row: Extract<BytecodeRow, { kind: "instruction" }> }) {
  const { instruction } = row;
  const state = instruction.state === "plain" ? undefined : `op-${instruction.state}`;
  return (
    <>
      <span className="number">{instruction.offset}</span>
      <span className={state}>{instruction.opname}</span>
      <span className="argument"> {printArgument(instruction)}</span>
    </>
  );
}

function Explanation({ row }: { readonly row: BytecodeRow | undefined }) {
  if (row?.kind !== "instruction") {
    return (
      <div className="explanation">
        <p>
          <b className="op-specialised">Blue</b>: a specialised instruction.{" "}
          <span className="op-adaptive">Dotted</span>: one that still counts. Choose one to see what it does
          and what its caches hold.
        </p>
      </div>
    );
  }
  const { instruction } = row;
  return (
    <div className="explanation">
      <p>
        <code>{instruction.opname}</code> {explainOpcode(instruction.baseOpname)} {explainState(instruction)}
      </p>
      {instruction.caches.length > 0 ? (
        <p>
          Caches:{" "}
          {instruction.caches.map((cache, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a cache entry is its position.
            <code key={index}>
              {index > 0 ? ", " : ""}
              {cache.name} {cache.value}
            </code>
          ))}
        </p>
      ) : null}
    </div>
  );
}

export function BytecodePane() {
  const snapshot = useSnapshot();
  const relatives = useRelatives();
  const lit = useLitRelatives();
  const revealKey = useRevealKey("bytecode");
  const selection = useSession((state) => state.selection);
  const before = useSession((state) => {
    const at = state.moment ?? state.moments.length - 1;
    return state.moments[at - 1]?.snapshot ?? null;
  });
  const codes = useMemo(() => (snapshot === null ? [] : orderCodes(snapshot, PROGRAM_FILE)), [snapshot]);
  const rows = useMemo(() => listRows(codes), [codes]);
  const rewritten = useMemo(
    () => (snapshot === null ? new Set<string>() : findRewritten(before, snapshot)),
    [before, snapshot],
  );
  const revealIndex = useMemo(
    () => rows.findIndex((row) => row.kind === "instruction" && relatives.instructions.has(row.key)),
    [rows, relatives],
  );
  const isSelected = (row: BytecodeRow): boolean =>
    row.kind === "instruction" &&
    selection?.kind === "instruction" &&
    selection.code === row.code.id &&
    selection.offset === row.instruction.offset;
  const explained =
    rows.find(isSelected) ?? (relatives.instructions.size === 1 ? rows[revealIndex] : undefined);
  const specialised = rows.reduce((sum, row) => (row.kind === "code" ? sum + row.specialised : sum), 0);
  const total = rows.length - codes.length;
  const look = lookOf("tier1");
  return (
    <Pane
      id="bytecode"
      title="Bytecode"
      look={look}
      detail={total > 0 ? `${specialised} of ${total} specialised` : null}
      tools={
        codes.length > 1 ? (
          <select
            className="select"
            aria-label="Go to a code object"
            value=""
            onChange={(event) => {
              const code = codes.find((candidate) => candidate.id === Number(event.target.value));
              const first = code?.instructions[0];
              if (code && first) select({ kind: "instruction", code: code.id, offset: first.offset }, null);
            }}
          >
            <option value="" disabled>
              go to…
            </option>
            {codes.map((code) => (
              <option key={code.id} value={code.id}>
                {code.qualname}
              </option>
            ))}
          </select>
        ) : null
      }
    >
      {rows.length === 0 ? (
        <Empty look={look} title="CPython 3.14's bytecode">
          Run the program: its instructions appear here, and rewrite themselves to specialised ones as they
          get hot.
        </Empty>
      ) : (
        <>
          <Listing
            label="Bytecode instructions"
            rows={rows}
            marksOf={(row) =>
              row.kind === "code"
                ? { heading: true }
                : {
                    selected: isSelected(row),
                    related: lit.instructions.has(row.key),
                    ...(rewritten.has(row.key) ? { extraClass: "rewritten" } : {}),
                  }
            }
            render={(row) =>
              row.kind === "code" ? (
                <>
                  <span>{row.code.qualname}</span>
                  <span className="argument">
                    {row.code.filename === PROGRAM_FILE
                      ? `line ${row.code.firstLine}`
                      : row.code.filename.split("/").pop()}
                    {row.specialised > 0 ? `, ${row.specialised} specialised` : ""}
                  </span>
                </>
              ) : (
                <InstructionRow row={row} />
              )
            }
            onPoint={(row) =>
              pointAt(
                row?.kind === "instruction"
                  ? { kind: "instruction", code: row.code.id, offset: row.instruction.offset }
                  : null,
              )
            }
            onSelect={(row) => {
              if (row.kind === "instruction") {
                select(
                  { kind: "instruction", code: row.code.id, offset: row.instruction.offset },
                  "bytecode",
                );
              }
            }}
            revealIndex={revealIndex}
            revealKey={revealKey}
          />
          <Explanation row={explained} />
        </>
      )}
    </Pane>
  );
}
