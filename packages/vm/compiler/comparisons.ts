/**
 * Comparisons and chains of them. In `a < f() < c` the middle value is computed once and kept in a temporary
 * until the second comparison; locals and constants need no keeping.
 *
 * @module
 */
import type { Constant } from "../bytecode/code_unit.ts";
import { Op } from "../bytecode/opcodes.ts";
import { Label, TEMPORARY } from "./assembler.ts";
import { operandBefore, visit } from "./expressions.ts";
import { fold, foldAll } from "./fold.ts";
import type { Compare, CompareOperator, Expression } from "./nodes.ts";
import { ANYWHERE, FRESH, type Unit } from "./unit.ts";

const FEEDBACK_OPS: Readonly<Partial<Record<CompareOperator, number>>> = {
  Lt: Op.LESS,
  LtE: Op.LESS_EQUAL,
  Eq: Op.EQUAL,
  NotEq: Op.NOT_EQUAL,
  Gt: Op.GREATER,
  GtE: Op.GREATER_EQUAL,
};
const PLAIN_OPS: Readonly<Partial<Record<CompareOperator, number>>> = {
  Is: Op.IS,
  IsNot: Op.IS_NOT,
  In: Op.IN,
  NotIn: Op.NOT_IN,
};

function emitCompare(
  unit: Unit,
  op: CompareOperator,
  left: number,
  right: number,
  destination: number,
  node: Expression,
): number {
  const withFeedback = FEEDBACK_OPS[op];
  if (withFeedback !== undefined) return unit.emitTo(withFeedback, destination, [left, right, 0], node);
  return unit.emitTo(PLAIN_OPS[op]!, destination, [left, right], node);
}

/** The right side of `in` when it is a display of constants: a tuple or frozenset does as well. */
function constantContainer(unit: Unit, op: CompareOperator, node: Expression): Constant | null {
  if ((op !== "In" && op !== "NotIn") || (node.kind !== "List" && node.kind !== "Set")) return null;
  const items = foldAll(unit.context, node.elts);
  return items === null ? null : { type: node.kind === "List" ? "tuple" : "frozenset", items };
}

function rightOperand(unit: Unit, op: CompareOperator, node: Expression, destination: number): number {
  const container = constantContainer(unit, op, node);
  return container === null ? visit(unit, node, destination) : unit.loadConstant(container, FRESH, node);
}

/** The value of a comparison. */
export function compare(unit: Unit, node: Compare, destination: number): number {
  const { left, ops, comparators } = node;
  if (ops.length === 1) {
    const first = operandBefore(unit, left, comparators[0]);
    const second = rightOperand(unit, ops[0], comparators[0], ANYWHERE);
    unit.release(second);
    unit.release(first);
    return emitCompare(unit, ops[0], first, second, destination, node);
  }
  const base = unit.depth;
  const end = new Label();
  const exits: { label: Label; result: number; kept: number }[] = [];
  const result = chain(unit, node, destination === ANYWHERE ? FRESH : destination, base, (partial, kept) => {
    // Keeps `partial`, the value of the whole chain if it is false.
    const label = new Label();
    unit.emit(Op.JUMP_IF_FALSE_OR_POP, [partial, 0], node, label);
    exits.push({ label, result: partial, kept });
  });
  unit.jump(end, node);
  for (const exit of exits) {
    unit.depth = exit.result - TEMPORARY + 1;
    unit.place(exit.label);
    if (exit.kept >= TEMPORARY) unit.emit(Op.CLEAR, [exit.kept], node);
    unit.release(exit.result);
    unit.depth = base;
    if (exit.result !== result) unit.emit(Op.MOVE, [result, exit.result], node);
    if (exit !== exits[exits.length - 1]) unit.jump(end, node);
  }
  unit.place(end);
  unit.depth = base;
  if (result >= TEMPORARY) unit.push();
  return result;
}

/**
 * All comparisons of a chain. `leaveIfFalse(partial, kept)` emits the test of each but the last: `partial` is the
 * result, a temporary on top of the stack, `kept` the middle value (to be dropped if it is a temporary).
 */
function chain(
  unit: Unit,
  node: Compare,
  destination: number,
  base: number,
  leaveIfFalse: (partial: number, kept: number) => void,
): number {
  const { ops, comparators } = node;
  let left = operandBefore(unit, node.left, comparators[0]);
  for (let i = 0; i < ops.length - 1; i++) {
    const middle = comparators[i];
    const constant = fold(unit.context, middle);
    const local = constant === null ? operandBefore(unit, middle, comparators[i + 1]) : -1;
    const right = constant !== null
      ? unit.loadConstant(constant, FRESH, middle)
      : local >= TEMPORARY
      ? unit.emitTo(Op.COPY, FRESH, [local], middle)
      : local;
    unit.release(right);
    // `left` may lie below `local`: its place stays an empty hole until the chain ends.
    if (left >= TEMPORARY && (local < TEMPORARY)) unit.release(left);
    const partial = emitCompare(unit, ops[i], left, right, FRESH, node);
    leaveIfFalse(partial, constant === null ? local : -1);
    unit.release(partial);
    left = constant === null ? local : unit.loadConstant(constant, FRESH, middle);
  }
  const last = ops.length - 1;
  const right = rightOperand(unit, ops[last], comparators[last], ANYWHERE);
  unit.release(right);
  unit.release(left);
  unit.depth = base;
  return emitCompare(unit, ops[last], left, right, destination, node);
}

/** Jumps to `target` if the comparison's truth is `sense`. */
export function jumpIfCompare(unit: Unit, node: Compare, sense: boolean, target: Label): void {
  const { left, ops, comparators } = node;
  if (ops.length === 1) {
    const [op] = ops;
    const [right] = comparators;
    if ((op === "Is" || op === "IsNot") && right.kind === "Constant" && right.value.type === "None") {
      const value = visit(unit, left, ANYWHERE);
      unit.release(value);
      const ifNone = (op === "Is") === sense;
      return unit.emit(ifNone ? Op.JUMP_IF_NONE : Op.JUMP_IF_NOT_NONE, [value, 0], node, target);
    }
    const result = compare(unit, node, FRESH);
    unit.release(result);
    return unit.emit(sense ? Op.JUMP_IF_TRUE : Op.JUMP_IF_FALSE, [result, 0], node, target);
  }
  const base = unit.depth;
  const beyond = new Label();
  const falseTarget = sense ? beyond : target;
  const exits: { label: Label; kept: number }[] = [];
  const result = chain(unit, node, FRESH, base, (partial, kept) => {
    const label = kept >= TEMPORARY ? new Label() : falseTarget;
    unit.depth--;
    unit.emit(Op.JUMP_IF_FALSE, [partial, 0], node, label);
    unit.depth++;
    if (kept >= TEMPORARY) exits.push({ label, kept });
  });
  unit.depth = base;
  unit.emit(sense ? Op.JUMP_IF_TRUE : Op.JUMP_IF_FALSE, [result, 0], node, target);
  if (exits.length > 0) {
    unit.jump(beyond, node);
    for (const { label, kept } of exits) {
      unit.place(label);
      unit.emit(Op.CLEAR, [kept], node);
      unit.jump(falseTarget, node);
    }
  }
  unit.place(beyond);
}
