/**
 * `__build_class__`: what a class statement calls, with the function that holds its body, its name, bases and keywords.
 */
import { type Address, CELL_VALUE, DICT_USED, type Slot, T } from "../../heap/layout.ts";
import { I32 } from "../../heap/memory.ts";
import {
  copyValue,
  isExactly,
  isNone,
  isRef,
  isSame,
  isUnbound,
  refAt,
  setRef,
  typeOf,
} from "../../heap/values.ts";
import { dictCopy, dictDeleteName, dictFindName, newDict } from "../../objects/dict.ts";
import { newTupleFrom, tupleItem, tupleLength } from "../../objects/tuple.ts";
import {
  bestMetaclass,
  isType,
  lookupInType,
  resolveBases,
  typeName,
  typeNameOf,
} from "../../objects/type.ts";
import { findAttribute } from "../../runtime/attributes.ts";
import { callWithDict } from "../../runtime/call.ts";
import { reprOf } from "../../runtime/format.ts";
import { N } from "../../runtime/names.ts";
import { raise } from "../../runtime/raise.ts";
import { pushTemp, pushTemps } from "../../runtime/state.ts";
import { setItem } from "../../runtime/subscript.ts";
import { interpreter } from "../../runtime/tierup.ts";
import type { FunctionTable } from "./table.ts";

/** Arguments: the body's function, the name, the keywords as a dict, then the bases. */
function builtin_build_class(args: Slot, out: Slot, extra: number): void {
  const func = args;
  if (!isExactly(func, T.function)) throw raise(T.TypeError, "__build_class__: func must be a function");
  const original = pushTemp();
  const bases = pushTemp();
  const metaclass = pushTemp();
  const namespace = pushTemp();
  const keywords = pushTemp();
  const cell = pushTemp();
  setRef(original, newTupleFrom(args + 24, extra));
  setRef(bases, resolveBases(refAt(original)));
  setRef(keywords, isUnbound(args + 16) ? newDict() : dictCopy(refAt(args + 16)));
  chooseMetaclass(bases, keywords, metaclass);
  const call = pushTemps(3);
  copyValue(args + 8, call);
  copyValue(bases, call + 8);
  prepareNamespace(metaclass, call, refAt(keywords), namespace);
  interpreter.runClassBody(refAt(func), namespace, cell);
  if (refAt(bases) !== refAt(original)) {
    const key = pushTemp();
    setRef(key, N.__orig_bases__);
    setItem(namespace, key, original);
  }
  copyValue(namespace, call + 16);
  callWithDict(metaclass, call, 3, refAt(keywords), out);
  if (isExactly(cell, T.cell)) checkClassCell(refAt(cell), out, args + 8);
}

/** The metaclass: the keyword `metaclass`, else the type of the first base, else type; then the most derived of all. */
function chooseMetaclass(bases: Slot, keywords: Slot, out: Slot): void {
  const tuple = refAt(bases);
  const given =
    I32[(refAt(keywords) + DICT_USED) >> 2] === 0 ? 0 : dictFindName(refAt(keywords), N.metaclass);
  if (given !== 0) {
    copyValue(given, out);
    dictDeleteName(refAt(keywords), N.metaclass);
  } else setRef(out, tupleLength(tuple) === 0 ? T.type : typeOf(tupleItem(tuple, 0)));
  if (isType(out)) setRef(out, bestMetaclass(refAt(out), tuple));
}

/** What `__prepare__` gives, or a new dict. */
function prepareNamespace(metaclass: Slot, call: Slot, keywords: Address, out: Slot): void {
  if (isRef(metaclass) && refAt(metaclass) === T.type) {
    setRef(out, newDict());
    return;
  }
  const prepare = pushTemp();
  if (!findAttribute(metaclass, N.__prepare__, prepare)) {
    setRef(out, newDict());
    return;
  }
  callWithDict(prepare, call, 2, keywords, out);
  if (lookupInType(typeOf(out), N.__getitem__) === 0) {
    const name = isType(metaclass) ? typeName(refAt(metaclass)) : "<metaclass>";
    throw raise(T.TypeError, `${name}.__prepare__() must return a mapping, not ${typeNameOf(out)}`);
  }
}

/** The body's `__class__` cell must hold the class by now: `type.__new__` fills it. */
function checkClassCell(cell: Address, made: Slot, name: Slot): void {
  if (!isType(made)) return;
  const content = cell + CELL_VALUE;
  if (isUnbound(content) || isNone(content))
    throw raise(
      T.RuntimeError,
      `__class__ not set defining ${reprOf(name)} as ${reprOf(made)}. Was __classcell__ propagated to type.__new__?`,
    );
  if (!isSame(content, made))
    throw raise(
      T.TypeError,
      `__class__ set to ${reprOf(content)} defining ${reprOf(name)} as ${reprOf(made)}`,
    );
}

export const CLASS_FUNCTIONS: FunctionTable = {
  __build_class__: [
    "(func, name, /, *bases, **kwds)",
    builtin_build_class,
    "Internal helper function used by the class statement.",
  ],
};
