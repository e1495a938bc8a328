/**
 * Assignment, augmented assignment, annotated assignment and deletion, for every kind of target.
 *
 * @module
 */
import { Op } from "../bytecode/opcodes.ts";
import { noteAnnotation } from "./annotations.ts";
import { TEMPORARY } from "./assembler.ts";
import { attributeLocation } from "./calls.ts";
import { BINARY, IN_PLACE, operandBefore, rebinds, visit } from "./expressions.ts";
import { fold } from "./fold.ts";
import { deleteName, loadName, nameDestination, storeCopy, storeName } from "./names.ts";
import type { AnnAssign, Attribute, AugAssign, Expression, Name, Statement, Subscript } from "./nodes.ts";
import { ANYWHERE, FRESH, type Unit } from "./unit.ts";

/** Assigns a register, a local or the last temporary (which is consumed), to a target. */
export function store(unit: Unit, target: Expression, value: number): void {
  switch (target.kind) {
    case "Name":
      unit.release(value);
      return storeName(unit, target.id, value, target);
    case "Attribute": {
      const object = visit(unit, target.value, ANYWHERE);
      unit.release(object);
      unit.release(value);
      return storeAttribute(unit, target, object, value);
    }
    case "Subscript": {
      const container = operandBefore(unit, target.value, target.slice);
      const index = visit(unit, target.slice, ANYWHERE);
      unit.release(index);
      unit.release(container);
      unit.release(value);
      return unit.emit(Op.STORE_SUBSCR, [container, index, value, 0], target);
    }
    case "Starred":
      return store(unit, target.value, value);
    case "Tuple":
    case "List":
      return unpack(unit, target.elts, value, target);
    default:
      throw new Error(`Cannot assign to ${target.kind} at line ${target.lineno}`);
  }
}

function storeAttribute(unit: Unit, target: Attribute, object: number, value: number): void {
  noteStaticAttribute(unit, target);
  const name = unit.nameIndex(unit.mangle(target.attr));
  unit.emit(Op.STORE_ATTR, [object, name, value, 0], attributeLocation(target, target));
}

/** `self.name = ...` in a method: the class tells in `__static_attributes__`. */
function noteStaticAttribute(unit: Unit, target: Attribute): void {
  if (target.value.kind !== "Name" || target.value.id !== "self") return;
  for (let outer: Unit | null = unit; outer !== null; outer = outer.parent) {
    if (outer.own.kind === "class") {
      outer.staticAttributes.add(target.attr);
      return;
    }
  }
}

/** Unpacks a register into targets; the first item comes on top. */
function unpack(unit: Unit, targets: readonly Expression[], value: number, node: Expression): void {
  const starred = targets.findIndex(({ kind }) => kind === "Starred");
  unit.release(value);
  const first = TEMPORARY + unit.depth;
  if (starred < 0) unit.emit(Op.UNPACK_SEQUENCE, [first, value, targets.length], node);
  else unit.emit(Op.UNPACK_EX, [first, value, starred, targets.length - starred - 1], node);
  for (let i = 0; i < targets.length; i++) unit.push();
  for (const target of targets) store(unit, target, TEMPORARY + unit.depth - 1);
}

/** `targets = value`. */
export function assign(unit: Unit, node: Statement & { kind: "Assign" }): void {
  const { targets, value } = node;
  const [first] = targets;
  if (targets.length === 1) {
    if (first.kind === "Name") {
      const local = nameDestination(unit, first.id);
      if (local !== ANYWHERE) {
        visit(unit, value, local);
        return;
      }
    } else if (
      first.kind === "Tuple" && value.kind === "Tuple" && assignPairwise(unit, first.elts, value.elts)
    ) {
      return;
    }
    return store(unit, first, valueFor(unit, value, first));
  }
  const local = first.kind === "Name" && targets.every(({ kind }) => kind === "Name")
    ? nameDestination(unit, first.id)
    : ANYWHERE;
  if (local !== ANYWHERE) {
    visit(unit, value, local);
    for (let i = 1; i < targets.length; i++) store(unit, targets[i], local);
    return;
  }
  const result = visit(unit, value, FRESH);
  for (let i = 0; i < targets.length - 1; i++) {
    const target = targets[i];
    if (target.kind === "Name") storeCopy(unit, target.id, result, target);
    else store(unit, target, unit.emitTo(Op.COPY, FRESH, [result], node));
  }
  store(unit, targets[targets.length - 1], result);
}

/** A value to assign: a local may stand for itself unless computing the target rebinds it. */
function valueFor(unit: Unit, value: Expression, target: Expression): number {
  return visit(
    unit,
    value,
    rebinds(target) || target.kind === "Tuple" || target.kind === "List" ? FRESH : ANYWHERE,
  );
}

