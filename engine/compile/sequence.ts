/**
 * The code generator's output: instructions in order, with labels that are bound to places in it.
 *
 * A label is a number; a jump's operand is a label until `resolve` turns it into the index of the instruction it names.
 * Several labels may name one place, and a label need not be used.
 */

import { hasTarget, Op } from "../bytecode/instructions.ts";
import type { Location } from "./location.ts";

export type Label = number;
export const NO_LABEL: Label = -1;

export interface SequenceInstruction {
  readonly opcode: number;
  oparg: number;
  readonly location: Location;
}

export class InstructionSequence {
  readonly instructions: SequenceInstruction[] = [];
  private readonly places: number[] = [];
  /** The module's annotation code, which replaces ANNOTATIONS_PLACEHOLDER. It holds no jumps. */
  annotations: InstructionSequence | null = null;

  newLabel(): Label {
    return this.places.push(-1) - 1;
  }

  /** Binds `label` to the next instruction. */
  useLabel(label: Label): void {
    this.places[label] = this.instructions.length;
  }

  /** An empty sequence that is to become this one's `annotations`. */
  nestedSequence(): InstructionSequence {
    return new InstructionSequence();
  }

  add(opcode: number, oparg: number, location: Location): void {
    this.instructions.push({ opcode, oparg, location });
  }

  /** Puts an instruction before all others. Labels keep naming the same instructions. */
  insertFirst(opcode: number, oparg: number, location: Location): void {
    this.instructions.unshift({ opcode, oparg, location });
    for (let i = 0; i < this.places.length; i++) {
      if (this.places[i] >= 0) this.places[i]++;
    }
  }

  /**
   * The final instructions, with the annotation code in its place and jumps naming indices. The receiver is used up.
   */
  resolve(): SequenceInstruction[] {
    const placeholder = this.instructions.findIndex((instr) => instr.opcode === Op.ANNOTATIONS_PLACEHOLDER);
    const spliced = this.annotations?.instructions ?? [];
    const shift = placeholder < 0 ? 0 : spliced.length - 1;
    const result: SequenceInstruction[] = [];
    for (const [index, instr] of this.instructions.entries()) {
      if (index === placeholder) {
        result.push(...spliced);
        continue;
      }
      if (hasTarget(instr.opcode)) {
        const place = this.places[instr.oparg];
        instr.oparg = place > placeholder ? place + shift : place;
      }
      result.push(instr);
    }
    return result;
  }
}
