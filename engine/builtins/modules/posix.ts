/**
 * posix: what `os` is made of. Files are the host's (runtime/files.ts); of processes there is none but the one that runs,
 * so whatever would start another is absent, as on CPython's platforms without processes.
 *
 * A function that gives a name back gives bytes to who asked with bytes.
 */
import { type Address, type Slot, T, TUPLE_ITEMS, TYPE_DICT } from "../../heap/layout.ts";
import { I32 } from "../../heap/memory.ts";
import { addWeakVisitor } from "../../heap/roots.ts";
import { intern, newString } from "../../heap/strings.ts";
import { copyValue, isNone, isUnbound, refAt, setBool, setFloat, setInt, setRef } from "../../heap/values.ts";
import { allocateOf } from "../../objects/allocate_of.ts";
import { bytesOf, isBytesLike, newBytes } from "../../objects/bytes.ts";
import { encodeText } from "../../objects/codecs.ts";
import { makeType, newGetSet } from "../../objects/define.ts";
import { dictSet, dictSetName, newDict } from "../../objects/dict.ts";
import { int_set } from "../../objects/int.ts";
import { list_append, listItem, listLength, newList } from "../../objects/list.ts";
import { newModule } from "../../objects/module.ts";
import { isStrValue, textOf } from "../../objects/str.ts";
import { isInstance, typeNameOf } from "../../objects/type.ts";
import { callSpecial1 } from "../../runtime/call.ts";
import { isTrue } from "../../runtime/compare.ts";
import {
  FileError,
  type FileStat,
  MODE,
  OPEN,
  raiseOsError,
  SYSTEM_ERRORS,
  withFiles,
} from "../../runtime/files.ts";
import { reprOf } from "../../runtime/format.ts";
import { hasIndex, indexValue, numberValue } from "../../runtime/number.ts";
import { raise, raiseStopIteration } from "../../runtime/raise.ts";
import { markTemps, pushTemp, pushTemps, releaseTemps } from "../../runtime/state.ts";
import { host } from "../../runtime/tierup.ts";
import { addFunctions, addInt, addObject, addValue, type FunctionTable } from "../functions/table.ts";
import { pathText } from "./io/paths.ts";
import { makeStructSequence, newStructSequence } from "./struct_sequence.ts";
import { raiseSystemExit } from "./sys.ts";

const STAT_FIELDS = [
  "st_mode",
  "st_ino",
  "st_dev",
  "st_nlink",
  "st_uid",
  "st_gid",
  "st_size",
  "st_atime",
  "st_mtime",
  "st_ctime",
  "st_atime_ns",
  "st_mtime_ns",
  "st_ctime_ns",
  "st_blksize",
  "st_blocks",
  "st_rdev",
] as const;
/** The first fields are the items of the tuple, times in whole seconds. */
const STAT_ITEMS = 10;

let statType: Address = 0;
/** Positions of files that were opened by number; the streams of io keep their own. */
let positions = new Map<number, { at: number; appends: boolean }>();

function writeStat(stat: FileStat, out: Slot): void {
  const { mode, ino, dev, nlink, uid, gid, size, atimeMs, mtimeMs, ctimeMs } = stat;
  const seconds = [atimeMs, mtimeMs, ctimeMs].map((ms) => Math.floor(ms / 1000));
  const whole = [mode, ino, dev, nlink, uid, gid, size, ...seconds];
  const tuple = newStructSequence(statType, STAT_ITEMS, (slot, i) => int_set(slot, whole[i] as number));
  setRef(out, tuple);
  statTimes.set(tuple, stat);
}
/** The exact times of the results that are still alive. */
let statTimes = new Map<Address, FileStat>();

/** A path argument: its text, or the number of an open file. */
function pathOrFile(slot: Slot): string | number {
  return !isStrValue(slot) && !isBytesLike(slot) && hasIndex(slot) ? indexValue(slot) : pathText(slot);
}

const flag = (slot: Slot, otherwise: boolean): boolean => (isUnbound(slot) ? otherwise : isTrue(slot));

