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
 * Checks a tree that {@linkcode parse} gave, before it is compiled.
 *
 * @param source What was parsed, for the error's text and columns; null where there is none.
 * @param namesOnly Only what symbol tables show: which names are bound how.
 * @param warn Takes what is allowed but hardly meant, as the error that it would be.
 * @throws {PythonSyntaxError}
 */
export function check(
  module: ModuleNode,
  source: string | null,
  namesOnly = false,
  warn: (error: PythonSyntaxError) => void = () => {},
): void {
  const describe = (message: string, at: Located): PythonSyntaxError => {
    const lines = source?.split("\n");
    const line = (number: number): string => lines?.[number - 1] ?? "";
    const column = (number: number, bytes: number): number =>
      lines === undefined ? bytes + 1 : characters(line(number), bytes) + 1;
    return new PythonSyntaxError(
      "SyntaxError",
      message,
      at.lineno,
      column(at.lineno, at.col_offset),
      at.end_lineno,
      column(at.end_lineno, at.end_col_offset),
      line(at.lineno),
    );
  };
  const fail = (message: string, at: Located): never => {
    throw describe(message, at);
  };
  checkNames(module, fail);
  if (!namesOnly) checkPlaces(module, fail, (message, at) => warn(describe(message, at)));
}

/** Characters in the first `bytes` UTF-8 bytes of a line. */
function characters(line: string, bytes: number): number {
  let at = 0;
  let count = 0;
  for (const char of line) {
    if (at >= bytes) break;
    const code = char.codePointAt(0)!;
    at += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    count++;
  }
  return count;
}
