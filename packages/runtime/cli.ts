/**
 * `orochi`: runs Python programs.
 *
 * @module
 */
import { DenoHost } from "./deno_host.ts";
import { runProgram } from "./program.ts";
import { describeStrategies, StrategyError } from "./strategies.ts";
import { LockError } from "@orochi/gil";

const HELP = `usage: orochi [options] FILE [args] | -c CODE [args] | - [args] | strategies

Runs a Python program.

options:
  -c CODE           run CODE
  -                 run what standard input holds
  --lock NAME       how the interpreter is guarded (default object)
  --refcount NAME   how references are counted (default biased)
  --heap SIZE       address space for the heap: 64M to 4G (default 2G)
  -V, --version     print the version
  -h, --help        print this
`;

/** A command line that can't be: exit status 2. */
class UsageError extends Error {}

function parseSize(text: string): number {
  const match = /^(\d+)([KMG]?)$/i.exec(text);
  const bytes = match === null ? NaN : Number(match[1]) * 1024 ** ["", "k", "m", "g"].indexOf(match[2].toLowerCase());
  if (!(bytes >= 64 * 2 ** 20) || bytes > 2 ** 32) {
    throw new UsageError(`Cannot use --heap ${text} as the size must be from 64M to 4G`);
  }
  return Math.min(Math.ceil(bytes / 65536) * 65536, 2 ** 32 - 65536);
}

function main(args: readonly string[]): number {
  const options = { lock: "object", refcount: "biased", heap: 2 ** 31 };
  let at = 0;
  const value = (option: string): string => {
    if (++at >= args.length) throw new UsageError(`Argument expected for the ${option} option`);
    return args[at];
  };
  const host = new DenoHost();
  const run = (source: string, filename: string, argv: readonly string[], path: string): number =>
    runProgram({ ...options, reserveBytes: options.heap, source, filename, argv, path: [path], host });
  for (; at < args.length; at++) {
    const arg = args[at];
    if (arg === "-h" || arg === "--help") return say(HELP);
    if (arg === "-V" || arg === "--version") return say("Orochi 0.1.0 (Python 3.14)\n");
    if (arg === "--lock") options.lock = value(arg);
    else if (arg === "--refcount") options.refcount = value(arg);
    else if (arg === "--heap") options.heap = parseSize(value(arg));
    else if (arg === "-c") {
      const code = value(arg);
      return run(code, "<string>", ["-c", ...args.slice(at + 1)], "");
    } else if (arg === "-") {
      return run(readAll(), "<stdin>", args.slice(at), "");
    } else if (arg.startsWith("-")) throw new UsageError(`Unknown option: ${arg}`);
    else if (arg === "strategies") return say(`${describeStrategies().join("\n")}\n`);
    else return runFile(arg, args.slice(at), run);
  }
  throw new UsageError("No program given");
}

function runFile(
  file: string,
  argv: readonly string[],
  run: (source: string, filename: string, argv: readonly string[], path: string) => number,
): number {
  let source: string;
  try {
    source = Deno.readTextFileSync(file);
  } catch (error) {
    const why = error instanceof Deno.errors.NotFound ? "No such file or directory" : error instanceof Error ? error.message : String(error);
    console.error(`orochi: can't open file '${file}': ${why}`);
    return 2;
  }
  const slash = file.lastIndexOf("/");
  return run(source, file, argv, slash < 0 ? "" : file.slice(0, slash));
}

function say(text: string): number {
  Deno.stdout.writeSync(new TextEncoder().encode(text));
  return 0;
}

function readAll(): string {
  const chunks: Uint8Array[] = [];
  const buffer = new Uint8Array(65536);
  for (let count = Deno.stdin.readSync(buffer); count !== null; count = Deno.stdin.readSync(buffer)) chunks.push(buffer.slice(0, count));
  const decoder = new TextDecoder();
  return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join("") + decoder.decode();
}

if (import.meta.main) {
  try {
    Deno.exit(main(Deno.args));
  } catch (error) {
    if (error instanceof UsageError) console.error(`orochi: ${error.message}\nTry 'orochi --help' for more information.`);
    else if (error instanceof StrategyError || error instanceof LockError) console.error(`orochi: ${error.message}`);
    else throw error;
    Deno.exit(2);
  }
}
