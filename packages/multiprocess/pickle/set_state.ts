/**
 * Changes that a pickle makes to values it has built.
 *
 * @module
 */
import { PythonError, UnpicklingError } from "./errors.ts";
import { typeName } from "./standard_classes.ts";
import { pickleSetState, PyGlobal, PyTuple } from "./values.ts";

/**
 * `list[index] = value`.
 *
 * @throws {PythonError} TypeError or IndexError, as Python raises them.
 */
export function assignItem(list: unknown[], index: unknown, value: unknown): void {
  if (typeof index !== "number" || !Number.isInteger(index)) {
    throw new PythonError("TypeError", `list indices must be integers or slices, not ${typeName(index)}`);
  }
  const at = index < 0 ? index + list.length : index;
  if (at < 0 || at >= list.length) throw new PythonError("IndexError", "list assignment index out of range");
  list[at] = value;
}

/**
 * Gives an object of the program's own its state: by its {@linkcode pickleSetState} method, or as properties.
 *
 * @param target The object.
 * @param state A dict, or a pair of dicts as classes with slots have it; whatever the method takes.
 * @throws {UnpicklingError} If it is neither.
 * @throws {PythonError} AttributeError for values that have no attributes.
 */
export function setState(target: unknown, state: unknown): void {
  const isOwn = typeof target === "object" && target !== null && !Array.isArray(target) &&
    !(target instanceof Map || target instanceof Set || target instanceof Uint8Array ||
      target instanceof PyGlobal);
  if (isOwn && pickleSetState in target) {
    (target as { [pickleSetState](state: unknown): void })[pickleSetState](state);
    return;
  }
  const hasSlots = state instanceof PyTuple && state.length === 2;
  for (const [index, part] of (hasSlots ? state : [state]).entries()) {
    if (index === 0 && part === null) continue;
    if (!(part instanceof Map)) {
      throw new UnpicklingError(index === 0 ? "state is not a dictionary" : "slot state is not a dictionary");
    }
    if (!isOwn) {
      throw new PythonError("AttributeError", `'${typeName(target)}' object has no attribute '__dict__'`);
    }
    for (const [name, value] of part) {
      if (typeof name !== "string") throw new PythonError("TypeError", "attribute name must be string");
      // Defined, not assigned: a state can't reach setters such as that of `__proto__`.
      Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
    }
  }
}
