/**
 * Checks of trees that programs put together: what the parser guarantees of its own (CPython's `Python/ast.c`).
 *
 * @module
 */
import type {
  Arguments,
  Comprehension,
  ConstantValue,
  ExceptHandler,
  Expression,
  Keyword,
  Located,
  ModuleNode,
  Pattern,
  Statement,
  TypeParameter,
} from "./ast.ts";

/** A tree that no source gives. */
export class InvalidTree extends Error {
  /** Name of this class; CPython's is `type`. */
  override name = "InvalidTree";

  /** `type` is the name of the exception that CPython raises. */
  constructor(message: string, readonly type: "ValueError" | "TypeError" = "ValueError") {
    super(message);
  }
}

type Context = "Load" | "Store" | "Del";

function fail(message: string, type?: "TypeError"): never {
  throw new InvalidTree(message, type);
}

/**
 * Checks a tree.
 *
 * @throws {InvalidTree}
 */
export function validate(module: ModuleNode): void {
  if (module.kind === "Expression") return expression(module.body, "Load");
  statements(module.body);
}

function positions(node: Located): void {
  const { lineno, end_lineno, col_offset, end_col_offset } = node;
  if (lineno > end_lineno) fail(`AST node line range (${lineno}, ${end_lineno}) is not valid`);
  if ((lineno < 0 && end_lineno !== lineno) || (col_offset < 0 && col_offset !== end_col_offset)) {
    const columns = `(${col_offset}, ${end_col_offset})`;
    fail(`AST node column range ${columns} for line range (${lineno}, ${end_lineno}) is not valid`);
  }
  if (lineno === end_lineno && col_offset > end_col_offset) {
    fail(`line ${lineno}, column ${col_offset}-${end_col_offset} is not a valid range`);
  }
}

function identifier(name: string): void {
  if (name === "None" || name === "True" || name === "False") {
    fail(`identifier field can't represent '${name}' constant`);
  }
}

function nonEmpty(list: readonly unknown[], what: string, owner: string): void {
  if (list.length === 0) fail(`empty ${what} on ${owner}`);
}

function body(list: readonly Statement[], owner: string): void {
  nonEmpty(list, "body", owner);
  statements(list);
}

function statements(list: readonly (Statement | null)[]): void {
  for (const node of list) {
    if (node === null) fail("None disallowed in statement list");
    else statement(node);
  }
}

function expressions(
  list: readonly (Expression | null)[],
  context: Context = "Load",
  nullable = false,
): void {
  for (const node of list) {
    if (node !== null) expression(node, context);
    else if (!nullable) fail("None disallowed in expression list");
  }
}

function optional(node: Expression | null): void {
  if (node !== null) expression(node, "Load");
}

function keywords(list: readonly Keyword[]): void {
  for (const { value } of list) expression(value, "Load");
}

function comprehensions(list: readonly Comprehension[]): void {
  if (list.length === 0) fail("comprehension with no generators");
  for (const { target, iter, ifs } of list) {
    expression(target, "Store");
    expression(iter, "Load");
    expressions(ifs);
  }
}

function parameters(node: Arguments): void {
  const extra = [node.vararg, node.kwarg].filter((arg) => arg !== null);
  for (const arg of [...node.posonlyargs, ...node.args, ...extra, ...node.kwonlyargs]) {
    positions(arg);
    optional(arg.annotation);
  }
  if (node.defaults.length > node.posonlyargs.length + node.args.length) {
    fail("more positional defaults than args on arguments");
  }
  if (node.kw_defaults.length !== node.kwonlyargs.length) {
    fail("length of kwonlyargs is not the same as kw_defaults on arguments");
  }
  expressions(node.defaults);
  expressions(node.kw_defaults, "Load", true);
}

function typeParameters(list: readonly TypeParameter[]): void {
  for (const node of list) {
    positions(node);
    identifier(node.name);
    if (node.kind === "TypeVar") optional(node.bound);
    optional(node.default_value);
  }
}

