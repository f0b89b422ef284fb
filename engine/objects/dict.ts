/**
 * dict: CPython's compact table: an index table of i32 over entries in insertion order (layout.ts draws both).
 *
 * Probing, which compiled code repeats word for word:
 *
 *     at = hash & mask; perturb = hash
 *     until index[at] is −1 (absent) or an entry with this hash and an equal key:
 *         perturb >>>= 5;  at = (5 * at + perturb + 1) & mask
 *
 * Tables hold at most 2/3 of the index size in entries, deleted ones included; a full one is rebuilt for three times
 * the live entries, so that an index word −1 always exists. An int key's hash is its low 31 bits, a str key's its
 * STR_HASH, so both are found without a call. A key whose comparison may run Python is compared with the slots held
 * in temporaries, and the search starts over when DICT_VERSION shows that the comparison changed the dict.
 */
import { allocateObject, allocateStorage } from "../heap/allocate.ts";
import {
  type Address,
  DICT_DICT,
  DICT_ENTRIES,
  DICT_FIRST,
  DICT_FLAGS,
  DICT_INDEX,
  DICT_LOST,
  DICT_MASK,
  DICT_NEXT,
  DICT_SIZE,
  DICT_USED,
  DICT_VERSION,
  DICT_WATCHED,
  ENTRY_BYTES,
  ENTRY_HASH,
  ENTRY_KEY,
  ENTRY_VALUE,
  EXC_ARGS,
  KIND_DICT,
  NOT_IMPLEMENTED,
  OBJ_TYPE,
  type Slot,
  STATE_DICT_VERSION,
  STATE_RAISED,
  STR_FLAGS,
  STR_INTERNED,
  T,
  TAG_INT,
  TAG_REF,
  TAG_UNBOUND,
  TF_BASE,
  TF_DICT,
  TYPE_FLAGS,
} from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { equalStrings, hashString } from "../heap/strings.ts";
import {
  copyValue,
  copyValues,
  isExactly,
  isRef,
  isSame,
  isUnbound,
  refAt,
  setBool,
  setInt,
  setNone,
  setRef,
  setUnbound,
  typeOf,
} from "../heap/values.ts";
import { findAttribute } from "../runtime/attributes.ts";
import { callValue } from "../runtime/call.ts";
import { EQ, equals, hashOf, NE } from "../runtime/compare.ts";
import { strOf } from "../runtime/format.ts";
import { forEach, isIterable, listOf } from "../runtime/iterate.ts";
import { N } from "../runtime/names.ts";
import { registerProtocols } from "../runtime/protocols.ts";
import { raise, raiseKeyError, takeRaised } from "../runtime/raise.ts";
import { callSpecialWith } from "../runtime/special.ts";
import { markTemps, pushTemp, pushTemps, RAISED, releaseTemps } from "../runtime/state.ts";
import { getItem, setItem } from "../runtime/subscript.ts";
import { interpreter } from "../runtime/tierup.ts";
import { allocateOf } from "./allocate_of.ts";
import { dict_repr } from "./container_repr.ts";
import { defineType } from "./define.ts";
import { hashOfInt } from "./int.ts";
import { newDictIterator } from "./iterators.ts";
import { listItem, listLength } from "./list.ts";
import { newTuple, tupleItem, tupleLength } from "./tuple.ts";
import { fullTypeName, lookupInType } from "./type.ts";
import { class_getitem } from "./union.ts";
import { newView } from "./views.ts";

// ---- Tables ----------------------------------------------------------------------------------------------------

const SMALLEST_TABLE = 8;
/** Entries that tables with this mask may hold. */
const usableEntries = (mask: number): number => Math.floor(((mask + 1) * 2) / 3);

/** Gives the dict a version no dict ever had (0 is nobody's). */
function renewVersion(dict: Address): void {
  const version = (I32[STATE_DICT_VERSION >> 2] + 1) | 0 || 1;
  I32[STATE_DICT_VERSION >> 2] = version;
  I32[(dict + DICT_VERSION) >> 2] = version;
}

/** Writes the fields of an empty dict into a fresh cell. */
export function initDict(dict: Address): void {
  I32[(dict + DICT_USED) >> 2] = 0;
  I32[(dict + DICT_NEXT) >> 2] = 0;
  I32[(dict + DICT_MASK) >> 2] = -1;
  I32[(dict + DICT_INDEX) >> 2] = 0;
  I32[(dict + DICT_ENTRIES) >> 2] = 0;
  I32[(dict + DICT_DICT) >> 2] = 0;
  I32[(dict + DICT_FLAGS) >> 2] = 0;
  I32[(dict + DICT_LOST) >> 2] = 0;
  I32[(dict + DICT_FIRST) >> 2] = 0;
  renewVersion(dict);
}

