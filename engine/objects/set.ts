/**
 * set and frozenset: CPython's open table of hashes, here an index table of i32 over entries of hash and key.
 *
 * Sets are walked in the order of the index table, not of insertion, and the table is sized, filled and probed as CPython's
 * is, so that a set of small ints prints in the order a CPython user knows:
 *
 *     at = hash & mask; perturb = hash
 *     until index[at] is −1 or an entry with this hash and an equal key, look at at … at + 9 if that stays in the table,
 *     then  perturb >>>= 5;  at = (5 * at + 1 + perturb) & mask
 *
 * SET_NEXT counts the entries written, removed ones included (CPython's `fill`); a table is rebuilt when 3/5 are filled.
 * The index word of a removed entry n is −2 − n: a new key takes the last such word that its search passed, and the entry.
 * A mutable set has no hash; its SET_HASH word is the place where `pop` last looked.
 */
import { allocateObject, allocateStorage } from "../heap/allocate.ts";
import {
  type Address,
  KIND_SET,
  NOT_IMPLEMENTED,
  OBJ_TYPE,
  SET_DICT,
  SET_ENTRIES,
  SET_ENTRY_BYTES,
  SET_ENTRY_KEY,
  SET_HASH,
  SET_INDEX,
  SET_MASK,
  SET_NEXT,
  SET_SIZE,
  SET_USED,
  SET_VERSION,
  type Slot,
  STATE_ARGS,
  T,
  TABLE_ITER_LEFT,
  TABLE_ITER_NEXT,
  TABLE_ITER_TABLE,
  TABLE_ITER_USED,
  TAG_INT,
  TAG_REF,
  TAG_UNBOUND,
  TF_BASE,
  TF_SET,
  TYPE_FLAGS,
} from "../heap/layout.ts";
import { I32, setWord } from "../heap/memory.ts";
import { codePointAt, equalStrings, hashString } from "../heap/strings.ts";
import {
  copyValue,
  isExactly,
  isRef,
  refAt,
  setBool,
  setInt,
  setNone,
  setRef,
  setUnbound,
  typeOf,
} from "../heap/values.ts";
import { EQ, equals, GE, GT, hashOf, LE, LT, NE } from "../runtime/compare.ts";
import { forEach } from "../runtime/iterate.ts";
import { registerProtocols } from "../runtime/protocols.ts";
import { raise, raiseKeyError } from "../runtime/raise.ts";
import { markTemps, pushTemp, pushTemps, RAISED, releaseTemps } from "../runtime/state.ts";
import { allocateOf } from "./allocate_of.ts";
import { set_repr } from "./container_repr.ts";
import { defineType, type MethodRow } from "./define.ts";
import { dictHashAt, dictKeyAt, dictLength, dictNext, raiseUnusableKey, UNDECIDED } from "./dict.ts";
import { hashOfInt } from "./int.ts";
import { list_append, newList } from "./list.ts";
import { characterString, strLength } from "./text.ts";
import { newTuple, newTupleOf, tupleItem } from "./tuple.ts";
import { isSubtype } from "./type.ts";
import { class_getitem } from "./union.ts";

// ---- Tables --------------------------------------------------------------------------------------------------------

const SMALLEST_TABLE = 8;
export const LINEAR_PROBES = 9;

function renewVersion(set: Address): void {
  I32[(set + SET_VERSION) >> 2] = (I32[(set + SET_VERSION) >> 2] + 1) | 0;
}

/** Writes the table words of an empty set. */
function clearTable(set: Address): void {
  I32[(set + SET_USED) >> 2] = 0;
  I32[(set + SET_NEXT) >> 2] = 0;
  I32[(set + SET_MASK) >> 2] = -1;
  I32[(set + SET_INDEX) >> 2] = 0;
  I32[(set + SET_ENTRIES) >> 2] = 0;
  renewVersion(set);
}

/** A new empty set (T.set or T.frozenset). */
export function newSetOf(type: Address): Address {
  const set = allocateObject(type, SET_SIZE);
  I32[(set + SET_DICT) >> 2] = 0;
  I32[(set + SET_HASH) >> 2] = 0;
  I32[(set + SET_VERSION) >> 2] = 0;
  clearTable(set);
  return set;
}
export const newSet = (): Address => newSetOf(T.set);
export const newFrozenset = (): Address => newSetOf(T.frozenset);

export const setLength = (set: Address): number => I32[(set + SET_USED) >> 2];
/** CPython's mask of an empty set is 7; ours has no table yet. */
const tableMask = (set: Address): number => {
  const mask = I32[(set + SET_MASK) >> 2];
  return mask < 0 ? SMALLEST_TABLE - 1 : mask;
};

