/**
 * The meaning of the instructions that move between frames or through code, written once for both builds of Tier 1, and
 * of what every instruction may meet on its way: the fuel, the counter of its family. (What a trace makes of a control
 * is the recorder's business: it follows the frames.)
 *
 * A body is printed in order. Guards come first, as in uops.ts; the end is `go`, `again` or `exit`.
 */
import * as L from "../heap/layout.ts";
import type { I32, LeaveReason, Ref, Tier1Machine, Value } from "./machine.ts";
import type { Control } from "./uops.ts";

/** What a body knows of the instruction that it is printed for. */
export interface ControlSite {
  readonly name: string;
  readonly opcode: number;
  /** Printed for the part of the dispatch function that calls nothing. */
  readonly hot: boolean;
}

type Body = (m: Tier1Machine, site: ControlSite) => void;

// ---- Shared ----------------------------------------------------------------------------------------------------------

const state = (m: Tier1Machine, offset: number): I32 => m.word(m.nullRef(), offset);
const setState = (m: Tier1Machine, offset: number, value: I32 | Ref): void =>
  m.setWord(m.nullRef(), offset, value);

/** Goes on behind the instruction and its cache. */
export function next(m: Tier1Machine): void {
  m.move();
  m.go();
}

/** Goes on with the frame that a runtime function has left on top. */
function enterTop(m: Tier1Machine): void {
  m.enterFrame();
  m.go();
}

/** FRAME_LASTI: where an exception, a recording or a traceback finds the instruction. */
const markInstruction = (m: Tier1Machine): void => m.setWord(m.frame, L.FRAME_LASTI, m.codeAddress(-1));

/** Writes the registers to the frame, which will go on at `pc` and with this stack. */
function suspend(m: Tier1Machine, pc: Ref, top: Ref = m.top): void {
  m.setWord(m.frame, L.FRAME_PC, pc);
  m.setWord(m.frame, L.FRAME_SP, top);
}

function leave(m: Tier1Machine, reason: LeaveReason, pc: Ref = m.codeAddress(0)): void {
  suspend(m, pc);
  m.exit(m.reason(reason));
}

/** Every back-edge and every call takes fuel, so that a program comes to a safepoint now and then. */
function spendFuel(m: Tier1Machine): void {
  const fuel = m.sub(state(m, L.STATE_FUEL), m.i32(1));
  setState(m, L.STATE_FUEL, fuel);
  m.when(m.lt(fuel, m.i32(0)), () => leave(m, "LEFT_FUEL"));
}

/** The head of a family counts down to its next specialisation; its own meaning follows. */
export function countDown(m: Tier1Machine, { opcode }: ControlSite): void {
  const count = m.cache("counter");
  m.either(
    m.eq(count, m.i32(0)),
    () => {
      m.save();
      const member = m.invoke("specialize", m.instructionUnit(), m.number(m.top), m.arg);
      m.restartIfGrown();
      m.when(m.ne(member, m.i32(opcode)), () => m.again());
    },
    () => m.setCache("counter", m.sub(count, m.i32(1))),
  );
}

/** An instruction that is one function over the value stack; if it `pushes`, one that may leave a frame on top instead. */
export function runOnStack(m: Tier1Machine, fn: string, takesOperand: boolean, pushes: boolean): void {
  m.save();
  if (!pushes) m.runOnStack(fn, takesOperand);
  else {
    const top = m.pushOrRun(fn, takesOperand);
    m.when(m.eq(top, m.i32(0)), () => m.enterPushed());
    m.setTop(m.pointer(top));
  }
  next(m);
}

function guardType(m: Tier1Machine, v: Value, type: number): Ref {
  m.guard(m.isRef(v));
  const object = m.ref(v);
  m.guard(m.eq(m.word(object, L.OBJ_TYPE), m.i32(type)));
  return object;
}

const valueAt = (m: Tier1Machine, slot: Ref, offset = 0): Value => m.loadValue(slot, offset, "frame");

// ---- Calls -----------------------------------------------------------------------------------------------------------

/** Where the frame of a call goes. */
interface Room {
  readonly code: Ref;
  readonly frame: Ref;
  readonly end: I32;
}

