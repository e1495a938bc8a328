/**
 * `def`, `lambda`, their defaults, annotations (PEP 649) and closures.
 *
 * @module
 */
import {
  CO_HAS_DOCSTRING,
  CO_METHOD,
  CO_VARARGS,
  CO_VARKEYWORDS,
  type Constant,
} from "../bytecode/code_unit.ts";
import { Op } from "../bytecode/opcodes.ts";
import { annotateFunction } from "./annotations.ts";
import { TEMPORARY } from "./assembler.ts";
import { visit } from "./expressions.ts";
import { foldAll } from "./fold.ts";
import { nameDestination, storeName } from "./names.ts";
import type { Arguments, Expression, FunctionDef, Lambda, Located, Statement } from "./nodes.ts";
import { hasAnnotations } from "./scopes.ts";
import { statements } from "./statements.ts";
import { inTypeParameters } from "./type_parameters.ts";
import { ANYWHERE, FRESH, Unit } from "./unit.ts";

/** Bits of MAKE_FUNCTION's immediate. */
const DEFAULTS = 1;
const KEYWORD_DEFAULTS = 2;
const ANNOTATE = 4;
const CLOSURE = 8;

/** What a function gets besides its code, each computed already into the next temporary. */
type Extra = typeof DEFAULTS | typeof KEYWORD_DEFAULTS | typeof ANNOTATE;

/**
 * Makes a function from a unit whose body is complete. `extras` says what lies on top of the stack, in order.
 */
export function makeFunction(
  unit: Unit,
  inner: Unit,
  destination: number,
  extras: readonly Extra[],
  node: Located,
): number {
  const first = TEMPORARY + unit.depth - extras.length;
  let bits = 0;
  for (const extra of extras) bits |= extra;
  if (inner.freevars.length > 0) {
    bits |= CLOSURE;
    const cells = TEMPORARY + unit.depth;
    for (const name of inner.freevars) unit.emitTo(Op.MOVE, FRESH, [unit.cellRegister(name)], node);
    unit.depth -= inner.freevars.length;
    unit.emitTo(Op.BUILD_TUPLE, FRESH, [cells, inner.freevars.length], node);
  }
  unit.depth = first - TEMPORARY;
  const code = unit.constant({ type: "code", unit: inner.finish() });
  return unit.emitTo(Op.MAKE_FUNCTION, destination, [code, first, bits], node);
}

/** Takes the parameter counts and flags from the parameter list. */
function describeParameters(inner: Unit, args: Arguments): void {
  inner.posOnlyCount = args.posonlyargs.length;
  inner.argCount = args.posonlyargs.length + args.args.length;
  inner.kwOnlyCount = args.kwonlyargs.length;
  if (args.vararg !== null) inner.flags |= CO_VARARGS;
  if (args.kwarg !== null) inner.flags |= CO_VARKEYWORDS;
}

/** Computes defaults; returns which of them there are. */
export function defaults(unit: Unit, args: Arguments, node: Located): Extra[] {
  const extras: Extra[] = [];
  if (args.defaults.length > 0) {
    const items = foldAll(unit.context, args.defaults);
    if (items !== null) unit.loadConstant({ type: "tuple", items }, FRESH, node);
    else {
      const first = TEMPORARY + unit.depth;
      for (const value of args.defaults) visit(unit, value, FRESH);
      unit.depth -= args.defaults.length;
      unit.emitTo(Op.BUILD_TUPLE, FRESH, [first, args.defaults.length], node);
    }
    extras.push(DEFAULTS);
  }
  const first = TEMPORARY + unit.depth;
  let pairs = 0;
  args.kwonlyargs.forEach(({ arg }, i) => {
    const value = args.kw_defaults[i];
    if (value === null || value === undefined) return;
    unit.loadConstant({ type: "str", value: unit.mangle(arg) }, FRESH, node);
    visit(unit, value, FRESH);
    pairs++;
  });
  if (pairs > 0) {
    unit.depth -= 2 * pairs;
    unit.emitTo(Op.BUILD_MAP, FRESH, [first, pairs], node);
    extras.push(KEYWORD_DEFAULTS);
  }
  return extras;
}

/** `lambda`. */
export function lambda(unit: Unit, node: Lambda, destination: number): number {
  const extras = defaults(unit, node.args, node);
  const inner = new Unit(unit.context, unit, unit.context.scopes.bodies.get(node)!, "<lambda>");
  inner.firstLine = node.lineno;
  describeParameters(inner, node.args);
  inner.prologue(node);
  returnExpression(inner, node.body);
  return makeFunction(unit, inner, destination, extras, node);
}