/** Place in a clean index table (first word at `first`) where `hash` goes. */
function freePlace(first: number, mask: number, hash: number): number {
  let at = hash & mask;
  let perturb = hash;
  for (;;) {
    const last = at + LINEAR_PROBES <= mask ? at + LINEAR_PROBES : at;
    for (let i = at; i <= last; i++) if (I32[first + i] === -1) return i;
    perturb >>>= 5;
    at = (5 * at + 1 + perturb) & mask;
  }
}

/** Rebuilds the table for more than `minimum` entries, in the order of the old one. */
export function growSet(set: Address, minimum: number): void {
  let words = SMALLEST_TABLE;
  while (words <= minimum) words *= 2;
  const index = allocateStorage(4 * words);
  const entries = allocateStorage(SET_ENTRY_BYTES * (Math.floor(((words - 1) * 3) / 5) + 2));
  const first = index >> 2;
  I32.fill(-1, first, first + words);
  const oldMask = I32[(set + SET_MASK) >> 2];
  const oldIndex = I32[(set + SET_INDEX) >> 2] >> 2;
  const oldEntries = I32[(set + SET_ENTRIES) >> 2];
  let next = 0;
  for (let i = 0; i <= oldMask; i++) {
    const n = I32[oldIndex + i];
    if (n < 0) continue;
    const from = (oldEntries + n * SET_ENTRY_BYTES) >> 2;
    const to = (entries + next * SET_ENTRY_BYTES) >> 2;
    I32[to] = I32[from];
    I32[to + 1] = 0;
    I32[to + 2] = I32[from + 2];
    I32[to + 3] = I32[from + 3];
    I32[first + freePlace(first, words - 1, I32[from])] = next++;
  }
  I32[(set + SET_NEXT) >> 2] = next;
  I32[(set + SET_MASK) >> 2] = words - 1;
  I32[(set + SET_INDEX) >> 2] = index;
  I32[(set + SET_ENTRIES) >> 2] = entries;
  renewVersion(set);
}

// ---- Finding -------------------------------------------------------------------------------------------------------

/** What a search found: the place of the entry in the index table, or of the free word where it would go. */
let foundPlace = 0;

const BY_BITS = 0;
const BY_TEXT = 1;
const BY_EQUALITY = 2;

/**
 * Looks for a key: its entry's address or 0; `foundPlace` is set. `key` is reachable and stays; `other` is a slot for the
 * keys it is compared with, 0 unless `how` is BY_EQUALITY; then −1: a comparison changed the set. Otherwise UNDECIDED there says
 * that Python's `__eq__` may not be asked, and here that it has to be.
 */
function probe(set: Address, key: Slot, hash: number, how: number, other: Slot): Address {
  const words = I32;
  const mask = words[(set + SET_MASK) >> 2];
  if (mask < 0) return 0;
  const index = words[(set + SET_INDEX) >> 2] >> 2;
  const entries = words[(set + SET_ENTRIES) >> 2];
  const version = words[(set + SET_VERSION) >> 2];
  const low = words[key >> 2];
  const high = words[(key >> 2) + 1];
  let free = -1;
  let at = hash & mask;
  let perturb = hash;
  for (;;) {
    const last = at + LINEAR_PROBES <= mask ? at + LINEAR_PROBES : at;
    for (let i = at; i <= last; i++) {
      const n = words[index + i];
      if (n < -1) {
        free = i;
        continue;
      }
      if (n === -1) {
        foundPlace = free < 0 ? i : free;
        return 0;
      }
      const entry = (entries + n * SET_ENTRY_BYTES) >> 2;
      if (words[entry] !== hash) continue;
      let equal = words[entry + 2] === low && words[entry + 3] === high;
      if (!equal) {
        const isText = words[entry + 3] === TAG_REF && words[(words[entry + 2] + OBJ_TYPE) >> 2] === T.str;
        if (how === BY_BITS && (words[entry + 3] === TAG_INT || isText)) continue;
        if (how === BY_TEXT && words[entry + 3] !== TAG_REF) continue;
        if (how === BY_TEXT && isText) equal = equalStrings(words[entry + 2], low);
        else if (how !== BY_EQUALITY) return other === UNDECIDED ? UNDECIDED : findGeneric(set, key, hash);
        else {
          copyValue((entry << 2) + SET_ENTRY_KEY, other);
          equal = equals(other, key);
          if (words[(set + SET_VERSION) >> 2] !== version) return -1;
        }
      }
      if (equal) {
        foundPlace = i;
        return entry << 2;
      }
    }
    perturb >>>= 5;
    at = (5 * at + 1 + perturb) & mask;
  }
}

