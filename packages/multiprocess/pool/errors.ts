/**
 * How a pool reports what went wrong in its Workers.
 *
 * @module
 */
import type { RemoteError } from "./messages.ts";

/** A Worker died with work that it had taken: Python's `BrokenProcessPool`. */
export class BrokenPoolError extends Error {
  /**
   * A pool that lost work.
   *
   * @param message Which work, and why.
   */
  constructor(message: string) {
    super(message);
    this.name = "BrokenPoolError";
  }
}

/** The cause of an error that a Worker threw: its stack there. */
export class RemoteTraceback extends Error {
  /**
   * A stack as an error.
   *
   * @param stack The stack in the Worker.
   */
  constructor(stack: string) {
    super(stack);
    this.name = "RemoteTraceback";
  }
}

const STANDARD: ReadonlyMap<string, new (message: string, options: ErrorOptions) => Error> = new Map([
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
].map((constructor) => [constructor.name, constructor]));

/**
 * An error like the one that was thrown in a Worker: of the same class, if that is a standard one, else with the same
 * name. Its `cause` has the Worker's stack.
 */
export function revive({ name, message, stack }: RemoteError): Error {
  const error = new (STANDARD.get(name) ?? Error)(message, { cause: new RemoteTraceback(stack) });
  if (error.name !== name) {
    Object.defineProperty(error, "name", { value: name, configurable: true, writable: true });
  }
  return error;
}
