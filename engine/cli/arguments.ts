/**
 * The command line, read. Options of ours come before the program, as CPython's do; everything after it belongs
 * to the program. Nothing is done here: the result says what was asked for, or what is wrong with the question.
 */

import { isPassName, PASS_NAMES, type PassName } from "../optimize/pass_names.ts";

export const TIER_NAMES = { "1": "tier1", "2": "tier2", jit: "jit", unspecialised: "unspecialised" } as const;
export const INTERPRETER_NAMES = ["typescript", "wasm"] as const;
export const DUMP_KINDS = ["bytecode", "uops", "ir", "wat"] as const;

export type TierName = (typeof TIER_NAMES)[keyof typeof TIER_NAMES];
export type InterpreterName = (typeof INTERPRETER_NAMES)[number];
export type DumpKind = (typeof DUMP_KINDS)[number];

/** Where the program comes from. */
export type ProgramSource =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "module"; readonly name: string }
  | { readonly kind: "stdin"; readonly dash: boolean };

export interface RunRequest {
  readonly kind: "run";
  readonly program: ProgramSource;
  /** What follows the program. */
  readonly rest: readonly string[];
  readonly tier: TierName;
  readonly interpreter: InterpreterName;
  readonly threshold: number | undefined;
  /** Passes of the optimiser that are left out. */
  readonly without: readonly PassName[];
  readonly verify: boolean;
  readonly dumps: readonly DumpKind[];
  readonly statsFile: string | undefined;
}

export type Request =
  | RunRequest
  | { readonly kind: "help" }
  | { readonly kind: "version" }
  | { readonly kind: "misuse"; readonly message: string };

export const USAGE = "usage: tierup [option] ... [-c cmd | -m mod | file | -] [arg] ...";

export const HELP = `${USAGE}

Runs a Python program, as \`python\` does.

  FILE            program read from a file; a folder runs its __main__.py
  -c CODE         program passed in as a string
  -m MODULE       module or package found on sys.path, run as a program
  -               program read from standard input (also when nothing is named and it is no terminal)

Options, before the program:
  --tier=TIER     1: the interpreter alone; 2: traces, executed by the Tier 2 interpreter; jit: traces, compiled to
                  WebAssembly (the default); unspecialised: the interpreter, never specialising
  --interpreter=BUILD
                  Tier 1 in wasm (the default) or typescript, which runs too where WebAssembly may not be compiled
  --threshold=N   loop turns or calls before a trace is recorded
  --without=PASS  leave a pass of the optimiser out: ${PASS_NAMES.join(", ")}; may be given several times
  --verify        check the traces after recording and after each pass
  --dump=KIND     after the run, print its bytecode, uops, ir or wat; may be given several times
  --stats=FILE    after the run, write counters and times to FILE as JSON
  -h, --help      print this text
  -V, --version   print the version

Environment:
  PYTHONPATH      folders put before the standard library on sys.path, separated as in PATH
`;

function misuse(message: string): Request {
  return { kind: "misuse", message };
}

/** Reads the arguments that follow the command's name. `stdinIsTerminal` decides what no program means. */
export function parseArguments(args: readonly string[], stdinIsTerminal: boolean): Request {
  let tier: TierName = "jit";
  let interpreter: InterpreterName = "wasm";
  let threshold: number | undefined;
  let statsFile: string | undefined;
  const dumps: DumpKind[] = [];
  const without: PassName[] = [];
  let verify = false;
  const run = (program: ProgramSource, rest: readonly string[]): Request => ({
    kind: "run",
    program,
    rest,
    tier,
    interpreter,
    threshold,
    without,
    verify,
    dumps,
    statsFile,
  });

  for (let at = 0; at < args.length; at++) {
    const argument = args[at]!;
    if (argument === "-") return run({ kind: "stdin", dash: true }, args.slice(at + 1));
    if (!argument.startsWith("-")) return run({ kind: "file", path: argument }, args.slice(at + 1));
    if (argument === "-h" || argument === "--help") return { kind: "help" };
    if (argument === "-V" || argument === "--version") return { kind: "version" };
    if (argument.startsWith("-c") || (argument.startsWith("-m") && !argument.startsWith("--"))) {
      // As in CPython the text may follow at once: -cCODE.
      const joined = argument.length > 2;
      const value = joined ? argument.slice(2) : args[at + 1];
      if (value === undefined) return misuse(`Argument expected for the ${argument} option`);
      const rest = args.slice(joined ? at + 1 : at + 2);
      return run(argument[1] === "c" ? { kind: "code", text: value } : { kind: "module", name: value }, rest);
    }
    const option = /^--([a-z]+)(?:=(.*))?$/s.exec(argument);
    const value = option?.[2];
    switch (option?.[1]) {
      case "tier": {
        if (value === undefined || !Object.hasOwn(TIER_NAMES, value)) {
          return misuse(`--tier is one of ${Object.keys(TIER_NAMES).join(", ")}`);
        }
        tier = TIER_NAMES[value as keyof typeof TIER_NAMES];
        break;
      }
      case "interpreter": {
        const named = INTERPRETER_NAMES.find((name) => name === value);
        if (named === undefined) return misuse(`--interpreter is one of ${INTERPRETER_NAMES.join(", ")}`);
        interpreter = named;
        break;
      }
      case "threshold": {
        if (value === undefined || !/^[1-9]\d{0,8}$/.test(value)) {
          return misuse("--threshold is a whole number from 1");
        }
        threshold = Number(value);
        break;
      }
      case "without": {
        if (value === undefined || !isPassName(value))
          return misuse(`--without is one of ${PASS_NAMES.join(", ")}`);
        if (!without.includes(value)) without.push(value);
        break;
      }
      case "verify": {
        if (value !== undefined) return misuse("--verify takes no value");
        verify = true;
        break;
      }
      case "dump": {
        const kind = DUMP_KINDS.find((name) => name === value);
        if (kind === undefined) return misuse(`--dump is one of ${DUMP_KINDS.join(", ")}`);
        if (!dumps.includes(kind)) dumps.push(kind);
        break;
      }
      case "stats": {
        if (!value) return misuse("--stats names a file: --stats=FILE.json");
        statsFile = value;
        break;
      }
      default:
        return misuse(`unknown option ${argument}`);
    }
  }
  if (stdinIsTerminal) return misuse("no program given (there is no interactive mode)");
  return run({ kind: "stdin", dash: false }, []);
}