function findGeneric(set: Address, key: Slot, hash: number): Address {
  const mark = markTemps();
  const held = pushTemps(2);
  copyValue(key, held);
  let entry = -1;
  while (entry === -1) entry = probe(set, held, hash, BY_EQUALITY, held + 8);
  releaseTemps(mark);
  return entry;
}

function find(set: Address, key: Slot, hash: number): Address {
  const hi = I32[(key >> 2) + 1];
  if (hi === TAG_INT) return probe(set, key, hash, BY_BITS, 0);
  if (hi === TAG_REF && I32[(I32[key >> 2] + OBJ_TYPE) >> 2] === T.str)
    return probe(set, key, hash, BY_TEXT, 0);
  return findGeneric(set, key, hash);
}

/** As the traces find the entry of an int or an exact str, by its bits: its address, 0, or UNDECIDED. Calls nothing. */
export function setFindPlain(set: Address, low: number, tag: number): Address {
  I32[STATE_ARGS >> 2] = low;
  I32[(STATE_ARGS >> 2) + 1] = tag;
  return tag === TAG_INT
    ? probe(set, STATE_ARGS, hashOfInt(low), BY_BITS, UNDECIDED)
    : probe(set, STATE_ARGS, hashString(low), BY_TEXT, UNDECIDED);
}

/** Hash of an element, with the error that sets give for an unhashable one. */
function hashElement(key: Slot): number {
  const hi = I32[(key >> 2) + 1];
  if (hi === TAG_INT) return hashOfInt(I32[key >> 2]);
  if (hi === TAG_REF && I32[(I32[key >> 2] + OBJ_TYPE) >> 2] === T.str) return hashString(I32[key >> 2]);
  try {
    return hashOf(key);
  } catch (error) {
    throw error === RAISED ? raiseUnusableKey(key, "a set element") : error;
  }
}

/** `item in set`, where an unhashable set is looked up as its frozen twin. */
export function setContains(set: Address, key: Slot): boolean {
  if (I32[(key >> 2) + 1] === TAG_INT) return setHolds(set, key, hashOfInt(I32[key >> 2]));
  if (isMutableSet(key)) return setHolds(set, key, setContentHash(refAt(key)));
  return setHolds(set, key, hashElement(key));
}
const setHolds = (set: Address, key: Slot, hash: number): boolean =>
  I32[(set + SET_USED) >> 2] !== 0 && find(set, key, hash) !== 0;

// ---- Changing ------------------------------------------------------------------------------------------------------

/** Adds a key whose hash is known. Returns whether it is new. May run Python's `__eq__`. */
export function setAddHashed(set: Address, key: Slot, hash: number): boolean {
  if (I32[(set + SET_MASK) >> 2] < 0) growSet(set, 0);
  if (find(set, key, hash) !== 0) return false;
  const place = (I32[(set + SET_INDEX) >> 2] >> 2) + foundPlace;
  const fresh = I32[place] === -1;
  const n = fresh ? I32[(set + SET_NEXT) >> 2] : -2 - I32[place];
  const mask = I32[(set + SET_MASK) >> 2];
  if (fresh && n * 5 >= mask * 3) {
    // There was no memory when it should have grown.
    growSet(set, n);
    return setAddHashed(set, key, hash);
  }
  const entry = (I32[(set + SET_ENTRIES) >> 2] + n * SET_ENTRY_BYTES) >> 2;
  I32[place] = n;
  I32[entry] = hash;
  I32[entry + 1] = 0;
  I32[entry + 2] = I32[key >> 2];
  I32[entry + 3] = I32[(key >> 2) + 1];
  const used = I32[(set + SET_USED) >> 2] + 1;
  I32[(set + SET_USED) >> 2] = used;
  renewVersion(set);
  if (fresh) {
    I32[(set + SET_NEXT) >> 2] = n + 1;
    if ((n + 1) * 5 >= mask * 3) growSet(set, used > 50000 ? used * 2 : used * 4);
  }
  return true;
}

/** `set.add(key)`. Returns whether it is new. May run Python. */
export const setAdd = (set: Address, key: Slot): boolean => setAddHashed(set, key, hashElement(key));

function removeAt(set: Address, entry: Address): void {
  const place = (I32[(set + SET_INDEX) >> 2] >> 2) + foundPlace;
  I32[place] = -2 - I32[place];
  setUnbound(entry + SET_ENTRY_KEY);
  I32[(set + SET_USED) >> 2]--;
  renewVersion(set);
}

