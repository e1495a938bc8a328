/**
 * Which heap image a program begins from: the small one has the builtin types, the large one modules of the library as
 * well. That costs some milliseconds more, whether or not the program imports any; and it costs only time if the
 * choice is a bad one. The main isolate makes it, so nothing heavy is imported here.
 *
 * @module
 */
import type { Settings } from "./messages.ts";

/** Fields of `sys.flags` that make no difference for modules of the library when they are run. */
const HARMLESS: ReadonlySet<string> = new Set([
  "dont_write_bytecode",
  "ignore_environment",
  "inspect",
  "interactive",
  "isolated",
  "no_site",
  "no_user_site",
  "quiet",
  "safe_path",
]);

/** An import statement, as far as it names modules; what is in strings and comments counts, too. */
const IMPORTS = /\b(?:from[ \t]+([\w.]+)[ \t]*import|import[ \t]+([\w., \t]+))/g;
/** How programs import by other means than statements, or ask for what importlib makes. */
const OTHERWISE = /__import__|importlib|__(?:loader|spec)__/;

/** Whether a source seems to import more than some modules, which are native. */
export function importsLibrary(source: string, natives: readonly string[]): boolean {
  if (OTHERWISE.test(source)) return true;
  for (const [, package_, names] of source.matchAll(IMPORTS)) {
    for (const each of (package_ ?? names).split(",")) {
      const name = each.trim().split(/[\s.]/)[0];
      if ((name !== "" || package_ !== undefined) && !natives.includes(name)) return true;
    }
  }
  return false;
}

/** Bytes of a heap from which on the modules of the library take little of it. */
const LARGE_HEAP = 128 << 20;

/** Whether a program would be better off with modules of the library that are there already, and may have them. */
export function wantsLibrary(
  { program, python, reserveBytes }: Settings,
  natives: readonly string[],
): boolean {
  if (reserveBytes < LARGE_HEAP) return false;
  // Modules look at some flags, at `-X` and at `-W`, when they are run.
  const isPlain = python === undefined ||
    python.warnOptions.length === 0 && python.xOptions.length === 0 &&
      Object.entries(python.flags).every(([name, value]) => value === 0 || HARMLESS.has(name));
  if (!isPlain || !("source" in program)) return isPlain;
  const { source, bytes } = program;
  return importsLibrary(bytes === undefined ? source : new TextDecoder("latin1").decode(bytes), natives);
}
