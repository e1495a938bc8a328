/**
 * Words of shared memory that Workers wait on, and the base of everything made of them.
 *
 * @module
 */

/** What goes to another Worker by `postMessage`: the memory under a shared object. */
export interface SharedHandle {
  /** Memory. */
  readonly buffer: SharedArrayBuffer;
  /** Where in it the object starts, in bytes; a multiple of 8. */
  readonly byteOffset: number;
  /** Further facts that the object needs. */
  readonly details?: Readonly<Record<string, number | string>>;
}

/** Longest wait that a timer can be set to. */
const FOREVER_MS = 2 ** 31 - 1;

/**
 * Allocates shared words, all 0.
 *
 * @param count How many.
 */
export function allocateWords(count: number): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(4 * count + (count & 1) * 4), 0, count);
}

/** Words of a handle. */
export function wordsOf(handle: SharedHandle, count: number): Int32Array<SharedArrayBuffer> {
  return new Int32Array(handle.buffer, handle.byteOffset, count);
}

/** Handle of words. */
export function handleOf(
  words: Int32Array<SharedArrayBuffer>,
  details?: Readonly<Record<string, number | string>>,
): SharedHandle {
  return { buffer: words.buffer, byteOffset: words.byteOffset, details };
}

/** Moment at which a wait of so many milliseconds is over. */
export function deadlineAfter(timeoutMs: number): number {
  return timeoutMs === Infinity ? Infinity : performance.now() + timeoutMs;
}

/** Milliseconds left until a moment, at least 0. */
export function timeLeft(deadline: number): number {
  return deadline === Infinity ? Infinity : Math.max(0, deadline - performance.now());
}

/**
 * Blocks the Worker while a word has a value.
 *
 * @returns False if the deadline passed.
 */
export function waitWhile(words: Int32Array, index: number, value: number, deadline: number): boolean {
  return Atomics.wait(words, index, value, timeLeft(deadline)) !== "timed-out";
}

/** As {@linkcode waitWhile}, but lets the event loop run. */
export async function waitWhileAsync(
  words: Int32Array,
  index: number,
  value: number,
  deadline: number,
): Promise<boolean> {
  const result = Atomics.waitAsync(words, index, value, timeLeft(deadline));
  if (!result.async) return result.value !== "timed-out";
  // A wait alone does not keep the event loop running.
  const keepAlive = setInterval(() => {}, FOREVER_MS);
  try {
    return await result.value !== "timed-out";
  } finally {
    clearInterval(keepAlive);
  }
}

/**
 * Runs an operation of steps that say what to wait for: `true` and `false` are results, a number is the value that
 * the word has to lose first.
 */
export function runSteps(
  words: Int32Array,
  index: number,
  timeoutMs: number,
  step: () => boolean | number,
): boolean {
  const deadline = deadlineAfter(timeoutMs);
  for (;;) {
    const outcome = step();
    if (typeof outcome === "boolean") return outcome;
    if (!waitWhile(words, index, outcome, deadline) && timeLeft(deadline) === 0) return false;
  }
}

/** As {@linkcode runSteps}, but lets the event loop run. */
export async function runStepsAsync(
  words: Int32Array,
  index: number,
  timeoutMs: number,
  step: () => boolean | number,
): Promise<boolean> {
  const deadline = deadlineAfter(timeoutMs);
  for (;;) {
    const outcome = step();
    if (typeof outcome === "boolean") return outcome;
    if (!(await waitWhileAsync(words, index, outcome, deadline)) && timeLeft(deadline) === 0) return false;
  }
}
