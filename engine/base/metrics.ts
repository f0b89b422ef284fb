/** Every counter of the engine. Plain numbers, reset with the engine; read through `Engine.stats()`. */
const initial = {
  specialisations: 0,
  deopts: 0,
  turnsTier1: 0,
  turnsTrace: 0,
  tracesRecorded: 0,
  tracesCompiled: 0,
  bridges: 0,
  sideExits: 0,
  invalidations: 0,
  wasmBytes: 0,
  recordMs: 0,
  optimizeMs: 0,
  lowerMs: 0,
  compileMs: 0,
  collections: 0,
  collectMs: 0,
};
export const metrics: Record<keyof typeof initial, number> = { ...initial };
/** Recordings given up, by reason. */
export let aborts: Record<string, number> = {};

export function resetMetrics(): void {
  Object.assign(metrics, initial);
  aborts = {};
}
