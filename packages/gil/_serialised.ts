/**
 * What all strategies have in common under which one thread at a time runs Python code: sections and stops need
 * nothing, since who holds the lock is alone. All have the option `io-hold`: the lock is kept around system calls that cannot block.
 *
 * @module
 */
import { GIL_SECTION } from "@orochi/heap";
import type { AtomicOperations } from "@orochi/refcount";
import { SERIALISED_EMITTER } from "./_emit.ts";
import {
  type Address,
  BREAKER,
  INTERVAL,
  type LockConstraints,
  type LockContext,
  type LockCounters,
  type LockEmitter,
  type LockStrategy,
  readOptions,
  slotWord,
  STRATEGY_WORDS,
} from "./strategy.ts";
import { firstThread, noteIfAlone, oneMoreThread, oneThreadLess } from "./thread_count.ts";

/** Word: slot that held the lock last. Written by the holder. */
export const LAST_HOLDER = STRATEGY_WORDS + 1;
/** Word: rises whenever another slot than the last takes the lock. */
export const SWITCHES = STRATEGY_WORDS + 2;
/** Bytes from a thread block: 1 while the slot is among those that a strategy counts as waiting. */
const COUNTED = GIL_SECTION + 20;
/** Bits of a word with a holder that are its slot. */
const SLOT_BITS = 0xff;
/** CPython's `DEFAULT_INTERVAL`, microseconds. */
const DEFAULT_INTERVAL_US = 5000;

/** See the module documentation. A strategy says how the lock is taken, given up, and offered at safepoints. */
export abstract class Serialised implements LockStrategy {
  abstract readonly name: string;
  readonly constraints: LockConstraints = { guarantee: "serialised", forcesSwitch: true };
  readonly counters: LockCounters = { acquisitions: 0, waits: 0, waitMs: 0, switches: 0 };
  readonly emitter: LockEmitter = SERIALISED_EMITTER;
  /** The option `io-hold`: Beazley's question of 2010, whether the lock has to be given up around all I/O. */
  readonly keepsQuickCalls: boolean;
  /** The shared words. */
  protected readonly words: Int32Array;
  /** Atomic operations on them. */
  protected readonly atomics: AtomicOperations;
  /** The calling Worker's slot. */
  protected readonly slot: number;
  /** Word of the slot's breaker. */
  protected readonly breaker: number;
  /** Milliseconds from any start. */
  protected readonly now: () => number;

  /**
   * @param context Where the strategy works.
   * @throws {LockError} For an option other than `io-hold`.
   */
  constructor(context: LockContext) {
    this.keepsQuickCalls = readOptions(context.options ?? "", ["io-hold"]).has("io-hold");
    this.words = context.memory.i32;
    this.atomics = context.atomics;
    this.slot = context.slot;
    this.breaker = slotWord(context.slot, BREAKER);
    this.now = context.now;
  }

  abstract attach(): void;
  abstract detach(): void;
  abstract poll(): void;

  prepareThread(): void {
    oneMoreThread(this.words, this.atomics);
  }

  threadStart(): void {
    firstThread(this.words, this.atomics);
    this.attach();
  }

  threadExit(): void {
    oneThreadLess(this.words, this.atomics);
    this.detach();
  }

  /** The switch interval in milliseconds. */
  protected get intervalMs(): number {
    return (this.words[INTERVAL] || DEFAULT_INTERVAL_US) / 1000;
  }

  /** What every strategy does once it has the lock. */
  protected taken(): void {
    const { words, atomics, slot } = this;
    this.counters.acquisitions++;
    if (words[LAST_HOLDER] !== slot) {
      this.counters.switches++;
      words[LAST_HOLDER] = slot;
      atomics.add(words, SWITCHES, 1);
      atomics.notify(words, LAST_HOLDER);
    }
    noteIfAlone(words, atomics);
  }

  /** Takes requests back from the slot's own breaker. */
  protected clearBreaker(bits: number): void {
    const { words, atomics, breaker } = this;
    for (let seen = atomics.load(words, breaker);;) {
      const found = atomics.compareExchange(words, breaker, seen, seen & ~bits);
      if (found === seen) return;
      seen = found;
    }
  }

  /** Counts the calling slot among those that wait. */
  protected beginWait(waiters: number): void {
    this.words[slotWord(this.slot, COUNTED)] = 1;
    this.atomics.add(this.words, waiters, 1);
  }

  /** The opposite of {@linkcode beginWait}. */
  protected endWait(waiters: number): void {
    this.atomics.add(this.words, waiters, -1);
    this.words[slotWord(this.slot, COUNTED)] = 0;
  }

  /** What `bury` does where one word has the holder's slot and another counts who waits. */
  protected buryHolder(slot: number, locked: number, waiters: number): void {
    const { words, atomics } = this, counted = slotWord(slot, COUNTED);
    if (words[counted] === 1) {
      words[counted] = 0;
      atomics.add(words, waiters, -1);
    }
    if ((atomics.load(words, locked) & SLOT_BITS) === slot) atomics.store(words, locked, 0);
    // All of them: the one that was woken last may be the one that is gone.
    atomics.notify(words, locked);
  }

  begin(_object: Address): void {}
  begin2(_a: Address, _b: Address): void {}
  end(): void {}
  stopTheWorld(): void {}
  startTheWorld(): void {}

  setBreaker(slot: number, bits: number): void {
    this.atomics.or(this.words, slotWord(slot, BREAKER), bits);
  }

  setSwitchInterval(seconds: number): void {
    this.atomics.store(this.words, INTERVAL, Math.max(1, Math.round(seconds * 1e6)));
  }
}
