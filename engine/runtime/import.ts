/**
 * The import system: `sys.modules`, packages, relative imports, native modules, sources found along `sys.path`, whose
 * last entry stands for the library.
 *
 * A source is read through the host, so "is there a file" is "can it be read"; folders cannot be seen, which is why a
 * namespace package (a folder without `__init__.py`) is found only on the way to a module inside. A module is in `sys.modules` while its body runs, so
 * circular imports see it half made; a body that raises takes it out again.
 */
import { type Address, EXC_ARGS, MODULE_DICT, type Slot, T } from "../heap/layout.ts";
import { I32, setWord } from "../heap/memory.ts";
import { intern, jsString, newString } from "../heap/strings.ts";
import { copyValue, isExactly, isNone, isRef, isUnbound, refAt, setNone, setRef } from "../heap/values.ts";
import {
  dictDeleteName,
  dictFindName,
  dictKeyAt,
  dictNext,
  dictSetName,
  dictValueAt,
  newDict,
} from "../objects/dict.ts";
import { setField } from "../objects/exceptions.ts";
import { getBuiltinsDict } from "../objects/function.ts";
import { list_append, listLength, newList } from "../objects/list.ts";
import {
  beginModule,
  endModule,
  isBeingMade,
  markBuiltin,
  moduleDict,
  newModule,
} from "../objects/module.ts";
import { newTupleFrom } from "../objects/tuple.ts";
import { isInstance, typeNameOf } from "../objects/type.ts";
import { attributeName, findAttribute, setAttribute } from "./attributes.ts";
import { forEach, getIterator, iterNext } from "./iterate.ts";
import { N } from "./names.ts";
import { allocateException, isRaisedInstance, raise, raiseValue, takeRaised } from "./raise.ts";
import { registerSource } from "./sources.ts";
import { markTemps, pushTemp, pushTemps, RAISED, releaseTemps } from "./state.ts";
import { setItem } from "./subscript.ts";
import { host, interpreter } from "./tierup.ts";

/** Makers of modules, by name. */
export type NativeModules = Readonly<Record<string, () => Address>>;

/** Built in as in CPython: found before any path. */
let builtinModules: NativeModules = {};
/** In place of files of CPython's library: found where the library is. */
let libraryModules: NativeModules = {};
let modules: Address = 0;
/** `sys.path`, once `sys` has made its list. */
let pathList: Address = 0;

/** Starts with an empty `sys.modules`. */
export function resetImports(): void {
  builtinModules = {};
  libraryModules = {};
  modules = newDict();
  pathList = 0;
}
export function installNativeModules(builtin: NativeModules, inLibrary: NativeModules): void {
  builtinModules = builtin;
  libraryModules = inLibrary;
}

/** The dict `sys.modules`. A root of the collector. */
export const modulesDict = (): Address => modules;

/** The list `sys.path`, made from the host's path when it is first asked for. A root of the collector. */
export function importPath(): Address {
  if (pathList === 0) {
    pathList = newList(host.path.length + 1);
    const temp = pushTemp();
    for (const entry of [...host.path, LIBRARY_ROOT]) {
      setRef(temp, newString(entry));
      list_append(pathList, temp);
    }
  }
  return pathList;
}

/** What the collector must keep for the import system. */
export const importRoots = (): readonly Address[] => (pathList === 0 ? [modules] : [modules, pathList]);

/** Enters a module into `sys.modules`. */
export function addModule(name: string, module: Address): void {
  const mark = markTemps();
  const temp = pushTemp();
  setRef(temp, module);
  dictSetName(modules, intern(name), temp);
  if (name !== "__main__") markBuiltin(module);
  releaseTemps(mark);
}

// ---- Errors --------------------------------------------------------------------------------------------------------

interface ImportErrorFields {
  readonly name?: string;
  readonly path?: Slot;
  readonly nameFrom?: string;
}

