/**
 * Type parameters (`def f[T: int](…)`, `class C[T]`, `type A = …`): the intrinsics behind the syntax, which ask the
 * module `typing` for the objects. Bounds, constraints, defaults and aliases are functions, evaluated when asked for.
 */
import { Intrinsic1, Intrinsic2 } from "../bytecode/instructions.ts";
import { FUNC_TYPE_PARAMS, type Slot } from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { intern } from "../heap/strings.ts";
import { copyValue, refAt, setInt, setNone } from "../heap/values.ts";
import { tupleItem } from "../objects/tuple.ts";
import { getAttribute, setAttribute } from "../runtime/attributes.ts";
import { callValue } from "../runtime/call.ts";
import { importModule } from "../runtime/import.ts";
import { markTemps, pushTemps, releaseTemps } from "../runtime/state.ts";

/** `typing.name(*args)`. */
function callTyping(name: string, args: Slot, count: number, out: Slot): void {
  const mark = markTemps();
  const temp = pushTemps(1);
  importModule("typing", temp);
  getAttribute(temp, intern(name), temp);
  callValue(temp, args, count, 0, out);
  releaseTemps(mark);
}

const KINDS: Readonly<Record<number, number>> = {
  [Intrinsic1.TYPEVAR]: 0,
  [Intrinsic1.PARAMSPEC]: 1,
  [Intrinsic1.TYPEVARTUPLE]: 2,
};

/** The intrinsics of one operand about types: replaces the operand. Returns false for any other. */
export function typeIntrinsic1(value: Slot, arg: number): boolean {
  const mark = markTemps();
  const args = pushTemps(3);
  const kind = KINDS[arg];
  if (kind !== undefined) {
    setInt(args, kind);
    copyValue(value, args + 8);
    callTyping("_declare", args, 2, value);
  } else if (arg === Intrinsic1.SUBSCRIPT_GENERIC) {
    importModule("typing", args);
    getAttribute(args, intern("Generic"), args);
    getAttribute(args, intern("__class_getitem__"), args + 8);
    callValue(args + 8, value, 1, 0, value);
  } else if (arg === Intrinsic1.TYPEALIAS) {
    // (name, type parameters or None, function of the value)
    for (let i = 0; i < 3; i++) copyValue(tupleItem(refAt(value), i), args + 8 * i);
    callTyping("_declare_alias", args, 3, value);
  } else {
    releaseTemps(mark);
    return false;
  }
  releaseTemps(mark);
  return true;
}

/** The intrinsics of two operands about types: the result replaces the first. Returns false for any other. */
export function typeIntrinsic2(first: Slot, second: Slot, arg: number): boolean {
  const mark = markTemps();
  const args = pushTemps(4);
  switch (arg) {
    case Intrinsic2.TYPEVAR_WITH_BOUND:
    case Intrinsic2.TYPEVAR_WITH_CONSTRAINTS: {
      const bound = arg === Intrinsic2.TYPEVAR_WITH_BOUND;
      setInt(args, 0);
      copyValue(first, args + 8);
      if (bound) copyValue(second, args + 16);
      else {
        setNone(args + 16);
        copyValue(second, args + 24);
      }
      callTyping("_declare", args, bound ? 3 : 4, first);
      break;
    }
    case Intrinsic2.SET_FUNCTION_TYPE_PARAMS:
      I32[(refAt(first) + FUNC_TYPE_PARAMS) >> 2] = refAt(second);
      break;
    case Intrinsic2.SET_TYPEPARAM_DEFAULT:
      setAttribute(first, intern("_default"), second);
      break;
    default:
      releaseTemps(mark);
      return false;
  }
  releaseTemps(mark);
  return true;
}
