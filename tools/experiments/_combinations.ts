/**
 * Which strategies experiments run under.
 *
 * @module
 */
import { assemble, LOCKS, REFCOUNTS } from "@orochi/runtime";
import type { Combination } from "../runs.ts";

/** Counting strategies by preference: the cheapest that is safe under a lock comes first. */
const PREFERRED = ["plain", "biased", "atomic"];

/** Whether two strategies can be combined. */
export function isAllowed(lock: string, refcount: string): boolean {
  try {
    assemble(refcount, lock, 64 << 20);
    return true;
  } catch {
    return false;
  }
}

/** Locks with the cheapest counting that each allows. */
export function eachLock(locks: readonly string[] = Object.keys(LOCKS)): Combination[] {
  return locks.map((lock) => {
    const refcount = PREFERRED.find((name) => name in REFCOUNTS && isAllowed(lock, name)) as string;
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
