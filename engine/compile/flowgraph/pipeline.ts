/**
 * From the code generator's instructions to blocks ready for assembly: the list of passes, in order. The order is
 * CPython 3.14's; it decides which of two possible codes comes out.
 */

import type { Const } from "../../bytecode/code.ts";
import { Op } from "../../bytecode/instructions.ts";
import type { ConstantKeys } from "../constants.ts";
import type { Unit } from "../unit.ts";
import type { Graph } from "./block.ts";
import { blocksOf } from "./block.ts";
import { buildGraph } from "./build.ts";
import { inlineSmallBlocks, removeNopsAndJumps, removeNopsAndPairs, removeUnreachable } from "./cleanup.ts";
import { ConstantList, optimizeConstantLoads } from "./fold.ts";
import { labelHandlers, markHandlers } from "./handlers.ts";
import {
  computeStackDepth,
  convertPseudoInstructions,
  expandConditionalJumps,
  moveColdBlocks,
  normalizeJumps,
  prepareLocals,
} from "./layout.ts";
import { resolveLines } from "./lines.ts";
import { borrowLoads, checkUnboundLocals, insertSuperinstructions } from "./locals.ts";
import { optimizeBlock } from "./peephole.ts";

export interface OptimizedUnit {
  readonly graph: Graph;
  readonly consts: readonly Const[];
  readonly stacksize: number;
  readonly localsplusnames: string[];
}

export function optimizeUnit(unit: Unit, flags: number, keys: ConstantKeys): OptimizedUnit {
  const consts = new ConstantList([...unit.consts.items], keys);
  const graph = buildGraph(unit.sequence.resolve());
  markHandlers(graph);
  labelHandlers(graph);

  inlineSmallBlocks(graph);
  removeUnreachable(graph);
  resolveLines(graph);
  for (const block of blocksOf(graph)) optimizeConstantLoads(block, consts);
  for (const block of blocksOf(graph)) optimizeBlock(block, consts);
  removeNopsAndPairs(graph);
  removeUnreachable(graph);
  removeNopsAndJumps(graph);

  const usedConsts = removeUnusedConsts(graph, consts.items);
  checkUnboundLocals(graph, unit.varnames.size, unit.scope.parameters.length);
  insertSuperinstructions(graph);
  moveColdBlocks(graph);
  resolveLines(graph);

  expandConditionalJumps(graph);
  const stacksize = computeStackDepth(graph);
  const { names } = prepareLocals(graph, unit, flags);
  convertPseudoInstructions(graph);
  normalizeJumps(graph);
  borrowLoads(graph);
  return { graph, consts: usedConsts, stacksize, localsplusnames: names };
}

/** Renumbers the constants that are used. The first one always stays, as it may be a docstring. */
function removeUnusedConsts(graph: Graph, consts: readonly Const[]): Const[] {
  if (consts.length === 0) return [];
  const used = new Uint8Array(consts.length);
  used[0] = 1;
  for (const { instructions } of blocksOf(graph)) {
    for (const instr of instructions) if (instr.opcode === Op.LOAD_CONST) used[instr.oparg] = 1;
  }
  const kept: Const[] = [];
  const newIndex = consts.map((constant, index) => (used[index] === 1 ? kept.push(constant) - 1 : -1));
  for (const { instructions } of blocksOf(graph)) {
    for (const instr of instructions) if (instr.opcode === Op.LOAD_CONST) instr.oparg = newIndex[instr.oparg];
  }
  return kept;
}
