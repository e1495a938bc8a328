/**
 * Tests that run every program of `golden/` under a combination of strategies, interpreted and compiled: output, exit
 * status and traceback are CPython's, and the heap is whole afterwards. Expected outputs are data, written by
 * `golden/regenerate.ts`. The combinations are spread over test files, which run side by side.
 */
import { assertEquals } from "@std/assert";
import { checkHeap, type HeapMemory } from "@orochi/heap";
import {
  checkCounts,
  DenoHost,
  LOCKS,
  makeImage,
  PRELOADED,
  REFCOUNTS,
  runProgram,
  runProgramInWorkers,
  type Settings,
} from "@orochi/runtime";
import type { Vm } from "@orochi/vm";
import { assemble } from "@orochi/runtime";
import type { HostError } from "@orochi/vm";

const folder = new URL("./golden/", import.meta.url);

/** Keeps what a program writes. */
class CapturingHost extends DenoHost {
  readonly written: Record<number, string> = { 1: "", 2: "" };
  readonly #decoder = new TextDecoder();
  override write(fd: number, bytes: Uint8Array, position?: number): HostError | null {
    if (fd > 2) return super.write(fd, bytes, position);
    this.written[fd] += this.#decoder.decode(bytes);
    return null;
  }
  override isTerminal(): boolean {
    return false;
  }
}

function programs(at: URL, prefix = ""): string[] {
  // What begins with an underscore is for the programs beside it to import.
  return Array.from(Deno.readDirSync(at)).filter((entry) => !entry.name.startsWith("_")).flatMap((entry) =>
    entry.isDirectory
      ? programs(new URL(`${entry.name}/`, at), `${prefix}${entry.name}/`)
      : entry.name.endsWith(".py")
      ? [prefix + entry.name.slice(0, -3)]
      : []
  ).sort();
}

/** The folder that a program lies in. */
function pathOf(name: string): string {
  return new URL(name.replace(/[^/]*$/, "") || ".", folder).pathname.replace(/\/$/, "");
}

function expected(name: string, ending: string): string | null {
  try {
    return Deno.readTextFileSync(new URL(`${name}${ending}`, folder));
  } catch {
    return null;
  }
}

function allowed(refcount: string, lock: string): boolean {
  try {
    assemble(refcount, lock, 64 << 20);
    return true;
  } catch {
    return false;
  }
}

/** Everything interpreted, and everything compiled at its second call or round. */
const TIERS = [["interpreted", false], ["compiled", { functionThreshold: 2, loopThreshold: 2 }]] as const;

/** Tracebacks name the file by its path; the data by its base name. */
function normalise(text: string): string {
  return text.replace(/File "[^"]*\/([^"/]+)"/g, 'File "$1"');
}

type Jit = Settings["jit"];

/** What a program wrote, and how it ended. */
export interface Ending {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The heap is whole, and every object counts the references that there are to it. */
function check(memory: HeapMemory, vm: Vm): void {
  checkHeap(memory);
  assertEquals(checkCounts(vm), null);
}

/** What every run of a program has. */
function optionsOf(name: string, lock: string, refcount: string, jit: Jit) {
  return { refcount, lock, reserveBytes: 256 << 20, argv: [name], path: [pathOf(name)], jit };
}

let libraryImage: Uint8Array | null = null;

/**
 * The image that a program begins from: with the library, as builds have it for the default strategies, where the
 * program is compiled; none, so that it runs what it imports, everywhere else.
 */
function imageFor(lock: string, refcount: string, jit: Jit): Uint8Array | undefined {
  const isDefault = lock === SPREAD[0][0] && refcount === SPREAD[0][1];
  return isDefault && jit !== false ? libraryImage ??= makeImage(refcount, lock, PRELOADED) : undefined;
}

/** Runs a program in this thread. */
export function runHere(name: string, source: string, lock: string, refcount: string, jit: Jit): Ending {
  const host = new CapturingHost(), image = imageFor(lock, refcount, jit);
  const options = { ...optionsOf(name, lock, refcount, jit), host, image, inspect: check };
  const status = runProgram({ ...options, source, filename: `${name}.py` });
  return { status, stdout: host.written[1], stderr: host.written[2] };
}

/** For programs whose first line is `# alone`: they wait for any child of their process, so it is theirs alone. */
async function runAlone(
  name: string,
  source: string,
  lock: string,
  refcount: string,
  jit: Jit,
): Promise<Ending> {
  const runner = new URL("./golden_alone.ts", import.meta.url).pathname;
  const args = [
    "run",
    "-A",
    "--no-check",
    "--quiet",
    runner,
    JSON.stringify([name, source, lock, refcount, jit]),
  ];
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), { args }).output();
  assertEquals([code, new TextDecoder().decode(stderr)], [0, ""]);
  return JSON.parse(new TextDecoder().decode(stdout));
}

