/**
 * Objects made and strs compared without leaving WebAssembly: the part of the library that is no lookup. Each function is the
 * runtime function of its name (interp/support.ts) for the usual case, and hands the rest to it.
 *
 * They return a status and leave their result in STATE_RESULT, as calls of the host do. `allocate` gives an address, or 0
 * when an exception is raised.
 */
import { type LibraryRuntime, runtimeFunctions } from "../bytecode/runtime.ts";
import { SMALL_BYTES } from "../heap/allocate.ts";
import * as L from "../heap/layout.ts";

const local = (name: string): string => `(local.get $${name})`;
const word = (offset: number, address: string): string => `(i32.load offset=${offset} ${address})`;
const setWord = (offset: number, address: string, value: string | number): string =>
  `(i32.store offset=${offset} ${address} ${typeof value === "number" ? `(i32.const ${value})` : value})`;
const highWord = (tag: number): string => `(i64.const ${BigInt(tag) << 32n})`;

const giveBits = (bits: string): string =>
  `(i64.store offset=${L.STATE_RESULT} (i32.const 0) ${bits}) (i32.const 0)`;
const giveObject = (address: string): string =>
  giveBits(`(i64.or (i64.extend_i32_u ${address}) ${highWord(L.TAG_REF)})`);
/** With a tag, for the result is a root: an address that it held before would seem to be another. */
const giveNumber = (value: string): string =>
  giveBits(`(i64.or (i64.extend_i32_u ${value}) ${highWord(L.TAG_INT)})`);

/** The import that does the whole in the host. */
const inHost = (name: string): string => `host_${name}`;

/** A runtime function as the library has it. */
interface Definition {
  /** Names of locals, all i32. */
  readonly locals: string;
  /** Parameters are locals 0, 1, …; `toHost` hands the call to the host, and gives its status. */
  body(toHost: string): string;
}
const define = (locals: string, body: Definition["body"]): Definition => ({ locals, body });

function libraryFunction(name: LibraryRuntime, { locals, body }: Definition): string {
  const kinds = [...runtimeFunctions[name].takes];
  const number = kinds.indexOf("i");
  const stores = kinds.flatMap((kind, i) =>
    kind === "v" ? [`(i64.store offset=${L.STATE_ARGS + 8 * i} (i32.const 0) (local.get ${i}))`] : [],
  );
  const call = `(call $${inHost(name)} ${number < 0 ? "(i32.const 0)" : `(local.get ${number})`})`;
  const types = kinds.map((kind) => (kind === "v" ? "i64" : "i32")).join(" ");
  const own = locals.replace(/\w+/g, "(local $$$& i32)");
  return `(func (export "${name}") (param ${types}) (result i32) ${own}
    ${body(`(block (result i32) ${stores.join(" ")} ${call})`)})`;
}

const object = (k: number): string => `(i32.wrap_i64 (local.get ${k}))`;

const ALLOCATE = `
  (func $allocate (export "allocate") (param $bytes i32) (param $type i32) (result i32)
    (local $head i32) (local $cell i32)
    (if (i32.le_u ${local("bytes")} (i32.const ${SMALL_BYTES})) (then
      (local.set $head (i32.shl (i32.shr_u (i32.add ${local("bytes")} (i32.const 15)) (i32.const 4)) (i32.const 2)))
      (local.set $cell ${word(L.FREE_LISTS, local("head"))})
      (if ${local("cell")} (then ${setWord(L.FREE_LISTS, local("head"), word(0, local("cell")))}))))
    (if (i32.eqz ${local("cell")}) (then
      (local.set $cell (call $host_cell ${local("bytes")}))
      (if (i32.eqz ${local("cell")}) (then (return (i32.const 0))))))
    ${setWord(L.OBJ_TYPE, local("cell"), local("type"))}
    ${setWord(L.OBJ_GC, local("cell"), 0)}
    ${local("cell")})`;

