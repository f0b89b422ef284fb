/**
 * The module builtins, and everything else that can be imported without a source.
 *
 * Runs after `bootObjects` and once the host is installed. `sys` is made at once, since `print` needs its streams; the other native
 * modules are made when they are first imported.
 */

import {
  type Address,
  ELLIPSIS,
  NOT_IMPLEMENTED,
  type Slot,
  STATIC_TYPES,
  T,
  TYPE_SIZE,
} from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { addRoots } from "../heap/roots.ts";
import { setBool, setNone } from "../heap/values.ts";
import { setBuiltinsDict } from "../objects/function.ts";
import { moduleDict, newModule } from "../objects/module.ts";
import { isSubtype } from "../objects/type.ts";
import { addModule, installNativeModules } from "../runtime/import.ts";
import { CLASS_FUNCTIONS } from "./functions/build_class.ts";
import { EXECUTION_FUNCTIONS } from "./functions/execution.ts";
import { ITERATION_FUNCTIONS } from "./functions/iteration.ts";
import { NUMBER_FUNCTIONS } from "./functions/numbers.ts";
import { OBJECT_FUNCTIONS } from "./functions/objects.ts";
import { PRINTING_FUNCTIONS, resetInput } from "./functions/printing.ts";
import { addSiteBuiltins } from "./functions/site.ts";
import { addFunctions, addObject, addType, addValue } from "./functions/table.ts";
import { resetIo } from "./modules/io/types.ts";
import { BUILTIN_MODULES, LIBRARY_MODULES } from "./modules/registry.ts";
import { addModuleNames, makeSysModule } from "./modules/sys.ts";

/** Types that builtins names, besides the exceptions. */
const TYPE_NAMES = [
  "object",
  "type",
  "bool",
  "int",
  "float",
  "complex",
  "str",
  "bytes",
  "bytearray",
  "memoryview",
  "tuple",
  "list",
  "dict",
  "set",
  "frozenset",
  "range",
  "slice",
  "property",
  "classmethod",
  "staticmethod",
  "super",
  "enumerate",
  "zip",
  "reversed",
  "map",
  "filter",
] as const;

/** Makes builtins and sys, and tells the import system of the native modules. Returns the module builtins. */
export function bootBuiltins(): Address {
  resetInput();
  resetIo();
  const module = newModule("builtins");
  const sys = { address: 0 };
  addRoots((visit) => {
    visit.object(module);
    visit.object(sys.address);
  });
  setBuiltinsDict(moduleDict(module));
  addModule("builtins", module);
  for (const name of TYPE_NAMES) addType(module, name);
  for (const name of STATIC_TYPES)
    if (isSubtype(T[name], T.BaseException) && I32[(T[name] + TYPE_SIZE) >> 2] !== 0) addType(module, name);
  addObject(module, "EnvironmentError", T.OSError);
  addObject(module, "IOError", T.OSError);
  addObject(module, "Ellipsis", ELLIPSIS);
  addObject(module, "NotImplemented", NOT_IMPLEMENTED);
  const constants: Record<string, (out: Slot) => void> = {
    None: setNone,
    True: (out) => setBool(out, true),
    False: (out) => setBool(out, false),
    __debug__: (out) => setBool(out, true),
  };
  for (const [name, write] of Object.entries(constants)) addValue(module, name, write);
  for (const table of [
    CLASS_FUNCTIONS,
    EXECUTION_FUNCTIONS,
    ITERATION_FUNCTIONS,
    NUMBER_FUNCTIONS,
    OBJECT_FUNCTIONS,
    PRINTING_FUNCTIONS,
  ])
    addFunctions(module, table);
  addSiteBuiltins(module);
  installNativeModules(BUILTIN_MODULES, LIBRARY_MODULES);
  sys.address = makeSysModule();
  addModuleNames(sys.address, ["builtins", "sys", ...Object.keys(BUILTIN_MODULES)]);
  addModule("sys", sys.address);
  return module;
}
