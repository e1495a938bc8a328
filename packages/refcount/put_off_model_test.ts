/**
 * Explores the strategies that put counting off: `Deferred` and `Buffered`. With `OROCHI_INTERLEAVINGS` in the environment each
 * is explored that many times instead (`deno task explore`).
 */
import { assert, assertEquals } from "@std/assert";
import {
  exhaust,
  type Model,
  type ModelAtomics,
  randomWalk,
  replay,
  type Scenario,
  type ThreadHandle,
  verify,
} from "@orochi/interleave";
import { importMutant } from "@orochi/interleave/mutant";
import type { Buffered } from "./buffered.ts";
import type { Deferred } from "./deferred.ts";
import type { RefcountContext, RefcountStrategy } from "./strategy.ts";

const REGION = 4096;
/** Two objects with the same place in a table. */
const OBJECT = 1024, OTHER = 2048;
/** Word through which threads hand a reference on. */
const MAILBOX = 601;
/** Word that holds the object in the scenarios about reading without a lock. */
const CELL = 600;
/** Words of the world: who stops it, and each thread's state. */
const STOPPED = 610, STATES = 611;
const ENDED = 0, RUNS = 1, WAITS = 2;
const WORDS = 4096;

type Maker = new (context: RefcountContext) => RefcountStrategy;
type Changes = readonly (readonly [string, string])[];

/** Tables of four entries and logs of few, so that a scan is short and a table soon full. */
const SMALL_TABLES: Changes = [
  ["TABLE_ENTRIES = 256", "TABLE_ENTRIES = 4"],
  ["SLOTS = 256", "SLOTS = 4"],
];
const SMALL_LOGS: Changes = [
  ["SLOTS = 256, SLOT_SHIFT = 10, SLOT_WORDS = 256", "SLOTS = 4, SLOT_SHIFT = 10, SLOT_WORDS = 8"],
];

const deferred = async (changes: Changes = []): Promise<Maker> =>
  (await importMutant<{ Deferred: typeof Deferred }>(new URL("./deferred.ts", import.meta.url), [
    ...SMALL_TABLES,
    ...changes,
  ])).Deferred;
const buffered = async (changes: Changes = []): Promise<Maker> =>
  (await importMutant<{ Buffered: typeof Buffered }>(new URL("./buffered.ts", import.meta.url), [
    ...SMALL_LOGS,
    ...changes,
  ])).Buffered;

/** What a test knows of all references. */
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
      if (left !== 0) throw new Error(`the test leaves ${left} references to ${object}`);
    }
  }
}

/** Stops and starts the world of a model's threads. */
class World {
  readonly #words: Int32Array;
  readonly #atomics: ModelAtomics;

  constructor(thread: ThreadHandle, readonly slot: number, readonly threads: number) {
    this.#words = thread.words;
    this.#atomics = thread.atomics;
  }

  #state(state: number): void {
    this.#atomics.store(this.#words, STATES + this.slot, state);
    this.#atomics.notify(this.#words, STATES + this.slot);
  }

  poll(): void {
    while (this.#atomics.load(this.#words, STOPPED) !== 0) {
      this.#state(WAITS);
      this.#atomics.wait(this.#words, STOPPED, 1);
      this.#atomics.store(this.#words, STATES + this.slot, RUNS);
    }
  }

  readonly stop = (): void => {
    while (this.#atomics.compareExchange(this.#words, STOPPED, 0, 1) !== 0) this.poll();
    for (let other = 1; other <= this.threads; other++) {
      while (other !== this.slot && this.#atomics.load(this.#words, STATES + other) === RUNS) {
        this.#atomics.wait(this.#words, STATES + other, RUNS);
      }
    }
  };

  readonly start = (): void => {
    this.#atomics.store(this.#words, STOPPED, 0);
    this.#atomics.notify(this.#words, STOPPED);
  };

  end(): void {
    this.#state(ENDED);
  }

  /** Blocks: the world may be stopped meanwhile. */
  detach(): void {
    this.#state(WAITS);
  }

  attach(): void {
    this.#atomics.store(this.#words, STATES + this.slot, RUNS);
    this.poll();
  }
}

