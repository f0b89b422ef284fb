/**
 * dicts and sets with keys that need no Python: ints of 32 bits and exact strs (objects/dict.ts and set.ts draw the tables and
 * explain the probing).
 */
import {
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
  LINEAR_PROBES,
  LIST_ITEMS,
  LIST_LENGTH,
  OBJ_TYPE,
  SET_ENTRIES,
  SET_ENTRY_BYTES,
  SET_ENTRY_KEY,
  SET_INDEX,
  SET_MASK,
  SET_NEXT,
  SET_USED,
  SET_VERSION,
  STATE_DICT_VERSION,
  T_dict,
  T_list,
  T_str,
  T_tuple,
  TAG_INT,
  TAG_REF,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  UNDECIDED,
} from "../generated/kernel_layout";
import { allocateObject, allocateStorage } from "./allocate";
import * as host from "./host";
import { equalStrings, hashString } from "./strings";
import { bits, copyValue, isPlainKey, low, tag, tagged, typeAt } from "./values";

export function hashOfInt(value: i32): i32 {
  if (value === -1) return -2 & 0x7fffffff;
  if (value > -0x7fffffff && value < 0x7fffffff) return value & 0x7fffffff;
  return value === i32.MIN_VALUE ? -2 & 0x7fffffff : 0;
}

/** Of a plain key, given as its bits. */
function hashOf(key: i64): i32 {
  return <i32>(key >> 32) === TAG_INT ? hashOfInt(<i32>key) : hashString(<i32>key);
}

/** Whether the key at `other` is the plain one, which has the same hash: 1, 0, or UNDECIDED where Python would be asked. */
function isKey(other: i32, key: i64): i32 {
  if (bits(other) === key) return 1;
  const kind = tag(other);
  if (kind === TAG_INT) return 0;
  const isInt = <i32>(key >> 32) === TAG_INT;
  if (kind !== TAG_REF) return isInt ? UNDECIDED : 0;
  if (load<i32>(low(other), OBJ_TYPE) !== T_str) return UNDECIDED;
  return !isInt && equalStrings(<i32>key, low(other)) ? 1 : 0;
}

// ---- dicts

/** Entry of the plain key in a slot, 0, or UNDECIDED. */
export function findEntry(dict: i32, key: i32): i32 {
  return findByBits(dict, bits(key));
}

/** The same, of an int and of an exact str, for traces. */
export function dict_find_int(dict: i32, key: i32): i32 {
  return findByBits(dict, tagged(TAG_INT, key));
}
export function dict_find_str(dict: i32, key: i32): i32 {
  return findByBits(dict, tagged(TAG_REF, key));
}

function findByBits(dict: i32, key: i64): i32 {
  const mask = load<i32>(dict, DICT_MASK);
  if (mask < 0) return 0;
  const hash = hashOf(key);
  const index = load<i32>(dict, DICT_INDEX);
  const entries = load<i32>(dict, DICT_ENTRIES);
  let at = hash & mask;
  let perturb = <u32>hash;
  while (true) {
    const n = load<i32>(index + (at << 2));
    if (n >= 0) {
      const entry = entries + n * ENTRY_BYTES;
      if (load<i32>(entry, ENTRY_HASH) === hash) {
        const same = isKey(entry + ENTRY_KEY, key);
        if (same === 1) return entry;
        if (same === UNDECIDED) return UNDECIDED;
      }
    } else if (n === -1) return 0;
    perturb >>= 5;
    at = (5 * at + <i32>perturb + 1) & mask;
  }
}

function renewVersion(dict: i32): void {
  let version = load<i32>(STATE_DICT_VERSION) + 1;
  if (version === 0) version = 1;
  store<i32>(STATE_DICT_VERSION, version);
  store<i32>(dict, version, DICT_VERSION);
}

/** A new empty dict, or 0. */
export function newDict(): i32 {
  const dict = allocateObject(T_dict, DICT_SIZE);
  if (dict === 0) return 0;
  store<i32>(dict, 0, DICT_USED);
  store<i32>(dict, 0, DICT_NEXT);
  store<i32>(dict, -1, DICT_MASK);
  store<i32>(dict, 0, DICT_INDEX);
  store<i32>(dict, 0, DICT_ENTRIES);
  store<i32>(dict, 0, DICT_DICT);
  store<i32>(dict, 0, DICT_FLAGS);
  store<i32>(dict, 0, DICT_LOST);
  store<i32>(dict, 0, DICT_FIRST);
  renewVersion(dict);
  return dict;
}