/** A new empty dict. */
export function newDict(): Address {
  const dict = allocateObject(T.dict, DICT_SIZE);
  initDict(dict);
  return dict;
}

/** A new empty dict whose tables already hold `count` entries without growing. */
export function newDictFor(count: number): Address {
  const dict = newDict();
  if (count > 0) rebuildTables(dict, Math.ceil((count * 3) / 2));
  return dict;
}

/** Rebuilds the tables without deleted entries, with an index of at least `size` words. */
function rebuildTables(dict: Address, size: number): void {
  const words = 1 << (32 - Math.clz32((size | SMALLEST_TABLE) - 1));
  const mask = words - 1;
  const index = allocateStorage(4 * words);
  const entries = allocateStorage(ENTRY_BYTES * usableEntries(mask));
  const old = I32[(dict + DICT_ENTRIES) >> 2];
  const next = I32[(dict + DICT_NEXT) >> 2];
  const used = I32[(dict + DICT_USED) >> 2];
  if (used === next) copyValues(old, entries, (used * ENTRY_BYTES) >> 3);
  else {
    let to = entries;
    for (let from = old, end = old + next * ENTRY_BYTES; from < end; from += ENTRY_BYTES) {
      if (I32[(from + ENTRY_KEY + 4) >> 2] === TAG_UNBOUND) continue;
      copyValues(from, to, ENTRY_BYTES >> 3);
      to += ENTRY_BYTES;
    }
  }
  const first = index >> 2;
  I32.fill(-1, first, first + words);
  for (let i = 0, entry = entries >> 2; i < used; i++, entry += ENTRY_BYTES >> 2) {
    const hash = I32[entry];
    let at = hash & mask;
    let perturb = hash;
    while (I32[first + at] !== -1) {
      perturb >>>= 5;
      at = (5 * at + perturb + 1) & mask;
    }
    I32[first + at] = i;
  }
  I32[(dict + DICT_NEXT) >> 2] = used;
  I32[(dict + DICT_LOST) >> 2] = 0;
  I32[(dict + DICT_FIRST) >> 2] = 0;
  I32[(dict + DICT_MASK) >> 2] = mask;
  I32[(dict + DICT_INDEX) >> 2] = index;
  I32[(dict + DICT_ENTRIES) >> 2] = entries;
  renewVersion(dict);
}

/** Makes room for an entry more. */
export function growTable(dict: Address): void {
  rebuildTables(dict, I32[(dict + DICT_USED) >> 2] * 3);
}

// ---- Finding ---------------------------------------------------------------------------------------------------

/** What a search answers that would have to ask Python's `__eq__`, and may not. In the place of a key: it may not. */
export const UNDECIDED = -1;

/** Entry of the int key `value` (also in `key`), or 0. Calls nothing unless a key of another type has its hash. */
function findInt(dict: Address, key: Slot, value: number): Address {
  const words = I32; // nothing here allocates
  const mask = words[(dict + DICT_MASK) >> 2];
  if (mask < 0) return 0;
  const hash = hashOfInt(value);
  const index = words[(dict + DICT_INDEX) >> 2] >> 2;
  const entries = words[(dict + DICT_ENTRIES) >> 2] >> 2;
  let at = hash & mask;
  let perturb = hash;
  for (;;) {
    const n = words[index + at];
    if (n >= 0) {
      const entry = entries + n * (ENTRY_BYTES >> 2);
      if (words[entry] === hash) {
        const hi = words[entry + 3];
        if (hi === TAG_INT) {
          if (words[entry + 2] === value) return entry << 2;
        } else if (hi !== TAG_REF || words[(words[entry + 2] + OBJ_TYPE) >> 2] !== T.str)
          return key === UNDECIDED ? UNDECIDED : findGeneric(dict, key, hash);
      }
    } else if (n === -1) return 0;
    perturb >>>= 5;
    at = (5 * at + perturb + 1) & mask;
  }
}

/** Entry of a key that is exactly a str, or 0. `key` is its slot, or 0: then nothing is called and only strs are looked at. */
function findString(dict: Address, str: Address, key: Slot): Address {
  const words = I32; // nothing here allocates
  const mask = words[(dict + DICT_MASK) >> 2];
  if (mask < 0) return 0;
  const hash = hashString(str);
  const index = words[(dict + DICT_INDEX) >> 2] >> 2;
  const entries = words[(dict + DICT_ENTRIES) >> 2] >> 2;
  let at = hash & mask;
  let perturb = hash;
  for (;;) {
    const n = words[index + at];
    if (n >= 0) {
      const entry = entries + n * (ENTRY_BYTES >> 2);
      if (words[entry] === hash) {
        const other = words[entry + 2];
        const hi = words[entry + 3];
        if (hi === TAG_REF) {
          if (other === str) return entry << 2;
          if (words[(other + OBJ_TYPE) >> 2] === T.str) {
            if (!areInterned(str, other) && equalStrings(str, other)) return entry << 2;
          } else if (key !== 0) return key === UNDECIDED ? UNDECIDED : findGeneric(dict, key, hash);
        }
      }
    } else if (n === -1) return 0;
    perturb >>>= 5;
    at = (5 * at + perturb + 1) & mask;
  }
}

