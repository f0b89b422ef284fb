/**
 * Real CPython 3.14 (Pyodide, in Node) as the oracle of the compiler: what `compile()` makes of a source, as plain data.
 */

import { createRequire } from "node:module";
import { dirname } from "node:path";
import { loadPyodide } from "pyodide";

/** A code object as both compilers can describe it. Constants are text, nested code objects apart. */
export interface CodeDump {
  readonly name: string;
  readonly qualname: string;
  readonly firstlineno: number;
  readonly flags: number;
  readonly counts: readonly [argcount: number, posonly: number, kwonly: number];
  readonly stacksize: number;
  readonly locals: readonly string[];
  readonly cells: readonly string[];
  readonly frees: readonly string[];
  /** CO_FAST_* bits of each fast local, in hexadecimal; null when the oracle could not tell. */
  readonly kinds: string | null;
  /** Units as hexadecimal, opcode then operand. */
  readonly code: string;
  readonly consts: readonly (string | CodeDump)[];
  readonly names: readonly string[];
  readonly exceptions: readonly (readonly [
    start: number,
    end: number,
    target: number,
    depth: number,
    lasti: number,
  ])[];
  /** Four numbers a unit, -1 where there is none. */
  readonly positions: readonly number[];
}

const PRELUDE = `
import ast, json, dis, marshal, warnings
warnings.simplefilter("ignore")

def _const(c):
    if isinstance(c, type(compile("", "", "exec"))): return _dump(c)
    if isinstance(c, frozenset): return "frozenset(" + ", ".join(sorted(_const(i) for i in c)) + ")"
    if isinstance(c, tuple): return "(" + ", ".join(_const(i) for i in c) + ")"
    if isinstance(c, slice): return f"slice({_const(c.start)}, {_const(c.stop)}, {_const(c.step)})"
    if isinstance(c, int) and not isinstance(c, bool) and abs(c) > 10**4000: return hex(c)
    if isinstance(c, str): return ascii(c)
    return repr(c)

class _Marshal:
    # Reads marshal data as far as is needed to find the kinds of a code object's locals: they are not visible from Python.
    def __init__(self, data): self.data, self.at = data, 0
    def take(self, n):
        self.at += n
        return self.data[self.at - n : self.at]
    def long(self): return int.from_bytes(self.take(4), "little", signed=True)
    def skip(self):
        kind = chr(self.take(1)[0] & 0x7f)
        if kind in "NFT.S0": return None
        if kind in "ir":
            self.take(4)
            return None
        if kind == "g": return self.take(8)
        if kind == "y": return self.take(16)
        if kind in "sutaA": return self.take(self.long())
        if kind in "zZ": return self.take(self.take(1)[0])
        if kind == "l": return self.take(2 * abs(self.long()))
        if kind in "(<>": return [self.skip() for _ in range(self.long())]
        if kind == ")": return [self.skip() for _ in range(self.take(1)[0])]
        if kind == ":": return [self.skip() for _ in range(3)]
        if kind == "c":
            self.take(20)
            parts = [self.skip() for _ in range(8)]
            self.long()
            self.skip(); self.skip()
            return parts[4]
        raise ValueError(kind)

def _kinds(co):
    kinds = _Marshal(marshal.dumps(co)).skip()
    # Bytes that occurred before are written as a reference, which is not followed.
    return None if kinds is None else kinds.hex()

def _dump(co):
    n = len(co.co_code) // 2
    positions = []
    for p in co.co_positions():
        positions += [-1 if x is None else x for x in p]
    return dict(name=co.co_name, qualname=co.co_qualname, firstlineno=co.co_firstlineno, flags=co.co_flags,
        counts=[co.co_argcount, co.co_posonlyargcount, co.co_kwonlyargcount], stacksize=co.co_stacksize,
        locals=list(co.co_varnames), cells=list(co.co_cellvars), frees=list(co.co_freevars), kinds=_kinds(co),
        code=co.co_code.hex(), consts=[_const(c) for c in co.co_consts], names=list(co.co_names),
        exceptions=[[e.start // 2, e.end // 2, e.target // 2, e.depth, int(e.lasti)] for e in dis._parse_exception_table(co)],
        positions=positions)

def reference(source, filename, mode, optimize):
    try:
        return json.dumps(_dump(compile(source, filename, mode, dont_inherit=True, optimize=optimize)))
    except SyntaxError as e:
        return json.dumps(dict(error=type(e).__name__, message=e.msg, lineno=e.lineno, offset=e.offset, end_lineno=e.end_lineno, end_offset=e.end_offset))

def disassembly(source):
    import io, re
    out = io.StringIO()
    dis.dis(compile(source, "<test>", "exec", dont_inherit=True), file=out)
    return re.sub(r" at 0x[0-9a-f]+", "", out.getvalue())
`;

export interface SyntaxErrorDump {
  readonly error: string;
  readonly message: string;
  readonly lineno: number;
  readonly offset: number;
  readonly end_lineno: number;
  readonly end_offset: number;
}

export interface Oracle {
  compile(
    source: string,
    filename: string,
    mode?: "exec" | "eval" | "single",
    optimize?: 0 | 1 | 2,
  ): CodeDump | SyntaxErrorDump;
  /** What `dis.dis` prints for a module, code object addresses taken out. */
  disassemble(source: string): string;
  /** Runs Python and returns the value of its last expression, which must be text. */
  run(source: string): string;
}

let started: Promise<Oracle> | undefined;

/** Starts CPython once; it takes some seconds. */
export function startOracle(): Promise<Oracle> {
  started ??= start();
  return started;
}

async function start(): Promise<Oracle> {
  const indexURL = dirname(createRequire(import.meta.url).resolve("pyodide/package.json"));
  const python = await loadPyodide({ indexURL });
  python.runPython(PRELUDE);
  const reference = python.globals.get("reference") as (
    source: string,
    filename: string,
    mode: string,
    optimize: number,
  ) => string;
  const disassembly = python.globals.get("disassembly") as (source: string) => string;
  return {
    compile: (source, filename, mode = "exec", optimize = 0) =>
      JSON.parse(reference(source, filename, mode, optimize)) as CodeDump | SyntaxErrorDump,
    disassemble: (source) => disassembly(source),
    run: (source) => python.runPython(source) as string,
  };
}
