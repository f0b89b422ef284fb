/**
 * Type parameters (`def f[T: int](…)`, `class C[T]`, `type A = …`): the intrinsics behind the syntax, which ask the
 * module `_typing` for the objects. Bounds, constraints, defaults and aliases are functions, evaluated when asked for.
 */
import { Intrinsic1, Intrinsic2 } from "../bytecode/instructions.ts";
import { FUNC_TYPE_PARAMS, type Slot } from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { intern } from "../heap/strings.ts";
import { copyValue, refAt, setNone } from "../heap/values.ts";
import { tupleItem } from "../objects/tuple.ts";
import { getAttribute } from "../runtime/attributes.ts";
import { callValue } from "../runtime/call.ts";
import { importModule } from "../runtime/import.ts";
import { markTemps, pushTemps, releaseTemps } from "../runtime/state.ts";

/** `_typing.name(*args)`. */
function callTyping(name: string, args: Slot, count: number, out: Slot): void {
  const mark = markTemps();
  const temp = pushTemps(1);
  importModule("_typing", temp);
  getAttribute(temp, intern(name), temp);
  callValue(temp, args, count, 0, out);
  releaseTemps(mark);
}

const DECLARATIONS: Readonly<Record<number, string>> = {
  [Intrinsic1.TYPEVAR]: "_declare_typevar",
  [Intrinsic1.PARAMSPEC]: "_declare_paramspec",
  [Intrinsic1.TYPEVARTUPLE]: "_declare_typevartuple",
  [Intrinsic1.SUBSCRIPT_GENERIC]: "_declare_generic",
};

/** The intrinsics of one operand about types: replaces the operand. Returns false for any other. */
export function typeIntrinsic1(value: Slot, arg: number): boolean {
  const name = DECLARATIONS[arg];
  if (name !== undefined) {
    callTyping(name, value, 1, value);
    return true;
  }
  if (arg !== Intrinsic1.TYPEALIAS) return false;
  const mark = markTemps();
  const args = pushTemps(3);
  // (name, type parameters or None, function of the value)
  for (let i = 0; i < 3; i++) copyValue(tupleItem(refAt(value), i), args + 8 * i);
  callTyping("_declare_alias", args, 3, value);
  releaseTemps(mark);
  return true;
}

/** The intrinsics of two operands about types: the result replaces the first. Returns false for any other. */
export function typeIntrinsic2(first: Slot, second: Slot, arg: number): boolean {
  if (arg === Intrinsic2.SET_FUNCTION_TYPE_PARAMS) {
    I32[(refAt(first) + FUNC_TYPE_PARAMS) >> 2] = refAt(second);
    return true;
  }
  const mark = markTemps();
  const args = pushTemps(3);
  copyValue(first, args);
  let known = true;
  switch (arg) {
    case Intrinsic2.TYPEVAR_WITH_BOUND:
      copyValue(second, args + 8);
      callTyping("_declare_typevar", args, 2, first);
      break;
    case Intrinsic2.TYPEVAR_WITH_CONSTRAINTS:
      setNone(args + 8);
      copyValue(second, args + 16);
      callTyping("_declare_typevar", args, 3, first);
      break;
    case Intrinsic2.SET_TYPEPARAM_DEFAULT:
      copyValue(second, args + 8);
      callTyping("_declare_default", args, 2, first);
      break;
    default:
      known = false;
  }
  releaseTemps(mark);
  return known;
}
