/**
 * The command line of `orochi`, as data.
 *
 * @module
 */
import { commandHelp } from "./command_help.ts";
import { dedent } from "./dedent.ts";
import { type Combination, PARALLEL, SERIAL } from "./default_strategies.ts";
import type { Settings } from "./messages.ts";
import { NoMainError, readProgramFile, wholePath } from "./program_file.ts";
import { OptionError, PythonOptions, type PythonSettings } from "./python_options.ts";

const HELP = `usage: orochi [options] FILE [args]         run a Python program
       orochi [options] -c CODE [args]      run CODE
       orochi [options] -m MODULE [args]    run a module found on sys.path
       orochi [options] - [args]            run what standard input holds
       orochi [options]                     the same; from a terminal, statement by statement
       orochi strategies                    list what --lock and --refcount can be
       orochi explain [NAME...]             which operations of builtins are atomic, and how
       orochi build [--remove]              make later starts quicker, as the first program
                                            does in the background; or undo that
       orochi compare [options] FILE --lock A,B --refcount C,D [--repeat N]
                                            run a program under each allowed combination
       orochi --sandbox [--allow-read=PATH ...] [options] ...
                                            run a program that may touch only what the
                                            flags name: --allow- and --deny- read,
                                            write, net, env, run, sys, ffi, as Deno's

options:
  --lock NAME       how the interpreter is guarded (default object): a name, after a colon
                    perhaps its options (timeout:io-hold), or a module such as ./mine.ts
  --refcount NAME   how references are counted (default biased): likewise
  --native FILE     a native module of your own (may be repeated): see the README
  --jit on|off      whether hot code is compiled (default on)
  --jit-threshold N compile functions called and loops gone round so often
  --dump-wasm FUNC  write a function's WebAssembly to standard error when it is
                    compiled, with its Python lines
  --heap SIZE       address space for the heap: 64M to 4G (default 2G)
  --stats           when the program has ended, show time, locks and memory
  --trace FILE      note when each thread runs, waits for the lock, is parked, does I/O
                    and collects: as JSON for Perfetto in FILE and as a picture in
                    FILE.svg, or the picture alone where FILE ends so
  --deadlock-report tell who waits for what, with tracebacks: when all threads wait
                    for each other, and on SIGQUIT (Ctrl-\\)
  -X gil=0|1        without or with an interpreter lock, as PYTHON_GIL=0|1 in the
                    environment: --lock object --refcount biased, or
                    --lock timeout --refcount plain, where those are not given
  -V, --version     print the version
  -h, --help        print this

options as of python3:
  -i                go on with statements from standard input after the program
  -q                no version and copyright where statements are asked for
  -O, -OO           without assert statements; without docstrings too
  -W FILTER         what becomes of warnings: action:message:category:module:lineno
  -X OPTION         dev, utf8, int_max_str_digits=N, warn_default_encoding; others are
                    in sys._xoptions only
  -u                standard output and standard error keep nothing back
  -x                skip the first line of the program
  -E, -I            without PYTHON... variables; without these, the program's folder
                    and the user's modules
  -P, -s, -S        without the program's folder, the user's modules, module site
  -b, -B, -d, -v    for sys.flags

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

/** What is to be told of a program while it runs. */
export interface Watch {
  /** File for a trace of its threads; "" for none. */
  readonly trace: string;
  /** Whether threads that wait for each other are reported. */
  readonly deadlockReport: boolean;
}

/** `orochi build`. */
export interface BuildCommand {
  readonly kind: "build";
  /** Undo it. */
  readonly remove: boolean;
  /** Others are to go first: nobody waits for it. */
  readonly background: boolean;
}

/** What is to be done. */
export type Command =
  | { readonly kind: "say"; readonly text: string }
  | { readonly kind: "strategies" }
  | BuildCommand
  | { readonly kind: "run"; readonly settings: Settings; readonly watch: Watch }
  | { readonly kind: "explain"; readonly names: readonly string[] }
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

/** Why a program can't be read, in CPython's words. */
function reasonOf(error: unknown): string {
  if (error instanceof Deno.errors.NotFound) return "[Errno 2] No such file or directory";
  if (error instanceof Deno.errors.PermissionDenied) return "[Errno 13] Permission denied";
  if (error instanceof Deno.errors.NotADirectory) return "[Errno 20] Not a directory";
  return error instanceof Error ? error.message : String(error);
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
  /** Files of native modules. */
  readonly natives: string[];
  jit: boolean;
  /** What --jit-threshold and --dump-wasm say. */
  jitOptions: { functionThreshold?: number; loopThreshold?: number; dump?: string };
  heap: number;
  stats: boolean;
  trace: string;
  deadlockReport: boolean;
  repeat: number;
  readonly python: PythonOptions;
}

type Program = Pick<Settings, "program" | "argv" | "path">;

function parseBuild(args: readonly string[]): Command {
  const unknown = args.find((arg) => arg !== "--remove" && arg !== "--background");
  if (unknown !== undefined) throw new UsageError(`unexpected argument: ${unknown}\n${TRY_HELP}`);
  return { kind: "build", remove: args.includes("--remove"), background: args.includes("--background") };
}

function parseStrategies(args: readonly string[]): Command {
  if (args.length > 0) throw new UsageError(`unexpected argument: ${args[0]}\n${TRY_HELP}`);
  return { kind: "strategies" };
}

/** Reads a command line; its program's source too, unless a Worker has to look for it. */
export function parseCommand(args: readonly string[]): Command {
  const help = commandHelp(args);
  if (help !== null) return { kind: "say", text: help };
  const comparing = args[0] === "compare";
  const options: Options = {
    lock: comparing ? "timeout,object" : "",
    refcount: comparing ? "plain,atomic,biased" : "",
    gil: null,
    natives: [],
    jit: true,
    jitOptions: {},
    heap: 2 ** 31,
    stats: false,
    trace: "",
    deadlockReport: false,
    repeat: 1,
    python: new PythonOptions(),
  };
  let program: Program | null = null;
  let at = comparing ? 1 : 0;
  const value = (option: string): string => {
    if (++at >= args.length) throw new UsageError(`argument expected for the ${option} option\n${TRY_HELP}`);
    return args[at];
  };
  for (; at < args.length; at++) {
    const arg = args[at];
    if (arg === "--help") return { kind: "say", text: HELP };
    if (arg === "--version") return { kind: "say", text: VERSION };
    if (arg === "strategies" && at === 0) return parseStrategies(args.slice(1));
    if (arg === "explain" && at === 0) return { kind: "explain", names: args.slice(1) };
    if (arg === "build" && at === 0) return parseBuild(args.slice(1));
    if (readOption(arg, value, options, comparing)) continue;
    if (program !== null) throw new UsageError(`unexpected argument: ${arg}\n${TRY_HELP}`);
    const found = readWord(arg, value, options, () => args.slice(at + 1));
    if (found === null) continue;
    if ("kind" in found) return found;
    program = found;
    if (!comparing) break;
  }
  if (program === null) {
    if (comparing) throw new UsageError(`no program given\n${TRY_HELP}`);
    program = { program: { standardInput: true }, argv: [""], path: [""] };
  }
  if (comparing && "standardInput" in program.program) {
    program = { ...program, program: { source: readStandardInput(), filename: "<stdin>" } };
  }
  const gil = options.gil ?? variable("PYTHON_GIL") ?? "";
  const [lock, refcount] = defaultStrategies(gil);
  const settings: Settings = {
    lock: strategyName(options.lock || lock),
    refcount: strategyName(options.refcount || (options.lock === "" ? refcount : PARALLEL[1])),
    jit: options.jit && Object.keys(options.jitOptions).length > 0 ? options.jitOptions : options.jit,
    reserveBytes: options.heap,
    stats: options.stats || comparing,
    ...options.natives.length > 0 && { natives: { addresses: options.natives, parallel: gil === "0" } },
    ...program,
    path: searchPath(program.path, options.python, variable),
    python: pythonSettings(options.python, args),
  };
  if (!comparing) return { kind: "run", settings, watch: options };
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
    case "--native":
      options.natives.push(strategyName(argument()));
      return true;
    case "--heap":
      options.heap = parseSize(argument());
      return true;
    case "--stats":
      options.stats = true;
      return true;
    case "--trace":
      options.trace = argument();
      return true;
    case "--deadlock-report":
      options.deadlockReport = true;
      return true;
    case "--jit": {
      const wanted = argument();
      if (wanted !== "on" && wanted !== "off") {
        throw new UsageError(`Cannot use --jit ${wanted} as it must be on or off`);
      }
      options.jit = wanted === "on";
      return true;
    }
    case "--jit-threshold": {
      const text = argument(), threshold = Number(text);
      if (!/^[1-9]\d{0,8}$/.test(text)) {
        throw new UsageError(`Cannot use --jit-threshold ${text} as it must be a number of at least 1`);
      }
      options.jitOptions.functionThreshold = options.jitOptions.loopThreshold = threshold;
      return true;
    }
    case "--dump-wasm":
      options.jitOptions.dump = argument();
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
  return false;
}

/** A variable of the environment, if it may be read without asking. */
function variable(name: string): string | undefined {
  const granted = Deno.permissions.querySync({ name: "env", variable: name }).state === "granted";
  return granted ? Deno.env.get(name) : undefined;
}

/** `sys.path` but for the library: the program's folder, then PYTHONPATH's, from the root (as `site` makes them). */
function searchPath(
  own: readonly string[],
  options: PythonOptions,
  environment: (name: string) => string | undefined,
): readonly string[] {
  const given = options.has("ignore_environment") ? "" : environment("PYTHONPATH") ?? "";
  const safe = options.has("safe_path") || (environment("PYTHONSAFEPATH") ?? "") !== "";
  const folders = given === "" ? [] : given.split(":").map(wholePath);
  return [...new Set([...safe ? [] : own, ...folders])];
}

function pythonSettings(options: PythonOptions, args: readonly string[]): PythonSettings {
  try {
    return options.settings(variable, ["orochi", ...args]);
  } catch (error) {
    throw error instanceof OptionError ? new UsageError(error.message) : error;
  }
}

/** The lock and the counting that PYTHON_GIL or -X gil mean. */
function defaultStrategies(gil: string): Combination {
  if (gil !== "" && gil !== "0" && gil !== "1") {
    throw new UsageError('PYTHON_GIL and -X gil must be "0" or "1"');
  }
  return gil === "1" ? SERIAL : PARALLEL;
}

/** A word that is no option of Orochi's own: Python's options (null), what to say, or the program. */
function readWord(
  arg: string,
  value: (option: string) => string,
  options: Options,
  rest: () => readonly string[],
): Program | Command | null {
  if (arg === "-") return { program: { standardInput: true }, argv: ["-", ...rest()], path: [""] };
  if (arg.startsWith("--")) throw new UsageError(`unknown option ${arg}\n${TRY_HELP}`);
  if (!arg.startsWith("-")) return readProgram(arg, options, rest());
  const word = options.python.read(arg, value);
  switch (word.kind) {
    case "options":
      return null;
    case "gil":
      options.gil = word.text;
      if (word.text === "") throw new UsageError('-X gil must be "0" or "1"');
      return null;
    case "help":
      return { kind: "say", text: HELP };
    case "version":
      return { kind: "say", text: VERSION };
    case "unknown":
      throw new UsageError(`unknown option -${word.letter}\n${TRY_HELP}`);
    case "command": {
      const program = { source: dedent(word.text), filename: "<string>", isCommand: true };
      return { program, argv: ["-c", ...rest()], path: [""] };
    }
    case "module":
      return { program: { module: word.text }, argv: [word.text, ...rest()], path: [Deno.cwd()] };
  }
}

/** The program in a file, a folder or an archive. */
function readProgram(file: string, options: Options, rest: readonly string[]): Program {
  try {
    return { ...readProgramFile(file, options.python.skipFirstLine), argv: [file, ...rest] };
  } catch (error) {
    if (error instanceof NoMainError) throw new UsageError(error.message);
    throw new UsageError(`can't open file '${wholePath(file)}': ${reasonOf(error)}`);
  }
}
