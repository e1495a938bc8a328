/**
 * The command line of `orochi`, as data.
 *
 * @module
 */
import type { Settings } from "./messages.ts";

const HELP = `usage: orochi [options] FILE [args]         run a Python program
       orochi [options] -c CODE [args]      run CODE
       orochi [options] -m MODULE [args]    run a module found on sys.path
       orochi [options] - [args]            run what standard input holds
       orochi strategies                    list what --lock and --refcount can be
       orochi build [--remove]              make later starts quicker; or undo that
       orochi compare [options] FILE --lock A,B --refcount C,D [--repeat N]
                                            run a program under each allowed combination

options:
  --lock NAME       how the interpreter is guarded (default object): a name, or a
                    module such as ./mine.ts
  --refcount NAME   how references are counted (default biased): likewise
  --jit on|off      whether hot code is compiled (default on)
  --heap SIZE       address space for the heap: 64M to 4G (default 2G)
  --stats           when the program has ended, show time, locks and memory
  -X gil=0|1        without or with an interpreter lock, as PYTHON_GIL=0|1 in the
                    environment: --lock object --refcount biased, or
                    --lock timeout --refcount plain, where those are not given
  -X OPTION         others are accepted for python3's sake, and ignored
  -V, --version     print the version
  -h, --help        print this

Threads run in parallel unless the lock serialises them. Press Ctrl-C to raise
KeyboardInterrupt in the program.
`;
const VERSION = "Orochi 0.1.0 (Python 3.14)\n";

/** A command line that can't be: exit status 2. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** What `compare` is asked for. */
export interface CompareCommand {
  readonly kind: "compare";
  readonly locks: readonly string[];
  readonly refcounts: readonly string[];
  readonly repeat: number;
  /** The program; its strategies are replaced. */
  readonly settings: Settings;
}

/** What is to be done. */
export type Command =
  | { readonly kind: "say"; readonly text: string }
  | { readonly kind: "strategies" }
  | { readonly kind: "build"; readonly remove: boolean }
  | { readonly kind: "run"; readonly settings: Settings }
  | CompareCommand;

function parseSize(text: string): number {
  const match = /^(\d+)([KMG]?)$/i.exec(text);
  const bytes = match === null
    ? NaN
    : Number(match[1]) * 1024 ** ["", "k", "m", "g"].indexOf(match[2].toLowerCase());
  if (!(bytes >= 64 * 2 ** 20) || bytes > 2 ** 32) {
    throw new UsageError(`Cannot use --heap ${text} as the size must be from 64M to 4G`);
  }
  return Math.min(Math.ceil(bytes / 65536) * 65536, 2 ** 32 - 65536);
}

/** Modules are named relative to the current directory; every Worker must find the same one. */
function strategyName(name: string): string {
  if (/^[a-z]+:/.test(name)) return name;
  if (!/[/\\]|\.[jt]s$/.test(name)) return name;
  return new URL(name, `file://${Deno.cwd()}/`).href;
}

function readFile(file: string): string {
  try {
    return Deno.readTextFileSync(file);
  } catch (error) {
    const why = error instanceof Deno.errors.NotFound
      ? "[Errno 2] No such file or directory"
      : error instanceof Deno.errors.IsADirectory
      ? "[Errno 21] Is a directory"
      : error instanceof Deno.errors.PermissionDenied
      ? "[Errno 13] Permission denied"
      : error instanceof Error
      ? error.message
      : String(error);
    throw new UsageError(`can't open file '${file}': ${why}`);
  }
}

function readStandardInput(): string {
  const chunks: Uint8Array[] = [];
  const buffer = new Uint8Array(65536);
  for (let count = Deno.stdin.readSync(buffer); count !== null; count = Deno.stdin.readSync(buffer)) {
    chunks.push(buffer.slice(0, count));
  }
  const decoder = new TextDecoder();
  return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join("") + decoder.decode();
}

/** Everything that options can set. */
interface Options {
  /** "" if not given, as `refcount`. */
  lock: string;
  refcount: string;
  /** What -X gil says. */
  gil: string | null;
  jit: boolean;
  heap: number;
  stats: boolean;
  repeat: number;
}

type Program = Pick<Settings, "program" | "argv" | "path">;

function parseBuild(args: readonly string[]): Command {
  const unknown = args.find((arg) => arg !== "--remove");
  if (unknown !== undefined) throw new UsageError(`unexpected argument: ${unknown}\n${TRY_HELP}`);
  return { kind: "build", remove: args.length > 0 };
}

