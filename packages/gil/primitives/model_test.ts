import { assert, assertEquals } from "@std/assert";
import {
  exhaust,
  type Model,
  type ModelThread,
  randomWalk,
  type Scenario,
  type ThreadHandle,
  verify,
} from "@orochi/interleave";
import { importMutant } from "@orochi/interleave/mutant";
import type { Place } from "./_place.ts";
import {
  Barrier,
  BrokenBarrierError,
  Condition,
  Event,
  MpscQueue,
  Mutex,
  Once,
  ParkingLot,
  Queue,
  RLock,
  RwLock,
  Semaphore,
  SeqLock,
} from "./mod.ts";

/** A plain word that the threads of a scenario share. */
const COUNTER = 60;

function place({ words, atomics, now }: ThreadHandle, at = 0): Place {
  return { words, at, atomics, now };
}

/** So many threads that run the same. */
function same(count: number, run: (thread: ThreadHandle) => void): ModelThread[] {
  return Array.from({ length: count }, (_, i) => ({ name: `thread ${i}`, run }));
}

/** Explores a scenario; returns how many interleavings there were. */
function explore(scenario: Scenario, { preemptions = 2, timeouts = 1 } = {}): void {
  const options = { words: 128, preemptions, timeouts, maxRuns: 1500, runs: 800, seed: 31 };
  const { interleavings } = verify(scenario, options);
  assert(interleavings >= 100, `${interleavings} interleavings`);
}

/** A section that notices when two are in it. */
function section({ words, effect }: ThreadHandle, inside: Set<number>, index: number, limit = 1): void {
  effect("enter", () => {
    inside.add(index);
    if (inside.size > limit) throw new Error(`threads ${[...inside].join(" and ")} are inside`);
  });
  words[COUNTER]++;
  effect("leave", () => inside.delete(index));
}

const expectCount = (words: Int32Array, expected: number): Pick<Model, "check"> => ({
  check: () => assertEquals(words[COUNTER], expected),
});

Deno.test("Mutex: three threads exclude each other, and no wake-up is lost", () => {
  explore((words) => {
    const inside = new Set<number>();
    const run = (thread: ThreadHandle) => {
      const mutex = new Mutex(place(thread));
      mutex.acquire();
      section(thread, inside, thread.index);
      mutex.release();
    };
    return { threads: same(3, run), check: () => assertEquals([words[0], words[COUNTER]], [0, 3]) };
  });
});

Deno.test("Mutex: waiters that give up leave the lock to the others, also when it is being handed on", () => {
  explore(() => {
    const inside = new Set<number>();
    const run = (thread: ThreadHandle) => {
      const mutex = new Mutex(place(thread));
      if (!mutex.acquire(thread.index === 1 ? 1.5 : Infinity)) return;
      section(thread, inside, thread.index);
      mutex.release();
    };
    return { threads: same(3, run) };
  }, { timeouts: 2 });
});

Deno.test("Mutex: who hands it on to one that was awake already does not free it in that one's stead", () => {
  const words = new Int32Array(new SharedArrayBuffer(4)), held = 3;
  words[0] = 7; // Locked, somebody may wait, and wants it handed on.
  const taken: number[] = [];
  const atomics: NonNullable<Place["atomics"]> = Object.assign(Object.create(Atomics), {
    notify: () => 0,
    load: (where: Int32Array, index: number) => {
      const seen = Atomics.load(where, index);
      // The other takes what was handed to it, after this thread has looked.
      if ((seen & 8) !== 0) taken.push(Atomics.exchange(where, index, held));
      return seen;
    },
  });
  new Mutex({ words, at: 0, atomics }).release();
  assertEquals([taken.length, words[0]], [1, held]);
});

/** One thread that takes a mutex again and again until another has had it. */
const greedy = (Maker: typeof Mutex): Scenario => () => ({
  threads: [
    {
      name: "greedy",
      run: (thread) => {
        const mutex = new Maker(place(thread));
        while (thread.atomics.load(thread.words, COUNTER) === 0) {
          mutex.acquire();
          // Nobody notifies this word: it is a sleep.
          thread.atomics.wait(thread.words, 50, 0, 2);
          mutex.release();
        }
      },
    },
    {
      name: "patient",
      run: (thread) => {
        const mutex = new Maker(place(thread));
        mutex.acquire();
        thread.atomics.store(thread.words, COUNTER, 1);
        mutex.release();
      },
    },
  ],
});

