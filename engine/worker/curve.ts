/**
 * The curve of a run: pairs of milliseconds since its start and turns done by then, as the engine ticks. Ticks come
 * by the thousand; a point is kept when the run is a sixtieth older than at the last one, so that any run makes a few
 * hundred points, dense where warming up happens.
 */
const FIRST_GAP_MS = 1;
const GROWTH = 1 / 60;

export class CurveSampler {
  private pairs: number[] = [];
  private nextMs = 0;
  private lastMs = -1;

  /** Hears of a tick. */
  tick(ms: number, turns: number): void {
    if (ms >= this.nextMs) this.keep(ms, turns);
  }

  /** The end of the run is a point whenever it comes. */
  end(ms: number, turns: number): void {
    if (ms > this.lastMs) this.keep(ms, turns);
  }

  /** The points since the last call. */
  take(): readonly number[] {
    const { pairs } = this;
    this.pairs = [];
    return pairs;
  }

  private keep(ms: number, turns: number): void {
    this.pairs.push(ms, turns);
    this.lastMs = ms;
    this.nextMs = ms + Math.max(FIRST_GAP_MS, ms * GROWTH);
  }
}
