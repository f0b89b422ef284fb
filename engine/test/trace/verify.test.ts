/** The verifier of trace IR: each of its checks fires at what it is for, and what is right passes. */
import { afterEach, describe, expect, test } from "vitest";
import { createEngine } from "../../index.ts";
import type { PassName } from "../../optimize/pass_names.ts";
import type { BridgeBody } from "../../optimize/pipeline.ts";
import { optimizeRoot } from "../../optimize/pipeline.ts";
import type { Pass } from "../../optimize/reducer.ts";
import { Reducer } from "../../optimize/reducer.ts";
import { verifyBridge, verifyExits, verifyRoot } from "../../optimize/verify.ts";
import {
  type CallTarget,
  type FrameState,
  type Ins,
  type InsFields,
  type IrOp,
  makeIns,
  type Snapshot,
} from "../../trace/ir.ts";
import { IrVerifier, verification, verifyState } from "../../trace/verify.ts";
import { parseTrace } from "../optimize/parse_trace.ts";

const ORIGIN = { code: 0, unit: 0, uop: -1 };
const make = (op: IrOp, args: readonly Ins[] = [], fields: InsFields = {}): Ins =>
  makeIns(op, args, ORIGIN, "recorded", fields);

const param = make("param");
const object = make("unbox_ref", [param]);
const number = make("const_i32", [], { imm: 3 });
const truth = make("is_int", [param]);
const given = [param, object, truth];

const frame = (fields: Partial<FrameState> = {}): FrameState => ({
  code: 0,
  func: null,
  generator: null,
  slots: [param],
  locals: 0,
  unit: 0,
  lasti: 0,
  flags: 0,
  ...fields,
});
const snapshot = (fields: Partial<Snapshot> = {}): Snapshot => ({
  exit: 0,
  frames: [frame()],
  reason: "",
  raises: false,
  forks: false,
  decides: false,
  ...fields,
});
const guard = (fields: Partial<Snapshot> = {}, imm = 1): Ins =>
  make("guard", [truth], { imm, snapshot: snapshot(fields) });
const call = (target: CallTarget, args: readonly Ins[], op: IrOp = "call"): Ins =>
  make(op, args, { call: target, snapshot: snapshot({ exit: 9, raises: true }) });
const APPEND = { kind: "runtime", fn: "appendToList" } as const;
const COMPARE = { kind: "runtime", fn: "compareStrings" } as const;
const SLICE = { kind: "runtime", fn: "newCell" } as const;
const NATIVE = { kind: "native", index: 0, name: "f", kills: "none", isCalm: false } as const;
const load = (fields: InsFields = {}): Ins =>
  make("load_value", [object], { alias: "slot", imm: 16, ...fields });
const store = (fields: InsFields = {}): Ins =>
  make("store_value", [object, param], { alias: "slot", imm: 16, ...fields });

const check = (...list: Ins[]): void => new IrVerifier("a test", given).checkAll(list);

/** What is wrong, by what the verifier says of it. */
const WRONG: Readonly<Record<string, readonly Ins[]>> = {
  // order and types
  "is not computed before": [make("not", [make("is_int", [param])])],
  "it stands there twice": [load(), ...Array.from({ length: 2 }, () => truth)],
  "it takes 2 operands": [make("add_i32", [number])],
  "is a bool, not a i32": [make("add_i32", [number, truth])],
  "is a i32, not a value": [make("is_int", [number])],
  "operand 1 is a i32, not a value": [call(APPEND, [param, number])],
  "operand 2 is a value, not a number": [call(COMPARE, [param, param, param])],
  "it takes 3 operands": [call(COMPARE, [param, param])],
  "its type is f64": [{ ...make("not", [truth]), type: "f64" }],
  // fields
  "loads and stores, and only they, name an alias class": [load({ alias: null })],
  "is written only once": [store({ alias: "header" })],
  "it expects neither truth": [guard({}, 2)],
  "words belong to boxed constants": [make("is_int", [param], { words: [1, 2] })],
  "calls, and only they, have a target": [make("call", [], { snapshot: snapshot() })],
  'its target is of the kind "native"': [call(NATIVE, [], "call_stack")],
  "what may leave, and only that, has a snapshot": [make("guard", [truth], { imm: 1 })],
  // results
  "the call before gives no such result": [make("result_value")],
  // exits
  "a guard does not raise": [guard({ raises: true })],
  "only a fork decides": [guard({ decides: true })],
  "exit 0 is not its own": [guard(), guard({ forks: true })],
  "exit 0 has two states": [guard(), guard()],
  // snapshots
  "is that of the trace itself": [guard({ frames: [frame({ func: object })] })],
  "is that of a function or a generator": [guard({ frames: [frame(), frame()] })],
  "is no object": [guard({ frames: [frame(), frame({ func: truth })] })],
  "lacks a local": [guard({ frames: [frame({ locals: 2 })] })],
  "frame 0 of its snapshot: v": [guard({ frames: [frame({ slots: [truth] })] })],
  "frame 1 of its snapshot: v": [guard({ frames: [frame(), frame({ func: object, slots: [load()] })] })],
};

