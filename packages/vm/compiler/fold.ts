/**
 * Constant expressions, computed at compile time within CPython's limits of size (`flowgraph.c`).
 *
 * @module
 */
import { joinConstants, type TextConstant, wouldPair } from "@orochi/syntax";
import type { Constant } from "../bytecode/code_unit.ts";
import type { BinaryOperator, ConstantValue, Expression } from "./nodes.ts";
import type { Context } from "./unit.ts";

const MAX_INT_BITS = 128;
const MAX_SEQUENCE = 4096;
const MAX_COLLECTION = 256;

/** Constant of a literal. */
export function literal(value: ConstantValue): Constant {
  switch (value.type) {
    case "complex":
      return { type: "complex", real: value.real ?? 0, imag: value.imag };
    case "tuple":
    case "frozenset":
      return { type: value.type, items: value.items.map(literal) };
    default:
      return value;
  }
}

const TRUE: Constant = { type: "True" };
const FALSE: Constant = { type: "False" };

/** The value of an expression if it is a constant, else null. */
export function fold(context: Context, node: Expression): Constant | null {
  switch (node.kind) {
    case "Constant":
      return literal(node.value);
    case "Name":
      return node.id === "__debug__" && node.ctx === "Load" ? (context.optimize > 0 ? FALSE : TRUE) : null;
    case "Tuple":
    case "BinOp":
    case "UnaryOp": {
      if (context.unfoldable.has(node)) return null;
      const result = foldInner(context, node);
      if (result === null) context.unfoldable.add(node);
      return result;
    }
    default:
      return null;
  }
}

function foldInner(
  context: Context,
  node: Expression & { kind: "Tuple" | "BinOp" | "UnaryOp" },
): Constant | null {
  if (node.kind === "Tuple") {
    if (node.ctx !== "Load") return null;
    const items = foldAll(context, node.elts);
    return items === null ? null : { type: "tuple", items };
  }
  if (node.kind === "UnaryOp") {
    const operand = fold(context, node.operand);
    return operand === null ? null : unary(node.op, operand);
  }
  const right = fold(context, node.right);
  if (right === null) return null;
  const left = fold(context, node.left);
  return left === null ? null : binary(node.op, left, right);
}

/** Constants of all expressions, or null if one is none. */
export function foldAll(context: Context, nodes: readonly Expression[]): Constant[] | null {
  const items: Constant[] = [];
  for (const node of nodes) {
    const item = fold(context, node);
    if (item === null) return null;
    items.push(item);
  }
  return items;
}

/** Truth of a constant. */
export function truth(constant: Constant): boolean {
  switch (constant.type) {
    case "None":
    case "False":
      return false;
    case "int":
      return constant.value !== 0n;
    case "float":
      return constant.value !== 0;
    case "complex":
      return constant.real !== 0 || constant.imag !== 0;
    case "str":
    case "bytes":
      return constant.value.length > 0;
    case "tuple":
    case "frozenset":
      return constant.items.length > 0;
    default:
      return true;
  }
}

function unary(op: "Invert" | "Not" | "UAdd" | "USub", operand: Constant): Constant | null {
  if (op === "Not") return truth(operand) ? FALSE : TRUE;
  const int = asInt(operand);
  if (int !== null) {
    if (op === "Invert") return operand.type === "int" ? { type: "int", value: ~int } : null;
    return { type: "int", value: op === "USub" ? -int : int };
  }
  if (op === "Invert") return null;
  if (operand.type === "float") return op === "USub" ? { type: "float", value: -operand.value } : operand;
  if (operand.type === "complex") {
    return op === "USub" ? { type: "complex", real: -operand.real, imag: -operand.imag } : operand;
  }
  return null;
}

function asInt(constant: Constant): bigint | null {
  if (constant.type === "int") return constant.value;
  if (constant.type === "True") return 1n;
  return constant.type === "False" ? 0n : null;
}

/** A real number that a double holds exactly, or null. */
function asDouble(constant: Constant): number | null {
  if (constant.type === "float") return constant.value;
  const int = asInt(constant);
  return int !== null && int >= -(2n ** 53n) && int <= 2n ** 53n ? Number(int) : null;
}

function bitLength(value: bigint): number {
  return value === 0n ? 0 : (value < 0n ? -value : value).toString(2).length;
}