function raiseImportError(type: Address, message: string, fields: ImportErrorFields): typeof RAISED {
  const exception = allocateException(type);
  const mark = markTemps();
  const temps = pushTemps(2);
  setRef(temps, newString(message));
  setWord(exception + EXC_ARGS, newTupleFrom(temps, 1));
  setField(exception, "ImportError", "msg", temps);
  const text = (field: string, value: string | undefined): void => {
    if (value === undefined) return;
    setRef(temps + 8, newString(value));
    setField(exception, "ImportError", field, temps + 8);
  };
  text("name", fields.name);
  text("name_from", fields.nameFrom);
  if (fields.path !== undefined) setField(exception, "ImportError", "path", fields.path);
  const raised: typeof RAISED = raiseValue(exception);
  releaseTemps(mark);
  return raised;
}

const raiseNotFound = (name: string, detail = ""): typeof RAISED =>
  raiseImportError(T.ModuleNotFoundError, `No module named '${name}'${detail}`, { name });

// ---- Finding and loading ---------------------------------------------------------------------------------------------

const joinPath = (folder: string, file: string): string =>
  folder === "" ? file : folder.endsWith("/") ? folder + file : `${folder}/${file}`;

/**
 * The entry of `sys.path` that stands for the library. It has the name that the library has in Pyodide, CPython in
 * WebAssembly, so that tracebacks are the same.
 */
export const LIBRARY_ROOT = "/lib/python314.zip";

/** The text of the library's file at this path; undefined when there is none. */
export function librarySource(path: string): string | undefined {
  if (!path.startsWith(`${LIBRARY_ROOT}/`) || !path.endsWith(".py")) return undefined;
  const base = path.slice(0, -".py".length).replace(/\/__init__$/, "");
  return host.findLibrary(libraryName(base), base)?.source();
}

/** The dotted name of the library's module with this path. */
const libraryName = (base: string): string => base.slice(LIBRARY_ROOT.length + 1).replaceAll("/", ".");

/** What a module is made from. */
type FoundModule =
  | { readonly kind: "native"; make(): Address }
  | {
      readonly kind: "source" | "library";
      readonly file: string;
      /** The folder of a package, null for a plain module. */
      readonly folder: string | null;
      run(module: Address): void;
    };

/** Looks for a module in the library: by its dotted name, which the folder and the last part make up. */
function findInLibrary(base: string): FoundModule | null {
  const name = libraryName(base);
  const make = Object.hasOwn(libraryModules, name) ? libraryModules[name] : undefined;
  if (make !== undefined) return { kind: "native", make };
  const found = host.findLibrary(name, base);
  if (found === undefined) return null;
  return {
    kind: "library",
    file: found.isPackage ? `${base}/__init__.py` : `${base}.py`,
    folder: found.isPackage ? base : null,
    run: (module) => interpreter.runModuleCode(found.code, module),
  };
}

function foundSource(file: string, text: string, folder: string | null): FoundModule {
  return {
    kind: "source",
    file,
    folder,
    run(module) {
      registerSource(file, text);
      interpreter.runModule(text, file, module);
    },
  };
}

/** Looks for a module along a list of folders. */
function findAlong(path: Address, name: string): FoundModule | null {
  const mark = markTemps();
  const holder = pushTemp();
  setRef(holder, path);
  let found: FoundModule | null = null;
  forEach(holder, (item) => {
    if (!isInstance(item, T.str)) return undefined;
    const base = joinPath(jsString(refAt(item)), name);
    if (base.startsWith(`${LIBRARY_ROOT}/`)) found = findInLibrary(base);
    else {
      const init = `${base}/__init__.py`;
      const packageText = host.readFile(init);
      if (packageText !== undefined) found = foundSource(init, packageText, base);
      else {
        const text = host.readFile(`${base}.py`);
        if (text !== undefined) found = foundSource(`${base}.py`, text, null);
      }
    }
    return found === null ? undefined : false;
  });
  releaseTemps(mark);
  return found;
}

