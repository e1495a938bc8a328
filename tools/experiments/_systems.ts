/**
 * What experiments with several processes compare: Orochi's command under strategies, and CPython.
 *
 * @module
 */

/** A way to run a Python program. */
export interface System {
  readonly title: string;
  readonly command: string;
  /** What comes before the program's path. */
  readonly args: readonly string[];
}

const CLI = new URL("../../packages/runtime/cli.ts", import.meta.url).pathname;

/** Orochi's command under strategies. */
export function orochi(title: string, refcount: string, lock: string): System {
  const strategies = [`--refcount=${refcount}`, `--lock=${lock}`];
  return {
    title,
    command: Deno.execPath(),
    args: ["run", "-A", "--no-check", "--quiet", CLI, ...strategies],
  };
}

/** CPython, where the machine has one. */
export const CPYTHON: System = { title: "python3", command: "python3", args: [] };

/** Counts in objects, counts beside them, and CPython. */
export const SYSTEMS: readonly System[] = [
  orochi("biased", "biased", "object"),
  orochi("side", "side", "timeout"),
  CPYTHON,
];

/**
 * What a program prints, word by word as numbers; null where there is no such command.
 *
 * @throws {Error} If it fails, with what it wrote to standard error.
 */
export async function figuresOf(
  system: System,
  file: string,
  args: readonly string[],
): Promise<number[] | null> {
  try {
    const { code, stdout, stderr } = await new Deno.Command(system.command, {
      args: [...system.args, file, ...args],
      stdin: "null",
    }).output();
    if (code !== 0) {
      throw new Error(`${system.title}, ${args.join(" ")}: ${new TextDecoder().decode(stderr)}`);
    }
    return new TextDecoder().decode(stdout).trim().split(/\s+/).map(Number);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