function expression(node: Expression, context: Context): void {
  positions(node);
  switch (node.kind) {
    case "Attribute":
    case "Subscript":
    case "Starred":
    case "Name":
    case "List":
    case "Tuple":
      if (node.kind === "Name") identifier(node.id);
      if (node.ctx !== context) fail(`expression must have ${context} context but has ${node.ctx} instead`);
      break;
    default:
      if (context !== "Load") fail(`expression which can't be assigned to in ${context} context`);
  }
  switch (node.kind) {
    case "BoolOp":
      if (node.values.length < 2) fail("BoolOp with less than 2 values");
      return expressions(node.values);
    case "BinOp":
      expression(node.left, "Load");
      return expression(node.right, "Load");
    case "UnaryOp":
      return expression(node.operand, "Load");
    case "Lambda":
      parameters(node.args);
      return expression(node.body, "Load");
    case "IfExp":
      expression(node.test, "Load");
      expression(node.body, "Load");
      return expression(node.orelse, "Load");
    case "Dict":
      if (node.keys.length !== node.values.length) {
        fail("Dict doesn't have the same number of keys as values");
      }
      expressions(node.keys, "Load", true);
      return expressions(node.values);
    case "Set":
      return expressions(node.elts);
    case "ListComp":
    case "SetComp":
    case "GeneratorExp":
      comprehensions(node.generators);
      return expression(node.elt, "Load");
    case "DictComp":
      comprehensions(node.generators);
      expression(node.key, "Load");
      return expression(node.value, "Load");
    case "Yield":
      return optional(node.value);
    case "YieldFrom":
    case "Await":
      return expression(node.value, "Load");
    case "Compare":
      if (node.comparators.length === 0) fail("Compare with no comparators");
      if (node.comparators.length !== node.ops.length) {
        fail("Compare has a different number of comparators and operands");
      }
      expressions(node.comparators);
      return expression(node.left, "Load");
    case "Call":
      expression(node.func, "Load");
      expressions(node.args);
      return keywords(node.keywords);
    case "JoinedStr":
    case "TemplateStr":
      return expressions(node.values);
    case "FormattedValue":
    case "Interpolation":
      expression(node.value, "Load");
      return optional(node.format_spec);
    case "Attribute":
      return expression(node.value, "Load");
    case "Subscript":
      expression(node.slice, "Load");
      return expression(node.value, "Load");
    case "Starred":
      return expression(node.value, context);
    case "Slice":
      optional(node.lower);
      optional(node.upper);
      return optional(node.step);
    case "List":
    case "Tuple":
      return expressions(node.elts, context);
    case "NamedExpr":
      if (node.target.kind !== "Name") fail("NamedExpr target must be a Name", "TypeError");
      expression(node.target, "Store");
      return expression(node.value, "Load");
  }
}

function isNumber(node: Expression, types: readonly ConstantValue["type"][]): boolean {
  return node.kind === "Constant" && types.includes(node.value.type);
}

function patternValue(node: Expression): void {
  expression(node, "Load");
  switch (node.kind) {
    case "Constant":
      if (["int", "float", "bytes", "complex", "str"].includes(node.value.type)) return;
      return fail("unexpected constant inside of a literal pattern");
    case "Attribute":
    case "JoinedStr":
    case "TemplateStr":
      return;
    case "UnaryOp":
      if (node.op === "USub" && isNumber(node.operand, ["int", "float", "complex"])) return;
      break;
    case "BinOp": {
      const { left, op, right } = node;
      const real = left.kind === "UnaryOp" && left.op === "USub" ? left.operand : left;
      const sum = op === "Add" || op === "Sub";
      if (sum && isNumber(real, ["int", "float"]) && isNumber(right, ["complex"])) return;
    }
  }
  fail("patterns may only match literals and attribute lookups");
}

function capture(name: string): void {
  if (name === "_") fail("can't capture name '_' in patterns");
  identifier(name);
}

function patterns(list: readonly Pattern[], starAllowed: boolean): void {
  for (const node of list) pattern(node, starAllowed);
}

