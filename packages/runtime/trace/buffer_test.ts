import { assertEquals } from "@std/assert";
import { BLOCKS, newTraceMemory, OVER, readTrace, RECORDS, RUNS, TraceWriter, WAITS } from "./buffer.ts";

const memory = newTraceMemory();

/** Forgets everything: the memory is large, so all tests share it. */
function clear(): SharedArrayBuffer {
  new Int32Array(memory).fill(0);
  return memory;
}

Deno.test("a record lasts until the next one, the last until the end", () => {
  const writer = new TraceWriter(clear(), 1);
  writer.write(10, RUNS, 1);
  writer.write(15, WAITS, 1);
  assertEquals(readTrace(memory, 17), {
    stretches: [
      { slot: 1, ident: 1, state: RUNS, from: 10, to: 15 },
      { slot: 1, ident: 1, state: WAITS, from: 15, to: 17 },
    ],
    lost: 0,
  });
});

Deno.test("a slot is empty after a thread is over, until the next one begins", () => {
  const writer = new TraceWriter(clear(), 3);
  writer.write(1, RUNS, 5);
  writer.write(2, OVER, 5);
  writer.write(4, RUNS, 6);
  const { stretches } = readTrace(memory, 5);
  assertEquals(stretches.map(({ ident, from, to }) => [ident, from, to]), [[5, 1, 2], [6, 4, 5]]);
});

Deno.test("a thread has its ident before it knew it, and after", () => {
  const writer = new TraceWriter(clear(), 2);
  for (const [time, ident] of [[1, 0], [2, 7], [3, 0]]) writer.write(time, RUNS, ident);
  writer.write(4, OVER, 0);
  writer.write(5, RUNS, 0);
  writer.write(6, BLOCKS, 8);
  assertEquals(readTrace(memory, 7).stretches.map(({ ident }) => ident), [7, 7, 7, 8, 8]);
});

Deno.test("of too many records the last ones stay, and the others are counted as lost", () => {
  const writer = new TraceWriter(clear(), 1);
  for (let i = 0; i < RECORDS + 10; i++) writer.write(i, i % 2 === 0 ? RUNS : WAITS, 1);
  const { stretches, lost } = readTrace(memory, RECORDS + 10);
  assertEquals([stretches.length, lost, stretches[0].from], [RECORDS, 10, 10]);
});

Deno.test("a stretch of no time is left out", () => {
  const writer = new TraceWriter(clear(), 1);
  writer.write(5, RUNS, 1);
  writer.write(5, WAITS, 1);
  assertEquals(readTrace(memory, 5).stretches, []);
});
