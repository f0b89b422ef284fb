/**
 * Links that hold everything, in the fragment: no server ever sees it.
 *
 *     #1.<base64url of raw deflate of UTF-8 JSON>
 *
 * The number is the version of the format. Every version that was ever published is read for ever: golden links
 * in the tests hold us to it. Decoding trusts nothing: a field that is not what it should be makes the link a
 * damaged one, and the reason is a sentence for the visitor.
 */
import { deflateSync, inflateSync, strFromU8, strToU8 } from "fflate";
import { type Interpreter, isPassName, type PassName, type Tier } from "./engine.ts";
import type { BenchmarkResult, ContenderResult } from "./schedule.ts";
import { MAX_BLOCKS } from "./schedule.ts";
import type { Selection } from "./selection.ts";
import { type Contender, isTier } from "./tiers.ts";

export type Layout = "explore" | "simple";
export type TraceStage = "uops" | "recorded" | "optimized";

/** What a link carries. */
export interface LinkContent {
  readonly source: string;
  /** The example the program began as, or null. */
  readonly example: string | null;
  readonly tier: Tier;
  readonly interpreter: Interpreter;
  readonly threshold: number | null;
  readonly without: readonly PassName[];
  readonly blocks: number;
  readonly seed: number;
  readonly layout: Layout;
  readonly stage: TraceStage;
  readonly selection: Selection | null;
  /** The author's measurements. */
  readonly benchmark: BenchmarkResult | null;
  /** Run on opening; only ever set by hand or by an embedding page. */
  readonly autorun: boolean;
}

export type DecodedLink =
  | { readonly ok: true; readonly content: LinkContent }
  | { readonly ok: false; readonly reason: string };

/** A program longer than this does not travel in a link: messengers and browsers cut long addresses. */
export const SOURCE_LIMIT = 200_000;
const CURVE_POINTS = 48;

// The short names on the wire.
interface Wire {
  s: string;
  e?: string;
  t?: string;
  /** Tier 1 in TypeScript. */
  i?: 1;
  h?: number;
  n?: string[];
  k?: number;
  d?: number;
  l?: string;
  g?: string;
  x?: unknown[];
  b?: WireBenchmark;
  a?: 1;
}

