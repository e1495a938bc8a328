/**
 * `try` with `except*` (PEP 654): every handler takes its part of the exception group, what they raise and what is
 * left over are put together at the end.
 *
 * Temporaries from the handler's depth: the exception, what was handled before, the list of results, the rest.
 *
 * @module
 */
import { Op } from "../bytecode/opcodes.ts";
import { Handler, Label, TEMPORARY } from "./assembler.ts";
import { inBlock, plainBlock } from "./blocks.ts";
import { visit } from "./expressions.ts";
import { forgetName, storeName } from "./names.ts";
import type { ExceptHandler, Try } from "./nodes.ts";
import { statements } from "./statements.ts";
import { enterHandler, finishCleanup, reraise, withFinally } from "./try.ts";
import { ANYWHERE, FRESH, type Unit } from "./unit.ts";

/** `try` with `except*`. */
export function tryStarStatement(unit: Unit, node: Try): void {
  if (node.finalbody.length === 0) return tryExceptStar(unit, node);
  withFinally(unit, node.finalbody, node, () => tryExceptStar(unit, node));
}

function tryExceptStar(unit: Unit, node: Try): void {
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
  let results = 0, rest = 0;
  unit.quietly(() => {
    results = unit.emitTo(Op.BUILD_LIST, FRESH, [TEMPORARY + unit.depth, 0], node);
    rest = unit.emitTo(Op.COPY, FRESH, [exception], node);
  });
  for (const handler of node.handlers) oneHandler(unit, handler, results, rest);
  unit.quietly(() => putTogether(unit, node, outer, [exception, previous, results, rest], end));
  finishCleanup(unit, cleanup, previous, node);
  unit.depth = base;
  unit.place(end);
}

/** Behind the last handler: what they raised and what is left is raised, or the statement has ended. */
function putTogether(
  unit: Unit,
  node: Try,
  outer: Handler | null,
  [exception, previous, results, rest]: readonly number[],
  end: Label,
): void {
  unit.release(rest);
  unit.emit(Op.LIST_APPEND, [results, rest], node);
  const original = unit.emitTo(Op.COPY, FRESH, [exception], node);
  unit.release(original);
  unit.release(results);
  const raised = unit.emitTo(Op.PREPARE_RERAISE_STAR, FRESH, [original, results], node);
  const copy = unit.emitTo(Op.COPY, FRESH, [raised], node);
  unit.release(copy);
  const nothing = new Label();
  unit.handler = outer;
  unit.emit(Op.JUMP_IF_NONE, [copy, 0], node, nothing);
  reraise(unit, raised, previous, node);
  unit.place(nothing);
  unit.drop(node);
  unit.release(previous);
  unit.emit(Op.POP_HANDLED, [previous], node);
  unit.drop(node);
  unit.jump(end, node);
}

function oneHandler(unit: Unit, node: ExceptHandler, results: number, rest: number): void {
  const next = new Label();
  const noMatch = new Label();
  const { depth, handler: cleanup } = unit;
  const type = visit(unit, node.type!, ANYWHERE);
  unit.release(type);
  const left = TEMPORARY + depth;
  const match = left + 1;
  unit.emit(Op.MATCH_EXCEPTION_GROUP, [left, rest, type], node);
  unit.push();
  unit.push();
  unit.emit(Op.CLEAR, [rest], node);
  unit.emit(Op.MOVE, [rest, left], node);
  unit.emit(Op.MOVE, [left, match], node);
  unit.emit(Op.COPY, [match, left], node);
  unit.release(match);
  unit.emit(Op.JUMP_IF_NONE, [match, 0], node, noMatch);
  // The match is in `left`.
  const { name } = node;
  unit.release(left);
  if (name === null) unit.emit(Op.CLEAR, [left], node);
  else storeName(unit, name, left, node);
  const raisedInside = new Handler(unit.depth);
  const forget = (): void =>
    unit.quietly(() => {
      if (name !== null) forgetName(unit, name, node);
    });
  unit.handler = raisedInside;
  inBlock(unit, plainBlock(unit, name === null ? null : forget), () => statements(unit, node.body));
  unit.handler = cleanup;
  forget();
  unit.quietly(() => {
    unit.jump(next, node);
    unit.place(raisedInside.label);
    const raised = unit.push();
    forget();
    unit.release(raised);
    unit.emit(Op.LIST_APPEND, [results, raised], node);
    unit.jump(next, node);
    unit.place(noMatch);
    unit.push();
    unit.drop(node);
  });
  unit.place(next);
}