const NEW_INSTANCE = define(
  "made slot end",
  () => `
    (local.set $end (i32.shl ${word(L.TYPE_INLINE_SLOTS, "(local.get 0)")} (i32.const 3)))
    (local.set $made (call $allocate (i32.add (i32.const ${L.INSTANCE_SLOTS}) ${local("end")}) (local.get 0)))
    (if (i32.eqz ${local("made")}) (then (return (i32.const 1))))
    ${setWord(L.OBJ_GC, local("made"), L.GC_INSTANCE)}
    ${setWord(L.INSTANCE_SHAPE, local("made"), word(L.TYPE_SHAPE, "(local.get 0)"))}
    ${setWord(L.INSTANCE_OVERFLOW, local("made"), 0)}
    (local.set $slot ${local("made")})
    (local.set $end (i32.add ${local("made")} ${local("end")}))
    (block $done (loop $slots
      (br_if $done (i32.ge_u ${local("slot")} ${local("end")}))
      (i64.store offset=${L.INSTANCE_SLOTS} ${local("slot")} ${highWord(L.TAG_UNBOUND)})
      (local.set $slot (i32.add ${local("slot")} (i32.const 8)))
      (br $slots)))
    ${giveObject(local("made"))}`,
);

const NEW_CELL = define(
  "made",
  () => `
    (local.set $made (call $allocate (i32.const 16) (i32.const ${L.T.cell})))
    (if (i32.eqz ${local("made")}) (then (return (i32.const 1))))
    (i64.store offset=${L.CELL_VALUE} ${local("made")} (local.get 0))
    ${giveObject(local("made"))}`,
);

/** Copies $count bytes from $from to $to, eight at a time, and what is left one by one. */
const COPY = `
  (func $copy (param $from i32) (param $to i32) (param $count i32)
    (block $short (loop $long
      (br_if $short (i32.lt_u ${local("count")} (i32.const 8)))
      (i64.store offset=${L.STR_DATA} align=1 ${local("to")} (i64.load offset=${L.STR_DATA} align=1 ${local("from")}))
      (local.set $from (i32.add ${local("from")} (i32.const 8)))
      (local.set $to (i32.add ${local("to")} (i32.const 8)))
      (local.set $count (i32.sub ${local("count")} (i32.const 8)))
      (br $long)))
    (block $done (loop $rest
      (br_if $done (i32.eqz ${local("count")}))
      (i32.store8 offset=${L.STR_DATA} ${local("to")} (i32.load8_u offset=${L.STR_DATA} ${local("from")}))
      (local.set $from (i32.add ${local("from")} (i32.const 1)))
      (local.set $to (i32.add ${local("to")} (i32.const 1)))
      (local.set $count (i32.sub ${local("count")} (i32.const 1)))
      (br $rest))))`;

/** Whether a str has a byte for each code point. */
const isNarrow = (flags: string): string =>
  `(i32.eq (i32.and ${flags} (i32.const ${L.STR_WIDTH_MASK})) (i32.const 1))`;

/** Of narrow strs, neither empty. */
const CONCAT = define(
  "flags first second made",
  (toHost) => `
    (local.set $first ${word(L.STR_LENGTH, object(0))})
    (local.set $second ${word(L.STR_LENGTH, object(1))})
    (local.set $flags (i32.and ${word(L.STR_FLAGS, object(0))} ${word(L.STR_FLAGS, object(1))}))
    (if (i32.or (i32.or (i32.eqz ${local("first")}) (i32.eqz ${local("second")}))
          (i32.or (i32.eqz ${isNarrow(local("flags"))})
            (i32.gt_u (i32.or ${local("first")} ${local("second")}) (i32.const 0xffffff))))
      (then (return ${toHost})))
    (local.set $made (call $allocate
      (i32.add (i32.const ${L.STR_DATA}) (i32.add ${local("first")} ${local("second")}))
      (i32.const ${L.T.str})))
    (if (i32.eqz ${local("made")}) (then (return (i32.const 1))))
    ${setWord(L.STR_LENGTH, local("made"), `(i32.add ${local("first")} ${local("second")})`)}
    ${setWord(L.STR_HASH, local("made"), -1)}
    ${setWord(L.STR_FLAGS, local("made"), `(i32.and ${local("flags")} (i32.const ${L.STR_WIDTH_MASK | L.STR_ASCII}))`)}
    ${setWord(L.STR_DICT, local("made"), 0)}
    (call $copy ${object(0)} ${local("made")} ${local("first")})
    (call $copy ${object(1)} (i32.add ${local("made")} ${local("first")}) ${local("second")})
    ${giveObject(local("made"))}`,
);