/** A strategy, the world and the ledger, as a thread's program uses them. */
class Counter {
  readonly counts: RefcountStrategy;
  readonly world: World;

  constructor(
    maker: Maker,
    readonly thread: ThreadHandle,
    slot: number,
    threads: number,
    readonly ledger: Ledger,
    readonly holds: boolean,
  ) {
    const { words, atomics } = thread;
    this.world = new World(thread, slot, threads);
    const { stop: stopTheWorld, start: startTheWorld } = this.world;
    this.counts = new maker({
      words,
      atomics,
      slot,
      region: REGION,
      setBreaker: () => {},
      stopTheWorld,
      startTheWorld,
    });
  }

  incref(object = OBJECT): void {
    this.counts.incref(object);
    this.thread.effect("+1", () => this.ledger.hold(object, 1));
  }

  tryIncref(object = OBJECT): boolean {
    const taken = this.counts.tryIncref(object);
    if (taken) this.thread.effect("+1", () => this.ledger.hold(object, 1));
    return taken;
  }

  decref(object = OBJECT, destroy = this.destroy): void {
    this.thread.effect("-1", () => this.ledger.hold(object, -1));
    if (this.counts.decref(object)) destroy(object);
  }

  readonly destroy = (object: number): void => {
    this.thread.effect("destroy", () => this.ledger.destroy(object));
    if (this.holds && object === OBJECT) this.decref(OTHER);
  };

  /** Like destroy, but at its first death the object comes back with one reference, which is then dropped. */
  readonly finalise = (object: number): void => {
    this.destroy(object);
    if (!this.thread.effect("revive", () => this.ledger.revive(object))) return;
    this.counts.init(object);
    this.decref(object);
  };

  safepoint(destroy = this.destroy): void {
    this.world.poll();
    this.counts.safepoint(destroy);
  }

  /** Waits for another thread as one that blocks. */
  receive(): void {
    const { words, atomics } = this.thread;
    this.counts.detach();
    this.world.detach();
    while (atomics.load(words, MAILBOX) === 0) atomics.wait(words, MAILBOX, 0);
    this.world.attach();
    this.counts.attach();
  }

  send(): void {
    const { words, atomics } = this.thread;
    atomics.store(words, MAILBOX, 1);
    atomics.notify(words, MAILBOX);
  }

  /** A collector: looks at counts while the world stands still. */
  collect(): void {
    this.world.stop();
    this.counts.settle?.();
    this.world.start();
    this.counts.safepoint(this.destroy);
  }
}

type Program = (counter: Counter, thread: ThreadHandle) => void;

interface Setup {
  /** References to the object at the start. */
  readonly references: number;
  /** Likewise to the other object. */
  readonly others?: number;
  /** The object holds a reference to the other one. */
  readonly holds?: boolean;
  /** The object comes back once. */
  readonly finalised?: boolean;
  readonly prepare?: (words: Int32Array) => void;
  readonly programs: readonly Program[];
}

function scenario(maker: Maker, setup: Setup): Scenario {
  return (words): Model => {
    const ledger = new Ledger(), threads = setup.programs.length;
    for (let i = 1; i <= threads; i++) words[STATES + i] = RUNS;
    for (const [object, count] of [[OBJECT, setup.references], [OTHER, setup.others ?? 0]]) {
      words[object >>> 2] = 9;
      words[(object >>> 2) - 1] = count;
      if (count !== 0) ledger.hold(object, count);
    }
    setup.prepare?.(words);
    return {
      threads: setup.programs.map((program, i) => ({
        name: `slot ${i + 1}`,
        run: (thread) => {
          const counter = new Counter(maker, thread, i + 1, threads, ledger, setup.holds === true);
          program(counter, thread);
          counter.world.poll();
          counter.counts.threadExit(setup.finalised ? counter.finalise : counter.destroy);
          counter.world.end();
        },
      })),
      // A slot's part is its own, but while the world stands still.
      plainSwitch: (index) => index < REGION / 4,
      invariant: () => {
        for (const object of [OBJECT, OTHER]) {
          if (words[(object >>> 2) - 1] < 0) throw new Error("a count below zero");
        }
      },
      check: () => ledger.check(),
      nameOf: (index) => {
        const names: Record<number, string> = {
          [OBJECT / 4 - 1]: "count",
          [OTHER / 4 - 1]: "other count",
          [STOPPED]: "stopped",
          [CELL]: "cell",
          [MAILBOX]: "mailbox",
        };
        return names[index] ?? (index >= REGION / 4 ? `region[${index - REGION / 4}]` : undefined);
      },
    };
  };
}