/** Guards that the arguments fill the function's frame by mere copying and that the frame fits. */
function findRoom(m: Tier1Machine, func: Ref, count: I32): Room {
  const code = m.address(func, L.FUNC_CODE);
  m.guard(m.eq(m.word(code, L.CODE_EXACT_ARGS), count));
  const frame = m.address(m.frame, L.FRAME_TOP);
  const end = m.add(m.number(frame), m.word(code, L.CODE_FRAME_BYTES));
  m.guard(m.le(end, m.i32(L.FRAMES_END)));
  m.guard(m.lt(state(m, L.STATE_DEPTH), state(m, L.STATE_DEPTH_LIMIT)));
  return { code, frame, end };
}

/** Puts a function's frame on top: `count` arguments from `first` on; the caller's stack will end at `callerTop`. */
function pushFrame(
  m: Tier1Machine,
  { code, frame, end }: Room,
  func: Ref,
  first: Ref,
  count: I32,
  callerTop: Ref,
  flags: number,
): void {
  setState(m, L.STATE_DEPTH, m.add(state(m, L.STATE_DEPTH), m.i32(1)));
  markInstruction(m);
  suspend(m, m.codeAddress(m.cacheUnits), callerTop);
  m.setWord(frame, L.FRAME_PREVIOUS, m.frame);
  m.setWord(frame, L.FRAME_CODE, code);
  m.setWord(frame, L.FRAME_FUNC, func);
  m.setWord(frame, L.FRAME_TOP, end);
  m.setWord(frame, L.FRAME_GLOBALS, m.word(func, L.FUNC_GLOBALS));
  m.setWord(frame, L.FRAME_BUILTINS, m.word(func, L.FUNC_BUILTINS));
  m.setWord(frame, L.FRAME_LOCALS, m.i32(0));
  m.setWord(frame, L.FRAME_OWNER, m.i32(0));
  m.setWord(frame, L.FRAME_FLAGS, m.i32(flags));
  const locals = m.inside(frame, L.FRAME_HEADER);
  const stack = m.element(locals, m.word(code, L.CODE_LOCALS));
  m.clearSlots(m.copySlots(first, locals, count), stack);
  setState(m, L.STATE_FRAME, frame);
  m.startFrame(frame, code, stack);
  m.go();
}

/** CALL of whatever it is. The runtime gives the new top of the stack, or 0 when it has pushed a frame. */
const call: Body = (m) => {
  m.save();
  m.setWord(m.frame, L.FRAME_PC, m.codeAddress(m.cacheUnits));
  const top = m.invoke("call", m.top, m.opcode, m.arg);
  m.when(m.eq(top, m.i32(0)), () => enterTop(m));
  m.setTop(m.pointer(top));
  next(m);
};

/** CALL of the very object that the cache names. */
const callKnown =
  (fn: "callNativeFast" | "callClassFast"): Body =>
  (m) => {
    const base = m.argument(2);
    const callable = valueAt(m, base);
    m.guard(m.isRef(callable));
    m.guard(m.eq(m.number(m.ref(callable)), m.cache("func_version")));
    m.save();
    m.setTop(m.pointer(m.invoke(fn, base, m.arg)));
    next(m);
  };

const callFunction: Body = (m) => {
  const base = m.argument(2);
  const func = m.ref(valueAt(m, base));
  const bound = m.choose(m.isUnbound(valueAt(m, base, 8)), m.i32(0), m.i32(1));
  const count = m.add(m.arg, bound);
  const room = findRoom(m, func, count);
  pushFrame(m, room, func, m.element(base, m.sub(m.i32(2), bound)), count, base, 0);
};

/** CALL of a class whose `__init__` is a plain function: the instance is made, and is the result when that returns. */
const enterInit: Body = (m) => {
  const base = m.argument(2);
  const type = guardType(m, valueAt(m, base), L.T.type);
  m.guard(m.isUnbound(valueAt(m, base, 8)));
  m.guard(m.eq(m.word(type, L.TYPE_VERSION), m.cache("func_version")));
  const init = m.address(type, L.TYPE_INIT);
  const count = m.add(m.arg, m.i32(1));
  const room = findRoom(m, init, count);
  const object = m.invoke("newInstanceAt", type);
  m.restartIfGrown();
  const instance = m.boxRef(m.pointer(object));
  m.storeValue(base, 0, instance, "frame");
  m.storeValue(base, 8, instance, "frame");
  const self = m.inside(base, 8);
  pushFrame(m, room, init, self, count, self, L.FF_INIT);
};

