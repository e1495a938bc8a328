/**
 * Runs CPython's own test modules in Orochi, each method by itself, and keeps the tables of what passed.
 *
 * @module
 */
import { join } from "node:path";
import { StrategyError } from "@orochi/runtime";
import { eachLock } from "../../tools/combinations.ts";
import {
  cells,
  countFates,
  failureLine,
  failureLines,
  formatCauses,
  formatModules,
  parseFailure,
  parseModules,
  parseReasons,
  reasonOf,
  total,
  versionOf,
} from "./results.ts";
import type { Fate, MethodResult, ModuleRow } from "./results.ts";

const HELP = `Runs test modules of CPython's \`test\` package in Orochi.

  deno task cpython [MODULE...] [options]

MODULE is a name (test_dict, test_free_threading.test_dict), a name and the beginning of methods
(test_dict:DictTest.test_get), or @language, @library, @threads: the lists beside this file. Without one, all of the
first two.

  --save          put the results of the modules into results/ (of 3.14's tests: results/3.14/)
  --show          print each method that did not pass, and why
  --jobs N        modules at once (default 1)
  --timeout S     seconds a method may take (default 20)
  --limit S       seconds a module may take (default 600); what has not run by then is one error
  --lock NAME     under another lock of the interpreter; its tables are in a folder of that name beside the others
  --cli FILE      the cli.ts of another checkout (default: this one's)
  --lib DIR       directory of the test package (default: where Debian and python.org put it)
  --python FILE   run them with this Python instead, to compare
`;

