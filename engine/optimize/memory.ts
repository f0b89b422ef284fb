/**
 * What memory is known to hold, by address (base and offset, or base and index) and alias class: the state behind load
 * and store forwarding.
 *
 * A store makes its place known and forgets every place of its class that may be the same: another base with the same
 * offset, any other element. Fields at different offsets never overlap, since every class has fields of one size at
 * fixed places. Calls forget what bytecode/runtime.ts says they change.
 */
import type { AliasClass } from "../bytecode/machine.ts";
import { type Kills, runtimeFunctions } from "../bytecode/runtime.ts";
import { type CallTarget, type Ins, type IrOp, irOps } from "../trace/ir.ts";

interface Entry {
  readonly alias: AliasClass;
  readonly base: Ins;
  readonly offset: number;
  /** The index of an element, or the key that was looked for. */
  readonly index: Ins | null;
  readonly value: Ins;
}

/** The same words by other offsets. */
const OVERLAPPING: { readonly [Alias in AliasClass]?: AliasClass } = {
  "dict.entry": "dict.value",
  "dict.value": "dict.entry",
};

/** Written once, before a trace sees them. */
const IMMUTABLE = new Set<AliasClass>(["header", "str", "tuple", "method"]);

const differ = (a: Ins, b: Ins): boolean => a.op === "const_i32" && b.op === "const_i32" && a.imm !== b.imm;

/** Some loads have a second operand that tells the place. */
const indexOf = (op: IrOp, args: readonly Ins[]): Ins | null =>
  irOps[op].takes.length === 2 ? (args[1] as Ins) : null;

function killsOf(target: CallTarget | null): Kills {
  if (target === null || target.kind === "stack" || target.kind === "tree" || target.kind === "function") {
    return "all";
  }
  if (target.ranPython === true) return "all";
  return target.kind === "runtime" ? runtimeFunctions[target.fn].kills : target.kills;
}

export class MemoryState {
  private entries: Entry[] = [];

  /** The value that the load would give, if known. */
  find(op: IrOp, args: readonly Ins[], offset: number, alias: AliasClass): Ins | undefined {
    const index = indexOf(op, args);
    for (let i = this.entries.length - 1; i >= 0; i--) {
      const entry = this.entries[i] as Entry;
      if (
        entry.alias === alias &&
        entry.base === args[0] &&
        entry.offset === offset &&
        entry.index === index
      ) {
        return entry.value;
      }
    }
    return undefined;
  }

  /** Takes note of an instruction that was placed. */
  note(ins: Ins): void {
    if (irOps[ins.op].class === "load") {
      this.remember(ins.alias as AliasClass, ins.args[0] as Ins, ins.imm, indexOf(ins.op, ins.args), ins);
      return;
    }
    switch (ins.op) {
      case "store_i32":
      case "store_value":
      case "store_ref":
        this.forgetField(ins.alias as AliasClass, ins.imm);
        this.remember(ins.alias as AliasClass, ins.args[0] as Ins, ins.imm, null, ins.args[1] as Ins);
        return;
      case "store_element":
        this.forgetElements(ins.alias as AliasClass, ins.args[0] as Ins, ins.args[1] as Ins);
        this.remember(ins.alias as AliasClass, ins.args[0] as Ins, 0, ins.args[1] as Ins, ins.args[2] as Ins);
        return;
      case "call":
      case "call_stack":
      case "call_tree":
      case "call_function":
        this.forgetAfter(ins);
    }
  }

  /** Takes note of what a place holds. */
  remember(alias: AliasClass, base: Ins, offset: number, index: Ins | null, value: Ins): void {
    this.entries.push({ alias, base, offset, index, value });
  }

  private forgetField(alias: AliasClass, offset: number): void {
    this.entries = this.entries.filter(
      (e) => (e.alias !== alias || e.offset !== offset) && e.alias !== OVERLAPPING[alias],
    );
  }

  private forgetElements(alias: AliasClass, base: Ins, index: Ins): void {
    this.entries = this.entries.filter(
      (e) => e.alias !== alias || (e.base === base && e.index !== null && differ(e.index, index)),
    );
  }

  private forgetAfter(ins: Ins): void {
    const kills = killsOf(ins.call);
    this.entries = this.entries.filter(
      ({ alias }) =>
        IMMUTABLE.has(alias) || (kills !== "all" && !alias.startsWith(kills) && alias !== "state"),
    );
  }
}
