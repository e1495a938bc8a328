/**
 * Has a pool's Workers and processes die at random while they work; `deno task soak --processes` runs it for long.
 *
 * With `retry` every item has to have exactly one result. With `fail` every item is done at most once, and the items
 * of a call that did not fail exactly once. Workers end themselves; processes are killed from outside, at any moment.
 *
 * @module
 */
import { randomFrom } from "../../pickle/testdata/mutate.ts";
import { BrokenPoolError, Pool, processHost, workerHost } from "../mod.ts";

const work = import.meta.resolve("./work.ts");

/** What a call of the pool gave, and how often each item was begun. */
interface Calls {
  readonly results: unknown[] | undefined;
  readonly begun: readonly number[];
}

function check({ results, begun }: Calls, onWorkerDeath: "retry" | "fail"): void {
  results?.forEach((result, index) => {
    if (result !== index) throw new Error(`item ${index} has the result ${result}`);
    if (begun[index] === 0) throw new Error(`item ${index} has a result and was not done`);
  });
  if (results !== undefined && results.length !== begun.length) {
    throw new Error(`${begun.length} items have ${results.length} results`);
  }
  if (onWorkerDeath === "retry") return;
  const twice = begun.findIndex((count) => count > 1);
  if (twice >= 0) throw new Error(`item ${twice} was done ${begun[twice]} times`);
}

/** The results of a call; undefined if it failed since a Worker died, which only `fail` allows. */
async function attempt(
  call: Promise<unknown[]>,
  onWorkerDeath: "retry" | "fail",
): Promise<unknown[] | undefined> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof BrokenPoolError) || onWorkerDeath === "retry") throw error;
    return undefined;
  }
}

async function inWorkers(
  pool: Pool,
  length: number,
  chunkSize: number,
  onWorkerDeath: "retry" | "fail",
): Promise<Calls> {
  const memory = new SharedArrayBuffer(4 * length);
  const items = Array.from({ length }, (_, index) => [index, memory]);
  const results = await attempt(pool.starmap(work, "unlucky", items, { chunkSize }), onWorkerDeath);
  return { results, begun: [...new Int32Array(memory)] };
}

/** Whether a process is a child of this one: a number may have gone to another since. */
function isChild(pid: number): boolean {
  try {
    const fields = Deno.readTextFileSync(`/proc/${pid}/stat`).replace(/^.*\) /s, "").split(" ");
    return fields[0] !== "Z" && Number(fields[1]) === Deno.pid;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

async function inProcesses(
  pool: Pool,
  length: number,
  chunkSize: number,
  onWorkerDeath: "retry" | "fail",
  random: (below: number) => number,
): Promise<Calls> {
  const log = await Deno.makeTempFile();
  const lines = () =>
    Deno.readTextFileSync(log).split("\n").slice(0, -1).map((line) => line.split(" ").map(Number));
  try {
    const items = Array.from({ length }, (_, index) => [index, log]);
    let over = false;
    const call = attempt(pool.starmap(work, "logged", items, { chunkSize }), onWorkerDeath);
    const killing = (async () => {
      for (let left = 1 + random(4); left > 0 && !over; left--) {
        await new Promise((resolve) => setTimeout(resolve, random(400)));
        const workers = [...new Set(lines().map(([pid]) => pid))].filter(isChild);
        if (workers.length > 0) Deno.kill(workers[random(workers.length)], "SIGKILL");
      }
    })();
    const results = await call.finally(() => over = true);
    await killing;
    const begun = new Array(length).fill(0);
    for (const [, index] of lines()) begun[index]++;
    return { results, begun };
  } finally {
    await Deno.remove(log);
  }
}

/** What a round was like. */
export interface Round {
  readonly items: number;
  /** Whether work was lost, as the guarantee allows, and said to be. */
  readonly failed: boolean;
}

/**
 * One round: some items, and a pool whose Workers or processes die.
 *
 * @param random Numbers from 0 up to a bound.
 * @param processes Whether the pool has processes rather than Workers.
 * @throws {Error} If an item was lost or done twice where the guarantee forbids it.
 */
export async function round(
  random: (below: number) => number,
  processes: boolean,
  onWorkerDeath: "retry" | "fail",
): Promise<Round> {
  await using pool = new Pool(2, {
    host: processes ? processHost() : workerHost,
    onWorkerDeath,
    maxRetries: 1000,
  });
  const items = 1 + random(200), chunkSize = 1 + random(5);
  const calls = processes
    ? await inProcesses(pool, items, chunkSize, onWorkerDeath, random)
    : await inWorkers(pool, items, chunkSize, onWorkerDeath);
  check(calls, onWorkerDeath);
  return { items, failed: calls.results === undefined };
}

/**
 * Has some rounds, with Workers and processes and both guarantees in turn.
 *
 * @param seed Where the random numbers start; which Worker dies when is not theirs alone.
 * @throws {Error} As {@linkcode round}.
 */
export async function soak(rounds: number, seed: number): Promise<void> {
  const random = randomFrom(seed);
  for (let done = 0; done < rounds; done++) {
    await round(random, done % 4 === 3, done % 2 === 0 ? "retry" : "fail");
  }
}