/**
 * Imports the module with this absolute name and its parents, and writes it to `out`. `child` is what will be looked for
 * inside: a folder that holds it is a package even without `__init__.py`.
 */
export function importModule(name: string, out: Slot, child?: string): void {
  const known = dictFindName(modules, intern(name));
  if (known !== 0) {
    if (isNone(known))
      throw raiseImportError(T.ModuleNotFoundError, `import of ${name} halted; None in sys.modules`, {
        name,
      });
    copyValue(known, out);
    return;
  }
  const mark = markTemps();
  const temps = pushTemps(3);
  const dot = name.lastIndexOf(".");
  let path: Address = 0;
  if (dot >= 0) {
    const parent = name.slice(0, dot);
    importModule(parent, temps, name.slice(dot + 1));
    // The parent's body may have imported it.
    const now = dictFindName(modules, intern(name));
    if (now !== 0) {
      copyValue(now, out);
      releaseTemps(mark);
      return;
    }
    if (!findAttribute(temps, N.__path__, temps + 8))
      throw raiseNotFound(name, `; '${parent}' is not a package`);
    path = refAt(temps + 8);
  } else path = importPath();
  loadModule(name, path, child, temps + 16);
  if (dot >= 0) setAttribute(temps, intern(name.slice(dot + 1)), temps + 16);
  copyValue(temps + 16, out);
  releaseTemps(mark);
}

function loadModule(name: string, path: Address, child: string | undefined, out: Slot): void {
  const builtin = Object.hasOwn(builtinModules, name) ? builtinModules[name] : undefined;
  const found: FoundModule | null =
    builtin === undefined
      ? findAlong(path, name.slice(name.lastIndexOf(".") + 1))
      : { kind: "native", make: builtin };
  if (found === null) {
    if (child !== undefined && loadNamespace(name, path, child, out)) return;
    throw raiseNotFound(name);
  }
  if (found.kind === "native") {
    const module = found.make();
    markBuiltin(module);
    setRef(out, module);
    dictSetName(modules, intern(name), out);
    return;
  }
  const module = newModule(name);
  setRef(out, module);
  dictSetName(modules, intern(name), out);
  describeModule(module, name, found.file, found.folder);
  runBody(name, module, found.run);
  const now = dictFindName(modules, intern(name));
  if (now === 0) throw raise(T.KeyError, `'${name}'`);
  copyValue(now, out);
}

/** Makes a namespace package: the folders called so that hold the module `child`. Returns false when there are none. */
function loadNamespace(name: string, path: Address, child: string, out: Slot): boolean {
  const mark = markTemps();
  const temps = pushTemps(3);
  const folders = newList(1);
  setRef(temps, folders);
  setRef(temps + 8, path);
  forEach(temps + 8, (item) => {
    if (!isInstance(item, T.str)) return;
    const folder = joinPath(jsString(refAt(item)), name.slice(name.lastIndexOf(".") + 1));
    const inside = joinPath(folder, child);
    if (host.readFile(`${inside}.py`) === undefined && host.readFile(`${inside}/__init__.py`) === undefined)
      return;
    setRef(temps + 16, newString(folder));
    list_append(folders, temps + 16);
  });
  const found = listLength(folders) > 0;
  if (found) {
    const module = newModule(name);
    setRef(out, module);
    dictSetName(modules, intern(name), out);
    dictSetName(moduleDict(module), N.__path__, temps);
    setRef(temps + 16, newString(name));
    dictSetName(moduleDict(module), N.__package__, temps + 16);
  }
  releaseTemps(mark);
  return found;
}

