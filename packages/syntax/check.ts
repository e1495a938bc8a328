/**
 * Errors that only a whole tree shows.
 *
 * @module
 */
import type { Located, ModuleNode } from "./ast.ts";
import { checkNames } from "./check_names.ts";
import { checkPlaces } from "./check_places.ts";
import { PythonSyntaxError } from "./errors.ts";

/**
 * Checks a tree that {@linkcode parse} gave, before it is compiled. Its errors have no text, and columns in bytes of
 * UTF-8, as those of CPython's compiler.
 *
 * @param namesOnly Only what symbol tables show: which names are bound how.
 * @param warn Takes what is allowed but hardly meant, as the error that it would be.
 * @param awaits Whether `await` and the like may stand outside functions.
 * @throws {PythonSyntaxError}
 */
export function check(
  module: ModuleNode,
  namesOnly = false,
  warn: (error: PythonSyntaxError) => void = () => {},
  awaits = false,
): void {
  const describe = (message: string, at: Located): PythonSyntaxError =>
    new PythonSyntaxError(
      "SyntaxError",
      message,
      at.lineno,
      at.col_offset + 1,
      at.end_lineno,
      at.end_col_offset + 1,
      "",
    );
  const fail = (message: string, at: Located): never => {
    throw describe(message, at);
  };
  checkNames(module, fail);
  if (!namesOnly) checkPlaces(module, fail, (message, at) => warn(describe(message, at)), awaits);
}
