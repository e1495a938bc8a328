import { assertEquals } from "@std/assert";
import { ParkedLocks } from "./parked_locks.ts";
import type { ParkingLot, ParkOutcome } from "./parking_lot.ts";

const LOCK = 64, LOCKED = 1, WAITED_FOR = 2;

/** Locks over a lot that parks nobody: what happens meanwhile is written down. */
function newLocks(): {
  locks: ParkedLocks;
  words: Int32Array;
  waited: (ms: number, more: boolean) => void;
  time: { now: number };
  lot: { message: number };
} {
  const words = new Int32Array(new SharedArrayBuffer(256));
  let waitedMs = 0, more = false;
  const lot = {
    message: 0,
    unparkOne(_key: number, decide: (waitedMs: number, more: boolean) => number): void {
      lot.message = decide(waitedMs, more);
    },
  };
  const time = { now: 0 };
  const locks = new ParkedLocks(words, Atomics, lot as unknown as ParkingLot, () => time.now);
  return { locks, words, waited: (ms, rest) => ([waitedMs, more] = [ms, rest]), time, lot };
}

const state = (words: Int32Array) => words[LOCK >>> 2];

Deno.test("a free lock is taken once, and free again when it was released", () => {
  const { locks, words } = newLocks();
  assertEquals([locks.tryAcquire(LOCK), locks.tryAcquire(LOCK), locks.isLocked(LOCK)], [true, false, true]);
  locks.release(LOCK);
  assertEquals([state(words), locks.isLocked(LOCK)], [0, false]);
});

Deno.test("a lock that is free but waited for may be taken, and stays waited for", () => {
  const { locks, words } = newLocks();
  words[LOCK >>> 2] = WAITED_FOR;
  assertEquals([locks.isLocked(LOCK), locks.tryAcquire(LOCK), state(words)], [
    false,
    true,
    LOCKED | WAITED_FOR,
  ]);
});

Deno.test("who waits marks the lock, unless it has become free meanwhile", () => {
  const { locks, words } = newLocks();
  locks.tryAcquire(LOCK);
  const outcomes: boolean[] = [];
  const park = (_key: number, validate: () => boolean): ParkOutcome => {
    outcomes.push(validate());
    if (outcomes.length > 1) return "timed-out";
    locks.release(LOCK);
    return "invalid";
  };
  assertEquals(locks.acquire(LOCK, Infinity, false, park), "acquired");
  assertEquals([outcomes, locks.isLocked(LOCK)], [[true], true]);
  words[LOCK >>> 2] = LOCKED;
  assertEquals(locks.acquire(LOCK, 5, false, (_key, validate) => (validate(), "timed-out")), "timed-out");
  assertEquals(state(words), LOCKED | WAITED_FOR);
});

Deno.test("a release hands the lock over to who has waited for more than a millisecond, others compete", () => {
  const { locks, words, waited, lot } = newLocks();
  words[LOCK >>> 2] = LOCKED | WAITED_FOR;
  waited(0.5, true);
  locks.release(LOCK);
  assertEquals([state(words), lot.message], [WAITED_FOR, 0]);
  words[LOCK >>> 2] = LOCKED | WAITED_FOR;
  waited(2, true);
  locks.release(LOCK);
  assertEquals([state(words), lot.message], [LOCKED | WAITED_FOR, LOCKED]);
  waited(2, false);
  locks.release(LOCK);
  assertEquals([state(words), lot.message], [LOCKED, LOCKED]);
});

Deno.test("time that was spent before counts, and without any left nobody parks", () => {
  const { locks, time } = newLocks();
  locks.tryAcquire(LOCK);
  time.now = 10;
  const left: number[] = [];
  const park = (_key: number, _validate: () => boolean, leftMs: number): ParkOutcome => {
    left.push(leftMs);
    time.now += 4;
    return "woken";
  };
  assertEquals(locks.acquire(LOCK, 10, false, park, 5), "timed-out");
  assertEquals(left, [5, 1]);
  assertEquals(locks.acquire(LOCK, 0, true, park), "timed-out");
  assertEquals(left.length, 2);
});

Deno.test("an interruption ends the wait, whether or not the lock is free", () => {
  const { locks } = newLocks();
  locks.tryAcquire(LOCK);
  assertEquals(locks.acquire(LOCK, Infinity, false, () => "interrupted"), "interrupted");
});
