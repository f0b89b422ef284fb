/**
 * All panes, in the order of their number keys. A pane is a folder and one line here.
 */
import type { ComponentType } from "react";
import type { PaneId } from "../session/store.ts";
import { BytecodePane } from "./bytecode/BytecodePane.tsx";
import { OutputPane } from "./output/OutputPane.tsx";
import { SourcePane } from "./source/SourcePane.tsx";
import { SpeedPane } from "./speed/SpeedPane.tsx";
import { TimelinePane } from "./timeline/TimelinePane.tsx";
import { TracePane } from "./trace/TracePane.tsx";
import { TracesPane } from "./traces/TracesPane.tsx";
import { WasmPane } from "./wasm/WasmPane.tsx";

export interface PaneEntry {
  readonly id: PaneId;
  readonly title: string;
  /** Rung of the ladder, beside the editor's output, or a tab of the dock. */
  readonly place: "ladder" | "output" | "dock";
  readonly component: ComponentType;
}

export const PANES: readonly PaneEntry[] = [
  { id: "source", title: "Source", place: "ladder", component: SourcePane },
  { id: "bytecode", title: "Bytecode", place: "ladder", component: BytecodePane },
  { id: "trace", title: "Trace", place: "ladder", component: TracePane },
  { id: "wasm", title: "WebAssembly", place: "ladder", component: WasmPane },
  { id: "output", title: "Output", place: "output", component: OutputPane },
  { id: "timeline", title: "Timeline", place: "dock", component: TimelinePane },
  { id: "traces", title: "Traces", place: "dock", component: TracesPane },
  { id: "speed", title: "Speed", place: "dock", component: SpeedPane },
];

export function paneOf(id: PaneId): PaneEntry {
  return PANES.find((pane) => pane.id === id)!;
}
