/**
 * `yield`, `yield from`, `await`, and the steps of `async for`.
 *
 * @module
 */
import { CO_ASYNC_GENERATOR } from "../bytecode/code_unit.ts";
import { Op } from "../bytecode/opcodes.ts";
import { Handler, Label, TEMPORARY } from "./assembler.ts";
import { visit } from "./expressions.ts";
import type { Expression, Located } from "./nodes.ts";
import { ANYWHERE, FRESH, type Unit } from "./unit.ts";

/** `yield value`. */
export function yieldValue(unit: Unit, value: Expression | null, destination: number, node: Located): number {
  let yielded = value === null ? unit.loadNone(FRESH, node) : visit(unit, value, ANYWHERE);
  unit.release(yielded);
  if (unit.flags & CO_ASYNC_GENERATOR) {
    yielded = unit.emitTo(Op.WRAP_ASYNC_VALUE, FRESH, [yielded], node);
    unit.release(yielded);
  }
  return unit.emitTo(Op.YIELD, destination, [yielded], node);
}

/** `yield from value`. */
export function yieldFrom(unit: Unit, value: Expression, destination: number, node: Located): number {
  const iterable = visit(unit, value, ANYWHERE);
  unit.release(iterable);
  const iterator = unit.emitTo(Op.GET_YIELD_FROM_ITER, FRESH, [iterable], node);
  return delegate(unit, iterator, destination, node);
}

/** `await value`. */
export function awaitValue(unit: Unit, value: Expression, destination: number, node: Located): number {
  const awaitable = visit(unit, value, ANYWHERE);
  unit.release(awaitable);
  return awaitRegister(unit, awaitable, 0, destination, node);
}

/** Awaits the value of a register that is released already; `reason` is GET_AWAITABLE's immediate. */
export function awaitRegister(
  unit: Unit,
  awaitable: number,
  reason: number,
  destination: number,
  node: Located,
): number {
  const iterator = unit.emitTo(Op.GET_AWAITABLE, FRESH, [awaitable, reason], node);
  return delegate(unit, iterator, destination, node);
}

/**
 * Runs the iterator on top of the stack to its end, yielding what it yields; its result goes to `destination`, or
 * to the temporary where the iterator was.
 */
export function delegate(unit: Unit, iterator: number, destination: number, node: Located): number {
  const outer = unit.handler;
  const again = new Label();
  const done = new Label();
  const thrown = new Handler(unit.depth);
  const value = unit.loadNone(FRESH, node);
  unit.place(again);
  unit.release(value);
  unit.emitTo(Op.YIELD_FROM_STEP, FRESH, [iterator, value, 0], node, done);
  unit.release(value);
  unit.handler = thrown;
  unit.emitTo(Op.YIELD, FRESH, [value], node);
  unit.handler = outer;
  unit.jumpBack(again, node);
  unit.place(thrown.label);
  unit.release(value);
  unit.emitTo(Op.CLEANUP_THROW, FRESH, [iterator, value], node);
  unit.place(done);
  unit.release(value);
  unit.release(iterator);
  return unit.emitTo(Op.MOVE, destination, [value], node);
}

/** The next value of the asynchronous iterator in `iterator`; its end goes to `ended`. */
export function nextAsync(
  unit: Unit,
  iterator: number,
  ended: Handler,
  destination: number,
  node: Located,
): number {
  const outer = unit.handler;
  unit.handler = ended;
  const awaitable = unit.emitTo(Op.GET_ANEXT, FRESH, [iterator], node);
  const value = delegate(unit, awaitable, destination, node);
  unit.handler = outer;
  return value;
}

/** Where `nextAsync` ends: drops the exception and the iterator. */
export function endAsync(unit: Unit, iterator: number, ended: Handler, node: Located): void {
  unit.depth = ended.depth;
  unit.place(ended.label);
  const exception = unit.push();
  unit.release(exception);
  unit.emit(Op.END_ASYNC_FOR, [iterator, exception], node);
  unit.release(iterator);
  if (iterator !== TEMPORARY + unit.depth) throw new Error("The iterator of async for is the last temporary");
}