function binary(op: BinaryOperator, left: Constant, right: Constant): Constant | null {
  const a = asInt(left);
  const b = asInt(right);
  if (a !== null && b !== null) {
    if (
      (left.type !== "int" || right.type !== "int") && (op === "BitAnd" || op === "BitOr" || op === "BitXor")
    ) {
      return null;
    }
    return intBinary(op, a, b);
  }
  if (left.type === "complex" || right.type === "complex") return complexBinary(op, left, right);
  const x = asDouble(left);
  const y = asDouble(right);
  if (x !== null && y !== null) return floatBinary(op, x, y);
  if (op === "Mult") return b !== null ? repeat(left, b) : a !== null ? repeat(right, a) : null;
  if (op === "Add") return concatenate(left, right);
  return null;
}

function intBinary(op: BinaryOperator, a: bigint, b: bigint): Constant | null {
  const value = intValue(op, a, b);
  if (value !== null) return { type: "int", value };
  if (op !== "Div") return null;
  const x = asDouble({ type: "int", value: a });
  const y = asDouble({ type: "int", value: b });
  return x === null || y === null ? null : floatBinary(op, x, y);
}

function intValue(op: BinaryOperator, a: bigint, b: bigint): bigint | null {
  switch (op) {
    case "Add":
      return a + b;
    case "Sub":
      return a - b;
    case "Mult":
      return bitLength(a) + bitLength(b) > MAX_INT_BITS ? null : a * b;
    case "FloorDiv":
      return b === 0n ? null : floorDivide(a, b);
    case "Mod":
      return b === 0n ? null : a - floorDivide(a, b) * b;
    case "Pow":
      return b < 0n || BigInt(bitLength(a)) * b > BigInt(MAX_INT_BITS) ? null : a ** b;
    case "LShift":
      return b < 0n || BigInt(bitLength(a)) + b > BigInt(MAX_INT_BITS) ? null : a << b;
    case "RShift":
      return b < 0n ? null : a >> b;
    case "BitOr":
      return a | b;
    case "BitXor":
      return a ^ b;
    case "BitAnd":
      return a & b;
    default:
      return null;
  }
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return quotient * b !== a && (a < 0n) !== (b < 0n) ? quotient - 1n : quotient;
}

function floatBinary(op: BinaryOperator, x: number, y: number): Constant | null {
  switch (op) {
    case "Add":
      return { type: "float", value: x + y };
    case "Sub":
      return { type: "float", value: x - y };
    case "Mult":
      return { type: "float", value: x * y };
    case "Div":
      return y === 0 ? null : { type: "float", value: x / y };
    default:
      return null;
  }
}

/** Literals such as `1 + 2j`; other complex arithmetic is left to run time. */
function complexBinary(op: BinaryOperator, left: Constant, right: Constant): Constant | null {
  if (right.type !== "complex" || (op !== "Add" && op !== "Sub")) return null;
  const real = asDouble(left);
  if (real === null) return null;
  return op === "Add"
    ? { type: "complex", real: real + right.real, imag: right.imag }
    : { type: "complex", real: real - right.real, imag: -right.imag };
}

function repeat(value: Constant, count: bigint): Constant | null {
  const length = value.type === "str" || value.type === "bytes"
    ? value.value.length
    : value.type === "tuple"
    ? value.items.length
    : -1;
  // What is no size at all is told when it is run.
  if (length < 0 || BigInt.asIntN(64, count) !== count) return null;
  const times = count < 0n ? 0 : count > 100_000n ? 100_000 : Number(count);
  if (times * length > (value.type === "tuple" ? MAX_COLLECTION : MAX_SEQUENCE)) return null;
  switch (value.type) {
    case "str":
      return wouldPair(value.value, value.value) ? null : { type: "str", value: value.value.repeat(times) };
    case "bytes": {
      const bytes = new Uint8Array(length * times);
      for (let i = 0; i < times; i++) bytes.set(value.value, i * length);
      return { type: "bytes", value: bytes };
    }
    case "tuple":
      return { type: "tuple", items: Array.from({ length: times }, () => value.items).flat() };
    default:
      return null;
  }
}

function isText(constant: Constant): constant is TextConstant {
  return constant.type === "str" || constant.type === "surrogates";
}

function concatenate(left: Constant, right: Constant): Constant | null {
  if (isText(left) && isText(right)) return joinConstants(left, right);
  if (left.type === "tuple" && right.type === "tuple") {
    return { type: "tuple", items: [...left.items, ...right.items] };
  }
  if (left.type !== "bytes" || right.type !== "bytes") return null;
  const bytes = new Uint8Array(left.value.length + right.value.length);
  bytes.set(left.value);
  bytes.set(right.value, left.value.length);
  return { type: "bytes", value: bytes };
}