const HERE = import.meta.dirname!;
const PLACES = ["3.14", "3.13", "3.12", "3.11"].flatMap((version) =>
  ["/usr/lib", "/usr/local/lib", "/opt/homebrew/lib"].map((prefix) => `${prefix}/python${version}/test`)
);
/** A cause without the folder of the interpreter or of temporary files: the tables are the same on every machine. */
function withoutFolders(cause: string): string {
  return cause.replace(/\/[^\s'"]*\/(?:[0-9a-f]{16}|orochi_cpython_\w*)(?:\/(?=python)|$)/g, "");
}

/** The cause of what a module had no time for. */
const LATE = "0 Timeout: the module took too long, what follows has not run";
/** How often a driver is looked after, in milliseconds. */
const LOOK_MS = 250;
/** Seconds that a module may take to be imported, beyond the time of a method: the machine may be busy. */
const IMPORT_SECONDS = 240;

interface Options {
  modules: string[];
  /** Modules that were named one by one: they run even if they are not there. */
  named: Set<string>;
  save: boolean;
  show: boolean;
  jobs: number;
  timeout: number;
  limit: number;
  /** A lock strategy, with the cheapest counting that it allows; null for the default ones. */
  lock: string | null;
  /** What the command line says of it. */
  lockOptions: string[];
  cli: string;
  lib: string | null;
  python: string | null;
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

function readText(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

function readList(name: string): string[] {
  const lines = Deno.readTextFileSync(join(HERE, `${name}.txt`)).split("\n");
  return lines.filter((line) => line !== "" && !line.startsWith("#"));
}

/** What chooses a lock, with the cheapest counting that it allows. */
function lockOptions(lock: string): string[] {
  return ["--lock", lock, "--refcount", eachLock([lock])[0].refcount];
}

function parseOptions(args: readonly string[]): Options {
  const options: Options = {
    modules: [],
    named: new Set(),
    save: false,
    show: false,
    jobs: 1,
    timeout: 20,
    limit: 600,
    lock: null,
    lockOptions: [],
    cli: join(HERE, "../../packages/runtime/cli.ts"),
    lib: null,
    python: null,
  };
  for (let at = 0; at < args.length; at++) {
    const arg = args[at];
    const value = () => {
      if (++at === args.length) throw new Error(`Cannot read ${arg} as no value follows it`);
      return args[at];
    };
    if (arg === "--save") options.save = true;
    else if (arg === "--show") options.show = true;
    else if (arg === "--jobs") options.jobs = Number(value());
    else if (arg === "--timeout") options.timeout = Number(value());
    else if (arg === "--limit") options.limit = Number(value());
    else if (arg === "--lock") options.lockOptions = lockOptions(options.lock = value());
    else if (arg === "--cli") options.cli = value();
    else if (arg === "--lib") options.lib = value();
    else if (arg === "--python") options.python = value();
    else if (arg === "--help" || arg === "-h") {
      console.log(HELP);
      Deno.exit(0);
    } else if (arg.startsWith("-")) {
      throw new Error(`Cannot take ${arg} as there is no such option: see --help`);
    } else if (arg.startsWith("@")) options.modules.push(...readList(arg.slice(1)));
    else {
      options.modules.push(arg);
      options.named.add(arg);
    }
  }
  if (options.modules.length === 0) options.modules.push(...readList("language"), ...readList("library"));
  return options;
}

/** Whether the test package has a module, `test_dict` or `test_asyncio.test_queues`. */
function isModule(lib: string, module: string): boolean {
  const path = join(lib, ...module.split("."));
  return isFile(`${path}.py`) || isFile(join(path, "__init__.py"));
}

/** What a driver has written so far. */
interface Progress {
  readonly results: MethodResult[];
  /** The method that has begun and not ended. */
  readonly running: string | null;
  readonly ended: boolean;
}

function readProgress(file: string): Progress {
  const results: MethodResult[] = [];
  let running: string | null = null;
  let ended = false;
  for (const line of readText(file).split("\n")) {
    const [word, method, cause] = line.split("\t");
    if (word === "start") running = method;
    else if (word === "end") ended = true;
    else if (word !== "") {
      results.push({ method, fate: word as Fate, cause: withoutFolders(cause ?? "") });
      running = null;
    }
  }
  return { results, running, ended };
}

/** Ends processes that a driver has left behind: those that are still in its folder. They hold its streams open. */
function endLeftovers(directory: string): void {
  let processes: Iterable<Deno.DirEntry> = [];
  try {
    processes = Deno.readDirSync("/proc");
  } catch {
    // Not on this system.
  }
  for (const { name } of processes) {
    if (!/^\d+$/.test(name)) continue;
    try {
      if (Deno.readLinkSync(`/proc/${name}/cwd`) === directory) Deno.kill(Number(name), "SIGKILL");
    } catch {
      // Over already, or somebody else's.
    }
  }
}

/**
 * Starts the driver on what is left of a module; returns how it ended badly, or null.
 *
 * @param deadline When the module has to be done, in milliseconds since 1970.
 */
async function drive(
  options: Options,
  lib: string,
  target: string,
  file: string,
  directory: string,
  deadline: number,
): Promise<string | null> {
  const [module, limit] = target.split(":");
  const python = join(directory, "python");
  const orochi = [Deno.execPath(), "run", "-A", "--no-check", options.cli, ...options.lockOptions];
  Deno.writeTextFileSync(python, `#!/bin/sh\nexec ${orochi.map((word) => `"${word}"`).join(" ")} "$@"\n`, {
    mode: 0o755,
  });
  const changes = join(HERE, `changes_${versionOf(lib)}.tsv`);
  const driver = [join(HERE, "driver.py"), lib, module, file, isFile(changes) ? changes : "", limit ?? ""];
  const [program, ...args] = [...(options.python === null ? orochi : [options.python]), ...driver];
  const temporary = join(directory, "tmp");
  Deno.mkdirSync(temporary, { recursive: true });
  const child = new Deno.Command(program, {
    args,
    cwd: directory,
    // What sys.executable is, for tests that start another Python; and where they leave what they do not remove.
    env: { OROCHI_TEST_PYTHON: python, TMPDIR: temporary },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let hung = false;
  let size = -1;
  let since = Date.now();
  const watch = setInterval(() => {
    let now = 0;
    try {
      now = Deno.statSync(file).size;
    } catch {
      // Nothing written yet.
    }
    if (now !== size) [size, since] = [now, Date.now()];
    const importing = now === 0 || readProgress(file).running === null;
    if (
      Date.now() < deadline &&
      Date.now() - since < (options.timeout + (importing ? IMPORT_SECONDS : 0)) * 1000
    ) return;
    hung = true;
    try {
      endLeftovers(directory);
      child.kill("SIGKILL");
    } catch {
      // It has just ended by itself.
    }
  }, LOOK_MS);
  child.status.then(() => endLeftovers(directory));
  const { code, signal, stderr } = await child.output();
  clearInterval(watch);
  if (hung) return Date.now() < deadline ? `0 Timeout: more than ${options.timeout} s` : LATE;
  if (readProgress(file).ended) return null;
  const words =
    new TextDecoder().decode(stderr).trim().split("\n").filter((line) => !/^\s+at /.test(line)).at(-1) ?? "";
  return `0 Crash: ${signal ?? `status ${code}`}: ${words.replaceAll("\t", " ").slice(0, 160)}`;
}

/** Runs a module, in as many processes as its crashes and hangs ask for. */
async function runModule(options: Options, lib: string, target: string): Promise<MethodResult[]> {
  const directory = Deno.makeTempDirSync({ prefix: "orochi_cpython_" });
  const file = join(directory, "fates");
  const deadline = Date.now() + options.limit * 1000;
  try {
    for (;;) {
      const bad = await drive(options, lib, target, file, directory, deadline);
      if (bad === null) break;
      const { running } = readProgress(file);
      Deno.writeTextFileSync(file, `errored\t${running ?? "<module>"}\t${bad}\n`, { append: true });
      if (running === null || bad === LATE) break;
    }
    return readProgress(file).results;
  } finally {
    Deno.removeSync(directory, { recursive: true });
  }
}

function save(version: string, lock: string | null, results: ReadonlyMap<string, MethodResult[]>): void {
  const reasons = parseReasons(readText(join(HERE, "reasons.tsv")), version);
  const folder = join(HERE, "results", version === "3.14" ? version : "", lock ?? "");
  Deno.mkdirSync(folder, { recursive: true });
  const table = join(folder, "modules.md");
  const list = join(folder, "failures.tsv");
  const rows = new Map<string, ModuleRow>(parseModules(readText(table)).map((row) => [row.module, row]));
  const failures = readText(list).split("\n").filter((line) =>
    line !== "" && !results.has(line.split("\t")[0])
  );
  for (const [module, methods] of results) {
    rows.set(module, countFates(module, methods, reasons));
    failures.push(...failureLines(module, methods, reasons));
  }
  const all = failures.map((line) => parseFailure(line, reasons));
  const sorted = [...rows.values()].sort((a, b) => a.module < b.module ? -1 : 1).map((row) => ({
    ...row,
    kept: all.filter(({ module, reason }) => module === row.module && reason !== null).length,
  }));
  const sections = [
    { title: "The language and the builtins", modules: readList("language") },
    { title: "Threads in parallel", modules: readList("threads") },
    { title: "The library", modules: readList("library") },
  ].filter(({ modules }) => modules.some((module) => rows.has(module)));
  const listed = new Set(sections.flatMap(({ modules }) => modules));
  sections.at(-1)?.modules.push(...[...rows.keys()].filter((module) => !listed.has(module)));
  Deno.writeTextFileSync(table, formatModules(sorted, sections));
  Deno.writeTextFileSync(list, all.map(failureLine).sort().join("\n") + "\n");
  const causes = [
    "# Why methods of CPython's tests do not pass",
    "",
    "Written by `deno task cpython --save`, the most frequent cause first. Each method: [failures.tsv](failures.tsv).",
    ...sections.flatMap(({ title, modules }) =>
      formatCauses(title, all.filter(({ module }) => modules.includes(module)))
    ),
  ];
  Deno.writeTextFileSync(join(folder, "causes.md"), causes.join("\n") + "\n");
}

async function main(): Promise<number> {
  const options = parseOptions(Deno.args);
  const lib = options.lib ?? PLACES.find((place) => isFile(join(place, "test_dict.py")));
  if (lib === undefined) {
    console.error(
      "Cannot find the test package: install libpython3.11-testsuite, or name its directory with --lib",
    );
    return 2;
  }
  const version = versionOf(lib);
  const reasons = parseReasons(readText(join(HERE, "reasons.tsv")), version);
  const results = new Map<string, MethodResult[]>();
  const rows: ModuleRow[] = [];
  const queue = options.modules.filter((target) => options.named.has(target) || isModule(lib, target));
  const work = async () => {
    for (let target = queue.shift(); target !== undefined; target = queue.shift()) {
      const started = Date.now();
      const methods = await runModule(options, lib, target);
      const module = target.split(":")[0];
      const row = countFates(module, methods, reasons);
      rows.push(row);
      if (target === module) results.set(module, methods);
      const [, run, passed, share, failed, errored, kept, skipped] = cells(row);
      const seconds = ((Date.now() - started) / 1000).toFixed(0);
      console.log(
        `${module}: ${passed} of ${run} passed (${share}%), ${failed} failed, ${errored} errored (${kept} with a reason), ` +
          `${skipped} skipped, ${seconds} s`,
      );
      if (options.show) {
        for (const { method, fate, cause } of methods) {
          if (fate === "passed" || fate === "skipped") continue;
          const reason = reasonOf(reasons, module, method);
          console.log(`  ${method}: ${cause}${reason === null ? "" : ` (${reason})`}`);
        }
      }
      if (options.save && target === module) save(version, options.lock, new Map([[module, methods]]));
    }
  };
  await Promise.all(Array.from({ length: options.jobs }, work));
  const sum = cells(total(rows));
  console.log(`all: ${sum[2]} of ${sum[1]} passed (${sum[3]}%)`);
  return 0;
}

if (import.meta.main) {
  try {
    Deno.exit(await main());
  } catch (error) {
    if (!(error instanceof StrategyError)) throw error;
    console.error(error.message);
    Deno.exit(2);
  }
}