const areInterned = (a: Address, b: Address): boolean =>
  (I32[(a + STR_FLAGS) >> 2] & I32[(b + STR_FLAGS) >> 2] & STR_INTERNED) !== 0;

/** Entry of any key with its hash, or 0. May run Python. */
function findGeneric(dict: Address, key: Slot, hash: number): Address {
  const mark = markTemps();
  const held = pushTemps(2);
  copyValue(key, held);
  let found = 0;
  for (;;) {
    const version = I32[(dict + DICT_VERSION) >> 2];
    const answer = probeGeneric(dict, held, hash, version);
    if (answer !== -1) {
      found = answer;
      break;
    }
  }
  releaseTemps(mark);
  return found;
}

/** One search: the entry, 0, or −1 when a comparison changed the dict. `held`: the key, then a slot for the other. */
function probeGeneric(dict: Address, held: Slot, hash: number, version: number): Address {
  const mask = I32[(dict + DICT_MASK) >> 2];
  if (mask < 0) return 0;
  const index = I32[(dict + DICT_INDEX) >> 2] >> 2;
  const entries = I32[(dict + DICT_ENTRIES) >> 2];
  const other = held + 8;
  let at = hash & mask;
  let perturb = hash;
  for (;;) {
    const n = I32[index + at];
    if (n >= 0) {
      const entry = entries + n * ENTRY_BYTES;
      if (I32[entry >> 2] === hash) {
        copyValue(entry + ENTRY_KEY, other);
        const equal = equals(other, held);
        if (I32[(dict + DICT_VERSION) >> 2] !== version) return -1;
        if (equal) return entry;
      }
    } else if (n === -1) return 0;
    perturb >>>= 5;
    at = (5 * at + perturb + 1) & mask;
  }
}

/** Hash of a key that is neither an int nor a plain str, with the error that dicts give for an unhashable one. */
function hashKey(key: Slot): number {
  try {
    return hashOf(key);
  } catch (error) {
    throw error === RAISED ? raiseUnusableKey(key, "a dict key") : error;
  }
}

/** Says why a key cannot be hashed: rewrites the TypeError that is being raised, and leaves any other exception alone. */
export function raiseUnusableKey(key: Slot, role: string): typeof RAISED {
  if (!isExactly(STATE_RAISED, T.TypeError)) return RAISED;
  const cause = takeRaised();
  const args = I32[(cause + EXC_ARGS) >> 2];
  const text = tupleLength(args) === 1 ? strOf(tupleItem(args, 0)) : "";
  return raise(
    T.TypeError,
    `cannot use '${fullTypeName(typeOf(key)).replace(/^__main__\./, "")}' as ${role} (${text})`,
  );
}

/** Entry of a key, or 0. May run Python; raises TypeError for an unhashable key. */
function findEntry(dict: Address, key: Slot): Address {
  const hi = I32[(key >> 2) + 1];
  if (hi === TAG_INT) return findInt(dict, key, I32[key >> 2]);
  if (hi === TAG_REF && I32[(I32[key >> 2] + OBJ_TYPE) >> 2] === T.str)
    return findString(dict, I32[key >> 2], key);
  const hash = hashKey(key);
  return I32[(dict + DICT_USED) >> 2] === 0 ? 0 : findGeneric(dict, key, hash);
}

/** As the traces find the entry of an int or an exact str, by its bits: its address, 0, or UNDECIDED. Calls nothing. */
export const dictFindPlain = (dict: Address, low: number, tag: number): Address =>
  tag === TAG_INT ? findInt(dict, UNDECIDED, low) : findString(dict, low, UNDECIDED);

function findEntryHashed(dict: Address, key: Slot, hash: number): Address {
  const hi = I32[(key >> 2) + 1];
  if (hi === TAG_INT) return findInt(dict, key, I32[key >> 2]);
  if (hi === TAG_REF && I32[(I32[key >> 2] + OBJ_TYPE) >> 2] === T.str)
    return findString(dict, I32[key >> 2], key);
  return findGeneric(dict, key, hash);
}

/** Slot of the value of `key`, good until the dict changes, or 0. May run Python's `__hash__` and `__eq__`. */
export function dictFind(dict: Address, key: Slot): Slot {
  const entry = findEntry(dict, key);
  return entry === 0 ? 0 : entry + ENTRY_VALUE;
}

