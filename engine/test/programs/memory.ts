/** The engine's memory after a program, and where two differ. */
import { heapEnd } from "../../heap/allocate.ts";
import * as L from "../../heap/layout.ts";
import { U8 } from "../../heap/memory.ts";

/** Programs whose memory no two runs leave alike, and why. */
export const CHANGING_MEMORY: Readonly<Record<string, string>> = {
  "cases/int_boundaries": "ints past 53 bits are made in limbs, and by the kernel at once",
  "cases/jit_ints_past_a_word": "ints past 53 bits are made in limbs, and by the kernel at once",
  "cases/int_limbs": "ints past 53 bits are made in limbs, and by the kernel at once",
  "cases/async_asyncio": "logging keeps when it was imported",
  "cases/pasted_doctest": "a native makes a passing object that the kernel's form does without",
  "cases/stdlib_singledispatchmethod": "a native makes a passing object that the kernel's form does without",
  "cases/typing_forms": "a native makes a passing object that the kernel's form does without",
  "cases/pasted_calendar": "a native makes a passing object that the kernel's form does without",
  "cases/pasted_enums": "a native makes a passing object that the kernel's form does without",
  "cases/pasted_formats": "a native makes a passing object that the kernel's form does without",
  "cases/pasted_interpreter": "a native makes a passing object that the kernel's form does without",
  "cases/pasted_objects": "a native makes a passing object that the kernel's form does without",
  "cases/stdlib_small_modules": "a native makes a passing object that the kernel's form does without",
  "cases/pasted_ast_tools": "a native makes a passing object that the kernel's form does without",
  "cases/stdlib_functools": "a native makes a passing object that the kernel's form does without",
  "cases/pasted_bank": "a native makes a passing object that the kernel's form does without",
  "cases/imports_basic": "seeds random from the clock",
  "cases/imports_time": "keeps what the clock said",
  "cases/pasted_archives": "gives a folder a random name, and files times",
  "cases/stdlib_gc_and_weakref": "collects what the last result of a native still holds in one build",
  "cases/pasted_files_folders": "gives a folder a random name, and files times",
  "cases/pasted_files_modes": "gives files times",
  "cases/pasted_hashes": "draws on the host's entropy",
  "cases/pasted_log_report": "keeps what the clock said",
  "cases/pasted_unit_tests": "measures how long its tests take",
};

/** All that the present engine has written, but for the scratch of natives that the kernel's forms do without, and dead frames. */
export function copyMemory(): Uint8Array {
  const memory = U8.slice(0, heapEnd());
  memory.fill(0, L.STATE_RESULT, L.STATE_RESULT + 8);
  memory.fill(0, L.TEMPS_BASE, L.HEAP_BASE);
  return memory;
}

const AREAS = [
  ["state", 0],
  ["free lists", L.FREE_LISTS],
  ["static objects", L.STATIC_OBJECTS],
  ["attribute caches", L.LOAD_CACHE],
  ["heap", L.HEAP_BASE],
] as const;

/** The first difference in the words of heap/layout.ts; null when there is none. */
export function describeMemoryDifference(a: Uint8Array, b: Uint8Array): string | null {
  if (a.length !== b.length) return `${a.length} and ${b.length} bytes`;
  if (Buffer.compare(a, b) === 0) return null;
  const at = a.findIndex((byte, i) => byte !== b[i]) & -4;
  const [area, base] = AREAS.findLast(([, start]) => start <= at)!;
  const word = (bytes: Uint8Array): string =>
    `0x${new DataView(bytes.buffer).getUint32(at, true).toString(16)}`;
  return `${area} + ${at - base}: ${word(a)} and ${word(b)}`;
}