Deno.test("Mutex: who takes it again and again can't keep out one that has waited for a millisecond", () => {
  explore(greedy(Mutex));
});

Deno.test("RLock: the owner takes it again, others wait until it is given up as often", () => {
  explore((words) => {
    const inside = new Set<number>();
    const run = (thread: ThreadHandle) => {
      const lock = new RLock(place(thread), thread.index + 1);
      lock.acquire();
      lock.acquire();
      section(thread, inside, thread.index);
      lock.release();
      section(thread, inside, thread.index);
      lock.release();
    };
    return { threads: same(2, run), ...expectCount(words, 4) };
  });
});

for (const kind of ["Mutex", "RLock"] as const) {
  Deno.test(`Condition over ${kind}: what is put is got, whoever waits`, () => {
    explore((words) => {
      const make = (thread: ThreadHandle) => {
        const lock = kind === "Mutex" ? new Mutex(place(thread)) : new RLock(place(thread), thread.index + 1);
        return { lock, condition: new Condition(place(thread, 3), lock) };
      };
      const consume = (thread: ThreadHandle) => {
        const { lock, condition } = make(thread);
        lock.acquire();
        condition.waitFor(() => thread.words[COUNTER] > 0);
        thread.words[COUNTER]--;
        lock.release();
      };
      const produce = (thread: ThreadHandle) => {
        const { lock, condition } = make(thread);
        for (let i = 0; i < 2; i++) {
          lock.acquire();
          thread.words[COUNTER]++;
          condition.notify();
          lock.release();
        }
      };
      return { threads: [...same(2, consume), { name: "producer", run: produce }], ...expectCount(words, 0) };
    });
  });
}

Deno.test("Condition: a wait that is not answered ends in time, with the lock held", () => {
  explore(() => ({
    threads: [
      {
        name: "waiter",
        run: (thread) => {
          const mutex = new Mutex(place(thread)), condition = new Condition(place(thread, 3), mutex);
          mutex.acquire();
          condition.wait(3);
          if (!mutex.locked) throw new Error("the lock is not held");
          mutex.release();
        },
      },
      {
        name: "other",
        run: (thread) => {
          const mutex = new Mutex(place(thread));
          mutex.acquire();
          mutex.release();
        },
      },
    ],
  }));
});

Deno.test("Semaphore: no more are inside than there are permits, and none is lost", () => {
  explore((words) => {
    const inside = new Set<number>();
    words[0] = 2;
    const run = (thread: ThreadHandle) => {
      const semaphore = new Semaphore(place(thread));
      if (!semaphore.acquire(thread.index === 0 ? 2 : Infinity)) return;
      thread.effect("enter", () => {
        inside.add(thread.index);
        if (inside.size > 2) throw new Error("three are inside");
      });
      thread.effect("leave", () => inside.delete(thread.index));
      semaphore.release();
    };
    return { threads: same(4, run), check: () => assertEquals([words[0], words[1]], [2, 0]) };
  });
});

Deno.test("Event: setting it lets all go, even if it is cleared at once", () => {
  explore((words) => ({
    threads: [
      ...same(2, (thread) => {
        thread.atomics.add(thread.words, COUNTER, 1);
        if (!new Event(place(thread)).wait()) throw new Error("not set");
      }),
      {
        name: "setter",
        run: (thread) => {
          const event = new Event(place(thread));
          event.set();
          event.clear();
          event.set();
        },
      },
    ],
    ...expectCount(words, 2),
  }));
});

Deno.test("RwLock: readers together, writers alone", () => {
  explore((words) => {
    const readers = new Set<number>(), writers = new Set<number>();
    const check = () => {
      if (writers.size > 1 || (writers.size === 1 && readers.size > 0)) {
        throw new Error("a writer is not alone");
      }
    };
    const read = (thread: ThreadHandle) => {
      const lock = new RwLock(place(thread));
      lock.acquireRead();
      thread.effect("reads", () => {
        readers.add(thread.index);
        check();
      });
      void thread.words[COUNTER];
      // Out of the set before it leaves: the set holds no more readers than there are.
      thread.effect("goes", () => void readers.delete(thread.index));
      lock.releaseRead();
    };
    const write = (thread: ThreadHandle) => {
      const lock = new RwLock(place(thread));
      if (!lock.acquireWrite(thread.index === 3 ? 1 : Infinity)) return;
      thread.effect("writes", () => void writers.add(thread.index));
      thread.effect("checks", check);
      thread.words[COUNTER]++;
      thread.effect("goes", () => void writers.delete(thread.index));
      lock.releaseWrite();
    };
    return { threads: [...same(2, read), ...same(2, write)], check: () => assertEquals(words[0], 0) };
  });
});

