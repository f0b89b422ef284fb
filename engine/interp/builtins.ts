/** Addresses of the built-in functions that specialised calls compare with; filled when an engine boots. */
import * as L from "../heap/layout.ts";
import { intern } from "../heap/strings.ts";
import { refAt } from "../heap/values.ts";
import { dictFindName } from "../objects/dict.ts";
import { lookupInType } from "../objects/type.ts";

export const builtins = { len: 0, listAppend: 0 };

/** Reads them from the dict of the module `builtins` and from the types. */
export function installBuiltins(dict: L.Address): void {
  builtins.len = refAt(dictFindName(dict, intern("len")));
  builtins.listAppend = refAt(lookupInType(L.T.list, intern("append")));
}