const property: Body = (m) => {
  const owner = m.slot(1);
  m.guardShape(valueAt(m, owner));
  const getter = m.cachedAddress();
  const one = m.i32(1);
  pushFrame(m, findRoom(m, getter, one), getter, owner, one, owner, 0);
};

// ---- Returns, generators ---------------------------------------------------------------------------------------------

/** Out of a frame without flags at once; the others are the runtime's. */
const returnValue: Body = (m, { hot }) => {
  if (!hot) {
    m.setWord(m.frame, L.FRAME_SP, m.slot(1));
    markInstruction(m);
    m.exitUnlessZero(m.invoke("returnFromMarked", ...m.words(valueAt(m, m.slot(1)))));
    enterTop(m);
    return;
  }
  m.guard(m.eq(m.word(m.frame, L.FRAME_FLAGS), m.i32(0)));
  const value = m.hold(valueAt(m, m.slot(1)));
  const caller = m.address(m.frame, L.FRAME_PREVIOUS);
  setState(m, L.STATE_FRAME, caller);
  setState(m, L.STATE_DEPTH, m.sub(state(m, L.STATE_DEPTH), m.i32(1)));
  m.enterFrame(caller);
  m.storeValue(m.top, 0, value, "frame");
  m.setTop(m.slot(-1));
  m.go();
};

/** The runtime moves the frame; then Tier 1 is left, or goes on with the one on top. */
const moveFrame =
  (fn: "returnGenerator" | "yieldValue", takesTop: boolean): Body =>
  (m) => {
    m.save();
    m.setWord(m.frame, L.FRAME_PC, m.codeAddress(0));
    m.exitUnlessZero(m.invoke(fn, ...(takesTop ? [m.top] : [])));
    enterTop(m);
  };

/** Guards that a value is a generator or a coroutine, whose types lie side by side. */
function guardSendable(m: Tier1Machine, v: Value): Ref {
  m.guard(m.isRef(v));
  const object = m.ref(v);
  const distance = m.sub(m.word(object, L.OBJ_TYPE), m.i32(L.T.generator));
  m.guard(m.eq(m.and(distance, m.i32(~L.TYPE_BYTES)), m.i32(0)));
  return object;
}

/**
 * Resumes a generator that is not running: its frame goes on the chain, so that its depth is not the host's. The
 * resumer's stack then ends at `top`.
 */
function resumeGenerator(m: Tier1Machine, generator: Ref, sent: Value, top: Ref): void {
  m.guard(m.le(m.word(generator, L.GEN_STATE), m.i32(L.GEN_SUSPENDED)));
  markInstruction(m);
  suspend(m, m.codeAddress(m.cacheUnits), top);
  m.guard(m.ask("enterGenerator", generator, ...m.words(sent), m.arg));
  enterTop(m);
}

const resumeIterator = (m: Tier1Machine): void =>
  resumeGenerator(m, guardType(m, valueAt(m, m.slot(1)), L.T.generator), m.none(), m.top);
const resumeReceiver = (m: Tier1Machine): void =>
  resumeGenerator(m, guardSendable(m, valueAt(m, m.slot(2))), valueAt(m, m.slot(1)), m.slot(1));

const forIter: Body = (m) => {
  m.attempt(() => resumeIterator(m));
  m.save();
  const outcome = m.invoke("forIter", m.top, m.arg);
  m.when(m.eq(outcome, m.i32(2)), () => m.enterPushed());
  m.either(
    m.eq(outcome, m.i32(1)),
    () => {
      m.setTop(m.slot(-1));
      m.move();
    },
    () => m.move(m.arg, 1),
  );
  m.go();
};

/** SEND to whatever it is. The runtime pushes a frame (0), or has what was yielded (1) or returned (2) in the value's place. */
const send: Body = (m) => {
  m.save();
  m.setWord(m.frame, L.FRAME_PC, m.codeAddress(m.cacheUnits));
  const outcome = m.invoke("send", m.top, m.arg);
  m.when(m.eq(outcome, m.i32(0)), () => enterTop(m));
  m.either(
    m.eq(outcome, m.i32(1)),
    () => m.move(),
    () => m.move(m.arg),
  );
  m.go();
};

