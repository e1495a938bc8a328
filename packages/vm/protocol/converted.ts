/**
 * What a class's own `__int__`, `__index__`, `__float__` and `__complex__` may return.
 *
 * @module
 */
import { T_COMPLEX, T_FLOAT, T_INT, type Value } from "@orochi/object";
import { warn } from "../native_warnings.ts";
import type { Vm } from "../vm.ts";

/** The builtin type that is asked for: its number, and whether a value is an instance of it or of a class that derives from it. */
const NUMBERS = {
  int: [T_INT, (vm: Vm, value: Value) => vm.isInt(value)],
  float: [T_FLOAT, (vm: Vm, value: Value) => vm.isFloat(value)],
  complex: [T_COMPLEX, (vm: Vm, value: Value) => vm.isComplex(value)],
} as const;

/**
 * Whether a conversion's method returned what it must; with a warning if it is of a class that derives from the one asked for.
 *
 * @param value What it returned (borrowed).
 * @param type The class asked for.
 * @param method The method's name.
 * @param owner Whose method it is, where CPython's messages say that; else 0.
 * @returns False with an exception set.
 */
export function checkConverted(
  vm: Vm,
  value: Value,
  type: keyof typeof NUMBERS,
  method: string,
  owner: Value = 0,
): boolean {
  const [exact, isInstance] = NUMBERS[type];
  if (vm.isExact(value, exact)) return true;
  const said = `${owner === 0 ? "" : `${vm.typeName(owner)}.`}${method} returned non-${type} (type ${
    vm.typeName(value)
  })`;
  if (!isInstance(vm, value)) return vm.raiseType(said) !== 0;
  return warn(
    vm,
    "DeprecationWarning",
    `${said}.  The ability to return an instance of a strict subclass of ${type} is deprecated, ` +
      "and may be removed in a future version of Python.",
  );
}
