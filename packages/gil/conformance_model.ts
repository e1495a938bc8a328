/**
 * What must hold when threads meet, for every lock strategy: scenarios for `@orochi/interleave`. Run them over your own.
 *
 * @module
 */
import { GIL_CONTROL, PAGES, threadBlock } from "@orochi/heap";
import type { Model, Scenario, ThreadHandle } from "@orochi/interleave";
import type { LockMaker } from "./conformance.ts";
import {
  type Address,
  BREAK_LOCK,
  BREAK_STOP,
  BREAKER,
  type LockStrategy,
  SINGLE,
  slotWord,
  STATE,
  THREADS,
} from "./strategy.ts";

/** Words that a scenario needs: up to the last thread block. */
export const MODEL_WORDS: number = threadBlock(256) >>> 2;

const A: Address = 0x8000, B: Address = 0x8010;
/** Word of a plain counter for each object. */
const COUNTERS: ReadonlyMap<Address, number> = new Map([[A, 0x8020 >>> 2], [B, 0x8024 >>> 2]]);
/** Word by which one thread tells another something. */
const FLAG = 0x8028 >>> 2;
/** The type word of the objects. */
const TYPE_WORD = 9;

/** What must hold among the threads of a scenario, noted outside of the words. */
export class Rules {
  /** Which slot is in a section on an object. */
  readonly inside: Map<Address, number> = new Map();
  /** Slot that has stopped the world, or 0. */
  stopper = 0;
  /** Passages through each object's section. */
  readonly passages: Map<Address, number> = new Map();

  /** A slot's thread is in a section on an object now. @throws {Error} If another is. */
  enter(object: Address, slot: number): void {
    this.mayRun(slot);
    const other = this.inside.get(object) ?? slot;
    if (other !== slot) {
      throw new Error(`slots ${other} and ${slot} are in a section on ${object.toString(16)}`);
    }
    this.inside.set(object, slot);
  }

  /** It is no longer. */
  leave(object: Address): void {
    this.inside.delete(object);
  }

  /** A slot's thread runs. @throws {Error} If another has stopped the world. */
  mayRun(slot: number): void {
    if (this.stopper !== 0 && this.stopper !== slot) {
      throw new Error(`slot ${slot} runs while ${this.stopper} has stopped the world`);
    }
  }
}

/** One slot's thread in a scenario. */
export class ModelSlot {
  readonly lock: LockStrategy;
  readonly slot: number;
  readonly thread: ThreadHandle;
  readonly #rules: Rules;

  /** @param rules What all slots of a scenario share. */
  constructor(maker: LockMaker, thread: ThreadHandle, slot: number, rules: Rules) {
    const { words, atomics, now } = thread;
    this.lock = new maker({ memory: { i32: words }, atomics, slot, now });
    this.thread = thread;
    this.slot = slot;
    this.#rules = rules;
  }