const SETUPS: Record<string, Setup> = {
  "two threads drop one each": {
    references: 2,
    programs: [(a) => {
      a.decref();
      a.safepoint();
    }, (b) => b.decref()],
  },
  "references come and go on three threads": {
    references: 3,
    programs: [(a) => {
      a.incref();
      a.decref();
      a.decref();
    }, (b) => {
      b.incref();
      b.decref();
      b.safepoint();
      b.decref();
    }, (c) => c.decref()],
  },
  "a reference is made by one thread and dropped by another": {
    references: 1,
    programs: [(a) => {
      a.incref();
      a.send();
      a.decref();
      a.safepoint();
    }, (b) => {
      b.receive();
      b.decref();
      b.safepoint();
    }],
  },
  "a reference is made by a later slot and dropped by an earlier one": {
    references: 1,
    programs: [(a) => {
      a.receive();
      a.decref();
      a.safepoint();
    }, (b) => {
      b.incref();
      b.send();
      b.decref();
    }],
  },
  "two objects want the same place": {
    references: 3,
    others: 3,
    programs: [(a) => {
      a.decref();
      a.decref(OTHER);
      a.incref(OTHER);
      a.decref();
      a.decref(OTHER);
      a.decref(OTHER);
    }, (b) => {
      b.decref(OTHER);
      b.decref();
    }],
  },
  "a reader without a lock finds the object while it dies": {
    references: 1,
    prepare: (words) => words[CELL] = OBJECT,
    programs: [(a, { words, atomics }) => {
      atomics.store(words, CELL, 0);
      a.decref();
      a.safepoint();
    }, (b, { words, atomics }) => {
      const found = atomics.load(words, CELL);
      if (found !== 0 && b.tryIncref(found)) b.decref(found);
    }],
  },
  "a dying object comes back for its finaliser and dies again": {
    references: 2,
    finalised: true,
    programs: [(a) => {
      a.decref(OBJECT, a.finalise);
      a.safepoint(a.finalise);
    }, (b) => b.decref(OBJECT, b.finalise)],
  },
  "one thread blocks with work put off": {
    references: 2,
    programs: [(a) => {
      a.decref();
      a.receive();
      a.safepoint();
    }, (b) => {
      b.incref();
      b.decref();
      b.decref();
      b.safepoint();
      b.send();
    }],
  },
  "a collector settles counts while others count": {
    references: 2,
    programs: [(a) => {
      a.decref();
      a.collect();
    }, (b) => {
      b.incref();
      b.decref();
      b.safepoint();
      b.decref();
    }],
  },
  "a log overflows without a safepoint": {
    references: 2,
    programs: [(a) => {
      a.receive();
      a.incref();
      for (let i = 0; i < 5; i++) a.decref();
      a.safepoint();
    }, (b) => {
      for (let i = 0; i < 3; i++) b.incref();
      b.send();
      b.decref();
    }],
  },
  "the dead are taken apart while others go on": {
    references: 1,
    others: 2,
    holds: true,
    programs: [(a) => {
      a.decref();
      a.safepoint();
    }, (b) => {
      b.incref(OTHER);
      b.decref(OTHER);
      b.decref(OTHER);
    }],
  },
};

