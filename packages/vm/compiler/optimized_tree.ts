/**
 * What `ast.parse(..., optimize=1)` gives: a tree without what optimisation takes out of it, with constants for
 * `__debug__` and for the numbers of patterns, and f-strings for formats with `%` (CPython's `ast_preprocess.c`).
 *
 * @module
 */
import { percentParts } from "../format/percent_parts.ts";
import type { ConstantValue, Expression, Located, ModuleNode, Node, Statement } from "./nodes.ts";
import { isText, specOf } from "./percent.ts";

/** Optimises a tree, which stays as it is. `level` is that of `-O`. */
export function optimizedTree(module: ModuleNode, level: number): ModuleNode {
  return rewritten(module, level) as ModuleNode;
}

/** A copy of a node, or of what else is in a field of one. */
function rewritten(part: unknown, level: number): unknown {
  if (Array.isArray(part)) return part.map((item) => rewritten(item, level));
  if (typeof part !== "object" || part === null || !("kind" in part)) return part;
  const copy = Object.fromEntries(
    Object.entries(part).map(([name, value]) => [name, rewritten(value, level)]),
  );
  return optimized(copy as unknown as Node, level);
}

/** A node whose fields are optimised already. */
function optimized(node: Node | ModuleNode, level: number): Node | ModuleNode {
  switch (node.kind) {
    case "Module":
    case "FunctionDef":
    case "AsyncFunctionDef":
    case "ClassDef":
      return level < 2 ? node : { ...node, body: withoutDocstring(node.body) };
    case "Name":
      if (node.id !== "__debug__" || node.ctx !== "Load") return node;
      return constant({ type: level === 0 ? "True" : "False" }, node);
    case "BinOp":
      return formatted(node);
    case "MatchValue":
      return { ...node, value: number(node.value) };
    case "MatchMapping":
      return { ...node, keys: node.keys.map(number) };
    default:
      return node;
  }
}

function constant(value: ConstantValue, at: Located): Expression {
  const { lineno, col_offset, end_lineno, end_col_offset } = at;
  return { kind: "Constant", value, lineno, col_offset, end_lineno, end_col_offset };
}

/** A body without its docstring; `pass` stands where it was alone. */
function withoutDocstring(body: readonly Statement[]): Statement[] {
  const [first, ...rest] = body;
  const documented = first?.kind === "Expr" && first.value.kind === "Constant" &&
    first.value.value.type === "str";
  if (!documented) return [...body];
  if (rest.length > 0) return rest;
  const { lineno, col_offset } = first;
  return [{
    kind: "Pass",
    lineno,
    col_offset,
    end_lineno: lineno,
    end_col_offset: col_offset + "pass".length,
  }];
}

/** A number of a pattern, its sign or sum worked out. */
function number(node: Expression): Expression {
  if (node.kind === "UnaryOp" && node.operand.kind === "Constant") {
    const { value } = node.operand;
    if (value.type === "int") return constant({ type: "int", value: -value.value }, node);
    if (value.type === "float") return constant({ type: "float", value: -value.value }, node);
    if (value.type !== "complex") return node;
    return constant({ type: "complex", real: -(value.real ?? 0), imag: -value.imag }, node);
  }
  if (node.kind !== "BinOp" || node.right.kind !== "Constant") return node;
  const left = number(node.left), right = node.right.value;
  if (left.kind !== "Constant" || right.type !== "complex") return node;
  if (left.value.type !== "int" && left.value.type !== "float") return node;
  const imag = node.op === "Add" ? right.imag : -right.imag;
  return constant({ type: "complex", real: Number(left.value.value), imag }, node);
}

/** `"%s" % (a,)` as an f-string, where all conversions are to text. */
function formatted(node: Expression & { kind: "BinOp" }): Expression {
  const { left, right } = node;
  if (node.op !== "Mod" || left.kind !== "Constant" || left.value.type !== "str" || right.kind !== "Tuple") {
    return node;
  }
  const parts = right.elts.some(({ kind }) => kind === "Starred") ? null : percentParts(left.value.value);
  const conversions = parts?.filter((part) => typeof part !== "string") ?? [];
  if (parts === null || conversions.length !== right.elts.length || !conversions.every(isText)) return node;
  let used = 0;
  const values = parts.map((part): Expression => {
    if (typeof part === "string") return constant({ type: "str", value: part }, node);
    const value = right.elts[used++], spec = specOf(part);
    const { lineno, col_offset, end_lineno, end_col_offset } = value;
    const at = { lineno, col_offset, end_lineno, end_col_offset };
    const format_spec = spec === "" ? null : constant({ type: "str", value: spec }, at);
    return { kind: "FormattedValue", value, conversion: part.conversion.charCodeAt(0), format_spec, ...at };
  });
  const { lineno, col_offset, end_lineno, end_col_offset } = node;
  return { kind: "JoinedStr", values, lineno, col_offset, end_lineno, end_col_offset };
}