function posix_stat(args: Slot, out: Slot): void {
  const path = pathOrFile(args);
  const follow = flag(args + 16, true);
  writeStat(
    withFiles(
      () => (typeof path === "number" ? host.files.statFile(path) : host.files.stat(path, follow)),
      args,
    ),
    out,
  );
}

/** A name of the kind that `like` has: str, or bytes. */
function writeName(name: string, like: Slot, out: Slot): void {
  if (isBytesLike(like)) setRef(out, newBytes(encodeText(name, "utf-8", "surrogateescape")));
  else setRef(out, newString(name));
}

function posix_listdir(args: Slot, out: Slot): void {
  const path = isUnbound(args) || isNone(args) ? "." : pathText(args);
  const mark = markTemps();
  const temps = pushTemps(3);
  setRef(temps + 16, newString(path));
  const names = withFiles(() => host.files.list(path), isUnbound(args) || isNone(args) ? temps + 16 : args);
  setRef(temps, newList(names.length));
  for (const name of names) {
    writeName(name, args, temps + 8);
    list_append(refAt(temps), temps + 8);
  }
  copyValue(temps, out);
  releaseTemps(mark);
}

/** A function of one path. */
const onPath =
  (operation: (path: string, args: Slot) => void) =>
  (args: Slot): void => {
    const path = pathText(args);
    withFiles(() => operation(path, args), args);
  };
/** A function of two paths. */
const onPaths =
  (operation: (from: string, to: string, args: Slot) => void) =>
  (args: Slot): void => {
    const from = pathText(args);
    const to = pathText(args + 8);
    withFiles(() => operation(from, to, args), args, args + 8);
  };

const integer = (slot: Slot, otherwise: number): number =>
  isUnbound(slot) || isNone(slot) ? otherwise : indexValue(slot);

function posix_open(args: Slot, out: Slot): void {
  const path = pathText(args);
  const flags = indexValue(args + 8);
  const file = withFiles(() => host.files.open(path, flags & 0o7777, integer(args + 16, 0o777)), args);
  positions.set(file, { at: 0, appends: (flags & OPEN.APPEND) !== 0 });
  setInt(out, file);
}

function positionOf(file: number): { at: number; appends: boolean } {
  let position = positions.get(file);
  if (position === undefined) positions.set(file, (position = { at: 0, appends: false }));
  return position;
}

function posix_read(args: Slot, out: Slot): void {
  const file = indexValue(args);
  const into = new Uint8Array(indexValue(args + 8));
  const position = positionOf(file);
  const count = withFiles(() => host.files.read(file, into, position.at));
  position.at += count;
  setRef(out, newBytes(into.subarray(0, count)));
}

function posix_write(args: Slot, out: Slot): void {
  const file = indexValue(args);
  if (!isBytesLike(args + 8))
    throw raise(T.TypeError, `a bytes-like object is required, not '${typeNameOf(args + 8)}'`);
  const bytes = bytesOf(args + 8).slice();
  if (file === 1 || file === 2) {
    host.write(file, new TextDecoder().decode(bytes));
    setInt(out, bytes.length);
    return;
  }
  const position = positionOf(file);
  const count = withFiles(() => host.files.write(file, bytes, position.appends ? null : position.at));
  position.at += count;
  setInt(out, count);
}

function posix_lseek(args: Slot, out: Slot): void {
  const file = indexValue(args);
  const offset = indexValue(args + 8);
  const whence = indexValue(args + 16);
  const position = positionOf(file);
  withFiles(() => {
    const base = whence === 0 ? 0 : whence === 1 ? position.at : host.files.statFile(file).size;
    if (base + offset < 0) throw new FileError("EINVAL");
    position.at = base + offset;
  });
  int_set(out, position.at);
}

