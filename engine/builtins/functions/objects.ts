/** Built-in functions on objects of any kind: callable, delattr, dir, getattr, globals, hasattr, isinstance, issubclass, locals, setattr, vars. */
import { LocalKind } from "../../bytecode/instructions.ts";
import {
  type Address,
  CELL_VALUE,
  FRAME_CODE,
  FRAME_GLOBALS,
  FRAME_HEADER,
  FRAME_LOCALS,
  type Slot,
  STATE_FRAME,
  T,
} from "../../heap/layout.ts";
import { I32 } from "../../heap/memory.ts";
import { intern } from "../../heap/strings.ts";
import { copyValue, isExactly, isUnbound, refAt, setBool, setRef, typeOf } from "../../heap/values.ts";
import { dictCopy, dictSetName, newDict } from "../../objects/dict.ts";
import { sortList } from "../../objects/sort.ts";
import { checkInstance, checkSubclass, lookupInType, typeNameOf } from "../../objects/type.ts";
import {
  attributeName,
  deleteAttribute,
  findAttribute,
  getAttribute,
  setAttribute,
} from "../../runtime/attributes.ts";
import { codeHost } from "../../runtime/codes.ts";
import { listOf } from "../../runtime/iterate.ts";
import { N } from "../../runtime/names.ts";
import { raise } from "../../runtime/raise.ts";
import { callSpecial0 } from "../../runtime/special.ts";
import { markTemps, pushTemp, releaseTemps } from "../../runtime/state.ts";
import type { FunctionTable } from "./table.ts";

/** Whether the value can be called: its type has `__call__`. */
export function isCallable(slot: Slot): boolean {
  const type = typeOf(slot);
  return (
    type === T.function ||
    type === T.type ||
    type === T.method ||
    type === T.builtin_function_or_method ||
    lookupInType(type, N.__call__) !== 0
  );
}

function builtin_getattr(args: Slot, out: Slot): void {
  const name = attributeName(args + 8);
  if (isUnbound(args + 16)) getAttribute(args, name, out);
  else {
    const found = pushTemp();
    copyValue(findAttribute(args, name, found) ? found : args + 16, out);
  }
}

function builtin_hasattr(args: Slot, out: Slot): void {
  setBool(out, findAttribute(args, attributeName(args + 8), pushTemp()));
}

function builtin_setattr(args: Slot): void {
  setAttribute(args, attributeName(args + 8), args + 16);
}

function builtin_delattr(args: Slot): void {
  deleteAttribute(args, attributeName(args + 8));
}

function builtin_isinstance(args: Slot, out: Slot): void {
  setBool(out, checkInstance(args, args + 8));
}

function builtin_issubclass(args: Slot, out: Slot): void {
  setBool(out, checkSubclass(args, args + 8));
}

/** The globals of the Python frame that called. */
export const currentGlobals = (): Address => I32[(I32[STATE_FRAME >> 2] + FRAME_GLOBALS) >> 2];

/**
 * The locals of the Python frame that called, as `locals()` gives them: the namespace itself in a module or class body,
 * a fresh dict in a function.
 */
export function currentLocals(out: Slot): void {
  const frame = I32[STATE_FRAME >> 2];
  const namespace = I32[(frame + FRAME_LOCALS) >> 2];
  if (namespace !== 0) {
    setRef(out, namespace);
    return;
  }
  const code = codeHost(I32[(frame + FRAME_CODE) >> 2]).object;
  const dict = newDict();
  const mark = markTemps();
  setRef(pushTemp(), dict);
  code.localsplusnames.forEach((name, i) => {
    const kind = code.localspluskinds[i] as number;
    let slot = frame + FRAME_HEADER + 8 * i;
    if ((kind & (LocalKind.CELL | LocalKind.FREE)) !== 0 && isExactly(slot, T.cell))
      slot = refAt(slot) + CELL_VALUE;
    if (!isUnbound(slot) && !name.startsWith(".")) dictSetName(dict, intern(name), slot);
  });
  releaseTemps(mark);
  setRef(out, dict);
}

function builtin_vars(args: Slot, out: Slot): void {
  if (isUnbound(args)) currentLocals(out);
  else if (!findAttribute(args, N.__dict__, out))
    throw raise(T.TypeError, "vars() argument must have __dict__ attribute");
}

function builtin_dir(args: Slot, out: Slot): void {
  const names = pushTemp();
  const none = pushTemp();
  if (isUnbound(args)) {
    currentLocals(names);
    if (isExactly(names, T.dict)) setRef(names, dictCopy(refAt(names)));
  } else if (!callSpecial0(args, N.__dir__, names))
    throw raise(T.TypeError, `'${typeNameOf(args)}' object does not provide __dir__`);
  const list = listOf(names);
  setRef(names, list);
  sortList(list, none, false);
  setRef(out, list);
}

export const OBJECT_FUNCTIONS: FunctionTable = {
  callable: [
    "(obj, /)",
    (args, out) => setBool(out, isCallable(args)),
    "Return whether the object is callable.",
  ],
  delattr: ["(obj, name, /)", builtin_delattr, "Delete the named attribute from the given object."],
  dir: [
    "(object=<unrepresentable>, /)",
    builtin_dir,
    "Return a list of the names of an object or of the current scope.",
  ],
  getattr: [
    "(object, name, default=<unrepresentable>, /)",
    builtin_getattr,
    "Get a named attribute from an object.",
  ],
  globals: [
    "()",
    (_args, out) => setRef(out, currentGlobals()),
    "Return the dictionary of the current global variables.",
  ],
  hasattr: [
    "(obj, name, /)",
    builtin_hasattr,
    "Return whether the object has an attribute with the given name.",
  ],
  isinstance: [
    "(obj, class_or_tuple, /)",
    builtin_isinstance,
    "Return whether an object is an instance of a class.",
  ],
  issubclass: [
    "(cls, class_or_tuple, /)",
    builtin_issubclass,
    "Return whether a class is derived from another class.",
  ],
  locals: [
    "()",
    (_args, out) => currentLocals(out),
    "Return a dictionary of the current scope's local variables.",
  ],
  setattr: ["(obj, name, value, /)", builtin_setattr, "Set the named attribute on the given object."],
  vars: ["(object=<unrepresentable>, /)", builtin_vars, "Return the __dict__ of an object, or locals()."],
};
