/**
 * The strategies that can be chosen by name: the one place outside their packages that knows them.
 *
 * @module
 */
import { checkCombination, type LockContext, type LockStrategy, PerObject, Timeout } from "@orochi/gil";
import { Atomic, Biased, Plain, type RefcountContext, type RefcountConstraints, type RefcountStrategy } from "@orochi/refcount";
import { HeapMemory, REFCOUNT_REGION, ThreadHeap } from "@orochi/heap";

/** Makes a counting strategy. */
export type RefcountMaker = new (context: RefcountContext) => RefcountStrategy;
/** Makes a lock strategy. */
export type LockMaker = new (context: LockContext) => LockStrategy;

/** Counting strategies by name. */
export const REFCOUNTS: { readonly [name: string]: RefcountMaker } = { plain: Plain, atomic: Atomic, biased: Biased };
/** Lock strategies by name. */
export const LOCKS: { readonly [name: string]: LockMaker } = { timeout: Timeout, object: PerObject };

/** A choice that can't be: the message says what to choose instead. */
export class StrategyError extends Error {
  override name = "StrategyError";
}

function choose<T>(kind: string, choices: { readonly [name: string]: T }, name: string): T {
  const found = choices[name];
  if (found !== undefined && Object.hasOwn(choices, name)) return found;
  throw new StrategyError(`Cannot use ${kind} "${name}" as there is no such strategy: choose ${Object.keys(choices).map((known) => `"${known}"`).join(", ")}`);
}

/** One slot's heap and strategies over one memory. */
export interface Assembly {
  readonly memory: HeapMemory;
  readonly heap: ThreadHeap;
  readonly rc: RefcountStrategy;
  readonly lock: LockStrategy;
}

/** Constraints of every counting strategy, read off instances that count nothing. */
function constraints(): { readonly name: string; readonly constraints: RefcountConstraints }[] {
  const words = new Int32Array(new SharedArrayBuffer(4096));
  return Object.values(REFCOUNTS).map((maker) => new maker({ words, atomics: Atomics, slot: 1, region: 0, setBreaker: () => {} }));
}

/**
 * A new heap with the strategies of its first slot.
 *
 * @param reserveBytes Bytes to reserve.
 * @throws {StrategyError} For unknown names.
 * @throws {LockError} For a combination that is not safe.
 */
export function assemble(refcount: string, lock: string, reserveBytes: number): Assembly {
  const refcountMaker = choose("refcount", REFCOUNTS, refcount);
  const lockMaker = choose("lock", LOCKS, lock);
  const all = constraints();
  const own = all.find((candidate) => candidate.name === refcount)!;
  const memory = HeapMemory.create({ reserveBytes, headerBytes: own.constraints.headerBytes });
  const locking = new lockMaker({ memory, atomics: Atomics, slot: 1, now: () => performance.now() });
  checkCombination(own, locking, all);
  const rc = new refcountMaker({
    words: memory.i32,
    atomics: Atomics,
    slot: 1,
    region: REFCOUNT_REGION,
    setBreaker: (slot) => locking.setBreaker(slot, 4),
  });
  return { memory, heap: new ThreadHeap(memory, 1), rc, lock: locking };
}

/** One line for each strategy: its name, and what it needs or guarantees. */
export function describeStrategies(): string[] {
  const lines = constraints().map(({ name, constraints: { headerBytes, needs } }) =>
    `refcount ${name.padEnd(8)} ${headerBytes} bytes before each object; ${
      needs === "parallel" ? "right under parallel threads" : "needs a lock that serialises"
    }`
  );
  const memory = HeapMemory.create({ reserveBytes: 2 << 20 });
  for (const maker of Object.values(LOCKS)) {
    const lock = new maker({ memory, atomics: Atomics, slot: 1, now: () => 0 });
    lines.push(`lock     ${lock.name.padEnd(8)} ${lock.constraints.guarantee === "parallel" ? "threads run in parallel" : "one thread runs at a time"}`);
  }
  return lines;
}
