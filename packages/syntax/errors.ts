/**
 * The errors of this package, in CPython's words.
 *
 * @module
 */

/** A source that is no Python: what CPython raises as SyntaxError or one of its subclasses. */
export class PythonSyntaxError extends Error {
  /** Name of this class; CPython's is `type`. */
  override name = "PythonSyntaxError";
  /** More source might have made it right: the end was reached while something was open. */
  incomplete = false;
  /** Its text has no newline, as that of errors of CPython's tokenizer. */
  bare = false;
  /** What a warning says, where the source is only warned of, and other words are used for it. */
  warning: string | null = null;

  /**
   * Made by `parse` and `check`.
   *
   * @param type Name of the exception class.
   * @param message Its message, in CPython's words.
   * @param lineno Line, from 1.
   * @param offset Column in characters, from 1.
   * @param endLineno Line of the end; -1 where none is known.
   * @param endOffset Column of the end, from 1.
   * @param text The source line.
   */
  constructor(
    readonly type: "SyntaxError" | "IndentationError" | "TabError" | "_IncompleteInputError",
    message: string,
    readonly lineno: number,
    readonly offset: number,
    readonly endLineno: number,
    readonly endOffset: number,
    readonly text: string,
  ) {
    super(message);
  }
}
