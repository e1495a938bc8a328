/**
 * How often a counting strategy touches memory for a round of a loop: programs run under a strategy whose words and
 * atomic operations are watched.
 *
 * @module
 */
import { KIND_OBJECT, PAGE_BYTES, PAGES } from "@orochi/heap";
import type { AtomicOperations, RefcountContext } from "@orochi/refcount";
import { DenoHost, REFCOUNTS, runProgram } from "@orochi/runtime";

const FILE = new URL("./operations.py", import.meta.url).pathname;
/** Rounds of the shorter run, and of the longer one. */
const ROUNDS = [2000, 4000];

/** The programs of `operations.py`. */
export const PROGRAMS: readonly string[] = ["locals", "reads", "calls", "makes"];

/** What a strategy did, for each instruction of a program's loop. */
export interface Operations {
  /** Counts in or beside objects that were changed: plain writes and atomic operations. */
  readonly changes: number;
  /** Those of them that were atomic. */
  readonly atomic: number;
  /** Writes to logs and tables of the strategy's own. */
  readonly notes: number;
}

class Tally {
  /** Whether counts are in a table beside the objects. */
  readonly #beside: boolean;
  plain = 0;
  atomic = 0;
  notes = 0;

  constructor(refcount: string) {
    this.#beside = refcount === "side";
  }

  /** A write to a word, or an atomic operation that may change it. */
  touch(words: Int32Array, index: number, atomic: boolean): void {
    const page = ((index << 2) & -PAGE_BYTES) >>> 2;
    const counts = index >= PAGES >>> 2 && ((words[page] & 0xff) === KIND_OBJECT || this.#beside);
    if (!counts) this.notes++;
    else if (atomic) this.atomic++;
    else this.plain++;
  }
}

type Maker = (typeof REFCOUNTS)[string];

/** The words of a heap, whose writes are noted. Only elements are there, and what typed arrays have besides. */
function watchedWords(words: Int32Array, tally: Tally): Int32Array {
  return new Proxy(words, {
    get(target, key) {
      const value = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
    set(target, key, value) {
      tally.touch(target, Number(key), false);
      target[Number(key)] = value;
      return true;
    },
  });
}

/** Atomic operations on watched words. */
function watchedAtomics(words: Int32Array, tally: Tally): AtomicOperations {
  const change = (index: number) => tally.touch(words, index, true);
  return {
    load: (_, index) => Atomics.load(words, index),
    store: (_, index, value) => (change(index), Atomics.store(words, index, value)),
    add: (_, index, value) => (change(index), Atomics.add(words, index, value)),
    or: (_, index, value) => (change(index), Atomics.or(words, index, value)),
    exchange: (_, index, value) => (change(index), Atomics.exchange(words, index, value)),
    compareExchange: (_, index, expected, value) => (
      change(index), Atomics.compareExchange(words, index, expected, value)
    ),
    wait: (_, index, value, timeoutMs) => Atomics.wait(words, index, value, timeoutMs),
    notify: (_, index, count) => Atomics.notify(words, index, count),
  };
}

/** A strategy like another one, which notes what it does. */
function watched(maker: Maker, tally: Tally): Maker {
  return class extends maker {
    constructor(context: RefcountContext) {
      const { words } = context;
      super({ ...context, words: watchedWords(words, tally), atomics: watchedAtomics(words, tally) });
    }
  };
}

/** Runs a program once; the instructions of a round. */
function run(refcount: string, program: string, rounds: number, tally: Tally): number {
  const makers = REFCOUNTS as Record<string, Maker>, maker = makers[refcount];
  let text = "";
  class Quiet extends DenoHost {
    override write(_fd: number, bytes: Uint8Array): null {
      text += new TextDecoder().decode(bytes);
      return null;
    }
  }
  makers[refcount] = watched(maker, tally);
  try {
    const status = runProgram({
      refcount,
      lock: "timeout",
      reserveBytes: 256 << 20,
      argv: [FILE, program, String(rounds)],
      path: [],
      host: new Quiet(),
      source: Deno.readTextFileSync(FILE),
      filename: FILE,
    });
    if (status !== 0) throw new Error(`${program} under ${refcount}: status ${status}`);
  } finally {
    makers[refcount] = maker;
  }
  return Number(text);
}

/** What a strategy does in a program, for each instruction of its loop. */
export function countOperations(refcount: string, program: string): Operations {
  const [short, long] = [new Tally(refcount), new Tally(refcount)];
  const length = run(refcount, program, ROUNDS[0], short);
  run(refcount, program, ROUNDS[1], long);
  const each = (of: (tally: Tally) => number) => (of(long) - of(short)) / (ROUNDS[1] - ROUNDS[0]) / length;
  return {
    changes: each((tally) => tally.plain + tally.atomic),
    atomic: each((tally) => tally.atomic),
    notes: each((tally) => tally.notes),
  };
}
