/**
 * Statements.
 *
 * @module
 */
import { Op } from "../bytecode/opcodes.ts";
import { assign, assignAnnotated, assignAugmented, deleteTarget, evaluate } from "./assignments.ts";
import { Label, TEMPORARY } from "./assembler.ts";
import { leaveAll, leaveLoop } from "./blocks.ts";
import { classDefinition } from "./classes.ts";
import { jumpIf, visit } from "./expressions.ts";
import { fold } from "./fold.ts";
import { functionDefinition } from "./functions.ts";
import { importFrom, importModules } from "./imports.ts";
import { forLoop, whileLoop } from "./loops.ts";
import type { Expression, Located, Statement } from "./nodes.ts";
import { matchStatement } from "./patterns.ts";
import { tryStatement } from "./try.ts";
import { tryStarStatement } from "./try_star.ts";
import { typeAlias } from "./type_parameters.ts";
import { ANYWHERE, FRESH, type Unit } from "./unit.ts";
import { withStatement } from "./with.ts";

/** Compiles a body. */
export function statements(unit: Unit, body: readonly Statement[]): void {
  for (const node of body) statement(unit, node);
}

/** Hands a value to `sys.displayhook`. */
function showValue(unit: Unit, node: Expression): void {
  const value = visit(unit, node, ANYWHERE);
  unit.release(value);
  unit.emit(Op.PRINT_EXPR, [value], node);
}

function statement(unit: Unit, node: Statement): void {
  switch (node.kind) {
    case "Expr":
      if (unit.context.interactive && unit.parent === null) return showValue(unit, node.value);
      // Names of locals need no instruction of their own.
      if (node.value.kind === "Constant" || node.value.kind === "Name") unit.mark(node);
      if (node.value.kind === "Constant") return;
      return evaluate(unit, node.value);
    case "Assign":
      return assign(unit, node);
    case "AugAssign":
      return assignAugmented(unit, node);
    case "AnnAssign":
      return assignAnnotated(unit, node);
    case "Return":
      return returnStatement(unit, node.value, node);
    case "If":
      return ifStatement(unit, node);
    case "For":
    case "AsyncFor":
      return forLoop(unit, node);
    case "While":
      return whileLoop(unit, node);
    case "Break":
      unit.mark(node);
      return leaveLoop(unit, true, node);
    case "Continue":
      unit.mark(node);
      return leaveLoop(unit, false, node);
    case "FunctionDef":
    case "AsyncFunctionDef":
      return functionDefinition(unit, node);
    case "ClassDef":
      return classDefinition(unit, node);
    case "Try":
      unit.mark(node);
      return tryStatement(unit, node);
    case "TryStar":
      unit.mark(node);
      return tryStarStatement(unit, node);
    case "With":
    case "AsyncWith":
      return withStatement(unit, node, 0);
    case "Raise":
      return raise(unit, node);
    case "Assert":
      return assert(unit, node.test, node.msg, node);
    case "Delete":
      unit.mark(node);
      for (const target of node.targets) deleteTarget(unit, target);
      return;
    case "Import":
      return importModules(unit, node);
    case "ImportFrom":
      return importFrom(unit, node);
    case "Match":
      return matchStatement(unit, node);
    case "TypeAlias":
      return typeAlias(unit, node);
    case "Pass":
      return unit.mark(node);
    case "Global":
    case "Nonlocal":
      return;
  }
}

function ifStatement(unit: Unit, node: Statement & { kind: "If" }): void {
  const otherwise = new Label();
  if (fold(unit.context, node.test) !== null) unit.mark(node);
  jumpIf(unit, node.test, false, otherwise);
  statements(unit, node.body);
  if (node.orelse.length === 0) return unit.place(otherwise);
  const end = new Label();
  unit.jump(end, node);
  unit.place(otherwise);
  statements(unit, node.orelse);
  unit.place(end);
}

function returnStatement(unit: Unit, value: Expression | null, node: Located): void {
  const depth = unit.depth;
  const constant = value !== null && fold(unit.context, value) !== null;
  if (value === null || constant || value.kind === "Name") unit.mark(node);
  // What is left on the way is the last that the program seems to do.
  const leaves = unit.blocks.some(({ leave, breakTo }) => leave !== null && breakTo === null);
  if (value === null || constant) {
    // Constants are loaded after everything is left, as CPython does.
    leaveAll(unit, -1);
    const load = () => {
      const result = value === null ? unit.loadNone(FRESH, node) : visit(unit, value, FRESH);
      unit.release(result);
      unit.emit(Op.RETURN, [result], node);
    };
    if (leaves) unit.quietly(load);
    else load();
  } else {
    // What is left may rebind a local.
    const result = visit(unit, value, unit.blocks.length > 0 ? FRESH : ANYWHERE);
    leaveAll(unit, result);
    unit.depth = result < TEMPORARY ? depth : result - TEMPORARY;
    if (leaves) unit.quietly(() => unit.emit(Op.RETURN, [result], node));
    else unit.emit(Op.RETURN, [result], node);
  }
  unit.depth = depth;
}

function raise(unit: Unit, node: Statement & { kind: "Raise" }): void {
  const first = TEMPORARY + unit.depth;
  let count = 0;
  for (const part of [node.exc, node.cause]) {
    if (part === null) continue;
    visit(unit, part, FRESH);
    count++;
  }
  unit.depth -= count;
  unit.emit(Op.RAISE, [first, count], node);
}

function assert(unit: Unit, test: Expression, message: Expression | null, node: Located): void {
  if (unit.context.optimize > 0) return;
  const passed = new Label();
  jumpIf(unit, test, true, passed);
  const error = unit.emitTo(Op.LOAD_ASSERTION_ERROR, FRESH, [], node);
  if (message !== null) {
    unit.push();
    visit(unit, message, FRESH);
    unit.depth = error - TEMPORARY;
    unit.emitTo(Op.CALL, FRESH, [error, 1, 0], node);
  }
  unit.release(error);
  unit.emit(Op.RAISE, [error, 1], test);
  unit.place(passed);
}