/** Adds an entry for a key that is absent; false: there is no memory for it. */
function addEntry(dict: i32, key: i64, hash: i32, value: i32): bool {
  let mask = load<i32>(dict, DICT_MASK);
  const written = load<i32>(dict, DICT_NEXT) + load<i32>(dict, DICT_LOST);
  if (mask < 0 || written >= ((mask + 1) * 2) / 3) {
    if (!host.growTable(dict)) return false;
    mask = load<i32>(dict, DICT_MASK);
  }
  const index = load<i32>(dict, DICT_INDEX);
  let at = hash & mask;
  let perturb = <u32>hash;
  while (load<i32>(index + (at << 2)) >= 0) {
    perturb >>= 5;
    at = (5 * at + <i32>perturb + 1) & mask;
  }
  const n = load<i32>(dict, DICT_NEXT);
  store<i32>(index + (at << 2), n);
  const entry = load<i32>(dict, DICT_ENTRIES) + n * ENTRY_BYTES;
  store<i32>(entry, hash, ENTRY_HASH);
  store<i64>(entry, key, ENTRY_KEY);
  copyValue(value, entry + ENTRY_VALUE);
  store<i32>(dict, n + 1, DICT_NEXT);
  store<i32>(dict, load<i32>(dict, DICT_USED) + 1, DICT_USED);
  renewVersion(dict);
  return true;
}

/** `dict[key] = value` for a plain key; false: the engine has to do it. */
export function setEntry(dict: i32, key: i32, value: i32): bool {
  return setByBits(dict, bits(key), value);
}

/** The same for the key that is this str. */
export function setNamed(dict: i32, name: i32, value: i32): bool {
  return setByBits(dict, tagged(TAG_REF, name), value);
}

function setByBits(dict: i32, key: i64, value: i32): bool {
  const entry = findByBits(dict, key);
  if (entry === UNDECIDED) return false;
  if (entry === 0) return addEntry(dict, key, hashOf(key), value);
  if ((load<i32>(dict, DICT_FLAGS) & DICT_WATCHED) !== 0) return false;
  copyValue(value, entry + ENTRY_VALUE);
  return true;
}

// ---- sets

/** Place in the index where the last search found its key, or where it would go. */
let foundPlace: i32 = 0;

/** Entry of the plain key in a slot, 0, or UNDECIDED. */
export function findElement(set: i32, key: i32): i32 {
  return findElementByBits(set, bits(key));
}

/** The same, of an int and of an exact str, for traces. */
export function set_find_int(set: i32, key: i32): i32 {
  return findElementByBits(set, tagged(TAG_INT, key));
}
export function set_find_str(set: i32, key: i32): i32 {
  return findElementByBits(set, tagged(TAG_REF, key));
}

function findElementByBits(set: i32, key: i64): i32 {
  const hash = hashOf(key);
  const mask = load<i32>(set, SET_MASK);
  if (mask < 0) return 0;
  const index = load<i32>(set, SET_INDEX);
  const entries = load<i32>(set, SET_ENTRIES);
  let free = -1;
  let at = hash & mask;
  let perturb = <u32>hash;
  while (true) {
    const last = at + LINEAR_PROBES <= mask ? at + LINEAR_PROBES : at;
    for (let i = at; i <= last; i++) {
      const n = load<i32>(index + (i << 2));
      if (n < -1) {
        free = i;
        continue;
      }
      if (n === -1) {
        foundPlace = free < 0 ? i : free;
        return 0;
      }
      const entry = entries + n * SET_ENTRY_BYTES;
      if (load<i32>(entry) !== hash) continue;
      const same = isKey(entry + SET_ENTRY_KEY, key);
      if (same === UNDECIDED) return UNDECIDED;
      if (same === 1) {
        foundPlace = i;
        return entry;
      }
    }
    perturb >>= 5;
    at = (5 * at + 1 + <i32>perturb) & mask;
  }
}

/** Words of the smallest index table. */
const SMALLEST_TABLE = 8;

