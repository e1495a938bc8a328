/**
 * What every lock strategy must do, as data: run it over your own. Free of any test framework. These are the cases
 * that one thread can play by itself, nothing in them waits; what must hold when threads meet is in `model.ts`.
 *
 * @module
 */
import { HeapMemory } from "@orochi/heap";
import { emitted, type EmittedLock, LEAF_BUSY } from "./emitted.ts";
import {
  type Address,
  BREAK_LOCK,
  BREAK_PENDING,
  BREAKER,
  type LockContext,
  type LockStrategy,
  SINGLE,
  slotWord,
  THREADS,
} from "./strategy.ts";

/** Makes a strategy for a slot. */
export type LockMaker = new (context: LockContext) => LockStrategy;

/** Two slots' strategies over one memory. Slot 1 runs the program's first thread. */
export interface LockBench {
  readonly words: Int32Array;
  readonly one: LockStrategy;
  readonly two: LockStrategy;
  /** Two objects. */
  readonly a: Address;
  readonly b: Address;
  /** The emitted form of `one`, where the bench is an emitted one. */
  readonly emittedOne: EmittedLock | null;
}

/** How a bench runs its strategy. */
export interface LockBenchOptions {
  /** Run the operations as WebAssembly written by the strategy's emitter; in TypeScript if false or missing. */
  readonly emitted?: boolean;
}

/** The type word of the objects of a bench: any type, no flags. */
const TYPE_WORD = 9;

/** A bench for a strategy; the thread of slot 1 is attached. */
export function makeLockBench(maker: LockMaker, options: LockBenchOptions = {}): LockBench {
  const memory = HeapMemory.create({ reserveBytes: 4 << 20 });
  const make = (slot: number): LockStrategy => {
    let time = 0;
    return new maker({ memory, atomics: Atomics, slot, now: () => time++ });
  };
  const typescript = make(1);
  const emittedOne = options.emitted === true ? emitted(typescript, memory, 1) : null;
  const one = emittedOne ?? typescript;
  const two = options.emitted === true ? emitted(make(2), memory, 2) : make(2);
  const a = 0x180100, b = 0x180200;
  memory.i32[a >>> 2] = memory.i32[b >>> 2] = TYPE_WORD;
  one.threadStart();
  return { words: memory.i32, one, two, a, b, emittedOne };
}

/** One case; throws an Error that says what was expected. */
export interface LockCase {
  readonly name: string;
  readonly run: (bench: LockBench) => void;
}

function expect(condition: boolean, what: string): void {
  if (!condition) throw new Error(`Expected ${what}`);
}

function expectUnlocked(bench: LockBench): void {
  for (const object of [bench.a, bench.b]) {
    expect(
      bench.words[object >>> 2] === TYPE_WORD,
      `clear lock bits: ${bench.words[object >>> 2].toString(16)}`,
    );
  }
}

/** Starts the second slot's thread and leaves it detached, slot 1 attached. */
function startSecond(bench: LockBench): void {
  bench.one.prepareThread();
  bench.one.detach();
  bench.two.threadStart();
  bench.two.detach();
  bench.one.attach();
}