/** The str of the character at an address (past which a str's data begin), or 0 if it is not made yet. */
const latin1 = (at: string): string =>
  word(L.CHARACTERS, `(i32.shl (i32.load8_u offset=${L.STR_DATA} ${at}) (i32.const 2))`);

/** Of a narrow str. */
const CHAR_AT = define(
  "made",
  (toHost) => `
    (if ${isNarrow(word(L.STR_FLAGS, object(0)))} (then
      (local.set $made ${latin1(`(i32.add ${object(0)} (local.get 1))`)})
      (if ${local("made")} (then (return (block (result i32) ${giveObject(local("made"))}))))))
    ${toHost}`,
);

/**
 * Equality, and the order of equal strs. The operand is a mask of the orders that make the comparison true: 2 less, 4
 * greater, 8 equal.
 */
const COMPARE = define(
  "",
  (toHost) => `
    (if (i64.eq (local.get 0) (local.get 1))
      (then (return (block (result i32)
        ${giveNumber("(i32.and (i32.shr_u (local.get 2) (i32.const 3)) (i32.const 1))")}))))
    (if (i32.eqz (i32.and (i32.xor (i32.shr_u (local.get 2) (i32.const 1)) (i32.shr_u (local.get 2) (i32.const 2)))
          (i32.const 1)))
      (then (return (block (result i32)
        ${giveNumber(`(i32.and (i32.const 1) (i32.shr_u (local.get 2)
          (select (i32.const 3) (i32.const 1) (call $same_text ${object(0)} ${object(1)}))))`)}))))
    ${toHost}`,
);

const APPEND = define(
  "list length",
  (toHost) => `
    (local.set $list ${object(0)})
    (local.set $length ${word(L.LIST_LENGTH, local("list"))})
    (if (i32.ge_s ${local("length")} ${word(L.LIST_CAPACITY, local("list"))}) (then (return ${toHost})))
    (i64.store
      (i32.add ${word(L.LIST_ITEMS, local("list"))} (i32.shl ${local("length")} (i32.const 3)))
      (local.get 1))
    ${setWord(L.LIST_LENGTH, local("list"), `(i32.add ${local("length")} (i32.const 1))`)}
    (i32.const 0)`,
);

/** An item that is in place; the end, changes meanwhile, and gaps are the host's. */
const NEXT_OF_STR = define(
  "str index made",
  (toHost) => `
    (local.set $str ${word(L.SEQ_ITER_SEQ, object(0))})
    (local.set $index ${word(L.SEQ_ITER_INDEX, object(0))})
    (if ${local("str")} (then
      (if (i32.and
            (i32.lt_u ${local("index")} ${word(L.STR_LENGTH, local("str"))})
            ${isNarrow(word(L.STR_FLAGS, local("str")))}) (then
        (local.set $made ${latin1(`(i32.add ${local("str")} ${local("index")})`)})
        (if ${local("made")} (then
          ${setWord(L.SEQ_ITER_INDEX, object(0), `(i32.add ${local("index")} (i32.const 1))`)}
          (return (block (result i32) ${giveObject(local("made"))}))))))))
    ${toHost}`,
);

/** Goes to $other unless there is an entry at $at, which it puts into $entry. */
const FIND_ENTRY = {
  dict: `
    (br_if $other (i32.ge_u ${local("at")} ${word(L.DICT_NEXT, local("table"))}))
    (local.set $entry (i32.add ${word(L.DICT_ENTRIES, local("table"))}
      (i32.mul ${local("at")} (i32.const ${L.ENTRY_BYTES}))))
    (br_if $other (i32.eq ${word(L.ENTRY_KEY + 4, local("entry"))} (i32.const ${L.TAG_UNBOUND})))`,
  // In the order of the index; most places are empty.
  set: `
    (loop $empty
      (br_if $other (i32.gt_s ${local("at")} ${word(L.SET_MASK, local("table"))}))
      (local.set $entry (i32.load
        (i32.add ${word(L.SET_INDEX, local("table"))} (i32.shl ${local("at")} (i32.const 2)))))
      (if (i32.lt_s ${local("entry")} (i32.const 0)) (then
        (local.set $at (i32.add ${local("at")} (i32.const 1)))
        (br $empty))))
    (local.set $entry (i32.add ${word(L.SET_ENTRIES, local("table"))}
      (i32.mul ${local("entry")} (i32.const ${L.SET_ENTRY_BYTES}))))`,
} as const;

