/**
 * Type parameters and `type` statements (PEP 695, 696). The parameters live in a function of their own around the
 * definition, called at once.
 *
 * @module
 */
import { Intrinsic } from "../bytecode/intrinsics.ts";
import { Op } from "../bytecode/opcodes.ts";
import { lazyExpression } from "./annotations.ts";
import { TEMPORARY } from "./assembler.ts";
import { makeFunction } from "./functions.ts";
import { loadName, storeCopy, storeName } from "./names.ts";
import type { ClassDef, FunctionDef, TypeAlias, TypeParameter } from "./nodes.ts";
import { FRESH, Unit } from "./unit.ts";

/**
 * Compiles a definition within the scope of its type parameters.
 *
 * @param extras What the definition needs of outside, on top of the stack: passed on as arguments.
 * @param define Makes the definition in the inner unit, in a fresh temporary, and returns its register.
 */
export function inTypeParameters<Extra>(
  unit: Unit,
  node: FunctionDef | ClassDef | TypeAlias,
  extras: readonly Extra[],
  destination: number,
  define: (within: Unit, extras: readonly Extra[]) => number,
): number {
  const scope = unit.context.scopes.parameters.get(node)!;
  const name = node.kind === "TypeAlias" ? (node.name.kind === "Name" ? node.name.id : "") : node.name;
  const inner = new Unit(unit.context, unit, scope, `<generic parameters of ${name}>`);
  inner.firstLine = node.lineno;
  inner.argCount = extras.length;
  inner.prologue(node);
  typeParameters(inner, node.type_params);
  const parameters = inner.emitTo(Op.BUILD_TUPLE, FRESH, [
    TEMPORARY + (inner.depth -= node.type_params.length),
    node.type_params.length,
  ], node);
  inner.release(parameters);
  storeName(inner, ".type_params", parameters, node);
  // The arguments are the first registers, in the order of `extras`.
  for (let i = 0; i < extras.length; i++) inner.emitTo(Op.MOVE, FRESH, [i], node);
  let result = define(inner, extras);
  if (node.kind === "FunctionDef" || node.kind === "AsyncFunctionDef") {
    loadName(inner, ".type_params", FRESH, node);
    inner.depth = result - TEMPORARY;
    result = inner.emitTo(Op.CALL_INTRINSIC, FRESH, [result, Intrinsic.SET_FUNCTION_TYPE_PARAMS], node);
  }
  inner.release(result);
  inner.emit(Op.RETURN, [result], node);
  return callWithExtras(unit, inner, extras.length, destination, node);
}

/** Calls the function of the type parameters with the values on top of the stack. */
function callWithExtras(
  unit: Unit,
  inner: Unit,
  count: number,
  destination: number,
  node: FunctionDef | ClassDef | TypeAlias,
): number {
  const given = TEMPORARY + unit.depth - count;
  const run = makeFunction(unit, inner, FRESH, [], node);
  unit.push();
  for (let i = 0; i < count; i++) unit.emitTo(Op.MOVE, FRESH, [given + i], node);
  unit.depth = run - TEMPORARY;
  if (count === 0) return unit.emitTo(Op.CALL, destination, [run, 0, 0], node);
  // The result goes below the run, where the values were.
  unit.emitTo(Op.CALL, FRESH, [run, count, 0], node);
  unit.depth = given - TEMPORARY;
  return unit.emitTo(Op.MOVE, destination, [run], node);
}

/** Makes all type parameters: each is left in a temporary and stored under its name. */
function typeParameters(unit: Unit, parameters: readonly TypeParameter[]): void {
  const { scopes } = unit.context;
  for (const parameter of parameters) {
    const { name } = parameter;
    let made = unit.loadConstant({ type: "str", value: name }, FRESH, parameter);
    let intrinsic = Intrinsic.TYPEVAR;
    if (parameter.kind === "ParamSpec") intrinsic = Intrinsic.PARAMSPEC;
    else if (parameter.kind === "TypeVarTuple") intrinsic = Intrinsic.TYPEVARTUPLE;
    else if (parameter.bound !== null) {
      intrinsic = parameter.bound.kind === "Tuple"
        ? Intrinsic.TYPEVAR_WITH_CONSTRAINTS
        : Intrinsic.TYPEVAR_WITH_BOUND;
      lazyExpression(unit, scopes.bodies.get(parameter)!, name, parameter.bound, FRESH);
    }
    unit.depth = made - TEMPORARY;
    made = unit.emitTo(Op.CALL_INTRINSIC, FRESH, [made, intrinsic], parameter);
    const byDefault = parameter.default_value ?? null;
    if (byDefault !== null) {
      lazyExpression(unit, scopes.defaults.get(parameter)!, name, byDefault, FRESH);
      unit.depth = made - TEMPORARY;
      made = unit.emitTo(Op.CALL_INTRINSIC, FRESH, [made, Intrinsic.SET_TYPEPARAM_DEFAULT], parameter);
    }
    storeCopy(unit, name, made, parameter);
  }
}

/** `type name[parameters] = value`. */
export function typeAlias(unit: Unit, node: TypeAlias): void {
  if (node.name.kind !== "Name") throw new Error("The name of a type alias is a name");
  const generic = node.type_params !== undefined && node.type_params.length > 0;
  const alias = generic
    ? inTypeParameters(unit, node, [], FRESH, (within) => makeAlias(within, node, true))
    : makeAlias(unit, node, false);
  unit.release(alias);
  storeName(unit, node.name.id, alias, node.name);
}

function makeAlias(unit: Unit, node: TypeAlias, generic: boolean): number {
  const { id } = node.name as { readonly id: string };
  const run = unit.loadConstant({ type: "str", value: id }, FRESH, node);
  if (generic) loadName(unit, ".type_params", FRESH, node);
  else unit.loadNone(FRESH, node);
  lazyExpression(unit, unit.context.scopes.bodies.get(node)!, id, node.value, FRESH);
  unit.depth = run - TEMPORARY;
  return unit.emitTo(Op.CALL_INTRINSIC, FRESH, [run, Intrinsic.TYPEALIAS], node);
}

/** In the scope of a class's type parameters: `Generic[*parameters]`, an extra base, under `.generic_base`. */
export function genericBase(unit: Unit, node: ClassDef): void {
  const parameters = loadName(unit, ".type_params", FRESH, node);
  unit.release(parameters);
  const base = unit.emitTo(Op.CALL_INTRINSIC, FRESH, [parameters, Intrinsic.SUBSCRIPT_GENERIC], node);
  unit.release(base);
  storeName(unit, ".generic_base", base, node);
}
