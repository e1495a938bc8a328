/**
 * What notes a trace: a lock strategy around another one, and hooks where threads park and collect. A program that is not
 * traced has none of it.
 *
 * @module
 */
import { threadBlock } from "@orochi/heap";
import type { LockConstraints, LockCounters, LockEmitter, LockStrategy } from "@orochi/gil";
import { THREAD_IDENT, type Vm } from "@orochi/vm";
import type { Assembly } from "../strategies.ts";
import { BLOCKS, COLLECTS, OVER, PARKED, RUNS, TRACED_SLOTS, TraceWriter, WAITS } from "./buffer.ts";

/** Waits that are shorter are not noted, in milliseconds: they are the price of looking. */
const LEAST_WAIT_MS = 0.002;

/** Milliseconds since a moment that is the same for all Workers. */
function now(): number {
  return performance.timeOrigin + performance.now();
}

/** A strategy that does what another does, and notes when its slot's thread runs and waits. */
export class TracedLock implements LockStrategy {
  readonly name: string;
  readonly constraints: LockConstraints;
  readonly counters: LockCounters;
  readonly emitter: LockEmitter;
  readonly keepsQuickCalls: boolean | undefined;
  readonly end: () => void;
  readonly setBreaker: (slot: number, bits: number) => void;
  readonly setSwitchInterval: (seconds: number) => void;
  readonly setPriority?: (priority: number) => void;
  readonly setCheckInterval?: (ticks: number) => void;
  readonly prepareThread: () => void;
  readonly #inner: LockStrategy;
  readonly #writer: TraceWriter;
  readonly #words: Int32Array;
  readonly #ident: number;
  /** Ident of the thread that the slot is to run: the heap has it only from after its beginning to before its end. */
  thread = 0;

  /** @param words The heap. */
  constructor(inner: LockStrategy, memory: SharedArrayBuffer, words: Int32Array, slot: number) {
    this.#inner = inner;
    this.#writer = new TraceWriter(memory, slot);
    this.#words = words;
    this.#ident = (threadBlock(slot) + THREAD_IDENT) >>> 2;
    this.name = inner.name;
    this.constraints = inner.constraints;
    this.counters = inner.counters;
    this.emitter = inner.emitter;
    this.keepsQuickCalls = inner.keepsQuickCalls;
    this.end = () => inner.end();
    this.setBreaker = (other, bits) => inner.setBreaker(other, bits);
    this.setSwitchInterval = (seconds) => inner.setSwitchInterval(seconds);
    this.prepareThread = () => inner.prepareThread();
    if (inner.setPriority !== undefined) this.setPriority = (priority) => inner.setPriority!(priority);
    if (inner.setCheckInterval !== undefined) {
      this.setCheckInterval = (ticks) => inner.setCheckInterval!(ticks);
    }
  }

  /** Notes that from a time on the thread is in a state. */
  note(state: number, time: number = now()): void {
    this.#writer.write(time, state, this.#words[this.#ident] || this.thread);
  }

  /** Notes that the thread runs from now on, and when it began to wait for that. */
  #runs(waitMsBefore: number): void {
    const time = now(), waited = this.counters.waitMs - waitMsBefore;
    if (waited >= LEAST_WAIT_MS) this.note(WAITS, time - waited);
    this.note(RUNS, time);
  }

  threadStart(): void {
    const before = this.counters.waitMs;
    this.#inner.threadStart();
    this.#runs(before);
  }

  threadExit(): void {
    this.note(OVER);
    this.#inner.threadExit();
  }

  attach(): void {
    const before = this.counters.waitMs;
    this.#inner.attach();
    this.#runs(before);
  }

  detach(): void {
    this.note(BLOCKS);
    this.#inner.detach();
  }

  poll(): void {
    const { counters } = this, before = counters.waitMs, acquisitions = counters.acquisitions;
    this.#inner.poll();
    if (counters.acquisitions !== acquisitions && counters.waitMs - before >= LEAST_WAIT_MS) {
      this.#runs(before);
    }
  }

  begin(object: number): void {
    const { counters } = this, waits = counters.waits, before = counters.waitMs;
    this.#inner.begin(object);
    if (counters.waits !== waits) this.#runs(before);
  }

  begin2(a: number, b: number): void {
    const { counters } = this, waits = counters.waits, before = counters.waitMs;
    this.#inner.begin2(a, b);
    if (counters.waits !== waits) this.#runs(before);
  }

  stopTheWorld(): void {
    const start = now();
    this.#inner.stopTheWorld();
    if (now() - start < LEAST_WAIT_MS) return;
    this.note(WAITS, start);
    this.note(RUNS);
  }

  startTheWorld(): void {
    this.#inner.startTheWorld();
  }
}

/** A slot's heap and strategies, with a lock that notes what it does if there is memory for that. */
export function traced(assembly: Assembly, slot: number, memory: SharedArrayBuffer | undefined): Assembly {
  if (memory === undefined || slot > TRACED_SLOTS) return assembly;
  return { ...assembly, lock: new TracedLock(assembly.lock, memory, assembly.memory.i32, slot) };
}

/** Tells a lock that is traced which thread its slot runs next. */
export function announceThread(lock: LockStrategy, ident: number): void {
  if (lock instanceof TracedLock) lock.thread = ident;
}

/** Has a machine whose lock is traced note when its thread parks and collects, too. */
export function traceMachine(vm: Vm): void {
  const { lock, parking, collector } = vm;
  if (!(lock instanceof TracedLock)) return;
  const park = parking.park.bind(parking);
  parking.park = (...args) => {
    lock.note(PARKED);
    return park(...args);
  };
  const collect = collector.collect.bind(collector);
  collector.collect = (generation) => {
    lock.note(COLLECTS);
    const found = collect(generation);
    lock.note(RUNS);
    return found;
  };
}