function pattern(node: Pattern, starAllowed: boolean): void {
  positions(node);
  switch (node.kind) {
    case "MatchValue":
      return patternValue(node.value);
    case "MatchSingleton":
      if (["None", "True", "False"].includes(node.value.type)) return;
      return fail("MatchSingleton can only contain True, False and None");
    case "MatchSequence":
      return patterns(node.patterns, true);
    case "MatchMapping":
      if (node.keys.length !== node.patterns.length) {
        fail("MatchMapping doesn't have the same number of keys as patterns");
      }
      if (node.rest !== null) capture(node.rest);
      for (const key of node.keys) if (!isNumber(key, ["None", "True", "False"])) patternValue(key);
      return patterns(node.patterns, false);
    case "MatchClass": {
      if (node.kwd_attrs.length !== node.kwd_patterns.length) {
        fail("MatchClass doesn't have the same number of keyword attributes as patterns");
      }
      expression(node.cls, "Load");
      let { cls } = node;
      while (cls.kind === "Attribute") cls = cls.value;
      if (cls.kind !== "Name") fail("MatchClass cls field can only contain Name or Attribute nodes.");
      node.kwd_attrs.forEach(identifier);
      patterns(node.patterns, false);
      return patterns(node.kwd_patterns, false);
    }
    case "MatchStar":
      if (!starAllowed) fail("can't use MatchStar here");
      if (node.name !== null) capture(node.name);
      return;
    case "MatchAs":
      if (node.name !== null) capture(node.name);
      if (node.pattern === null) return;
      if (node.name === null) fail("MatchAs must specify a target name if a pattern is given");
      return pattern(node.pattern, false);
    case "MatchOr":
      if (node.patterns.length < 2) fail("MatchOr requires at least 2 patterns");
      return patterns(node.patterns, false);
  }
}

function handlers(list: readonly ExceptHandler[]): void {
  for (const node of list) {
    positions(node);
    optional(node.type);
    body(node.body, "ExceptHandler");
  }
}

function statement(node: Statement): void {
  positions(node);
  switch (node.kind) {
    case "FunctionDef":
    case "AsyncFunctionDef":
      body(node.body, node.kind);
      typeParameters(node.type_params);
      parameters(node.args);
      expressions(node.decorator_list);
      return optional(node.returns);
    case "ClassDef":
      body(node.body, node.kind);
      typeParameters(node.type_params);
      expressions(node.bases);
      keywords(node.keywords);
      return expressions(node.decorator_list);
    case "Return":
      return optional(node.value);
    case "Delete":
      nonEmpty(node.targets, "targets", "Delete");
      return expressions(node.targets, "Del");
    case "Assign":
      nonEmpty(node.targets, "targets", "Assign");
      expressions(node.targets, "Store");
      return expression(node.value, "Load");
    case "AugAssign":
      expression(node.target, "Store");
      return expression(node.value, "Load");
    case "AnnAssign":
      if (node.target.kind !== "Name" && node.simple) {
        fail("AnnAssign with simple non-Name target", "TypeError");
      }
      expression(node.target, "Store");
      optional(node.value);
      return expression(node.annotation, "Load");
    case "TypeAlias":
      if (node.name.kind !== "Name") fail("TypeAlias with non-Name name", "TypeError");
      expression(node.name, "Store");
      typeParameters(node.type_params);
      return expression(node.value, "Load");
    case "For":
    case "AsyncFor":
      expression(node.target, "Store");
      expression(node.iter, "Load");
      body(node.body, node.kind);
      return statements(node.orelse);
    case "While":
    case "If":
      expression(node.test, "Load");
      body(node.body, node.kind);
      return statements(node.orelse);
    case "With":
    case "AsyncWith":
      nonEmpty(node.items, "items", node.kind);
      for (const item of node.items) {
        expression(item.context_expr, "Load");
        if (item.optional_vars !== null) expression(item.optional_vars, "Store");
      }
      return body(node.body, node.kind);
    case "Match":
      expression(node.subject, "Load");
      nonEmpty(node.cases, "cases", "Match");
      for (const one of node.cases) {
        pattern(one.pattern, false);
        optional(one.guard);
        body(one.body, "match_case");
      }
      return;
    case "Raise":
      if (node.exc === null && node.cause !== null) fail("Raise with cause but no exception");
      optional(node.exc);
      return optional(node.cause);
    case "Try":
    case "TryStar":
      body(node.body, node.kind);
      if (node.handlers.length === 0 && node.finalbody.length === 0) {
        fail(`${node.kind} has neither except handlers nor finalbody`);
      }
      if (node.handlers.length === 0 && node.orelse.length > 0) {
        fail(`${node.kind} has orelse but no except handlers`);
      }
      handlers(node.handlers);
      statements(node.finalbody);
      return statements(node.orelse);
    case "Assert":
      expression(node.test, "Load");
      return optional(node.msg);
    case "Import":
      return nonEmpty(node.names, "names", "Import");
    case "ImportFrom":
      if (node.level !== null && node.level < 0) fail("Negative ImportFrom level");
      return nonEmpty(node.names, "names", "ImportFrom");
    case "Global":
    case "Nonlocal":
      return nonEmpty(node.names, "names", node.kind);
    case "Expr":
      return expression(node.value, "Load");
  }
}