/** All cases. */
export const LOCK_CASES: readonly LockCase[] = [
  {
    name: "a program begins single, and is so again when its second thread is over",
    run: (bench) => {
      expect(bench.words[SINGLE] === 1, "a single thread");
      bench.one.prepareThread();
      expect(bench.words[SINGLE] === 0, "not single once a thread is announced");
      bench.one.detach();
      bench.two.threadStart();
      bench.two.threadExit();
      expect(bench.words[SINGLE] === 0, "nobody but the thread that is left says that it is single");
      bench.one.attach();
      expect(bench.words[SINGLE] === 1 && bench.words[THREADS] === 1, "a single thread again");
    },
  },
  {
    name: "a request sets the breaker of its slot and no other",
    run: (bench) => {
      bench.one.setBreaker(3, BREAK_PENDING);
      bench.two.setBreaker(3, BREAK_LOCK);
      expect(bench.words[slotWord(3, BREAKER)] === (BREAK_PENDING | BREAK_LOCK), "both bits");
      expect(
        bench.words[slotWord(1, BREAKER)] === 0 && bench.words[slotWord(2, BREAKER)] === 0,
        "no other breaker",
      );
    },
  },
  {
    name: "a poll leaves requests standing that are not for the lock",
    run: (bench) => {
      startSecond(bench);
      bench.two.setBreaker(1, BREAK_LOCK | BREAK_PENDING);
      bench.one.poll();
      expect((bench.words[slotWord(1, BREAKER)] & ~BREAK_LOCK) === BREAK_PENDING, "the pending calls");
    },
  },
  {
    name: "sections nest, on one object too, and leave no trace",
    run: (bench) => {
      startSecond(bench);
      bench.one.begin(bench.a);
      bench.one.begin(bench.a);
      bench.one.begin2(bench.b, bench.a);
      bench.one.begin2(bench.b, bench.b);
      for (let i = 0; i < 4; i++) bench.one.end();
      expectUnlocked(bench);
    },
  },
  {
    name: "a section that was begun single may see a second thread start",
    run: (bench) => {
      bench.one.begin(bench.a);
      bench.one.prepareThread();
      bench.one.begin(bench.b);
      bench.one.end();
      bench.one.end();
      expectUnlocked(bench);
      bench.one.begin(bench.a);
      bench.one.end();
      expectUnlocked(bench);
    },
  },
  {
    name: "a detached thread's section keeps nobody out",
    run: (bench) => {
      startSecond(bench);
      bench.one.begin(bench.a);
      bench.one.begin(bench.b);
      bench.one.detach();
      bench.two.attach();
      bench.two.begin2(bench.a, bench.b);
      bench.two.end();
      bench.two.detach();
      bench.one.attach();
      bench.one.end();
      bench.one.end();
      expectUnlocked(bench);
    },
  },
  {
    name: "a thread may detach and attach in a suspended section again and again",
    run: (bench) => {
      startSecond(bench);
      bench.one.begin(bench.a);
      for (let i = 0; i < 3; i++) {
        bench.one.begin(bench.b);
        bench.one.detach();
        bench.one.attach();
        bench.one.end();
        bench.one.detach();
        bench.one.attach();
      }
      bench.one.end();
      expectUnlocked(bench);
    },
  },
  {
    name: "the world stops around threads that are detached, and goes on",
    run: (bench) => {
      startSecond(bench);
      bench.one.stopTheWorld();
      bench.one.startTheWorld();
      bench.one.detach();
      bench.two.attach();
      bench.two.stopTheWorld();
      bench.two.startTheWorld();
      bench.two.detach();
      bench.one.attach();
    },
  },
  {
    name: "entering the interpreter is counted",
    run: (bench) => {
      const before = bench.one.counters.acquisitions;
      bench.one.detach();
      bench.one.attach();
      expect(bench.one.counters.acquisitions === before + 1, "one more acquisition");
    },
  },
  {
    name: "a leaf section keeps others out, and is refused where the object is locked",
    run: (bench) => {
      const leaf = bench.emittedOne;
      if (leaf === null || !leaf.emitter.sections) return;
      startSecond(bench);
      const entered = leaf.beginLeaf(bench.a);
      // A strategy may send all leaves the long way round.
      if (entered === LEAF_BUSY) return expectUnlocked(bench);
      expect(entered === 1 && bench.words[bench.a >>> 2] !== TYPE_WORD, "the lock to be held");
      expect(leaf.beginLeaf(bench.a) === LEAF_BUSY, "a second leaf to be refused");
      leaf.endLeaf(bench.a, entered);
      expectUnlocked(bench);
      leaf.begin(bench.a);
      expect(leaf.beginLeaf(bench.a) === LEAF_BUSY, "a leaf inside a section to be refused");
      leaf.end();
      expectUnlocked(bench);
    },
  },
  {
    name: "a leaf section of a single thread takes nothing",
    run: (bench) => {
      const leaf = bench.emittedOne;
      if (leaf === null) return;
      const entered = leaf.beginLeaf(bench.a);
      expect(entered === 0, "no lock");
      expectUnlocked(bench);
      leaf.endLeaf(bench.a, entered);
    },
  },
];
