/** Code objects of this compiler in the oracle's form. */

import type { CodeObject, Const } from "../../bytecode/code.ts";
import { cellvars, freevars, varnames } from "../../bytecode/code.ts";
import { formatConst } from "../../bytecode/format.ts";
import type { CodeDump } from "./oracle.ts";

/** `ascii()` of a str, as the oracle writes strings: Unicode versions differ in what is printable. */
function asciiString(value: string): string {
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  let result = quote;
  for (const char of value) {
    const point = char.codePointAt(0) ?? 0;
    if (char === quote || char === "\\") result += `\\${char}`;
    else if (char === "\n") result += "\\n";
    else if (char === "\r") result += "\\r";
    else if (char === "\t") result += "\\t";
    else if (point >= 0x20 && point < 0x7f) result += char;
    else if (point < 0x100) result += `\\x${point.toString(16).padStart(2, "0")}`;
    else if (point < 0x10000) result += `\\u${point.toString(16).padStart(4, "0")}`;
    else result += `\\U${point.toString(16).padStart(8, "0")}`;
  }
  return result + quote;
}

function dumpText(constant: Const): string {
  switch (constant.kind) {
    case "str":
      return asciiString(constant.value);
    case "tuple":
      return `(${constant.items.map(dumpText).join(", ")})`;
    case "frozenset":
      return `frozenset(${constant.items.map(dumpText).sort().join(", ")})`;
    case "slice":
      return `slice(${dumpText(constant.start)}, ${dumpText(constant.stop)}, ${dumpText(constant.step)})`;
    default:
      return formatConst(constant);
  }
}

function hexBytes(bytes: Iterable<number>): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function dumpCode(code: CodeObject): CodeDump {
  return {
    name: code.name,
    qualname: code.qualname,
    firstlineno: code.firstlineno,
    flags: code.flags,
    counts: [code.argcount, code.posonlyargcount, code.kwonlyargcount],
    stacksize: code.stacksize,
    locals: varnames(code),
    cells: cellvars(code),
    frees: freevars(code),
    kinds: hexBytes(code.localspluskinds),
    code: hexBytes(new Uint8Array(code.code.buffer, code.code.byteOffset, code.code.byteLength)),
    consts: code.consts.map((constant) =>
      constant.kind === "code" ? dumpCode(constant.value) : dumpText(constant),
    ),
    names: [...code.names],
    exceptions: code.exceptionTable.map((entry) => [
      entry.start,
      entry.end,
      entry.target,
      entry.depth,
      entry.lasti ? 1 : 0,
    ]),
    positions: [...code.positions],
  };
}

/** Every code object of a dump, itself first. */
export function allCodes(dump: CodeDump): CodeDump[] {
  return [
    dump,
    ...dump.consts.flatMap((constant) => (typeof constant === "string" ? [] : allCodes(constant))),
  ];
}
