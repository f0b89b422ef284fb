/** The host's file system, for programs on the command line. */
import * as fs from "node:fs";
import { FileError, type FileSystem } from "../runtime/files.ts";

/** Runs an operation of Node's; its failure becomes a FileError. */
function attempt<Result>(operation: () => Result): Result {
  try {
    return operation();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new FileError(code);
  }
}

export const hostFiles: FileSystem = {
  open: (path, flags, mode) => attempt(() => fs.openSync(path, flags, mode)),
  close: (file) => attempt(() => fs.closeSync(file)),
  read: (file, into, position) => attempt(() => fs.readSync(file, into, 0, into.length, position)),
  write: (file, bytes, position) => attempt(() => fs.writeSync(file, bytes, 0, bytes.length, position)),
  truncate: (file, length) => attempt(() => fs.ftruncateSync(file, length)),
  statFile: (file) => attempt(() => fs.fstatSync(file)),
  stat: (path, followLinks) => attempt(() => (followLinks ? fs.statSync(path) : fs.lstatSync(path))),
  list: (path) => attempt(() => fs.readdirSync(path)),
  makeFolder: (path, mode) => attempt(() => fs.mkdirSync(path, mode)),
  removeFolder: (path) => attempt(() => fs.rmdirSync(path)),
  remove: (path) => attempt(() => fs.unlinkSync(path)),
  rename: (from, to) => attempt(() => fs.renameSync(from, to)),
  link: (target, path, symbolic) =>
    attempt(() => (symbolic ? fs.symlinkSync(target, path) : fs.linkSync(target, path))),
  readLink: (path) => attempt(() => fs.readlinkSync(path)),
  setMode: (path, mode) => attempt(() => fs.chmodSync(path, mode)),
  setTimes: (path, atimeMs, mtimeMs) => attempt(() => fs.utimesSync(path, atimeMs / 1000, mtimeMs / 1000)),
  currentFolder: () => attempt(() => process.cwd()),
  changeFolder: (path) => attempt(() => process.chdir(path)),
};
