import { assert, assertEquals } from "@std/assert";
import {
  exhaust,
  type Model,
  randomWalk,
  replay,
  type Scenario,
  type ThreadHandle,
  verify,
} from "@orochi/interleave";
import { importMutant } from "@orochi/interleave/mutant";
import { COUNT_BITS, MERGED, ONE, QUEUED, SHARED, SPILL_AT } from "./_biased_words.ts";
import { Biased, QUEUE_CAPACITY } from "./biased.ts";
import type { RefcountContext } from "./strategy.ts";

/** Bytes of the region, where queues of 256 words lie by slot. */
const REGION = 4096;
const OBJECT = 1024;
const OTHER = 1280;
/** Word through which threads hand a reference on, or say that they are done. */
const MAILBOX = 601;
/** Objects that fill a queue, 16 bytes each. */
const FILL = 10240;
/** Word that holds the object in the scenarios about reading without a lock. */
const CELL = 600;
/** Words that the models need: slots up to 4. */
const WORDS = 4096;

type Maker = new (context: RefcountContext) => Biased;

/** What a test knows of all references: who gives one up says so before it does, and destroying checks it. */
class Ledger {
  readonly #references = new Map<number, number>();
  readonly #dead = new Set<number>();
  readonly #finalised = new Set<number>();

