/**
 * What a counting strategy is: the interface, and nothing that runs.
 *
 * @module
 */

import type { FunctionBuilder, Label } from "@orochi/wasm";

/** A byte address of an object: of its type word. */
export type Address = number;

/** The atomic operations that protocols use: `Atomics`, or a scheduler's stand-in for it. */
export interface AtomicOperations {
  /** As `Atomics.load`; likewise the others. All are sequentially consistent. */
  load(words: Int32Array, index: number): number;
  /** Returns the value. */
  store(words: Int32Array, index: number, value: number): number;
  /** Returns the word as it was; likewise the next three. */
  add(words: Int32Array, index: number, value: number): number;
  /** Sets bits. */
  or(words: Int32Array, index: number, value: number): number;
  /** Replaces the word. */
  exchange(words: Int32Array, index: number, value: number): number;
  /** Replaces the word if it is as expected. */
  compareExchange(words: Int32Array, index: number, expected: number, replacement: number): number;
  /** Sleeps while the word has the value, until it is notified. */
  wait(words: Int32Array, index: number, value: number, timeoutMs?: number): "ok" | "not-equal" | "timed-out";
  /** Wakes those who sleep at the word, all or so many; returns how many. */
  notify(words: Int32Array, index: number, count?: number): number;
}

/** What a strategy needs and promises: data that others read to combine strategies. */
export interface RefcountConstraints {
  /** Words before each object that the strategy owns, in bytes: 0, 4 or 8. */
  readonly headerBytes: 0 | 4 | 8;
  /** Whether the last quarter of the memory belongs to the strategy: 36 KiB for each two pages of 64 KiB of the rest. */
  readonly table?: boolean;
  /** Whether only one mutator may run at a time ("serialised") or many may ("parallel"). */
  readonly needs: "serialised" | "parallel";
  /** Whether an object dies at the moment when its last reference goes. */
  readonly exactDeath: boolean;
  /** Whether nothing is counted, and a collector has to find what is dead from the roots. False if missing. */
  readonly traced?: boolean;
  /** Whether `isUnique` can tell: false if it always says no. True if missing. */
  readonly tellsUnique?: boolean;
}

/** What a strategy is made with. */
export interface RefcountContext {
  /** The whole shared memory. */
  readonly words: Int32Array;
  /** What the protocol makes its atomic operations with. */
  readonly atomics: AtomicOperations;
  /** The calling Worker's slot, 1 to 255. */
  readonly slot: number;
  /** Address of the strategy's region for queues and logs. */
  readonly region: Address;
  /** Asks a slot, this one too, to come to a safepoint for {@linkcode RefcountStrategy.safepoint}. */
  readonly setBreaker: (slot: number) => void;
  /** Returns when no other slot's thread runs: each is at a safepoint, or blocks. Missing where there is one thread. */
  readonly stopTheWorld?: () => void;
  /** Ends what {@linkcode stopTheWorld} began. */
  readonly startTheWorld?: () => void;
  /** Memory for ever, 8-byte aligned, content undefined; 0 if there is none. Missing where nobody has any. */
  readonly reserve?: (bytes: number) => Address;
}

/** What emitted code is given: indices in the module that it is written into. */
export interface RefcountEmitContext {
  /** An immutable i32 global, imported: the slot of the Worker that instantiates the module. */
  readonly slotGlobal: number;
  /** A function `(object: i32) -> ()`: {@linkcode RefcountStrategy.incref}. */
  readonly incref: number;
  /** A function `(object: i32) -> i32`: {@linkcode RefcountStrategy.decref}. */
  readonly decref: number;
  /** A function `(object: i32) -> i32`: {@linkcode RefcountStrategy.tryIncref}. */
  readonly tryIncref: number;
}

/**
 * The strategy's quick ways as WebAssembly, on the same words as its methods, which do the rest through the functions
 * of the context. Always `object` is an i32 local that holds a reference to an object: not 0, not a small int; its value
 * is kept, and the operand stack is left as it was. Emitters have no state: one serves all modules and Workers.
 */
