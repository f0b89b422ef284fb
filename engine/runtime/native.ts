/**
 * Native functions: how a TypeScript function becomes a Python callable, and how its arguments arrive.
 *
 * A native takes `(args, out, extra)`. `args` is the address of one slot for each parameter of its signature, in
 * order: positional ones, then keyword-only ones, then, if the signature has `**name`, a dict. A parameter that was not given
 * is unbound. With `*name`, the surplus positional arguments follow in the slots after these, `extra` of them. The
 * result is written to `out` as the native's last act (`out` may be any slot, an argument's too); a native that
 * returns without writing returns None (callers preset it).
 *
 * Signatures are text, as `inspect.signature` prints them, with defaults only as a mark: `"(self, index=-1, /)"`.
 * A default's text is what introspection shows; the native itself decides what an unbound argument means.
 */
import { assert } from "../base/assert.ts";
import { type Address, NATIVE_HOST, OBJ_TYPE, type Slot, T } from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";

export type Native = (args: Slot, out: Slot, extra: number) => void;

export interface Parameter {
  readonly name: string;
  readonly kind: "positional-only" | "positional" | "keyword-only";
  readonly required: boolean;
  readonly defaultText: string | null;
}

export interface NativeFunction {
  readonly index: number;
  /** As in `list.append`, or `len`. */
  readonly qualname: string;
  readonly name: string;
  readonly text: string;
  readonly parameters: readonly Parameter[];
  /** Positional parameters (keyword-only ones follow them in `args`). */
  readonly positional: number;
  readonly required: number;
  /** No surplus arguments are taken and no keyword is required: anything from `required` to `positional` arguments will do. */
  readonly plain: boolean;
  /** Name of the `*args` parameter, or null. */
  readonly varargs: string | null;
  readonly varkw: string | null;
  readonly call: Native;
  /** One paragraph for `__doc__`, or null. */
  readonly doc: string | null;
  /** The module that a function is of; null for a method, and for a function of `builtins`. */
  module: string | null;
}

let natives: NativeFunction[] = [];

export function resetNatives(): void {
  natives = [];
}

export const nativeByIndex = (index: number): NativeFunction => natives[index] as NativeFunction;
/** The native behind a callable object. */
export const nativeOf = (callable: Address): NativeFunction =>
  nativeByIndex(I32[(callable + NATIVE_HOST) >> 2]);
/** Whether an object is a function or method that is a native. */
export const isNative = (object: Address): boolean => {
  const type = I32[(object + OBJ_TYPE) >> 2];
  return type === T.builtin_function_or_method || type === T.method_descriptor;
};
/** Whether so many arguments can be handed to a native as they are, what is left out unbound. */
export const takesAsTheyAre = ({ plain, required, positional }: NativeFunction, count: number): boolean =>
  plain && count >= required && count <= positional;
export const nativeCount = (): number => natives.length;

const parsed = new Map<
  string,
  Pick<NativeFunction, "parameters" | "positional" | "required" | "plain" | "varargs" | "varkw">
>();

/** Registers a native; the index identifies it in NATIVE_HOST. */
export function addNative(
  qualname: string,
  signature: string,
  call: Native,
  doc: string | null = null,
): NativeFunction {
  let shape = parsed.get(signature);
  if (shape === undefined) {
    shape = parseSignature(signature);
    parsed.set(signature, shape);
  }
  const name = qualname.slice(qualname.lastIndexOf(".") + 1);
  const native: NativeFunction = {
    index: natives.length,
    qualname,
    name,
    text: signature,
    call,
    doc,
    module: null,
    ...shape,
  };
  natives.push(native);
  return native;
}

/** Splits at commas that are not inside brackets or quotes. */
function splitParameters(text: string): string[] {
  return text.match(/(?:[^,'"([{]|'[^']*'|"[^"]*"|\([^)]*\)|\[[^\]]*\]|\{[^}]*\})+/g) ?? [];
}

function parseSignature(signature: string) {
  assert(signature.startsWith("(") && signature.endsWith(")"), "native signature", signature);
  const items = splitParameters(signature.slice(1, -1)).map((item) => item.trim());
  const slash = items.indexOf("/");
  const parameters: Parameter[] = [];
  let varargs: string | null = null;
  let varkw: string | null = null;
  let keywordOnly = false;
  items.forEach((item, i) => {
    if (item === "" || item === "/") return;
    if (item === "*") keywordOnly = true;
    else if (item.startsWith("**")) varkw = item.slice(2);
    else if (item.startsWith("*")) {
      varargs = item.slice(1);
      keywordOnly = true;
    } else {
      const [name, defaultText] = item.split("=", 2) as [string, string | undefined];
      const kind = keywordOnly ? "keyword-only" : i < slash ? "positional-only" : "positional";
      parameters.push({ name, kind, required: defaultText === undefined, defaultText: defaultText ?? null });
    }
  });
  const positional = parameters.filter((p) => p.kind !== "keyword-only").length;
  const required = parameters.filter((p) => p.kind !== "keyword-only" && p.required).length;
  const plain =
    varargs === null && varkw === null && parameters.every((p) => p.kind !== "keyword-only" || !p.required);
  return { parameters, positional, required, plain, varargs, varkw };
}
