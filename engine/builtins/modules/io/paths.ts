/** Arguments that name files. */
import { type Slot, T } from "../../../heap/layout.ts";
import { intern } from "../../../heap/strings.ts";
import { copyValue, isNone, isUnbound, setInt } from "../../../heap/values.ts";
import { bytesOf, isBytesLike } from "../../../objects/bytes.ts";
import { decodeBytes } from "../../../objects/codecs.ts";
import { isStrValue, textOf } from "../../../objects/str.ts";
import { typeNameOf } from "../../../objects/type.ts";
import { callValue } from "../../../runtime/call.ts";
import { checkedPath, FileError, MODE, OPEN, withFiles } from "../../../runtime/files.ts";
import { hasIndex, indexValue } from "../../../runtime/number.ts";
import { raise } from "../../../runtime/raise.ts";
import { callSpecial0 } from "../../../runtime/special.ts";
import { markTemps, pushTemp, pushTemps, releaseTemps } from "../../../runtime/state.ts";
import { host } from "../../../runtime/tierup.ts";

/** The text of a path-like value: str, bytes, or what its `__fspath__` gives, which takes its place in the slot. Raises TypeError. */
export function pathText(slot: Slot): string {
  if (isStrValue(slot)) return checkedPath(textOf(slot));
  if (isBytesLike(slot)) return checkedPath(decodeBytes(bytesOf(slot).slice(), "utf-8", "surrogateescape"));
  const mark = markTemps();
  const held = pushTemp();
  if (!callSpecial0(slot, intern("__fspath__"), held))
    throw raise(T.TypeError, `expected str, bytes or os.PathLike object, not ${typeNameOf(slot)}`);
  if (!isStrValue(held) && !isBytesLike(held))
    throw raise(
      T.TypeError,
      `expected ${typeNameOf(slot)}.__fspath__() to return str or bytes, not ${typeNameOf(held)}`,
    );
  // What an error names, and what a file is called, is the path itself.
  copyValue(held, slot);
  releaseTemps(mark);
  return pathText(slot);
}

/** Opens what an argument names: a path, or the number of a file that is open. Folders are refused, as open() does. */
export function fileArgument(slot: Slot, mode: string, opener: Slot): number {
  if (!isStrValue(slot) && hasIndex(slot)) {
    const file = indexValue(slot);
    if (file < 0) throw raise(T.ValueError, "negative file descriptor");
    return file;
  }
  const path = pathText(slot);
  const updates = mode.includes("+");
  let flags: number = updates ? OPEN.RDWR : mode.includes("r") ? OPEN.RDONLY : OPEN.WRONLY;
  if (mode.includes("w")) flags |= OPEN.CREAT | OPEN.TRUNC;
  if (mode.includes("a")) flags |= OPEN.CREAT | OPEN.APPEND;
  if (mode.includes("x")) flags |= OPEN.CREAT | OPEN.EXCL;
  if (!isUnbound(opener) && !isNone(opener)) {
    const temps = pushTemps(3);
    copyValue(slot, temps);
    setInt(temps + 8, flags);
    callValue(opener, temps, 2, 0, temps + 16);
    const file = indexValue(temps + 16);
    if (file < 0) throw raise(T.ValueError, `opener returned ${file}`);
    return file;
  }
  return withFiles(() => {
    const file = host.files.open(path, flags, 0o666);
    if ((host.files.statFile(file).mode & MODE.TYPE) === MODE.FOLDER) {
      host.files.close(file);
      throw new FileError("EISDIR");
    }
    return file;
  }, slot);
}
