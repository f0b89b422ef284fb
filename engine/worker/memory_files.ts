/**
 * A file system in memory, for a page and for tests: folders, files and symbolic links. It lives as long as its run.
 */
import { FileError, type FileStat, type FileSystem, MODE, OPEN } from "../runtime/files.ts";

interface Common {
  readonly ino: number;
  permissions: number;
  atimeMs: number;
  mtimeMs: number;
  links: number;
}
type FileNode = Common & { readonly kind: "file"; bytes: Uint8Array; length: number };
type FolderNode = Common & { readonly kind: "folder"; readonly entries: Map<string, Node> };
type LinkNode = Common & { readonly kind: "link"; readonly target: string };
type Node = FileNode | FolderNode | LinkNode;

const LONGEST_NAME = 255;
const MOST_LINKS = 40;
const FIRST_FILE = 3;

export class MemoryFiles implements FileSystem {
  private inodes = 1;
  private readonly root: FolderNode = this.newFolder(0o755);
  private readonly opened = new Map<number, { node: FileNode | FolderNode; flags: number }>();
  private current: string;

  /** Holds the folders of `current`, /tmp, and these files (absolute paths and texts). */
  constructor(current = "/home/user", files: Readonly<Record<string, string | Uint8Array>> = {}) {
    this.makeFolders("/tmp");
    this.makeFolders(current);
    this.current = current;
    for (const [path, contents] of Object.entries(files)) {
      const folder = path.slice(0, path.lastIndexOf("/"));
      this.makeFolders(folder);
      const file = this.open(path, OPEN.WRONLY | OPEN.CREAT | OPEN.TRUNC, 0o644);
      this.write(file, typeof contents === "string" ? new TextEncoder().encode(contents) : contents, 0);
      this.close(file);
    }
  }

  private common(permissions: number): Common {
    const now = Date.now();
    return { ino: this.inodes++, permissions, atimeMs: now, mtimeMs: now, links: 1 };
  }
  private newFolder(permissions: number): FolderNode {
    return { ...this.common(permissions), kind: "folder", entries: new Map() };
  }
  private makeFolders(path: string): void {
    let folder = this.root;
    for (const part of path.split("/")) {
      if (part === "") continue;
      let next = folder.entries.get(part);
      if (next === undefined) folder.entries.set(part, (next = this.newFolder(0o755)));
      if (next.kind !== "folder") throw new FileError("ENOTDIR");
      folder = next;
    }
  }

  /** The folder that a path's last part is in, and that part ("" for the root). */
  private locate(path: string, followLast: boolean, depth = 0): { folder: FolderNode; name: string } {
    if (path === "") throw new FileError("ENOENT");
    if (depth > MOST_LINKS) throw new FileError("ELOOP");
    const absolute = path.startsWith("/") ? path : `${this.current}/${path}`;
    const parts = absolute.split("/").filter((part) => part !== "" && part !== ".");
    const trail: FolderNode[] = [this.root];
    const names: string[] = [];
    for (const [i, part] of parts.entries()) {
      const folder = trail.at(-1) as FolderNode;
      if (part.length > LONGEST_NAME) throw new FileError("ENAMETOOLONG");
      const isLast = i === parts.length - 1;
      if (part === "..") {
        if (trail.length > 1) {
          trail.pop();
          names.pop();
        }
        continue;
      }
      const node = folder.entries.get(part);
      if (node?.kind === "link" && (!isLast || followLast)) {
        const rest = parts.slice(i + 1).join("/");
        const target = node.target.startsWith("/") ? node.target : `/${names.join("/")}/${node.target}`;
        return this.locate(rest === "" ? target : `${target}/${rest}`, followLast, depth + 1);
      }
      if (isLast) {
        if (path.endsWith("/") && node !== undefined && node.kind === "file") throw new FileError("ENOTDIR");
        return { folder, name: part };
      }
      if (node === undefined) throw new FileError("ENOENT");
      if (node.kind !== "folder") throw new FileError("ENOTDIR");
      trail.push(node);
      names.push(part);
    }
    // The path ends at a folder that was passed already: the root, or by "..".
    const name = names.at(-1);
    return name === undefined
      ? { folder: this.root, name: "" }
      : { folder: trail.at(-2) as FolderNode, name };
  }