function renewSet(set: i32): void {
  store<i32>(set, load<i32>(set, SET_VERSION) + 1, SET_VERSION);
}

/** Place in a clean index table where a hash goes. */
function freePlace(index: i32, mask: i32, hash: i32): i32 {
  let at = hash & mask;
  let perturb = <u32>hash;
  while (true) {
    const last = at + LINEAR_PROBES <= mask ? at + LINEAR_PROBES : at;
    for (let i = at; i <= last; i++) if (load<i32>(index + (i << 2)) === -1) return i;
    perturb >>= 5;
    at = (5 * at + 1 + <i32>perturb) & mask;
  }
}

/** Rebuilds the table of a set for more than `minimum` entries (objects/set.ts); false: there is no memory for it. */
function growSet(set: i32, minimum: i32): bool {
  let words = SMALLEST_TABLE;
  while (words <= minimum) words *= 2;
  const index = allocateStorage(4 * words);
  const entries = index === 0 ? 0 : allocateStorage(SET_ENTRY_BYTES * (((words - 1) * 3) / 5 + 2));
  if (entries === 0) return false;
  memory.fill(index, 0xff, 4 * words);
  const oldMask = load<i32>(set, SET_MASK);
  const oldIndex = load<i32>(set, SET_INDEX);
  const oldEntries = load<i32>(set, SET_ENTRIES);
  let next = 0;
  for (let i = 0; i <= oldMask; i++) {
    const n = load<i32>(oldIndex + (i << 2));
    if (n < 0) continue;
    const from = oldEntries + n * SET_ENTRY_BYTES;
    const to = entries + next * SET_ENTRY_BYTES;
    const hash = load<i32>(from);
    store<i64>(to, <i64>(<u32>hash));
    copyValue(from + SET_ENTRY_KEY, to + SET_ENTRY_KEY);
    store<i32>(index + (freePlace(index, words - 1, hash) << 2), next++);
  }
  store<i32>(set, next, SET_NEXT);
  store<i32>(set, words - 1, SET_MASK);
  store<i32>(set, index, SET_INDEX);
  store<i32>(set, entries, SET_ENTRIES);
  renewSet(set);
  return true;
}

/** `set.add(key)` for a plain key; false: the engine has to do it. */
export function addElement(set: i32, key: i32): bool {
  if (load<i32>(set, SET_MASK) < 0 && !growSet(set, 0)) return false;
  const mask = load<i32>(set, SET_MASK);
  const found = findElement(set, key);
  if (found === UNDECIDED) return false;
  if (found !== 0) return true;
  const place = load<i32>(set, SET_INDEX) + (foundPlace << 2);
  const before = load<i32>(place);
  const fresh = before === -1;
  const n = fresh ? load<i32>(set, SET_NEXT) : -2 - before;
  // There was no memory when it should have grown.
  if (fresh && n * 5 >= mask * 3) return false;
  const entry = load<i32>(set, SET_ENTRIES) + n * SET_ENTRY_BYTES;
  store<i32>(place, n);
  store<i64>(entry, <i64>hashOf(bits(key)));
  copyValue(key, entry + SET_ENTRY_KEY);
  const used = load<i32>(set, SET_USED) + 1;
  store<i32>(set, used, SET_USED);
  renewSet(set);
  if (fresh) {
    store<i32>(set, n + 1, SET_NEXT);
    // Where there is no memory, the next element finds that out.
    if ((n + 1) * 5 >= mask * 3) growSet(set, used > 50000 ? used * 2 : used * 4);
  }
  return true;
}

/** `set.update(items)` for a list or tuple of plain keys; false: the engine has to do it, or what is left of it. */
export function addItems(set: i32, iterable: i32): bool {
  const type = typeAt(iterable);
  if (type !== T_list && type !== T_tuple) return false;
  const count = load<i32>(iterable + (type === T_list ? LIST_LENGTH : TUPLE_LENGTH));
  const items = type === T_list ? load<i32>(iterable, LIST_ITEMS) : iterable + TUPLE_ITEMS;
  for (let i = 0; i < count; i++) {
    const item = items + (i << 3);
    if (!isPlainKey(item) || !addElement(set, item)) return false;
  }
  return true;
}
