/**
 * Comprehensions. List, set and dict comprehensions become loops in the unit around them, their variables registers
 * of their own (PEP 709); generator expressions, and comprehensions right in a class, become functions.
 *
 * @module
 */
import { Op } from "../bytecode/opcodes.ts";
import { store } from "./assignments.ts";
import { Handler, Label, TEMPORARY } from "./assembler.ts";
import { awaitRegister, endAsync, nextAsync, yieldValue } from "./coroutines.ts";
import { jumpIf, operandBefore, settle, visit } from "./expressions.ts";
import { makeFunction } from "./functions.ts";
import { nameDestination } from "./names.ts";
import type { AnyComprehension, Comprehension, Expression } from "./nodes.ts";
import { ANYWHERE, FRESH, Unit } from "./unit.ts";

const FUNCTION_NAMES = {
  ListComp: "<listcomp>",
  SetComp: "<setcomp>",
  DictComp: "<dictcomp>",
  GeneratorExp: "<genexpr>",
} as const;

const BUILD = { ListComp: Op.BUILD_LIST, SetComp: Op.BUILD_SET, DictComp: Op.BUILD_MAP } as const;

/** The value of a comprehension. */
export function comprehension(unit: Unit, node: AnyComprehension, destination: number): number {
  const scope = unit.context.scopes.bodies.get(node)!;
  return scope.inlined ? inlined(unit, node, destination) : asFunction(unit, node, destination);
}

/** The iterator over a generator's iterable, in the next temporary. */
function iterator(unit: Unit, { iter, is_async }: Comprehension): number {
  const iterable = visit(unit, iter, ANYWHERE);
  unit.release(iterable);
  return unit.emitTo(is_async ? Op.GET_AITER : Op.GET_ITER, FRESH, [iterable], iter);
}

function inlined(unit: Unit, node: AnyComprehension, destination: number): number {
  const scope = unit.context.scopes.bodies.get(node)!;
  const { kind } = node;
  if (kind === "GeneratorExp") throw new Error("A generator expression is never inlined");
  const base = unit.depth;
  const collection = unit.emitTo(BUILD[kind], FRESH, [TEMPORARY + base, 0], node);
  iterator(unit, node.generators[0]);
  const outerScope = unit.scope;
  const outerHandler = unit.handler;
  const { registers, cells } = unit.openScope(scope);
  // A handler of this unit may go on after an exception: the variables must not live on with it.
  if (outerHandler !== null && registers.length > 0) {
    const cleanup = new Handler(base);
    unit.handler = cleanup;
    unit.cold.push(() => {
      unit.handler = outerHandler;
      unit.depth = base;
      unit.place(cleanup.label);
      const exception = unit.push();
      for (const register of registers) unit.emit(Op.CLEAR, [register], node);
      unit.release(exception);
      unit.emit(Op.RERAISE, [exception], node);
    });
  }
  for (const register of cells) unit.emit(Op.MAKE_CELL, [register], node);
  loops(unit, node, 0, () => element(unit, node, collection));
  unit.handler = outerHandler;
  for (const register of registers) unit.emit(Op.CLEAR, [register], node);
  unit.scope = outerScope;
  return settle(unit, collection, destination, node);
}

/** Adds the element to the collection or, in a generator expression, yields it. */
function element(unit: Unit, node: AnyComprehension, collection: number): void {
  if (node.kind === "DictComp") {
    const key = operandBefore(unit, node.key, node.value);
    const value = visit(unit, node.value, ANYWHERE);
    unit.release(value);
    unit.release(key);
    return unit.emit(Op.MAP_ADD, [collection, key, value], node);
  }
  if (node.kind === "GeneratorExp") {
    yieldValue(unit, node.elt, FRESH, node.elt);
    return unit.drop(node.elt);
  }
  const value = visit(unit, node.elt, ANYWHERE);
  unit.release(value);
  unit.emit(node.kind === "ListComp" ? Op.LIST_APPEND : Op.SET_ADD, [collection, value], node.elt);
}

/** The loop over generator `index`, whose iterator is the last temporary or a local, and those within it. */
function loops(
  unit: Unit,
  node: AnyComprehension,
  index: number,
  body: () => void,
  source: number = TEMPORARY + unit.depth - 1,
): void {
  const generator = node.generators[index];
  const position = generator.iter;
  const header = new Label();
  const next = new Label();
  const end = new Label();
  const ended = new Handler(unit.depth);
  unit.place(header);
  if (generator.is_async) nextAsyncInto(unit, generator.target, source, ended, position);
  else nextInto(unit, generator.target, source, end, position);
  for (const condition of generator.ifs) jumpIf(unit, condition, false, next);
  if (index + 1 < node.generators.length) {
    iterator(unit, node.generators[index + 1]);
    loops(unit, node, index + 1, body);
  } else body();
  unit.place(next);
  unit.jumpBack(header, node);
  if (generator.is_async) endAsync(unit, source, ended, position);
  else {
    unit.place(end);
    unit.release(source);
  }
}

/** Assigns the next value of the iterator in `source` to a target, or jumps to `end`. */
export function nextInto(unit: Unit, target: Expression, source: number, end: Label, node: Expression): void {
  const local = target.kind === "Name" ? nameDestination(unit, target.id) : ANYWHERE;
  const value = unit.emitTo(Op.FOR_ITER, local, [source, 0, 0], node, end);
  if (local === ANYWHERE) store(unit, target, value);
}

/** Assigns the next value of the asynchronous iterator in `source` to a target; its end goes to `ended`. */
export function nextAsyncInto(
  unit: Unit,
  target: Expression,
  source: number,
  ended: Handler,
  node: Expression,
): void {
  const local = target.kind === "Name" ? nameDestination(unit, target.id) : ANYWHERE;
  const value = nextAsync(unit, source, ended, local, node);
  if (local === ANYWHERE) store(unit, target, value);
}

function asFunction(unit: Unit, node: AnyComprehension, destination: number): number {
  const { context } = unit;
  const scope = context.scopes.bodies.get(node)!;
  const inner = new Unit(context, unit, scope, FUNCTION_NAMES[node.kind]);
  inner.argCount = 1;
  inner.firstLine = node.lineno;
  inner.prologue(node);
  const collection = node.kind === "GeneratorExp"
    ? -1
    : inner.emitTo(BUILD[node.kind], FRESH, [TEMPORARY, 0], node);
  const given = inner.lookUp(".0").register;
  // The loop takes it from where it is: who alone has an iterator is quicker to go on with it.
  const source = node.generators[0].is_async ? inner.emitTo(Op.MOVE, FRESH, [given], node) : given;
  loops(inner, node, 0, () => element(inner, node, collection), source);
  const result = collection >= 0 ? collection : inner.loadNone(FRESH, node);
  inner.release(result);
  inner.emit(Op.RETURN, [result], node);

  const run = makeFunction(unit, inner, FRESH, [], node);
  unit.push();
  iterator(unit, node.generators[0]);
  unit.depth = run - TEMPORARY;
  if (node.kind === "GeneratorExp" || !scope.isCoroutine) {
    return unit.emitTo(Op.CALL, destination, [run, 1, 0], node);
  }
  const coroutine = unit.emitTo(Op.CALL, FRESH, [run, 1, 0], node);
  unit.release(coroutine);
  return awaitRegister(unit, coroutine, 0, destination, node);
}
