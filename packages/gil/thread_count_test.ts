import { assert, assertEquals } from "@std/assert";
import { exhaust } from "@orochi/interleave";
import { SINGLE, THREADS } from "./strategy.ts";
import { firstThread, noteIfAlone, oneMoreThread, oneThreadLess } from "./thread_count.ts";

const WORDS = Math.max(SINGLE, THREADS) + 1;

function newWords(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(WORDS * 4));
}

Deno.test("the first thread is alone, and counted once however often it begins", () => {
  const words = newWords();
  firstThread(words, Atomics);
  firstThread(words, Atomics);
  assertEquals([words[THREADS], words[SINGLE]], [1, 1]);
});

Deno.test("a second thread ends being alone before it runs, and a later first one doesn't bring it back", () => {
  const words = newWords();
  firstThread(words, Atomics);
  oneMoreThread(words, Atomics);
  firstThread(words, Atomics);
  assertEquals([words[THREADS], words[SINGLE]], [2, 0]);
});

Deno.test("who is left says that it is alone itself, at a point of its own", () => {
  const words = newWords();
  firstThread(words, Atomics);
  oneMoreThread(words, Atomics);
  noteIfAlone(words, Atomics);
  assertEquals(words[SINGLE], 0);
  oneThreadLess(words, Atomics);
  assertEquals(words[SINGLE], 0);
  noteIfAlone(words, Atomics);
  assertEquals([words[THREADS], words[SINGLE]], [1, 1]);
});

Deno.test("two threads that end at once leave none that says it is alone while both are counted", () => {
  const report = exhaust((words) => {
    firstThread(words, Atomics);
    oneMoreThread(words, Atomics);
    oneMoreThread(words, Atomics);
    return {
      threads: ["A", "B"].map((name) => ({
        name,
        run: ({ words, atomics }) => {
          noteIfAlone(words, atomics);
          oneThreadLess(words, atomics);
        },
      })),
      invariant: () => {
        if (words[SINGLE] === 1 && words[THREADS] > 1) throw new Error("single with several threads");
      },
      check: () => {
        if (words[THREADS] !== 1) throw new Error(`${words[THREADS]} threads`);
      },
    };
  }, { words: WORDS });
  assert(report.complete);
  assertEquals(report.failure, null);
});
