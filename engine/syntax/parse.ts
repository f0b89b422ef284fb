/**
 * The door to the syntax folder: source text in, tree or PythonSyntaxError out.
 *
 * A source is parsed once without a thought for errors. Only if that fails is it parsed a second time, by
 * the diagnosing parser, for the message and place that CPython gives; if that finds nothing to say, the error is
 * "invalid syntax" at the last token that the first pass looked at.
 */

import type { Expression, Interactive, Module } from "./ast.ts";
import { PythonSyntaxError } from "./errors.ts";
import { parseFailure, type WarningListener } from "./parser/cursor.ts";
import { DiagnosingParser } from "./parser/diagnosestatements.ts";
import { Parser } from "./parser/parser.ts";
import { type TokenizedSource, tokenize } from "./tokenizer.ts";
import * as T from "./tokens.ts";

/** Parses the source of a module. Throws PythonSyntaxError. */
export function parseModule(source: string, filename: string, onWarning?: WarningListener): Module {
  refuseNullBytes(source, filename);
  return parse(tokenize(source), filename, onWarning ?? null, (parser) => parser.parseFile());
}

/** Parses an expression, as `eval` does. Throws PythonSyntaxError. */
export function parseExpression(source: string, filename: string, onWarning?: WarningListener): Expression {
  refuseNullBytes(source, filename);
  return parse(tokenize(source, false), filename, onWarning ?? null, (parser) => parser.parseEvalInput());
}

/** Parses what was typed at a prompt: one statement. Throws PythonSyntaxError. */
export function parseInteractive(source: string, filename: string, onWarning?: WarningListener): Interactive {
  refuseNullBytes(source, filename);
  return parse(tokenize(source), filename, onWarning ?? null, (parser) => parser.parseInteractiveInput());
}

/**
 * Whether a source is the beginning of a module that more lines could complete: a block without its statements, an
 * open bracket, a triple-quoted string without an end. A prompt asks for another line then.
 */
export function isIncomplete(source: string): boolean {
  const tokens = tokenize(source);
  const parser = new Parser(tokens, "", null);
  try {
    parser.parseFile();
    return false;
  } catch (failure) {
    if (failure !== parseFailure && !(failure instanceof PythonSyntaxError)) throw failure;
  }
  const last = tokens.tokens[Math.min(parser.furthestToken, tokens.tokens.length - 1)];
  if (last.type === T.ERRORTOKEN) return tokens.error?.incomplete ?? false;
  return last.type === T.ENDMARKER || (last.type === T.DEDENT && last.start >= tokens.text.length);
}

function refuseNullBytes(source: string, filename: string): void {
  if (!source.includes("\0")) return;
  const message = "source code string cannot contain null bytes";
  throw new PythonSyntaxError("SyntaxError", message, filename, null, null, null, null, null);
}

function parse<Tree>(
  source: TokenizedSource,
  filename: string,
  onWarning: WarningListener | null,
  start: (parser: Parser) => Tree,
): Tree {
  const parser = new Parser(source, filename, onWarning);
  try {
    return start(parser);
  } catch (failure) {
    if (failure !== parseFailure) {
      if (failure instanceof PythonSyntaxError) {
        new DiagnosingParser(source, filename, parser.furthestToken).replaceByTokenError(failure);
      }
      throw failure;
    }
  }
  return new DiagnosingParser(source, filename, parser.furthestToken).explain(start);
}
