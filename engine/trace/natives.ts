/**
 * What the optimiser may keep in mind across the call of a native or of an instruction in its general form: what either
 * changes itself. Python code that it runs meanwhile (a key with an `__eq__` of its own) is another matter, which is
 * noticed when it happens (tier2/calls.ts).
 *
 * Only what is listed is known; everything else may change anything.
 */
import type { Kills } from "../bytecode/runtime.ts";

const NOTHING = `
  abs bin bool callable chr divmod float format getattr hasattr hash hex id int isinstance issubclass len oct ord pow
  range repr round str
  math.ceil math.cos math.exp math.fabs math.floor math.hypot math.log math.pow math.sin math.sqrt math.tan math.trunc
  str.count str.endswith str.find str.format str.index str.isalnum str.isalpha str.isdigit str.islower str.isspace
  str.isupper str.ljust str.lower str.lstrip str.replace str.rfind str.rjust str.rstrip str.split str.splitlines
  str.startswith str.strip str.title str.upper str.zfill
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
    // `+=` extends a list in place, from any iterator; stores may go to a list or a dict.
    case "BINARY_OP":
    case "STORE_SLICE":
    case "STORE_SUBSCR":
    case "DELETE_SUBSCR":
      return "all";
    case "UNPACK_SEQUENCE":
    case "CONTAINS_OP":
      return "iterator";
    default:
      return "none";
  }
}
