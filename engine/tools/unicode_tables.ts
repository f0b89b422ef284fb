/**
 * The tables of `unicodedata`: a module in Python, `_unicode_tables`, written by CPython itself (Pyodide, in a process of its
 * own), so that they are of CPython's version of Unicode.
 */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { findPyodideFolder } from "./vite_pyodide.ts";

/** Runs of characters alike, then what only some have, a line each; names that follow from the number are left out. */
const WRITER = `
import unicodedata as u
COUNTED = ("CJK UNIFIED IDEOGRAPH", "CJK COMPATIBILITY IDEOGRAPH", "TANGUT IDEOGRAPH", "KHITAN SMALL SCRIPT CHARACTER", "NUSHU CHARACTER")
runs, kinds, last = [], {}, None
old, old_open = [], False
decompositions, numbers, names, counted = [], [], [], {start: [] for start in COUNTED}
category, bidirectional, combining, width, mirrored, past = (
    u.category, u.bidirectional, u.combining, u.east_asian_width, u.mirrored, u.ucd_3_2_0.category)
for n in range(0x110000):
    c = chr(n)
    kind = (category(c), bidirectional(c), combining(c), width(c), mirrored(c))
    if kind != last:
        runs.append((n, kinds.setdefault(kind, len(kinds))))
        last = kind
    assigned = kind[0] not in ("Cn", "Co", "Cs")
    if (assigned and past(c) == "Cn") != old_open:
        old.append(n)
        old_open = not old_open
    if not assigned:
        continue
    if text := u.decomposition(c):
        decompositions.append(f"{n:x};{text}")
    if (value := u.numeric(c, None)) is not None:
        numbers.append(f"{n:x};{u.decimal(c, '')};{u.digit(c, '')};{value!r}")
    name = u.name(c, "")
    start = name.rpartition("-")[0]
    if start in counted and name == f"{start}-{n:X}":
        found = counted[start]
        if found and found[-1][1] == n - 1:
            found[-1][1] = n
        else:
            found.append([n, n])
    elif name and not name.startswith("HANGUL SYLLABLE "):
        names.append(f"{n:x};{name}")
counted = {start: tuple(map(tuple, found)) for start, found in counted.items()}
join = "\\n".join
f'''"""Tables of Unicode {u.unidata_version}, written when the library is built."""
VERSION = {u.unidata_version!r}
STARTS = {tuple(n for n, _ in runs)!r}
KINDS_OF_RUNS = {tuple(k for _, k in runs)!r}
KINDS = {tuple(kinds)!r}
AFTER_3_2 = {tuple(old)!r}
DECOMPOSITIONS = {join(decompositions)!r}
NUMBERS = {join(numbers)!r}
NAMES = {join(names)!r}
COUNTED = {counted!r}
'''
`;

/** The source of `_unicode_tables`. Takes some seconds. */
export function writeUnicodeTables(): string {
  const pyodide = pathToFileURL(join(findPyodideFolder(), "pyodide.mjs")).href;
  const script = `
    import { loadPyodide } from ${JSON.stringify(pyodide)};
    const pyodide = await loadPyodide();
    process.stdout.write(pyodide.runPython(${JSON.stringify(WRITER)}));
  `;
  return execFileSync(process.execPath, ["--input-type=module", "-e", script], {
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
}
