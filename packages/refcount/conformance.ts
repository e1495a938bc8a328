/**
 * What every counting strategy must do, as data: run it over your own. Free of any test framework.
 *
 * @module
 */
import { emitted } from "./emitted.ts";
import type { RefcountConstraints, RefcountContext, RefcountStrategy } from "./strategy.ts";

/** Makes a strategy for a slot. */
export type StrategyMaker = new (context: RefcountContext) => RefcountStrategy;

/** Two slots' strategies over one memory, and what died. */
export interface Bench {
  readonly one: RefcountStrategy;
  readonly two: RefcountStrategy;
  /** A fresh object of slot 1 with one reference. */
  readonly object: number;
  readonly died: number[];
  /** Lets both slots pass a safepoint. */
  readonly safepoints: () => void;
}

/** How a bench runs its strategy. */
export interface BenchOptions {
  /** Run the operations as WebAssembly written by the strategy's emitter; in TypeScript if false or missing. */
  readonly emitted?: boolean;
}

/** A bench for a strategy. */
export function makeBench(maker: StrategyMaker, options: BenchOptions = {}): Bench {
  const memory = new WebAssembly.Memory({ initial: 16, maximum: 16, shared: true });
  const words = new Int32Array(memory.buffer);
  const make = (slot: number): RefcountStrategy => {
    const strategy = new maker({ words, atomics: Atomics, slot, region: 8192, setBreaker: () => {} });
    return options.emitted === true ? emitted(strategy, memory, slot) : strategy;
  };
  const one = make(1), two = make(2);
  const died: number[] = [];
  one.threadStart();
  two.threadStart();
  const object = 1024;
  words[object >>> 2] = 9;
  one.init(object);
  return {
    one,
    two,
    object,
    died,
    safepoints: () => {
      one.safepoint((dead) => died.push(dead));
      two.safepoint((dead) => died.push(dead));
    },
  };
}

/** One case; throws an Error that says what was expected. */
export interface ConformanceCase {
  readonly name: string;
  /** Needs `isUnique` to say yes where it may: emitters of calls never do. */
  readonly unique?: boolean;
  /** For strategies that count nothing; the other cases are for those that count. */
  readonly traced?: boolean;
  /** Needs a strategy that is right under parallel threads. */
  readonly parallel: boolean;
  readonly run: (bench: Bench) => void;
}

function expect(condition: boolean, what: string): void {
  if (!condition) throw new Error(`Expected ${what}`);
}

function drop(bench: Bench, strategy: RefcountStrategy): void {
  if (strategy.decref(bench.object)) bench.died.push(bench.object);
}

/**
 * Whether a case is for a strategy.
 *
 * @param emittedCalls Whether its operations run as calls of an emitter that never says "unique".
 */
export function isFor(
  test: ConformanceCase,
  { needs, tellsUnique, traced }: RefcountConstraints,
  emittedCalls: boolean = false,
): boolean {
  if (test.traced === true || traced === true) return (test.traced === true) === (traced === true);
  if (test.parallel && needs === "serialised") return false;
  return test.unique !== true || tellsUnique !== false && !emittedCalls;
}

