/**
 * `class`: the body is a function that fills the class's namespace, run by `__build_class__`.
 *
 * @module
 */
import type { Constant } from "../bytecode/code_unit.ts";
import { Op } from "../bytecode/opcodes.ts";
import { annotateVariables, beginVariables, hasAnnotate } from "./annotations.ts";
import { callWith } from "./calls.ts";
import { applyDecorators, decoratorCallables, docstringOf, makeFunction } from "./functions.ts";
import { loadName, nameDestination, storeName } from "./names.ts";
import type { ClassDef, Expression, Located } from "./nodes.ts";
import { statements } from "./statements.ts";
import { genericBase, inTypeParameters } from "./type_parameters.ts";
import { ANYWHERE, FRESH, Unit } from "./unit.ts";

/** `class name(bases): body`. */
export function classDefinition(unit: Unit, node: ClassDef): void {
  const decorators = decoratorCallables(unit, node.decorator_list);
  // What decorators return is stored in the line of `class`.
  const local = decorators.length === 0 ? nameDestination(unit, node.name) : ANYWHERE;
  const destination = decorators.length === 0 ? local : FRESH;
  const generic = node.type_params !== undefined && node.type_params.length > 0;
  const made = generic
    ? inTypeParameters(unit, node, [], destination, (within) => {
      genericBase(within, node);
      return build(within, node, true, FRESH);
    })
    : build(unit, node, false, destination);
  const result = applyDecorators(unit, decorators, node.decorator_list, made, local);
  if (local !== ANYWHERE) return;
  unit.release(result);
  storeName(unit, node.name, result, node);
}

function build(unit: Unit, node: ClassDef, generic: boolean, destination: number): number {
  const { lineno, col_offset } = node.decorator_list[0] ?? node;
  const header: Located = { ...node, lineno, col_offset, end_lineno: lineno, end_col_offset: col_offset };
  const run = unit.emitTo(Op.LOAD_BUILD_CLASS, FRESH, [], node);
  unit.push();
  makeFunction(unit, body(unit, node, generic, header), FRESH, [], node);
  unit.loadConstant({ type: "str", value: node.name }, FRESH, node);
  const bases: Expression[] = [...node.bases];
  if (generic) {
    const name: Expression = { ...header, kind: "Name", id: ".generic_base", ctx: "Load" };
    bases.push(name);
  }
  return callWith(unit, run, 2, bases, node.keywords, destination, node);
}

function storeConstant(unit: Unit, name: string, constant: Constant, node: Located): void {
  const value = unit.loadConstant(constant, FRESH, node);
  unit.release(value);
  storePlain(unit, name, value, node);
}

/** Stores into the namespace, whatever the name means otherwise. */
function storePlain(unit: Unit, name: string, value: number, node: Located): void {
  unit.emit(Op.STORE_NAME, [unit.nameIndex(name), value], node);
}

function body(outer: Unit, node: ClassDef, generic: boolean, header: Located): Unit {
  const { context } = outer;
  const scope = context.scopes.bodies.get(node)!;
  const unit = new Unit(context, outer, scope, node.name);
  unit.firstLine = (node.decorator_list[0] ?? node).lineno;
  unit.prologue(header);
  if (scope.needsClassDict) {
    const namespace = unit.emitTo(Op.LOAD_LOCALS, FRESH, [], header);
    unit.release(namespace);
    unit.emit(Op.STORE_DEREF, [unit.cellRegister("__classdict__"), namespace], header);
  }
  const module = unit.emitTo(Op.LOAD_NAME, FRESH, [unit.nameIndex("__name__")], header);
  unit.release(module);
  storePlain(unit, "__module__", module, header);
  storeConstant(unit, "__qualname__", { type: "str", value: unit.qualname }, header);
  storeConstant(unit, "__firstlineno__", { type: "int", value: BigInt(unit.firstLine) }, header);
  if (generic) {
    const parameters = loadName(unit, ".type_params", FRESH, header);
    unit.release(parameters);
    storePlain(unit, "__type_params__", parameters, header);
  }
  beginVariables(unit, header);
  const docstring = docstringOf(unit, node.body);
  if (docstring !== null) {
    unit.docstring = docstring;
    storeConstant(unit, "__doc__", { type: "str", value: docstring }, node.body[0]);
  }
  statements(unit, docstring === null ? node.body : node.body.slice(1));
  unit.quietly(() => {
    if (hasAnnotate(unit)) {
      const annotate = annotateVariables(unit, FRESH, header);
      unit.release(annotate);
      storePlain(unit, "__annotate_func__", annotate, header);
    }
    const attributes = [...unit.staticAttributes].map((value) => ({ type: "str" as const, value }));
    storeConstant(unit, "__static_attributes__", { type: "tuple", items: attributes }, header);
    finishNamespace(unit, header);
  });
  return unit;
}

/** Hands the cells that the class itself belongs into to `type.__new__`, and returns `__class__`'s. */
function finishNamespace(unit: Unit, header: Located): void {
  if (unit.own.needsClassDict) {
    const cell = unit.emitTo(Op.MOVE, FRESH, [unit.cellRegister("__classdict__")], header);
    unit.release(cell);
    storePlain(unit, "__classdictcell__", cell, header);
  }
  if (!unit.own.needsClassCell) {
    const none = unit.loadNone(FRESH, header);
    unit.release(none);
    return unit.emit(Op.RETURN, [none], header);
  }
  const register = unit.cellRegister("__class__");
  const cell = unit.emitTo(Op.MOVE, FRESH, [register], header);
  unit.release(cell);
  storePlain(unit, "__classcell__", cell, header);
  unit.emit(Op.RETURN, [register], header);
}
