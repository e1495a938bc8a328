/**
 * The locks of the process that isolates share, each held at most as long as its isolate lives (Web Locks), as far as they are
 * used here: the library that is checked against does not have them.
 *
 * @module
 */

/** `LockManager` of the standard. */
export interface ProcessLocks {
  /**
   * Holds a lock while what `held` returns is pending.
   *
   * @returns What `held` returned; rejected if the signal aborts the wait.
   */
  request<T>(name: string, held: () => T | Promise<T>): Promise<T>;
  /** As above. */
  request<T>(name: string, options: { readonly signal: AbortSignal }, held: () => T | Promise<T>): Promise<T>;
}

/** Those of the process. */
export function processLocks(): ProcessLocks {
  return (navigator as unknown as { readonly locks: ProcessLocks }).locks;
}

/** Takes a lock that goes with the calling isolate, whatever ends it. */
export function holdForLife(name: string): Promise<void> {
  return new Promise((held) =>
    processLocks().request(name, () => {
      held();
      return new Promise(() => {});
    })
  );
}