function removeHashed(set: Address, key: Slot, hash: number): boolean {
  if (I32[(set + SET_USED) >> 2] === 0) return false;
  const entry = find(set, key, hash);
  if (entry === 0) return false;
  removeAt(set, entry);
  return true;
}

/** `set.discard(key)`. Returns whether it was there. */
export function setDiscard(set: Address, key: Slot): boolean {
  if (isMutableSet(key)) return removeHashed(set, key, setContentHash(refAt(key)));
  return removeHashed(set, key, hashElement(key));
}

/** Removes all elements. */
export const setClear = clearTable;

/** Place of the first element at or after `place` in the index table, or −1. */
export function setNext(set: Address, place: number): number {
  const mask = I32[(set + SET_MASK) >> 2];
  const index = I32[(set + SET_INDEX) >> 2] >> 2;
  for (let i = place; i <= mask; i++) if (I32[index + i] >= 0) return i;
  return -1;
}
/** Address of the entry at a place. */
const entryAt = (set: Address, place: number): Address =>
  I32[(set + SET_ENTRIES) >> 2] + I32[(I32[(set + SET_INDEX) >> 2] + 4 * place) >> 2] * SET_ENTRY_BYTES;
/** Slot of the element at a place; good until the set changes. */
export const setKeyAt = (set: Address, place: number): Slot => entryAt(set, place) + SET_ENTRY_KEY;

/** The elements one after the other, each in the same held slot; the set may change meanwhile. */
export function* setEntries(set: Address): Generator<Slot> {
  const mark = markTemps();
  const held = pushTemp();
  for (let i = setNext(set, 0); i >= 0; i = setNext(set, i + 1)) {
    copyValue(setKeyAt(set, i), held);
    yield held;
  }
  releaseTemps(mark);
}

/** Calls `visit` with the held slot and hash of each element, until it returns false. */
function eachElement(set: Address, visit: (key: Slot, hash: number) => unknown): void {
  const mark = markTemps();
  const held = pushTemp();
  for (let i = setNext(set, 0); i >= 0; i = setNext(set, i + 1)) {
    const entry = entryAt(set, i);
    copyValue(entry + SET_ENTRY_KEY, held);
    if (visit(held, I32[entry >> 2]) === false) break;
  }
  releaseTemps(mark);
}

/** Adds the elements of another set, sizing the table first as CPython does. */
export function mergeSets(set: Address, other: Address): void {
  const added = setLength(other);
  if (set === other || added === 0) return;
  if ((I32[(set + SET_NEXT) >> 2] + added) * 5 >= tableMask(set) * 3)
    growSet(set, (setLength(set) + added) * 2);
  if (
    I32[(set + SET_NEXT) >> 2] === 0 &&
    tableMask(set) === tableMask(other) &&
    I32[(other + SET_NEXT) >> 2] === added
  ) {
    // Same table size, nothing removed: element by element to the same places.
    copyTable(set, other);
    return;
  }
  eachElement(other, (key, hash) => {
    setAddHashed(set, key, hash);
  });
}

/** Makes an empty set's table the twin of another one without removed entries. */
function copyTable(set: Address, other: Address): void {
  if (I32[(set + SET_MASK) >> 2] < 0) growSet(set, 0);
  const words = tableMask(other) + 1;
  const used = setLength(other);
  const index = I32[(set + SET_INDEX) >> 2] >> 2;
  const from = I32[(other + SET_INDEX) >> 2] >> 2;
  I32.copyWithin(index, from, from + words);
  const entries = I32[(set + SET_ENTRIES) >> 2] >> 2;
  const source = I32[(other + SET_ENTRIES) >> 2] >> 2;
  I32.copyWithin(entries, source, source + (used * SET_ENTRY_BYTES) / 4);
  I32[(set + SET_USED) >> 2] = I32[(set + SET_NEXT) >> 2] = used;
  renewVersion(set);
}

/** `set.update(iterable)`. */
export function setUpdate(set: Address, iterable: Slot): void {
  if (isSetValue(iterable)) mergeSets(set, refAt(iterable));
  else if (isExactly(iterable, T.dict)) {
    const dict = refAt(iterable);
    const added = dictLength(dict);
    if ((I32[(set + SET_NEXT) >> 2] + added) * 5 >= tableMask(set) * 3)
      growSet(set, (setLength(set) + added) * 2);
    const mark = markTemps();
    const held = pushTemp();
    for (let i = dictNext(dict, 0); i >= 0; i = dictNext(dict, i + 1)) {
      copyValue(dictKeyAt(dict, i), held);
      setAddHashed(set, held, dictHashAt(dict, i));
    }
    releaseTemps(mark);
  } else if (isExactly(iterable, T.str)) {
    const str = refAt(iterable);
    const mark = markTemps();
    const held = pushTemp();
    for (let i = 0, count = strLength(str); i < count; i++) {
      setRef(held, characterString(codePointAt(str, i)));
      setAdd(set, held);
    }
    releaseTemps(mark);
  } else
    forEach(iterable, (item) => {
      setAdd(set, item);
    });
}

