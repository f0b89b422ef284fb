/** What a program knows at a place: variables with their kinds, functions, classes. */
import type { Kind } from "./kinds.ts";

export interface Variable {
  readonly name: string;
  readonly kind: Kind;
  /** May be assigned: not the variable of a loop or a parameter that others count on. */
  readonly assignable: boolean;
  /** Of an obj: what its class can do. */
  readonly features: ReadonlySet<string>;
  /** The function that it belongs to; 0 is the module. */
  readonly owner: number;
}

export interface Signature {
  readonly name: string;
  readonly parameters: readonly Kind[];
  readonly gives: Kind;
  /** Statements that a call runs, roughly. */
  readonly cost: number;
  /** Calls written in full: `f($int, b=$int)`; one is taken each time. */
  readonly calls: readonly string[];
}

export interface ClassInfo {
  readonly name: string;
  readonly features: ReadonlySet<string>;
  readonly slots: boolean;
}

export class Scope {
  readonly variables: Variable[] = [];

  constructor(
    readonly parent: Scope | null,
    readonly owner: number,
  ) {}

  /** All variables, the nearest first. */
  *all(): Generator<Variable> {
    for (let i = this.variables.length - 1; i >= 0; i--) yield this.variables[i]!;
    if (this.parent !== null) yield* this.parent.all();
  }
}