  hold(object: number, change: number): void {
    if (this.#dead.has(object)) throw new Error(`a reference to ${object}, which is dead`);
    this.#references.set(object, (this.#references.get(object) ?? 0) + change);
  }

  destroy(object: number): void {
    const left = this.#references.get(object);
    if (left !== 0) throw new Error(`${object} destroyed with ${left} references`);
    if (this.#dead.has(object)) throw new Error(`${object} destroyed twice`);
    this.#dead.add(object);
  }

  /** Brings a dead object back, the first time it is asked for. Whether it did. */
  revive(object: number): boolean {
    if (this.#finalised.has(object)) return false;
    this.#finalised.add(object);
    this.#dead.delete(object);
    this.#references.set(object, 1);
    return true;
  }

  check(): void {
    for (const [object, left] of this.#references) {
      if (left === 0 && !this.#dead.has(object)) throw new Error(`${object} was never destroyed`);
    }
  }
}

/** A strategy and the ledger, as a thread's program uses them. */
class Counter {
  readonly counts: Biased;
  readonly #thread: ThreadHandle;
  readonly #ledger: Ledger;

  constructor(maker: Maker, thread: ThreadHandle, slot: number, ledger: Ledger) {
    const { words, atomics } = thread;
    this.#thread = thread;
    this.#ledger = ledger;
    this.counts = new maker({ words, atomics, slot, region: REGION, setBreaker: () => {} });
  }

  incref(object: number = OBJECT): void {
    this.counts.incref(object);
    this.#thread.effect("+1", () => this.#ledger.hold(object, 1));
  }

  tryIncref(object: number = OBJECT): boolean {
    const taken = this.counts.tryIncref(object);
    if (taken) this.#thread.effect("+1", () => this.#ledger.hold(object, 1));
    return taken;
  }

  decref(object: number = OBJECT): boolean {
    this.#thread.effect("-1", () => this.#ledger.hold(object, -1));
    const dead = this.counts.decref(object);
    if (dead) this.destroy(object);
    return dead;
  }

  /** Drops a reference to an object that has a finaliser. */
  dropToFinalise(object: number = OBJECT): void {
    this.#thread.effect("-1", () => this.#ledger.hold(object, -1));
    if (this.counts.decref(object)) this.finalise(object);
  }

  readonly destroy = (object: number): void => {
    this.#thread.effect("destroy", () => this.#ledger.destroy(object));
  };

  /** Like destroy, but at its first death the object comes back with one reference, which is then dropped. */
  readonly finalise = (object: number): void => {
    this.destroy(object);
    if (!this.#thread.effect("revive", () => this.#ledger.revive(object))) return;
    this.counts.init(object);
    this.decref(object);
  };

  safepoint(): void {
    this.counts.safepoint(this.destroy);
  }
}

/** A program of a slot. */
type Program = (counter: Counter, thread: ThreadHandle) => void;

interface Setup {
  /** References to the object at the start, all counted by slot 1, its owner. */
  readonly references: number;
  /** Programs of slots 1, 2, ... All are present at the start. */
  readonly programs: readonly Program[];
  readonly prepare?: (words: Int32Array, ledger: Ledger) => void;
}

/** Shared is below zero only while queued; states only go up in one life. */
function checkWords(words: Int32Array): void {
  const shared = words[(OBJECT >>> 2) - 2];
  if (shared >> 2 < 0 && (shared & 3) !== QUEUED) {
    throw new Error(`the shared count is ${shared >> 2} and not queued`);
  }
  if ((shared & 3) === MERGED && words[(OBJECT >>> 2) - 1] >>> COUNT_BITS !== 0) {
    throw new Error("merged, with an owner");
  }
}

function scenario(setup: Setup, maker: Maker = Biased): Scenario {
  return (words): Model => {
    const ledger = new Ledger();
    for (let slot = 1; slot <= setup.programs.length; slot++) {
      new Biased({ words, atomics: Atomics, slot, region: REGION, setBreaker: () => {} }).threadStart();
    }
    words[OBJECT >>> 2] = 9;
    words[(OBJECT >>> 2) - 1] = (1 << COUNT_BITS) | setup.references;
    ledger.hold(OBJECT, setup.references);
    setup.prepare?.(words, ledger);
    return {
      threads: setup.programs.map((program, i) => ({
        name: `slot ${i + 1}`,
        run: (thread) => program(new Counter(maker, thread, i + 1, ledger), thread),
      })),
      // The fillers of a full queue are nobody's business but its owner's.
      quiet: (index) => index >= FILL >>> 2,
      invariant: () => checkWords(words),
      check: () => {
        // What is queued when all is over waits for its owner's next safepoint; where there is no owner, nobody comes.
        for (let slot = 1; slot <= setup.programs.length; slot++) {
          if (words[REGION / 4 + slot * 256 + 1] === 0) continue;
          const counts = new Biased({ words, atomics: Atomics, slot, region: REGION, setBreaker: () => {} });
          counts.safepoint((object) => ledger.destroy(object));
        }
        ledger.check();
      },
      nameOf: (index) => {
        const names: Record<number, string> = {
          [OBJECT / 4]: "type",
          [OBJECT / 4 - 1]: "local",
          [OBJECT / 4 - 2]: "shared",
        };
        if (index >= REGION / 4) return `queue ${(index - REGION / 4) >>> 8}[${(index - REGION / 4) & 255}]`;
        return index === CELL ? "cell" : index === MAILBOX ? "mailbox" : names[index];
      },
    };
  };
}

/** The state machine, transition by transition. */
const SETUPS: Record<string, Setup> = {
  "owner and another drop one each, the owner passes safepoints": {
    references: 2,
    programs: [(a) => {
      a.decref();
      a.safepoint();
      a.safepoint();
    }, (b) => b.decref()],
  },
  "another takes its own reference and drops two": {
    references: 2,
    programs: [(a) => {
      a.decref();
      a.safepoint();
    }, (b) => {
      b.incref();
      b.decref();
      b.decref();
    }],
  },
  "two others drop, and one takes more, while the owner merges": {
    references: 3,
    programs: [(a) => {
      a.safepoint();
      a.decref();
      a.safepoint();
    }, (b) => {
      b.incref();
      b.decref();
      b.decref();
    }, (c) => c.decref()],
  },
  "the owner drops references that another counted": {
    references: 3,
    programs: [
      (a, { words, atomics }) => {
        atomics.wait(words, MAILBOX, 0);
        for (let i = 0; i < 3; i++) a.decref();
        a.safepoint();
      },
      (b) => b.decref(),
      (c, { words, atomics }) => {
        c.incref();
        c.incref();
        atomics.store(words, MAILBOX, 1);
        atomics.notify(words, MAILBOX);
        c.decref();
      },
    ],
  },
  "the owner's thread ends while another drops": {
    references: 2,
    programs: [(a) => {
      a.decref();
      a.counts.threadExit(a.destroy);
    }, (b) => b.decref()],
  },
  "two others drop while the owner's thread ends": {
    references: 2,
    programs: [(a) => a.counts.threadExit(a.destroy), (b) => b.decref(), (c) => c.decref()],
  },
  "the slot's next thread inherits what the last one owned": {
    references: 3,
    programs: [(a) => {
      a.decref();
      a.counts.threadExit(a.destroy);
      a.counts.threadStart();
      a.decref();
      a.safepoint();
    }, (b) => b.decref()],
  },
  "another drops while the owner blocks": {
    references: 2,
    programs: [(a) => {
      a.counts.detach();
      a.counts.attach();
      a.decref();
      a.safepoint();
    }, (b) => {
      b.incref();
      b.decref();
      b.decref();
    }],
  },
  "another stops the world and settles what was queued for an owner that blocks": {
    references: 2,
    programs: [(a, { words, atomics }) => {
      a.decref();
      a.counts.detach();
      atomics.store(words, MAILBOX, 1);
      atomics.notify(words, MAILBOX);
    }, (b, { words, atomics }) => {
      b.decref();
      atomics.wait(words, MAILBOX, 0);
      b.counts.settle();
      b.safepoint();
    }],
  },
  "a nearly full local count spills while another drops": {
    references: SPILL_AT - 1,
    programs: [(a) => {
      for (let i = 0; i < 3; i++) a.incref();
      a.safepoint();
      for (let i = 0; i < 4; i++) a.decref();
    }, (b) => {
      b.decref();
      b.incref();
      b.decref();
    }],
  },
  "a dying object comes back for its finaliser and dies again": {
    references: 2,
    programs: [(a) => {
      a.dropToFinalise();
      a.counts.safepoint(a.finalise);
    }, (b) => b.dropToFinalise()],
  },
  "readers without a lock find the object while it dies": {
    references: 1,
    prepare: (words, ledger) => {
      words[CELL] = OBJECT;
      words[(OBJECT >>> 2) - 2] = ONE;
      ledger.hold(OBJECT, 1);
    },
    programs: [(a, { words, atomics }) => {
      atomics.store(words, CELL, 0);
      a.decref();
      a.safepoint();
    }, (b, { words }) => {
      const found = words[CELL];
      if (found === 0 || !b.tryIncref(found)) return;
      b.decref(found);
    }, (c) => c.decref()],
  },
  "readers take a tryable object while it dies": {
    references: 1,
    prepare: (words) => {
      words[CELL] = OBJECT;
      words[(OBJECT >>> 2) - 2] = SHARED;
    },
    programs: [
      (a, { words, atomics }) => {
        atomics.store(words, CELL, 0);
        a.decref();
        a.safepoint();
      },
      ...[1, 2].map((): Program => (reader, { words }) => {
        const found = words[CELL];
        if (found !== 0 && reader.tryIncref(found)) reader.decref(found);
      }),
    ],
  },
  "a full queue": {
    references: 2,
    prepare: (words, ledger) => {
      // One place is left; the entries hold the only references to objects of their own.
      const queue = REGION / 4 + 256;
      for (let i = 0; i < QUEUE_CAPACITY - 1; i++) {
        const word = (FILL >>> 2) + i * 4;
        words[word] = 9;
        words[word - 1] = (1 << COUNT_BITS) | 1;
        words[word - 2] = QUEUED;
        words[queue + 3 + i] = word;
        ledger.hold(word << 2, 0);
      }
      words[queue + 2] = QUEUE_CAPACITY - 1;
      words[OTHER >>> 2] = 9;
      words[(OTHER >>> 2) - 1] = (1 << COUNT_BITS) | 1;
      ledger.hold(OTHER, 1);
    },
    programs: [(a, { words, atomics }) => {
      a.decref();
      a.safepoint();
      atomics.store(words, MAILBOX, 1);
      atomics.notify(words, MAILBOX);
    }, (b, { words, atomics }) => {
      b.decref();
      b.safepoint();
      atomics.wait(words, MAILBOX, 0);
      b.safepoint();
    }, (c, { words, atomics }) => {
      c.decref(OTHER);
      c.safepoint();
      atomics.wait(words, MAILBOX, 0);
      c.safepoint();
    }],
  },
};

/** Interleavings of all scenarios together, at the least; as many as the environment says under `deno task explore`. */
const ENOUGH = Number(Deno.env.get("OROCHI_INTERLEAVINGS") ?? 10_000);

Deno.test("biased: no reference is lost and nothing dies early under any interleaving of its transitions", () => {
  let interleavings = 0;
  for (const [name, setup] of Object.entries(SETUPS)) {
    const big = name === "a full queue";
    const report = verify(scenario(setup), {
      words: WORDS,
      preemptions: big ? 1 : 2,
      maxRuns: big ? 200 : 2500,
      runs: big ? 100 : 1500,
      seed: 7,
    });
    interleavings += report.interleavings;
  }
  for (let seed = 8; interleavings < ENOUGH; seed++) {
    for (const setup of Object.values(SETUPS)) {
      const report = randomWalk(scenario(setup), { words: WORDS, runs: 1500, seed });
      assertEquals(report.failure, null);
      interleavings += report.interleavings;
    }
  }
  assert(interleavings >= ENOUGH, `${interleavings} interleavings`);
});

/** A fault in the protocol, and a scenario that shows it. */
interface Mutation {
  readonly fault: string;
  /** Texts of the module, and what stands there instead. */
  readonly changes: readonly (readonly [string, string])[];
  readonly shownBy: string;
}

const MUTATIONS: readonly Mutation[] = [
  {
    fault: "the merge is not atomic",
    changes: [[
      `      const found = this.#atomics.compareExchange(words, word - 2, seen, next);
      if (found === seen) return next === MERGED;`,
      `      const found = seen;
      this.#atomics.store(words, word - 2, next);
      if (found === seen) return next === MERGED;`,
    ]],
    shownBy: "two others drop, and one takes more, while the owner merges",
  },
  {
    fault: "the owner's quick way out forgets that others count",
    changes: [["if (words[word - 2] === 0) return true;", "return true;"]],
    shownBy: "readers without a lock find the object while it dies",
  },
  {
    fault: "the queue's reference is dropped when the object is queued",
    changes: [[
      "const next = queue ? QUEUED : seen - ONE;",
      "const next = queue ? ((seen - ONE) & ~3) | QUEUED : seen - ONE;",
    ]],
    shownBy: "owner and another drop one each, the owner passes safepoints",
  },
  {
    fault: "the owner leaves after it has let go of the lock under which it found its queue empty",
    changes: [["if (length === 0 && leave) words[queue + PRESENT] = 0;", ""], [
      "if (length === 0) return;",
      "if (length === 0) return leave ? this.#setPresent(0) : undefined;",
    ]],
    shownBy: "two others drop while the owner's thread ends",
  },
  {
    fault: "who queues doesn't look whether the owner let go meanwhile",
    changes: [["if (owner === 0) return this.#dropMerged(word);", "if (owner === 0) return false;"]],
    shownBy: "the owner drops references that another counted",
  },
  {
    fault: "an absent owner's objects are queued all the same",
    changes: [["if (words[queue + PRESENT] === 0) {", "if (words[queue + PRESENT] === 2) {"]],
    shownBy: "two others drop while the owner's thread ends",
  },
  {
    fault: "a reader takes a reference to what may be dead",
    changes: [["if (seen === 0 || seen === MERGED) return false;", "if (seen === MERGED) return false;"]],
    shownBy: "readers without a lock find the object while it dies",
  },
  {
    fault: "a slot comes back without the queue's lock",
    changes: [[
      `    this.#lock(queue);
    this.#words[queue + PRESENT] = present;
    this.#unlock(queue);`,
      "    this.#words[queue + PRESENT] = present;",
    ]],
    shownBy: "another drops while the owner blocks",
  },
  {
    fault: "what finds a full queue is forgotten",
    changes: [["this.#kept.push(word);", ""]],
    shownBy: "a full queue",
  },
];

for (const { fault, changes, shownBy } of MUTATIONS) {
  Deno.test(`biased: the explorer finds it when ${fault}`, async () => {
    const mutant = await importMutant<{ Biased: Maker }>(new URL("./biased.ts", import.meta.url), changes);
    const options = { words: WORDS, preemptions: 2, maxRuns: 4000 };
    const broken = scenario(SETUPS[shownBy], mutant.Biased);
    const failure = exhaust(broken, options).failure ??
      randomWalk(broken, { words: WORDS, runs: 4000 }).failure;
    assert(failure !== null, "no interleaving failed");
    assertEquals(replay(broken, failure.schedule, options)?.error.message, failure.error.message);
  });
}