/** For programs whose first line is `# threads`. */
async function runInWorkers(
  name: string,
  source: string,
  lock: string,
  refcount: string,
  jit: Jit,
): Promise<Ending> {
  const capture = { stdout: Deno.makeTempFileSync(), stderr: Deno.makeTempFileSync() };
  const options = { ...optionsOf(name, lock, refcount, jit), capture, check: true };
  try {
    const result = await runProgramInWorkers({ ...options, program: { source, filename: `${name}.py` } });
    assertEquals([result.refusal, result.heapError], [null, null]);
    const [stdout, stderr] = [capture.stdout, capture.stderr].map((path) => Deno.readTextFileSync(path));
    return { status: result.status, stdout, stderr };
  } finally {
    for (const path of Object.values(capture)) Deno.removeSync(path);
  }
}

/** Locks that differ from `timeout` only where threads meet: programs with threads, compiled, show what is new in them. */
const VARIANTS = ["tick", "priority", "adaptive"];

/** How a program asks, in its first line, to be run. */
function isMarked(source: string, mark: "threads" | "alone"): boolean {
  return source.startsWith(`# ${mark}\n`);
}

function isThreaded(name: string): boolean {
  return isMarked(Deno.readTextFileSync(new URL(`${name}.py`, folder)), "threads");
}

function runnerFor(source: string): typeof runInWorkers | typeof runHere {
  if (isMarked(source, "threads")) return runInWorkers;
  return isMarked(source, "alone") ? runAlone : runHere;
}

/** A lock and a counting strategy. */
export type Combination = readonly [lock: string, refcount: string];

/** Combinations with a test file of their own; `golden_others_test.ts` has the rest. */
export const SPREAD: readonly Combination[] = [
  ["object", "biased"],
  ["object", "atomic"],
  ["timeout", "plain"],
  ["timeout", "biased"],
];

/** All combinations that are not refused. */
export function allowedCombinations(): Combination[] {
  return Object.keys(LOCKS).flatMap((lock) =>
    Object.keys(REFCOUNTS).filter((refcount) => allowed(refcount, lock)).map((
      refcount,
    ): Combination => [lock, refcount])
  );
}

/** Programs after which the engine is asked to collect: it does not know how large their heaps are, and lets them lie. */
const PROGRAMS_A_COLLECTION = 20;
let programsRun = 0;

function collectNowAndThen(): void {
  // There with --expose-gc, which the task has.
  if (++programsRun % PROGRAMS_A_COLLECTION === 0) (globalThis as { gc?: () => void }).gc?.();
}

function testProgram(name: string, [lock, refcount]: Combination, tier: string, jit: Jit): void {
  Deno.test(`${name} under ${lock} and ${refcount}, ${tier}`, async () => {
    const source = Deno.readTextFileSync(new URL(`${name}.py`, folder));
    collectNowAndThen();
    const found = await runnerFor(source)(name, source, lock, refcount, jit);
    assertEquals(found.stdout, expected(name, ".out"));
    const error = expected(name, ".err");
    assertEquals(normalise(found.stderr), normalise(error ?? ""));
    assertEquals(found.status, error === null ? 0 : 1);
  });
}

/** A number for a name, to spread programs by. */
function spread(name: string): number {
  let hash = 0;
  for (const char of name) hash = Math.imul(hash, 31) + char.charCodeAt(0) | 0;
  return hash >>> 0;
}

/** Programs that run for seconds, most of them in the compiler's hands: under the default strategies and one more. */
const LONG: ReadonlySet<string> = new Set([
  "algorithms/number_theory",
  "array/codes_and_ranges",
  "ast/trees",
  "code/dis_shapes",
  "code/tokenize_source",
  "collections/library",
  "collections/named_tuples",
  "config/ini_files",
  "csv/dialects_and_errors",
  "csv/reading_writing",
  "ctypes/subclasses_and_callbacks",
  "dataclasses/basics",
  "decimal/arithmetic",
  "exceptions/chaining_forms",
  "exceptions/traceback_texts",
  "functools/caches_and_dispatch",
  "functools/partial_and_methods",
  "gc/automatic",
  "gc/unraisable_hook",
  "imports/namespaces_and_archives",
  "json/encoders_and_hooks",
  "json/reading",
  "json/separators_and_subclasses",
  "json/writing",
  "language/match_in_depth",
  "language/match_shapes",
  "language/numbers_tower",
  "natives/code_positions",
  "natives/zlib_streams",
  "pickle/hooks",
  "pickle/round_trips",
  "pickle/streams",
  "programs/inventory",
  "programs/matrix",
  "programs/scheme",
  "programs/shapes",
  "programs/text_report",
  "re/flags_and_scoped_flags",
  "re/groups_and_conditionals",
  "re/matching",
  "re/methods",
  "re/scanning_positions",
  "re/substitution_callbacks",
  "syntax/syntax_warnings",
  "sys/importing",
  "text/shlex_fnmatch_textwrap",
  "threads/frames",
  "time/formatting_and_parsing",
  "xml/libraries",
]);

