/**
 * `with` and `async with`. `__exit__` and the manager wait in two temporaries, as for a call; a suppressed exception is
 * dropped.
 *
 * @module
 */
import type { Constant } from "../bytecode/code_unit.ts";
import { Op } from "../bytecode/opcodes.ts";
import { specialMethod } from "../bytecode/special_methods.ts";
import { store } from "./assignments.ts";
import { Handler, Label, TEMPORARY } from "./assembler.ts";
import { inBlock, plainBlock } from "./blocks.ts";
import { awaitRegister } from "./coroutines.ts";
import { visit } from "./expressions.ts";
import type { Expression, Located, With } from "./nodes.ts";
import { statements } from "./statements.ts";
import { enterHandler, finishCleanup, reraise, WHERE_RAISED } from "./try.ts";
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
  const exit = loadExit(unit, context_expr, isAsync);
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
  releaseExit(unit, exit);
  unit.jump(end, context_expr);
  exceptional(unit, exit, caught, isAsync, context_expr, end);
  unit.depth = exit - TEMPORARY;
  unit.place(end);
}

/**
 * The manager's methods: `__exit__` to a pair of temporaries, which are the last ones then, `__enter__` called.
 *
 * @returns The first of the two. What `__enter__` returns lies behind them, still to be pushed.
 */
function loadExit(unit: Unit, context: Expression, isAsync: boolean): number {
  const manager = visit(unit, context, ANYWHERE), isTemporary = manager >= TEMPORARY;
  const exit = isTemporary ? manager : TEMPORARY + unit.depth;
  let self = manager;
  if (isTemporary) {
    unit.push();
    self = unit.emitTo(Op.COPY, FRESH, [manager], context);
  }
  unit.emit(Op.LOAD_SPECIAL, [exit, manager, specialMethod(isAsync ? "__aexit__" : "__exit__"), 0], context);
  const depth = exit - TEMPORARY + 2, enter = isAsync ? "__aenter__" : "__enter__";
  unit.depth = depth;
  const run = unit.push();
  unit.push();
  unit.depth = depth;
  unit.emit(Op.LOAD_SPECIAL, [run, self, specialMethod(enter), 0], context);
  unit.emit(Op.CALL, [run, run, 0, 0], context);
  return exit;
}

/** The pair that held `__exit__` has been called, or moved to be. */
function releaseExit(unit: Unit, exit: number): void {
  unit.release(exit + 1);
  unit.release(exit);
}

/** Moves `__exit__` to a run, for a call. */
function moveExit(unit: Unit, exit: number, node: Located): number {
  const run = unit.emitTo(Op.MOVE, FRESH, [exit], node);
  unit.emitTo(Op.MOVE, FRESH, [exit + 1], node);
  return run;
}

/** Calls `__exit__(None, None, None)`; a value to return, above it, stays. The pair is empty afterwards. */
function leave(unit: Unit, exit: number, isAsync: boolean, node: Located): void {
  const { depth } = unit;
  const run = moveExit(unit, exit, node);
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
  const { depth } = unit;
  const run = moveExit(unit, exit, node);
  unit.emit(Op.WITH_EXCEPT_START, [run + 2, exception], node);
  for (let i = 0; i < 3; i++) unit.push();
  unit.depth = depth;
  let answer = unit.emitTo(Op.CALL, FRESH, [run, 3, 0], node);
  if (isAsync) {
    unit.release(answer);
    answer = awaitRegister(unit, answer, FROM_EXIT, FRESH, node);
  }
  unit.release(answer);
  unit.emit(Op.JUMP_IF_TRUE, [answer, 0], node, suppressed);
  unit.handler = outer;
  reraise(unit, exception, previous, node, WHERE_RAISED);
  unit.place(suppressed);
  unit.release(previous);
  unit.emit(Op.POP_HANDLED, [previous], node);
  unit.drop(node);
  releaseExit(unit, exit);
  unit.jump(end, node);
  finishCleanup(unit, cleanup, previous, node);
}
