/**
 * The page's only door to the engine: every other file of `app/` takes types and the client from here.
 */
export type {
  CodePlace,
  CodeView,
  EngineStats,
  EventView,
  ExitView,
  InstructionView,
  IrView,
  LineHeat,
  Snapshot,
  TraceView,
  UopView,
  WasmLineView,
} from "../../engine/inspect/views.ts";
export { VIEW_VERSION } from "../../engine/inspect/views.ts";
export { EngineClient, type EngineMessage } from "../../engine/worker/client.ts";
export type { Interpreter, PassName, RunOptions, Tier } from "../../engine/worker/protocol.ts";
export { isPassName, PASS_NAMES } from "../../engine/worker/protocol.ts";
