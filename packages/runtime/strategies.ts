/**
 * The strategies that can be chosen by name: the one place outside their packages that knows them.
 *
 * @module
 */
import {
  Adaptive,
  checkCombination,
  type LockContext,
  type LockStrategy,
  PerObject,
  Priority,
  Subsystem,
  Tick,
  Timeout,
  withOptions,
} from "@orochi/gil";
import {
  Atomic,
  Biased,
  Buffered,
  Deferred,
  Plain,
  type RefcountConstraints,
  type RefcountContext,
  type RefcountStrategy,
  Side,
  Tracing,
} from "@orochi/refcount";
import { HeapMemory, readImage, REFCOUNT_REGION, ThreadHeap } from "@orochi/heap";

/** Makes a counting strategy. */
export type RefcountMaker = new (context: RefcountContext) => RefcountStrategy;
/** Makes a lock strategy. */
export type LockMaker = new (context: LockContext) => LockStrategy;

/** Counting strategies by name. */
export const REFCOUNTS: { readonly [name: string]: RefcountMaker } = {
  plain: Plain,
  atomic: Atomic,
  biased: Biased,
  side: Side,
  deferred: Deferred,
  buffered: Buffered,
  tracing: Tracing,
};
/** Lock strategies by name. */
export const LOCKS: { readonly [name: string]: LockMaker } = {
  timeout: Timeout,
  object: PerObject,
  tick: Tick,
  priority: Priority,
  adaptive: Adaptive,
  subsystem: Subsystem,
};

/** A choice that can't be: the message says what to choose instead. */
export class StrategyError extends Error {
  override name = "StrategyError";
}

function choose<T>(kind: string, choices: { readonly [name: string]: T }, name: string): T {
  const found = choices[name];
  if (found !== undefined && Object.hasOwn(choices, name)) return found;
  throw new StrategyError(
    `Cannot use ${kind} "${name}" as there is no such strategy: choose ${
      Object.keys(choices).map((known) => `"${known}"`).join(", ")
    }`,
  );
}

/** The built-in lock of a name, which its options may follow: `timeout:io-hold`. */
function chooseLock(name: string): LockMaker {
  const colon = name.indexOf(":");
  if (colon < 0) return choose("lock", LOCKS, name);
  return withOptions(choose("lock", LOCKS, name.slice(0, colon)), name.slice(colon + 1));
}

/** One slot's heap and strategies over one memory. */
export interface Assembly {
  readonly memory: HeapMemory;
  readonly heap: ThreadHeap;
  readonly rc: RefcountStrategy;
  readonly lock: LockStrategy;
}

/** Words that nobody counts in. */
const NOTHING = new Int32Array(new SharedArrayBuffer(4096));

/** An instance that counts nothing, to ask what it needs. */
function sampleCounting(maker: RefcountMaker): RefcountStrategy {
  return new maker({ words: NOTHING, atomics: Atomics, slot: 1, region: 0, setBreaker: () => {} });
}

/** An instance of which nothing is asked but what it guarantees, over a heap that nobody uses yet. */
export function sampleLock(
  maker: LockMaker,
  memory: HeapMemory = HeapMemory.create({ reserveBytes: 2 << 20 }),
): LockStrategy {
  return new maker({ memory, atomics: Atomics, slot: 1, now: () => performance.now() });
}

/** The classes of the two strategies of a program. */
export interface Makers {
  readonly refcount: RefcountMaker;
  readonly lock: LockMaker;
}

/**
 * The classes of two built-in strategies.
 *
 * @throws {StrategyError} For unknown names.
 */
export function builtinMakers(refcount: string, lock: string): Makers {
  return { refcount: choose("refcount", REFCOUNTS, refcount), lock: chooseLock(lock) };
}

/** Whether a strategy is named by where its module is. */
export function isModuleName(name: string): boolean {
  return /[/\\:]|\.[jt]s$/.test(name);
}

const REFCOUNT_METHODS = [
  "init",
  "incref",
  "decref",
  "tryIncref",
  "makeTryable",
  "isUnique",
  "immortalise",
  "count",
  "safepoint",
  "detach",
  "attach",
  "threadStart",
  "threadExit",
];
const LOCK_METHODS = [
  "prepareThread",
  "threadStart",
  "threadExit",
  "attach",
  "detach",
  "poll",
  "begin",
  "begin2",
  "end",
  "stopTheWorld",
  "startTheWorld",
  "setBreaker",
  "setSwitchInterval",
];

/** The class that a module exports, by default or as its only class; it must have all the methods. */
async function loadMaker<T>(kind: string, name: string, methods: readonly string[]): Promise<T> {
  let module: Record<string, unknown>;
  try {
    module = await import(name);
  } catch (error) {
    throw new StrategyError(
      `Cannot use ${kind} "${name}" as it can't be loaded: ${error instanceof Error ? error.message : error}`,
    );
  }
  const classes = Object.values(module).filter((value) => typeof value === "function");
  const maker = module.default ?? (classes.length === 1 ? classes[0] : undefined);
  if (typeof maker !== "function") {
    throw new StrategyError(
      `Cannot use ${kind} "${name}" as the module must export one class, as its default`,
    );
  }
  const missing = methods.filter((method) => typeof maker.prototype?.[method] !== "function");
  if (missing.length > 0) {
    throw new StrategyError(
      `Cannot use ${kind} "${name}" as its class lacks ${missing.map((method) => `${method}()`).join(", ")}`,
    );
  }
  return maker as T;
}

