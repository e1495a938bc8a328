/**
 * `try`, `except`, `else`, `finally`. A `finally` body is compiled once for each way that leads to it, as in CPython.
 *
 * In a handler the exception is the temporary at the handler's depth, the exception handled before the next one.
 *
 * @module
 */
import { Op } from "../bytecode/opcodes.ts";
import { Handler, Label, TEMPORARY } from "./assembler.ts";
import { inBlock, plainBlock } from "./blocks.ts";
import { visit } from "./expressions.ts";
import { forgetName, storeCopy } from "./names.ts";
import type { ExceptHandler, Located, Statement, Try } from "./nodes.ts";
import { statements } from "./statements.ts";
import { ANYWHERE, FRESH, type Unit } from "./unit.ts";

/** `try` without `except*`. */
export function tryStatement(unit: Unit, node: Try): void {
  if (node.finalbody.length === 0) return tryExcept(unit, node);
  withFinally(unit, node.finalbody, node, () => {
    if (node.handlers.length === 0) statements(unit, node.body);
    else tryExcept(unit, node);
  });
}

/**
 * Opens a handler: the exception becomes the handled one. Returns the registers of the exception and of what was
 * handled before, both live; exceptions raised from here on go to `cleanup`.
 */
export function enterHandler(unit: Unit, caught: Handler, cleanup: Handler, node: Located): [number, number] {
  unit.depth = caught.depth;
  unit.place(caught.label);
  const exception = unit.push();
  const previous = unit.emitTo(Op.PUSH_HANDLED, FRESH, [], node);
  unit.handler = cleanup;
  return [exception, previous];
}

/** Where a RERAISE is that has no line: the frame is left at the line where the exception was raised in it. */
export const WHERE_RAISED: Located = { lineno: 0, end_lineno: 0, col_offset: 0, end_col_offset: 0 };

/**
 * Raises the exception of a handler again, what was handled before being restored.
 *
 * @param at Where the frame is left.
 */
export function reraise(unit: Unit, exception: number, previous: number, node: Located, at = node): void {
  const { depth } = unit;
  unit.emit(Op.POP_HANDLED, [previous], node);
  unit.depth = Math.max(0, depth - 1);
  unit.quietly(() => unit.emit(Op.RERAISE, [exception], at));
  unit.depth = depth;
}

/** The end of a handler's cleanup: an exception raised while another was handled replaces it. */
export function finishCleanup(unit: Unit, cleanup: Handler, previous: number, node: Located): void {
  unit.depth = cleanup.depth;
  unit.place(cleanup.label);
  const exception = unit.push();
  unit.emit(Op.POP_HANDLED, [previous], node);
  unit.release(exception);
  unit.quietly(() => unit.emit(Op.RERAISE, [exception], WHERE_RAISED));
}

/** Runs `body`, then `finalbody` on every way out of it. */
export function withFinally(
  unit: Unit,
  finalbody: readonly Statement[],
  node: Located,
  body: () => void,
): void {
  const outer = unit.handler;
  const base = unit.depth;
  const caught = new Handler(base);
  const cleanup = new Handler(base + 2);
  const end = new Label();
  const block = plainBlock(unit, (kept) => {
    // A `return` or `break` in the body itself drops the value that was to be returned.
    const dropKept = kept >= TEMPORARY ? () => unit.emit(Op.CLEAR, [kept], node) : null;
    inBlock(unit, plainBlock(unit, dropKept), () => statements(unit, finalbody));
  });
  unit.handler = caught;
  inBlock(unit, block, body);
  unit.handler = outer;
  statements(unit, finalbody);
  unit.jump(end, node);
  const [exception, previous] = enterHandler(unit, caught, cleanup, node);
  inBlock(unit, handlerBlock(unit, outer, exception, previous, node), () => statements(unit, finalbody));
  unit.handler = outer;
  reraise(unit, exception, previous, node, finalbody[finalbody.length - 1]);
  finishCleanup(unit, cleanup, previous, node);
  unit.depth = base;
  unit.place(end);
}

/** Leaving a handler: nothing is handled any more, or what was before. */
function handlerBlock(
  unit: Unit,
  outer: Handler | null,
  exception: number,
  previous: number,
  node: Located,
): ReturnType<typeof plainBlock> {
  return {
    ...plainBlock(unit, () => {
      unit.emit(Op.POP_HANDLED, [previous], node);
      unit.emit(Op.CLEAR, [exception], node);
    }),
    outer,
  };
}

function tryExcept(unit: Unit, node: Try): void {
  const outer = unit.handler;
  const base = unit.depth;
  const caught = new Handler(base);
  const cleanup = new Handler(base + 2);
  const end = new Label();
  unit.handler = caught;
  inBlock(unit, { ...plainBlock(unit, null), outer }, () => statements(unit, node.body));
  unit.handler = outer;
  statements(unit, node.orelse);
  unit.jump(end, node);
  const [exception, previous] = enterHandler(unit, caught, cleanup, node);
  for (const handler of node.handlers) {
    const next = new Label();
    unit.handler = cleanup;
    unit.depth = cleanup.depth;
    unit.mark(handler);
    if (handler.type !== null) {
      const type = visit(unit, handler.type, ANYWHERE);
      unit.release(type);
      const matches = unit.emitTo(Op.MATCH_EXCEPTION, FRESH, [exception, type], handler.type);
      unit.release(matches);
      unit.emit(Op.JUMP_IF_FALSE, [matches, 0], handler.type, next);
    }
    inBlock(unit, handlerBlock(unit, outer, exception, previous, handler), () => {
      exceptBody(unit, handler, exception, previous, outer);
    });
    unit.handler = outer;
    unit.emit(Op.POP_HANDLED, [previous], handler);
    unit.emit(Op.CLEAR, [exception], handler);
    if (handler.name !== null) unit.quietly(() => forgetName(unit, handler.name!, handler));
    unit.depth = base;
    unit.jump(end, handler);
    unit.depth = cleanup.depth;
    unit.place(next);
  }
  unit.handler = outer;
  const last = node.handlers[node.handlers.length - 1];
  reraise(unit, exception, previous, node, last.type ?? last);
  finishCleanup(unit, cleanup, previous, node);
  unit.depth = base;
  unit.place(end);
}

/** The body of `except type as name`: the name is unbound on every way out. */
function exceptBody(
  unit: Unit,
  handler: ExceptHandler,
  exception: number,
  previous: number,
  outer: Handler | null,
): void {
  const { name } = handler;
  if (name === null) return statements(unit, handler.body);
  storeCopy(unit, name, exception, handler);
  const named = new Handler(unit.depth);
  const block = plainBlock(unit, () => unit.quietly(() => forgetName(unit, name, handler)));
  const { handler: cleanup, depth } = unit;
  unit.handler = named;
  inBlock(unit, block, () => statements(unit, handler.body));
  unit.handler = cleanup;
  unit.cold.push(() => {
    unit.handler = outer;
    unit.depth = depth;
    unit.place(named.label);
    const raised = unit.push();
    unit.quietly(() => forgetName(unit, name, handler));
    reraise(unit, raised, previous, handler, WHERE_RAISED);
  });
}
