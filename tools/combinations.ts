/**
 * Which strategies go together: what experiments, soaks and the runner of CPython's tests run under.
 *
 * @module
 */
import { assemble, LOCKS, REFCOUNTS } from "@orochi/runtime";
import type { Combination } from "./runs.ts";

/** Counting strategies by preference: the cheapest that is safe under a lock comes first. */
const PREFERRED = ["plain", "biased", "atomic"];

/** Why two strategies can't be combined, or null. */
function refusal(lock: string, refcount: string): unknown {
  try {
    assemble(refcount, lock, 64 << 20);
    return null;
  } catch (error) {
    return error;
  }
}

/** Whether two strategies can be combined. */
export function isAllowed(lock: string, refcount: string): boolean {
  return refusal(lock, refcount) === null;
}

/**
 * Locks with the cheapest counting that each allows.
 *
 * @param locks Names, options included: `subsystem:all`.
 * @throws {StrategyError} If there is no such lock.
 */
export function eachLock(locks: readonly string[] = Object.keys(LOCKS)): Combination[] {
  return locks.map((lock) => {
    const refcount = PREFERRED.find((name) => name in REFCOUNTS && isAllowed(lock, name));
    // The last one goes with every lock, so what it says is that there is no such lock.
    if (refcount === undefined) throw refusal(lock, PREFERRED.at(-1) as string);
    return { title: `${lock} + ${refcount}`, lock, refcount };
  });
}

/** A lock with each counting that it allows. */
export function eachRefcount(lock: string): Combination[] {
  return Object.keys(REFCOUNTS).filter((refcount) => isAllowed(lock, refcount)).map((refcount) => ({
    title: `${lock} + ${refcount}`,
    lock,
    refcount,
  }));
}
