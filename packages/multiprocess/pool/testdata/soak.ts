/**
 * Has a pool's Workers and processes die at random while they work:
 * `deno run -A packages/multiprocess/pool/testdata/soak.ts [SECONDS [SEED]]`, ten minutes by default.
 *
 * With `retry` every item has to have exactly one result. With `fail` every item is done at most once, and the items
 * of chunks that did not fail exactly once.
 *
 * @module
 */
import { randomFrom } from "../../pickle/testdata/mutate.ts";
import { BrokenPoolError, Pool, processHost, workerHost } from "../mod.ts";

const work = import.meta.resolve("./work.ts");

/** One round: some items, some of which end whoever does them. */
async function round(
  random: (below: number) => number,
  processes: boolean,
  onWorkerDeath: "retry" | "fail",
): Promise<void> {
  await using pool = new Pool(2, {
    host: processes ? processHost() : workerHost,
    onWorkerDeath,
    maxRetries: 1000,
  });
  const memory = new SharedArrayBuffer(4 * 200);
  const counts = new Int32Array(memory);
  const length = 1 + random(200);
  // Processes share no memory: they can't count, and what they return has to do.
  const shared = processes ? null : memory;
  const items = Array.from({ length }, (_, index) => [index, shared]);
  const chunkSize = 1 + random(5);
  let results: unknown[] | undefined;
  try {
    results = await pool.starmap(work, "unlucky", items, { chunkSize });
  } catch (error) {
    if (!(error instanceof BrokenPoolError) || onWorkerDeath === "retry") throw error;
  }
  if (results !== undefined) {
    results.forEach((result, index) => {
      if (result !== index) throw new Error(`item ${index} has the result ${result}`);
    });
  }
  if (onWorkerDeath === "fail") {
    counts.forEach((count, index) => {
      if (count > 1) throw new Error(`item ${index} was done ${count} times`);
    });
  }
}

/**
 * Has rounds for some time.
 *
 * @returns How many.
 * @throws At the first item that was lost or done twice.
 */
export async function soak(
  rounds: number,
  seconds: number,
  seed: number,
  withProcesses = true,
): Promise<number> {
  const random = randomFrom(seed);
  const end = performance.now() + 1000 * seconds;
  let done = 0;
  for (; done < rounds && performance.now() < end; done++) {
    await round(random, withProcesses && done % 4 === 3, done % 2 === 0 ? "retry" : "fail");
  }
  return done;
}

if (import.meta.main) {
  const seconds = Number(Deno.args[0] ?? 600);
  const rounds = await soak(Infinity, seconds, Number(Deno.args[1] ?? 1));
  console.log(`${rounds} rounds in ${seconds} s: nothing was lost or done twice`);
}
