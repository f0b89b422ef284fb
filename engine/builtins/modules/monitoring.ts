/**
 * sys.monitoring (PEP 669): tools sign in and out, and say what they would be called with. Nothing reports events here, so
 * asking for any is refused.
 */
import { type Address, type Slot, T } from "../../heap/layout.ts";
import { addRoots } from "../../heap/roots.ts";
import { isExactly, isNone, isRef, refAt, setInt, setNone, setRef } from "../../heap/values.ts";
import { newDict } from "../../objects/dict.ts";
import { newModule } from "../../objects/module.ts";
import { newInstance } from "../../objects/object.ts";
import { newNamespace } from "../../objects/simple_namespace.ts";
import { isStrValue } from "../../objects/str.ts";
import { indexValue } from "../../runtime/number.ts";
import { raise } from "../../runtime/raise.ts";
import { addFunctions, addInt, addObject } from "../functions/table.ts";

/** In the order of their bits; BRANCH stands for both of BRANCH_LEFT and BRANCH_RIGHT. */
const EVENTS = [
  "PY_START",
  "PY_RESUME",
  "PY_RETURN",
  "PY_YIELD",
  "CALL",
  "LINE",
  "INSTRUCTION",
  "JUMP",
  "BRANCH_LEFT",
  "BRANCH_RIGHT",
  "STOP_ITERATION",
  "RAISE",
  "EXCEPTION_HANDLED",
  "PY_UNWIND",
  "PY_THROW",
  "RERAISE",
  "C_RETURN",
  "C_RAISE",
  "BRANCH",
] as const;
const TOOLS = 6;

/** Makes `sys.monitoring`. */
export function makeMonitoring(): Address {
  const module = newModule("sys.monitoring");
  /** Names of the tools that are signed in; 0: none. */
  const names: Address[] = new Array<Address>(TOOLS).fill(0);
  /** What a tool is to be called with, by tool and bit. */
  const callbacks = new Map<string, Address>();
  addRoots((visit) => {
    for (const name of names) visit.object(name);
    for (const callback of callbacks.values()) visit.object(callback);
  });

  const toolOf = (slot: Slot): number => {
    const tool = indexValue(slot);
    if (tool < 0 || tool >= TOOLS)
      throw raise(T.ValueError, `invalid tool ${tool} (must be between 0 and ${TOOLS - 1})`);
    return tool;
  };
  const toolInUse = (slot: Slot): number => {
    const tool = toolOf(slot);
    if (names[tool] === 0) throw raise(T.ValueError, `tool ${tool} is not in use`);
    return tool;
  };
  const forget = (tool: number): void => {
    EVENTS.forEach((_, bit) => callbacks.delete(`${tool} ${bit}`));
  };
  const refuseEvents = (name: string, slot: Slot): void => {
    const events = indexValue(slot);
    if (events < 0 || events >= 2 ** EVENTS.length)
      throw raise(T.ValueError, `invalid event set 0x${(events >>> 0).toString(16)}`);
    if (events !== 0)
      throw raise(T.NotImplementedError, `sys.monitoring.${name}() is not supported: nothing reports events`);
  };
  const requireCode = (slot: Slot): void => {
    if (!isExactly(slot, T.code)) throw raise(T.TypeError, "code must be a code object");
  };

  for (const [name, id] of Object.entries({ DEBUGGER: 0, COVERAGE: 1, PROFILER: 2, OPTIMIZER: 5 }))
    addInt(module, `${name}_ID`, id);
  for (const name of ["DISABLE", "MISSING"]) addObject(module, name, newInstance(T.object));
  const bits = EVENTS.map((name, bit) => [name, (out: Slot) => setInt(out, 2 ** bit)] as const);
  addObject(
    module,
    "events",
    newNamespace({ ...Object.fromEntries(bits), NO_EVENTS: (out) => setInt(out, 0) }),
  );
  addFunctions(module, {
    use_tool_id: [
      "(tool_id, name, /)",
      (args) => {
        const tool = toolOf(args);
        if (!isStrValue(args + 8)) throw raise(T.ValueError, "tool name must be a str");
        if (names[tool] !== 0) throw raise(T.ValueError, `tool ${tool} is already in use`);
        names[tool] = refAt(args + 8);
      },
    ],
    clear_tool_id: ["(tool_id, /)", (args) => forget(toolOf(args))],
    free_tool_id: [
      "(tool_id, /)",
      (args) => {
        const tool = toolOf(args);
        forget(tool);
        names[tool] = 0;
      },
    ],
    get_tool: [
      "(tool_id, /)",
      (args, out) => {
        const name = names[toolOf(args)] as Address;
        if (name === 0) setNone(out);
        else setRef(out, name);
      },
    ],
    register_callback: [
      "(tool_id, event, func, /)",
      (args, out) => {
        const tool = toolOf(args);
        const event = indexValue(args + 8);
        const bit = 31 - Math.clz32(event);
        if (event <= 0 || event !== 2 ** bit)
          throw raise(T.ValueError, "The callback can only be set for one event at a time");
        if (bit >= EVENTS.length) throw raise(T.ValueError, `invalid event ${event}`);
        const key = `${tool} ${bit}`;
        const before = callbacks.get(key);
        if (isNone(args + 16) || !isRef(args + 16)) callbacks.delete(key);
        else callbacks.set(key, refAt(args + 16));
        if (before === undefined) setNone(out);
        else setRef(out, before);
      },
    ],
    get_events: [
      "(tool_id, /)",
      (args, out) => {
        toolOf(args);
        setInt(out, 0);
      },
    ],
    set_events: [
      "(tool_id, event_set, /)",
      (args) => {
        toolInUse(args);
        refuseEvents("set_events", args + 8);
      },
    ],
    get_local_events: [
      "(tool_id, code, /)",
      (args, out) => {
        requireCode(args + 8);
        toolInUse(args);
        setInt(out, 0);
      },
    ],
    set_local_events: [
      "(tool_id, code, event_set, /)",
      (args) => {
        requireCode(args + 8);
        toolInUse(args);
        refuseEvents("set_local_events", args + 16);
      },
    ],
    restart_events: ["()", () => {}],
    _all_events: ["()", (_args, out) => setRef(out, newDict())],
  });
  return module;
}
