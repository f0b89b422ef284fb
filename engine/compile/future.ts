/**
 * `from __future__ import …`: which features a module asks for.
 *
 * The imports must come first, after a docstring at most. Only `annotations` still changes what is compiled; the others
 * are always on, but stay visible in `co_flags`.
 */

import { CodeFlag } from "../bytecode/instructions.ts";
import type { ModNode, StmtNode } from "../syntax/ast.ts";
import { throwSyntaxError } from "./location.ts";

export interface FutureFeatures {
  /** Annotations are kept as text (PEP 563). */
  readonly annotations: boolean;
  /** `CodeFlag.FUTURE_*` bits, to be set in every code object of the module. */
  readonly flags: number;
  /** The import statements that stand where they may. */
  readonly statements: ReadonlySet<StmtNode>;
}

// Features that became the language have no flag of their own any more.
const FEATURES: Readonly<Record<string, number>> = {
  nested_scopes: 0,
  generators: 0,
  division: 0,
  absolute_import: 0,
  with_statement: 0,
  print_function: 0,
  unicode_literals: 0,
  barry_as_FLUFL: CodeFlag.FUTURE_BARRY_AS_BDFL,
  generator_stop: 0,
  annotations: CodeFlag.FUTURE_ANNOTATIONS,
};

/** Reads the future imports of `module`. `inherited` are flags that the caller of `compile()` passes on. */
export function readFutureFeatures(module: ModNode, filename: string, inherited: number): FutureFeatures {
  const statements = new Set<StmtNode>();
  let flags = inherited;
  if (module.kind !== "Expression") {
    for (const [index, stmt] of module.body.entries()) {
      if (stmt.kind === "ImportFrom" && stmt.module === "__future__" && stmt.level === 0) {
        statements.add(stmt);
        for (const alias of stmt.names) {
          if (alias.name === "braces") throwSyntaxError("not a chance", filename, alias);
          if (!Object.hasOwn(FEATURES, alias.name)) {
            throwSyntaxError(`future feature ${alias.name} is not defined`, filename, alias);
          }
          flags |= FEATURES[alias.name];
        }
      } else if (
        !(
          index === 0 &&
          stmt.kind === "Expr" &&
          stmt.value.kind === "Constant" &&
          stmt.value.value.type === "str"
        )
      ) {
        break;
      }
    }
  }
  return { annotations: (flags & CodeFlag.FUTURE_ANNOTATIONS) !== 0, flags, statements };
}