/** As `dictFind` for a str by its address: never runs Python. */
export function dictFindName(dict: Address, name: Address): Slot {
  const entry = findString(dict, name, 0);
  return entry === 0 ? 0 : entry + ENTRY_VALUE;
}

/** Number of the entry of a str key (for inline caches), or −1. */
export function dictFindIndex(dict: Address, name: Address): number {
  const entry = findString(dict, name, 0);
  return entry === 0 ? -1 : (entry - I32[(dict + DICT_ENTRIES) >> 2]) / ENTRY_BYTES;
}

// ---- Changing ----------------------------------------------------------------------------------------------------

/** Adds an entry for a key that is absent. The key lies in two words. */
function addEntry(dict: Address, keyLow: number, keyHigh: number, hash: number, value: Slot): void {
  const valueLow = I32[value >> 2];
  const valueHigh = I32[(value >> 2) + 1];
  let mask = I32[(dict + DICT_MASK) >> 2];
  // NB: a search ends at an index word that says "empty", so those that say "deleted" count as well.
  const written = I32[(dict + DICT_NEXT) >> 2] + I32[(dict + DICT_LOST) >> 2];
  if (mask < 0 || written >= usableEntries(mask)) {
    growTable(dict);
    mask = I32[(dict + DICT_MASK) >> 2];
  }
  const index = I32[(dict + DICT_INDEX) >> 2] >> 2;
  let at = hash & mask;
  let perturb = hash;
  while (I32[index + at] >= 0) {
    perturb >>>= 5;
    at = (5 * at + perturb + 1) & mask;
  }
  const n = I32[(dict + DICT_NEXT) >> 2];
  I32[index + at] = n;
  const entry = (I32[(dict + DICT_ENTRIES) >> 2] + n * ENTRY_BYTES) >> 2;
  I32[entry + (ENTRY_HASH >> 2)] = hash;
  I32[entry + (ENTRY_KEY >> 2)] = keyLow;
  I32[entry + (ENTRY_KEY >> 2) + 1] = keyHigh;
  I32[entry + (ENTRY_VALUE >> 2)] = valueLow;
  I32[entry + (ENTRY_VALUE >> 2) + 1] = valueHigh;
  I32[(dict + DICT_NEXT) >> 2] = n + 1;
  I32[(dict + DICT_USED) >> 2]++;
  renewVersion(dict);
}

function replaceValue(dict: Address, entry: Address, value: Slot): void {
  copyValue(value, entry + ENTRY_VALUE);
  if ((I32[(dict + DICT_FLAGS) >> 2] & DICT_WATCHED) !== 0) interpreter.invalidate(dict);
}

/** `dict[key] = value`. May run Python's `__hash__` and `__eq__`. */
export function dictSet(dict: Address, key: Slot, value: Slot): void {
  const hi = I32[(key >> 2) + 1];
  const lo = I32[key >> 2];
  let hash: number;
  let entry: Address;
  if (hi === TAG_INT) {
    hash = hashOfInt(lo);
    entry = findInt(dict, key, lo);
  } else if (hi === TAG_REF && I32[(lo + OBJ_TYPE) >> 2] === T.str) {
    entry = findString(dict, lo, key);
    hash = hashString(lo);
  } else {
    hash = hashKey(key);
    entry = I32[(dict + DICT_USED) >> 2] === 0 ? 0 : findGeneric(dict, key, hash);
  }
  if (entry !== 0) replaceValue(dict, entry, value);
  else addEntry(dict, I32[key >> 2], I32[(key >> 2) + 1], hash, value);
}

/** `dict[key] = value` for a key whose hash is known (it comes from another table). May run Python's `__eq__`. */
export function dictSetHashed(dict: Address, key: Slot, hash: number, value: Slot): void {
  const entry = I32[(dict + DICT_USED) >> 2] === 0 ? 0 : findEntryHashed(dict, key, hash);
  if (entry !== 0) replaceValue(dict, entry, value);
  else addEntry(dict, I32[key >> 2], I32[(key >> 2) + 1], hash, value);
}

/** `dict[name] = value` for a str by its address: never runs Python. */
export function dictSetName(dict: Address, name: Address, value: Slot): void {
  const entry = findString(dict, name, 0);
  if (entry !== 0) replaceValue(dict, entry, value);
  else addEntry(dict, name, TAG_REF, hashString(name), value);
}