  /** Changes plain counters of objects that the slot is in a section on. */
  work(...objects: Address[]): void {
    const { words, effect } = this.thread;
    effect("enter", () => objects.forEach((object) => this.#rules.enter(object, this.slot)));
    for (const object of objects) words[COUNTERS.get(object)!]++;
    effect("leave", () =>
      objects.forEach((object) => {
        this.#rules.leave(object);
        this.#rules.passages.set(object, (this.#rules.passages.get(object) ?? 0) + 1);
      }));
  }

  /** A section on an object. */
  section(object: Address): void {
    this.lock.begin(object);
    this.work(object);
    this.lock.end();
  }

  /** Passes a safepoint. */
  safepoint(): void {
    const { words, atomics, effect } = this.thread;
    if ((atomics.load(words, slotWord(this.slot, BREAKER)) & (BREAK_LOCK | BREAK_STOP)) !== 0) {
      this.lock.poll();
    }
    effect("runs", () => this.#rules.mayRun(this.slot));
  }

  /** Stops the world and starts it again. */
  stop(): void {
    this.lock.stopTheWorld();
    this.thread.effect("stopped", () => {
      this.#rules.mayRun(this.slot);
      this.#rules.stopper = this.slot;
    });
    for (const word of COUNTERS.values()) {
      this.thread.words[word]++;
      this.thread.words[word]--;
    }
    this.thread.effect("starts", () => void (this.#rules.stopper = 0));
    this.lock.startTheWorld();
  }
}

/** A scenario for any strategy. */
export interface ModelCase {
  readonly name: string;
  /** Only for strategies that force a switch. */
  readonly forcesSwitch?: boolean;
  /** Programs of slots 1, 2, ...; each runs from `threadStart` to `threadExit`. */
  readonly programs: readonly ((slot: ModelSlot) => void)[];
  /** Whether the programs start and end their threads themselves; none exists before. */
  readonly bare?: boolean;
}

const NAMES: readonly (readonly [number, string])[] = [
  [A >>> 2, "A"],
  [B >>> 2, "B"],
  [COUNTERS.get(A)!, "counter of A"],
  [COUNTERS.get(B)!, "counter of B"],
  [FLAG, "flag"],
  [SINGLE, "SINGLE"],
  [THREADS, "THREADS"],
];

function nameOf(index: number): string {
  for (const [word, name] of NAMES) if (word === index) return name;
  for (let slot = 1; slot <= 4; slot++) {
    if (index === slotWord(slot, BREAKER)) return `breaker ${slot}`;
    if (index === slotWord(slot, STATE)) return `state ${slot}`;
  }
  return `control ${index - (GIL_CONTROL >>> 2)}`;
}

/** The scenario of a case for a strategy. */
export function modelScenario(test: ModelCase, maker: LockMaker): Scenario {
  return (words): Model => {
    const rules = new Rules();
    words[A >>> 2] = words[B >>> 2] = TYPE_WORD;
    const outside = new maker({ memory: { i32: words }, atomics: Atomics, slot: 200, now: () => 0 });
    if (test.bare !== true) { for (let i = 0; i < test.programs.length; i++) outside.prepareThread(); }
    const lastSlot = test.programs.length;
    return {
      threads: test.programs.map((program, i) => ({
        name: `slot ${i + 1}`,
        run: (thread) => {
          const slot = new ModelSlot(maker, thread, i + 1, rules);
          if (test.bare !== true) slot.lock.threadStart();
          program(slot);
          if (test.bare !== true) slot.lock.threadExit();
        },
      })),
      check: () => {
        for (const [object, word] of COUNTERS) {
          const passages = rules.passages.get(object) ?? 0;
          if (words[word] !== passages) throw new Error(`${passages} passages counted as ${words[word]}`);
          if (words[object >>> 2] !== TYPE_WORD) {
            throw new Error(`lock bits left: ${words[object >>> 2].toString(16)}`);
          }
        }
      },
      // Slots without a thread in the scenario.
      quiet: (index) => index >= threadBlock(lastSlot + 1) >>> 2 && index < PAGES >>> 2,
      nameOf,
    };
  };
}

/** All cases. */
export const MODEL_CASES: readonly ModelCase[] = [
  {
    name: "sections on one object keep others out",
    programs: [1, 2, 3].map(() => (slot: ModelSlot) => slot.section(A)),
  },
  {
    name: "sections nest in any order without a deadlock",
    programs: [
      (slot) => {
        slot.lock.begin(A);
        slot.section(B);
        slot.lock.end();
      },
      (slot) => {
        slot.lock.begin(B);
        slot.section(A);
        slot.lock.end();
      },
    ],
  },
  {
    name: "sections on two objects keep others out of both",
    programs: [
      (slot) => {
        slot.lock.begin2(A, B);
        slot.work(A, B);
        slot.lock.end();
      },
      (slot) => {
        slot.lock.begin2(B, A);
        slot.work(B, A);
        slot.lock.end();
      },
      (slot) => slot.section(B),
    ],
  },
  {
    name: "a section is suspended while its thread blocks, and taken again afterwards",
    programs: [
      (slot) => {
        slot.lock.begin(A);
        slot.work(A);
        slot.lock.detach();
        slot.lock.attach();
        slot.work(A);
        slot.lock.end();
      },
      (slot) => {
        slot.section(A);
        slot.section(A);
      },
    ],
  },
  {
    name: "an outer section is taken again when the inner one that was waited for ends",
    programs: [
      (slot) => {
        slot.lock.begin(A);
        slot.lock.begin(B);
        slot.work(B);
        slot.lock.end();
        slot.work(A);
        slot.lock.end();
      },
      (slot) => {
        slot.lock.begin(B);
        slot.lock.begin(A);
        slot.work(A);
        slot.lock.end();
        slot.work(B);
        slot.lock.end();
      },
    ],
  },
  {
    name: "nobody runs while the world is stopped",
    programs: [
      (slot) => slot.stop(),
      (slot) => {
        slot.safepoint();
        slot.section(A);
        slot.safepoint();
      },
    ],
  },
  {
    name: "two threads may stop the world at once: one after the other does",
    programs: [(slot) => slot.stop(), (slot) => slot.stop()],
  },
  {
    name: "the world stops around a thread that waits for a section, and around one that blocks",
    programs: [
      (slot) => {
        slot.lock.begin(A);
        slot.stop();
        slot.work(A);
        slot.lock.end();
      },
      (slot) => slot.section(A),
      (slot) => {
        slot.lock.detach();
        slot.lock.attach();
        slot.safepoint();
      },
    ],
  },
  {
    name: "threads start and end, and sections hold while the program goes from single to not and back",
    bare: true,
    programs: [
      (slot) => {
        const { words, atomics } = slot.thread;
        slot.lock.threadStart();
        slot.section(A);
        slot.lock.prepareThread();
        atomics.store(words, FLAG, 1);
        atomics.notify(words, FLAG);
        slot.section(A);
        slot.lock.detach();
        slot.lock.attach();
        slot.section(A);
        slot.lock.threadExit();
      },
      (slot) => {
        const { words, atomics } = slot.thread;
        atomics.wait(words, FLAG, 0);
        slot.lock.threadStart();
        slot.section(A);
        slot.lock.threadExit();
      },
    ],
  },
  {
    name: "a thread that does nothing but pass safepoints lets those run that wait",
    forcesSwitch: true,
    programs: [
      (slot) => {
        const { words, atomics } = slot.thread;
        while (atomics.load(words, FLAG) === 0) slot.safepoint();
      },
      (slot) => {
        const { words, atomics } = slot.thread;
        slot.section(A);
        atomics.store(words, FLAG, 1);
      },
    ],
  },
];
