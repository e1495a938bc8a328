import { assert, assertEquals } from "@std/assert";
import { exhaust, type Model, replay, type Scenario, type ThreadHandle, verify } from "@orochi/interleave";
import { importMutant } from "@orochi/interleave/mutant";
import { Biased, Plain, type RefcountContext, type RefcountStrategy } from "@orochi/refcount";
import { type LockMaker } from "./conformance.ts";
import { MODEL_WORDS } from "./conformance_model.ts";
import { type LockStrategy, PerObject, SINGLE, Timeout } from "./mod.ts";

/** An object of the main thread, and one of the other. */
const OURS = 0x8000, THEIRS = 0x8040;
/** Word by which the two meet: generation of the thread, doubled; odd while it is asked for or runs. */
const JOB = 0x8080 >>> 2;
/** Word through which the other thread hands its object over. */
const CELL = 0x8084 >>> 2;
const REGION = 0x9000;
const ROUNDS = 2;

type RefcountMaker = new (context: RefcountContext) => RefcountStrategy;

/** What died, and who holds what, outside of the words. */
class Ledger {
  readonly references = new Map<number, number>([[OURS, 0], [THEIRS, 0]]);
  readonly deaths = new Map<number, number>([[OURS, 0], [THEIRS, 0]]);

  change(object: number, change: number): void {
    this.references.set(object, this.references.get(object)! + change);
  }

  destroy(object: number): void {
    if (this.references.get(object) !== 0) throw new Error(`${object.toString(16)} dies with references`);
    this.deaths.set(object, this.deaths.get(object)! + 1);
  }
}

/** A thread of Python as the virtual machine runs it: lock and counts together. */
class Runner {
  readonly lock: LockStrategy;
  readonly counts: RefcountStrategy;
  readonly #thread: ThreadHandle;
  readonly #ledger: Ledger;

  constructor(lock: LockMaker, counts: RefcountMaker, thread: ThreadHandle, slot: number, ledger: Ledger) {
    const { words, atomics, now } = thread;
    this.lock = new lock({ memory: { i32: words }, atomics, slot, now });
    this.counts = new counts({ words, atomics, slot, region: REGION, setBreaker: () => {} });
    this.#thread = thread;
    this.#ledger = ledger;
  }

  readonly destroy = (object: number): void => {
    this.#thread.effect("destroy", () => this.#ledger.destroy(object));
  };

  start(): void {
    this.lock.threadStart();
    this.counts.threadStart();
  }

  end(): void {
    this.counts.threadExit(this.destroy);
    this.lock.threadExit();
  }

  /** Blocks while a word has a value. */
  blockWhile(word: number, value: number): void {
    const { words, atomics } = this.#thread;
    this.counts.detach();
    this.lock.detach();
    while (atomics.load(words, word) === value) atomics.wait(words, word, value);
    this.lock.attach();
    this.counts.attach();
  }

  create(object: number): void {
    this.counts.init(object);
    this.#thread.effect("created", () => this.#ledger.change(object, 1));
  }

  incref(object: number): void {
    this.counts.incref(object);
    this.#thread.effect("+1", () => this.#ledger.change(object, 1));
  }

  decref(object: number): void {
    this.#thread.effect("-1", () => this.#ledger.change(object, -1));
    if (this.counts.decref(object)) this.destroy(object);
  }

  expectSingle(words: Int32Array, expected: number): void {
    const single = words[SINGLE];
    if (single !== expected) throw new Error(`SINGLE is ${single}`);
  }
}

function mainThread(runner: Runner, { words, atomics }: ThreadHandle): void {
  runner.start();
  for (let round = 0; round < ROUNDS; round++) {
    runner.expectSingle(words, 1);
    runner.create(OURS);
    runner.incref(OURS);
    runner.lock.prepareThread();
    runner.expectSingle(words, 0);
    atomics.store(words, JOB, round * 2 + 1);
    atomics.notify(words, JOB);
    runner.decref(OURS);
    runner.blockWhile(JOB, round * 2 + 1);
    runner.counts.safepoint(runner.destroy);
    runner.decref(words[CELL]);
  }
  runner.expectSingle(words, 1);
  runner.end();
}

/** The Worker of slot 2: each of its threads makes an object, hands it over, and drops the one it was given. */
function worker(runner: Runner, { words, atomics }: ThreadHandle): void {
  for (let round = 0; round < ROUNDS; round++) {
    const job = round * 2 + 1;
    while (atomics.load(words, JOB) !== job) atomics.wait(words, JOB, job - 1);
    runner.start();
    runner.expectSingle(words, 0);
    runner.create(THEIRS);
    runner.lock.begin(OURS);
    runner.incref(OURS);
    runner.lock.end();
    runner.decref(OURS);
    words[CELL] = THEIRS;
    runner.decref(OURS);
    runner.end();
    atomics.store(words, JOB, job + 1);
    atomics.notify(words, JOB);
  }
}

function scenario(lock: LockMaker, counts: RefcountMaker): Scenario {
  return (words): Model => {
    const ledger = new Ledger();
    words[OURS >>> 2] = words[THEIRS >>> 2] = 9;
    return {
      threads: [mainThread, worker].map((program, i) => ({
        name: program.name,
        run: (thread) => program(new Runner(lock, counts, thread, i + 1, ledger), thread),
      })),
      check: () => {
        for (const [object, deaths] of ledger.deaths) {
          if (deaths !== ROUNDS) {
            throw new Error(`${object.toString(16)} died ${deaths} times in ${ROUNDS} rounds`);
          }
        }
      },
      nameOf: (index) => index === JOB ? "job" : index === SINGLE ? "SINGLE" : undefined,
    };
  };
}

const COMBINATIONS: readonly (readonly [string, LockMaker, RefcountMaker])[] = [
  ["object and biased", PerObject, Biased],
  ["timeout and biased", Timeout, Biased],
  ["timeout and plain", Timeout, Plain],
];

for (const [name, lock, counts] of COMBINATIONS) {
  Deno.test(`${name}: threads start, hand objects over and end, and nothing is lost`, () => {
    const options = { words: MODEL_WORDS, preemptions: 2, maxRuns: 1500, runs: 1500, seed: 23 };
    const { interleavings } = verify(scenario(lock, counts), options);
    assert(interleavings >= 1500, `${interleavings}`);
  });
}

Deno.test("the explorer finds a thread that ends without telling the counting strategy", () => {
  class Silent extends Biased {
    override threadExit(): void {}
  }
  const options = { words: MODEL_WORDS, maxRuns: 2000 };
  const { failure } = exhaust(scenario(PerObject, Silent), options);
  assert(failure !== null);
  assertEquals(replay(scenario(PerObject, Silent), failure.schedule, options)?.kind, failure.kind);
});

Deno.test("the explorer finds a lock that says single while another thread is on its way", async () => {
  const { PerObject: Broken } = await importMutant<typeof import("./object.ts")>(
    new URL("object.ts", import.meta.url),
    [["    noteIfAlone(words, atomics);", "    words[SINGLE] = 1;"]],
  );
  const { failure } = exhaust(scenario(Broken, Biased), { words: MODEL_WORDS, maxRuns: 2000 });
  assertEquals(failure?.error.message, "SINGLE is 1");
});
