import { assertEquals } from "@std/assert";
import {
  allocateWords,
  deadlineAfter,
  handleOf,
  runSteps,
  runStepsAsync,
  timeLeft,
  wordsOf,
} from "./words.ts";

Deno.test("words lie at a place of eight bytes, and are the same through their handle", () => {
  for (const count of [1, 2, 3]) {
    const words = allocateWords(count);
    assertEquals([words.length, words.buffer.byteLength % 8], [count, 0]);
    wordsOf(handleOf(words), count)[count - 1] = 7;
    assertEquals(words[count - 1], 7);
  }
});

Deno.test("a handle of a part names the part", () => {
  const words = allocateWords(4);
  words[3] = 9;
  assertEquals(wordsOf(handleOf(words.subarray(2)), 2)[1], 9);
});

Deno.test("no time is left after a deadline, and always some without one", () => {
  assertEquals([timeLeft(deadlineAfter(-5)), timeLeft(deadlineAfter(Infinity))], [0, Infinity]);
});

Deno.test("steps go on until one has an outcome, whatever the word did meanwhile", async () => {
  for (const run of [runSteps, runStepsAsync]) {
    const words = allocateWords(1), seen: number[] = [];
    const done = await run(words, 0, Infinity, () => {
      seen.push(words[0]);
      // A value that the word no longer has: there is nothing to wait for.
      return words[0]++ < 3 ? -1 : true;
    });
    assertEquals([done, seen], [true, [0, 1, 2, 3]]);
  }
});

Deno.test("steps end when their time is over, and try at least once", async () => {
  for (const run of [runSteps, runStepsAsync]) {
    let tries = 0;
    assertEquals(await run(allocateWords(1), 0, 0, () => (tries++, 0)), false);
    assertEquals(tries > 0, true);
    assertEquals(await run(allocateWords(1), 0, 0, () => false), false);
  }
});

Deno.test("a waiter in the event loop is woken by a change", async () => {
  const words = allocateWords(1);
  const waiting = runStepsAsync(words, 0, Infinity, () => words[0] === 1 ? true : words[0]);
  words[0] = 1;
  Atomics.notify(words, 0);
  assertEquals(await waiting, true);
});
