/** The module sys. What a process has and a page has not (flags of the command line, tracing hooks) is absent. */
import {
  type Address,
  EXC_ARGS,
  EXC_TRACEBACK,
  EXC_VALUE,
  type Slot,
  STATE_DEPTH_LIMIT,
  STATE_HANDLED,
  T,
  TYPE_SIZE,
} from "../../heap/layout.ts";
import { I32, setWord } from "../../heap/memory.ts";
import { intern, internObject, newString } from "../../heap/strings.ts";
import {
  copyValue,
  isNone,
  isRef,
  isUnbound,
  refAt,
  setBool,
  setFloat,
  setInt,
  setNone,
  setRef,
  typeOf,
} from "../../heap/values.ts";
import { asyncGeneratorHooks } from "../../objects/async_generator.ts";
import { dictFindName, dictSetName, newDict } from "../../objects/dict.ts";
import { isException } from "../../objects/exceptions.ts";
import { getBuiltinsDict } from "../../objects/function.ts";
import { int_set, maxStrDigits, setMaxStrDigits } from "../../objects/int.ts";
import { list_append, newList } from "../../objects/list.ts";
import { moduleDict, newModule } from "../../objects/module.ts";
import { newFrozenset, setAdd } from "../../objects/set.ts";
import { newNamespace } from "../../objects/simple_namespace.ts";
import { isStrValue } from "../../objects/str.ts";
import { captureFrame } from "../../objects/traceback_object.ts";
import { newTuple, newTupleFrom, newTupleOf, tupleItem } from "../../objects/tuple.ts";
import { typeName, typeNameOf } from "../../objects/type.ts";
import { callMethod } from "../../runtime/call.ts";
import { reprOf } from "../../runtime/format.ts";
import { importPath, modulesDict } from "../../runtime/import.ts";
import { N } from "../../runtime/names.ts";
import type { Native } from "../../runtime/native.ts";
import { indexValue } from "../../runtime/number.ts";
import { allocateException, raise, raiseValue } from "../../runtime/raise.ts";
import { callSpecial0 } from "../../runtime/special.ts";
import { markTemps, pushTemps, type RAISED, releaseTemps } from "../../runtime/state.ts";
import { stdlibModuleNames } from "../../runtime/stdlib_names.ts";
import { host } from "../../runtime/tierup.ts";
import { printException } from "../../runtime/traceback.ts";
import { originTracking } from "../../runtime/unawaited.ts";
import { isCallable } from "../functions/objects.ts";
import { addFunctions, addInt, addObject, addText, addValue } from "../functions/table.ts";
import { makeMonitoring } from "./monitoring.ts";
import { defineStreamType, isHostStream, loadStandardStream, newStream, setSysDict } from "./streams.ts";
import { makeStructSequence, newStructSequence } from "./struct_sequence.ts";

export const VERSION = "3.14.2";
const HEX_VERSION = 0x030e02f0;
/** Of a 32-bit address space, which linear memory is. */
export const MAX_SIZE = 0x7fffffff;