export interface RefcountEmitter {
  /** Writes {@linkcode RefcountStrategy.init}. */
  init(f: FunctionBuilder, object: number, context: RefcountEmitContext): void;
  /** Writes {@linkcode RefcountStrategy.incref}. */
  incref(f: FunctionBuilder, object: number, context: RefcountEmitContext): void;
  /**
   * Writes {@linkcode RefcountStrategy.decref}.
   *
   * @param onDeath Called once, to write what is done to a dead object. It runs inside two blocks of the emitter, which
   * changes nothing about labels that were open before.
   */
  decref(f: FunctionBuilder, object: number, context: RefcountEmitContext, onDeath: () => void): void;
  /** Writes {@linkcode RefcountStrategy.tryIncref}; branches to `onFailure` where that is false. */
  tryIncref(f: FunctionBuilder, object: number, context: RefcountEmitContext, onFailure: Label): void;
  /** Writes {@linkcode RefcountStrategy.isUnique}: pushes 1 or 0. */
  isUnique(f: FunctionBuilder, object: number, context: RefcountEmitContext): void;
  /**
   * Writes a test whether the object may be looked at without a count until the next safepoint, call, or decrement of
   * this thread: whether nobody else can destroy it meanwhile. Branches to `ifUnsafe` where that is not known.
   */
  borrow(f: FunctionBuilder, object: number, context: RefcountEmitContext, ifUnsafe: Label): void;
}

/** Takes apart and frees a dead object. */
export type Destroy = (object: Address) => void;

/**
 * A way to count references. One instance serves one Worker. `object` is always the address of a live object
 * to which the caller holds a reference, except where said.
 */
export interface RefcountStrategy {
  /** As chosen on the command line. */
  readonly name: string;
  /** What it needs and promises. */
  readonly constraints: RefcountConstraints;
  /** The same operations as WebAssembly, which compiled code has in line. */
  readonly emitter: RefcountEmitter;
  /** A fresh object: one reference, held by the caller. Also brings a dying one back for its finaliser. */
  init(object: Address): void;
  /** Adds a reference. */
  incref(object: Address): void;
  /** Drops one of the caller's references. True: it was the last, and the caller destroys the object. */
  decref(object: Address): boolean;
  /**
   * Adds a reference to an object that may be dying, found in a shared word without a lock. False: take the lock.
   * After true the caller checks that the word still holds the object, and drops the reference if not.
   */
  tryIncref(object: Address): boolean;
  /**
   * Lets `tryIncref` of every thread succeed from now on, as long as the object lives: it has a weak reference. A false
   * of `tryIncref` means then that it is dying.
   */
  makeTryable(object: Address): void;
  /** Whether the caller holds the only reference: then it may change the object in place. */
  isUnique(object: Address): boolean;
  /** Nothing counts it any more, and it never dies. */
  immortalise(object: Address): void;
  /** References, for debugging: exact only while nobody counts. -1 for immortal objects. */
  count(object: Address): number;
  /**
   * The world stands still: brings counts to what there are references, whatever the strategy has put off. What is dead
   * then is destroyed at a later safepoint of this slot. Missing where nothing is put off.
   */
  settle?(): void;
  /** Only where nothing is counted: calls back with objects that a slot may hold where no collector can see it. */
  heldBy?(slot: number, visit: (object: Address) => void): void;
  /** Work that the strategy asked for by the breaker: merging counts and the like. */
  safepoint(destroy: Destroy): void;
  /** The slot's thread is about to block: it counts nothing until {@linkcode attach}. */
  detach(): void;
  /** The slot's thread is back from blocking. */
  attach(): void;
  /**
   * This Worker takes the place of one that ended in the middle of what it did: locks that it held are given back. Missing
   * where there are none.
   */
  bury?(): void;
  /** A Python thread begins on this slot. */
  threadStart(): void;
  /** The slot's Python thread is over; it counts nothing afterwards. */
  threadExit(destroy: Destroy): void;
}

/** A strategy was misused or has a wrong shape. */
export class RefcountError extends Error {
  override name = "RefcountError";
}
