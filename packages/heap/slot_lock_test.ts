import { assert, assertEquals, assertMatch } from "@std/assert";
import { type Model, randomWalk, type Scenario, type ThreadHandle, verify } from "@orochi/interleave";
import { importMutant } from "@orochi/interleave/mutant";
import * as own from "./slot_lock.ts";

/** The lock, a count that it guards, and whether the last holder has been found to be gone. */
const LOCK = 0, COUNT = 1;

type Locks = Pick<typeof own, "lockWord" | "unlockWord" | "buryLock">;

/** Slots that count under the lock. If asked for, the Workers of slot 3 end, and the third of them counts, too. */
function counting({ lockWord, unlockWord, buryLock }: Locks, lost: boolean): Scenario {
  return (words): Model => {
    const count = (slot: number, times: number) => ({ words, atomics }: ThreadHandle) => {
      for (let i = 0; i < times; i++) {
        lockWord(words, LOCK, slot, atomics);
        words[COUNT]++;
        unlockWord(words, LOCK, atomics);
      }
    };
    const ends = ({ words, atomics }: ThreadHandle) => {
      // The first Worker had not taken it yet; the second has.
      buryLock(words, LOCK, 3, atomics);
      lockWord(words, LOCK, 3, atomics);
      buryLock(words, LOCK, 3, atomics);
      count(3, 1)({ words, atomics } as ThreadHandle);
    };
    const programs = [count(1, 2), count(2, 1), ...(lost ? [ends] : [])];
    return {
      threads: programs.map((run, i) => ({ name: `slot ${i + 1}`, run })),
      check: () => {
        if (words[COUNT] !== (lost ? 4 : 3)) throw new Error(`counted ${words[COUNT]}`);
        if (words[LOCK] !== 0) throw new Error("the lock is held by nobody");
      },
    };
  };
}

for (const lost of [false, true]) {
  const title = lost ? ", one of which ends while it holds it" : "";
  Deno.test(`lockWord() lets one slot in at a time and forgets nobody who waits${title}`, () => {
    const { interleavings } = verify(counting(own, lost), { words: 16, maxRuns: 4000, runs: 4000 });
    assert(interleavings > 200, `${interleavings}`);
  });
}

const MUTATIONS: readonly (readonly [fault: string, from: string, to: string, failure: RegExp])[] = [
  [
    "who slept takes the lock without saying that others may sleep still",
    "compareExchange(words, word, 0, slot | WAITERS) === 0",
    "compareExchange(words, word, 0, slot) === 0",
    /Nobody can go on/,
  ],
  [
    "the lock is given up without waking anybody",
    "if ((atomics.exchange(words, word, 0) & WAITERS) !== 0) atomics.notify(words, word, 1);",
    "atomics.store(words, word, 0);",
    /Nobody can go on/,
  ],
  [
    "a lock that a living slot holds is taken from it",
    "(atomics.load(words, word) & HOLDER) === slot",
    "atomics.load(words, word) !== 0",
    /counted/,
  ],
];

for (const [fault, from, to, failure] of MUTATIONS) {
  Deno.test(`the explorer finds it when ${fault}`, async () => {
    const mutant = await importMutant(new URL("./slot_lock.ts", import.meta.url), [[from, to]]);
    const found = randomWalk(counting(mutant as Locks, true), { words: 16, runs: 20000 }).failure;
    assertMatch(`${found?.error.message}`, failure);
  });
}

Deno.test("buryLock() takes the lock from the slot that is gone and leaves it to any other", () => {
  const words = new Int32Array(new SharedArrayBuffer(64));
  own.lockWord(words, LOCK, 255);
  own.buryLock(words, LOCK, 1);
  assertEquals(words[LOCK], 255);
  own.buryLock(words, LOCK, 255);
  assertEquals(words[LOCK], 0);
  own.buryLock(words, LOCK, 255);
  assertEquals(words[LOCK], 0);
});