function setAny(slot: Slot, value: number | string | boolean | null): void {
  if (value === null) setNone(slot);
  else if (typeof value === "boolean") setBool(slot, value);
  else if (typeof value === "string") setRef(slot, newString(value));
  else if (Number.isInteger(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER) int_set(slot, value);
  else setFloat(slot, value);
}

/** A struct sequence from names and values. */
function makeInfo(name: string, fields: Readonly<Record<string, number | string | boolean | null>>): Address {
  const values = Object.values(fields);
  return newStructSequence(makeStructSequence(name, Object.keys(fields)), values.length, (slot, i) =>
    setAny(slot, values[i] as number | string | boolean | null),
  );
}

/** Raises SystemExit with the code in the slot, which may be unbound. */
export function raiseSystemExit(args: Slot): typeof RAISED {
  const exception = allocateException(T.SystemExit);
  if (isUnbound(args)) setNone(exception + EXC_VALUE);
  else {
    copyValue(args, exception + EXC_VALUE);
    setWord(exception + EXC_ARGS, newTupleFrom(args, 1));
  }
  return raiseValue(exception);
}

function sys_exc_info(_args: Slot, out: Slot): void {
  const tuple = newTuple(3);
  for (let i = 0; i < 3; i++) setNone(tupleItem(tuple, i));
  if (isRef(STATE_HANDLED)) {
    const exception = refAt(STATE_HANDLED);
    setRef(tupleItem(tuple, 0), typeOf(STATE_HANDLED));
    setRef(tupleItem(tuple, 1), exception);
    const traceback = I32[(exception + EXC_TRACEBACK) >> 2];
    if (traceback !== 0) setRef(tupleItem(tuple, 2), traceback);
  }
  setRef(out, tuple);
}

function sys_getframe(args: Slot, out: Slot): void {
  const frame = captureFrame(isUnbound(args) ? 0 : Math.max(0, indexValue(args)));
  if (frame === 0) throw raise(T.ValueError, "call stack is not deep enough");
  setRef(out, frame);
}

function sys_setrecursionlimit(args: Slot): void {
  const limit = indexValue(args);
  if (limit < 1) throw raise(T.ValueError, "recursion limit must be greater or equal than 1");
  I32[STATE_DEPTH_LIMIT >> 2] = Math.min(limit, MAX_SIZE);
}

function sys_getsizeof(args: Slot, out: Slot): void {
  if (callSpecial0(args, N.__sizeof__, out)) return;
  if (!isUnbound(args + 8)) copyValue(args + 8, out);
  else setInt(out, I32[(typeOf(args) + TYPE_SIZE) >> 2]);
}

function sys_intern(args: Slot, out: Slot): void {
  if (!isStrValue(args)) throw raise(T.TypeError, `intern() argument must be str, not ${typeNameOf(args)}`);
  if (typeOf(args) !== T.str) throw raise(T.TypeError, `can't intern ${typeName(typeOf(args))}`);
  setRef(out, internObject(refAt(args)));
}

/** `sys.excepthook`: prints an exception to `sys.stderr`. */
function sys_excepthook(args: Slot): void {
  if (!isException(args + 8))
    throw raise(T.TypeError, `excepthook() argument 2 must be an exception, not ${typeNameOf(args + 8)}`);
  writeTo("stderr", printException(refAt(args + 8)));
}

function sys_displayhook(args: Slot): void {
  if (isNone(args)) return;
  const none = pushTemps(1);
  setNone(none);
  // What repr() shows must not be the last value.
  dictSetName(getBuiltinsDict(), N._, none);
  writeTo("stdout", `${reprOf(args)}\n`);
  dictSetName(getBuiltinsDict(), N._, args);
}

function writeTo(name: "stdout" | "stderr", text: string): void {
  const temps = pushTemps(3);
  loadStandardStream(name, temps);
  const number = isHostStream(temps);
  if (number !== 0) host.write(number, text);
  else {
    setRef(temps + 8, newString(text));
    callMethod(temps, N.write, temps + 8, 1, temps + 16);
  }
}

function sys_set_int_max_str_digits(args: Slot): void {
  const digits = indexValue(args);
  if (digits !== 0 && digits < 640) throw raise(T.ValueError, "maxdigits must be >= 640 or 0 for unlimited");
  setMaxStrDigits(digits);
}

function sys_set_asyncgen_hooks(args: Slot): void {
  for (const [slot, name] of [
    [args, "firstiter"],
    [args + 8, "finalizer"],
  ] as const)
    if (!isUnbound(slot) && !isNone(slot) && !isCallable(slot))
      throw raise(T.TypeError, `callable ${name} expected, got ${typeNameOf(slot)}`);
  const hook = (slot: Slot): Address => (isNone(slot) ? 0 : refAt(slot));
  if (!isUnbound(args)) asyncGeneratorHooks.first = hook(args);
  if (!isUnbound(args + 8)) asyncGeneratorHooks.finalizer = hook(args + 8);
}

function sys_get_asyncgen_hooks(_args: Slot, out: Slot): void {
  asyncgenHooksType ||= makeStructSequence("asyncgen_hooks", ["firstiter", "finalizer"]);
  const hooks = [asyncGeneratorHooks.first, asyncGeneratorHooks.finalizer];
  const sequence = newStructSequence(asyncgenHooksType, 2, (slot, i) => {
    const hook = hooks[i] as Address;
    if (hook === 0) setNone(slot);
    else setRef(slot, hook);
  });
  setRef(out, sequence);
}
let asyncgenHooksType: Address = 0;

/** Makes the module. It finds `sys.modules` and `sys.path` where the import system keeps them. */
/** A hook may be taken away, which is how a library leaves things as they were; setting one is refused. */
const refuseHook =
  (name: string): Native =>
  (args) => {
    if (!isNone(args))
      throw raise(T.NotImplementedError, `${name}() is not supported: nothing calls the function`);
  };

export function makeSysModule(): Address {
  const module = newModule("sys");
  setSysDict(moduleDict(module));
  asyncgenHooksType = 0;
  defineStreamType();
  const versionInfo = makeInfo("sys.version_info", {
    major: 3,
    minor: 14,
    micro: 2,
    releaselevel: "final",
    serial: 0,
  });
  addObject(module, "version_info", versionInfo);
  addText(module, "version", `${VERSION} (Tierup) [WebAssembly]`);
  addInt(module, "hexversion", HEX_VERSION);
  addInt(module, "api_version", 1013);
  addInt(module, "maxsize", MAX_SIZE);
  addInt(module, "maxunicode", 0x10ffff);
  for (const [name, text] of Object.entries({
    byteorder: "little",
    platform: "emscripten",
    float_repr_style: "short",
    executable: "",
    prefix: "/",
    base_prefix: "/",
    exec_prefix: "/",
    base_exec_prefix: "/",
    platlibdir: "lib",
    copyright: "Copyright (c) the Tierup authors.",
    abiflags: "",
  }))
    addText(module, name, text);
  addObject(module, "float_info", makeFloatInfo());
  addObject(
    module,
    "int_info",
    makeInfo("sys.int_info", {
      bits_per_digit: 30,
      sizeof_digit: 4,
      default_max_str_digits: 4300,
      str_digits_check_threshold: 640,
    }),
  );
  addObject(
    module,
    "hash_info",
    makeInfo("sys.hash_info", {
      width: 32,
      modulus: 2147483647,
      inf: 314159,
      nan: 0,
      imag: 1000003,
      algorithm: "fnv",
      hash_bits: 32,
      seed_bits: 64,
      cutoff: 0,
    }),
  );
  addObject(
    module,
    "flags",
    makeInfo("sys.flags", {
      debug: 0,
      inspect: 0,
      interactive: 0,
      optimize: 0,
      dont_write_bytecode: 1,
      no_user_site: 0,
      no_site: 0,
      ignore_environment: 0,
      verbose: 0,
      bytes_warning: 0,
      quiet: 0,
      hash_randomization: 0,
      isolated: 0,
      dev_mode: false,
      utf8_mode: 0,
      warn_default_encoding: 0,
      safe_path: false,
      int_max_str_digits: 4300,
      gil: 1,
      thread_inherit_context: 0,
      context_aware_warnings: 0,
    }),
  );
  addObject(module, "monitoring", makeMonitoring());
  addObject(module, "implementation", makeImplementation(versionInfo));
  addObject(
    module,
    "thread_info",
    makeInfo("sys.thread_info", { name: "pthread-stubs", lock: null, version: null }),
  );
  addObject(module, "_xoptions", newDict());
  addObject(module, "path_importer_cache", newDict());
  for (const name of ["meta_path", "path_hooks"]) addValue(module, name, (out) => setRef(out, newList(0)));
  addValue(module, "pycache_prefix", setNone);
  addValue(module, "stdlib_module_names", (out) => {
    const mark = markTemps();
    const temps = pushTemps(2);
    setRef(temps, newFrozenset());
    for (const name of stdlibModuleNames) {
      setRef(temps + 8, intern(name));
      setAdd(refAt(temps), temps + 8);
    }
    copyValue(temps, out);
    releaseTemps(mark);
  });
  addValue(module, "warnoptions", (out) => setRef(out, newList(0)));
  addValue(module, "dont_write_bytecode", (out) => setBool(out, true));
  addValue(module, "argv", (out) => setRef(out, listOfTexts(host.argv)));
  addValue(module, "orig_argv", (out) => setRef(out, listOfTexts(host.argv)));
  addObject(module, "path", importPath());
  addObject(module, "modules", modulesDict());
  (["stdin", "stdout", "stderr"] as const).forEach((name, i) => {
    addObject(module, name, newStream(i as 0 | 1 | 2));
    addValue(module, `__${name}__`, (out) => loadStandardStream(name, out));
  });
  addFunctions(module, {
    exit: [
      "(status=None, /)",
      (args) => {
        throw raiseSystemExit(args);
      },
      "Exit the interpreter by raising SystemExit(status).",
    ],
    exc_info: ["()", sys_exc_info, "Return the type, value and traceback of the exception being handled."],
    _getframe: ["(depth=0, /)", sys_getframe, "Return what is known of a frame of the call stack."],
    exception: [
      "()",
      (_args, out) => copyValue(STATE_HANDLED, out),
      "Return the exception being handled, or None.",
    ],
    excepthook: ["(exctype, value, traceback, /)", sys_excepthook, "Print an exception to sys.stderr."],
    displayhook: ["(object, /)", sys_displayhook, "Print an object to sys.stdout unless it is None."],
    getrecursionlimit: [
      "()",
      (_args, out) => setInt(out, I32[STATE_DEPTH_LIMIT >> 2]),
      "Return the recursion limit.",
    ],
    setrecursionlimit: ["(limit, /)", sys_setrecursionlimit, "Set the greatest depth of calls."],
    getsizeof: [
      "(object, default=<unrepresentable>, /)",
      sys_getsizeof,
      "Return the size of an object in bytes.",
    ],
    intern: ["(string, /)", sys_intern, "Enter a string into the table of interned strings and return it."],
    getdefaultencoding: ["()", (_args, out) => setRef(out, intern("utf-8"))],
    getfilesystemencoding: ["()", (_args, out) => setRef(out, intern("utf-8"))],
    getfilesystemencodeerrors: ["()", (_args, out) => setRef(out, intern("surrogateescape"))],
    audit: ["(event, /, *args)", () => {}, "Passes an event to the hooks that are set: there are none."],
    addaudithook: [
      "(hook)",
      () => {
        throw raise(T.NotImplementedError, "audit hooks are not supported");
      },
    ],
    settrace: ["(function, /)", refuseHook("sys.settrace")],
    setprofile: ["(function, /)", refuseHook("sys.setprofile")],
    unraisablehook: ["(unraisable, /)", () => {}, "Would handle an exception that cannot be raised."],
    getrefcount: ["(object, /)", (_args, out) => setInt(out, 1), "Return 1: there are no reference counts."],
    getswitchinterval: ["()", (_args, out) => setFloat(out, 0.005)],
    setswitchinterval: ["(interval, /)", () => {}],
    _is_gil_enabled: ["()", (_args, out) => setBool(out, true)],
    is_finalizing: ["()", (_args, out) => setBool(out, false)],
    get_asyncgen_hooks: ["()", sys_get_asyncgen_hooks, "Return the hooks of asynchronous generators."],
    set_asyncgen_hooks: [
      "(firstiter=<unrepresentable>, finalizer=<unrepresentable>)",
      sys_set_asyncgen_hooks,
      "Set what is called when an asynchronous generator is first iterated, and what finalises it.",
    ],
    get_coroutine_origin_tracking_depth: ["()", (_args, out) => setInt(out, originTracking.depth)],
    set_coroutine_origin_tracking_depth: [
      "(depth)",
      (args) => {
        const depth = indexValue(args);
        if (depth < 0) throw raise(T.ValueError, "depth must be >= 0");
        originTracking.depth = depth;
      },
    ],
    gettrace: ["()", (_args, out) => setNone(out)],
    getprofile: ["()", (_args, out) => setNone(out)],
    get_int_max_str_digits: ["()", (_args, out) => setInt(out, maxStrDigits)],
    set_int_max_str_digits: ["(maxdigits)", sys_set_int_max_str_digits],
  });
  addValue(module, "__excepthook__", (out) => copyAttribute(module, "excepthook", out));
  addValue(module, "__displayhook__", (out) => copyAttribute(module, "displayhook", out));
  return module;
}

function copyAttribute(module: Address, name: string, out: Slot): void {
  copyValue(dictFindName(moduleDict(module), intern(name)), out);
}

function makeFloatInfo(): Address {
  return makeInfo("sys.float_info", {
    max: Number.MAX_VALUE,
    max_exp: 1024,
    max_10_exp: 308,
    min: 2.2250738585072014e-308,
    min_exp: -1021,
    min_10_exp: -307,
    dig: 15,
    mant_dig: 53,
    epsilon: Number.EPSILON,
    radix: 2,
    rounds: 1,
  });
}

/** `sys.implementation`: a namespace. */
const makeImplementation = (versionInfo: Address): Address =>
  newNamespace({
    name: (out) => setRef(out, intern("tierup")),
    cache_tag: setNone,
    version: (out) => setRef(out, versionInfo),
    hexversion: (out) => int_set(out, HEX_VERSION),
  });

function listOfTexts(texts: readonly string[]): Address {
  const list = newList(texts.length);
  const mark = markTemps();
  const temps = pushTemps(2);
  setRef(temps, list);
  for (const text of texts) {
    setRef(temps + 8, newString(text));
    list_append(list, temps + 8);
  }
  releaseTemps(mark);
  return list;
}

/** `sys.builtin_module_names`, once the registry is known. */
export function addModuleNames(module: Address, names: readonly string[]): void {
  addObject(module, "builtin_module_names", newTupleOf(...[...names].sort().map((name) => intern(name))));
}