/** Removes an entry. Its slots become unbound; the index word says "deleted". */
function removeEntry(dict: Address, entry: Address): void {
  const entries = I32[(dict + DICT_ENTRIES) >> 2];
  const n = (entry - entries) / ENTRY_BYTES;
  const mask = I32[(dict + DICT_MASK) >> 2];
  const index = I32[(dict + DICT_INDEX) >> 2] >> 2;
  const hash = I32[entry >> 2];
  let at = hash & mask;
  let perturb = hash;
  while (I32[index + at] !== n) {
    perturb >>>= 5;
    at = (5 * at + perturb + 1) & mask;
  }
  I32[index + at] = -2;
  setUnbound(entry + ENTRY_KEY);
  setUnbound(entry + ENTRY_VALUE);
  if (n === I32[(dict + DICT_FIRST) >> 2]) stepOverDeleted(dict);
  I32[(dict + DICT_USED) >> 2]--;
  renewVersion(dict);
  if ((I32[(dict + DICT_FLAGS) >> 2] & DICT_WATCHED) !== 0) interpreter.invalidate(dict);
}

/** Removes `key`. Returns whether it was there. May run Python's `__hash__` and `__eq__`. */
export function dictDelete(dict: Address, key: Slot): boolean {
  const entry = findEntry(dict, key);
  if (entry === 0) return false;
  removeEntry(dict, entry);
  return true;
}

/** The first entry is deleted: those after it may be too. A queue made of a dict so takes linear time. */
function stepOverDeleted(dict: Address): void {
  const end = I32[(dict + DICT_NEXT) >> 2];
  const entries = I32[(dict + DICT_ENTRIES) >> 2];
  let first = I32[(dict + DICT_FIRST) >> 2];
  while (first < end && I32[(entries + first * ENTRY_BYTES + ENTRY_KEY + 4) >> 2] === TAG_UNBOUND) first++;
  I32[(dict + DICT_FIRST) >> 2] = first;
}

/** Removes a str key by its address: never runs Python. */
export function dictDeleteName(dict: Address, name: Address): boolean {
  const entry = findString(dict, name, 0);
  if (entry === 0) return false;
  removeEntry(dict, entry);
  return true;
}

/** Removes all entries. */
export function dictClear(dict: Address): void {
  if (I32[(dict + DICT_NEXT) >> 2] === 0) return;
  I32[(dict + DICT_USED) >> 2] = 0;
  I32[(dict + DICT_NEXT) >> 2] = 0;
  I32[(dict + DICT_LOST) >> 2] = 0;
  I32[(dict + DICT_FIRST) >> 2] = 0;
  I32[(dict + DICT_MASK) >> 2] = -1;
  I32[(dict + DICT_INDEX) >> 2] = 0;
  I32[(dict + DICT_ENTRIES) >> 2] = 0;
  renewVersion(dict);
  if ((I32[(dict + DICT_FLAGS) >> 2] & DICT_WATCHED) !== 0) interpreter.invalidate(dict);
}

// ---- Walking -----------------------------------------------------------------------------------------------------

export const dictLength = (dict: Address): number => I32[(dict + DICT_USED) >> 2];

/** Number of the first live entry at or after `position`, or −1. Walk: `for (let i = dictNext(d, 0); i >= 0; i = dictNext(d, i + 1))`. */
export function dictNext(dict: Address, position: number): number {
  const end = I32[(dict + DICT_NEXT) >> 2];
  const entries = I32[(dict + DICT_ENTRIES) >> 2];
  for (let i = Math.max(position, I32[(dict + DICT_FIRST) >> 2]); i < end; i++)
    if (I32[(entries + i * ENTRY_BYTES + ENTRY_KEY + 4) >> 2] !== TAG_UNBOUND) return i;
  return -1;
}

/** Slots of the key and value of entry `position`; good until the dict grows. */
export const dictKeyAt = (dict: Address, position: number): Slot =>
  I32[(dict + DICT_ENTRIES) >> 2] + position * ENTRY_BYTES + ENTRY_KEY;
export const dictValueAt = (dict: Address, position: number): Slot =>
  I32[(dict + DICT_ENTRIES) >> 2] + position * ENTRY_BYTES + ENTRY_VALUE;
/** Hash of entry `position`. */
export const dictHashAt = (dict: Address, position: number): number =>
  I32[(I32[(dict + DICT_ENTRIES) >> 2] + position * ENTRY_BYTES) >> 2];

/** A new dict with the same entries. */
export function dictCopy(dict: Address): Address {
  const copy = newDict();
  const used = I32[(dict + DICT_USED) >> 2];
  if (used === 0) return copy;
  // The rebuild copies from the source's entries: lend them to the copy.
  I32[(copy + DICT_USED) >> 2] = used;
  I32[(copy + DICT_NEXT) >> 2] = I32[(dict + DICT_NEXT) >> 2];
  I32[(copy + DICT_ENTRIES) >> 2] = I32[(dict + DICT_ENTRIES) >> 2];
  rebuildTables(copy, Math.ceil((used * 3) / 2) + 1);
  return copy;
}