interface WireBenchmark {
  p: string;
  /** browser, cores, clock step, blocks, seed, threshold or 0, passes left out, and 1 when Tier 1 ran in TypeScript, else 0 */
  v: [string, number, number, number, number, number, (readonly string[])?, (0 | 1)?];
  c: [id: string, ms: number[], curve: number[], absent?: string][];
  /** Contenders whose output differed. */
  o?: string[];
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64Url(text: string): Uint8Array {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** Every so-many-th pair, the last one included, times to a hundredth of a millisecond. */
function thinCurve(pairs: readonly number[]): number[] {
  const count = pairs.length >> 1;
  const kept: number[] = [];
  const step = Math.max(1, Math.ceil(count / CURVE_POINTS));
  for (let i = 0; i < count; i++) {
    if (i % step !== 0 && i !== count - 1) continue;
    kept.push(Math.round(pairs[i * 2]! * 100) / 100, pairs[i * 2 + 1]!);
  }
  return kept;
}

function packSelection(selection: Selection): unknown[] {
  switch (selection.kind) {
    case "line":
      return ["l", selection.line];
    case "instruction":
      return ["i", selection.code, selection.offset];
    case "uop":
      return ["u", selection.trace, selection.index];
    case "ir":
      return [selection.stage === "recorded" ? "r" : "o", selection.trace, selection.id];
    case "wasm":
      return ["w", selection.trace, selection.line];
  }
}

function packBenchmark(result: BenchmarkResult): WireBenchmark {
  const { environment, settings } = result;
  return {
    p: result.program,
    v: [
      environment.browser,
      environment.cores,
      environment.clockStepMs,
      settings.blocks,
      settings.seed,
      settings.threshold ?? 0,
      settings.without,
      settings.interpreter === "typescript" ? 1 : 0,
    ],
    c: result.contenders.map((contender) => {
      const ms = contender.ms.map((value) => Math.round(value * 100) / 100);
      const curve = thinCurve(contender.curve);
      return contender.absent === null
        ? [contender.id, ms, curve]
        : [contender.id, ms, curve, contender.absent];
    }),
    ...(result.disagreeing.length > 0 ? { o: [...result.disagreeing] } : {}),
  };
}

/** The fragment of a link, with its `#`. */
export function encodeLink(content: LinkContent): string {
  const wire: Wire = { s: content.source };
  if (content.example !== null) wire.e = content.example;
  if (content.tier !== "jit") wire.t = content.tier;
  if (content.interpreter === "typescript") wire.i = 1;
  if (content.threshold !== null) wire.h = content.threshold;
  if (content.without.length > 0) wire.n = [...content.without];
  if (content.blocks !== 5) wire.k = content.blocks;
  if (content.seed !== 1) wire.d = content.seed;
  if (content.layout !== "explore") wire.l = content.layout;
  if (content.stage !== "optimized") wire.g = content.stage;
  if (content.selection !== null) wire.x = packSelection(content.selection);
  if (content.benchmark !== null) wire.b = packBenchmark(content.benchmark);
  if (content.autorun) wire.a = 1;
  return `#1.${toBase64Url(deflateSync(strToU8(JSON.stringify(wire)), { level: 9 }))}`;
}

/** Thrown inside the decoder only; its message is the reason a visitor reads. */
class DamagedLink extends Error {}

function demand(condition: boolean, what: string): asserts condition {
  if (!condition) throw new DamagedLink(`The link is damaged: ${what}.`);
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function isFiniteList(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => typeof item === "number" && Number.isFinite(item));
}

function unpackSelection(value: unknown): Selection {
  demand(Array.isArray(value) && value.slice(1).every(isCount), "its selection makes no sense");
  const [kind, first, second] = value as [string, number, number];
  if (kind === "l" && value.length === 2) return { kind: "line", line: first };
  demand(value.length === 3, "its selection makes no sense");
  if (kind === "i") return { kind: "instruction", code: first, offset: second };
  if (kind === "u") return { kind: "uop", trace: first, index: second };
  if (kind === "r") return { kind: "ir", trace: first, stage: "recorded", id: second };
  if (kind === "o") return { kind: "ir", trace: first, stage: "optimized", id: second };
  demand(kind === "w", "its selection makes no sense");
  return { kind: "wasm", trace: first, line: second };
}

function isPasses(value: unknown): value is PassName[] {
  return Array.isArray(value) && value.every((name) => typeof name === "string" && isPassName(name));
}

function isContender(value: unknown): value is Contender {
  return value === "cpython" || isTier(value);
}

function unpackBenchmark(value: unknown): BenchmarkResult {
  const broken = "its measurements make no sense";
  demand(typeof value === "object" && value !== null, broken);
  const wire = value as Partial<WireBenchmark>;
  demand(typeof wire.p === "string" && Array.isArray(wire.v) && Array.isArray(wire.c), broken);
  const [browser, cores, clockStepMs, blocks, seed, threshold, without = [], inTypeScript] = wire.v;
  demand(typeof browser === "string" && isFiniteList([cores, clockStepMs]), broken);
  demand(isCount(blocks) && isCount(seed) && isCount(threshold) && isPasses(without), broken);
  demand(inTypeScript === undefined || inTypeScript === 0 || inTypeScript === 1, broken);
  const contenders = wire.c.map((row): ContenderResult => {
    demand(Array.isArray(row) && isContender(row[0]) && isFiniteList(row[1]) && isFiniteList(row[2]), broken);
    demand(row[3] === undefined || typeof row[3] === "string", broken);
    return { id: row[0], ms: row[1], curve: row[2], absent: row[3] ?? null };
  });
  const disagreeing = wire.o ?? [];
  demand(Array.isArray(disagreeing) && disagreeing.every(isContender), broken);
  return {
    program: wire.p,
    settings: {
      blocks,
      seed,
      // Links from before there were two builds do not say; there was TypeScript only.
      interpreter: inTypeScript === 0 ? "wasm" : "typescript",
      threshold: threshold === 0 ? null : threshold,
      without,
      cpython: contenders.some((contender) => contender.id === "cpython"),
    },
    environment: { browser, cores, clockStepMs },
    contenders,
    disagreeing,
  };
}

function unpack(value: unknown): LinkContent {
  demand(typeof value === "object" && value !== null && !Array.isArray(value), "it holds no program");
  const wire = value as Partial<Record<keyof Wire, unknown>>;
  demand(typeof wire.s === "string", "it holds no program");
  demand(wire.s.length <= SOURCE_LIMIT, "its program is too long");
  demand(wire.e === undefined || typeof wire.e === "string", "its example has no name");
  demand(wire.t === undefined || isTier(wire.t), "it names a tier that there is not");
  demand(wire.i === undefined || wire.i === 1, "it names a build of Tier 1 that there is not");
  demand(wire.h === undefined || (isCount(wire.h) && wire.h >= 1), "its threshold is not a number of turns");
  demand(wire.n === undefined || isPasses(wire.n), "it leaves out a pass that there is not");
  demand(
    wire.k === undefined || (isCount(wire.k) && wire.k >= 1 && wire.k <= MAX_BLOCKS),
    "its number of blocks is out of range",
  );
  demand(wire.d === undefined || isCount(wire.d), "its seed is not a number");
  demand(wire.l === undefined || wire.l === "simple", "it names a layout that there is not");
  demand(
    wire.g === undefined || wire.g === "uops" || wire.g === "recorded",
    "it names a view that there is not",
  );
  return {
    source: wire.s,
    example: wire.e ?? null,
    tier: wire.t ?? "jit",
    interpreter: wire.i === 1 ? "typescript" : "wasm",
    threshold: wire.h ?? null,
    without: wire.n ?? [],
    blocks: wire.k ?? 5,
    seed: wire.d ?? 1,
    layout: wire.l ?? "explore",
    stage: wire.g ?? "optimized",
    selection: wire.x === undefined ? null : unpackSelection(wire.x),
    benchmark: wire.b === undefined ? null : unpackBenchmark(wire.b),
    autorun: wire.a === 1,
  };
}

/** Whether a fragment is meant as a link of ours: others are left alone. */
export function isLink(fragment: string): boolean {
  return /^#\d+\./.test(fragment);
}

/** Reads a fragment, `#` included. Never throws. */
export function decodeLink(fragment: string): DecodedLink {
  const match = /^#(\d+)\.([\w-]*)(.*)$/s.exec(fragment);
  if (match === null)
    return { ok: false, reason: "The link is damaged: it does not begin as a link should." };
  if (match[1] !== "1") {
    return { ok: false, reason: `The link was made by a newer version of Tierup (format ${match[1]}).` };
  }
  if (match[3] !== "") {
    return { ok: false, reason: "The link is damaged: it contains characters that do not belong in it." };
  }
  try {
    // A damaged deflate stream may blow up to anything; a real one of ours stays within this.
    const bytes = inflateSync(fromBase64Url(match[2]!), { out: new Uint8Array(2_000_000) });
    return { ok: true, content: unpack(JSON.parse(strFromU8(bytes))) };
  } catch (error) {
    if (error instanceof DamagedLink) return { ok: false, reason: error.message };
    return { ok: false, reason: "The link is damaged: it was cut off or changed on its way." };
  }
}
