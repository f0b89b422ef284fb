/**
 * What lowering asks of a code generator. The names and signatures are Binaryen's, so that either can be given: the encoder
 * (encoder.ts), which programs run by, and Binaryen, which prints text.
 */
import type Binaryen from "binaryen";

export type BinaryenModule = typeof Binaryen;
export type Expression = Binaryen.ExpressionRef;
export type Type = Binaryen.Type;

type Namespace<Name extends keyof Binaryen.Module, Used extends keyof Binaryen.Module[Name]> = Pick<
  Binaryen.Module[Name],
  Used
>;
type Arithmetic = "add" | "sub" | "mul" | "xor" | "rem_s" | "div_s" | "eq" | "ne" | "lt_s" | "lt_u" | "or";

export type ModuleBuilder = Pick<
  Binaryen.Module,
  "block" | "loop" | "br" | "call" | "call_indirect" | "return" | "unreachable"
> &
  Pick<Binaryen.Module, "if" | "select"> &
  Pick<Binaryen.Module, "addFunctionImport" | "addTableImport" | "addMemoryImport" | "addFunctionExport"> & {
    readonly local: Namespace<"local", "get" | "set">;
    readonly i32: Namespace<
      "i32",
      Arithmetic | "and" | "shl" | "shr_s" | "le_s" | "eqz" | "const" | "load" | "store" | "wrap"
    >;
    readonly i64: Namespace<
      "i64",
      Arithmetic | "shr_u" | "shr_s" | "const" | "load" | "store" | "extend_s" | "extend_u" | "reinterpret"
    >;
    readonly f64: Namespace<
      "f64",
      | ("add" | "sub" | "mul" | "div" | "eq" | "lt" | "le" | "neg" | "abs" | "sqrt")
      | ("const" | "load" | "store" | "reinterpret")
    > & { readonly convert_s: Pick<Binaryen.Module["f64"]["convert_s"], "i32"> };
    addFunction(
      name: string,
      params: Type,
      results: Type,
      vars: readonly Type[],
      body: Expression,
    ): Binaryen.FunctionRef;
    emitBinary(): Uint8Array;
    dispose(): void;
  };

/** Types, and what makes modules of them. */
export interface Generator<Builder extends ModuleBuilder = ModuleBuilder> {
  readonly Module: new () => Builder;
  readonly none: Type;
  readonly i32: Type;
  readonly i64: Type;
  readonly f64: Type;
  createType(types: Type[]): Type;
}
