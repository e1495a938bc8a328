/**
 * `with` and `async with`. The bound `__exit__` waits in a temporary; a suppressed exception is dropped.
 *
 * @module
 */
import type { Constant } from "../bytecode/code_unit.ts";
import { Op } from "../bytecode/opcodes.ts";
import { store } from "./assignments.ts";
import { Handler, Label, TEMPORARY } from "./assembler.ts";
import { inBlock, plainBlock } from "./blocks.ts";
import { awaitRegister } from "./coroutines.ts";
import { visit } from "./expressions.ts";
import type { Located, With } from "./nodes.ts";
import { statements } from "./statements.ts";
import { enterHandler, finishCleanup, reraise } from "./try.ts";
import { ANYWHERE, FRESH, type Unit } from "./unit.ts";

const NONE: Constant = { type: "None" };
/** GET_AWAITABLE: the awaitable comes from `__aenter__`. */
const FROM_ENTER = 1;
/** GET_AWAITABLE: the awaitable comes from `__aexit__`. */
const FROM_EXIT = 2;

/** The items of a `with` from `index` on, and its body. */
export function withStatement(unit: Unit, node: With, index: number): void {
  if (index === node.items.length) return statements(unit, node.body);
  const { context_expr, optional_vars } = node.items[index];
  const isAsync = node.kind === "AsyncWith";
  const manager = visit(unit, context_expr, ANYWHERE);
  unit.release(manager);
  const exit = TEMPORARY + unit.depth;
  unit.emit(isAsync ? Op.BEFORE_ASYNC_WITH : Op.BEFORE_WITH, [exit, manager], context_expr);
  unit.push();
  let entered = unit.push();
  if (isAsync) {
    unit.release(entered);
    entered = awaitRegister(unit, entered, FROM_ENTER, FRESH, context_expr);
  }
  const outer = unit.handler;
  const caught = new Handler(unit.depth - 1);
  const end = new Label();
  const block = {
    ...plainBlock(unit, () => leave(unit, exit, isAsync, context_expr)),
    outer,
  };
  unit.handler = caught;
  inBlock(unit, block, () => {
    if (optional_vars !== null) store(unit, optional_vars, entered);
    else unit.drop(context_expr);
    withStatement(unit, node, index + 1);
  });
  unit.handler = outer;
  leave(unit, exit, isAsync, context_expr);
  unit.release(exit);
  unit.jump(end, context_expr);
  exceptional(unit, exit, caught, isAsync, context_expr, end);
  unit.depth = exit - TEMPORARY;
  unit.place(end);
}

/** Calls `__exit__(None, None, None)`; a value to return, above it, stays. The temporary is empty afterwards. */
function leave(unit: Unit, exit: number, isAsync: boolean, node: Located): void {
  const { depth } = unit;
  const run = unit.emitTo(Op.MOVE, FRESH, [exit], node);
  unit.push();
  for (let i = 0; i < 3; i++) unit.loadConstant(NONE, FRESH, node);
  unit.depth = depth;
  let result = unit.emitTo(Op.CALL, FRESH, [run, 3, 0], node);
  if (isAsync) {
    unit.release(result);
    result = awaitRegister(unit, result, FROM_EXIT, FRESH, node);
  }
  unit.drop(node);
}

/** An exception in the body: `__exit__` decides whether it goes on. */
function exceptional(
  unit: Unit,
  exit: number,
  caught: Handler,
  isAsync: boolean,
  node: Located,
  end: Label,
): void {
  const outer = unit.handler;
  const cleanup = new Handler(caught.depth + 2);
  const suppressed = new Label();
  const [exception, previous] = enterHandler(unit, caught, cleanup, node);
  let answer = unit.emitTo(Op.WITH_EXCEPT_START, FRESH, [exit, exception], node);
  if (isAsync) {
    unit.release(answer);
    answer = awaitRegister(unit, answer, FROM_EXIT, FRESH, node);
  }
  unit.release(answer);
  unit.emit(Op.JUMP_IF_TRUE, [answer, 0], node, suppressed);
  unit.handler = outer;
  reraise(unit, exception, previous, node);
  unit.place(suppressed);
  unit.release(previous);
  unit.emit(Op.POP_HANDLED, [previous], node);
  unit.drop(node);
  unit.drop(node);
  unit.jump(end, node);
  finishCleanup(unit, cleanup, previous, node);
}