/** Whether the slot holds a set or frozenset, instances of subclasses included. */
export const isSetValue = (slot: Slot): boolean =>
  isRef(slot) && (I32[(I32[(refAt(slot) + OBJ_TYPE) >> 2] + TYPE_FLAGS) >> 2] & TF_SET) !== 0;
/** Whether it is a set proper, which has no hash. */
function isMutableSet(slot: Slot): boolean {
  if (!isSetValue(slot)) return false;
  const type = typeOf(slot);
  return type === T.set || (type !== T.frozenset && !isSubtype(type, T.frozenset));
}

// ---- Set algebra ---------------------------------------------------------------------------------------------------

/** The plain type (set or frozenset) of the result of an operation on `slot`. */
const resultType = (slot: Slot): Address => (isMutableSet(slot) ? T.set : T.frozenset);

function copyOf(slot: Slot, held: Slot): Address {
  const result = newSetOf(resultType(slot));
  setRef(held, result);
  mergeSets(result, refAt(slot));
  return result;
}

/** Runs `build` with a held slot for its result, then writes that. */
function build(out: Slot, write: (held: Slot) => void): void {
  const mark = markTemps();
  const held = pushTemp();
  write(held);
  copyValue(held, out);
  releaseTemps(mark);
}

/** A set of the items of any iterable: itself when it is a set. Held by `held`. */
function asSet(iterable: Slot, held: Slot): Address {
  if (isSetValue(iterable)) return refAt(iterable);
  const result = newSet();
  setRef(held, result);
  setUpdate(result, iterable);
  return result;
}

function intersect(a: Slot, other: Slot, held: Slot): void {
  const set = refAt(a);
  const result = newSetOf(resultType(a));
  setRef(held, result);
  if (isSetValue(other)) {
    let small = refAt(other);
    let large = set;
    if (setLength(small) > setLength(large)) [small, large] = [large, small];
    eachElement(small, (key, hash) => {
      if (setHolds(large, key, hash)) setAddHashed(result, key, hash);
    });
  } else
    forEach(other, (item) => {
      const hash = hashElement(item);
      if (setHolds(set, item, hash)) setAddHashed(result, item, hash);
    });
}

function subtract(a: Slot, other: Slot, held: Slot): void {
  const set = refAt(a);
  if (!isSetValue(other) && !isExactly(other, T.dict)) {
    const result = copyOf(a, held);
    forEach(other, (item) => {
      setDiscard(result, item);
    });
    return;
  }
  const mark = markTemps();
  const against = asSet(other, pushTemp());
  if (setLength(set) >> 2 > setLength(against)) {
    const result = copyOf(a, held);
    eachElement(against, (key, hash) => {
      removeHashed(result, key, hash);
    });
  } else {
    const result = newSetOf(resultType(a));
    setRef(held, result);
    eachElement(set, (key, hash) => {
      if (!setHolds(against, key, hash)) setAddHashed(result, key, hash);
    });
  }
  releaseTemps(mark);
}

/** Toggles each element of `other` in `set`. */
function toggle(set: Address, other: Address): void {
  if (set === other) {
    setClear(set);
    return;
  }
  eachElement(other, (key, hash) => {
    if (!removeHashed(set, key, hash)) setAddHashed(set, key, hash);
  });
}

function symmetric(a: Slot, other: Slot, held: Slot): void {
  const result = newSetOf(resultType(a));
  setRef(held, result);
  setUpdate(result, other);
  toggle(result, refAt(a));
}

/** Whether every element of `a` is in `b`. */
function isSubset(a: Address, b: Address): boolean {
  if (setLength(a) > setLength(b)) return false;
  let all = true;
  eachElement(a, (key, hash) => {
    all = setHolds(b, key, hash);
    return all;
  });
  return all;
}

function compareSets(op: number, a: Slot, b: Slot, out: Slot): boolean {
  if (!isSetValue(b)) return false;
  const x = refAt(a);
  const y = refAt(b);
  setBool(out, setRelation(op, x, y));
  return true;
}

