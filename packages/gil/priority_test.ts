import { assert, assertEquals } from "@std/assert";
import { exhaust, type Model, type Scenario, type ThreadHandle, verify } from "@orochi/interleave";
import { GIL_CONTROL } from "@orochi/heap";
import { MODEL_WORDS } from "./conformance_model.ts";
import { BREAK_LOCK, BREAKER, Priority, slotWord } from "./mod.ts";

/** Words of the line: its first slot and its last one. */
const FIRST = (GIL_CONTROL >>> 2) + 12, LAST = FIRST + 1;

/** Whether a line has two slots, from its ends. */
const bothInLine = (first: number, last: number): boolean => first !== 0 && last !== 0 && first !== last;

/** A thread of a priority that takes the lock once, and notes when it had it. */
function member(priority: number, order: number[], Maker: typeof Priority) {
  return ({ words, atomics, now, index, effect }: ThreadHandle): void => {
    const lock = new Maker({ memory: { i32: words }, atomics, slot: index + 1, now });
    lock.setPriority(priority);
    lock.threadStart();
    effect("runs", () => order.push(index + 1));
    lock.threadExit();
  };
}

/** Slot 1 holds the lock until slots 2 and 3 are in line, then gives it up. */
function line(
  priorities: readonly [number, number],
  order: number[],
  Maker: typeof Priority = Priority,
): Scenario {
  return (words): Model => {
    order.length = 0;
    const outside = new Priority({ memory: { i32: words }, atomics: Atomics, slot: 200, now: () => 0 });
    for (let i = 0; i < 3; i++) outside.prepareThread();
    const first = ({ words, atomics, now }: ThreadHandle): void => {
      const lock = new Maker({ memory: { i32: words }, atomics, slot: 1, now });
      lock.threadStart();
      // Nobody notifies: these are looks, a millisecond apart.
      while (!bothInLine(atomics.load(words, FIRST), atomics.load(words, LAST))) {
        atomics.wait(words, SLEEP, 0, 1);
      }
      lock.threadExit();
    };
    return {
      threads: [
        { name: "slot 1", run: first },
        ...priorities.map((priority, i) => ({
          name: `slot ${i + 2}`,
          run: member(priority, order, Maker),
        })),
      ],
      check: () => {
        const [second, third] = priorities;
        if (order.length !== 2) throw new Error(`${order.length} threads ran`);
        if (second > third && order[0] !== 2) throw new Error("slot 3 ran before slot 2, which is above it");
      },
    };
  };
}

const OPTIONS = { words: MODEL_WORDS, preemptions: 1, maxRuns: 400, runs: 300 };

/** Whether slot 1 had the lock before the others got in line. */
function heldFirst(scenario: Scenario): Scenario {
  return (words) => {
    const model = scenario(words);
    // The others begin when slot 1 holds the lock: it is the first word of the strategy.
    const [first, ...others] = model.threads;
    const gated = others.map((thread) => ({
      name: thread.name,
      run: (handle: ThreadHandle) => {
        while (handle.atomics.load(handle.words, GATE) === 0) handle.atomics.wait(handle.words, GATE, 0);
        thread.run(handle);
      },
    }));
    return { ...model, threads: [first, ...gated] };
  };
}

/** Word on which nobody is ever woken. */
const SLEEP = 50;
/** Word that opens when slot 1 holds the lock: who held it last. */
const GATE = (GIL_CONTROL >>> 2) + 9;

Deno.test("priority: of those in line the highest runs first, whoever came first", () => {
  const report = verify(heldFirst(line([5, 1], [])), OPTIONS);
  assert(report.interleavings > 100, `${report.interleavings}`);
});

Deno.test("priority: equal ones run in the order in which they came", () => {
  const order: number[] = [], seen = new Set<string>();
  const scenario = heldFirst(line([1, 1], order));
  const report = verify((words) => {
    const model = scenario(words);
    return {
      ...model,
      invariant: () => {
        if (bothInLine(words[FIRST], words[LAST])) seen.add(`${words[FIRST]},${words[LAST]}`);
      },
      check: () => {
        if (!seen.has(order.join())) throw new Error(`nobody came in the order ${order}`);
      },
    };
  }, OPTIONS);
  assert(report.interleavings > 100 && seen.size === 2);
});

for (const [priority, asked] of [[3, true], [0, true], [-3, false]] as const) {
  Deno.test(`priority: a waiter of priority ${priority} ${asked ? "asks" : "never asks"} a holder of 0`, () => {
    const requests: boolean[] = [];
    const { failure } = exhaust((words) => {
      const outside = new Priority({ memory: { i32: words }, atomics: Atomics, slot: 200, now: () => 0 });
      for (let i = 0; i < 2; i++) outside.prepareThread();
      const holder = ({ words, atomics, now, effect }: ThreadHandle): void => {
        const lock = new Priority({ memory: { i32: words }, atomics, slot: 1, now });
        lock.threadStart();
        // Sleeps: time passes for the waiter, an interval and more.
        for (let i = 0; i < 3; i++) {
          atomics.wait(words, SLEEP, 0, 6);
          const bits = atomics.load(words, slotWord(1, BREAKER));
          effect("asked", () => requests.push((bits & BREAK_LOCK) !== 0));
        }
        lock.threadExit();
      };
      return {
        threads: [{ name: "slot 1", run: holder }, { name: "slot 2", run: member(priority, [], Priority) }],
      };
    }, { words: MODEL_WORDS, preemptions: 0, timeouts: 0, maxRuns: 1 });
    assertEquals([failure, requests[2]], [null, asked]);
    // A higher one does not wait for an interval first.
    assertEquals(requests[0], priority > 0);
  });
}

Deno.test("a thread's priority ends with it: the slot's next thread has none", () => {
  const words = new Int32Array(MODEL_WORDS);
  const lock = new Priority({ memory: { i32: words }, atomics: Atomics, slot: 2, now: () => 0 });
  const before = words.slice();
  lock.threadStart();
  lock.setPriority(7);
  assert(words.indexOf(7) >= 0);
  lock.threadExit();
  assertEquals(words.indexOf(7), before.indexOf(7));
});
