/**
 * Counts and times calls while a profiler is on: what is called how often, how long it takes with and without what it
 * calls, and the same for each caller. A call of itself within itself counts its time once.
 *
 * @module
 */
import { type Address, NATIVE_ID, type Value } from "@orochi/object";
import { enterTracer, leaveTracer, type Profiler, type Vm } from "@orochi/vm";

/** What is known of a function, or of a function as called by another one. Times are in the timer's units. */
export interface Counts {
  /** Calls that have ended, and those of them that another call of the same was around. */
  calls: number;
  recursive: number;
  total: number;
  inline: number;
  /** Calls under way. */
  depth: number;
}

/** A function that was called. */
export interface Entry extends Counts {
  /** A code object, or a native callable (owned). */
  readonly subject: Value;
  readonly native: boolean;
  /** By the called function. */
  readonly callees: Map<Entry, Counts>;
}

interface Call {
  readonly entry: Entry;
  readonly start: number;
  /** Time of the calls from within. */
  inner: number;
}

function nothing(): Counts {
  return { calls: 0, recursive: 0, total: 0, inline: 0, depth: 0 };
}

function end(counts: Counts, total: number, inline: number): void {
  counts.depth--;
  counts.calls++;
  counts.inline += inline;
  if (counts.depth === 0) counts.total += total;
  else counts.recursive++;
}

/** What a thread's `Profiler` object records with. */
export class Recorder implements Profiler {
  /** By code object, or by -1 - the native's number. */
  readonly entries: Map<number, Entry> = new Map();
  readonly #calls: Call[] = [];

  /**
   * @param timer Called for the time (borrowed), or 0: seconds of the machine's clock.
   * @param subcalls Whether callers are told apart.
   * @param natives Whether calls of natives are recorded.
   */
  constructor(
    readonly vm: Vm,
    readonly timer: Value,
    readonly subcalls: boolean,
    readonly natives: boolean,
  ) {}

  enter(code: Address): void {
    this.#begin(this.#entry(code, code, false));
  }

  leave(code: Address): void {
    // What was under way when the recorder was set has no call here.
    if (this.#calls.at(-1)?.entry.subject === code) this.#end();
  }

  enterNative(callable: Value): void {
    if (!this.natives) return;
    this.#begin(this.#entry(-1 - this.vm.i32[(callable + NATIVE_ID) >>> 2], callable, true));
  }

  leaveNative(callable: Value): void {
    if (!this.natives) return;
    const id = this.vm.i32[(callable + NATIVE_ID) >>> 2], entry = this.entries.get(-1 - id);
    if (entry !== undefined && this.#calls.at(-1)?.entry === entry) this.#end();
  }

  /** Ends all calls under way. */
  finish(): void {
    while (this.#calls.length > 0) this.#end();
  }

  /** Lets go of the natives. */
  release(): void {
    for (const { native, subject } of this.entries.values()) if (native) this.vm.decref(subject);
    this.entries.clear();
  }

  #entry(key: number, subject: Value, native: boolean): Entry {
    let entry = this.entries.get(key);
    if (entry === undefined) {
      entry = { ...nothing(), subject: native ? this.vm.keep(subject) : subject, native, callees: new Map() };
      this.entries.set(key, entry);
    }
    return entry;
  }

  #begin(entry: Entry): void {
    entry.depth++;
    const caller = this.#calls.at(-1)?.entry;
    if (this.subcalls && caller !== undefined) {
      let counts = caller.callees.get(entry);
      if (counts === undefined) caller.callees.set(entry, counts = nothing());
      counts.depth++;
    }
    this.#calls.push({ entry, start: this.#now(), inner: 0 });
  }

  #end(): void {
    const { entry, start, inner } = this.#calls.pop()!;
    const total = this.#now() - start;
    end(entry, total, total - inner);
    const around = this.#calls.at(-1);
    if (around === undefined) return;
    around.inner += total;
    const counts = around.entry.callees.get(entry);
    if (counts !== undefined) end(counts, total, total - inner);
  }

  #now(): number {
    const { vm } = this;
    if (this.timer === 0) return performance.now() / 1000;
    const error = vm.takeError();
    enterTracer(vm);
    const time = vm.call(this.timer);
    leaveTracer(vm);
    const seconds = time === 0 ? 0 : vm.asDouble(time);
    vm.decref(time);
    // What the timer raises has nobody to go to.
    if (vm.failed()) vm.clearError();
    if (error !== 0) vm.setError(error);
    return Number.isNaN(seconds) ? 0 : seconds;
  }
}
