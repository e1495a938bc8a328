/**
 * Facts about CPython's objects that decide which bytes are written: which strings are one object, and what its
 * classes are built from.
 *
 * @module
 */
import { PyGlobal, type PyObject, PyTuple, tuple } from "./values.ts";

const OBJECT = new PyGlobal("builtins", "object");
const LIST = new PyGlobal("builtins", "list");
const DICT = new PyGlobal("builtins", "dict");

/** Modules written in C, whose types make their name anew each time that they are asked for it. */
export const UNSHARED_NAMES: ReadonlySet<string> = new Set(["builtins", "datetime", "array", "_codecs"]);

/** Functions of those modules, as module and name. */
export const FUNCTIONS_IN_C: ReadonlySet<string> = new Set([
  "array _array_reconstructor",
  ...("abs aiter all anext any ascii bin breakpoint callable chr compile delattr dir divmod eval exec format getattr " +
    "globals hasattr hash hex id input isinstance issubclass iter len locals max min next oct ord pow print repr " +
    "round setattr sorted sum vars __build_class__ __import__").split(" ").map((name) => `builtins ${name}`),
]);

/** Types that are no attribute of their module: they are written as the type of their one instance. */
export const TYPES_OF_SINGLETONS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["NoneType", null],
  ["NotImplementedType", new PyGlobal("builtins", "NotImplemented")],
  ["ellipsis", new PyGlobal("builtins", "Ellipsis")],
]);

/** Class and value that protocols 0 and 1 build an instance from. */
export function baseOf(value: PyObject): [PyGlobal, unknown] {
  if (value.base !== undefined) {
    // A named tuple has its items as arguments, other subclasses of tuple have one argument.
    const isItems = value.base.name === "tuple" &&
      !(value.args.length === 1 && value.args[0] instanceof PyTuple);
    return [value.base, isItems ? tuple(...value.args) : value.args[0]];
  }
  if (value.listItems !== undefined) return [LIST, value.listItems];
  if (value.dictItems !== undefined) return [DICT, value.dictItems];
  return [OBJECT, null];
}

/** Whether Python takes a state for false, and so protocols 0 and 1 leave it out. */
export function isEmpty(state: unknown): boolean {
  if (state instanceof Map || state instanceof Set) return state.size === 0;
  return Array.isArray(state) || state instanceof Uint8Array ? state.length === 0 : !state;
}
