import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import {
  decodeSchedule,
  encodeSchedule,
  exhaust,
  type Failure,
  formatFailure,
  InterleavingError,
  type Model,
  randomWalk,
  replay,
  type Scenario,
  type ThreadHandle,
  verify,
} from "./mod.ts";

/** Two threads that run the same. */
const twice = (run: (thread: ThreadHandle) => void, rest: Omit<Model, "threads"> = {}): Model => ({
  threads: [{ name: "A", run }, { name: "B", run }],
  ...rest,
});

const lostUpdate: Scenario = (words) =>
  twice(({ words }) => void words[0]++, {
    check: () => {
      if (words[0] !== 2) throw new Error(`counted ${words[0]}`);
    },
    nameOf: () => "counter",
  });

Deno.test("exhaust() finds a lost update, the shortest way", () => {
  const { failure } = exhaust(lostUpdate);
  assertEquals(failure?.kind, "check");
  assertEquals(failure?.steps.map((step) => step.text), [
    "read counter is 0",
    "read counter is 0",
    "write counter = 1",
    "write counter = 1",
  ]);
});

Deno.test("randomWalk() finds it too, and the same seed finds it in the same run", () => {
  const one = randomWalk(lostUpdate, { runs: 1000, seed: 5 });
  const two = randomWalk(lostUpdate, { runs: 1000, seed: 5 });
  assert(one.failure !== null);
  assertEquals(one.runs, two.runs);
  assertEquals(one.failure.schedule, two.failure?.schedule);
});

Deno.test("replay() shows a failure again from its schedule, and nothing under a harmless one", () => {
  const { schedule } = exhaust(lostUpdate).failure as Failure;
  assertEquals(replay(lostUpdate, schedule)?.error.message, "counted 1");
  assertEquals(replay(lostUpdate, "0"), null);
});

Deno.test("exhaust() runs every interleaving of two threads of two accesses: six", () => {
  const seen = new Set<string>();
  const report = exhaust(() => {
    const order: number[] = [];
    return twice(({ index, atomics, words, effect }) => {
      for (let i = 0; i < 2; i++) {
        atomics.add(words, index, 1);
        effect("note", () => order.push(index));
      }
    }, { check: () => void seen.add(order.join("")) });
  }, { preemptions: 10 });
  assertEquals(report, { runs: report.runs, interleavings: report.runs, complete: true, failure: null });
  assertEquals([...seen].sort(), ["0011", "0101", "0110", "1001", "1010", "1100"]);
});

Deno.test("with no preemption allowed only the order of whole threads is left", () => {
  assertEquals(exhaust(lostUpdate, { preemptions: 0 }), {
    runs: 2,
    interleavings: 2,
    complete: true,
    failure: null,
  });
});

Deno.test("a circle of waits is a deadlock that says who waits where", () => {
  const lock = ({ atomics, words }: ThreadHandle, at: number) => {
    while (atomics.exchange(words, at, 1) !== 0) atomics.wait(words, at, 1);
  };
  const unlock = ({ atomics, words }: ThreadHandle, at: number) => {
    atomics.store(words, at, 0);
    atomics.notify(words, at, 1);
  };
  const both = (first: number, second: number) => (thread: ThreadHandle) => {
    lock(thread, first);
    lock(thread, second);
    unlock(thread, second);
    unlock(thread, first);
  };
  const model = (b: (thread: ThreadHandle) => void): Scenario => () => ({
    threads: [{ name: "A", run: both(1, 2) }, { name: "B", run: b }],
    nameOf: (index) => `lock ${index}`,
  });
  const { failure } = exhaust(model(both(2, 1)));
  assertEquals(failure?.kind, "deadlock");
  assertMatch(
    failure?.error.message ?? "",
    /A waits on lock 2.*B waits on lock 1|B waits on lock 1.*A waits on lock 2/,
  );
  assertEquals(exhaust(model(both(1, 2))).failure, null);
});

Deno.test("a wake-up that comes before the wait is lost, unless wait() compares", () => {
  const wakeUp = (expected: number): Scenario => () => ({
    threads: [
      { name: "sleeper", run: ({ atomics, words }) => void atomics.wait(words, 0, expected) },
      {
        name: "waker",
        run: ({ atomics, words }) => {
          atomics.store(words, 0, 1);
          atomics.notify(words, 0);
        },
      },
    ],
  });
  assertEquals(exhaust(wakeUp(1)).failure?.kind, "deadlock");
  assertEquals(exhaust(wakeUp(0)).failure, null);
});

Deno.test("notify() wakes who waited first, and no more than asked for", () => {
  const sleeper = ({ atomics, words }: ThreadHandle) => {
    atomics.wait(words, 0, 0);
  };
  const scenario: Scenario = () => ({
    threads: [
      { name: "A", run: sleeper },
      { name: "B", run: sleeper },
      {
        name: "waker",
        run: ({ atomics, words }) => {
          while (atomics.notify(words, 0, 1) === 0);
        },
      },
    ],
  });
  for (let seed = 1; seed <= 20; seed++) {
    const failure = randomWalk(scenario, { runs: 100, seed }).failure!;
    const waits = failure.steps.filter((step) => step.text.startsWith("begins"));
    const woken = failure.steps.filter((step) => step.text.endsWith(": ok"));
    assertEquals([waits.length, woken.length], [2, 1]);
    assertEquals(woken[0].thread, waits[0].thread);
    assertMatch(failure.error.message, new RegExp(`go on: ${failure.threadNames[waits[1].thread]} waits`));
  }
});