/** `__file__`, `__path__`, `__package__` and `__builtins__` of a module from a source. */
function describeModule(module: Address, name: string, file: string, folder: string | null): void {
  const dict = moduleDict(module);
  const mark = markTemps();
  const temps = pushTemps(2);
  const text = (key: Address, value: string): void => {
    setRef(temps, newString(value));
    dictSetName(dict, key, temps);
  };
  text(N.__file__, file);
  text(N.__package__, folder === null ? name.slice(0, Math.max(0, name.lastIndexOf("."))) : name);
  if (folder !== null) {
    const list = newList(1);
    setRef(temps + 8, newString(folder));
    list_append(list, temps + 8);
    setRef(temps, list);
    dictSetName(dict, N.__path__, temps);
  }
  if (getBuiltinsDict() !== 0) {
    setRef(temps, getBuiltinsDict());
    dictSetName(dict, N.__builtins__, temps);
  }
  releaseTemps(mark);
}

function runBody(name: string, module: Address, run: (module: Address) => void): void {
  beginModule(module);
  try {
    run(module);
  } catch (error) {
    if (error === RAISED) dictDeleteName(modules, intern(name));
    throw error;
  } finally {
    endModule(module);
  }
}

// ---- The statements --------------------------------------------------------------------------------------------------

/** Text of a str in a namespace, or null. */
function textIn(dict: Address, name: Address): string | null {
  const slot = dict === 0 ? 0 : dictFindName(dict, name);
  return slot !== 0 && isInstance(slot, T.str) ? jsString(refAt(slot)) : null;
}

/** The absolute name that a relative import of `name` with `level` dots means in code with these globals. */
function resolveName(name: string, globals: Address, level: number): string {
  let packageName = textIn(globals, N.__package__);
  if (packageName === null) {
    packageName = textIn(globals, N.__name__);
    if (packageName === null) throw raise(T.KeyError, "'__name__' not in globals");
    if (dictFindName(globals, N.__path__) === 0)
      packageName = packageName.slice(0, Math.max(0, packageName.lastIndexOf(".")));
  }
  if (packageName === "")
    throw raise(T.ImportError, "attempted relative import with no known parent package");
  const parts = packageName.split(".");
  if (level > parts.length) throw raise(T.ImportError, "attempted relative import beyond top-level package");
  const base = parts.slice(0, parts.length - level + 1).join(".");
  return name === "" ? base : `${base}.${name}`;
}

/**
 * `__import__(name, globals, …, fromlist, level)`: writes the module itself when `fromlist` names something, else the
 * package at the top of the dotted name. `globals` may be 0 when `level` is 0.
 */
export function importName(name: string, globals: Address, fromlist: Slot, level: number, out: Slot): void {
  if (name === "" && level === 0) throw raise(T.ValueError, "Empty module name");
  const absolute = level > 0 ? resolveName(name, globals, level) : name;
  const mark = markTemps();
  const temps = pushTemps(2);
  importModule(absolute, temps);
  const plain =
    isNone(fromlist) ||
    isUnbound(fromlist) ||
    (isExactly(fromlist, T.tuple) && I32[(refAt(fromlist) + 8) >> 2] === 0);
  if (!plain) {
    importNamed(temps, absolute, fromlist);
    copyValue(temps, out);
  } else if (level === 0 || name === "") {
    const dot = level === 0 ? absolute.indexOf(".") : -1;
    if (dot < 0) copyValue(temps, out);
    else importModule(absolute.slice(0, dot), out);
  } else {
    // A relative `__import__` without fromlist gives the package at the top of the relative part.
    const dot = name.indexOf(".");
    if (dot < 0) copyValue(temps, out);
    else importModule(absolute.slice(0, absolute.length - (name.length - dot)), out);
  }
  releaseTemps(mark);
}

/** Imports the submodules among the names of `from package import …`. */
function importNamed(module: Slot, name: string, fromlist: Slot): void {
  const mark = markTemps();
  const temps = pushTemps(2);
  if (!findAttribute(module, N.__path__, temps)) {
    releaseTemps(mark);
    return;
  }
  forEach(fromlist, (item) => {
    if (!isInstance(item, T.str))
      throw raise(T.TypeError, `Item in \`\`from list'' must be str, not ${typeNameOf(item)}`);
    const wanted = jsString(refAt(item));
    if (wanted === "*") {
      if (findAttribute(module, N.__all__, temps + 8)) importNamed(module, name, temps + 8);
    } else if (!findAttribute(module, attributeName(item), temps + 8))
      importSubmodule(`${name}.${wanted}`, temps + 8);
  });
  releaseTemps(mark);
}

