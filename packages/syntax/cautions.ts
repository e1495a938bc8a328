/**
 * What is allowed but hardly meant: the compiler's SyntaxWarnings.
 *
 * @module
 */
import type { Expression, Located, Node, Statement } from "./ast.ts";

/** Takes a warning and where it is about. */
export type Warn = (message: string, at: Located) => void;

/** Python's names of the types of displays. */
const DISPLAYS: { readonly [kind: string]: string } = {
  Tuple: "tuple",
  List: "list",
  ListComp: "list",
  Dict: "dict",
  DictComp: "dict",
  Set: "set",
  SetComp: "set",
  GeneratorExp: "generator",
  JoinedStr: "str",
  FormattedValue: "str",
  TemplateStr: "string.templatelib.Template",
  Interpolation: "string.templatelib.Interpolation",
  Lambda: "function",
};
const CONSTANTS: { readonly [type: string]: string } = {
  None: "NoneType",
  True: "bool",
  False: "bool",
  Ellipsis: "ellipsis",
};
const NOT_CALLABLE = new Set([
  ...["Tuple", "List", "ListComp", "Dict", "DictComp", "Set", "SetComp", "GeneratorExp", "JoinedStr"],
  ...["FormattedValue", "TemplateStr", "Interpolation"],
]);
const NOT_SUBSCRIPTABLE = new Set([
  "Set",
  "SetComp",
  "GeneratorExp",
  "TemplateStr",
  "Interpolation",
  "Lambda",
]);
const SEQUENCES = new Set(["Tuple", "List", "ListComp", "JoinedStr", "FormattedValue"]);
const COMMA = "perhaps you missed a comma?";

/** The type of what an expression gives, as far as its form tells; null where it doesn't. */
function typeOf(node: Expression): string | null {
  if (node.kind === "Constant") return CONSTANTS[node.value.type] ?? node.value.type;
  return DISPLAYS[node.kind] ?? null;
}

function isLiteral(node: Expression): boolean {
  if (node.kind === "Tuple") return node.elts.every((item) => item.kind === "Constant");
  return node.kind === "Constant" && CONSTANTS[node.value.type] === undefined;
}

function identity(node: Expression & { kind: "Compare" }, warn: Warn): void {
  let left = node.left;
  node.ops.forEach((op, i) => {
    const right = node.comparators[i];
    const literal = isLiteral(left) ? left : isLiteral(right) ? right : null;
    left = right;
    if (literal === null || (op !== "Is" && op !== "IsNot")) return;
    const [word, better] = op === "Is" ? ["is", "=="] : ["is not", "!="];
    warn(`"${word}" with '${typeOf(literal)}' literal. Did you mean "${better}"?`, node);
  });
}

function call(node: Expression & { kind: "Call" }, warn: Warn): void {
  if (node.func.kind === "Constant" || NOT_CALLABLE.has(node.func.kind)) {
    warn(`'${typeOf(node.func)}' object is not callable; ${COMMA}`, node);
  }
}

function subscript(node: Expression & { kind: "Subscript" }, warn: Warn): void {
  const { value, slice } = node;
  const sequence = value.kind === "Constant"
    ? value.value.type === "str" || value.value.type === "bytes"
    : SEQUENCES.has(value.kind);
  if (!sequence) {
    if (value.kind === "Constant" || NOT_SUBSCRIPTABLE.has(value.kind)) {
      warn(`'${typeOf(value)}' object is not subscriptable; ${COMMA}`, node);
    }
    return;
  }
  const index = slice.kind === "Slice" ? null : typeOf(slice);
  if (index === null || index === "int" || index === "bool") return;
  warn(`${typeOf(value)} indices must be integers or slices, not ${index}; ${COMMA}`, node);
}

/** Warnings about one node of a tree; what is in it is asked for separately. */
export function caution(node: Node, warn: Warn): void {
  switch (node.kind) {
    case "Assert":
      if (node.test.kind === "Tuple" && node.test.elts.length > 0) {
        warn("assertion is always true, perhaps remove parentheses?", node);
      }
      return;
    case "Compare":
      return identity(node, warn);
    case "Call":
      return call(node, warn);
    case "Subscript":
      if (node.ctx === "Load") subscript(node, warn);
      return;
    case "Try":
    case "TryStar":
      for (const statement of node.finalbody) leaving(statement, false, warn);
  }
}

/** Jumps out of a `finally` block (PEP 765). */
function leaving(node: Statement, inLoop: boolean, warn: Warn): void {
  const all = (body: readonly Statement[], loop = inLoop) =>
    body.forEach((part) => leaving(part, loop, warn));
  switch (node.kind) {
    case "Return":
      return warn("'return' in a 'finally' block", node);
    case "Break":
    case "Continue":
      if (!inLoop) warn(`'${node.kind.toLowerCase()}' in a 'finally' block`, node);
      return;
    case "For":
    case "AsyncFor":
    case "While":
      all(node.body, true);
      return all(node.orelse);
    case "If":
      all(node.body);
      return all(node.orelse);
    case "With":
    case "AsyncWith":
      return all(node.body);
    case "Try":
    case "TryStar":
      for (const handler of node.handlers) all(handler.body);
      all(node.body);
      // Its own `finally` warns for itself.
      return all(node.orelse);
    case "Match":
      for (const part of node.cases) all(part.body);
  }
}
