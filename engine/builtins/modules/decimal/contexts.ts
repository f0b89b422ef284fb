/** Contexts: the rules that results follow, which signals have been met, and which are raised as exceptions. */
import { type Address, type Slot, T } from "../../../heap/layout.ts";
import { addRoots, addWeakVisitor } from "../../../heap/roots.ts";
import { isNone, isRef, isSame, isUnbound, refAt, setRef } from "../../../heap/values.ts";
import { allocateOf } from "../../../objects/allocate_of.ts";
import { list_append, newList } from "../../../objects/list.ts";
import { tupleItem, tupleLength } from "../../../objects/tuple.ts";
import { isInstance } from "../../../objects/type.ts";
import { callValue } from "../../../runtime/call.ts";
import { raise, raiseValue } from "../../../runtime/raise.ts";
import { markTemps, pushTemps, type RAISED, releaseTemps } from "../../../runtime/state.ts";
import { Condition, type Rounding, type Rules, type Sign, type Work } from "./number.ts";

const INVALID =
  Condition.ConversionSyntax |
  Condition.DivisionImpossible |
  Condition.DivisionUndefined |
  Condition.InvalidContext |
  Condition.InvalidOperation;

/** The bits of each signal, in the order of the signals' classes. */
export const SIGNALS = [
  INVALID,
  Condition.FloatOperation,
  Condition.DivisionByZero,
  Condition.Overflow,
  Condition.Underflow,
  Condition.Subnormal,
  Condition.Inexact,
  Condition.Rounded,
  Condition.Clamped,
] as const;
/** The bits of what lies behind InvalidOperation, in the order of their classes. */
const CONDITIONS = [
  Condition.InvalidOperation,
  Condition.ConversionSyntax,
  Condition.DivisionImpossible,
  Condition.DivisionUndefined,
  Condition.InvalidContext,
] as const;

export interface Context extends Rules {
  capitals: Sign;
  /** Conditions met, and those that are raised. */
  flags: number;
  traps: number;
}

const newContext = (): Context => ({
  prec: 28,
  rounding: "ROUND_HALF_EVEN" as Rounding,
  emin: -999999,
  emax: 999999,
  clamp: 0,
  capitals: 1,
  flags: 0,
  traps: INVALID | Condition.DivisionByZero | Condition.Overflow,
});

/** What the module keeps, by engine. */
export class Contexts {
  private readonly contexts = new Map<Address, Context>();
  /** The current context's object; 0 until one is asked for. */
  private current: Address = 0;
  /** Tuples of the classes of signals and conditions. */
  signals: Address = 0;
  conditions: Address = 0;
  decimalTuple: Address = 0;
  signalDict: Address = 0;
  rational: Address = 0;
  templates: readonly Address[] = [];
  type: Address = 0;

  constructor() {
    const { contexts } = this;
    addRoots((visit) => {
      for (const object of [
        this.current,
        this.signals,
        this.conditions,
        this.decimalTuple,
        this.signalDict,
        this.rational,
        ...this.templates,
      ])
        visit.object(object);
    });
    addWeakVisitor((isAlive) => {
      for (const object of contexts.keys()) if (!isAlive(object)) contexts.delete(object);
    });
  }

  readonly of = (self: Slot): Context => this.contexts.get(refAt(self)) as Context;
  at(object: Address): Context {
    return this.contexts.get(object) as Context;
  }
  isContext(slot: Slot): boolean {
    return isRef(slot) && isInstance(slot, this.type);
  }

  newObject(type: Address, from: Context | null = null): Address {
    const object = allocateOf(type);
    // A new one begins as DefaultContext is now.
    const template = this.templates[0];
    const source = from ?? (template === undefined ? newContext() : { ...this.at(template), flags: 0 });
    this.contexts.set(object, { ...source });
    return object;
  }

  currentObject(): Address {
    if (this.current === 0) this.current = this.newObject(this.type);
    return this.current;
  }

  setCurrent(slot: Slot): void {
    if (!this.isContext(slot)) throw raise(T.TypeError, "optional argument must be a context");
    const object = refAt(slot);
    this.current = this.templates.includes(object)
      ? this.newObject(this.type, { ...this.at(object), flags: 0 })
      : object;
  }

  /** The context that an argument gives, the current one for None. */
  argument(slot: Slot): Context {
    if (isUnbound(slot) || isNone(slot)) return this.at(this.currentObject());
    if (!this.isContext(slot)) throw raise(T.TypeError, "optional argument must be a context");
    return this.of(slot);
  }

  /** Notes what an operation has met, and raises what is trapped. */
  conclude(context: Context, work: Pick<Work, "status">): void {
    if (work.status === 0) return;
    context.flags |= work.status;
    const trapped = work.status & context.traps;
    if (trapped !== 0) throw this.raiseStatus(trapped);
  }

  raiseStatus(status: number): typeof RAISED {
    const mark = markTemps();
    const temps = pushTemps(4);
    setRef(temps, newList(0));
    CONDITIONS.forEach((bits, i) => {
      if ((status & bits) !== 0) list_append(refAt(temps), tupleItem(this.conditions, i));
    });
    SIGNALS.forEach((bits, i) => {
      if (i > 0 && (status & bits) !== 0) list_append(refAt(temps), tupleItem(this.signals, i));
    });
    const first = SIGNALS.findIndex((bits) => (status & bits) !== 0);
    callValue(tupleItem(this.signals, first), temps, 1, 0, temps + 8);
    const raised: typeof RAISED = raiseValue(refAt(temps + 8));
    releaseTemps(mark);
    return raised;
  }

  /** The bits of a signal's class. Raises KeyError. */
  signalBits(slot: Slot): number {
    for (let i = 0; i < tupleLength(this.signals); i++)
      if (isSame(slot, tupleItem(this.signals, i))) return SIGNALS[i] as number;
    throw raise(T.KeyError, "invalid error flag");
  }
}
