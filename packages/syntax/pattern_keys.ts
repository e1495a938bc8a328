/**
 * Constant keys of mapping patterns: which of them are equal, and how an error shows one.
 *
 * @module
 */
import type { ConstantValue, Expression } from "./ast.ts";
import { escapedSurrogates } from "./literals.ts";

/** A key whose value is known. */
export interface PatternKey {
  /** The same for keys that Python takes for equal. */
  readonly identity: string;
  /** Python's `repr` of it. */
  readonly repr: string;
}

/** The value of a key that is a literal, a number with a sign or a complex number; null for one that is looked up. */
export function patternKey(node: Expression): PatternKey | null {
  const value = constantOf(node);
  return value === null ? null : { identity: identityOf(value), repr: reprOf(value) };
}

function constantOf(node: Expression): ConstantValue | null {
  if (node.kind === "Constant") return node.value;
  if (node.kind === "UnaryOp" && node.operand.kind === "Constant") {
    const { value } = node.operand;
    if (value.type === "int" || value.type === "float") {
      return { ...value, value: -value.value } as ConstantValue;
    }
    if (value.type === "complex") return { type: "complex", real: -(value.real ?? 0), imag: -value.imag };
  }
  if (node.kind !== "BinOp") return null;
  const left = constantOf(node.left), right = constantOf(node.right);
  if (right?.type !== "complex" || (left?.type !== "int" && left?.type !== "float")) return null;
  return {
    type: "complex",
    real: Number(left.value),
    imag: node.op === "Add" ? right.imag : -right.imag,
  };
}

function identityOf(value: ConstantValue): string {
  switch (value.type) {
    case "True":
    case "False":
      return value.type === "True" ? "1" : "0";
    case "int":
      return value.value.toString();
    case "float":
      return numberIdentity(value.value);
    case "complex":
      return value.imag === 0 ? numberIdentity(value.real ?? 0) : `${value.real ?? 0}+${value.imag}j`;
    default:
      return reprOf(value);
  }
}

function numberIdentity(value: number): string {
  return Number.isInteger(value) ? BigInt(value).toString() : value.toString();
}

function reprOf(value: ConstantValue): string {
  switch (value.type) {
    case "int":
      return value.value.toString();
    case "float":
      return floatRepr(value.value, ".0");
    case "complex": {
      const real = value.real ?? 0, imag = `${floatRepr(value.imag)}j`;
      if (Object.is(real, 0)) return imag;
      return `(${floatRepr(real)}${imag.startsWith("-") ? "" : "+"}${imag})`;
    }
    case "str":
      return quoted(value.value, /[\p{C}\p{Z}]/u);
    case "surrogates":
      return escapedSurrogates(value.points, (text) => quoted(text, /[\p{C}\p{Z}]/u));
    case "bytes":
      return `b${quoted(String.fromCharCode(...value.value), /[^ -~]/)}`;
    default:
      return value.type;
  }
}

/** `whole`: what a number without a fraction ends in. */
function floatRepr(value: number, whole = ""): string {
  if (!Number.isFinite(value)) return value < 0 ? "-inf" : "inf";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
  }
  const text = Object.is(value, -0) ? "-0" : value.toString();
  return text.includes(".") ? text : text + whole;
}

function quoted(text: string, escaped: RegExp): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let result = "";
  for (const char of text) {
    if (char === quote || char === "\\") result += `\\${char}`;
    else if (char !== " " && escaped.test(char)) result += escape(char);
    else result += char;
  }
  return quote + result + quote;
}

function escape(char: string): string {
  const short = { "\n": "\\n", "\r": "\\r", "\t": "\\t" }[char];
  if (short !== undefined) return short;
  const code = char.codePointAt(0)!;
  const [letter, digits] = code < 0x100 ? ["x", 2] : code < 0x10000 ? ["u", 4] : ["U", 8];
  return `\\${letter}${code.toString(16).padStart(digits, "0")}`;
}