Deno.test("Once: it is done once, by one, before anybody goes on; after a failure another does it", () => {
  explore((words) => {
    let attempts = 0;
    const run = (thread: ThreadHandle) => {
      const once = new Once(place(thread));
      try {
        once.call(() => {
          if (thread.effect("begins", () => ++attempts) === 1) throw new Error("the first fails");
          thread.words[COUNTER]++;
        });
      } catch (error) {
        if ((error as Error).message !== "the first fails") throw error;
        once.call(() => void thread.words[COUNTER]++);
      }
      if (thread.words[COUNTER] !== 1) throw new Error("not done yet");
    };
    return { threads: same(3, run), ...expectCount(words, 1) };
  });
});

Deno.test("SeqLock: a reader sees all of a write or nothing of it", () => {
  explore(() => ({
    threads: [
      ...same(2, (thread) => {
        const lock = new SeqLock(place(thread), 2);
        lock.write(() => {
          lock.put(0, thread.index + 1);
          lock.put(1, thread.index + 1);
        });
      }),
      {
        name: "reader",
        run: (thread) => {
          const copy = new SeqLock(place(thread), 2).read();
          if (copy[0] !== copy[1]) throw new Error(`half of a write: ${copy.join(" ")}`);
        },
      },
    ],
  }));
});

Deno.test("Barrier: nobody goes on before all have come, round after round", () => {
  explore(() => {
    const rounds = [0, 0];
    const run = (thread: ThreadHandle) => {
      const barrier = new Barrier(place(thread), 2);
      for (let round = 0; round < 2; round++) {
        thread.effect("comes", () => void (rounds[thread.index] = round + 1));
        const index = barrier.wait();
        thread.effect("goes", () => {
          if (Math.min(...rounds) <= round) throw new Error(`round ${round} ended before all had come`);
          if (index !== 0 && index !== 1) throw new Error(`index ${index}`);
        });
      }
    };
    return { threads: same(2, run) };
  });
});

Deno.test("Barrier: breaking it and making it whole lets nobody wait for ever", () => {
  explore((words) => ({
    threads: [
      ...same(2, (thread) => {
        const barrier = new Barrier(place(thread), 3);
        try {
          barrier.wait(thread.index === 0 ? 4 : Infinity);
          throw new Error("two of three can't meet");
        } catch (error) {
          if (!(error instanceof BrokenBarrierError)) throw error;
        }
      }),
      {
        name: "breaker",
        run: (thread) => {
          const barrier = new Barrier(place(thread), 3);
          barrier.reset();
          barrier.abort();
        },
      },
    ],
    check: () => assertEquals([words[2], words[3]], [3, 0]),
  }));
});

Deno.test("MpscQueue: what each producer pushes is popped once, in its order, also when it is full", () => {
  explore(() => {
    const got: number[] = [];
    const produce = (thread: ThreadHandle) => {
      const queue = new MpscQueue(place(thread), 2);
      for (let i = 0; i < 2; i++) queue.push([thread.index * 10 + i]);
    };
    const consume = (thread: ThreadHandle) => {
      const queue = new MpscQueue(place(thread), 2);
      for (let i = 0; i < 4; i++) {
        const item = queue.pop();
        thread.effect("got", () => void got.push(item![0]));
      }
    };
    return {
      threads: [...same(2, produce), { name: "consumer", run: consume }],
      check: () => {
        assertEquals(got.filter((item) => item < 10), [0, 1]);
        assertEquals(got.filter((item) => item >= 10), [10, 11]);
      },
    };
  });
});

Deno.test("Queue: batches arrive whole and in order, and closing it lets all go", () => {
  explore(() => {
    const got: number[][] = [[], []];
    const consume = (thread: ThreadHandle) => {
      const queue = new Queue(place(thread), 2);
      for (;;) {
        const items = queue.get(2);
        if (items.length === 0) return;
        thread.effect("got", () => void got[thread.index].push(...items));
      }
    };
    const produce = (thread: ThreadHandle) => {
      const queue = new Queue(place(thread), 2);
      if (queue.put([1, 2, 3]) !== 3) throw new Error("not all were put");
      queue.close();
    };
    return {
      threads: [...same(2, consume), { name: "producer", run: produce }],
      check: () => {
        assertEquals(got.flat().sort(), [1, 2, 3]);
        for (const part of got) assertEquals(part, [...part].sort());
      },
    };
  });
});

