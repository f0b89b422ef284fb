import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EngineClient, type EngineMessage, type EngineWorker, STOP_GRACE_MS } from "./client.ts";
import type { FromWorker, RunOptions, ToWorker } from "./protocol.ts";

const OPTIONS: RunOptions = { tier: "tier1", inspect: false };

class FakeWorker implements EngineWorker {
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  readonly received: ToWorker[] = [];
  terminated = false;

  postMessage(message: ToWorker): void {
    this.received.push(message);
  }
  terminate(): void {
    this.terminated = true;
  }
  say(message: FromWorker): void {
    this.onmessage?.({ data: message } as MessageEvent<FromWorker>);
  }
}

describe("the page's end of the protocol", () => {
  let workers: FakeWorker[];
  let heard: EngineMessage[];
  let client: EngineClient;

  beforeEach(() => {
    vi.useFakeTimers();
    workers = [];
    heard = [];
    client = new EngineClient(
      (message) => heard.push(message),
      () => {
        const worker = new FakeWorker();
        workers.push(worker);
        return worker;
      },
    );
  });
  afterEach(() => {
    client.dispose();
    vi.useRealTimers();
  });

  function finish(worker: FakeWorker, run: number, stopped: boolean): void {
    worker.say({ type: "finished", run, exitCode: 0, ms: 1, stopped, stats: {} as never });
  }

  it("numbers runs and allows one at a time", () => {
    expect(client.run("pass", "main.py", OPTIONS)).toBe(1);
    expect(() => client.run("pass", "main.py", OPTIONS)).toThrow(/one run at a time/);
    finish(workers[0]!, 1, false);
    expect(client.run("pass", "main.py", OPTIONS)).toBe(2);
  });

  it("leaves a worker alone that answers a stop in time", () => {
    client.run("while True: pass", "main.py", OPTIONS);
    client.stop();
    finish(workers[0]!, 1, true);
    vi.advanceTimersByTime(STOP_GRACE_MS * 2);
    expect(workers).toHaveLength(1);
    expect(workers[0]!.terminated).toBe(false);
    expect(heard.map((message) => message.type)).toEqual(["finished"]);
  });

  it("terminates a worker that does not answer, says so, and brings up a fresh one", () => {
    client.run("pow(7, 10 ** 9)", "main.py", OPTIONS);
    workers[0]!.say({ type: "output", run: 1, stream: 1, text: "before" });
    client.stop();
    vi.advanceTimersByTime(STOP_GRACE_MS - 1);
    expect(workers[0]!.terminated).toBe(false);
    vi.advanceTimersByTime(1);
    expect(workers[0]!.terminated).toBe(true);
    expect(workers).toHaveLength(2);
    expect(heard.map((message) => message.type)).toEqual(["output", "killed", "restarted"]);
    expect(client.run("pass", "main.py", OPTIONS)).toBe(2);
  });

  it("hears nothing more of a worker it has given up", () => {
    client.run("pass", "main.py", OPTIONS);
    const late = workers[0]!.onmessage;
    client.stop();
    vi.advanceTimersByTime(STOP_GRACE_MS);
    heard.length = 0;
    late?.({ data: { type: "output", run: 1, stream: 1, text: "late" } } as MessageEvent<FromWorker>);
    expect(heard).toEqual([]);
  });

  it("replaces a worker in which the engine crashed, unless it never loaded", () => {
    workers[0]!.say({ type: "crash", run: 0, message: "no such file" });
    expect(workers).toHaveLength(1);
    client.restart();
    workers[1]!.say({ type: "ready" });
    client.run("pass", "main.py", OPTIONS);
    workers[1]!.say({ type: "crash", run: 1, message: "assertion failed" });
    expect(workers).toHaveLength(3);
    expect(client.isRunning).toBe(false);
  });
});