function setRelation(op: number, x: Address, y: Address): boolean {
  switch (op) {
    case EQ:
      return setLength(x) === setLength(y) && isSubset(x, y);
    case NE:
      return !(setLength(x) === setLength(y) && isSubset(x, y));
    case LE:
      return isSubset(x, y);
    case GE:
      return isSubset(y, x);
    case LT:
      return setLength(x) < setLength(y) && isSubset(x, y);
    case GT:
      return setLength(y) < setLength(x) && isSubset(y, x);
    default:
      return false;
  }
}

/** Hash of the elements, whatever their order: what a frozenset of them hashes to. Never 0. */
function setContentHash(set: Address): number {
  let hash = 0;
  eachElement(set, (_key, element) => {
    hash ^= Math.imul(element ^ (element << 16) ^ 0x55b4db3, 0x5bd1e995);
  });
  hash ^= Math.imul(setLength(set) + 1, 0x6b43a9b5);
  hash = Math.imul(hash ^ (hash >>> 11) ^ (hash >>> 25), 69069) + 907133923;
  return hash & 0x7fffffff || 590923713;
}

/** Hash of a frozenset, computed once. */
function frozenset_hash(self: Slot): number {
  const set = refAt(self);
  if (I32[(set + SET_HASH) >> 2] === 0) setWord(set + SET_HASH, setContentHash(set));
  return I32[(set + SET_HASH) >> 2];
}

// ---- Methods -------------------------------------------------------------------------------------------------------

function set_new(args: Slot, out: Slot): void {
  const set = allocateOf(refAt(args));
  clearTable(set);
  setRef(out, set);
}

function set_init(args: Slot): void {
  const set = refAt(args);
  setClear(set);
  if (I32[(args + 12) >> 2] !== TAG_UNBOUND) setUpdate(set, args + 8);
}

function frozenset_new(args: Slot, out: Slot): void {
  const type = refAt(args);
  if (type === T.frozenset && isExactly(args + 8, T.frozenset)) {
    copyValue(args + 8, out);
    return;
  }
  build(out, (held) => {
    const set = allocateOf(type);
    clearTable(set);
    setRef(held, set);
    if (I32[(args + 12) >> 2] !== TAG_UNBOUND) setUpdate(set, args + 8);
  });
}

type Combine = (a: Slot, other: Slot, held: Slot) => void;
const unite: Combine = (a, other, held) => setUpdate(copyOf(a, held), other);

/** `a op b`: both must be sets. */
const operator =
  (combine: Combine) =>
  (args: Slot, out: Slot): void => {
    if (!isSetValue(args) || !isSetValue(args + 8)) setRef(out, NOT_IMPLEMENTED);
    else build(out, (held) => combine(args, args + 8, held));
  };
const reflected =
  (combine: Combine) =>
  (args: Slot, out: Slot): void => {
    if (!isSetValue(args + 8)) setRef(out, NOT_IMPLEMENTED);
    else build(out, (held) => combine(args + 8, args, held));
  };

/** `a.method(*others)`: any iterables, one after the other; a copy when there are none. */
const folded =
  (combine: Combine) =>
  (args: Slot, out: Slot, extra: number): void =>
    build(out, (held) => {
      if (extra === 0) copyOf(args, held);
      const mark = markTemps();
      const next = pushTemp();
      for (let i = 0; i < extra; i++) {
        combine(i === 0 ? args : held, args + 8 + 8 * i, next);
        copyValue(next, held);
      }
      releaseTemps(mark);
    });

/** `a.union(*others)`. */
function set_union(args: Slot, out: Slot, extra: number): void {
  build(out, (held) => {
    const result = copyOf(args, held);
    for (let i = 0; i < extra; i++) setUpdate(result, args + 8 + 8 * i);
  });
}

/** Replaces a set's contents by those of `other`. */
function adopt(set: Address, other: Address): void {
  for (const offset of [SET_USED, SET_NEXT, SET_MASK, SET_INDEX, SET_ENTRIES]) {
    I32[(set + offset) >> 2] = I32[(other + offset) >> 2];
  }
  clearTable(other);
  renewVersion(set);
}

function set_intersection_update(args: Slot, _out: Slot, extra: number): void {
  build(pushTemp(), (held) => {
    folded(intersect)(args, held, extra);
    adopt(refAt(args), refAt(held));
  });
}

function differenceUpdate(set: Address, other: Slot): void {
  if (isRef(other) && refAt(other) === set) setClear(set);
  else if (isSetValue(other)) {
    eachElement(refAt(other), (key, hash) => {
      removeHashed(set, key, hash);
    });
  } else
    forEach(other, (item) => {
      setDiscard(set, item);
    });
}

