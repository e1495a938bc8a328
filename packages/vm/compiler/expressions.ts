/**
 * Expressions. `visit` computes one into a destination and returns the register that holds the value: the
 * destination, a fresh temporary on top of the stack, or (with {@linkcode ANYWHERE}) a local that has it already.
 *
 * @module
 */
import { Op } from "../bytecode/opcodes.ts";
import { Label, TEMPORARY } from "./assembler.ts";
import { awaitValue, yieldFrom, yieldValue } from "./coroutines.ts";
import { attributeLocation, call } from "./calls.ts";
import { comprehension } from "./comprehensions.ts";
import { compare, jumpIfCompare } from "./comparisons.ts";
import { dictDisplay, listDisplay, sequence, setDisplay } from "./displays.ts";
import { fold, truth } from "./fold.ts";
import { lambda } from "./functions.ts";
import { loadName, nameDestination, storeCopy } from "./names.ts";
import type { Attribute, BinaryOperator, Expression, Subscript } from "./nodes.ts";
import { percentFormat } from "./percent.ts";
import { formattedValue, joinedString, templateString } from "./strings.ts";
import { loadSuperAttribute } from "./super.ts";
import { ANYWHERE, FRESH, type Unit } from "./unit.ts";

/** Instruction of each binary operator. */
export const BINARY: Readonly<Record<BinaryOperator, number>> = {
  Add: Op.ADD,
  Sub: Op.SUBTRACT,
  Mult: Op.MULTIPLY,
  MatMult: Op.MATRIX_MULTIPLY,
  Div: Op.TRUE_DIVIDE,
  Mod: Op.REMAINDER,
  Pow: Op.POWER,
  LShift: Op.LEFT_SHIFT,
  RShift: Op.RIGHT_SHIFT,
  BitOr: Op.OR,
  BitXor: Op.XOR,
  BitAnd: Op.AND,
  FloorDiv: Op.FLOOR_DIVIDE,
};

/** From a binary instruction to the one that works in place (ORDER BINARY). */
export const IN_PLACE = Op.INPLACE_ADD - Op.ADD;

/** Computes an expression. */
export function visit(unit: Unit, node: Expression, destination: number): number {
  switch (node.kind) {
    case "Name": {
      if (node.id === "__debug__") {
        return unit.loadConstant(fold(unit.context, node)!, destination, node);
      }
      return loadName(unit, node.id, destination, node);
    }
    case "Constant":
      return unit.loadConstant(fold(unit.context, node)!, destination, node);
    case "BinOp": {
      const constant = fold(unit.context, node);
      if (constant !== null) return unit.loadConstant(constant, destination, node);
      const text = percentFormat(unit, node, destination);
      if (text >= 0) return text;
      const left = operandBefore(unit, node.left, node.right);
      const right = visit(unit, node.right, ANYWHERE);
      unit.release(right);
      unit.release(left);
      return unit.emitTo(BINARY[node.op], destination, [left, right, 0], node);
    }
    case "UnaryOp": {
      const constant = fold(unit.context, node);
      if (constant !== null) return unit.loadConstant(constant, destination, node);
      const operand = visit(unit, node.operand, ANYWHERE);
      unit.release(operand);
      if (node.op === "Not") return unit.emitTo(Op.NOT, destination, [operand], node);
      const op = node.op === "USub" ? Op.NEGATIVE : node.op === "UAdd" ? Op.POSITIVE : Op.INVERT;
      return unit.emitTo(op, destination, [operand, 0], node);
    }
    case "Compare":
      return compare(unit, node, destination);
    case "Call":
      return call(unit, node, destination);
    case "Attribute":
      return attribute(unit, node, destination);
    case "Subscript":
      return subscript(unit, node, destination);
    case "BoolOp":
      return boolean(unit, node.values, node.op === "And", destination, node);
    case "IfExp":
      return conditional(unit, node, destination);
    case "NamedExpr":
      return walrus(unit, node, destination);
    case "Tuple": {
      const constant = fold(unit.context, node);
      if (constant !== null) return unit.loadConstant(constant, destination, node);
      return sequence(unit, Op.BUILD_TUPLE, node.elts, destination, node);
    }
    case "List":
      return listDisplay(unit, node.elts, destination, node);
    case "Set":
      return setDisplay(unit, node.elts, destination, node);
    case "Dict":
      return dictDisplay(unit, node.keys, node.values, destination, node);
    case "ListComp":
    case "SetComp":
    case "DictComp":
    case "GeneratorExp":
      return comprehension(unit, node, destination);
    case "Lambda":
      return lambda(unit, node, destination);
    case "JoinedStr":
      return joinedString(unit, node, destination);
    case "FormattedValue":
    case "Interpolation": // nested in the format of a t-string's field
      return formattedValue(unit, node, destination);
    case "TemplateStr":
      return templateString(unit, node, destination);
    case "Await":
      return awaitValue(unit, node.value, destination, node);
    case "Yield":
      return yieldValue(unit, node.value, destination, node);
    case "YieldFrom":
      return yieldFrom(unit, node.value, destination, node);
    case "Slice":
      return slice(unit, node, destination);
    default:
      throw new Error(`Cannot compile ${node.kind} at line ${node.lineno}: it is no value`);
  }
}