/** Whether all programs are to run under all combinations. */
const ALL = Deno.env.get("OROCHI_GOLDEN") === "all";

/**
 * Under the default strategies every program runs, two of three compiled and the others interpreted. Of the other
 * combinations each runs a ninth of the programs, half of these compiled, so that every program meets several; with
 * OROCHI_GOLDEN=all in the environment each runs all of them in both tiers.
 */
function isWanted(name: string, [lock, refcount]: Combination, tier: string): boolean {
  if (VARIANTS.includes(lock) && (refcount !== "plain" || tier !== "compiled" || !isThreaded(name))) {
    return false;
  }
  if (ALL) return true;
  if (lock === "object" && refcount === "biased") {
    return (tier === "interpreted") === (spread(name) % 3 === 0);
  }
  const compiled = tier === "compiled", number = spread(name + lock + refcount) % 18;
  if (LONG.has(name)) {
    return lock === "timeout" && refcount === "plain" && (number % 2 === 1) === compiled;
  }
  // Atomic counts are the same instructions for every object: the emitters' conformance tests have them.
  if (refcount === "atomic") return !compiled && number < 2;
  return VARIANTS.includes(lock) ? number < 2 : number === (compiled ? 1 : 0);
}

/** Registers the tests of one combination. */
export function testPrograms(combination: Combination): void {
  for (const name of programs(folder)) {
    for (const [tier, jit] of TIERS) {
      if (isWanted(name, combination, tier)) testProgram(name, combination, tier, jit);
    }
  }
}

/** Strategies that the corpus is spread over, each program under one of those of the other kind that go with them. */
const SHARED: ReadonlySet<string> = new Set(["side", "deferred", "buffered", "tracing", "subsystem"]);

/** Which strategy the combination shares the programs out for, with others that have it; undefined for none. */
function sharedBy([lock, refcount]: Combination): string | undefined {
  return [refcount, lock].find((name) => SHARED.has(name));
}

/** Whether the programs are shared out over the combinations with the same strategy. */
export function hasShare(combination: Combination): boolean {
  return sharedBy(combination) !== undefined;
}

/** Programs that show when an object dies: not for strategies under which that is later than its last reference goes. */
const PROMPT: ReadonlySet<string> = new Set([
  // A bytearray can't be resized while a view of it is there.
  "_slow/asyncio_network",
  "async/async_generators",
  "async/hooks_and_origins",
  "bytes/memory_views",
  "bytes/memoryview_slices",
  "collections/library",
  "exceptions/finally_and_returns",
  "functools/lru_threads",
  "generators/close_and_throw_matrix",
  "generators/deep_chains",
  "generators/yield_from",
  "language/finally_flows",
  "jit/deaths_of_containers",
  "jit/looks_into",
  "jit/deaths_of_instances",
  "jit/deaths_of_tracebacks",
  "jit/exceptions_that_pass",
  "memory/finalised_at_exit",
  "memory/finaliser_order",
  "memory/finalisers",
  "memory/weak_references",
  "programs/events",
  "threads/left_behind",
  "threads/simple_queue",
  "gc/unraisable_hook",
  "code/frame_locals",
  "warnings/builtins",
  "weakref/native_types",
  "threads/looked_into",
]);

/**
 * Programs that count what a collection finds: more where it finds all garbage and not only cycles, less where what a
 * thread had in hand a moment ago is kept.
 */
const COUNTING: ReadonlySet<string> = new Set([
  "gc/cycles_of_containers",
  "gc/finalisers",
  "gc/module",
  "gc/threads",
]);

/** Whether a program prints the same under two strategies, however late objects die there. */
export function suits(name: string, lock: string, refcount: string): boolean {
  const { exactDeath, traced } = assemble(refcount, lock, 64 << 20).rc.constraints;
  return !(!exactDeath && PROMPT.has(name) || traced === true && COUNTING.has(name));
}

/**
 * Registers each program under one of the combinations of one of the shared strategies, in one tier; with OROCHI_GOLDEN=all
 * in the environment, of each of them.
 */
export function testShares(combinations: readonly Combination[]): void {
  const shared = [...Map.groupBy(combinations, sharedBy)];
  for (const [index, [strategy, sharing]] of shared.entries()) {
    for (const name of programs(folder)) {
      if (!ALL && (LONG.has(name) || spread(name) % shared.length !== index)) continue;
      const number = spread(`${name} ${strategy}`), [lock, refcount] = sharing[number % sharing.length];
      if (!suits(name, lock, refcount)) continue;
      const [tier, jit] = TIERS[Math.floor(number / sharing.length) % TIERS.length];
      testProgram(name, [lock, refcount], tier, jit);
    }
  }
}

/** Registers programs that import so much that they run under one combination only, as they are run by default. */
export function testSlowPrograms(combination: Combination): void {
  const at = new URL("_slow/", folder);
  for (const name of programs(at)) testProgram(`_slow/${name}`, combination, "by default", true);
}
