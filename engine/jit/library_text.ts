/** The text of the library (library.ts), which `npm run generate` assembles to generated/library.ts. */
import * as L from "../heap/layout.ts";
import { MAXIMUM_PAGES } from "../heap/memory.ts";
import { UNDECIDED } from "../objects/dict.ts";
import { LINEAR_PROBES } from "../objects/set.ts";
import { HOST_IMPORTS, OBJECTS } from "./library_objects.ts";

const KEY_TAG = L.ENTRY_KEY + 4;
const IS_STR = `(i32.eq (i32.load offset=${L.OBJ_TYPE} (local.get $other)) (i32.const ${L.T.str}))`;

/** Ints whose hash is not simply their low 31 bits: the host knows. */
const HASH_OF_INT = `
  (if (result i32) (i32.lt_u (i32.add (local.get $key) (i32.const 0x7ffffffe)) (i32.const 0x7ffffffd))
    (then (i32.and (local.get $key) (i32.const 0x7fffffff)))
    (else (if (result i32) (i32.lt_u (local.get $key) (i32.const 0x7fffffff))
      (then (local.get $key))
      (else (call $hash_int (local.get $key))))))`;

const HASH_OF_STR = `
  (local.set $hash (i32.load offset=${L.STR_HASH} (local.get $key)))
  (if (i32.eq (local.get $hash) (i32.const -1)) (then (local.set $hash (call $hash_str (local.get $key)))))
  (local.get $hash)`;

/** Returns the entry if its key is the one looked for; goes on if it cannot be. */
const COMPARE = {
  int: `
    (local.set $tag (i32.load offset=${KEY_TAG} (local.get $entry)))
    (if (i32.eq (local.get $tag) (i32.const ${L.TAG_INT}))
      (then (if (i32.eq (local.get $other) (local.get $key)) (then (return (local.get $entry)))))
      (else
        (if (i32.ne (local.get $tag) (i32.const ${L.TAG_REF})) (then (return (i32.const ${UNDECIDED}))))
        (if (i32.eqz ${IS_STR}) (then (return (i32.const ${UNDECIDED}))))))`,
  str: `
    (if (i32.eq (i32.load offset=${KEY_TAG} (local.get $entry)) (i32.const ${L.TAG_REF})) (then
      (if (i32.eq (local.get $other) (local.get $key)) (then (return (local.get $entry))))
      (if (i32.eqz ${IS_STR}) (then (return (i32.const ${UNDECIDED}))))
      (if (call $same_text (local.get $other) (local.get $key)) (then (return (local.get $entry))))))`,
} as const;

/** Looks at entry $n. */
const look = (entryBytes: number, how: "int" | "str"): string => `
  (local.set $entry (i32.add (local.get $entries) (i32.mul (local.get $n) (i32.const ${entryBytes}))))
  (if (i32.eq (i32.load (local.get $entry)) (local.get $hash)) (then
    (local.set $other (i32.load offset=${L.ENTRY_KEY} (local.get $entry)))
    ${COMPARE[how]}))`;

const WORD = `(i32.load (i32.add (local.get $index) (i32.shl (local.get $at) (i32.const 2))))`;

const SHIFT_PERTURB = `(local.set $perturb (i32.shr_u (local.get $perturb) (i32.const 5)))`;
const NEXT_PLACE = `
  (i32.and (local.get $mask)
    (i32.add (i32.add (i32.mul (local.get $at) (i32.const 5)) (i32.const 1)) (local.get $perturb)))`;

const probeDict = (how: "int" | "str"): string => `
  (loop $probe
    (local.set $n ${WORD})
    (if (i32.ge_s (local.get $n) (i32.const 0))
      (then ${look(L.ENTRY_BYTES, how)})
      (else (if (i32.eq (local.get $n) (i32.const -1)) (then (return (i32.const 0))))))
    ${SHIFT_PERTURB}
    (local.set $at ${NEXT_PLACE})
    (br $probe))`;