/** All cases. */
export const CASES: readonly ConformanceCase[] = [
  {
    name: "where nothing is counted nothing dies by counts, and everything can be had",
    traced: true,
    parallel: false,
    run: (bench) => {
      for (let i = 0; i < 5; i++) drop(bench, bench.one);
      for (let i = 0; i < 5; i++) drop(bench, bench.two);
      bench.safepoints();
      expect(bench.died.length === 0, "no death");
      expect(bench.one.count(bench.object) === -1, "a count of -1");
      expect(bench.two.tryIncref(bench.object), "a reference without a lock");
      expect(!bench.one.isUnique(bench.object), "no uniqueness");
    },
  },
  {
    name: "what a slot took last is told to a collector, until its thread is over",
    traced: true,
    parallel: false,
    run: (bench) => {
      const held: number[] = [];
      bench.one.heldBy?.(1, (object) => held.push(object));
      expect(held.includes(bench.object), "the fresh object");
      bench.one.threadExit((dead) => bench.died.push(dead));
      held.length = 0;
      bench.two.heldBy?.(1, (object) => held.push(object));
      expect(held.length === 0, "nothing");
    },
  },
  {
    name: "a fresh object has one reference and dies with it",
    unique: true,
    parallel: false,
    run: (bench) => {
      expect(bench.one.count(bench.object) === 1, "one reference");
      expect(bench.one.isUnique(bench.object), "uniqueness");
      drop(bench, bench.one);
      bench.safepoints();
      expect(bench.died.length === 1, "one death");
    },
  },
  {
    name: "as many references as were added must go before it dies",
    parallel: false,
    run: (bench) => {
      for (let i = 0; i < 1000; i++) bench.one.incref(bench.object);
      expect(!bench.one.isUnique(bench.object), "no uniqueness");
      for (let i = 0; i < 1000; i++) drop(bench, bench.one);
      bench.safepoints();
      expect(bench.died.length === 0, "no death yet");
      drop(bench, bench.one);
      bench.safepoints();
      expect(bench.died.length === 1, "one death");
    },
  },
  {
    name: "an immortal object is never counted and never dies",
    parallel: false,
    run: (bench) => {
      bench.one.immortalise(bench.object);
      for (let i = 0; i < 5; i++) drop(bench, bench.one);
      for (let i = 0; i < 5; i++) drop(bench, bench.two);
      bench.safepoints();
      expect(bench.died.length === 0, "no death");
      expect(bench.one.count(bench.object) === -1, "a count of -1");
      expect(bench.two.tryIncref(bench.object), "a reference without a lock");
    },
  },
  {
    name: "a reference made by one slot may be dropped by another",
    parallel: true,
    run: (bench) => {
      bench.one.incref(bench.object);
      drop(bench, bench.two);
      bench.safepoints();
      expect(bench.died.length === 0, "no death yet");
      drop(bench, bench.one);
      bench.safepoints();
      expect(bench.died.length === 1, "one death");
    },
  },
  {
    name: "the last reference may go on another slot",
    parallel: true,
    run: (bench) => {
      bench.two.incref(bench.object);
      drop(bench, bench.one);
      bench.safepoints();
      expect(bench.died.length === 0, "no death yet");
      drop(bench, bench.two);
      bench.safepoints();
      expect(bench.died.length === 1, "one death");
    },
  },
  {
    name: "an object whose owner's thread is over dies all the same",
    parallel: true,
    run: (bench) => {
      bench.one.threadExit((dead) => bench.died.push(dead));
      drop(bench, bench.two);
      bench.safepoints();
      expect(bench.died.length === 1, "one death");
    },
  },
  {
    name: "the next thread of a slot owns what the last one left",
    parallel: true,
    run: (bench) => {
      bench.one.incref(bench.object);
      bench.one.threadExit((dead) => bench.died.push(dead));
      bench.one.threadStart();
      drop(bench, bench.one);
      drop(bench, bench.one);
      bench.safepoints();
      expect(bench.died.length === 1, "one death");
    },
  },
  {
    name: "ten million references fit",
    parallel: false,
    run: (bench) => {
      for (let i = 0; i < 10_000_000; i++) bench.one.incref(bench.object);
      expect(bench.one.count(bench.object) === 10_000_001, "10,000,001 references");
      for (let i = 0; i < 10_000_000; i++) drop(bench, bench.one);
      bench.safepoints();
      expect(bench.died.length === 0, "no death yet");
      drop(bench, bench.one);
      bench.safepoints();
      expect(bench.died.length === 1, "one death");
    },
  },
  {
    name: "a reference may be taken without a lock from an object that its own slot counts",
    unique: true,
    parallel: false,
    run: (bench) => {
      expect(bench.one.tryIncref(bench.object), "a reference");
      expect(bench.one.count(bench.object) === 2, "two references");
      drop(bench, bench.one);
      expect(bench.one.isUnique(bench.object), "uniqueness");
    },
  },
  {
    name:
      "an object that another slot also counts is not unique, and is again when that one is done and both passed a safepoint",
    unique: true,
    parallel: true,
    run: (bench) => {
      bench.two.incref(bench.object);
      expect(!bench.one.isUnique(bench.object), "no uniqueness");
      expect(!bench.two.isUnique(bench.object), "no uniqueness for the other");
      drop(bench, bench.two);
      bench.safepoints();
      expect(bench.one.isUnique(bench.object), "uniqueness");
    },
  },
  {
    name: "a dying object comes back for its finaliser and dies again",
    unique: true,
    parallel: false,
    run: (bench) => {
      drop(bench, bench.one);
      bench.safepoints();
      expect(bench.died.length === 1, "one death");
      bench.one.init(bench.object);
      expect(bench.one.isUnique(bench.object), "uniqueness");
      drop(bench, bench.one);
      bench.safepoints();
      expect(bench.died.length === 2, "a second death");
    },
  },
  {
    name: "an object without a reference left can't be had any more",
    parallel: false,
    run: (bench) => {
      drop(bench, bench.one);
      bench.safepoints();
      expect(!bench.one.tryIncref(bench.object), "no reference for the one that dropped it");
      expect(!bench.two.tryIncref(bench.object), "no reference for the other");
    },
  },
  {
    name: "a tryable object can be had by any slot as long as it lives",
    parallel: true,
    run: (bench) => {
      bench.one.makeTryable(bench.object);
      expect(bench.two.tryIncref(bench.object), "a reference for the other slot");
      drop(bench, bench.one);
      bench.safepoints();
      expect(bench.died.length === 0, "no death yet");
      drop(bench, bench.two);
      bench.safepoints();
      expect(bench.died.length === 1, "one death");
      expect(!bench.two.tryIncref(bench.object), "no reference to the dead");
    },
  },
];
