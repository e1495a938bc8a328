/**
 * One run of a model under one schedule.
 *
 * JavaScript can't leave a function in the middle and come back. So a thread that is switched away from is unwound by
 * an exception, and run again from its start when its turn comes: its earlier accesses are answered from a log until it
 * reaches the first new one. As long as a thread goes on nothing is unwound, so a run costs as much as its accesses
 * times its switches.
 *
 * @module
 */
import {
  ADD,
  AND,
  changesNothing,
  COMPARE_EXCHANGE,
  describe,
  EFFECT,
  EXCHANGE,
  KINDS,
  LOAD,
  NOTIFY,
  NOW,
  OR,
  READ,
  STORE,
  SUB,
  WAIT,
  WRITE,
  XOR,
} from "./_access.ts";
import { makeHandle } from "./_handle.ts";
import type { FailureKind, Model, Step, ThreadHandle } from "./model.ts";

/** Who may go on, at a place where a thread can be switched. */
export interface Choice {
  /** Threads: first the one that runs, if it may go on, then others that are ready, then those whose wait may time out. */
  readonly threads: number[];
  /** How many of them are ready; the others' waits would time out. */
  ready: number;
  /** Whether the first one is the one that runs. */
  continues: boolean;
}

/** Picks a position in `choice.threads`. */
export type Chooser = (choice: Choice) => number;

/** Limits of a run. */
export interface RunLimits {
  /** Accesses of a run: more are a livelock. */
  readonly maxSteps: number;
  /** Accesses in a row that change nothing, after which a thread lets others go on. */
  readonly spinLimit: number;
}

/** What a run came to. */
export interface RunResult {
  /** Null if nothing went wrong. */
  readonly failure:
    | { readonly kind: FailureKind; readonly error: Error }
    | null;
  /** Thread chosen at each choice. */
  readonly decisions: readonly number[];
  /** Empty unless the run was traced. */
  readonly steps: readonly Step[];
}

/** Thrown to unwind a thread; never seen outside. */
const UNWIND = new Error(
  "This thread is switched away from: let this exception through",
);

const TICK_MS = 0.001;

class SimulatedThread {
  readonly handle: ThreadHandle;
  /** Kind and word of each access so far, and its result. */
  readonly keys: number[] = [];
  readonly results: unknown[] = [];
  /** Accesses answered in the present run of its program. */
  position = 0;
  unwinding = false;
  done = false;
  /** Its next access was chosen already. */
  granted = false;
  /** Word it waits on, or -1. */
  waitsOn = -1;
  deadline = Infinity;
  /** How its wait ended, once it has. */
  outcome: "" | "ok" | "timed-out" = "";
  /** Accesses in a row that changed nothing. */
  idle = 0;

  constructor(
    index: number,
    length: number,
    access: (
      t: SimulatedThread,
      k: number,
      i: number,
      a: unknown,
      b: unknown,
    ) => unknown,
  ) {
    this.handle = makeHandle(
      index,
      length,
      (kind, at, a, b) => access(this, kind, at, a, b),
    );
  }
}

/** See the module documentation. */
export class Simulation {
  readonly #memory: Int32Array;
  readonly #model: Model;
  readonly #chooser: Chooser;
  readonly #limits: RunLimits;
  readonly #tracing: boolean;
  readonly #threads: SimulatedThread[];
  readonly #choice: Choice = { threads: [], ready: 0, continues: false };
  /** Threads that wait, in the order of waiting. */
  readonly #waiters: SimulatedThread[] = [];
  readonly #decisions: number[] = [];
  readonly #steps: Step[] = [];
  #failure: RunResult["failure"] = null;
  #next = -1;
  #clock = 0;
  #accesses = 0;

  constructor(
    memory: Int32Array,
    model: Model,
    chooser: Chooser,
    limits: RunLimits,
    tracing: boolean,
  ) {
    this.#memory = memory;
    this.#model = model;
    this.#chooser = chooser;
    this.#limits = limits;
    this.#tracing = tracing;
    const access = this.#access.bind(this);
    this.#threads = model.threads.map((_, index) => new SimulatedThread(index, memory.length, access));
  }