const probeSet = (how: "int" | "str"): string => `
  (loop $probe
    (local.set $start (local.get $at))
    (local.set $last (i32.add (local.get $at) (i32.const ${LINEAR_PROBES})))
    (if (i32.gt_u (local.get $last) (local.get $mask)) (then (local.set $last (local.get $at))))
    (loop $neighbour
      (local.set $n ${WORD})
      (if (i32.eq (local.get $n) (i32.const -1)) (then (return (i32.const 0))))
      (if (i32.ge_s (local.get $n) (i32.const 0)) (then ${look(L.SET_ENTRY_BYTES, how)}))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br_if $neighbour (i32.le_u (local.get $at) (local.get $last))))
    (local.set $at (local.get $start))
    ${SHIFT_PERTURB}
    (local.set $at ${NEXT_PLACE})
    (br $probe))`;

function search(table: "dict" | "set", how: "int" | "str"): string {
  const [mask, index, entries] =
    table === "dict" ? [L.DICT_MASK, L.DICT_INDEX, L.DICT_ENTRIES] : [L.SET_MASK, L.SET_INDEX, L.SET_ENTRIES];
  const names = "mask hash index entries at perturb n entry other tag start last".split(" ");
  return `
  (func (export "${table}_find_${how}") (param $table i32) (param $key i32) (result i32)
    ${names.map((name) => `(local $${name} i32)`).join(" ")}
    (local.set $mask (i32.load offset=${mask} (local.get $table)))
    (if (i32.lt_s (local.get $mask) (i32.const 0)) (then (return (i32.const 0))))
    (local.set $hash (block (result i32) ${how === "int" ? HASH_OF_INT : HASH_OF_STR}))
    (local.set $index (i32.load offset=${index} (local.get $table)))
    (local.set $entries (i32.load offset=${entries} (local.get $table)))
    (local.set $at (i32.and (local.get $hash) (local.get $mask)))
    (local.set $perturb (local.get $hash))
    ${table === "dict" ? probeDict(how) : probeSet(how)}
    (unreachable))`;
}

/** Whether two different strs with one hash have the same text. */
const SAME_TEXT = `
  (func $same_text (param $a i32) (param $b i32) (result i32)
    (local $flags i32) (local $end i32)
    (local.set $flags (i32.load offset=${L.STR_FLAGS} (local.get $a)))
    (if (i32.ne (i32.load offset=${L.STR_LENGTH} (local.get $a)) (i32.load offset=${L.STR_LENGTH} (local.get $b)))
      (then (return (i32.const 0))))
    (if (i32.and (i32.const ${L.STR_WIDTH_MASK})
          (i32.xor (local.get $flags) (i32.load offset=${L.STR_FLAGS} (local.get $b))))
      (then (return (i32.const 0))))
    (local.set $end (i32.add (local.get $a)
      (i32.mul (i32.load offset=${L.STR_LENGTH} (local.get $a))
               (i32.and (local.get $flags) (i32.const ${L.STR_WIDTH_MASK})))))
    (loop $bytes
      (if (i32.ge_u (local.get $a) (local.get $end)) (then (return (i32.const 1))))
      (if (i32.ne (i32.load8_u offset=${L.STR_DATA} (local.get $a)) (i32.load8_u offset=${L.STR_DATA} (local.get $b)))
        (then (return (i32.const 0))))
      (local.set $a (i32.add (local.get $a) (i32.const 1)))
      (local.set $b (i32.add (local.get $b) (i32.const 1)))
      (br $bytes))
    (unreachable))`;

/** The module as text. */
export const LIBRARY_TEXT = `(module
  (import "e" "m" (memory 0 ${MAXIMUM_PAGES}))
  (import "e" "hash_int" (func $hash_int (param i32) (result i32)))
  (import "e" "hash_str" (func $hash_str (param i32) (result i32)))
  (import "e" "host_cell" (func $host_cell (param i32) (result i32)))
  ${HOST_IMPORTS}
  ${SAME_TEXT}
  ${search("dict", "int")}
  ${search("dict", "str")}
  ${search("set", "int")}
  ${search("set", "str")}
  ${OBJECTS})`;