// ---- Filling -------------------------------------------------------------------------------------------------------

/** Whether the slot holds a dict, an instance of a subclass included. */
export const isDictValue = (slot: Slot): boolean =>
  isRef(slot) && (I32[(I32[(refAt(slot) + OBJ_TYPE) >> 2] + TYPE_FLAGS) >> 2] & TF_DICT) !== 0;

/** Calls `visit` with held slots of each key and value and the hash, in order, until it returns false. */
export function eachEntry(dict: Address, visit: (key: Slot, value: Slot, hash: number) => unknown): void {
  const mark = markTemps();
  const held = pushTemps(2);
  for (let i = dictNext(dict, 0); i >= 0; i = dictNext(dict, i + 1)) {
    copyValue(dictKeyAt(dict, i), held);
    copyValue(dictValueAt(dict, i), held + 8);
    if (visit(held, held + 8, dictHashAt(dict, i)) === false) break;
  }
  releaseTemps(mark);
}

/** Stores every entry of `from` in `dict`, or with `keep` only those whose keys are new. May run Python's `__eq__`. */
export function dictMerge(dict: Address, from: Address, keep = false): void {
  if (dict === from) return;
  const count = I32[(from + DICT_USED) >> 2];
  if (count === 0) return;
  if (I32[(dict + DICT_USED) >> 2] === 0 && I32[(dict + DICT_MASK) >> 2] < 0)
    rebuildTables(dict, Math.ceil((count * 3) / 2) + 1);
  eachEntry(from, (key, value, hash) => {
    if (keep && findEntryHashed(dict, key, hash) !== 0) return;
    dictSetHashed(dict, key, hash, value);
    if (I32[(from + DICT_USED) >> 2] !== count) throw raise(T.RuntimeError, "dict mutated during update");
  });
}

/** Whether a dict walks its own entries: no subclass that overrides `__iter__`. */
const walksItself = (slot: Slot): boolean =>
  isExactly(slot, T.dict) ||
  (isDictValue(slot) && isSame(lookupInType(typeOf(slot), N.__iter__), lookupInType(T.dict, N.__iter__)));

/** `dict.update(source)`: a dict, something with `keys()`, or pairs. */
export function dictUpdate(dict: Address, source: Slot): void {
  if (walksItself(source)) {
    dictMerge(dict, refAt(source));
    return;
  }
  const mark = markTemps();
  const held = pushTemps(3);
  setRef(held, dict);
  if (findAttribute(source, N.keys, held + 8)) {
    callValue(held + 8, held + 8, 0, 0, held + 8);
    forEach(held + 8, (key) => {
      getItem(source, key, held + 16);
      dictSet(dict, key, held + 16);
    });
  } else updateFromPairs(dict, source);
  releaseTemps(mark);
}

function updateFromPairs(dict: Address, pairs: Slot): void {
  let number = 0;
  forEach(pairs, (pair) => {
    if (!isIterable(pair)) throw raise(T.TypeError, "object is not iterable");
    const held = pushTemp();
    let first: Slot;
    let size: number;
    if (isExactly(pair, T.tuple)) {
      first = tupleItem(refAt(pair), 0);
      size = tupleLength(refAt(pair));
    } else {
      const list = listOf(pair);
      setRef(held, list);
      first = listItem(list, 0);
      size = listLength(list);
    }
    if (size !== 2)
      throw raise(
        T.ValueError,
        `dictionary update sequence element #${number} has length ${size}; 2 is required`,
      );
    dictSet(dict, first, first + 8);
    number++;
  });
}

// ---- Methods -------------------------------------------------------------------------------------------------------

function dict_new(args: Slot, out: Slot): void {
  const dict = allocateOf(refAt(args));
  initDict(dict);
  setRef(out, dict);
}

/** `update(source, **names)` and `__init__`: the keywords' dict first, then what was given by position. */
const updater =
  (name: string) =>
  (args: Slot, _out: Slot, extra: number): void => {
    if (extra > 1) throw raise(T.TypeError, `${name} expected at most 1 argument, got ${extra}`);
    const dict = refAt(args);
    if (extra === 1) dictUpdate(dict, args + 16);
    if (isRef(args + 8)) dictMerge(dict, refAt(args + 8));
  };

/** `dict[key]`. Subclasses may have `__missing__`. */
export function dict_getitem(self: Slot, key: Slot, out: Slot): void {
  const found = dictFind(refAt(self), key);
  if (found !== 0) copyValue(found, out);
  else if (isExactly(self, T.dict) || !callSpecialWith(self, N.__missing__, key, out))
    throw raiseKeyError(key);
}

function dict_delitem(self: Slot, key: Slot): void {
  if (!dictDelete(refAt(self), key)) throw raiseKeyError(key);
}

