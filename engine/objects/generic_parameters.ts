/**
 * The type parameters in the arguments of `list[T]` and `T | None`, and what becomes of the arguments when others are put in
 * their place (PEPs 484, 646, 695). What a parameter is, and how it is replaced, the module `typing` says by attributes:
 * `__typing_subst__`, `__typing_prepare_subst__`, `__typing_unpacked_tuple_args__`, `__parameters__`.
 */
import { type Address, type Slot, T } from "../heap/layout.ts";
import { intern } from "../heap/strings.ts";
import { copyValue, isExactly, isNone, isSame, refAt, setRef } from "../heap/values.ts";
import { findAttribute } from "../runtime/attributes.ts";
import { callValue } from "../runtime/call.ts";
import { isTrue } from "../runtime/compare.ts";
import { reprOf } from "../runtime/format.ts";
import { raise } from "../runtime/raise.ts";
import { markTemps, pushTemp, pushTemps, releaseTemps } from "../runtime/state.ts";
import { getItem } from "../runtime/subscript.ts";
import { list_append, newList } from "./list.ts";
import { tupleItem, tupleLength, tupleOf } from "./tuple.ts";
import { isType } from "./type.ts";

const items = (tuple: Address): Slot[] =>
  Array.from({ length: tupleLength(tuple) }, (_, i) => tupleItem(tuple, i));

/** Writes an attribute of what is no class; false when it has none. */
const attributeOf = (slot: Slot, name: string, out: Slot): boolean =>
  !isType(slot) && findAttribute(slot, intern(name), out);

/** Adds a value to the list in a slot unless it is there. */
function addOnce(list: Slot, value: Slot): void {
  const known = tupleOf(list);
  if (!items(known).some((one) => isSame(one, value))) list_append(refAt(list), value);
}

/** A new tuple of the type parameters in a tuple of arguments, each once. */
export function parametersOf(args: Address): Address {
  const mark = markTemps();
  const list = pushTemp();
  setRef(list, newList(0));
  collect(args, list);
  const found = tupleOf(list);
  releaseTemps(mark);
  return found;
}

function collect(args: Address, list: Slot): void {
  const mark = markTemps();
  const held = pushTemps(2);
  setRef(held, args);
  for (const arg of items(args)) {
    if (attributeOf(arg, "__typing_subst__", held + 8)) addOnce(list, arg);
    else if (isExactly(arg, T.tuple)) collect(refAt(arg), list);
    else if (isExactly(arg, T.list)) collect(tupleOf(arg), list);
    else if (attributeOf(arg, "__parameters__", held + 8) && isExactly(held + 8, T.tuple))
      for (const one of items(refAt(held + 8))) addOnce(list, one);
  }
  releaseTemps(mark);
}

/** What is given in the subscript, as a tuple; of tuples that are unpacked there (`*tuple[int, str]`), the items. */
function unpackedItems(item: Slot): Address {
  const mark = markTemps();
  const held = pushTemps(3);
  setRef(held, newList(0));
  if (isExactly(item, T.tuple)) copyValue(item, held + 16);
  else {
    setRef(held + 8, newList(0));
    list_append(refAt(held + 8), item);
    setRef(held + 16, tupleOf(held + 8));
  }
  for (const one of items(refAt(held + 16))) {
    const inside =
      attributeOf(one, "__typing_unpacked_tuple_args__", held + 8) && isExactly(held + 8, T.tuple)
        ? items(refAt(held + 8))
        : null;
    const last = inside?.at(-1);
    if (inside === null || (last !== undefined && isExactly(last, T.ellipsis))) list_append(refAt(held), one);
    else for (const value of inside) list_append(refAt(held), value);
  }
  const given = tupleOf(held);
  releaseTemps(mark);
  return given;
}

/**
 * A new tuple: the arguments, with what `item` gives (one value, or a tuple) in the place of the parameters. `self` is what
 * messages call them.
 */
export function substitute(self: Slot, args: Address, parameters: Address, item: Slot): Address {
  if (tupleLength(parameters) === 0) throw raise(T.TypeError, `${reprOf(self)} is not a generic class`);
  const mark = markTemps();
  const held = pushTemps(6);
  setRef(held, args);
  setRef(held + 8, parameters);
  setRef(held + 16, unpackedItems(item));
  for (const parameter of items(parameters)) {
    if (!attributeOf(parameter, "__typing_prepare_subst__", held + 24) || isNone(held + 24)) continue;
    copyValue(self, held + 32);
    copyValue(held + 16, held + 40);
    callValue(held + 24, held + 32, 2, 0, held + 24);
    setRef(held + 16, isExactly(held + 24, T.tuple) ? refAt(held + 24) : unpackedItems(held + 24));
  }
  const given = refAt(held + 16);
  if (tupleLength(given) !== tupleLength(parameters)) {
    const amount = tupleLength(given) > tupleLength(parameters) ? "many" : "few";
    throw raise(
      T.TypeError,
      `Too ${amount} arguments for ${reprOf(self)}; actual ${tupleLength(given)}, expected ${tupleLength(parameters)}`,
    );
  }
  const replaced = replaceIn(args, parameters, given);
  releaseTemps(mark);
  return replaced;
}

function replaceIn(args: Address, parameters: Address, given: Address): Address {
  const mark = markTemps();
  const held = pushTemps(3);
  setRef(held, newList(0));
  setRef(held + 8, given);
  for (const arg of items(args)) {
    const unpacks = attributeOf(arg, "__typing_is_unpacked_typevartuple__", held + 16) && isTrue(held + 16);
    replaceOne(arg, parameters, given, held + 16);
    if (unpacks && isExactly(held + 16, T.tuple))
      for (const one of items(refAt(held + 16))) list_append(refAt(held), one);
    else list_append(refAt(held), held + 16);
  }
  const replaced = tupleOf(held);
  releaseTemps(mark);
  return replaced;
}

const indexIn = (parameters: Address, parameter: Slot): number =>
  items(parameters).findIndex((one) => isSame(one, parameter));

/** Writes what stands for one argument. */
function replaceOne(arg: Slot, parameters: Address, given: Address, out: Slot): void {
  const mark = markTemps();
  const held = pushTemps(3);
  if (isType(arg)) copyValue(arg, out);
  else if (isExactly(arg, T.tuple)) setRef(out, replaceIn(refAt(arg), parameters, given));
  else if (isExactly(arg, T.list)) {
    setRef(held, replaceIn(tupleOf(arg), parameters, given));
    setRef(held + 8, newList(0));
    for (const one of items(refAt(held))) list_append(refAt(held + 8), one);
    copyValue(held + 8, out);
  } else if (attributeOf(arg, "__typing_subst__", held)) {
    callValue(held, tupleItem(given, indexIn(parameters, arg)), 1, 0, out);
  } else if (
    attributeOf(arg, "__parameters__", held) &&
    isExactly(held, T.tuple) &&
    tupleLength(refAt(held)) > 0
  ) {
    setRef(held + 8, newList(0));
    for (const parameter of items(refAt(held))) {
      const index = indexIn(parameters, parameter);
      const value = index < 0 ? parameter : tupleItem(given, index);
      const spreads =
        index >= 0 && isExactly(value, T.tuple) && attributeOf(parameter, "__iter__", held + 16);
      if (spreads) for (const one of items(refAt(value))) list_append(refAt(held + 8), one);
      else list_append(refAt(held + 8), value);
    }
    setRef(held + 8, tupleOf(held + 8));
    getItem(arg, held + 8, out);
  } else copyValue(arg, out);
  releaseTemps(mark);
}