/** Interleavings of all scenarios together, at the least. */
const ENOUGH = Number(Deno.env.get("OROCHI_INTERLEAVINGS") ?? 10_000);

for (const [name, make] of Object.entries({ deferred, buffered })) {
  Deno.test(`${name}: no reference is lost and nothing dies early under any interleaving`, async () => {
    const maker = await make();
    const setups = Object.values(SETUPS), runs = Math.ceil(ENOUGH / setups.length / 2);
    let interleavings = 0;
    for (const setup of setups) {
      const options = { words: WORDS, preemptions: 2, maxRuns: runs, runs, seed: 11 };
      interleavings += verify(scenario(maker, setup), options).interleavings;
    }
    // Small scenarios have few interleavings within the bound: the rest at random.
    for (let seed = 12; interleavings < ENOUGH; seed++) {
      for (const setup of setups) {
        const report = randomWalk(scenario(maker, setup), { words: WORDS, runs: runs >>> 1, seed });
        assertEquals(report.failure, null);
        interleavings += report.interleavings;
      }
    }
    assert(interleavings >= ENOUGH, `${interleavings} interleavings`);
  });
}

interface Mutation {
  readonly fault: string;
  readonly make: (changes: Changes) => Promise<Maker>;
  readonly changes: Changes;
  readonly shownBy: string;
}

const MUTATIONS: readonly Mutation[] = [
  {
    fault: "a last reference is dropped without looking whether it still is",
    make: deferred,
    changes: [["this.#atomics.compareExchange(words, word - 1, 1, 0) === 1", "(words[word - 1] = 0) === 0"]],
    shownBy: "a reader without a lock finds the object while it dies",
  },
  {
    fault: "a displaced decrement is forgotten",
    make: deferred,
    changes: [["if (entry !== 0) this.#displace(entry);", ""]],
    shownBy: "two objects want the same place",
  },
  {
    fault: "a table is not scanned at a thread's end",
    make: deferred,
    changes: [["    do this.safepoint(destroy); while (this.#isWaiting());", "    void destroy;"]],
    shownBy: "two threads drop one each",
  },
  {
    fault: "a reader takes a reference to what is dead",
    make: deferred,
    changes: [["word - 1); seen !== 0;) {", "word - 1);;) {"], [
      "      seen = found;\n    }\n    return false;\n  }\n\n  makeTryable",
      "      seen = found;\n    }\n  }\n\n  makeTryable",
    ]],
    shownBy: "a reader without a lock finds the object while it dies",
  },
  {
    fault: "logs are applied while the world goes on",
    make: buffered,
    changes: [["      stopTheWorld?.();", ""], ["      startTheWorld?.();", ""]],
    shownBy: "a reference is made by one thread and dropped by another",
  },
  {
    fault: "decrements are applied before the increments of other logs",
    make: buffered,
    changes: [["if ((words[at] & DECREMENT) === 0) words[(words[at] >>> 2) - 1]++;", ""], [
      "this.#drop(words[at] - DECREMENT);",
      "this.#drop(words[at] - DECREMENT);\n        else words[(words[at] >>> 2) - 1]++;",
    ]],
    shownBy: "a reference is made by a later slot and dropped by an earlier one",
  },
  {
    fault: "decrements that find no room are applied early",
    make: buffered,
    changes: [["this.#kept.push(entry - DECREMENT);", "this.#drop(entry - DECREMENT);"]],
    shownBy: "a log overflows without a safepoint",
  },
];

for (const { fault, make, changes, shownBy } of MUTATIONS) {
  Deno.test(`${make.name}: the explorer finds it when ${fault}`, async () => {
    const broken = scenario(await make(changes), SETUPS[shownBy]);
    const options = { words: WORDS, preemptions: 2, maxRuns: 4000 };
    const failure = exhaust(broken, options).failure ??
      randomWalk(broken, { words: WORDS, runs: 4000 }).failure;
    assert(failure !== null, "no interleaving failed");
    assertEquals(replay(broken, failure.schedule, options)?.error.message, failure.error.message);
  });
}