function symmetricUpdate(set: Address, other: Slot): void {
  const mark = markTemps();
  toggle(set, asSet(other, pushTemp()));
  releaseTemps(mark);
}

/** `a op= b` by `change`; NotImplemented unless b is a set. */
const inplace =
  (change: (args: Slot) => void) =>
  (args: Slot, out: Slot): void => {
    if (!isSetValue(args + 8)) setRef(out, NOT_IMPLEMENTED);
    else {
      change(args);
      copyValue(args, out);
    }
  };

function set_pop(args: Slot, out: Slot): void {
  const set = refAt(args);
  if (setLength(set) === 0) throw raise(T.KeyError, "pop from an empty set");
  let place = setNext(set, I32[(set + SET_HASH) >> 2] & I32[(set + SET_MASK) >> 2]);
  if (place < 0) place = setNext(set, 0);
  foundPlace = place;
  const entry = entryAt(set, place);
  copyValue(entry + SET_ENTRY_KEY, out);
  removeAt(set, entry);
  I32[(set + SET_HASH) >> 2] = place + 1;
}

function set_remove(args: Slot): void {
  if (!setDiscard(refAt(args), args + 8)) throw raiseKeyError(args + 8);
}

function set_copy(args: Slot, out: Slot): void {
  if (isExactly(args, T.frozenset)) copyValue(args, out);
  else build(out, (held) => copyOf(args, held));
}

function set_issubset(args: Slot, out: Slot): void {
  const mark = markTemps();
  setBool(out, isSubset(refAt(args), asSet(args + 8, pushTemp())));
  releaseTemps(mark);
}

function set_issuperset(args: Slot, out: Slot): void {
  const set = refAt(args);
  let all = true;
  if (isSetValue(args + 8)) all = isSubset(refAt(args + 8), set);
  else
    forEach(args + 8, (item) => {
      all = setContains(set, item);
      return all;
    });
  setBool(out, all);
}

function set_isdisjoint(args: Slot, out: Slot): void {
  const set = refAt(args);
  let disjoint = true;
  forEach(args + 8, (item) => {
    disjoint = !setContains(set, item);
    return disjoint;
  });
  setBool(out, disjoint);
}

/** Writes an iterator over a set. */
export function set_iter(self: Slot, out: Slot): void {
  const set = refAt(self);
  const iterator = allocateObject(T.set_iterator, 24);
  I32[(iterator + TABLE_ITER_TABLE) >> 2] = set;
  I32[(iterator + TABLE_ITER_NEXT) >> 2] = 0;
  I32[(iterator + TABLE_ITER_USED) >> 2] = setLength(set);
  I32[(iterator + TABLE_ITER_LEFT) >> 2] = setLength(set);
  setRef(out, iterator);
}

/** `(type, ([elements],), None)`. */
function set_reduce(args: Slot, out: Slot): void {
  build(out, (held) => {
    const items = newList(setLength(refAt(args)));
    setRef(held, items);
    eachElement(refAt(args), (key) => {
      list_append(items, key);
    });
    const parts = newTuple(3);
    setRef(tupleItem(parts, 0), typeOf(args));
    setRef(tupleItem(parts, 1), newTupleOf(items));
    setNone(tupleItem(parts, 2));
    setRef(held, parts);
  });
}

const comparison =
  (op: number) =>
  (args: Slot, out: Slot): void => {
    if (!compareSets(op, args, args + 8, out)) setRef(out, NOT_IMPLEMENTED);
  };

