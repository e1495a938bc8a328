/**
 * Reads damaged pickles: `deno run -A packages/multiprocess/pickle/testdata/fuzz.ts [COUNT [SEED]]`, a million by
 * default. Says how many could be read, the longest time for one, and the largest heap seen.
 *
 * @module
 */
import { dumps } from "../pickler.ts";
import { build, readCases } from "./described.ts";
import { attempt, mutate, randomFrom } from "./mutate.ts";

const count = Number(Deno.args[0] ?? 1_000_000);
const seed = Number(Deno.args[1] ?? 1);
const random = randomFrom(seed);
const pickles: Uint8Array[] = [];
for (const { value, streams } of await readCases()) {
  streams.forEach((stream, protocol) => stream !== null && pickles.push(dumps(build(value), { protocol })));
}

let values = 0, slowest = 0, heap = 0;
for (let i = 0; i < count; i++) {
  const bytes = mutate(pickles[random(pickles.length)], random);
  const start = performance.now();
  if (attempt(bytes) === "value") values++;
  slowest = Math.max(slowest, performance.now() - start);
  if (i % 10_000 === 0) heap = Math.max(heap, Deno.memoryUsage().heapUsed);
}
console.log(
  `${count} damaged pickles from seed ${seed}: ${values} could be read, ${count - values} were refused`,
);
console.log(`slowest ${slowest.toFixed(1)} ms, largest heap ${(heap / 2 ** 20).toFixed(0)} MiB`);
