/** The form of the grammar's rows: what may be written, how often, and under which conditions. */
import type { Kind } from "../kinds.ts";

/** Where a statement may stand. */
export type Place = "function" | "module" | "generator" | "loop" | "guarded";

export interface StatementRow {
  readonly weight: number;
  /** Lines; indentation is four spaces. */
  readonly text: string;
  /** All must hold. `guarded`: inside a `try`, so that an exception ends no more than a turn. */
  readonly needs?: readonly Place[];
  /** How often its block turns at most, where it says no `$turns` itself. */
  readonly turns?: number;
}

export interface ExpressionRow {
  readonly weight: number;
  readonly text: string;
}

/** One topic: programs take some topics and leave others, so that what they combine is deep. */
export interface Theme {
  readonly name: string;
  readonly statements?: readonly StatementRow[];
  readonly expressions?: Partial<Readonly<Record<Kind, readonly ExpressionRow[]>>>;
}

/** A statement of weight 2 unless said otherwise. */
export const st = (
  text: string,
  weight = 2,
  more: Omit<StatementRow, "text" | "weight"> = {},
): StatementRow => ({
  text,
  weight,
  ...more,
});

/** An expression of weight 2 unless said otherwise. */
export const ex = (text: string, weight = 2): ExpressionRow => ({ text, weight });
