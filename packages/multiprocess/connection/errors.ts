/**
 * What goes wrong between two processes.
 *
 * @module
 */
import { PythonError } from "../pickle/errors.ts";

/** The other side does not know the key, or speaks another protocol. */
export class AuthenticationError extends PythonError {
  /**
   * An authentication that failed.
   *
   * @param message CPython's message.
   */
  constructor(message: string) {
    super("AuthenticationError", message);
  }
}

/** A message is larger than the receiver said it may be. */
export class BufferTooShort extends PythonError {
  /**
   * A message that was refused for its size.
   *
   * @param message What did not fit.
   */
  constructor(message: string) {
    super("BufferTooShort", message);
  }
}

/** A connection that is closed, broken or used in the wrong direction: Python's `OSError`. */
export class ConnectionError extends PythonError {
  /**
   * A connection that can't be used.
   *
   * @param message CPython's message where it has one.
   * @param options The cause, if the system gave one.
   */
  constructor(message: string, options?: { cause?: unknown }) {
    super("OSError", message);
    if (options?.cause !== undefined) this.cause = options.cause;
  }
}
