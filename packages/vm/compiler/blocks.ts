/**
 * Leaving blocks by `return`, `break` and `continue`: what is inside is left from the innermost outwards, each block
 * with the handler in force that is in force around it.
 *
 * @module
 */
import type { Label } from "./assembler.ts";
import type { Located } from "./nodes.ts";
import type { Block, Unit } from "./unit.ts";

/** Runs `body` within a block. */
export function inBlock(unit: Unit, block: Block, body: () => void): void {
  unit.blocks.push(block);
  body();
  unit.blocks.pop();
}

/** Emits the ways out of all blocks, for `return` of the value in register `kept` (-1: none yet). */
export function leaveAll(unit: Unit, kept: number): void {
  leaveTo(unit, 0, kept);
}

/** Emits the ways out of the blocks above index `floor`. The block list and handler are as before afterwards. */
function leaveTo(unit: Unit, floor: number, kept: number): void {
  const saved = [...unit.blocks];
  const { handler } = unit;
  while (unit.blocks.length > floor) {
    const block = unit.blocks.pop()!;
    unit.handler = block.outer;
    block.leave?.(kept);
  }
  unit.blocks.push(...saved.slice(unit.blocks.length));
  unit.handler = handler;
}

/** `break` and `continue`. */
export function leaveLoop(unit: Unit, isBreak: boolean, node: Located): void {
  let index = unit.blocks.length - 1;
  while (index >= 0 && unit.blocks[index].breakTo === null) index--;
  if (index < 0) {
    throw new Error(`Cannot ${isBreak ? "break" : "continue"} at line ${node.lineno}: no loop is around`);
  }
  const loop = unit.blocks[index];
  const { depth, handler } = unit;
  leaveTo(unit, index + 1, -1);
  if (isBreak) {
    unit.handler = loop.outer;
    loop.leave?.(-1);
    unit.jump(loop.breakTo!, node);
  } else {
    unit.handler = loop.outer;
    unit.depth = loop.depth;
    unit.jumpBack(loop.continueTo!, node);
  }
  unit.depth = depth;
  unit.handler = handler;
}

/** A block that is no loop. */
export function plainBlock(unit: Unit, leave: ((kept: number) => void) | null): Block {
  return { outer: unit.handler, breakTo: null, continueTo: null, depth: unit.depth, leave };
}

/** A loop's block; `depth` temporaries are live at its header. */
export function loopBlock(
  unit: Unit,
  breakTo: Label,
  continueTo: Label,
  leave: ((kept: number) => void) | null,
): Block {
  return { outer: unit.handler, breakTo, continueTo, depth: unit.depth, leave };
}
