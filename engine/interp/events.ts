/**
 * What happened in an engine, in order, for the timeline and its narrator; and how hot lines are. Kept only when asked
 * for: with recording off every call here returns at once.
 */
import { metrics } from "../base/metrics.ts";
import { lineAt } from "../bytecode/code.ts";
import * as L from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import type { CodePlace, EventView, LineHeat } from "../inspect/views.ts";
import { codeHost, unitIndex } from "../runtime/codes.ts";
import { currentFrame, frameCode } from "../runtime/frames.ts";

/** Events kept; a program that makes more keeps its first ones, and the count goes on. */
const EVENT_LIMIT = 5000;

let on = false;
let events: EventView[] = [];
let startMs = 0;
let heat = new Map<number, { tier1: number; trace: number }>();

export function resetEvents(record: boolean): void {
  on = record;
  events = [];
  heat = new Map();
  startMs = performance.now();
}

export const isRecording = (): boolean => on;

/** Adds an event; the sentence is made only when events are kept. */
export function recordEvent(
  kind: EventView["kind"],
  place: CodePlace | null,
  text: () => string,
  trace: number | null = null,
): void {
  if (!on || events.length >= EVENT_LIMIT) return;
  events.push({
    index: events.length,
    kind,
    at: metrics.turnsTier1 + metrics.turnsTrace,
    ms: performance.now() - startMs,
    trace,
    place,
    text: text(),
  });
}

/** Called each quantum: samples where Tier 1 is. */
export function tickEvents(): void {
  if (!on) return;
  const frame = currentFrame();
  if (frame === 0) return;
  const code = frameCode(frame);
  addHeat(lineAt(codeHost(code).object, unitIndex(code, I32[(frame + L.FRAME_PC) >> 2])), "tier1", 1);
}

/** Counts turns spent on a line. */
export function addHeat(line: number, tier: "tier1" | "trace", turns: number): void {
  if (!on || line < 1) return;
  let entry = heat.get(line);
  if (entry === undefined) {
    entry = { tier1: 0, trace: 0 };
    heat.set(line, entry);
  }
  entry[tier] += turns;
}

export const eventViews = (): readonly EventView[] => events;
export const heatViews = (): LineHeat[] => [...heat].map(([line, counts]) => ({ line, ...counts }));
