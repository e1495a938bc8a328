import { assert, assertEquals } from "@std/assert";
import { exhaust, randomWalk, replay, verify } from "@orochi/interleave";
import { importMutant } from "@orochi/interleave/mutant";
import { type LockMaker, makeLockBench } from "./conformance.ts";
import { MODEL_CASES, MODEL_WORDS, modelScenario } from "./conformance_model.ts";
import * as strategies from "./mod.ts";
import Baton from "./template.ts";

const makers: readonly LockMaker[] = [
  strategies.Timeout,
  strategies.Tick,
  strategies.Priority,
  strategies.Adaptive,
  strategies.PerObject,
  strategies.Subsystem,
  strategies.withOptions(strategies.Subsystem, "all"),
  strategies.withOptions(strategies.Subsystem, "containers,library"),
  Baton,
];

/** Interleavings of all cases together, for each strategy, at the least. */
const ENOUGH = 6000;

for (const maker of makers) {
  const { name, constraints } = makeLockBench(maker).one;
  let interleavings = 0;
  for (const test of MODEL_CASES) {
    if (test.forcesSwitch === true && constraints.forcesSwitch !== true) continue;
    Deno.test(`${name}: ${test.name}`, () => {
      const options = { words: MODEL_WORDS, preemptions: 2, maxRuns: 700, runs: 900, seed: 11 };
      interleavings += verify(modelScenario(test, maker), options).interleavings;
    });
  }
  Deno.test(`${name}: enough interleavings were explored`, () =>
    assert(interleavings >= ENOUGH, `${interleavings}`));
}

/** A fault in a strategy, and the case that shows it. */
interface Mutation {
  readonly file: string;
  readonly fault: string;
  readonly changes: readonly (readonly [string, string])[];
  readonly shownBy: string;
}

