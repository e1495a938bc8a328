/**
 * What is explored: threads that share words, as a test describes them. Interfaces, and nothing that runs.
 *
 * @module
 */

/** `Atomics` over 32-bit words, as far as protocols use it; the explorer's stand-in has the same shape. */
export interface ModelAtomics {
  /** `Atomics.load`. */
  load(words: Int32Array, index: number): number;
  /** `Atomics.store`. */
  store(words: Int32Array, index: number, value: number): number;
  /** `Atomics.add`. */
  add(words: Int32Array, index: number, value: number): number;
  /** `Atomics.sub`. */
  sub(words: Int32Array, index: number, value: number): number;
  /** `Atomics.and`. */
  and(words: Int32Array, index: number, value: number): number;
  /** `Atomics.or`. */
  or(words: Int32Array, index: number, value: number): number;
  /** `Atomics.xor`. */
  xor(words: Int32Array, index: number, value: number): number;
  /** `Atomics.exchange`. */
  exchange(words: Int32Array, index: number, value: number): number;
  /** `Atomics.compareExchange`. */
  compareExchange(
    words: Int32Array,
    index: number,
    expected: number,
    replacement: number,
  ): number;
  /** `Atomics.wait`. A time-out is a choice of the explorer's, like a switch of threads. */
  wait(
    words: Int32Array,
    index: number,
    value: number,
    timeoutMs?: number,
  ): "ok" | "not-equal" | "timed-out";
  /** `Atomics.notify`: wakes in the order of waiting. */
  notify(words: Int32Array, index: number, count?: number): number;
}

/** What a simulated thread is given: the shared world as it sees it. */
export interface ThreadHandle {
  /** Position in {@linkcode Model.threads}. */
  readonly index: number;
  /** The shared words; `words[i]` and `words[i] = v` are plain accesses. Only what a protocol needs: no views. */
  readonly words: Int32Array;
  /** What the thread uses in place of `Atomics`. */
  readonly atomics: ModelAtomics;
  /** Milliseconds of the simulated clock, which moves a little with each access and jumps when a wait times out. */
  now(): number;
  /**
   * Does something outside of the shared words, once and at once: note a result, look at what others noted. Everything
   * a thread does besides must be the same each time it is run again.
   *
   * @param name For the printed interleaving.
   * @returns What `action` returned.
   */
  effect<T>(name: string, action: () => T): T;
}

/** A simulated thread. */
export interface ModelThread {
  /** For the printed interleaving. */
  readonly name: string;
  /**
   * Its program: plain code that uses the handle. It is run from its start again whenever the thread is switched to,
   * with the results of its earlier accesses handed to it; so it makes its objects itself, and must do the same each time.
   */
  readonly run: (thread: ThreadHandle) => void;
}

/** One state of the world before its threads run, fresh for each interleaving. */
export interface Model {
  /** The threads that are interleaved. */
  readonly threads: readonly ModelThread[];
  /** Called with the world standing still after each access that changed something; throws if something is wrong. */
  readonly invariant?: () => void;
  /** Called when all threads are over; throws if something is wrong. */
  readonly check?: () => void;
  /**
   * Whether a plain access to this word is a place to switch threads. Without it, every plain access is one. Atomic
   * accesses to words for which {@linkcode Model.quiet} is not true always are.
   */
  readonly plainSwitch?: (index: number) => boolean;
  /** Words of no interest: no access to them is a place to switch threads. */
  readonly quiet?: (index: number) => boolean;
  /** Names a word in the printed interleaving. */
  readonly nameOf?: (index: number) => string | undefined;
}

/**
 * Makes the model.
 *
 * @param words The shared words, all 0: set up here what the threads find.
 */
export type Scenario = (words: Int32Array) => Model;

/** How a run went wrong. */
export type FailureKind =
  | "exception"
  | "invariant"
  | "check"
  | "deadlock"
  | "livelock"
  | "nondeterminism";

/** One step of an interleaving. */
export interface Step {
  /** Position of the thread in {@linkcode Model.threads}. */
  readonly thread: number;
  /** What it did and what came back, readable. */
  readonly text: string;
}

/** An interleaving that fails. */
export interface Failure {
  /** What kind of thing went wrong. */
  readonly kind: FailureKind;
  /** What was wrong. */
  readonly error: Error;
  /** The choices, for `replay`. */
  readonly schedule: string;
  /** Names of the threads, by their index. */
  readonly threadNames: readonly string[];
  /** What happened, in order. */
  readonly steps: readonly Step[];
}

/** The outcome of an exploration. */
export interface Report {
  /** Runs made. */
  readonly runs: number;
  /** Different interleavings among them. */
  readonly interleavings: number;
  /** Whether every interleaving within the bounds was run. */
  readonly complete: boolean;
  /** The first that failed, as short as it could be made; null if none did. */
  readonly failure: Failure | null;
}
