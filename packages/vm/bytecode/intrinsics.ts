/**
 * Numbers of CALL_INTRINSIC: what type parameters and aliases (PEP 695, 696) need of the runtime.
 *
 * @module
 */

/** Name, number of operands in the run, effect. The position is the number. */
export const INTRINSICS = [
  ["TYPEVAR", 1, "TypeVar(A), variance inferred"],
  ["TYPEVAR_WITH_BOUND", 2, "TypeVar(A) whose bound is what function A+1 returns, asked lazily"],
  [
    "TYPEVAR_WITH_CONSTRAINTS",
    2,
    "TypeVar(A) whose constraints are the tuple that function A+1 returns, asked lazily",
  ],
  ["PARAMSPEC", 1, "ParamSpec(A), variance inferred"],
  ["TYPEVARTUPLE", 1, "TypeVarTuple(A)"],
  ["SET_TYPEPARAM_DEFAULT", 2, "type parameter A, its default being what function A+1 returns"],
  ["SET_FUNCTION_TYPE_PARAMS", 2, "function A, its __type_params__ being tuple A+1"],
  ["SUBSCRIPT_GENERIC", 1, "typing.Generic[*A], A a tuple of type parameters"],
  [
    "TYPEALIAS",
    3,
    "TypeAliasType(A, type parameters A+1 or None, value what function A+2 returns, asked lazily)",
  ],
] as const satisfies readonly (readonly [name: string, operands: number, effect: string])[];

/** Name of an intrinsic. */
export type IntrinsicName = (typeof INTRINSICS)[number][0];

/** Intrinsic numbers by name. */
export const Intrinsic: { readonly [K in IntrinsicName]: number } = Object.fromEntries(
  INTRINSICS.map(([name], index) => [name, index]),
) as { readonly [K in IntrinsicName]: number };