// ---- Jumps, counters, traces -----------------------------------------------------------------------------------------

/** Where a function begins (operand 0 in the low bits) its calls are counted. */
const resume: Body = (m, { name }) => {
  spendFuel(m);
  if (name === "RESUME") {
    m.when(m.eq(m.and(m.arg, m.i32(3)), m.i32(0)), () => {
      const code = m.address(m.frame, L.FRAME_CODE);
      const heat = m.sub(m.word(code, L.CODE_HEAT), m.i32(1));
      m.setWord(code, L.CODE_HEAT, heat);
      m.when(m.eq(heat, m.i32(0)), () => {
        markInstruction(m);
        leave(m, "LEFT_HOT_CALL");
      });
    });
  }
  m.go();
};

const resumeExecutor: Body = (m) => {
  spendFuel(m);
  markInstruction(m);
  suspend(m, m.codeAddress(0));
  m.exitUnlessZero(m.invoke("enterFunctionTrace"));
  enterTop(m);
};

const jumpForward: Body = (m) => {
  m.move(m.arg);
  m.go();
};

const jumpBackwardNoInterrupt: Body = (m) => {
  m.move(m.sub(m.i32(0), m.arg));
  m.go();
};

/** The three forms of a back-edge: not decided yet, counting down to a trace, and plain. */
const jumpBackward: Body = (m, { name }) => {
  const back = m.sub(m.i32(0), m.arg);
  if (name === "JUMP_BACKWARD_JIT") {
    const count = m.cache("counter");
    m.when(m.eq(count, m.i32(0)), () => {
      markInstruction(m);
      leave(m, "LEFT_HOT", m.codeAddress(m.add(back, m.i32(m.cacheUnits))));
    });
    m.setCache("counter", m.sub(count, m.i32(1)));
  } else if (name === "JUMP_BACKWARD") {
    m.when(m.ne(m.cache("counter"), m.i32(0)), () => {
      m.invoke("quickenJump", m.instructionUnit());
      m.again();
    });
  }
  m.move(back);
  spendFuel(m);
  m.go();
};

/** An entry takes fuel, like the back-edge that it stands for: a trace may be left in every turn. */
const enterExecutor: Body = (m) => {
  markInstruction(m);
  suspend(m, m.codeAddress(m.sub(m.i32(m.cacheUnits), m.arg)));
  m.exitUnlessZero(m.invoke("enterTrace", m.cache("counter")));
  m.enterFrame();
  spendFuel(m);
  m.go();
};

// ---- The rest --------------------------------------------------------------------------------------------------------

const copy: Body = (m) => {
  m.storeValue(m.top, 0, valueAt(m, m.argument(0)), "frame");
  m.setTop(m.slot(-1));
  m.go();
};

const swap: Body = (m) => {
  const below = m.argument(0);
  const held = m.hold(valueAt(m, m.slot(1)));
  m.storeValue(m.slot(1), 0, valueAt(m, below), "frame");
  m.storeValue(below, 0, held, "frame");
  m.go();
};

const copyFreeVars: Body = (m) => {
  m.invoke("copyFreeVars", m.frame, m.arg);
  m.go();
};

const raise: Body = (m) => {
  m.save();
  m.exit(m.invoke("raiseInstruction", m.top, m.opcode, m.arg));
};

/** EXTENDED_ARG is part of decoding, which each build lays out for itself. */
export const controls: Record<Exclude<Control, "extendedArg">, Body> = {
  call,
  callClass: callKnown("callClassFast"),
  callNative: callKnown("callNativeFast"),
  copy,
  copyFreeVars,
  enterExecutor,
  enterInit,
  forIter,
  forIterGenerator: resumeIterator,
  jumpBackward,
  jumpBackwardNoInterrupt,
  jumpForward,
  property,
  pushFrame: callFunction,
  raise,
  resume,
  resumeExecutor,
  returnGenerator: moveFrame("returnGenerator", false),
  returnValue,
  send,
  sendGenerator: resumeReceiver,
  swap,
  yieldValue: moveFrame("yieldValue", true),
};