  /** Runs all threads to their end, or to the first failure. */
  run(): RunResult {
    let next = this.#decide(null);
    while (next >= 0) next = this.#resume(this.#threads[next]);
    if (this.#failure === null && this.#model.check !== undefined) {
      this.#guard("check", this.#model.check);
    }
    return {
      failure: this.#failure,
      decisions: this.#decisions,
      steps: this.#steps,
    };
  }

  #fail(kind: FailureKind, error: unknown): void {
    this.#failure ??= {
      kind,
      error: error instanceof Error ? error : new Error(String(error)),
    };
  }

  /** Calls a test's function. Whether it threw nothing. */
  #guard(kind: FailureKind, action: () => void): boolean {
    try {
      action();
      return true;
    } catch (error) {
      this.#fail(kind, error);
      return false;
    }
  }

  /** Runs a thread until it is switched away from or over. Returns who is next. */
  #resume(thread: SimulatedThread): number {
    thread.position = 0;
    thread.unwinding = false;
    thread.granted = true;
    thread.idle = 0;
    this.#next = -1;
    try {
      this.#model.threads[thread.handle.index].run(thread.handle);
    } catch (error) {
      if (!thread.unwinding) this.#fail("exception", error);
    }
    if (this.#failure !== null) return -1;
    if (thread.unwinding) return this.#next;
    if (thread.position < thread.keys.length) {
      this.#fail(
        "nondeterminism",
        new Error("The thread ended earlier than the last time it was run"),
      );
      return -1;
    }
    thread.done = true;
    return this.#decide(null);
  }

  #unwind(thread: SimulatedThread, next: number): never {
    thread.unwinding = true;
    this.#next = next;
    throw UNWIND;
  }

  /** Who is next; -1 if nobody can be. `current` is the thread that runs, if it could go on. */
  #decide(current: SimulatedThread | null): number {
    const threads = this.#threads,
      choice = this.#choice,
      candidates = choice.threads;
    candidates.length = 0;
    const spins = current !== null && current.idle >= this.#limits.spinLimit;
    choice.continues = current !== null && !spins;
    if (choice.continues) candidates.push(current!.handle.index);
    const first = current === null ? 0 : current.handle.index + 1;
    for (let i = 0; i < threads.length; i++) {
      const thread = threads[(first + i) % threads.length];
      if (thread !== current && !thread.done && thread.waitsOn < 0) {
        candidates.push(thread.handle.index);
      }
    }
    choice.ready = candidates.length;
    for (const thread of this.#waiters) {
      if (thread.deadline !== Infinity) candidates.push(thread.handle.index);
    }
    // Nobody to let go on: it spins for what will never come, or the last step of somebody else was just now.
    if (spins && candidates.length === 0) choice.ready = candidates.push(current.handle.index);
    if (candidates.length === 0) {
      if (this.#waiters.length > 0) {
        this.#fail("deadlock", new Error(this.#describeDeadlock()));
      }
      return -1;
    }
    const picked = candidates.length === 1 ? 0 : this.#chooser(choice);
    const next = candidates[picked];
    if (candidates.length > 1) this.#decisions.push(next);
    if (picked >= choice.ready) this.#timeOut(threads[next]);
    return next;
  }

  #timeOut(thread: SimulatedThread): void {
    this.#waiters.splice(this.#waiters.indexOf(thread), 1);
    this.#clock = Math.max(this.#clock, thread.deadline);
    thread.waitsOn = -1;
    thread.outcome = "timed-out";
  }

  #describeDeadlock(): string {
    const who = this.#waiters.map((thread) =>
      `${this.#model.threads[thread.handle.index].name} waits on ${this.#place(thread.waitsOn)}`
    );
    return `Nobody can go on: ${who.join(", ")}`;
  }

  #place(index: number): string {
    return this.#model.nameOf?.(index) ?? `[${index}]`;
  }

  /** Every access of every thread comes through here. */
  #access(
    thread: SimulatedThread,
    kind: number,
    index: number,
    a: unknown,
    b: unknown,
  ): unknown {
    if (thread.unwinding) throw UNWIND;
    const key = (index + 1) * KINDS + kind;
    if (thread.position < thread.keys.length) {
      if (thread.keys[thread.position] !== key) {
        this.#fail(
          "nondeterminism",
          new Error(
            "The thread did something else than the last time it was run",
          ),
        );
        this.#unwind(thread, -1);
      }
      return thread.results[thread.position++];
    }
    const model = this.#model;
    const loud = kind < NOW && model.quiet?.(index) !== true;
    if (
      loud && !thread.granted &&
      (kind > WRITE || model.plainSwitch?.(index) !== false)
    ) {
      const next = this.#decide(thread);
      if (next !== thread.handle.index) this.#unwind(thread, next);
    }
    if (loud) thread.granted = false;
    if (++this.#accesses > this.#limits.maxSteps) {
      this.#fail(
        "livelock",
        new Error(`No end after ${this.#limits.maxSteps} accesses`),
      );
      this.#unwind(thread, -1);
    }
    const result = this.#perform(thread, kind, index, a, b);
    thread.keys.push(key);
    thread.results.push(result);
    thread.position++;
    this.#clock += TICK_MS;
    const idle = changesNothing(kind, a, result);
    if (loud) thread.idle = idle ? thread.idle + 1 : 0;
    if (this.#tracing && (loud || kind === EFFECT)) {
      this.#trace(thread, kind, index, a, b, result);
    }
    if (
      !idle && model.invariant !== undefined &&
      !this.#guard("invariant", model.invariant)
    ) this.#unwind(thread, -1);
    return result;
  }

  #trace(
    thread: SimulatedThread,
    kind: number,
    index: number,
    a: unknown,
    b: unknown,
    result: unknown,
  ): void {
    const place = kind === EFFECT ? b as string : this.#place(index);
    this.#steps.push({
      thread: thread.handle.index,
      text: describe(kind, place, a, b, result),
    });
  }

  #perform(
    thread: SimulatedThread,
    kind: number,
    index: number,
    a: unknown,
    b: unknown,
  ): unknown {
    if (kind === NOW) return this.#clock;
    if (kind === EFFECT) return (a as () => unknown)();
    if (kind === WAIT) {
      return this.#wait(thread, index, a as number, b as number);
    }
    if (kind === NOTIFY) return this.#notify(index, a as number);
    const memory = this.#memory, old = memory[index], operand = a as number;
    switch (kind) {
      case READ:
      case LOAD:
        break;
      case WRITE:
      case STORE:
      case EXCHANGE:
        memory[index] = operand;
        break;
      case ADD:
        memory[index] = old + operand;
        break;
      case SUB:
        memory[index] = old - operand;
        break;
      case AND:
        memory[index] = old & operand;
        break;
      case OR:
        memory[index] = old | operand;
        break;
      case XOR:
        memory[index] = old ^ operand;
        break;
      case COMPARE_EXCHANGE:
        if (old === operand) memory[index] = b as number;
        break;
    }
    return old;
  }

  #wait(
    thread: SimulatedThread,
    index: number,
    value: number,
    timeoutMs: number,
  ): string {
    if (thread.outcome !== "") {
      const outcome = thread.outcome;
      thread.outcome = "";
      return outcome;
    }
    if (this.#memory[index] !== value) return "not-equal";
    if (!(timeoutMs > 0)) return "timed-out";
    thread.waitsOn = index;
    thread.deadline = this.#clock + timeoutMs;
    this.#waiters.push(thread);
    if (this.#tracing) {
      this.#steps.push({
        thread: thread.handle.index,
        text: `begins to wait on ${this.#place(index)} while ${value}`,
      });
    }
    this.#unwind(thread, this.#decide(null));
  }

  #notify(index: number, count: number): number {
    let woken = 0;
    for (let i = 0; i < this.#waiters.length && woken < count;) {
      const thread = this.#waiters[i];
      if (thread.waitsOn === index) {
        this.#waiters.splice(i, 1);
        thread.waitsOn = -1;
        thread.outcome = "ok";
        woken++;
      } else i++;
    }
    return woken;
  }
}
