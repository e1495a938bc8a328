/**
 * What a lock strategy is: the interface, and the layout of the words that all strategies share.
 *
 * @module
 */
import { GIL_CONTROL, GIL_SECTION, type HeapMemory, MAX_SLOTS, threadBlock } from "@orochi/heap";
import type { AtomicOperations, RefcountConstraints } from "@orochi/refcount";
import type { FunctionBuilder, Label } from "@orochi/wasm";

/** A byte address of an object. */
export type Address = number;

/** Breaker bits: what a thread is asked for at its next safepoint. */
export const BREAK_LOCK = 1;
/** Stop for the collector. */
export const BREAK_STOP = 2;
/** Pending calls, and merging of counts. */
export const BREAK_PENDING = 4;
/** A signal or an asynchronous exception. */
export const BREAK_SIGNAL = 8;
/** The thread must end. */
export const BREAK_EXIT = 16;

/** Bytes from a thread block: the breaker. */
export const BREAKER: number = GIL_SECTION;
/** Bytes from a thread block: STATE_ word. */
export const STATE: number = GIL_SECTION + 4;
/** The slot runs no Python code: it blocks, or has no thread. */
export const STATE_DETACHED = 0;
/** The slot may touch objects. */
export const STATE_ATTACHED = 1;
/** The slot is held back by a stop. */
export const STATE_SUSPENDED = 2;

/** Word of GIL_CONTROL: 1 while at most one Python thread exists. */
export const SINGLE: number = GIL_CONTROL >>> 2;
/** Word of GIL_CONTROL: Python threads that exist. */
export const THREADS: number = (GIL_CONTROL >>> 2) + 1;
/** Word of GIL_CONTROL: switch interval in microseconds. */
export const INTERVAL: number = (GIL_CONTROL >>> 2) + 2;
/** Words of GIL_CONTROL from here on belong to the strategy. */
export const STRATEGY_WORDS: number = (GIL_CONTROL >>> 2) + 8;

/** What a strategy guarantees: data that others read to combine strategies. */
export interface LockConstraints {
  /** Whether one thread at a time runs Python code, or many do. */
  readonly guarantee: "serialised" | "parallel";
  /** Whether a thread that waits gets to run in bounded time, whatever the others do. False if missing. */
  readonly forcesSwitch?: boolean;
}

/** What a strategy counts of its own Worker. */
export interface LockCounters {
  /** Times the interpreter was entered, or a contended object locked. */
  acquisitions: number;
  /** Times it had to wait for that. */
  waits: number;
  /** Milliseconds spent waiting. */
  waitMs: number;
  /** Times it was held by another thread in between. */
  switches: number;
}

/** What a strategy is made with. */
export interface LockContext {
  /** The heap; strategies use its 32-bit words only. */
  readonly memory: Pick<HeapMemory, "i32">;
  /** What the protocol makes its atomic operations with. */
  readonly atomics: AtomicOperations;
  /** The calling Worker's slot, 1 to 255. */
  readonly slot: number;
  /** Milliseconds from any start. */
  readonly now: () => number;
  /** What follows the strategy's name and a colon where it is chosen; "" if missing. */
  readonly options?: string;
}

/** What emitted code is given: indices in the module that it is written into. */
export interface LockEmitContext {
  /** An immutable i32 global, imported: the slot of the Worker that instantiates the module. */
  readonly slotGlobal: number;
  /** A function `(object: i32) -> ()`: {@linkcode LockStrategy.begin}. */
  readonly begin: number;
  /** A function `() -> ()`: {@linkcode LockStrategy.end}. */
  readonly end: number;
}

/**
 * The strategy's quick ways as WebAssembly. `object` is an i32 local with the address of an object, `entered` one that
 * the caller keeps from the beginning to the end of a section. Emitters have no state: one serves all modules.
 */
export interface LockEmitter {
  /** Whether sections do anything: if not, the methods for them write nothing and `entered` is never set. */
  readonly sections: boolean;
  /** Writes a safepoint: what `onBreak` writes runs if this slot's breaker has any bit. */
  poll(f: FunctionBuilder, context: LockEmitContext, onBreak: () => void): void;
  /** Writes {@linkcode LockStrategy.begin}. It may wait, so it is a safepoint: what was read before may have changed. */
  begin(f: FunctionBuilder, object: number, entered: number, context: LockEmitContext): void;
  /** Writes {@linkcode LockStrategy.end} of the section that set `entered`. */
  end(f: FunctionBuilder, entered: number, context: LockEmitContext): void;
  /**
   * Writes the beginning of a *leaf*: a section on one object around instructions that call nothing, hold no safepoint
   * and begin no other section. It never waits: branches to `ifBusy`, without having begun, where the object is locked,
   * by whomever, or wherever there are other threads.
   */
  beginLeaf(f: FunctionBuilder, object: number, entered: number, ifBusy: Label): void;
  /** Writes the end of a leaf. */
  endLeaf(f: FunctionBuilder, object: number, entered: number): void;
}

