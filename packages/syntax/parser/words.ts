/**
 * Words that are no names, and what CPython calls expressions.
 *
 * @module
 */
import type { Expression } from "../ast.ts";

/** Words that are no names. */
export const KEYWORDS = new Set(
  ("False None True and as assert async await break class continue def del elif else except finally for from global if " +
    "import in is lambda nonlocal not or pass raise return try while with yield").split(" "),
);

/** Words that are names but where a statement begins with them. */
export const SOFT_KEYWORDS: ReadonlySet<string> = new Set(["_", "case", "match", "type"]);

/** What CPython calls an expression that can't be assigned to. */
export function describe(node: Expression): string {
  switch (node.kind) {
    case "Constant":
      return node.value.type === "Ellipsis"
        ? "ellipsis"
        : ["None", "True", "False"].includes(node.value.type)
        ? node.value.type
        : "literal";
    case "Call":
      return "function call";
    case "BinOp":
    case "UnaryOp":
    case "BoolOp":
      return "expression";
    case "Compare":
      return "comparison";
    case "Lambda":
      return "lambda";
    case "IfExp":
      return "conditional expression";
    case "Dict":
      return "dict literal";
    case "Set":
      return "set display";
    case "ListComp":
      return "list comprehension";
    case "SetComp":
      return "set comprehension";
    case "DictComp":
      return "dict comprehension";
    case "GeneratorExp":
      return "generator expression";
    case "Yield":
    case "YieldFrom":
      return "yield expression";
    case "Await":
      return "await expression";
    case "JoinedStr":
      return "f-string expression";
    case "TemplateStr":
      return "t-string expression";
    case "NamedExpr":
      return "named expression";
    case "Name":
      return "name";
    case "Attribute":
      return "attribute";
    case "Subscript":
      return "subscript";
    case "Tuple":
      return "tuple";
    case "List":
      return "list";
    case "Starred":
      return "starred";
    default:
      return "expression";
  }
}
