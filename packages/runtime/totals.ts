/**
 * Figures that all Workers of a program add up: words of RUNTIME_CONTROL, changed by atomic additions only.
 *
 * @module
 */
import { RUNTIME_CONTROL } from "@orochi/heap";
import type { LockCounters } from "@orochi/gil";
import type { JitStatistics } from "@orochi/jit";
import type { Vm } from "@orochi/vm";
import { PAUSES } from "@orochi/vm/collector";
import { Jit, REASONS } from "@orochi/jit";
import type { RunFigures } from "./messages.ts";

const FIRST = (RUNTIME_CONTROL >>> 2) + 8;
const ACQUISITIONS = FIRST, WAITS = FIRST + 1, WAIT_US = FIRST + 2, SWITCHES = FIRST + 3, THREADS = FIRST + 4;
const FUNCTIONS = FIRST + 5,
  LOOPS = FIRST + 6,
  REFUSED = FIRST + 7,
  EXITS = FIRST + 8,
  COMPILE_US = FIRST + 9,
  REASON = FIRST + 10;

/** What one Worker has added so far. */
export class Totals {
  readonly #vm: Vm;
  readonly #added: Map<number, number> = new Map();

  constructor(vm: Vm) {
    this.#vm = vm;
  }

  /** Adds what the Worker counted since the last time: one more thread has ended on it. */
  add(): void {
    const lock: LockCounters = this.#vm.lock.counters;
    const jit: JitStatistics | null = this.#vm.jit instanceof Jit ? this.#vm.jit.statistics : null;
    Atomics.add(this.#vm.i32, THREADS, 1);
    this.#raise(ACQUISITIONS, lock.acquisitions);
    this.#raise(WAITS, lock.waits);
    this.#raise(WAIT_US, lock.waitMs * 1000);
    this.#raise(SWITCHES, lock.switches);
    if (jit === null) return;
    this.#raise(FUNCTIONS, jit.functions);
    this.#raise(LOOPS, jit.loops);
    this.#raise(REFUSED, jit.refused);
    this.#raise(COMPILE_US, jit.milliseconds * 1000);
    let exits = 0;
    for (const count of jit.reasons.values()) exits += count;
    this.#raise(EXITS, exits);
    for (const [reason, count] of jit.reasons) this.#raise(REASON + REASONS.indexOf(reason), count);
  }

  #raise(word: number, value: number): void {
    const whole = Math.round(value);
    Atomics.add(this.#vm.i32, word, whole - (this.#added.get(word) ?? 0));
    this.#added.set(word, whole);
  }

  /** The sums of all Workers. */
  read(): Pick<RunFigures, "lock" | "jit" | "threads" | "pauses"> {
    const word = (index: number) => Atomics.load(this.#vm.i32, index) >>> 0;
    return {
      threads: word(THREADS),
      pauses: {
        count: word(PAUSES),
        milliseconds: word(PAUSES + 1) / 1000,
        longestMs: word(PAUSES + 2) / 1000,
      },
      lock: {
        acquisitions: word(ACQUISITIONS),
        waits: word(WAITS),
        waitMs: word(WAIT_US) / 1000,
        switches: word(SWITCHES),
      },
      jit: {
        functions: word(FUNCTIONS),
        loops: word(LOOPS),
        refused: word(REFUSED),
        exits: word(EXITS),
        reasons: REASONS.map((reason, k) => [reason, word(REASON + k)] as const),
        milliseconds: word(COMPILE_US) / 1000,
      },
    };
  }
}
