/**
 * `deno task soak`: runs programs with threads over and over on Workers, under changing strategies, with a check of the
 * heap after each run, for as long as wanted; or pools of processes whose workers are killed.
 *
 * @module
 */
import { PIECES } from "@orochi/gil";
import { askForReport, InternalError, LOCKS, REFCOUNTS, Supervisor } from "@orochi/runtime";
import { suits } from "../tests/golden_programs.ts";
import { isAllowed } from "./combinations.ts";
import { progress } from "./runs.ts";
import { soakProcesses } from "./soak_processes.ts";

const USAGE = `usage: deno task soak [options] [NAME...]

Runs the programs of tests/golden that have threads, those whose path contains one of the names, in an order
and under strategies drawn at random, compares what they print and checks the heap after each run. With --processes,
pools of Workers and processes whose workers are killed at random: of TypeScript, ProcessPoolExecutor, Pool.

options:
  --minutes N    for so long (default 10)
  --seed N       where the random numbers start (default: the time)
  --lock NAME    only this lock, by its name without options
  --subsets      only the subsystem lock, with every subset of its pieces under the big lock
  --processes    pools instead of the programs, those whose kind contains one of the names ("spawn", "TypeScript")
  -h, --help     print this`;

const GOLDEN = new URL("../tests/golden/", import.meta.url);
/** A run that takes longer than this hangs, in milliseconds. */
const PATIENCE_MS = 60_000;
/** How long it has to say what its threads do, in milliseconds. */
const REPORT_MS = 3000;

/** Programs that begin with "# threads", by path. */
function programs(folder: URL, found: URL[] = []): URL[] {
  for (const entry of Deno.readDirSync(folder)) {
    const at = new URL(entry.isDirectory ? `${entry.name}/` : entry.name, folder);
    if (entry.isDirectory) programs(at, found);
    else if (entry.name.endsWith(".py") && Deno.readTextFileSync(at).startsWith("# threads")) found.push(at);
  }
  return found;
}

/** Numbers from 0 up to a bound, the same for the same seed (xorshift). */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** The subsystem lock with each subset of its pieces split off, the others under the big lock. */
function subsetsOf(pieces: readonly string[]): string[] {
  return Array.from({ length: 1 << pieces.length }, (_, bits) => {
    const kept = pieces.filter((_, i) => (bits >> i & 1) !== 0);
    return kept.length === 0 ? "subsystem" : `subsystem:${kept.join(",")}`;
  });
}

/** Runs a program once; what was wrong, or null. */
async function runOnce(
  program: URL,
  lock: string,
  refcount: string,
  compiled: boolean,
): Promise<string | null> {
  const capture = { stdout: Deno.makeTempFileSync(), stderr: Deno.makeTempFileSync() };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const supervisor = new Supervisor({
    lock,
    refcount,
    jit: compiled ? { functionThreshold: 2, loopThreshold: 2 } : false,
    reserveBytes: 512 << 20,
    argv: [program.pathname],
    path: [new URL(".", program).pathname.slice(0, -1)],
    program: { source: Deno.readTextFileSync(program), filename: program.pathname },
    capture,
    check: true,
  });
  try {
    const hang = new Promise<"hangs">((resolve) => timer = setTimeout(() => resolve("hangs"), PATIENCE_MS));
    const result = await Promise.race([supervisor.result, hang]);
    if (result === "hangs" && supervisor.memory !== null) {
      askForReport(supervisor.memory);
      await new Promise((resolve) => setTimeout(resolve, REPORT_MS));
    }
    const [stdout, stderr] = [capture.stdout, capture.stderr].map((path) => Deno.readTextFileSync(path));
    if (result === "hangs") {
      return `it hangs; until then it wrote:\n${stdout}${
        supervisor.memory === null ? "Its main thread's Worker has not made a heap." : stderr
      }`;
    }
    const wanted = Deno.readTextFileSync(program.pathname.replace(/py$/, "out"));
    if (result.heapError !== null) return `the heap: ${result.heapError}`;
    if (result.status !== 0) return `status ${result.status}: ${stderr}`;
    return stdout === wanted ? null : `other output:\n${stdout}`;
  } catch (error) {
    if (error instanceof InternalError) return error.message;
    throw error;
  } finally {
    clearTimeout(timer);
    supervisor.terminate();
    for (const path of Object.values(capture)) Deno.removeSync(path);
  }
}

async function main(args: string[]): Promise<number> {
  let minutes = 10, seed = Date.now() % 1e9, only = "", subsets = false, processes = false;
  const names: string[] = [];
  while (args.length > 0) {
    const option = args.shift() as string;
    if (option === "-h" || option === "--help") {
      console.log(USAGE);
      return 0;
    } else if (option === "--minutes") minutes = Number(args.shift());
    else if (option === "--seed") seed = Number(args.shift());
    else if (option === "--lock") only = args.shift() ?? "";
    else if (option === "--subsets") subsets = true;
    else if (option === "--processes") processes = true;
    else names.push(option);
  }
  if (processes && minutes > 0 && Number.isInteger(seed)) {
    console.log(`${minutes} minutes, seed ${seed}`);
    return await soakProcesses(minutes, randomNumbers(seed), names);
  }
  const files = programs(GOLDEN).filter(({ pathname }) =>
    names.length === 0 || names.some((name) => pathname.includes(name))
  );
  const known = only === "" || Object.hasOwn(LOCKS, only);
  if (!(minutes > 0) || !Number.isInteger(seed) || files.length === 0 || !known) {
    console.error(USAGE);
    return 2;
  }
  const random = randomNumbers(seed);
  const locks = (subsets ? subsetsOf(PIECES) : [...Object.keys(LOCKS), "subsystem:all"]).filter((lock) =>
    only === "" || lock.split(":")[0] === only
  );
  const pairs = locks.flatMap((lock) =>
    Object.keys(REFCOUNTS).filter((refcount) => isAllowed(lock, refcount)).map((refcount) => [lock, refcount])
  );
  console.log(`${files.length} programs, ${pairs.length} combinations, ${minutes} minutes, seed ${seed}`);
  const end = performance.now() + minutes * 60_000;
  let runs = 0, failures = 0;
  while (performance.now() < end) {
    const program = files[random(files.length)], [lock, refcount] = pairs[random(pairs.length)];
    if (!suits(program.pathname.slice(GOLDEN.pathname.length, -".py".length), lock, refcount)) continue;
    const compiled = random(2) === 1;
    const title = `${program.pathname.slice(GOLDEN.pathname.length)} under ${lock} + ${refcount}${
      compiled ? ", compiled" : ""
    }`;
    progress(`${runs + 1}: ${title}`);
    const wrong = await runOnce(program, lock, refcount, compiled);
    runs++;
    if (wrong === null) continue;
    failures++;
    progress("");
    console.error(`run ${runs}, ${title}: ${wrong}`);
  }
  progress("");
  console.log(`${runs} runs, ${failures} failed`);
  return failures === 0 ? 0 : 1;
}

if (import.meta.main) Deno.exit(await main([...Deno.args]));
