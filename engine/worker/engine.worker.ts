/**
 * The script of the engine's worker: joins a session (session.ts) to the worker's globals.
 *
 * Slices are deferred through a message channel: timers are clamped to 4 ms when nested, and a microtask would
 * keep the page's messages out. Binaryen, 15 MB, is a chunk of its own that is fetched when somebody looks at WebAssembly.
 */
import { FetchedLibrary } from "./fetched_library.ts";
import type { FromWorker, ToWorker } from "./protocol.ts";
import { EngineSession } from "./session.ts";

/** The part of a worker's global scope that is used here. */
interface WorkerScope {
  readonly location: { readonly href: string };
  postMessage(message: FromWorker): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
}
const scope = globalThis as unknown as WorkerScope;

const channel = new MessageChannel();
let deferred: (() => void)[] = [];
channel.port1.onmessage = () => {
  const due = deferred;
  deferred = [];
  for (const task of due) task();
};

const session = new EngineSession({
  post: (message) => scope.postMessage(message),
  defer(task) {
    deferred.push(task);
    channel.port2.postMessage(null);
  },
  delay(task, ms) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
  now: () => performance.now(),
  loadBinaryen: async () => (await import("binaryen")).default,
  library: new FetchedLibrary(new URL("../library/", scope.location.href).href),
});

scope.onmessage = (event) => session.receive(event.data);
void session.start();