  private find(path: string, followLinks = true): Node {
    const { folder, name } = this.locate(path, followLinks);
    const node = name === "" ? folder : folder.entries.get(name);
    if (node === undefined) throw new FileError("ENOENT");
    return node;
  }
  private findFolder(path: string): FolderNode {
    const node = this.find(path);
    if (node.kind !== "folder") throw new FileError("ENOTDIR");
    return node;
  }
  private openFile(file: number): FileNode {
    const entry = this.opened.get(file);
    if (entry === undefined) throw new FileError("EBADF");
    if (entry.node.kind !== "file") throw new FileError("EISDIR");
    return entry.node;
  }

  open(path: string, flags: number, mode: number): number {
    const writes = (flags & OPEN.ACCMODE) !== OPEN.RDONLY;
    const { folder, name } = this.locate(path, true);
    let node: Node | undefined = name === "" ? folder : folder.entries.get(name);
    if (node === undefined) {
      if ((flags & OPEN.CREAT) === 0) throw new FileError("ENOENT");
      if (path.endsWith("/")) throw new FileError("EISDIR");
      node = { ...this.common(mode & 0o777 & ~0o022), kind: "file", bytes: new Uint8Array(64), length: 0 };
      folder.entries.set(name, node);
      folder.mtimeMs = Date.now();
    } else if ((flags & OPEN.CREAT) !== 0 && (flags & OPEN.EXCL) !== 0) throw new FileError("EEXIST");
    if (node.kind === "link") throw new FileError("ELOOP");
    if (node.kind === "folder" && writes) throw new FileError("EISDIR");
    if (node.kind === "file") {
      if ((flags & OPEN.TRUNC) !== 0 && writes) node.length = 0;
    }
    let file = FIRST_FILE;
    while (this.opened.has(file)) file++;
    this.opened.set(file, { node, flags });
    return file;
  }
  close(file: number): void {
    if (!this.opened.delete(file)) throw new FileError("EBADF");
  }
  read(file: number, into: Uint8Array, position: number | null): number {
    const node = this.openFile(file);
    if ((this.opened.get(file)!.flags & OPEN.ACCMODE) === OPEN.WRONLY) throw new FileError("EBADF");
    const from = position ?? 0;
    const count = Math.max(0, Math.min(into.length, node.length - from));
    into.set(node.bytes.subarray(from, from + count));
    return count;
  }
  write(file: number, bytes: Uint8Array, position: number | null): number {
    const node = this.openFile(file);
    const { flags } = this.opened.get(file)!;
    if ((flags & OPEN.ACCMODE) === OPEN.RDONLY) throw new FileError("EBADF");
    const at = (flags & OPEN.APPEND) !== 0 || position === null ? node.length : position;
    this.resize(node, Math.max(node.length, at + bytes.length));
    node.bytes.set(bytes, at);
    node.mtimeMs = Date.now();
    return bytes.length;
  }
  private resize(node: FileNode, length: number): void {
    if (length > node.bytes.length) {
      const grown = new Uint8Array(Math.max(length, 2 * node.bytes.length));
      grown.set(node.bytes.subarray(0, node.length));
      node.bytes = grown;
    } else node.bytes.fill(0, Math.min(node.length, length));
    node.length = length;
  }
  truncate(file: number, length: number): void {
    const node = this.openFile(file);
    this.resize(node, length);
    node.mtimeMs = Date.now();
  }
  private describe(node: Node): FileStat {
    const type = node.kind === "file" ? MODE.FILE : node.kind === "folder" ? MODE.FOLDER : MODE.LINK;
    return {
      mode: type | node.permissions,
      size: node.kind === "file" ? node.length : node.kind === "link" ? node.target.length : 4096,
      ino: node.ino,
      dev: 1,
      nlink: node.links,
      uid: 0,
      gid: 0,
      atimeMs: node.atimeMs,
      mtimeMs: node.mtimeMs,
      ctimeMs: node.mtimeMs,
    };
  }
  statFile(file: number): FileStat {
    const entry = this.opened.get(file);
    if (entry === undefined) throw new FileError("EBADF");
    return this.describe(entry.node);
  }
  stat(path: string, followLinks: boolean): FileStat {
    return this.describe(this.find(path, followLinks));
  }
  list(path: string): string[] {
    return [...this.findFolder(path).entries.keys()];
  }
  /** Enters a node under a new name. */
  private enter(path: string, node: Node): void {
    const { folder, name } = this.locate(path, false);
    if (name === "" || folder.entries.has(name)) throw new FileError("EEXIST");
    folder.entries.set(name, node);
    folder.mtimeMs = Date.now();
  }
  makeFolder(path: string, mode: number): void {
    this.enter(path, this.newFolder(mode & 0o777 & ~0o022));
  }
  removeFolder(path: string): void {
    const { folder, name } = this.locate(path, false);
    const node = folder.entries.get(name);
    if (name === "") throw new FileError("EBUSY");
    if (node === undefined) throw new FileError("ENOENT");
    if (node.kind !== "folder") throw new FileError("ENOTDIR");
    if (node.entries.size > 0) throw new FileError("ENOTEMPTY");
    folder.entries.delete(name);
    folder.mtimeMs = Date.now();
  }
  remove(path: string): void {
    const { folder, name } = this.locate(path, false);
    const node = folder.entries.get(name);
    if (node === undefined) throw new FileError(name === "" ? "EISDIR" : "ENOENT");
    if (node.kind === "folder") throw new FileError("EISDIR");
    folder.entries.delete(name);
    folder.mtimeMs = Date.now();
    node.links--;
  }
  rename(from: string, to: string): void {
    const source = this.locate(from, false);
    const node = source.folder.entries.get(source.name);
    if (node === undefined) throw new FileError("ENOENT");
    const target = this.locate(to, false);
    if (target.name === "") throw new FileError("EBUSY");
    const there = target.folder.entries.get(target.name);
    if (there === node) return;
    if (there !== undefined) {
      if (there.kind === "folder") {
        if (node.kind !== "folder") throw new FileError("EISDIR");
        if (there.entries.size > 0) throw new FileError("ENOTEMPTY");
      } else if (node.kind === "folder") throw new FileError("ENOTDIR");
    }
    if (node.kind === "folder" && this.holds(node, target.folder)) throw new FileError("EINVAL");
    source.folder.entries.delete(source.name);
    target.folder.entries.set(target.name, node);
    source.folder.mtimeMs = target.folder.mtimeMs = Date.now();
  }
  /** Whether a folder is, or has somewhere inside, another. */
  private holds(folder: FolderNode, other: FolderNode): boolean {
    if (folder === other) return true;
    for (const entry of folder.entries.values())
      if (entry.kind === "folder" && this.holds(entry, other)) return true;
    return false;
  }
  link(target: string, path: string, symbolic: boolean): void {
    if (symbolic) {
      this.enter(path, { ...this.common(0o777), kind: "link", target });
      return;
    }
    const node = this.find(target, false);
    if (node.kind === "folder") throw new FileError("EPERM");
    this.enter(path, node);
    node.links++;
  }
  readLink(path: string): string {
    const node = this.find(path, false);
    if (node.kind !== "link") throw new FileError("EINVAL");
    return node.target;
  }
  setMode(path: string, mode: number): void {
    this.find(path).permissions = mode & 0o7777;
  }
  setTimes(path: string, atimeMs: number, mtimeMs: number): void {
    const node = this.find(path);
    node.atimeMs = atimeMs;
    node.mtimeMs = mtimeMs;
  }
  currentFolder(): string {
    return this.current;
  }
  changeFolder(path: string): void {
    this.findFolder(path);
    const absolute = path.startsWith("/") ? path : `${this.current}/${path}`;
    const parts: string[] = [];
    for (const part of absolute.split("/")) {
      if (part === "..") parts.pop();
      else if (part !== "" && part !== ".") parts.push(part);
    }
    this.current = `/${parts.join("/")}`;
  }
}