const MUTATIONS: readonly Mutation[] = [
  {
    file: "object.ts",
    fault: "an object's lock is taken in two steps",
    changes: [[
      "const found = atomics.compareExchange(words, word, seen, seen | LOCKED);",
      "const found = seen; atomics.store(words, word, seen | LOCKED);",
    ]],
    shownBy: "sections on one object keep others out",
  },
  {
    file: "object.ts",
    fault: "who unlocks wakes nobody",
    changes: [["if ((seen & PARKED) !== 0) atomics.notify(words, word);", ""]],
    shownBy: "sections on one object keep others out",
  },
  {
    file: "object.ts",
    fault: "who waits doesn't say so in the object",
    changes: [[
      "atomics.compareExchange(words, word, seen, seen | PARKED) !== seen) return;",
      "false) return;",
    ], [
      "atomics.wait(words, word, seen | PARKED);",
      "atomics.wait(words, word, seen);",
    ]],
    shownBy: "sections on one object keep others out",
  },
  {
    file: "object.ts",
    fault: "a waiting thread keeps its outer sections",
    changes: [["    this.counters.waits++;\n    this.#suspendSections();", "    this.counters.waits++;"]],
    shownBy: "sections nest in any order without a deadlock",
  },
  {
    file: "object.ts",
    fault: "a thread that comes back doesn't take its section again",
    changes: [["if (this.#sections.length > 0) this.#resumeTop();", ""]],
    shownBy: "a section is suspended while its thread blocks, and taken again afterwards",
  },
  {
    file: "object.ts",
    fault: "the end of an inner section leaves the outer one suspended",
    changes: [["if (count > 0 && this.#active >= count) this.#resumeTop();", ""]],
    shownBy: "an outer section is taken again when the inner one that was waited for ends",
  },
  {
    file: "object.ts",
    fault: "the world is taken for stopped while a thread is attached",
    changes: [["if (seen !== STATE_ATTACHED) break;", "if (seen !== 99) break;"]],
    shownBy: "nobody runs while the world is stopped",
  },
  {
    file: "object.ts",
    fault: "a thread comes back into a stopped world",
    changes: [["if (seen !== STATE_SUSPENDED) break;", "break;"]],
    shownBy: "the world stops around a thread that waits for a section, and around one that blocks",
  },
  {
    file: "object.ts",
    fault: "who starts the world wakes nobody",
    changes: [["        atomics.notify(words, state);\n      }", "      }"]],
    shownBy: "nobody runs while the world is stopped",
  },
  {
    file: "object.ts",
    fault: "two threads may both have stopped the world",
    changes: [["const other = atomics.compareExchange(words, STOPPER, 0, this.#slot);", "const other = 0;"]],
    shownBy: "two threads may stop the world at once: one after the other does",
  },
  {
    file: "object.ts",
    fault: "sections take no lock although there are two threads",
    changes: [[
      "oneMoreThread(this.#words, this.#atomics);",
      "this.#atomics.add(this.#words, SINGLE + 1, 1);",
    ]],
    shownBy: "threads start and end, and sections hold while the program goes from single to not and back",
  },
  {
    file: "timeout.ts",
    fault: "the lock is taken in two steps",
    changes: [[
      "if (this.atomics.compareExchange(this.words, LOCKED, 0, this.slot) !== 0) this.#wait();",
      "if (this.atomics.load(this.words, LOCKED) !== 0) this.#wait(); else this.words[LOCKED] = this.slot;",
    ]],
    shownBy: "sections on one object keep others out",
  },
  {
    file: "timeout.ts",
    fault: "who waits never asks",
    changes: [["this.setBreaker(holder, BREAK_LOCK);", "continue;"]],
    shownBy: "a thread that does nothing but pass safepoints lets those run that wait",
  },
  {
    file: "timeout.ts",
    fault: "who was asked takes the lock straight back",
    changes: [["if (!asked) return;", "if (asked || !asked) return;"]],
    shownBy: "a thread that does nothing but pass safepoints lets those run that wait",
  },
  {
    file: "tick.ts",
    fault: "who gives the lock up wakes nobody",
    changes: [["if (atomics.load(words, WAITERS) > 0) atomics.notify(words, LOCKED, 1);", ""]],
    shownBy: "sections on one object keep others out",
  },
  {
    file: "tick.ts",
    fault: "a waiter counts itself after it has looked",
    changes: [["    this.beginWait(WAITERS);\n", ""], [
      "atomics.wait(words, LOCKED, holder);",
      "atomics.wait(words, LOCKED, holder); if (holder > 99) break; atomics.add(words, WAITERS, 1);",
    ]],
    shownBy: "sections on one object keep others out",
  },
  {
    file: "adaptive.ts",
    fault: "who gives the lock up forgets those that sleep",
    changes: [[
      "if ((atomics.exchange(words, LOCKED, 0) & ASLEEP) !== 0)",
      "if (atomics.exchange(words, LOCKED, 0) > ASLEEP * 2)",
    ], [
      "atomics.wait(words, LOCKED, asleep, interval);",
      "atomics.wait(words, LOCKED, asleep);",
    ]],
    shownBy: "sections on one object keep others out",
  },
  {
    file: "priority.ts",
    fault: "who joins the line doesn't look whether the lock is free",
    changes: [["seen === 0 ? slot : seen | QUEUED", "seen | QUEUED"], [
      "if (seen !== 0) this.#append();",
      "this.#append();",
    ], [
      "return seen !== 0;",
      "return true;",
    ]],
    shownBy: "sections on one object keep others out",
  },
  {
    file: "priority.ts",
    fault: "the line is changed without its guard",
    changes: [[
      "    if (atomics.compareExchange(words, GUARD, 0, 1) === 0) return;",
      "    if (words[GUARD] !== 9) return;",
    ]],
    shownBy: "sections on one object keep others out",
  },
  {
    file: "adaptive.ts",
    fault: "who was asked takes the lock straight back",
    changes: [["if (!asked) return;", "if (asked || !asked) return;"]],
    shownBy: "a thread that does nothing but pass safepoints lets those run that wait",
  },
];

for (const { file, fault, changes, shownBy } of MUTATIONS) {
  Deno.test(`${file}: the explorer finds it when ${fault}`, async () => {
    const module = await importMutant<Record<string, LockMaker>>(new URL(file, import.meta.url), changes);
    const broken = modelScenario(
      MODEL_CASES.find((test) => test.name === shownBy)!,
      Object.values(module)[0],
    );
    const options = { words: MODEL_WORDS, maxSteps: 4000, maxRuns: 500 };
    const failure = exhaust(broken, options).failure ??
      randomWalk(broken, { ...options, runs: 3000 }).failure;
    assert(failure !== null, "no interleaving failed");
    assertEquals(replay(broken, failure.schedule, options)?.kind, failure.kind);
  });
}