describe("a list is wrong where", () => {
  test.each(Object.entries(WRONG))("%s", (why, list) => {
    expect(() => check(...list)).toThrow(why);
    expect(() => check(...list)).toThrow("the IR is wrong after a test");
  });

  test("memory has changed since an exit", () => {
    const first = guard();
    const second = make("guard", [truth], { imm: 1, snapshot: { ...(first.snapshot as Snapshot) } });
    expect(() => check(first, second)).not.toThrow();
    expect(() => check(first, store(), second)).toThrow("memory has changed since exit 0");
  });

  test("a result belongs to another call", () => {
    const asked = call(COMPARE, [param, param, number]);
    expect(() => check(asked, make("result_i32"))).not.toThrow();
    expect(() => check(asked, make("result_value"))).toThrow("gives no such result");
    expect(() => check(call(SLICE, [param]), make("result_i32"))).toThrow("gives no such result");
    expect(() => check(call(NATIVE, [param]), make("result_value", [], { imm: 1 }))).toThrow(
      "gives no such result",
    );
    expect(() => check(asked, make("frame_value", [], { words: [0, 16] }))).toThrow("gives no such result");
  });
});

test("what is right passes", () => {
  const loaded = load();
  const boxed = make("box_ref", [object]);
  const made = call(SLICE, [boxed]);
  expect(() =>
    check(loaded, make("is_int", [loaded]), guard(), store(), made, make("result_value")),
  ).not.toThrow();
});

const TURN = `
  v1: value = param 0
  v2: bool = is_int v1
  guard v2 → exit 0 [v1]
  v3: i32 = unbox_int v1
  v4: i32 = add_i32 v3, 1
  v5: value = box_int v4
  head v5`;

describe("a root trace is wrong where", () => {
  const optimized = (): ReturnType<typeof optimizeRoot> => {
    let exits = 0;
    return optimizeRoot(parseTrace(TURN), () => exits++);
  };
  const wrong = (change: (root: ReturnType<typeof optimizeRoot>) => object): (() => void) => {
    const root = optimized();
    return () => verifyRoot({ ...root, ...change(root) });
  };

  test("nothing is: it passes", () => {
    expect(() => verifyRoot(optimized())).not.toThrow();
  });
  test("a carried value gets a value of another type", () => {
    expect(wrong(({ moves }) => ({ moves: moves.map(({ to }) => ({ to, from: param })) }))).toThrow("what v");
  });
  test("a value is carried twice", () => {
    expect(wrong(({ moves }) => ({ moves: [...moves, ...moves] }))).toThrow("two moves give it a value");
  });
  test("what the loop carries is not the preamble's", () => {
    expect(wrong(({ moves }) => ({ moves: moves.map(({ from }) => ({ to: truth, from })) }))).toThrow(
      "the loop carries what the preamble has not computed",
    );
  });
  test("a slot at the head is no value", () => {
    expect(wrong(() => ({ atHead: [truth] }))).toThrow("a slot at the head");
  });
  test("the loop needs what nobody computes", () => {
    expect(wrong(({ preamble }) => ({ preamble: preamble.slice(1) }))).toThrow("is not computed before");
  });
});