function dict_get(args: Slot, out: Slot): void {
  const found = dictFind(refAt(args), args + 8);
  if (found !== 0) copyValue(found, out);
  else if (isUnbound(args + 16)) setNone(out);
  else copyValue(args + 16, out);
}

function dict_setdefault(args: Slot, out: Slot): void {
  const dict = refAt(args);
  const found = dictFind(dict, args + 8);
  if (found !== 0) {
    copyValue(found, out);
    return;
  }
  if (isUnbound(args + 16)) setNone(args + 16);
  dictSet(dict, args + 8, args + 16);
  copyValue(args + 16, out);
}

function dict_pop(args: Slot, out: Slot): void {
  const dict = refAt(args);
  const entry = findEntry(dict, args + 8);
  if (entry !== 0) {
    const low = I32[(entry + ENTRY_VALUE) >> 2];
    const high = I32[(entry + ENTRY_VALUE + 4) >> 2];
    removeEntry(dict, entry);
    I32[out >> 2] = low;
    I32[(out >> 2) + 1] = high;
  } else if (isUnbound(args + 16)) throw raiseKeyError(args + 8);
  else copyValue(args + 16, out);
}

function dict_popitem(args: Slot, out: Slot): void {
  const dict = refAt(args);
  if (dictLength(dict) === 0) throw raise(T.KeyError, "popitem(): dictionary is empty");
  let last = I32[(dict + DICT_NEXT) >> 2] - 1;
  while (isUnbound(dictKeyAt(dict, last))) last--;
  const pair = newTuple(2);
  copyValue(dictKeyAt(dict, last), tupleItem(pair, 0));
  copyValue(dictValueAt(dict, last), tupleItem(pair, 1));
  removeEntry(dict, dictKeyAt(dict, last) - ENTRY_KEY);
  // The removed tail is given up, so that popping all items takes linear time.
  I32[(dict + DICT_LOST) >> 2] += I32[(dict + DICT_NEXT) >> 2] - last;
  I32[(dict + DICT_NEXT) >> 2] = last;
  if (I32[(dict + DICT_FIRST) >> 2] > last) I32[(dict + DICT_FIRST) >> 2] = last;
  setRef(out, pair);
}

function dict_fromkeys(args: Slot, out: Slot): void {
  const mark = markTemps();
  const held = pushTemps(2);
  if (isUnbound(args + 16)) setNone(held + 8);
  else copyValue(args + 16, held + 8);
  if (refAt(args) === T.dict) {
    const dict = newDict();
    setRef(held, dict);
    forEach(args + 8, (key) => dictSet(dict, key, held + 8));
  } else {
    callValue(args, args, 0, 0, held);
    forEach(args + 8, (key) => setItem(held, key, held + 8));
  }
  copyValue(held, out);
  releaseTemps(mark);
}

/** Whether two dicts have equal keys with equal values. May run Python. */
function equalDicts(a: Address, b: Address): boolean {
  if (dictLength(a) !== dictLength(b)) return false;
  let equal = true;
  const mark = markTemps();
  const other = pushTemp();
  eachEntry(a, (key, value, hash) => {
    const entry = findEntryHashed(b, key, hash);
    if (entry === 0) equal = false;
    else {
      copyValue(entry + ENTRY_VALUE, other);
      equal = equals(value, other);
    }
    return equal;
  });
  releaseTemps(mark);
  return equal;
}

function compareDicts(op: number, a: Slot, b: Slot, out: Slot): boolean {
  if ((op !== EQ && op !== NE) || !isDictValue(b)) return false;
  setBool(out, equalDicts(refAt(a), refAt(b)) === (op === EQ));
  return true;
}

const comparison =
  (op: number) =>
  (args: Slot, out: Slot): void => {
    if (!compareDicts(op, args, args + 8, out)) setRef(out, NOT_IMPLEMENTED);
  };

/** `a | b`: a plain dict, whatever the operands' classes. */
function mergeOperands(left: Slot, right: Slot, out: Slot): void {
  const mark = markTemps();
  const held = pushTemp();
  setRef(held, dictCopy(refAt(left)));
  dictUpdate(refAt(held), right);
  copyValue(held, out);
  releaseTemps(mark);
}

function dict_or(args: Slot, out: Slot): void {
  if (!isDictValue(args + 8)) setRef(out, NOT_IMPLEMENTED);
  else mergeOperands(args, args + 8, out);
}

function dict_ror(args: Slot, out: Slot): void {
  if (!isDictValue(args + 8)) setRef(out, NOT_IMPLEMENTED);
  else mergeOperands(args + 8, args, out);
}

function dict_ior(args: Slot, out: Slot): void {
  dictUpdate(refAt(args), args + 8);
  copyValue(args, out);
}