function posix_utime(args: Slot): void {
  const path = pathText(args);
  const now = host.wallSeconds() * 1000;
  const pair = (slot: Slot, scale: number): [number, number] => {
    if (!isInstance(slot, T.tuple))
      throw raise(T.TypeError, "utime: 'times' must be either a tuple of two ints or None");
    const items = refAt(slot) + TUPLE_ITEMS;
    return [numberValue(items) * scale, numberValue(items + 8) * scale];
  };
  const [atime, mtime] =
    !isUnbound(args + 16) && !isNone(args + 16)
      ? pair(args + 16, 1e-6)
      : isUnbound(args + 8) || isNone(args + 8)
        ? [now, now]
        : pair(args + 8, 1000);
  withFiles(() => host.files.setTimes(path, atime, mtime), args);
}

/** Whether a file is there and its permission bits allow what is asked; the user is taken for its owner. */
function posix_access(args: Slot, out: Slot): void {
  const path = pathText(args);
  const mode = indexValue(args + 8);
  let allowed = false;
  try {
    const bits = host.files.stat(path, true).mode >> 6;
    allowed = (bits & mode & 7) === (mode & 7);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
  }
  setBool(out, allowed);
}

// ---- scandir ---------------------------------------------------------------------------------------------------------

const ENTRY_VALUES = 8; // name, path
const ENTRY_BYTES = 24;
const ITERATOR_LIST = 8;
const ITERATOR_AT = 12;

function makeScandir(module: Address): void {
  const statOf = (self: Slot, follow: boolean): FileStat | null => {
    try {
      return host.files.stat(pathText(refAt(self) + ENTRY_VALUES + 8), follow);
    } catch (error) {
      if (error instanceof FileError && error.code === "ENOENT") return null;
      if (error instanceof FileError) throw raiseOsError(error.code, refAt(self) + ENTRY_VALUES + 8);
      throw error;
    }
  };
  const isKind =
    (kind: number) =>
    (args: Slot, out: Slot): void => {
      const stat = statOf(args, kind !== MODE.LINK && flag(args + 8, true));
      setBool(out, stat !== null && (stat.mode & MODE.TYPE) === kind);
    };
  const entryType = makeType("posix.DirEntry", {
    size: ENTRY_BYTES,
    module: "posix",
    values: [ENTRY_VALUES, 2],
    methods: {
      is_dir: ["(self, /, *, follow_symlinks=True)", isKind(MODE.FOLDER)],
      is_file: ["(self, /, *, follow_symlinks=True)", isKind(MODE.FILE)],
      is_symlink: ["(self, /)", isKind(MODE.LINK)],
      is_junction: ["(self, /)", (_args, out) => setBool(out, false)],
      stat: [
        "(self, /, *, follow_symlinks=True)",
        (args, out) => {
          const path = refAt(args) + ENTRY_VALUES + 8;
          const text = pathText(path);
          writeStat(
            withFiles(() => host.files.stat(text, flag(args + 8, true)), path),
            out,
          );
        },
      ],
      inode: ["(self, /)", (args, out) => int_set(out, statOf(args, false)?.ino ?? 0)],
      __fspath__: ["(self, /)", (args, out) => copyValue(refAt(args) + ENTRY_VALUES + 8, out)],
      __repr__: [
        "(self, /)",
        (args, out) => setRef(out, newString(`<DirEntry ${reprOf(refAt(args) + ENTRY_VALUES)}>`)),
      ],
    },
    getset: {
      name: [(self, out) => copyValue(refAt(self) + ENTRY_VALUES, out)],
      path: [(self, out) => copyValue(refAt(self) + ENTRY_VALUES + 8, out)],
    },
  });
  addObject(module, "DirEntry", entryType);
  const iteratorType = makeType("posix.ScandirIterator", {
    size: 16,
    module: "posix",
    refs: [ITERATOR_LIST],
    methods: {
      __iter__: ["(self, /)", (args, out) => copyValue(args, out)],
      __next__: [
        "(self, /)",
        (args, out) => {
          const self = refAt(args);
          const list = I32[(self + ITERATOR_LIST) >> 2];
          const at = I32[(self + ITERATOR_AT) >> 2];
          if (list === 0 || at >= listLength(list)) throw raiseStopIteration(pushTemp());
          I32[(self + ITERATOR_AT) >> 2] = at + 1;
          copyValue(listItem(list, at), out);
        },
      ],
      __enter__: ["(self, /)", (args, out) => copyValue(args, out)],
      __exit__: ["(self, /, *args)", (args) => closeIterator(args)],
      close: ["(self, /)", (args) => closeIterator(args)],
    },
  });
  const closeIterator = (self: Slot): void => {
    I32[(refAt(self) + ITERATOR_LIST) >> 2] = 0;
  };
  addFunctions(module, {
    scandir: [
      "(path=None)",
      (args, out) => {
        const isDefault = isUnbound(args) || isNone(args);
        const path = isDefault ? "." : pathText(args);
        const names = withFiles(() => host.files.list(path), isDefault ? 0 : args);
        const temps = pushTemps(2);
        const iterator = allocateOf(iteratorType);
        setRef(temps, iterator);
        const list = newList(names.length);
        I32[(iterator + ITERATOR_LIST) >> 2] = list;
        for (const name of names) {
          const entry = allocateOf(entryType);
          setRef(temps + 8, entry);
          writeName(name, args, entry + ENTRY_VALUES);
          writeName(
            isDefault ? name : path === "" || path.endsWith("/") ? path + name : `${path}/${name}`,
            args,
            entry + ENTRY_VALUES + 8,
          );
          list_append(list, temps + 8);
        }
        copyValue(temps, out);
      },
      "Return an iterator of the entries of a folder.",
    ],
  });
}

