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

/** Modules whose types and functions, written in C, make their name anew each time that they are asked for it. */
const MODULES_WITH_FRESH_NAMES: ReadonlySet<string> = new Set([
  "builtins",
  "datetime",
  "_codecs",
  "_functools",
  "_decimal",
]);

/** The same for some globals of other modules, as module and name. */
const FRESH_NAMES: ReadonlySet<string> = new Set(["collections OrderedDict", "array _array_reconstructor"]);

/** Modules whose types have strings of their own for their module and name, which nothing else has. */
const MODULES_WITH_OWN_STRINGS: ReadonlySet<string> = new Set(["itertools", "_io", "_queue", "_thread"]);

/** The same for some types of other modules, as module and name. */
const OWN_STRINGS: ReadonlySet<string> = new Set([
  "array array",
  "collections deque",
  "collections defaultdict",
  "decimal Context",
  "decimal Decimal",
  "functools partial",
  "operator attrgetter",
  "operator itemgetter",
  "operator methodcaller",
  "re Match",
  "re Pattern",
]);

/** Functions of `builtins`. They have one string for their module, which is not the one that types have. */
const BUILTIN_FUNCTIONS: ReadonlySet<string> = new Set(
  ("abs aiter all anext any ascii bin breakpoint callable chr compile delattr dir divmod eval exec format getattr " +
    "globals hasattr hash hex id input isinstance issubclass iter len locals max min next oct ord pow print repr " +
    "round setattr sorted sum vars __build_class__ __import__").split(" "),
);

/**
 * Whose string a global's module is: one that equal strings may be, one of the functions of `builtins`, or its own.
 */
export function ownerOfModule(module: string, name: string): "anybody" | "functions" | "itself" {
  if (module === "builtins") return BUILTIN_FUNCTIONS.has(name) ? "functions" : "anybody";
  return hasOwnStrings(module, name) ? "itself" : "anybody";
}

/** Whether a global's name is a string that no equal one can be. */
export function hasFreshName(module: string, name: string): boolean {
  return MODULES_WITH_FRESH_NAMES.has(module) || FRESH_NAMES.has(`${module} ${name}`) ||
    hasOwnStrings(module, name);
}

function hasOwnStrings(module: string, name: string): boolean {
  return MODULES_WITH_OWN_STRINGS.has(module) || OWN_STRINGS.has(`${module} ${name}`);
}

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
  // Copies, as Python makes one each time: in a cycle the same object is written more than once.
  if (value.listItems !== undefined) return [LIST, [...value.listItems]];
  if (value.dictItems !== undefined) return [DICT, new Map(value.dictItems)];
  return [OBJECT, null];
}

/** Whether Python takes a state for false, and so protocols 0 and 1 leave it out. */
export function isEmpty(state: unknown): boolean {
  if (state instanceof Map || state instanceof Set) return state.size === 0;
  return Array.isArray(state) || state instanceof Uint8Array ? state.length === 0 : !state;
}
