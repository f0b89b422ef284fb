/**
 * What is known of a native, and of an instruction in its general form, before it is called: what it changes itself, and
 * whether it is calm, that is, runs no Python code with operands of these types. Of others Python code that they run (a key
 * with an `__eq__` of its own) is noticed when it happens (tier2/calls.ts).
 *
 * Only what is listed is known; everything else may change anything.
 */
import type { Kills } from "../bytecode/runtime.ts";
import { type Instruction, instructions } from "../bytecode/uops.ts";
import type { Address } from "../heap/layout.ts";
import { T } from "../heap/layout.ts";

const NOTHING = `
  abs bin bool callable chr divmod float format getattr hasattr hash hex id int isinstance issubclass len oct ord pow
  range repr round str
  math.ceil math.cos math.exp math.fabs math.floor math.hypot math.log math.pow math.sin math.sqrt math.tan math.trunc
  str.capitalize str.casefold str.center str.count str.encode str.endswith str.expandtabs str.find str.format
  str.index str.isalnum str.isalpha str.isascii str.isdecimal str.isdigit str.isidentifier str.islower str.isnumeric
  str.isprintable str.isspace str.istitle str.isupper str.ljust str.lower str.lstrip str.partition str.removeprefix
  str.removesuffix str.replace str.rfind str.rindex str.rjust str.rpartition str.rsplit str.rstrip str.split
  str.splitlines str.startswith str.strip str.swapcase str.title str.upper str.zfill
  dict.get dict.items dict.keys dict.values
  list.count list.index list.copy tuple.count tuple.index
`;

/** They consume iterators that they are given. */
const ITERATORS =
  "all any enumerate iter list max min next reversed set sorted str.join sum tuple zip dict.fromkeys";

const LISTS = "list.append list.clear list.insert list.pop list.remove list.reverse";

const DICTS = "dict.clear dict.pop dict.popitem dict.setdefault";

const SETS = "set.add set.clear set.discard set.pop set.remove";

const KILLS = new Map<string, Kills>();
for (const [names, kills] of [
  [NOTHING, "none"],
  [ITERATORS, "iterator"],
  [LISTS, "list"],
  [DICTS, "dict"],
  [SETS, "set"],
] as const) {
  for (const name of names.trim().split(/\s+/)) KILLS.set(name, kills);
}

/** What a native changes, by its qualified name. */
export const nativeKills = (qualname: string): Kills => KILLS.get(qualname) ?? "all";

/** What the general form of an instruction over its operands changes. */
export function operandKills(name: string): Kills {
  switch (name) {
    // `+=` and LIST_EXTEND take from any iterator; stores may go to a list or a dict.
    case "BINARY_OP":
    case "STORE_SLICE":
    case "STORE_SUBSCR":
    case "DELETE_SUBSCR":
    case "LIST_EXTEND":
    case "SET_UPDATE":
      return "all";
    case "SET_ADD":
      return "set";
    case "MAP_ADD":
    case "DICT_UPDATE":
      return "dict";
    case "UNPACK_SEQUENCE":
    case "CONTAINS_OP":
      return "iterator";
    default:
      return "none";
  }
}

/** Types of which everything is known: nothing that is done with their values asks Python. */
const PLAIN = new Set<Address>([T.NoneType, T.bool, T.int, T.float, T.str, T.bytes]);
const isPlain = (type: Address): boolean => PLAIN.has(type);

/** Sequences whose items are taken without asking Python. */
const SEQUENCES = new Set<Address>([T.list, T.tuple, T.str, T.bytes, T.range]);

/** Methods of a list or a dict that look at no item; other arguments are plain. */
const OF_CONTAINER = new Map<string, Address>(
  [
    ["list.clear list.copy list.pop list.reverse", T.list],
    ["dict.clear dict.items dict.keys dict.values", T.dict],
  ].flatMap(([names, type]) => (names as string).split(" ").map((name) => [name, type as Address])),
);

/** Whether a native runs no Python code with arguments of these types. */
export function isCalmNative(qualname: string, types: readonly Address[]): boolean {
  const kills = KILLS.get(qualname);
  const [first, ...others] = types;
  if (kills === undefined || first === undefined) return false;
  if (qualname === "str.join") return first === T.str && others.every((type) => SEQUENCES.has(type));
  return (isPlain(first) || OF_CONTAINER.get(qualname) === first) && others.every(isPlain);
}

/** Operands whose types see to it that an instruction in its general form runs no Python code; null: they do not. */
export function calmOperands(name: string, types: readonly Address[]): readonly number[] | null {
  const row: Instruction | undefined = instructions[name as keyof typeof instructions];
  if (row?.effect === "writes") return [];
  const all = types.map((_, i) => i);
  const guarded = name === "BUILD_MAP" ? all.filter((i) => i % 2 === 0) : all;
  const fits = name === "GET_ITER" ? (type: Address) => SEQUENCES.has(type) : isPlain;
  return guarded.every((i) => fits(types[i] as Address)) ? guarded : null;
}