// ---- The module ------------------------------------------------------------------------------------------------------

const TABLE: FunctionTable = {
  stat: ["(path, *, dir_fd=None, follow_symlinks=True)", posix_stat],
  lstat: [
    "(path, *, dir_fd=None)",
    (args, out) => {
      const path = pathText(args);
      writeStat(
        withFiles(() => host.files.stat(path, false), args),
        out,
      );
    },
  ],
  fstat: [
    "(fd)",
    (args, out) => {
      const file = indexValue(args);
      writeStat(
        withFiles(() => host.files.statFile(file)),
        out,
      );
    },
  ],
  listdir: ["(path=None)", posix_listdir],
  mkdir: [
    "(path, mode=511, *, dir_fd=None)",
    onPath((path, args) => host.files.makeFolder(path, integer(args + 8, 0o777))),
  ],
  rmdir: ["(path, *, dir_fd=None)", onPath((path) => host.files.removeFolder(path))],
  unlink: ["(path, *, dir_fd=None)", onPath((path) => host.files.remove(path))],
  remove: ["(path, *, dir_fd=None)", onPath((path) => host.files.remove(path))],
  rename: [
    "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
    onPaths((from, to) => host.files.rename(from, to)),
  ],
  replace: [
    "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
    onPaths((from, to) => host.files.rename(from, to)),
  ],
  link: [
    "(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)",
    onPaths((from, to) => host.files.link(from, to, false)),
  ],
  symlink: [
    "(src, dst, target_is_directory=False, *, dir_fd=None)",
    onPaths((target, path) => host.files.link(target, path, true)),
  ],
  readlink: [
    "(path, *, dir_fd=None)",
    (args, out) => {
      const path = pathText(args);
      writeName(
        withFiles(() => host.files.readLink(path), args),
        args,
        out,
      );
    },
  ],
  chmod: [
    "(path, mode, *, dir_fd=None, follow_symlinks=True)",
    onPath((path, args) => host.files.setMode(path, indexValue(args + 8))),
  ],
  utime: ["(path, times=None, *, ns=<unrepresentable>, dir_fd=None, follow_symlinks=True)", posix_utime],
  access: ["(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)", posix_access],
  getcwd: ["()", (_args, out) => setRef(out, newString(withFiles(() => host.files.currentFolder())))],
  getcwdb: [
    "()",
    (_args, out) =>
      setRef(
        out,
        newBytes(
          encodeText(
            withFiles(() => host.files.currentFolder()),
            "utf-8",
            "surrogateescape",
          ),
        ),
      ),
  ],
  chdir: ["(path)", onPath((path) => host.files.changeFolder(path))],
  open: ["(path, flags, mode=511, *, dir_fd=None)", posix_open],
  close: [
    "(fd)",
    (args) => {
      const file = indexValue(args);
      positions.delete(file);
      withFiles(() => host.files.close(file));
    },
  ],
  read: ["(fd, length, /)", posix_read],
  write: ["(fd, data, /)", posix_write],
  lseek: ["(fd, position, whence, /)", posix_lseek],
  ftruncate: [
    "(fd, length, /)",
    (args) => {
      const file = indexValue(args);
      const length = indexValue(args + 8);
      withFiles(() => host.files.truncate(file, length));
    },
  ],
  truncate: [
    "(path, length)",
    onPath((path, args) => {
      const file = host.files.open(path, OPEN.WRONLY, 0);
      try {
        host.files.truncate(file, indexValue(args + 8));
      } finally {
        host.files.close(file);
      }
    }),
  ],
  fsync: ["(fd)", () => {}],
  isatty: ["(fd, /)", (_args, out) => setBool(out, false)],
  umask: ["(mask, /)", (_args, out) => setInt(out, 0o022)],
  // What CPython has on this platform, and its library asks for.
  _emscripten_log: ["(arg, /)", (args) => host.write(2, `${textOf(args)}\n`)],
  getpid: ["()", (_args, out) => setInt(out, host.processId)],
  getppid: ["()", (_args, out) => setInt(out, 0)],
  getuid: ["()", (_args, out) => setInt(out, 0)],
  geteuid: ["()", (_args, out) => setInt(out, 0)],
  getgid: ["()", (_args, out) => setInt(out, 0)],
  getegid: ["()", (_args, out) => setInt(out, 0)],
  cpu_count: ["()", (_args, out) => setInt(out, 1)],
  get_terminal_size: [
    "(fd=<unrepresentable>, /)",
    () => {
      throw raiseOsError("ENOTTY");
    },
  ],
  urandom: [
    "(size, /)",
    (args, out) => {
      const size = indexValue(args);
      if (size < 0) throw raise(T.ValueError, "negative argument not allowed");
      const bytes = new Uint8Array(size);
      // The host gives at most 65,536 bytes at a time.
      for (let at = 0; at < size; at += 65536) crypto.getRandomValues(bytes.subarray(at, at + 65536));
      setRef(out, newBytes(bytes));
    },
  ],
  strerror: [
    "(code, /)",
    (args, out) => {
      const code = indexValue(args);
      const known = Object.values(SYSTEM_ERRORS).find(([errno]) => errno === code);
      setRef(out, newString(known?.[1] ?? `Unknown error ${code}`));
    },
  ],
  fspath: [
    "(path)",
    (args, out) => {
      if (isInstance(args, T.str) || isInstance(args, T.bytes)) {
        copyValue(args, out);
        return;
      }
      const mark = markTemps();
      const held = pushTemp();
      if (!callSpecial1(args, intern("__fspath__"), held))
        throw raise(T.TypeError, `expected str, bytes or os.PathLike object, not ${typeNameOf(args)}`);
      if (!isInstance(held, T.str) && !isInstance(held, T.bytes))
        throw raise(
          T.TypeError,
          `expected ${typeNameOf(args)}.__fspath__() to return str or bytes, not ${typeNameOf(held)}`,
        );
      copyValue(held, out);
      releaseTemps(mark);
    },
  ],
  uname: [
    "()",
    (_args, out) => {
      const texts = ["Emscripten", "tierup", "1", "#1", "wasm32"];
      setRef(
        out,
        newStructSequence(unameType, texts.length, (slot, i) => setRef(slot, newString(texts[i] as string))),
      );
    },
  ],
  times: [
    "()",
    (_args, out) => {
      const seconds = host.monotonicMs() / 1000;
      setRef(
        out,
        newStructSequence(timesType, 5, (slot, i) => setFloat(slot, i === 0 || i === 4 ? seconds : 0)),
      );
    },
  ],
  _exit: [
    "(status)",
    (args) => {
      throw raiseSystemExit(args);
    },
  ],
};