/** `return expression`, where nothing has to be left. */
export function returnExpression(unit: Unit, node: Expression): void {
  const value = visit(unit, node, ANYWHERE);
  unit.release(value);
  unit.emit(Op.RETURN, [value], node);
}

/** A body's docstring, or null; the statement itself makes no instructions. */
export function docstringOf(unit: Unit, body: readonly Statement[]): string | null {
  if (body.length === 0 || unit.context.optimize > 1) return null;
  const [first] = body;
  if (first.kind !== "Expr" || first.value.kind !== "Constant" || first.value.value.type !== "str") {
    return null;
  }
  return cleanDocstring(first.value.value.value);
}

/** Strips the common indentation of all lines but the first (as 3.13's compiler does). */
export function cleanDocstring(text: string): string {
  if (!text.includes("\n") && !text.startsWith(" ")) return text;
  const lines = text.split("\n").map(expandTabs);
  let margin = Infinity;
  for (const line of lines.slice(1)) {
    const indent = line.search(/[^ ]/);
    if (indent >= 0) margin = Math.min(margin, indent);
  }
  const cut = margin === Infinity ? 0 : margin;
  return lines.map((line, i) => i === 0 ? line.replace(/^ +/, "") : line.slice(cut)).join("\n");
}

/** Tabs in the indentation count to the next multiple of eight. */
function expandTabs(line: string): string {
  if (!line.includes("\t")) return line;
  const [indentation] = line.match(/^[ \t]*/)!;
  let expanded = "";
  for (const character of indentation) {
    expanded += character === "\t" ? " ".repeat(8 - expanded.length % 8) : " ";
  }
  return expanded + line.slice(indentation.length);
}

/** `def` and `async def`. */
export function functionDefinition(unit: Unit, node: FunctionDef): void {
  const decorators = decoratorCallables(unit, node.decorator_list);
  const generic = node.type_params !== undefined && node.type_params.length > 0;
  const local = decorators.length === 0 ? nameDestination(unit, node.name) : ANYWHERE;
  const destination = local === ANYWHERE ? FRESH : local;
  const extras = defaults(unit, node.args, node);
  const made = generic
    ? inTypeParameters(unit, node, extras, destination, (within, given) => body(within, node, given, FRESH))
    : body(unit, node, extras, destination);
  const result = applyDecorators(unit, decorators, node.decorator_list, made, local);
  if (local !== ANYWHERE) return;
  unit.release(result);
  storeName(unit, node.name, result, node);
}

/** Computes the decorators, each the start of a run with an empty self. */
export function decoratorCallables(unit: Unit, decorators: readonly Expression[]): number[] {
  return decorators.map((decorator) => {
    const register = visit(unit, decorator, FRESH);
    unit.push();
    return register;
  });
}

/** Calls the decorators, the last one first, on the value that lies behind them. */
export function applyDecorators(
  unit: Unit,
  callables: readonly number[],
  decorators: readonly Expression[],
  value: number,
  local: number,
): number {
  let result = value;
  for (let i = callables.length - 1; i >= 0; i--) {
    unit.depth = callables[i] - TEMPORARY;
    result = unit.emitTo(Op.CALL, i === 0 ? local : FRESH, [callables[i], 1, 0], decorators[i]);
  }
  return result;
}

function body(unit: Unit, node: FunctionDef, extras: readonly Extra[], destination: number): number {
  const { context } = unit;
  const all = [...extras];
  if (hasAnnotations(node)) {
    annotateFunction(unit, node, FRESH);
    all.push(ANNOTATE);
  }
  const inner = new Unit(context, unit, context.scopes.bodies.get(node)!, node.name);
  inner.firstLine = (node.decorator_list[0] ?? node).lineno;
  if (unit.own.kind === "class") inner.flags |= CO_METHOD;
  describeParameters(inner, node.args);
  inner.docstring = docstringOf(inner, node.body);
  if (inner.docstring !== null) {
    inner.flags |= CO_HAS_DOCSTRING;
    const docstring: Constant = { type: "str", value: inner.docstring };
    inner.constant(docstring);
  }
  inner.prologue({ ...node, end_lineno: node.lineno, end_col_offset: node.col_offset });
  statements(inner, inner.docstring === null ? node.body : node.body.slice(1));
  const last = node.body[node.body.length - 1];
  inner.quietly(() => {
    const none = inner.loadNone(FRESH, last);
    inner.release(none);
    inner.emit(Op.RETURN, [none], last);
  });
  return makeFunction(unit, inner, destination, all, node);
}
