import { assertEquals } from "@std/assert";
import { PARKING_LOT } from "@orochi/heap";
import { type ThreadHandle, verify } from "@orochi/interleave";
import { ParkedLocks } from "./parked_locks.ts";
import { interruptParked, ParkingLot, type ParkOutcome } from "./parking_lot.ts";

/** Address of the lock. */
const LOCK = 0x100;
/** Word that the lock guards, and word that a signal sets. */
const COUNTER = 128, SIGNAL = 129;
/** Words of a heap up to the end of the parking lot. */
const WORDS = (PARKING_LOT + 0x10000) / 4;
const RUNS = 1500;

function lotOf({ words, atomics, now }: ThreadHandle, slot: number): ParkingLot {
  return new ParkingLot(words, atomics, slot, now);
}

/** Adds one under the lock; whether it got it. */
function addOne(thread: ThreadHandle, slot: number, timeoutMs: number): boolean {
  const { words, atomics, now } = thread;
  const lot = lotOf(thread, slot);
  const locks = new ParkedLocks(words, atomics, lot, now);
  const park = (key: number, validate: () => boolean, leftMs: number, since: number): ParkOutcome =>
    lot.park(key, validate, leftMs, () => false, since);
  if (locks.acquire(LOCK, timeoutMs, false, park) !== "acquired") return false;
  words[COUNTER] = words[COUNTER] + 1;
  locks.release(LOCK);
  return true;
}

Deno.test("two threads exclude each other, and nobody sleeps for ever, in every interleaving", () => {
  verify((words) => ({
    threads: [1, 2].map((slot) => ({
      name: `slot ${slot}`,
      run: (thread) => void addOne(thread, slot, Infinity),
    })),
    check: () => assertEquals([words[COUNTER], words[LOCK >>> 2] & 1], [2, 0]),
  }), { words: WORDS, runs: RUNS, maxRuns: RUNS });
});

Deno.test("three threads, one of them impatient: who gives up takes nobody's wake-up along", () => {
  verify((words) => {
    let added = 0;
    return {
      threads: [Infinity, 5, Infinity].map((timeoutMs, i) => ({
        name: `slot ${i + 1}`,
        run: (thread) => {
          const got = addOne(thread, i + 1, timeoutMs);
          thread.effect("count", () => added += got ? 1 : 0);
        },
      })),
      check: () => assertEquals([words[COUNTER], words[LOCK >>> 2] & 1], [added, 0]),
    };
  }, { words: WORDS, runs: RUNS, maxRuns: RUNS });
});

Deno.test("an interruption is never lost, whenever it comes", () => {
  verify(() => {
    let outcome = "";
    return {
      threads: [
        {
          name: "sleeper",
          run: (thread) => {
            const { words, atomics } = thread;
            const ended = lotOf(thread, 1).park(
              LOCK,
              () => true,
              Infinity,
              () => atomics.load(words, SIGNAL) !== 0,
            );
            thread.effect("end", () => outcome = ended);
          },
        },
        {
          name: "signal",
          run: ({ words, atomics }) => {
            atomics.store(words, SIGNAL, 1);
            interruptParked(words, atomics, 1);
          },
        },
      ],
      check: () => assertEquals(outcome, "interrupted"),
    };
  }, { words: WORDS, runs: RUNS, maxRuns: RUNS });
});

Deno.test("who waits longest is woken first", () => {
  verify(() => {
    const order: number[] = [];
    return {
      threads: [
        ...[1, 2].map((slot) => ({
          name: `slot ${slot}`,
          run: (thread: ThreadHandle) => {
            const { words, atomics } = thread;
            // The second follows the first.
            while (slot === 2 && atomics.load(words, COUNTER) === 0) atomics.wait(words, COUNTER, 0);
            const note = () => {
              atomics.add(words, COUNTER, 1);
              atomics.notify(words, COUNTER);
              return true;
            };
            lotOf(thread, slot).park(LOCK, note, Infinity, () => false);
          },
        })),
        {
          name: "waker",
          run: (thread: ThreadHandle) => {
            const { words, atomics } = thread;
            for (let seen = 0; seen < 2; seen = atomics.load(words, COUNTER)) {
              atomics.wait(words, COUNTER, seen);
            }
            const lot = lotOf(thread, 3);
            for (let i = 0; i < 2; i++) {
              const woken = lot.unparkOne(LOCK, () => 0);
              thread.effect("woke", () => order.push(woken));
            }
          },
        },
      ],
      check: () => assertEquals(order, [1, 2]),
    };
  }, { words: WORDS, runs: RUNS, maxRuns: RUNS });
});