let unameType: Address = 0;
let timesType: Address = 0;

const CONSTANTS = {
  F_OK: 0,
  R_OK: 4,
  W_OK: 2,
  X_OK: 1,
  O_RDONLY: OPEN.RDONLY,
  O_WRONLY: OPEN.WRONLY,
  O_RDWR: OPEN.RDWR,
  O_CREAT: OPEN.CREAT,
  O_EXCL: OPEN.EXCL,
  O_TRUNC: OPEN.TRUNC,
  O_APPEND: OPEN.APPEND,
  O_CLOEXEC: 0o2000000,
  O_NOFOLLOW: 0o400000,
  O_NONBLOCK: 0o4000,
  EX_OK: 0,
} as const;

/** Makes the module. */
export function makePosix(): Address {
  const module = newModule("posix");
  positions = new Map();
  statTimes = new Map();
  addWeakVisitor((isAlive) => {
    for (const tuple of statTimes.keys()) if (!isAlive(tuple)) statTimes.delete(tuple);
  });
  statType = makeStat();
  unameType = makeStructSequence("posix.uname_result", [
    "sysname",
    "nodename",
    "release",
    "version",
    "machine",
  ]);
  timesType = makeStructSequence("posix.times_result", [
    "user",
    "system",
    "children_user",
    "children_system",
    "elapsed",
  ]);
  addObject(module, "stat_result", statType);
  addObject(module, "uname_result", unameType);
  addObject(module, "times_result", timesType);
  addObject(module, "terminal_size", makeStructSequence("os.terminal_size", ["columns", "lines"], true));
  addObject(module, "error", T.OSError);
  addFunctions(module, TABLE);
  makeScandir(module);
  for (const [name, value] of Object.entries(CONSTANTS)) addInt(module, name, value);
  addValue(module, "_have_functions", (out) => setRef(out, newList(0)));
  addValue(module, "environ", (out) => {
    const mark = markTemps();
    const temps = pushTemps(3);
    setRef(temps, newDict());
    for (const [key, value] of Object.entries(host.environment)) {
      setRef(temps + 8, newBytes(encodeText(key, "utf-8", "surrogateescape")));
      setRef(temps + 16, newBytes(encodeText(value, "utf-8", "surrogateescape")));
      dictSet(refAt(temps), temps + 8, temps + 16);
    }
    copyValue(temps, out);
    releaseTemps(mark);
  });
  addFunctions(module, {
    putenv: ["(name, value, /)", () => {}],
    unsetenv: ["(name, /)", () => {}],
  });
  return module;
}