Deno.test("a wait with a time-out may time out while others run, and must when nobody else can", () => {
  const outcomes = new Set<string>();
  const report = exhaust(() => ({
    threads: [
      {
        name: "sleeper",
        run: ({ atomics, words, now, effect }) => {
          const start = now();
          const outcome = atomics.wait(words, 0, 0, 5);
          const passed = now() - start;
          effect("outcome", () => void outcomes.add(`${outcome} ${passed >= 5}`));
        },
      },
      { name: "waker", run: ({ atomics, words }) => void atomics.notify(words, 0) },
    ],
  }));
  assertEquals(report.failure, null);
  assertEquals([...outcomes].sort(), ["ok false", "timed-out true"]);
});

Deno.test("a spinning thread lets others go on, and one that spins for ever is a livelock", () => {
  const spin: Scenario = () => ({
    threads: [
      {
        name: "spinner",
        run: ({ atomics, words }) => {
          while (atomics.load(words, 0) === 0);
        },
      },
      { name: "other", run: ({ atomics, words }) => void atomics.store(words, 0, 1) },
    ],
  });
  assertEquals(exhaust(spin).failure, null);
  const forever: Scenario = () => ({ threads: spin(new Int32Array(1)).threads.slice(0, 1) });
  assertEquals(exhaust(forever, { maxSteps: 100 }).failure?.kind, "livelock");
});

Deno.test("a spinning thread lets time pass for who waits with a time-out", () => {
  const scenario: Scenario = () => ({
    threads: [
      {
        name: "spinner",
        run: ({ atomics, words }) => {
          while (atomics.load(words, 0) === 0);
        },
      },
      {
        name: "sleeper",
        run: ({ atomics, words }) => {
          atomics.wait(words, 1, 0, 5);
          atomics.store(words, 0, 1);
        },
      },
    ],
  });
  assertEquals(exhaust(scenario, { timeouts: 0, maxSteps: 300 }).failure, null);
});

Deno.test("an invariant is looked at after every change", () => {
  const { failure } = exhaust((words) =>
    twice(({ atomics, words }) => {
      atomics.store(words, 0, 1);
      atomics.store(words, 0, 0);
    }, {
      invariant: () => {
        if (words[0] === 1) throw new Error("never 1");
      },
    })
  );
  assertEquals([failure?.kind, failure?.error.message, failure?.steps.length], ["invariant", "never 1", 1]);
});

Deno.test("a program that does something else when it is run again is refused", () => {
  let runs = 0;
  const { failure } = exhaust(() =>
    twice(({ atomics, words }) => {
      for (let i = 0; i < 3; i++) atomics.add(words, runs++ % 7, 1);
    })
  );
  assertEquals(failure?.kind, "nondeterminism");
});

Deno.test("finally blocks run when a thread is switched away from, and can do no harm", () => {
  const report = exhaust((words) =>
    twice(({ atomics, words }) => {
      try {
        for (let i = 0; i < 3; i++) atomics.add(words, 0, 1);
      } finally {
        atomics.add(words, 1, 1);
      }
    }, {
      check: () => {
        if (words[0] !== 6 || words[1] !== 2) throw new Error(`${words[0]} and ${words[1]}`);
      },
    })
  );
  assertEquals(report.failure, null);
});

Deno.test("plain accesses that a model names as private are no places to switch", () => {
  assertEquals(exhaust((words) => ({ ...lostUpdate(words), plainSwitch: () => false })).failure, null);
  assertEquals(exhaust((words) => ({ ...lostUpdate(words), quiet: () => true })).failure, null);
});

Deno.test("a schedule survives being written and read, and nonsense is refused with its part", () => {
  const decisions = [0, 0, 0, 1, 2, 2, 10];
  assertEquals(encodeSchedule(decisions), "0x3 1 2x2 10");
  assertEquals(decodeSchedule("0x3 1 2x2 10"), decisions);
  assertThrows(() => decodeSchedule("0 b"), SyntaxError, '"b"');
});

Deno.test("verify() throws an error that prints the interleaving", () => {
  const error = assertThrows(() => verify(lostUpdate, { runs: 10 }), InterleavingError);
  assertMatch(error.message, /^check: counted 1\n/);
  assertMatch(formatFailure(error.failure), /\n {4}1 {2}A {2}read counter is 0\n/);
  assertMatch(error.message, /schedule: [\dx ]+$/);
});

Deno.test("words and atomics of another thread or of no thread are refused", () => {
  const { failure } = exhaust((real) => twice(({ atomics }) => void atomics.load(real, 0)));
  assertEquals(failure?.error.name, "TypeError");
});