/** Computes a value into the next temporary. */
export function visitFresh(unit: Unit, node: Expression): number {
  return visit(unit, node, FRESH);
}

/** Moves a register's value to a destination; a temporary on top of the stack is consumed. */
export function settle(unit: Unit, register: number, destination: number, node: Expression): number {
  if (destination === register || destination === ANYWHERE) return register;
  if (destination === FRESH && register >= TEMPORARY) return register;
  unit.release(register);
  return unit.emitTo(Op.MOVE, destination, [register], node);
}

/** An operand that is read only after `later` has run: a local that `later` rebinds is copied. */
export function operandBefore(unit: Unit, node: Expression, later: Expression): number {
  if (node.kind !== "Name" && node.kind !== "NamedExpr") return visit(unit, node, ANYWHERE);
  return visit(unit, node, rebinds(later) ? FRESH : ANYWHERE);
}

const REBIND_FIELDS: Readonly<Record<string, readonly string[]>> = {
  BoolOp: ["values"],
  BinOp: ["left", "right"],
  UnaryOp: ["operand"],
  IfExp: ["test", "body", "orelse"],
  Dict: ["keys", "values"],
  Set: ["elts"],
  List: ["elts"],
  Tuple: ["elts"],
  ListComp: ["elt", "generators"],
  SetComp: ["elt", "generators"],
  DictComp: ["key", "value", "generators"],
  GeneratorExp: ["elt", "generators"],
  comprehension: ["target", "iter", "ifs"],
  Await: ["value"],
  Yield: ["value"],
  YieldFrom: ["value"],
  Compare: ["left", "comparators"],
  Call: ["func", "args", "keywords"],
  keyword: ["value"],
  FormattedValue: ["value", "format_spec"],
  Interpolation: ["value", "format_spec"],
  JoinedStr: ["values"],
  TemplateStr: ["values"],
  Attribute: ["value"],
  Subscript: ["value", "slice"],
  Starred: ["value"],
  Slice: ["lower", "upper", "step"],
};

type Children = Readonly<
  Record<string, { readonly kind: string } | readonly { readonly kind: string }[] | null>
>;

/** Whether an expression contains `:=`, which may rebind a local. */
export function rebinds(node: { readonly kind: string }): boolean {
  if (node.kind === "Name" || node.kind === "Constant") return false;
  if (node.kind === "NamedExpr") return true;
  const fields = REBIND_FIELDS[node.kind];
  if (fields === undefined) return false;
  for (const field of fields) {
    const child = (node as unknown as Children)[field];
    if (child === null || child === undefined) continue;
    if (Array.isArray(child)) {
      for (const item of child) if (item !== null && rebinds(item)) return true;
    } else if (rebinds(child as { readonly kind: string })) return true;
  }
  return false;
}

function attribute(unit: Unit, node: Attribute, destination: number): number {
  const viaSuper = loadSuperAttribute(unit, node, destination);
  if (viaSuper !== null) return viaSuper;
  const value = visit(unit, node.value, ANYWHERE);
  unit.release(value);
  const name = unit.nameIndex(unit.mangle(node.attr));
  return unit.emitTo(Op.LOAD_ATTR, destination, [value, name, 0], attributeLocation(node, node));
}

