/**
 * Annotations, evaluated only when someone asks (PEP 649): each function, class and module that has any gets an
 * `__annotate__` function. Statements that may not run note in a set that they have: the function leaves out the others.
 * With `from __future__ import annotations` those of variables are strings, stored as the statements run.
 *
 * @module
 */
import { CO_FUTURE_ANNOTATIONS } from "../bytecode/code_unit.ts";
import { Op } from "../bytecode/opcodes.ts";
import { Label, TEMPORARY } from "./assembler.ts";
import { visit } from "./expressions.ts";
import { makeFunction } from "./functions.ts";
import { loadName, storeName } from "./names.ts";
import type { AnnAssign, Expression, FunctionDef, Located } from "./nodes.ts";
import { allParameters, CONDITIONAL, type Scope } from "./scopes.ts";
import { unparse } from "./unparse.ts";
import { FRESH, Unit } from "./unit.ts";

/** Format that an annotate function made by the compiler understands: values, 1, and with fake globals, 2. */
const MAX_FORMAT = 2n;

/**
 * A unit for an expression or annotations evaluated on demand: it takes the format and refuses those that the
 * annotation library emulates.
 */
export function lazyUnit(
  unit: Unit,
  scope: Scope,
  name: string,
  node: Located,
  qualifiedBy: string = name,
): Unit {
  const inner = new Unit(unit.context, unit, scope, name, qualifiedBy);
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

/** What an annotate function gives: a name, its annotation, and the number that says whether its statement has run. */
interface Item {
  readonly name: string;
  readonly annotation: Expression;
  readonly number?: number;
}

/** The `__annotate__` function of a `def`. */
export function annotateFunction(unit: Unit, node: FunctionDef, destination: number): number {
  const scope = unit.context.scopes.annotations.get(node)!;
  const items: Item[] = [];
  for (const { arg, annotation } of allParameters(node.args)) {
    if (annotation !== null) items.push({ name: unit.mangle(arg), annotation });
  }
  if (node.returns !== null) items.push({ name: "return", annotation: node.returns });
  return annotate(unit, scope, items, destination, node, node.name);
}

/**
 * What goes before the body of a class or module whose variables are annotated: the set of the annotations whose
 * statements have run, or the dict of annotations that are strings.
 */
export function beginVariables(unit: Unit, node: Located): void {
  const { own } = unit;
  if (own.conditional.size > 0) {
    const set = unit.emitTo(Op.BUILD_SET, FRESH, [TEMPORARY, 0], node);
    unit.release(set);
    if (own.kind === "class") unit.emit(Op.STORE_DEREF, [unit.cellRegister(CONDITIONAL), set], node);
    else storeName(unit, CONDITIONAL, set, node);
  }
  if (own.annotated.length > 0 && unit.flags & CO_FUTURE_ANNOTATIONS) {
    unit.emit(Op.SETUP_ANNOTATIONS, [], node);
  }
}

/** Whether a class or module gets an `__annotate__` function. */
export function hasAnnotate(unit: Unit): boolean {
  return unit.own.annotated.length > 0 && !(unit.flags & CO_FUTURE_ANNOTATIONS);
}

/** What the statement of an annotated variable does about the annotation, when it runs. */
export function noteAnnotation(unit: Unit, node: AnnAssign): void {
  const { own } = unit;
  if (node.target.kind !== "Name" || !node.simple || (own.kind !== "class" && own.kind !== "module")) return;
  if (unit.flags & CO_FUTURE_ANNOTATIONS) {
    const value = annotationValue(unit, node.annotation);
    const map = unit.emitTo(Op.LOAD_NAME, FRESH, [unit.nameIndex("__annotations__")], node);
    const name = { type: "str", value: unit.mangle(node.target.id) } as const;
    const key = unit.loadConstant(name, FRESH, node);
    unit.release(key);
    unit.release(map);
    unit.release(value);
    return unit.emit(Op.STORE_SUBSCR, [map, key, value, 0], node);
  }
  const number = own.conditional.get(node);
  if (number === undefined) return;
  const set = own.kind === "class"
    ? unit.emitTo(
      Op.LOAD_DEREF,
      FRESH,
      [unit.cellRegister(CONDITIONAL), unit.localNameIndex(CONDITIONAL)],
      node,
    )
    : loadName(unit, CONDITIONAL, FRESH, node);
  // A module may have put anything in its place: unlike SET_ADD, the update looks at what it is given.
  const items = [{ type: "int", value: BigInt(number) } as const];
  const added = unit.loadConstant({ type: "frozenset", items }, FRESH, node);
  unit.release(added);
  unit.emit(Op.SET_UPDATE, [set, added], node);
  unit.drop(node);
}

/** The `__annotate__` function of a class or module whose variables are annotated. */
export function annotateVariables(unit: Unit, destination: number, node: Located): number {
  const items: Item[] = [];
  for (const statement of unit.own.annotated) {
    const { target, annotation } = statement;
    if (target.kind !== "Name") continue;
    items.push({ name: unit.mangle(target.id), annotation, number: unit.own.conditional.get(statement) });
  }
  return annotate(unit, unit.own.annotations!, items, destination, node);
}

function annotate(
  unit: Unit,
  scope: Scope,
  items: readonly Item[],
  destination: number,
  node: Located,
  annotated?: string,
): number {
  const name = "__annotate__";
  const inner = lazyUnit(unit, scope, name, node, annotated === undefined ? name : `${annotated}.${name}`);
  const map = inner.emitTo(Op.BUILD_MAP, FRESH, [TEMPORARY, 0], node);
  for (const { name, annotation, number } of items) {
    const skip = new Label();
    if (number !== undefined) jumpUnlessRun(inner, number, annotation, skip);
    const key = inner.loadConstant({ type: "str", value: name }, FRESH, annotation);
    const value = annotationValue(inner, annotation);
    inner.release(value);
    inner.release(key);
    inner.emit(Op.MAP_ADD, [map, key, value], annotation);
    if (number !== undefined) inner.place(skip);
  }
  inner.release(map);
  inner.emit(Op.RETURN, [map], node);
  return makeFunction(unit, inner, destination, [], node);
}

function jumpUnlessRun(unit: Unit, number: number, node: Located, skip: Label): void {
  const key = unit.loadConstant({ type: "int", value: BigInt(number) }, FRESH, node);
  const set = loadName(unit, CONDITIONAL, FRESH, node);
  unit.release(set);
  unit.release(key);
  const found = unit.emitTo(Op.IN, FRESH, [key, set], node);
  unit.release(found);
  unit.emit(Op.JUMP_IF_FALSE, [found, 0], node, skip);
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