/**
 * The classes of two strategies; those that are named by a module are loaded.
 *
 * @throws {StrategyError} For unknown names, and modules that can't be loaded or have a wrong shape.
 */
export async function loadMakers(refcount: string, lock: string): Promise<Makers> {
  return {
    refcount: isModuleName(refcount)
      ? await loadMaker<RefcountMaker>("refcount", refcount, REFCOUNT_METHODS)
      : choose("refcount", REFCOUNTS, refcount),
    lock: isModuleName(lock) && !Object.hasOwn(LOCKS, lock.split(":")[0])
      ? await loadMaker<LockMaker>("lock", lock, LOCK_METHODS)
      : chooseLock(lock),
  };
}

/**
 * A new heap for two strategies.
 *
 * @param reserveBytes Bytes to reserve.
 * @param image What the heap begins as; null for an empty one. It must have been made with the same kind of count.
 * @throws {LockError} For a combination that is not safe.
 * @throws {StrategyError} If a strategy does not say what it needs or guarantees.
 */
export function createMemory(
  makers: Makers,
  reserveBytes: number,
  image: Uint8Array | null = null,
): HeapMemory {
  return checkLock(makers, reserve(reserveBytes, checkCounting(makers), image));
}

/**
 * A heap that is there already, for two strategies.
 *
 * @throws As {@linkcode createMemory}.
 */
export function useMemory(makers: Makers, memory: HeapMemory): HeapMemory {
  checkCounting(makers);
  return checkLock(makers, memory);
}

/** The heap, once the lock says all of itself and goes with the counting. */
function checkLock(makers: Makers, memory: HeapMemory): HeapMemory {
  const lock = sampleLock(makers.lock, memory);
  const guarantee = lock.constraints?.guarantee;
  if (guarantee !== "serialised" && guarantee !== "parallel") {
    throw new StrategyError(
      `Cannot use lock "${lock.name}" as its constraints must say what it guarantees: "serialised" or "parallel"`,
    );
  }
  checkCombination(sampleCounting(makers.refcount), lock, Object.values(REFCOUNTS).map(sampleCounting));
  return memory;
}

/** What a counting strategy says of itself, once it says it all. */
function checkCounting(makers: Makers): RefcountConstraints {
  const counting = sampleCounting(makers.refcount);
  const needs = counting.constraints?.needs, header = counting.constraints?.headerBytes;
  if ((needs !== "serialised" && needs !== "parallel") || (header !== 0 && header !== 4 && header !== 8)) {
    throw new StrategyError(
      `Cannot use refcount "${counting.name}" as its constraints must say headerBytes (0, 4 or 8) and needs ("serialised" or "parallel")`,
    );
  }
  return counting.constraints;
}

function reserve(
  reserveBytes: number,
  { headerBytes, table = false }: RefcountConstraints,
  image: Uint8Array | null,
): HeapMemory {
  try {
    return image !== null
      ? readImage(image, { reserveBytes })
      : HeapMemory.create({ reserveBytes, headerBytes, table });
  } catch (error) {
    if (!(error instanceof RangeError) || error.message.startsWith("Cannot ")) throw error;
    const size = `${Math.round(reserveBytes / 2 ** 20)} MiB`;
    throw new StrategyError(`Cannot reserve ${size} of address space for the heap: give it less with --heap`);
  }
}

/** The strategies of one slot over a heap. */
export function assembleSlot(makers: Makers, memory: HeapMemory, slot: number): Assembly {
  const lock = new makers.lock({ memory, atomics: Atomics, slot, now: () => performance.now() });
  const heap = new ThreadHeap(memory, slot);
  const rc = new makers.refcount({
    words: memory.i32,
    atomics: Atomics,
    slot,
    region: REFCOUNT_REGION,
    setBreaker: (other) => lock.setBreaker(other, 4),
    stopTheWorld: () => lock.stopTheWorld(),
    startTheWorld: () => lock.startTheWorld(),
    reserve: (bytes) => heap.allocRaw(bytes),
  });
  return { memory, heap, rc, lock };
}

/**
 * A new heap with two built-in strategies for its first slot.
 *
 * @param reserveBytes Bytes to reserve.
 * @param image See {@linkcode createMemory}.
 * @throws {StrategyError} For unknown names.
 * @throws {LockError} For a combination that is not safe.
 */
export function assemble(
  refcount: string,
  lock: string,
  reserveBytes: number,
  image: Uint8Array | null = null,
): Assembly {
  const makers = builtinMakers(refcount, lock);
  return assembleSlot(makers, createMemory(makers, reserveBytes, image), 1);
}

/** One line for each strategy: its name, and what it needs or guarantees. */
export function describeStrategies(): string[] {
  const lines = Object.values(REFCOUNTS).map(sampleCounting).map((
    { name, constraints: { headerBytes, needs } },
  ) =>
    `refcount ${name.padEnd(9)} ${headerBytes} bytes before each object; ${
      needs === "parallel" ? "right under parallel threads" : "needs a lock that serialises"
    }`
  );
  for (const lock of Object.values(LOCKS).map((maker) => sampleLock(maker))) {
    lines.push(
      `lock     ${lock.name.padEnd(9)} ${
        lock.constraints.guarantee === "parallel" ? "threads run in parallel" : "one thread runs at a time"
      }`,
    );
  }
  return lines;
}