/** Imports a submodule if there is one; that there is none is no error here. */
function importSubmodule(name: string, out: Slot): void {
  try {
    importModule(name, out);
  } catch (error) {
    if (error !== RAISED || !isRaisedInstance(T.ModuleNotFoundError)) throw error;
    const exception = takeRaised();
    const message = I32[(exception + EXC_ARGS) >> 2] + 16;
    const own = isRef(message) && jsString(refAt(message)) === `No module named '${name}'`;
    if (!own) throw raiseValue(exception);
  }
}

/** `from module import name`. */
export function importFrom(module: Slot, name: Address, out: Slot): void {
  if (findAttribute(module, name, out)) return;
  const mark = markTemps();
  const temps = pushTemps(3);
  const wanted = jsString(name);
  const known = findAttribute(module, N.__name__, temps) && isInstance(temps, T.str);
  const moduleName = known ? jsString(refAt(temps)) : null;
  if (moduleName !== null) {
    // A circular import may have put the submodule into sys.modules only.
    const submodule = dictFindName(modules, intern(`${moduleName}.${wanted}`));
    if (submodule !== 0) {
      copyValue(submodule, out);
      releaseTemps(mark);
      return;
    }
  }
  const shown = moduleName ?? "<unknown module name>";
  const hasFile = findAttribute(module, N.__file__, temps + 8) && isInstance(temps + 8, T.str);
  const place = hasFile ? jsString(refAt(temps + 8)) : "unknown location";
  if (!hasFile) setNone(temps + 8);
  const partial = isRef(module) && isBeingMade(refAt(module));
  const text = partial
    ? `cannot import name '${wanted}' from partially initialized module '${shown}' (most likely due to a circular import) (${place})`
    : `cannot import name '${wanted}' from '${shown}' (${place})`;
  throw raiseImportError(T.ImportError, text, { name: shown, path: temps + 8, nameFrom: wanted });
}

/** `from module import *` into a namespace (a dict, or another mapping). */
export function importStar(module: Slot, namespace: Slot): void {
  const mark = markTemps();
  const temps = pushTemps(3);
  const store = (name: Slot, value: Slot): void => {
    if (isExactly(namespace, T.dict)) dictSetName(refAt(namespace), attributeName(name), value);
    else setItem(namespace, name, value);
  };
  if (findAttribute(module, N.__all__, temps)) {
    getIterator(temps, temps);
    while (iterNext(temps, temps + 8)) {
      if (!isInstance(temps + 8, T.str))
        throw raise(
          T.TypeError,
          `Item in ${moduleText(module)}.__all__ must be str, not ${typeNameOf(temps + 8)}`,
        );
      if (!findAttribute(module, attributeName(temps + 8), temps + 16))
        throw raise(
          T.AttributeError,
          `module '${moduleText(module)}' has no attribute '${jsString(refAt(temps + 8))}'`,
        );
      store(temps + 8, temps + 16);
    }
  } else {
    if (!isInstance(module, T.module))
      throw raise(T.ImportError, "from-import-* object has no __dict__ and no __all__");
    const dict = I32[(refAt(module) + MODULE_DICT) >> 2];
    for (let at = dictNext(dict, 0); at >= 0; at = dictNext(dict, at + 1)) {
      const key = dictKeyAt(dict, at);
      if (!isInstance(key, T.str) || jsString(refAt(key)).startsWith("_")) continue;
      store(key, dictValueAt(dict, at));
    }
  }
  releaseTemps(mark);
}

const moduleText = (module: Slot): string => {
  const dict = isInstance(module, T.module) ? moduleDict(refAt(module)) : 0;
  return textIn(dict, N.__name__) ?? typeNameOf(module);
};
