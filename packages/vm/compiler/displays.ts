/**
 * Displays of tuples, lists, sets and dicts, with `*` and `**`.
 *
 * @module
 */
import type { Constant } from "../bytecode/code_unit.ts";
import { Op } from "../bytecode/opcodes.ts";
import { TEMPORARY } from "./assembler.ts";
import { operandBefore, settle, visit } from "./expressions.ts";
import { foldAll } from "./fold.ts";
import type { Expression, Located } from "./nodes.ts";
import { ANYWHERE, FRESH, type Unit } from "./unit.ts";

/** Longer displays are filled item by item, so that a big literal needs few registers. */
const MAX_RUN = 64;

/** A list, set or (through a list) tuple of expressions. */
export function sequence(
  unit: Unit,
  build: number,
  elements: readonly Expression[],
  destination: number,
  node: Expression,
): number {
  if (elements.length <= MAX_RUN && !elements.some(({ kind }) => kind === "Starred")) {
    const first = TEMPORARY + unit.depth;
    for (const element of elements) visit(unit, element, FRESH);
    unit.depth -= elements.length;
    return unit.emitTo(build, destination, [first, elements.length], node);
  }
  const collection = gather(unit, build === Op.BUILD_SET, elements, node);
  if (build !== Op.BUILD_TUPLE) return settle(unit, collection, destination, node);
  unit.release(collection);
  return unit.emitTo(Op.LIST_TO_TUPLE, destination, [collection], node);
}

/** A fresh list or set in the next temporary, with `*` spread out. */
export function gather(unit: Unit, isSet: boolean, elements: readonly Expression[], node: Located): number {
  const build = isSet ? Op.BUILD_SET : Op.BUILD_LIST;
  const collection = TEMPORARY + unit.depth;
  let plain = elements.findIndex(({ kind }) => kind === "Starred");
  if (plain < 0) plain = elements.length;
  if (plain > MAX_RUN) plain = 0;
  for (let i = 0; i < plain; i++) visit(unit, elements[i], FRESH);
  unit.depth -= plain;
  unit.emitTo(build, FRESH, [collection, plain], node);
  for (let i = plain; i < elements.length; i++) {
    const element = elements[i];
    const starred = element.kind === "Starred";
    const value = visit(unit, starred ? element.value : element, ANYWHERE);
    unit.release(value);
    const op = isSet ? (starred ? Op.SET_UPDATE : Op.SET_ADD) : starred ? Op.LIST_EXTEND : Op.LIST_APPEND;
    unit.emit(op, [collection, value], starred ? element : node);
  }
  return collection;
}

/** A collection filled from a constant in one go. */
function fromConstant(
  unit: Unit,
  build: number,
  update: number,
  constant: Constant,
  destination: number,
  node: Expression,
): number {
  const collection = unit.emitTo(build, FRESH, [TEMPORARY + unit.depth, 0], node);
  const items = unit.loadConstant(constant, FRESH, node);
  unit.release(items);
  unit.emit(update, [collection, items], node);
  return settle(unit, collection, destination, node);
}

/** `[...]`. */
export function listDisplay(
  unit: Unit,
  elements: readonly Expression[],
  destination: number,
  node: Expression,
): number {
  const items = elements.length > 2 ? foldAll(unit.context, elements) : null;
  if (items !== null) {
    return fromConstant(unit, Op.BUILD_LIST, Op.LIST_EXTEND, { type: "tuple", items }, destination, node);
  }
  return sequence(unit, Op.BUILD_LIST, elements, destination, node);
}

/** `{...}` without colons. */
export function setDisplay(
  unit: Unit,
  elements: readonly Expression[],
  destination: number,
  node: Expression,
): number {
  const items = elements.length > 2 ? foldAll(unit.context, elements) : null;
  if (items !== null) {
    return fromConstant(unit, Op.BUILD_SET, Op.SET_UPDATE, { type: "frozenset", items }, destination, node);
  }
  return sequence(unit, Op.BUILD_SET, elements, destination, node);
}

/** `{key: value, **mapping}`; a null key stands for `**`. */
export function dictDisplay(
  unit: Unit,
  keys: readonly (Expression | null)[],
  values: readonly Expression[],
  destination: number,
  node: Expression,
): number {
  let plain = keys.indexOf(null);
  if (plain < 0) plain = keys.length;
  if (plain > MAX_RUN / 2) plain = 0;
  const map = TEMPORARY + unit.depth;
  for (let i = 0; i < plain; i++) {
    visit(unit, keys[i]!, FRESH);
    visit(unit, values[i], FRESH);
  }
  unit.depth -= 2 * plain;
  if (plain === keys.length) return unit.emitTo(Op.BUILD_MAP, destination, [map, plain], node);
  unit.emitTo(Op.BUILD_MAP, FRESH, [map, plain], node);
  for (let i = plain; i < keys.length; i++) {
    const key = keys[i];
    if (key === null) {
      const mapping = visit(unit, values[i], ANYWHERE);
      unit.release(mapping);
      unit.emit(Op.DICT_UPDATE, [map, mapping], values[i]);
    } else {
      const first = operandBefore(unit, key, values[i]);
      const second = visit(unit, values[i], ANYWHERE);
      unit.release(second);
      unit.release(first);
      unit.emit(Op.MAP_ADD, [map, first, second], node);
    }
  }
  return settle(unit, map, destination, node);
}