/** The next entry of a table; `give` makes an item of it ($entry), before the iterator is moved on. */
function nextOfTable(table: "dict" | "set", give: (commit: string) => string): Definition {
  const used = table === "dict" ? L.DICT_USED : L.SET_USED;
  const commit = `
    ${setWord(L.TABLE_ITER_NEXT, object(0), `(i32.add ${local("at")} (i32.const 1))`)}
    ${setWord(L.TABLE_ITER_LEFT, object(0), `(i32.sub ${word(L.TABLE_ITER_LEFT, object(0))} (i32.const 1))`)}`;
  return define(
    "table at entry made",
    (toHost) => `
    (local.set $table ${word(L.TABLE_ITER_TABLE, object(0))})
    (local.set $at ${word(L.TABLE_ITER_NEXT, object(0))})
    (block $other
      (br_if $other (i32.eqz ${local("table")}))
      (br_if $other (i32.ne ${word(L.TABLE_ITER_USED, object(0))} ${word(used, local("table"))}))
      (br_if $other (i32.eqz ${word(L.TABLE_ITER_LEFT, object(0))}))
      ${FIND_ENTRY[table]}
      (return (block (result i32) ${give(commit)})))
    ${toHost}`,
  );
}

const loadBits = (offset: number): string => `(i64.load offset=${offset} ${local("entry")})`;

const NEXT_PAIR = nextOfTable(
  "dict",
  (commit) => `
    (local.set $made (call $allocate (i32.const ${L.TUPLE_ITEMS + 16}) (i32.const ${L.T.tuple})))
    (if (i32.eqz ${local("made")}) (then (return (i32.const 1))))
    ${commit}
    ${setWord(L.TUPLE_LENGTH, local("made"), 2)}
    ${setWord(L.TUPLE_DICT, local("made"), 0)}
    (i64.store offset=${L.TUPLE_ITEMS} ${local("made")} ${loadBits(L.ENTRY_KEY)})
    (i64.store offset=${L.TUPLE_ITEMS + 8} ${local("made")} ${loadBits(L.ENTRY_VALUE)})
    ${giveObject(local("made"))}`,
);

/** The type checker names whichever runtime function is marked `inLibrary` and is not here. */
const DEFINITIONS: Readonly<Record<LibraryRuntime, Definition>> = {
  newInstanceOf: NEW_INSTANCE,
  newCell: NEW_CELL,
  concatStrings: CONCAT,
  charAt: CHAR_AT,
  compareStrings: COMPARE,
  appendToList: APPEND,
  nextOfStr: NEXT_OF_STR,
  nextKey: nextOfTable("dict", (commit) => `${commit} ${giveBits(loadBits(L.ENTRY_KEY))}`),
  nextValue: nextOfTable("dict", (commit) => `${commit} ${giveBits(loadBits(L.ENTRY_VALUE))}`),
  nextPair: NEXT_PAIR,
  nextOfSet: nextOfTable("set", (commit) => `${commit} ${giveBits(loadBits(L.SET_ENTRY_KEY))}`),
};

const NAMES = Object.keys(DEFINITIONS) as LibraryRuntime[];

export const HOST_IMPORTS = NAMES.map(
  (name) => `(import "e" "${inHost(name)}" (func $${inHost(name)} (param i32) (result i32)))`,
).join("\n");

/** What HOST_IMPORTS is given: by `callOf`, what the host does for each. */
export const hostImports = <Call>(callOf: (fn: LibraryRuntime) => Call): Record<string, Call> =>
  Object.fromEntries(NAMES.map((fn) => [inHost(fn), callOf(fn)]));

export const OBJECTS = [
  ALLOCATE,
  COPY,
  ...NAMES.map((name) => libraryFunction(name, DEFINITIONS[name])),
].join("\n");
