/**
 * Whether the machine has a real Python to talk to.
 *
 * @module
 */

/** How it is called. */
export const PYTHON = "python3";

/** Whether it is there. */
export function hasPython(): boolean {
  try {
    return new Deno.Command(PYTHON, { args: ["-c", ""] }).outputSync().success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