/** `a, b = b, a` without a tuple: possible if the targets are names and nothing is starred. */
function assignPairwise(unit: Unit, targets: readonly Expression[], values: readonly Expression[]): boolean {
  if (targets.length !== values.length || targets.length > 8) return false;
  const names: Name[] = [];
  for (const target of targets) {
    if (target.kind !== "Name") return false;
    names.push(target);
  }
  if (values.some(({ kind }) => kind === "Starred")) return false;
  const first = TEMPORARY + unit.depth;
  for (const value of values) visit(unit, value, FRESH);
  // Stored in source order, so consumed from below: the depth stays until all are gone.
  names.forEach((name, i) => storeName(unit, name.id, first + i, name));
  unit.depth -= values.length;
  return true;
}

/** `target op= value`, the target's parts computed once. */
export function assignAugmented(unit: Unit, node: AugAssign): void {
  const { target, value } = node;
  const op = BINARY[node.op] + IN_PLACE;
  if (target.kind === "Name") {
    const local = nameDestination(unit, target.id);
    const load = loadName(unit, target.id, rebinds(value) ? FRESH : ANYWHERE, target);
    const operand = visit(unit, value, ANYWHERE);
    unit.release(operand);
    unit.release(load);
    const result = unit.emitTo(op, local, [load, operand, 0], node);
    if (local === ANYWHERE) store(unit, target, result);
  } else if (target.kind === "Attribute") {
    augmentAttribute(unit, target, op, node);
  } else if (target.kind === "Subscript") {
    augmentSubscript(unit, target, op, node);
  } else throw new Error(`Cannot assign to ${target.kind} at line ${target.lineno}`);
}

function copyOperand(unit: Unit, register: number, node: Expression): number {
  return register < TEMPORARY ? register : unit.emitTo(Op.COPY, FRESH, [register], node);
}

function augmentAttribute(unit: Unit, target: Attribute, op: number, node: AugAssign): void {
  const object = operandBefore(unit, target.value, node.value);
  const read = copyOperand(unit, object, target);
  unit.release(read);
  const name = unit.nameIndex(unit.mangle(target.attr));
  const old = unit.emitTo(Op.LOAD_ATTR, FRESH, [read, name, 0], attributeLocation(target, target));
  const operand = visit(unit, node.value, ANYWHERE);
  unit.release(operand);
  unit.release(old);
  const result = unit.emitTo(op, FRESH, [old, operand, 0], node);
  unit.release(result);
  unit.release(object);
  storeAttribute(unit, target, object, result);
}

function augmentSubscript(unit: Unit, target: Subscript, op: number, node: AugAssign): void {
  const { slice } = target;
  const container = rebinds(slice) || rebinds(node.value)
    ? visit(unit, target.value, FRESH)
    : visit(unit, target.value, ANYWHERE);
  const index = operandBefore(unit, slice, node.value);
  const readContainer = copyOperand(unit, container, target);
  const readIndex = fold(unit.context, slice) !== null
    ? visit(unit, slice, FRESH)
    : copyOperand(unit, index, target);
  unit.release(readIndex);
  unit.release(readContainer);
  const old = unit.emitTo(Op.BINARY_SUBSCR, FRESH, [readContainer, readIndex, 0], target);
  const operand = visit(unit, node.value, ANYWHERE);
  unit.release(operand);
  unit.release(old);
  const result = unit.emitTo(op, FRESH, [old, operand, 0], node);
  unit.release(result);
  unit.release(index);
  unit.release(container);
  unit.emit(Op.STORE_SUBSCR, [container, index, result, 0], target);
}

/** `target: annotation = value`; the annotation itself is evaluated lazily (PEP 649). */
export function assignAnnotated(unit: Unit, node: AnnAssign): void {
  const { target, value } = node;
  if (value !== null) {
    const local = target.kind === "Name" ? nameDestination(unit, target.id) : ANYWHERE;
    const result = visit(unit, value, local);
    if (local === ANYWHERE) store(unit, target, result);
  } else if (target.kind === "Attribute") {
    evaluate(unit, target.value);
  } else if (target.kind === "Subscript") {
    evaluate(unit, target.value);
    evaluate(unit, target.slice);
  }
  noteAnnotation(unit, node);
}

/** Computes an expression for its effects. */
export function evaluate(unit: Unit, node: Expression): void {
  const value = visit(unit, node, ANYWHERE);
  if (value >= TEMPORARY) unit.drop(node);
}

/** `del target`. */
export function deleteTarget(unit: Unit, target: Expression): void {
  switch (target.kind) {
    case "Name":
      return deleteName(unit, target.id, target);
    case "Attribute": {
      const object = visit(unit, target.value, ANYWHERE);
      unit.release(object);
      return unit.emit(
        Op.DELETE_ATTR,
        [object, unit.nameIndex(unit.mangle(target.attr))],
        attributeLocation(target, target),
      );
    }
    case "Subscript": {
      const container = operandBefore(unit, target.value, target.slice);
      const index = visit(unit, target.slice, ANYWHERE);
      unit.release(index);
      unit.release(container);
      return unit.emit(Op.DELETE_SUBSCR, [container, index], target);
    }
    case "Tuple":
    case "List":
      for (const element of target.elts) deleteTarget(unit, element);
      return;
    default:
      throw new Error(`Cannot delete ${target.kind} at line ${target.lineno}`);
  }
}