function subscript(unit: Unit, node: Subscript, destination: number): number {
  const value = operandBefore(unit, node.value, node.slice);
  const index = visit(unit, node.slice, ANYWHERE);
  unit.release(index);
  unit.release(value);
  return unit.emitTo(Op.BINARY_SUBSCR, destination, [value, index, 0], node);
}

function slice(unit: Unit, node: Expression & { kind: "Slice" }, destination: number): number {
  const first = TEMPORARY + unit.depth;
  const parts = node.step === null ? [node.lower, node.upper] : [node.lower, node.upper, node.step];
  for (const part of parts) {
    if (part === null) unit.loadNone(FRESH, node);
    else visit(unit, part, FRESH);
  }
  unit.depth -= parts.length;
  return unit.emitTo(Op.BUILD_SLICE, destination, [first, parts.length], node);
}

function boolean(
  unit: Unit,
  values: readonly Expression[],
  isAnd: boolean,
  destination: number,
  node: Expression,
): number {
  const end = new Label();
  const op = isAnd ? Op.JUMP_IF_FALSE_OR_POP : Op.JUMP_IF_TRUE_OR_POP;
  const register = TEMPORARY + unit.depth;
  for (let i = 0; i < values.length; i++) {
    visit(unit, values[i], FRESH);
    if (i === values.length - 1) break;
    unit.emit(op, [register, 0], values[i], end);
    unit.release(register);
  }
  unit.place(end);
  return settle(unit, register, destination, node);
}

function conditional(unit: Unit, node: Expression & { kind: "IfExp" }, destination: number): number {
  const constant = fold(unit.context, node.test);
  if (constant !== null) return visit(unit, truth(constant) ? node.body : node.orelse, destination);
  const otherwise = new Label();
  const end = new Label();
  const place = destination === ANYWHERE ? FRESH : destination;
  jumpIf(unit, node.test, false, otherwise);
  const depth = unit.depth;
  visit(unit, node.body, place);
  unit.jump(end, node.body);
  unit.depth = depth;
  unit.place(otherwise);
  const register = visit(unit, node.orelse, place);
  unit.place(end);
  return register;
}

function walrus(unit: Unit, node: Expression & { kind: "NamedExpr" }, destination: number): number {
  if (node.target.kind !== "Name") throw new Error("The target of := is a name");
  const { id } = node.target;
  const local = nameDestination(unit, id);
  if (local !== ANYWHERE) {
    visit(unit, node.value, local);
    return destination === ANYWHERE ? local : settle(unit, local, destination, node);
  }
  const value = visit(unit, node.value, FRESH);
  storeCopy(unit, id, value, node.target);
  return settle(unit, value, destination, node);
}

/** Jumps to `target` if the expression's truth is `sense`; otherwise goes on. No temporary stays. */
export function jumpIf(unit: Unit, node: Expression, sense: boolean, target: Label): void {
  const constant = fold(unit.context, node);
  if (constant !== null) {
    if (truth(constant) === sense) unit.jump(target, node);
    return;
  }
  if (node.kind === "UnaryOp" && node.op === "Not") return jumpIf(unit, node.operand, !sense, target);
  if (node.kind === "BoolOp") {
    // `and` jumps out at the first false value, `or` at the first true one.
    const out = node.op === "Or";
    const beyond = new Label();
    const { values } = node;
    for (let i = 0; i < values.length - 1; i++) jumpIf(unit, values[i], out, out === sense ? target : beyond);
    jumpIf(unit, values[values.length - 1], sense, target);
    return unit.place(beyond);
  }
  if (node.kind === "IfExp") {
    const otherwise = new Label();
    const end = new Label();
    jumpIf(unit, node.test, false, otherwise);
    jumpIf(unit, node.body, sense, target);
    unit.jump(end, node.body);
    unit.place(otherwise);
    jumpIf(unit, node.orelse, sense, target);
    return unit.place(end);
  }
  if (node.kind === "Compare") return jumpIfCompare(unit, node, sense, target);
  const value = visit(unit, node, ANYWHERE);
  unit.release(value);
  unit.emit(sense ? Op.JUMP_IF_TRUE : Op.JUMP_IF_FALSE, [value, 0], node, target);
}
