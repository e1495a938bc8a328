/**
 * `deno task soak`: runs programs with threads over and over on Workers, under changing strategies, with a check of the
 * heap after each run, for as long as wanted; or pools of processes whose workers are killed.
 *
 * @module
 */
import { PIECES } from "@orochi/gil";
import { LOCKS, REFCOUNTS } from "@orochi/runtime";
import { suits } from "../tests/golden_programs.ts";
import { isAllowed } from "./combinations.ts";
import { progress } from "./runs.ts";
import { runAlone } from "./soak_one.ts";
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
    const wrong = await runAlone({ program: program.pathname, lock, refcount, compiled });
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