Deno.test("ParkingLot: a lock of one bit whose waiters are in the lot loses no wake-up", () => {
  explore((words) => {
    const inside = new Set<number>();
    const sizes = { waiters: 3, buckets: 1 };
    const LOCK = 50, FREE = 0, HELD = 1, AWAITED = 3;
    const run = (thread: ThreadHandle) => {
      const { words, atomics } = thread;
      const lot = new ParkingLot(place(thread), sizes, thread.index + 1);
      while (atomics.compareExchange(words, LOCK, FREE, HELD) !== FREE) {
        const seen = atomics.compareExchange(words, LOCK, HELD, AWAITED);
        if (seen === FREE) continue;
        const result = lot.park(
          LOCK,
          () => atomics.load(words, LOCK) === AWAITED,
          thread.index === 1 ? 1 : Infinity,
        );
        if (result === "timed-out") return;
      }
      section(thread, inside, thread.index);
      if (atomics.compareExchange(words, LOCK, HELD, FREE) === HELD) return;
      // All compete again, so none has to be told that there are more.
      atomics.store(words, LOCK, FREE);
      lot.unparkAll(LOCK);
    };
    return { threads: same(3, run), check: () => assertEquals(words[LOCK], FREE) };
  });
});

Deno.test("ParkingLot: unparkOne wakes in the order of arrival, and says whether there are more", () => {
  explore(() => {
    const sizes = { waiters: 2, buckets: 1 }, order: number[] = [], woken: boolean[] = [];
    const sleep = (thread: ThreadHandle) => {
      const lot = new ParkingLot(place(thread), sizes, thread.index + 1);
      lot.park(7, () => thread.effect("queued", () => order.push(thread.index)) > 0);
      const message = lot.message;
      thread.effect("message", () => assertEquals(message, thread.index === order[0] ? 1 : 2));
    };
    const wake = (thread: ThreadHandle) => {
      // A waker waits for nothing in the lot: any number will do.
      const lot = new ParkingLot(place(thread), sizes, 1);
      for (let count = 0; count < 2;) {
        let more = false;
        if (lot.unparkOne(7, (_found, others) => (more = others, count + 1))) {
          count++;
          thread.effect("told", () => void woken.push(more));
        } else thread.atomics.wait(thread.words, 50, 0, 1);
      }
    };
    return {
      threads: [...same(2, sleep), { name: "waker", run: wake }],
      check: () => assertEquals([woken.length, woken[1]], [2, false]),
    };
  });
});

/** A fault in the mutex, found by the scenario with three threads or by the one with a greedy one. */
const MUTATIONS: readonly (readonly [string, string, string])[] = [
  [
    "who unlocks wakes nobody",
    "if (atomics.notify(words, at, 1) === 1 || !fair) return;",
    "if (!fair) return;",
  ],
  ["who was woken forgets the others", "if (woken) take = LOCKED | PARKED;", ""],
  ["the lock is handed to nobody", "handed = true;", "return;"],
  [
    "a lock that is handed on may be taken by anyone",
    "if (woken && (seen & HANDED) !== 0) {",
    "if ((seen & LOCKED) !== 0) {",
  ],
  ["nobody is fair", "(waited >= FAIR_AFTER_MS ? FAIR : 0)", "0"],
];

for (const [fault, from, to] of MUTATIONS) {
  Deno.test(`mutex.ts: the explorer finds it when ${fault}`, async () => {
    const { Mutex: Broken } = await importMutant<typeof import("./mutex.ts")>(
      new URL("mutex.ts", import.meta.url),
      [[from, to]],
    );
    const scenario: Scenario = () => {
      const inside = new Set<number>();
      const run = (thread: ThreadHandle) => {
        const mutex = new Broken(place(thread));
        if (!mutex.acquire(thread.index === 1 ? 1.5 : Infinity)) return;
        section(thread, inside, thread.index);
        mutex.release();
      };
      return { threads: same(4, run) };
    };
    const options = { words: 128, timeouts: 2, maxSteps: 2000 };
    const failure = exhaust(scenario, { ...options, maxRuns: 4000 }).failure ??
      exhaust(greedy(Broken), { ...options, maxRuns: 500 }).failure ??
      randomWalk(scenario, { ...options, runs: 10_000 }).failure;
    assert(failure !== null, "no interleaving failed");
  });
}
