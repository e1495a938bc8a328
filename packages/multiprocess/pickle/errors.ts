/**
 * The errors of the pickle format, with the names and messages that CPython gives them.
 *
 * @module
 */

/**
 * An error that CPython would raise as one of its builtin exceptions.
 *
 * `name` is the exception's Python name (`"ValueError"`, `"EOFError"`, ...), so that a caller can tell kinds apart
 * without a class for each.
 */
export class PythonError extends Error {
  /** Where in the value it happened, innermost first, as CPython 3.14 notes it: `when serializing list item 3`. */
  readonly notes: string[] = [];

  /**
   * An exception under Python's name.
   *
   * @param name Python's name of the exception.
   * @param message CPython's message.
   */
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** What went wrong is about pickling: the parent of {@linkcode PicklingError} and {@linkcode UnpicklingError}. */
export class PickleError extends PythonError {
  /**
   * Something about a pickle that went wrong.
   *
   * @param message CPython's message.
   */
  constructor(message: string, name = "PickleError") {
    super(name, message);
  }
}

/** A value that has no pickle. */
export class PicklingError extends PickleError {
  /**
   * A value that was refused.
   *
   * @param message What cannot be pickled and why.
   */
  constructor(message: string) {
    super(message, "PicklingError");
  }
}

/** Bytes that are no pickle, are cut off, or ask for what the reader's policy forbids. */
export class UnpicklingError extends PickleError {
  /**
   * Bytes that were refused.
   *
   * @param message CPython's message where it has one.
   */
  constructor(message: string) {
    super(message, "UnpicklingError");
  }
}

/** The input ended where an opcode had to start. */
export class EOFError extends PythonError {
  /**
   * An input that was at its end.
   *
   * @param message CPython's message.
   */
  constructor(message = "Ran out of input") {
    super("EOFError", message);
  }
}

/** Values nested deeper than the limit. */
export class RecursionError extends PythonError {
  /**
   * A nesting that was too deep.
   *
   * @param message CPython's message.
   */
  constructor(message: string) {
    super("RecursionError", message);
  }
}

/** Reading would take more memory than the limit allows. */
export class MemoryLimitError extends PythonError {
  /**
   * A limit that was reached.
   *
   * @param message The limit, in words.
   */
  constructor(message: string) {
    super("MemoryError", message);
  }
}
