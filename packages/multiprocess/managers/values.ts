/**
 * What shared objects need of Python: its exceptions and its idea of equality.
 *
 * @module
 */
import { PyException, PyGlobal, PyTuple, tuple } from "../pickle/mod.ts";

/**
 * An exception.
 *
 * @param name Its class: a builtin one, or with its module.
 * @param args Its arguments.
 */
export function exception(name: string, ...args: unknown[]): PyException {
  const dot = name.lastIndexOf(".");
  return new PyException(
    new PyGlobal(dot < 0 ? "builtins" : name.slice(0, dot), name.slice(dot + 1)),
    tuple(...args),
  );
}

/** Whether two values are equal to Python, for numbers, strings and tuples or lists of them. */
export function equal(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && (a instanceof PyTuple) === (b instanceof PyTuple) &&
      a.every((item, index) => equal(item, b[index]));
  }
  return a === b || (typeof a === "boolean" ? Number(a) : a) === (typeof b === "boolean" ? Number(b) : b);
}