const dict_contains = (self: Slot, key: Slot): boolean => dictFind(refAt(self), key) !== 0;

/** Bytes a 64-bit CPython uses: header, index of 1, 2 or 4 bytes a word, entries of 24 (16 when all keys are strs). */
function dict_sizeof(args: Slot, out: Slot): void {
  const dict = refAt(args);
  const mask = I32[(dict + DICT_MASK) >> 2];
  if (mask < 0) {
    setInt(out, 48);
    return;
  }
  let entry = 16;
  for (let i = dictNext(dict, 0); i >= 0; i = dictNext(dict, i + 1))
    if (!isExactly(dictKeyAt(dict, i), T.str)) entry = 24;
  const word = mask < 128 ? 1 : mask < 32768 ? 2 : 4;
  setInt(out, 48 + 32 + word * (mask + 1) + entry * usableEntries(mask));
}

export function defineDictType(): void {
  registerProtocols(T.dict, {
    iterate: (self, out) => setRef(out, newDictIterator(T.dict_keyiterator, refAt(self))),
    length: dictLength,
    getItem: dict_getitem,
    setItem: (self, key, value) => dictSet(refAt(self), key, value),
    deleteItem: dict_delitem,
    contains: dict_contains,
    compare: compareDicts,
  });
  defineType(T.dict, {
    kind: KIND_DICT,
    size: DICT_SIZE,
    flags: TF_BASE | TF_DICT,
    dictOffset: DICT_DICT,
    doc: "A mapping from hashable keys to values that keeps the order of insertion.",
    methods: {
      __new__: ["(type, /, *args, **kwargs)", dict_new],
      __init__: ["(self, /, *args, **kwargs)", updater("dict")],
      __class_getitem__: ["(type, object, /)", class_getitem],
      __repr__: ["(self, /)", dict_repr],
      __hash__: null,
      __len__: ["(self, /)", (args, out) => setInt(out, dictLength(refAt(args)))],
      __getitem__: ["(self, key, /)", (args, out) => dict_getitem(args, args + 8, out)],
      __setitem__: ["(self, key, value, /)", (args) => dictSet(refAt(args), args + 8, args + 16)],
      __delitem__: ["(self, key, /)", (args) => dict_delitem(args, args + 8)],
      __contains__: ["(self, key, /)", (args, out) => setBool(out, dict_contains(args, args + 8))],
      __iter__: ["(self, /)", (args, out) => setRef(out, newDictIterator(T.dict_keyiterator, refAt(args)))],
      __reversed__: [
        "(self, /)",
        (args, out) => setRef(out, newDictIterator(T.dict_reversekeyiterator, refAt(args))),
      ],
      __lt__: ["(self, value, /)", comparison(0)],
      __le__: ["(self, value, /)", comparison(1)],
      __eq__: ["(self, value, /)", comparison(2)],
      __ne__: ["(self, value, /)", comparison(3)],
      __gt__: ["(self, value, /)", comparison(4)],
      __ge__: ["(self, value, /)", comparison(5)],
      __or__: ["(self, value, /)", dict_or],
      __ror__: ["(self, value, /)", dict_ror],
      __ior__: ["(self, value, /)", dict_ior],
      __sizeof__: ["(self, /)", dict_sizeof],
      get: ["(self, key, default=None, /)", dict_get, "The value of the key, or the default."],
      setdefault: [
        "(self, key, default=None, /)",
        dict_setdefault,
        "The value of the key, which gets the default if it is new.",
      ],
      pop: [
        "(self, key, default=..., /)",
        dict_pop,
        "Removes the key and returns its value, or the default.",
      ],
      popitem: ["(self, /)", dict_popitem, "Removes the last entry and returns it as a pair."],
      keys: [
        "(self, /)",
        (args, out) => setRef(out, newView(T.dict_keys, refAt(args))),
        "A view of the keys.",
      ],
      values: [
        "(self, /)",
        (args, out) => setRef(out, newView(T.dict_values, refAt(args))),
        "A view of the values.",
      ],
      items: [
        "(self, /)",
        (args, out) => setRef(out, newView(T.dict_items, refAt(args))),
        "A view of the entries as pairs.",
      ],
      update: [
        "(self, /, *args, **kwargs)",
        updater("update"),
        "Stores the entries of a mapping or of pairs, and the keywords.",
      ],
      clear: ["(self, /)", (args) => dictClear(refAt(args)), "Removes all entries."],
      copy: ["(self, /)", (args, out) => setRef(out, dictCopy(refAt(args))), "A shallow copy."],
    },
    classMethods: {
      fromkeys: [
        "(type, iterable, value=None, /)",
        dict_fromkeys,
        "A new dict with these keys and one value for all.",
      ],
    },
  });
}
