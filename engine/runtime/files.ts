/**
 * The file system as natives see it: declared here, given by whoever creates an engine (the host's on the command line,
 * one in memory in a page).
 *
 * A path is text and may be relative to the current folder. An operation that fails throws a FileError with the code that
 * POSIX has for it; `asOsError` makes Python's exception of that, in CPython's words.
 */
import { type Slot, T } from "../heap/layout.ts";
import { newString } from "../heap/strings.ts";
import { copyValue, refAt, setInt, setRef } from "../heap/values.ts";
import { callValue } from "./call.ts";
import { raise, raiseValue } from "./raise.ts";
import { markTemps, pushTemps, type RAISED, releaseTemps } from "./state.ts";

export interface FileStat {
  /** File type and permission bits, as in POSIX. */
  readonly mode: number;
  readonly size: number;
  readonly ino: number;
  readonly dev: number;
  readonly nlink: number;
  readonly uid: number;
  readonly gid: number;
  readonly atimeMs: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
}

/** Bits of `open`'s flags, Linux's. */
export const OPEN = {
  RDONLY: 0,
  WRONLY: 1,
  RDWR: 2,
  ACCMODE: 3,
  CREAT: 0o100,
  EXCL: 0o200,
  TRUNC: 0o1000,
  APPEND: 0o2000,
} as const;

/** File types in `FileStat.mode`. */
export const MODE = {
  TYPE: 0o170000,
  FILE: 0o100000,
  FOLDER: 0o040000,
  LINK: 0o120000,
  TTY: 0o020000,
} as const;

export interface FileSystem {
  /** Opens a file and returns its number, which is greater than 2. */
  open(path: string, flags: number, mode: number): number;
  close(file: number): void;
  /** Reads at most `into.length` bytes from `position` (null: where the stream stands, for what has no positions) and returns how many. */
  read(file: number, into: Uint8Array, position: number | null): number;
  /** Writes at `position` (null: at the end, or where the stream stands) and returns how many bytes it took. */
  write(file: number, bytes: Uint8Array, position: number | null): number;
  truncate(file: number, length: number): void;
  statFile(file: number): FileStat;
  stat(path: string, followLinks: boolean): FileStat;
  /** Names in a folder, in no particular order. */
  list(path: string): string[];
  makeFolder(path: string, mode: number): void;
  removeFolder(path: string): void;
  remove(path: string): void;
  rename(from: string, to: string): void;
  link(target: string, path: string, symbolic: boolean): void;
  readLink(path: string): string;
  setMode(path: string, mode: number): void;
  setTimes(path: string, atimeMs: number, mtimeMs: number): void;
  currentFolder(): string;
  changeFolder(path: string): void;
}

/** An operation on files failed; `code` is POSIX's name for why. */
export class FileError extends Error {
  override name = "FileError";
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Number and message of each code, Linux's. */
export const SYSTEM_ERRORS: Readonly<Record<string, readonly [errno: number, message: string]>> = {
  EPERM: [1, "Operation not permitted"],
  ENOENT: [2, "No such file or directory"],
  EINTR: [4, "Interrupted system call"],
  EIO: [5, "Input/output error"],
  EBADF: [9, "Bad file descriptor"],
  EAGAIN: [11, "Resource temporarily unavailable"],
  ENOMEM: [12, "Cannot allocate memory"],
  EACCES: [13, "Permission denied"],
  EBUSY: [16, "Device or resource busy"],
  EEXIST: [17, "File exists"],
  EXDEV: [18, "Invalid cross-device link"],
  ENOTDIR: [20, "Not a directory"],
  EISDIR: [21, "Is a directory"],
  EINVAL: [22, "Invalid argument"],
  EMFILE: [24, "Too many open files"],
  ENOTTY: [25, "Inappropriate ioctl for device"],
  EFBIG: [27, "File too large"],
  ENOSPC: [28, "No space left on device"],
  ESPIPE: [29, "Illegal seek"],
  EROFS: [30, "Read-only file system"],
  EPIPE: [32, "Broken pipe"],
  ENAMETOOLONG: [36, "File name too long"],
  ENOSYS: [38, "Function not implemented"],
  ENOTEMPTY: [39, "Directory not empty"],
  ELOOP: [40, "Too many levels of symbolic links"],
  EOPNOTSUPP: [95, "Operation not supported"],
};

/** Raises the OSError of a code; `filename` and `second` are values or 0. */
export function raiseOsError(code: string, filename: Slot = 0, second: Slot = 0): typeof RAISED {
  const [errno, message] = SYSTEM_ERRORS[code] ?? [5, "Input/output error"];
  const mark = markTemps();
  const args = pushTemps(6);
  setInt(args, errno);
  setRef(args + 8, newString(message));
  if (filename !== 0) copyValue(filename, args + 16);
  if (second !== 0) {
    // The place between two file names belongs to Windows' error number.
    setInt(args + 24, 0);
    copyValue(second, args + 32);
  }
  setRef(args + 40, T.OSError);
  callValue(args + 40, args, second !== 0 ? 5 : filename !== 0 ? 3 : 2, 0, args);
  const raised: typeof RAISED = raiseValue(refAt(args));
  releaseTemps(mark);
  return raised;
}

/** Runs an operation on files; its failure is raised as OSError with these file names. */
export function withFiles<Result>(operation: () => Result, filename: Slot = 0, second: Slot = 0): Result {
  try {
    return operation();
  } catch (error) {
    if (error instanceof FileError) throw raiseOsError(error.code, filename, second);
    throw error;
  }
}

/** The text of a path for the host. Raises ValueError when it cannot be one. */
export function checkedPath(path: string): string {
  if (path.includes("\0")) throw raise(T.ValueError, "embedded null character");
  return path;
}