describe("a bridge is wrong where", () => {
  const body = (fields: Partial<BridgeBody>): BridgeBody => ({
    list: [],
    slots: [param],
    result: null,
    leave: null,
    reducer: new Reducer([], "bridge"),
    ...fields,
  });
  const inherited = {
    reducer: new Reducer([], "preamble"),
    before: () => true,
    mayUse: (one: Ins) => one === param,
  };
  test("nothing is: it passes", () => {
    expect(() => verifyBridge(body({}), inherited)).not.toThrow();
  });
  test("it uses what its exit has not left behind", () => {
    expect(() => verifyBridge(body({ list: [make("is_int", [load()])] }), inherited)).toThrow(
      "is not computed before",
    );
  });
  test("it ends in no way, or in two", () => {
    expect(() => verifyBridge(body({ slots: null }), inherited)).toThrow("ends in one way, not 0");
    expect(() => verifyBridge(body({ result: param }), inherited)).toThrow("ends in one way, not 2");
  });
});

describe("the exits of a tree are wrong where", () => {
  const leaving = guard();
  const exits = (one: Snapshot): Map<number, { snapshot: Snapshot }> => new Map([[0, { snapshot: one }]]);
  test("nothing is: they pass", () => {
    expect(() => verifyExits(exits(leaving.snapshot as Snapshot), [leaving])).not.toThrow();
  });
  test("one is missing", () => {
    expect(() => verifyExits(new Map(), [leaving])).toThrow("its exit is not among them");
  });
  test("one has another state", () => {
    expect(() => verifyExits(exits(snapshot()), [leaving])).toThrow("its exit has another state");
  });
  test("one holds a number of 64 bits", () => {
    const wide = make("widen_i32", [number]);
    const far = guard({ frames: [frame({ slots: [wide] })] });
    expect(() => verifyExits(exits(far.snapshot as Snapshot), [far])).toThrow("is a number of 64 bits");
  });
});

describe("a pass is named that", () => {
  afterEach(() => {
    verification.isOn = false;
  });
  const reduced = (pass: Pass, op: IrOp, args: readonly Ins[], fields: InsFields = {}): (() => void) => {
    verification.isOn = true;
    const reducer = new Reducer([pass], "loop");
    return () => {
      reducer.emit(op, args, fields);
    };
  };
  const answer = (use: Ins | null): Pass => ({
    name: "cse",
    reduce: () => ({ use, reason: "it is so", by: null }),
  });
  test("puts a value of another type in place of one", () => {
    expect(reduced(answer(number), "is_int", [param])).toThrow("after cse: ");
    expect(reduced(answer(number), "is_int", [param])).toThrow("3 in its place is a i32, not a bool");
  });
  test("takes out what gives a value", () => {
    expect(reduced(answer(null), "is_int", [param])).toThrow("is not taken out without one");
  });
  test("but not one that takes out a guard", () => {
    expect(reduced(answer(null), "guard", [truth], { imm: 1, snapshot: snapshot() })).not.toThrow();
  });
});

describe("a recording has lost Tier 1 where", () => {
  const SOURCE = "total = 0\nfor i in range(9):\n    total += i\nprint(total)\n";
  const run = (): string => {
    let printed = "";
    const engine = createEngine({
      tier: "tier2",
      threshold: 1,
      verify: true,
      write: (_stream, text) => {
        printed += text;
      },
    });
    engine.start(SOURCE, "main.py");
    engine.resume();
    return printed;
  };
  test("nothing is lost: it is silent", () => {
    expect(run()).toBe("36\n");
  });
  test("a slot is missing, or holds something else", () => {
    run();
    // Of a memory that is all zero no frame has slots, and no slot holds an int.
    const address = 1 << 24;
    const none = { code: 0, address, slots: [] };
    expect(() => verifyState([none], () => ({ lo: 0, hi: 0 }))).toThrow("slots are recorded");
    const above = { code: 0, address: 64, slots: [] };
    const one = { code: 0, address, slots: [param] };
    expect(() => verifyState([one, above], () => ({ lo: 1, hi: -1 }))).toThrow("slot 0 is v");
  });
});

test("an engine is told of a pass that there is not", () => {
  expect(() => createEngine({ without: ["magic" as PassName], write: () => undefined })).toThrow(
    'there is no pass "magic"',
  );
});
