/**
 * Annotations, evaluated only when someone asks (PEP 649): each function, class and module that has any gets an
 * `__annotate__` function.
 *
 * @module
 */
import { CO_FUTURE_ANNOTATIONS } from "../bytecode/code_unit.ts";
import { Op } from "../bytecode/opcodes.ts";
import { Label, TEMPORARY } from "./assembler.ts";
import { visit } from "./expressions.ts";
import { makeFunction } from "./functions.ts";
import type { Expression, FunctionDef, Located } from "./nodes.ts";
import { allParameters, type Scope } from "./scopes.ts";
import { unparse } from "./unparse.ts";
import { FRESH, Unit } from "./unit.ts";

/** Format that an annotate function made by the compiler understands: values, 1, and with fake globals, 2. */
const MAX_FORMAT = 2n;

/**
 * A unit for an expression or annotations evaluated on demand: it takes the format and refuses those that the
 * annotation library emulates.
 */
export function lazyUnit(unit: Unit, scope: Scope, name: string, node: Located): Unit {
  const inner = new Unit(unit.context, unit, scope, name);
  inner.argCount = 1;
  inner.posOnlyCount = 1;
  inner.firstLine = node.lineno;
  inner.prologue(node);
  const supported = new Label();
  const { register } = inner.lookUp(".format");
  const limit = inner.loadConstant({ type: "int", value: MAX_FORMAT }, FRESH, node);
  inner.release(limit);
  const tooHigh = inner.emitTo(Op.GREATER, FRESH, [register, limit, 0], node);
  inner.release(tooHigh);
  inner.emit(Op.JUMP_IF_FALSE, [tooHigh, 0], node, supported);
  const error = inner.emitTo(Op.LOAD_GLOBAL, FRESH, [inner.nameIndex("NotImplementedError"), 0], node);
  inner.release(error);
  inner.emit(Op.RAISE, [error, 1], node);
  inner.place(supported);
  return inner;
}

/** A function that evaluates one expression on demand: a bound, a default, the value of a type alias. */
export function lazyExpression(
  unit: Unit,
  scope: Scope,
  name: string,
  value: Expression,
  destination: number,
): number {
  const inner = lazyUnit(unit, scope, name, value);
  const result = starrable(inner, value);
  inner.release(result);
  inner.emit(Op.RETURN, [result], value);
  return makeFunction(unit, inner, destination, [], value);
}

/** The `__annotate__` function of a `def`. */
export function annotateFunction(unit: Unit, node: FunctionDef, destination: number): number {
  const scope = unit.context.scopes.annotations.get(node)!;
  const items: [string, Expression][] = [];
  for (const { arg, annotation } of allParameters(node.args)) {
    if (annotation !== null) items.push([unit.mangle(arg), annotation]);
  }
  if (node.returns !== null) items.push(["return", node.returns]);
  return annotate(unit, scope, items, destination, node);
}

/** The `__annotate__` function of a class or module whose variables are annotated. */
export function annotateVariables(unit: Unit, destination: number, node: Located): number {
  const items: [string, Expression][] = [];
  for (const { target, annotation } of unit.own.annotated) {
    if (target.kind === "Name") items.push([unit.mangle(target.id), annotation]);
  }
  return annotate(unit, unit.own.annotations!, items, destination, node);
}

function annotate(
  unit: Unit,
  scope: Scope,
  items: readonly (readonly [string, Expression])[],
  destination: number,
  node: Located,
): number {
  const inner = lazyUnit(unit, scope, "__annotate__", node);
  const map = inner.emitTo(Op.BUILD_MAP, FRESH, [TEMPORARY, 0], node);
  for (const [name, annotation] of items) {
    const key = inner.loadConstant({ type: "str", value: name }, FRESH, annotation);
    const value = annotationValue(inner, annotation);
    inner.release(value);
    inner.release(key);
    inner.emit(Op.MAP_ADD, [map, key, value], annotation);
  }
  inner.release(map);
  inner.emit(Op.RETURN, [map], node);
  return makeFunction(unit, inner, destination, [], node);
}

function annotationValue(unit: Unit, annotation: Expression): number {
  if (unit.flags & CO_FUTURE_ANNOTATIONS) {
    return unit.loadConstant({ type: "str", value: unparse(annotation) }, FRESH, annotation);
  }
  return starrable(unit, annotation);
}

/** What stands in an annotation or default: `*args: *Ts` means the only item of `*Ts`. */
function starrable(unit: Unit, node: Expression): number {
  if (node.kind !== "Starred") return visit(unit, node, FRESH);
  const value = visit(unit, node.value, FRESH);
  unit.release(value);
  unit.emit(Op.UNPACK_SEQUENCE, [value, value, 1], node);
  return unit.push();
}
