/**
 * module: a name space with a `__dict__`, and PEP 562's `__getattr__` and `__dir__` functions in it.
 */

import { allocateObject } from "../heap/allocate.ts";
import { type Address, MODULE_DICT, type Slot, T, TF_BASE } from "../heap/layout.ts";
import { I32, setWord } from "../heap/memory.ts";
import { intern, newString } from "../heap/strings.ts";
import { copyValue, isRef, isUnbound, refAt, setNone, setRef } from "../heap/values.ts";
import { callValue } from "../runtime/call.ts";
import { reprOf } from "../runtime/format.ts";
import { N } from "../runtime/names.ts";
import { raise } from "../runtime/raise.ts";
import { markTemps, pushTemps, releaseTemps } from "../runtime/state.ts";
import { allocateOf } from "./allocate_of.ts";
import { defineType } from "./define.ts";
import { dictFindName, dictSetName, newDict } from "./dict.ts";
import { object_getDict } from "./object.ts";
import { isInstance, keysToList, typeNameOf } from "./type.ts";

function allocateModule(): Address {
  const module = allocateObject(T.module, 16);
  setWord(module + MODULE_DICT, newDict());
  I32[(module + MODULE_DICT + 4) >> 2] = 0;
  return module;
}

/** A module with `__name__`, and None for `__doc__`, `__package__`, `__loader__` and `__spec__`. */
export function newModule(name: string): Address {
  const module = allocateModule();
  nameModule(I32[(module + MODULE_DICT) >> 2], intern(name));
  return module;
}

function nameModule(dict: Address, name: Address): void {
  const mark = markTemps();
  const temp = pushTemps(1);
  setRef(temp, name);
  dictSetName(dict, N.__name__, temp);
  setNone(temp);
  for (const other of [N.__doc__, N.__package__, N.__loader__, N.__spec__]) dictSetName(dict, other, temp);
  releaseTemps(mark);
}

/** Modules that no source made: shown as built-in. */
const builtinModules = new Set<Address>();

export function markBuiltin(module: Address): void {
  builtinModules.add(module);
}

/** Modules whose bodies are running. */
const beingMade = new Set<Address>();

/** The body of a module starts, or is over: between the two, what it lacks may be due to a circular import. */
export function beginModule(module: Address): void {
  beingMade.add(module);
}
export function endModule(module: Address): void {
  beingMade.delete(module);
}
/** Forgets the modules of an earlier engine. */
export function resetModules(): void {
  beingMade.clear();
  builtinModules.clear();
}
export const isBeingMade = (module: Address): boolean => beingMade.has(module);

/** The `__dict__` of a module. */
export const moduleDict = (module: Address): Address => I32[(module + MODULE_DICT) >> 2];

/** Asks a module's `__getattr__` for an attribute that it lacks. Returns whether it has such a function. */
export function moduleMissingAttribute(object: Slot, name: Address, out: Slot): boolean {
  const dict = moduleDict(refAt(object));
  if (dict === 0) return false;
  const hook = dictFindName(dict, N.__getattr__);
  if (hook === 0) return false;
  const mark = markTemps();
  const temps = pushTemps(2);
  copyValue(hook, temps);
  setRef(temps + 8, name);
  callValue(temps, temps + 8, 1, 0, out);
  releaseTemps(mark);
  return true;
}

function module_init(args: Slot): void {
  if (!isInstance(args + 8, T.str))
    throw raise(T.TypeError, `module.__init__() argument 'name' must be str, not ${typeNameOf(args + 8)}`);
  const module = refAt(args);
  const dict = newDict();
  I32[(module + MODULE_DICT) >> 2] = dict;
  nameModule(dict, refAt(args + 8));
  if (!isUnbound(args + 16)) dictSetName(dict, N.__doc__, args + 16);
}

function module_repr(args: Slot, out: Slot): void {
  const dict = moduleDict(refAt(args));
  const find = (name: Address): Slot => (dict === 0 ? 0 : dictFindName(dict, name));
  const name = find(N.__name__);
  const shown = name !== 0 && isRef(name) ? reprOf(name) : "'?'";
  const file = find(N.__file__);
  if (file !== 0 && isInstance(file, T.str)) setRef(out, newString(`<module ${shown} from ${reprOf(file)}>`));
  else {
    setRef(out, newString(`<module ${shown}${builtinModules.has(refAt(args)) ? " (built-in)" : ""}>`));
  }
}

function module_dir(args: Slot, out: Slot): void {
  const dict = moduleDict(refAt(args));
  const hook = dict === 0 ? 0 : dictFindName(dict, N.__dir__);
  if (hook === 0) {
    setRef(out, keysToList(dict));
    return;
  }
  const temps = pushTemps(1);
  copyValue(hook, temps);
  callValue(temps, temps, 0, 0, out);
}

export function defineModuleType(): void {
  defineType(T.module, {
    size: 16,
    flags: TF_BASE,
    refs: [MODULE_DICT],
    dictOffset: MODULE_DICT,
    methods: {
      __new__: [
        "(cls, /, *args, **kwargs)",
        (args, out) => {
          const module = allocateOf(refAt(args));
          setWord(module + MODULE_DICT, newDict());
          setRef(out, module);
        },
      ],
      __init__: ["(self, name, doc=None)", module_init],
      __repr__: ["(self, /)", module_repr],
      __dir__: ["(self, /)", module_dir],
    },
    getset: { __dict__: [object_getDict] },
  });
}