/** os.stat_result: a tuple of ten, with more fields than items. */
function makeStat(): Address {
  const type = makeStructSequence("os.stat_result", STAT_FIELDS.slice(0, STAT_ITEMS), true);
  const exact = (self: Slot): FileStat | undefined => statTimes.get(refAt(self));
  const times = ["atimeMs", "mtimeMs", "ctimeMs"] as const;
  times.forEach((time, i) => {
    const name = STAT_FIELDS[7 + i] as string;
    const item = (self: Slot, out: Slot): void => copyValue(refAt(self) + TUPLE_ITEMS + 8 * (7 + i), out);
    addGetter(type, name, (self, out) => {
      const stat = exact(self);
      if (stat === undefined) item(self, out);
      else setFloat(out, stat[time] / 1000);
    });
    addGetter(type, `${name}_ns`, (self, out) =>
      int_set(out, BigInt(Math.round((exact(self)?.[time] ?? 0) * 1000)) * 1000n),
    );
  });
  addGetter(type, "st_blksize", (_self, out) => setInt(out, 4096));
  addGetter(type, "st_blocks", (self, out) => int_set(out, Math.ceil((exact(self)?.size ?? 0) / 512)));
  addGetter(type, "st_rdev", (_self, out) => setInt(out, 0));
  return type;
}

function addGetter(type: Address, name: string, get: (self: Slot, out: Slot) => void): void {
  const mark = markTemps();
  const held = pushTemp();
  setRef(held, newGetSet(type, name, get, null, null));
  dictSetName(I32[(type + TYPE_DICT) >> 2], intern(name), held);
  releaseTemps(mark);
}
