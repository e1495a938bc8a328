/**
 * `for`, `async for` and `while`. The header is at the top; only JUMP_BACK goes there.
 *
 * @module
 */
import { Op } from "../bytecode/opcodes.ts";
import { Handler, Label } from "./assembler.ts";
import { inBlock, loopBlock } from "./blocks.ts";
import { nextAsyncInto, nextInto } from "./comprehensions.ts";
import { endAsync } from "./coroutines.ts";
import { jumpIf, visit } from "./expressions.ts";
import { fold, foldAll } from "./fold.ts";
import type { Expression, For, Statement } from "./nodes.ts";
import { statements } from "./statements.ts";
import { ANYWHERE, FRESH, type Unit } from "./unit.ts";

/** `while`. */
export function whileLoop(unit: Unit, node: Statement & { kind: "While" }): void {
  const header = new Label();
  const otherwise = new Label();
  const end = new Label();
  unit.place(header);
  const constant = fold(unit.context, node.test);
  if (constant !== null) unit.mark(node);
  jumpIf(unit, node.test, false, otherwise);
  inBlock(unit, loopBlock(unit, end, header, null), () => statements(unit, node.body));
  unit.jumpBack(header, constant !== null ? node : node.test);
  unit.place(otherwise);
  statements(unit, node.orelse);
  unit.place(end);
}

/** A list or set that is only iterated over does as well as a constant tuple. */
function iterable(unit: Unit, node: Expression): number {
  if (node.kind === "List" || node.kind === "Set") {
    const items = foldAll(unit.context, node.elts);
    if (items !== null) {
      const type = node.kind === "List" ? "tuple" : "frozenset";
      return unit.loadConstant({ type, items }, FRESH, node);
    }
  }
  return visit(unit, node, ANYWHERE);
}

/** `for` and `async for`. */
export function forLoop(unit: Unit, node: For): void {
  const isAsync = node.kind === "AsyncFor";
  const header = new Label();
  const exhausted = new Label();
  const end = new Label();
  const source = iterable(unit, node.iter);
  unit.release(source);
  const iterator = unit.emitTo(isAsync ? Op.GET_AITER : Op.GET_ITER, FRESH, [source], node.iter);
  const ended = new Handler(unit.depth);
  const block = loopBlock(unit, end, header, () => unit.emit(Op.CLEAR, [iterator], node));
  unit.place(header);
  if (isAsync) nextAsyncInto(unit, node.target, iterator, ended, node.iter);
  else nextInto(unit, node.target, iterator, exhausted, node.iter);
  inBlock(unit, block, () => statements(unit, node.body));
  unit.jumpBack(header, node);
  if (isAsync) endAsync(unit, iterator, ended, node.iter);
  else {
    unit.place(exhausted);
    unit.release(iterator);
  }
  statements(unit, node.orelse);
  unit.place(end);
}