/** Rows that both types have. A function: modules import one another in circles, so nothing is read while they load. */
const commonMethods = () =>
  ({
    __class_getitem__: ["(type, object, /)", class_getitem],
    __repr__: ["(self, /)", set_repr],
    __len__: ["(self, /)", (args: Slot, out: Slot) => setInt(out, setLength(refAt(args)))],
    __contains__: [
      "(self, key, /)",
      (args: Slot, out: Slot) => setBool(out, setContains(refAt(args), args + 8)),
    ],
    __iter__: ["(self, /)", set_iter],
    __reduce__: ["(self, /)", set_reduce],
    __or__: ["(self, value, /)", operator(unite)],
    __ror__: ["(self, value, /)", reflected(unite)],
    __and__: ["(self, value, /)", operator(intersect)],
    __rand__: ["(self, value, /)", reflected(intersect)],
    __sub__: ["(self, value, /)", operator(subtract)],
    __rsub__: ["(self, value, /)", reflected(subtract)],
    __xor__: ["(self, value, /)", operator(symmetric)],
    __rxor__: ["(self, value, /)", reflected(symmetric)],
    __lt__: ["(self, value, /)", comparison(LT)],
    __le__: ["(self, value, /)", comparison(LE)],
    __eq__: ["(self, value, /)", comparison(EQ)],
    __ne__: ["(self, value, /)", comparison(NE)],
    __gt__: ["(self, value, /)", comparison(GT)],
    __ge__: ["(self, value, /)", comparison(GE)],
    copy: ["(self, /)", set_copy, "A shallow copy."],
    union: ["(self, /, *others)", set_union, "The elements of this set and of all the others."],
    intersection: [
      "(self, /, *others)",
      folded(intersect),
      "The elements that this set and all the others have.",
    ],
    difference: [
      "(self, /, *others)",
      folded(subtract),
      "The elements of this set that none of the others has.",
    ],
    symmetric_difference: [
      "(self, other, /)",
      (args: Slot, out: Slot) => build(out, (held) => symmetric(args, args + 8, held)),
      "The elements that are in exactly one of the two.",
    ],
    issubset: ["(self, other, /)", set_issubset, "Whether every element is in the other."],
    issuperset: ["(self, other, /)", set_issuperset, "Whether it has every element of the other."],
    isdisjoint: ["(self, other, /)", set_isdisjoint, "Whether the two have no element in common."],
  }) satisfies Record<string, MethodRow>;

function registerSet(type: Address, hash?: (self: Slot) => number): void {
  registerProtocols(type, {
    iterate: set_iter,
    length: setLength,
    contains: (self, item) => setContains(refAt(self), item),
    compare: compareSets,
    ...(hash === undefined ? {} : { hash }),
  });
}

export function defineSetType(): void {
  registerSet(T.set);
  defineType(T.set, {
    kind: KIND_SET,
    size: SET_SIZE,
    flags: TF_BASE | TF_SET,
    dictOffset: SET_DICT,
    doc: "An unordered collection of distinct hashable values.",
    methods: {
      ...commonMethods(),
      __new__: ["(type, /, *args, **kwargs)", set_new],
      __init__: ["(self, iterable=(), /)", set_init],
      __hash__: null,
      __ior__: ["(self, value, /)", inplace((args) => setUpdate(refAt(args), args + 8))],
      __iand__: ["(self, value, /)", inplace((args) => set_intersection_update(args, args, 1))],
      __isub__: ["(self, value, /)", inplace((args) => differenceUpdate(refAt(args), args + 8))],
      __ixor__: ["(self, value, /)", inplace((args) => symmetricUpdate(refAt(args), args + 8))],
      add: ["(self, object, /)", (args) => void setAdd(refAt(args), args + 8), "Adds an element."],
      discard: [
        "(self, object, /)",
        (args) => void setDiscard(refAt(args), args + 8),
        "Removes an element if it is there.",
      ],
      remove: ["(self, object, /)", set_remove, "Removes an element. Raises KeyError when it is absent."],
      pop: ["(self, /)", set_pop, "Removes an arbitrary element and returns it."],
      clear: ["(self, /)", (args) => setClear(refAt(args)), "Removes all elements."],
      update: [
        "(self, /, *others)",
        (args, _out, extra) => {
          for (let i = 0; i < extra; i++) setUpdate(refAt(args), args + 8 + 8 * i);
        },
        "Adds the elements of all the others.",
      ],
      intersection_update: [
        "(self, /, *others)",
        set_intersection_update,
        "Keeps what all the others have too.",
      ],
      difference_update: [
        "(self, /, *others)",
        (args, _out, extra) => {
          for (let i = 0; i < extra; i++) differenceUpdate(refAt(args), args + 8 + 8 * i);
        },
        "Removes the elements of all the others.",
      ],
      symmetric_difference_update: [
        "(self, other, /)",
        (args) => symmetricUpdate(refAt(args), args + 8),
        "Keeps what is in exactly one of the two.",
      ],
    },
  });
}

export function defineFrozensetType(): void {
  registerSet(T.frozenset, frozenset_hash);
  defineType(T.frozenset, {
    kind: KIND_SET,
    size: SET_SIZE,
    flags: TF_BASE | TF_SET,
    dictOffset: SET_DICT,
    doc: "A set that never changes, and so can be an element or a key.",
    methods: {
      ...commonMethods(),
      __new__: ["(type, iterable=(), /)", frozenset_new],
      __hash__: ["(self, /)", (args, out) => setInt(out, frozenset_hash(args))],
    },
  });
}