/** A way to guard the interpreter. One instance serves one Worker. */
export interface LockStrategy {
  /** As chosen on the command line. */
  readonly name: string;
  /** What it promises. */
  readonly constraints: LockConstraints;
  /** What this Worker has done with it. */
  readonly counters: LockCounters;
  /** The same operations as WebAssembly, which compiled code has in line. */
  readonly emitter: LockEmitter;
  /** Whether a thread stays attached through system calls that cannot block, such as reading a plain file. */
  readonly keepsQuickCalls?: boolean;
  /** Called by the thread that starts another, before that one runs. */
  prepareThread(): void;
  /** The calling slot's thread begins: it is attached afterwards. */
  threadStart(): void;
  /** The calling slot's thread is over. */
  threadExit(): void;
  /** Back from something that blocked. */
  attach(): void;
  /** Before something that blocks: nothing of the heap may be touched until `attach`. */
  detach(): void;
  /** At a safepoint whose breaker has BREAK_LOCK or BREAK_STOP. */
  poll(): void;
  /** Begins a critical section on an object. Sections nest; one may be suspended while the thread blocks. */
  begin(object: Address): void;
  /** Begins one section on two objects. */
  begin2(a: Address, b: Address): void;
  /** Ends the innermost section. */
  end(): void;
  /** No other thread is attached when it returns. Not while this thread has stopped the world already. */
  stopTheWorld(): void;
  /** Lets the others go on. */
  startTheWorld(): void;
  /**
   * A slot's thread is gone in the middle of what it did, with its Worker: gives up what the strategy's words say it has,
   * so that the slot is detached. Called on the slot's next Worker, before anything else of this strategy.
   */
  bury?(slot: number): void;
  /**
   * Frees all objects' locks, where objects have locks. The caller has stopped the world after a Worker was lost: whoever
   * else is left has suspended its sections, so what is locked still is the lost one's.
   *
   * @param eachObject Calls back with every object of the heap.
   */
  breakLocks?(eachObject: (visit: (object: Address) => void) => void): void;
  /** Asks a slot's thread for attention. Callable from any Worker. */
  setBreaker(slot: number, bits: number): void;
  /** `sys.setswitchinterval`, in seconds. */
  setSwitchInterval(seconds: number): void;
  /** `sys.setpriority` of the calling thread, where the strategy has priorities: higher ones run first; 0 at the start. */
  setPriority?(priority: number): void;
  /** `sys.setcheckinterval`, where the strategy counts ticks: so many until the lock is offered; at least 1. */
  setCheckInterval?(ticks: number): void;
}

/** A lock was misused, or strategies can't be combined. */
export class LockError extends Error {
  override name = "LockError";
}

/**
 * The words of a strategy's options, which are separated by commas, or by plus signs where lists of locks have commas.
 *
 * @throws {LockError} If there is one that is not known.
 */
export function readOptions(
  options: string,
  known: readonly string[],
): ReadonlySet<string> {
  const words = options === "" ? [] : options.split(/[,+]/).map((word) => word.trim());
  const wrong = words.find((word) => !known.includes(word));
  if (wrong === undefined) return new Set(words);
  const choices = known.map((word) => `"${word}"`).join(", ");
  throw new LockError(
    `Cannot use option "${wrong}" of the lock as ${
      known.length === 0 ? "it has none" : `what it knows is ${choices}`
    }`,
  );
}

/** A named set of constraints. */
export interface Named<T> {
  /** As chosen on the command line. */
  readonly name: string;
  /** What it needs and promises. */
  readonly constraints: T;
}

/**
 * Refuses combinations that are not safe.
 *
 * @param alternatives Counting strategies to offer instead.
 * @throws {LockError} Naming both and the reason.
 */
export function checkCombination(
  refcount: Named<RefcountConstraints>,
  lock: Named<LockConstraints>,
  alternatives: readonly Named<RefcountConstraints>[],
): void {
  if (lock.constraints.guarantee !== "parallel" || refcount.constraints.needs !== "serialised") return;
  const others = alternatives.filter((other) => other.constraints.needs === "parallel").map((other) =>
    `"${other.name}"`
  );
  throw new LockError(
    `Cannot combine refcount "${refcount.name}" with lock "${lock.name}" as "${refcount.name}" must run serialised: choose ${
      others.join(" or ")
    }`,
  );
}

/** Word index of a thread block's word. */
export function slotWord(slot: number, offset: number): number {
  return (threadBlock(slot) + offset) >>> 2;
}

/** All slots that may have threads. */
export const SLOTS: readonly number[] = Array.from({ length: MAX_SLOTS - 1 }, (_, i) => i + 1);

/** A class of strategies whose instances get the options. */
export function withOptions<T extends LockStrategy>(
  Maker: new (context: LockContext) => T,
  options: string,
): new (context: LockContext) => T {
  const Base = Maker as unknown as new (context: LockContext) => LockStrategy;
  return class extends Base {
    constructor(context: LockContext) {
      super({ ...context, options });
    }
  } as unknown as new (context: LockContext) => T;
}