/** Reads a command line; its program's source too, unless a Worker has to look for it. */
export function parseCommand(args: readonly string[]): Command {
  const comparing = args[0] === "compare";
  const options: Options = {
    lock: comparing ? "timeout,object" : "",
    refcount: comparing ? "plain,atomic,biased" : "",
    gil: null,
    jit: true,
    heap: 2 ** 31,
    stats: false,
    repeat: 1,
  };
  let program: Program | null = null;
  let at = comparing ? 1 : 0;
  const value = (option: string): string => {
    if (++at >= args.length) throw new UsageError(`argument expected for the ${option} option\n${TRY_HELP}`);
    return args[at];
  };
  for (; at < args.length; at++) {
    const arg = args[at];
    if (arg === "-h" || arg === "--help") return { kind: "say", text: HELP };
    if (arg === "-V" || arg === "--version") return { kind: "say", text: VERSION };
    if (arg === "strategies" && at === 0) return { kind: "strategies" };
    if (arg === "build" && at === 0) return parseBuild(args.slice(1));
    if (readOption(arg, value, options, comparing)) continue;
    if (program === null) {
      program = readProgram(arg, value, args, () => at);
      if (!comparing) break;
    } else throw new UsageError(`unexpected argument: ${arg}\n${TRY_HELP}`);
  }
  if (program === null) throw new UsageError(`no program given\n${TRY_HELP}`);
  const [lock, refcount] = defaultStrategies(options.gil ?? Deno.env.get("PYTHON_GIL") ?? "");
  const settings: Settings = {
    lock: strategyName(options.lock || lock),
    refcount: strategyName(options.refcount || (options.lock === "" ? refcount : "biased")),
    jit: options.jit,
    reserveBytes: options.heap,
    stats: options.stats || comparing,
    ...program,
  };
  if (!comparing) return { kind: "run", settings };
  const names = (list: string) => list.split(",").map((name) => strategyName(name.trim()));
  return {
    kind: "compare",
    locks: names(options.lock),
    refcounts: names(options.refcount),
    repeat: options.repeat,
    settings,
  };
}

const TRY_HELP = "Try 'orochi --help' for more information.";

function readOption(
  arg: string,
  value: (option: string) => string,
  options: Options,
  comparing: boolean,
): boolean {
  const equals = arg.startsWith("--") ? arg.indexOf("=") : -1;
  const name = equals < 0 ? arg : arg.slice(0, equals);
  const argument = () => equals < 0 ? value(name) : arg.slice(equals + 1);
  switch (name) {
    case "--lock":
      options.lock = argument();
      return true;
    case "--refcount":
      options.refcount = argument();
      return true;
    case "--heap":
      options.heap = parseSize(argument());
      return true;
    case "--stats":
      options.stats = true;
      return true;
    case "--jit": {
      const wanted = argument();
      if (wanted !== "on" && wanted !== "off") {
        throw new UsageError(`Cannot use --jit ${wanted} as it must be on or off`);
      }
      options.jit = wanted === "on";
      return true;
    }
    case "-X":
      readExtra(value(name), options);
      return true;
    case "--repeat": {
      if (!comparing) return false;
      const text = argument();
      options.repeat = Number(text);
      if (!/^[1-9]\d{0,3}$/.test(text)) {
        throw new UsageError(`Cannot use --repeat ${text} as it must be a number from 1 to 9999`);
      }
      return true;
    }
  }
  if (!/^-X./.test(arg)) return false;
  readExtra(arg.slice(2), options);
  return true;
}

/** An option of -X. */
function readExtra(text: string, options: Options): void {
  const match = /^gil(?:=(.*))?$/.exec(text);
  if (match !== null) options.gil = match[1] ?? "";
  if (match !== null && options.gil === "") throw new UsageError('-X gil must be "0" or "1"');
}

/** The lock and the counting that PYTHON_GIL or -X gil mean. */
function defaultStrategies(gil: string): readonly [lock: string, refcount: string] {
  if (gil !== "" && gil !== "0" && gil !== "1") {
    throw new UsageError('PYTHON_GIL and -X gil must be "0" or "1"');
  }
  return gil === "1" ? ["timeout", "plain"] : ["object", "biased"];
}

function readProgram(
  arg: string,
  value: (option: string) => string,
  args: readonly string[],
  at: () => number,
): Program {
  const rest = () => args.slice(at() + 1);
  if (arg === "-c") {
    const source = value(arg);
    return { program: { source, filename: "<string>" }, argv: ["-c", ...rest()], path: [""] };
  }
  if (arg === "-m") {
    const module = value(arg);
    return { program: { module }, argv: [module, ...rest()], path: [""] };
  }
  if (arg === "-") {
    return {
      program: { source: readStandardInput(), filename: "<stdin>" },
      argv: ["-", ...rest()],
      path: [""],
    };
  }
  if (arg.startsWith("-")) throw new UsageError(`unknown option ${arg}\n${TRY_HELP}`);
  const slash = arg.lastIndexOf("/");
  return {
    program: { source: readFile(arg), filename: arg },
    argv: [arg, ...rest()],
    path: [slash < 0 ? "" : arg.slice(0, slash)],
  };
}
