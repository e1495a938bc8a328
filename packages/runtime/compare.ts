/**
 * `orochi compare`: one program under several combinations of strategies, and a table of what each cost.
 *
 * @module
 */
import type { CompareCommand } from "./command_line.ts";

/** Runs the combinations and shows the table; returns the exit status. */
export function compare(_command: CompareCommand): Promise<number> {
  return Promise.reject(new Error("not yet"));
}
