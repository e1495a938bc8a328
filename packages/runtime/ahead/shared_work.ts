/**
 * Who compiles which file of the library, where a second isolate does so ahead of the program: words that both share.
 *
 * | state | meaning | next |
 * | --- | --- | --- |
 * | FREE | nobody has begun | MAKING by the helper, NEEDED by the program: whoever is first |
 * | MAKING | the helper compiles it; the program waits if it comes to it | MADE, or NEEDED where it can't |
 * | MADE | the bytecode is in the cache | |
 * | NEEDED | the program compiles it | |
 *
 * What the program takes it also tells, in a ring, for the helper goes on with what that will import. Each file is taken
 * once, so a ring with a place for each never overflows.
 *
 * @module
 */

/** Files that can be shared; the library has fewer. Those beyond are the program's. */
const FILES = 2048;
const FREE = 0, MAKING = 1, MADE = 2, NEEDED = 3;
/** Words: how many files the program has taken; which; the states. */
const TAKEN = 0, RING = 1, STATES = RING + FILES;
/** How long the program waits for one file: far longer than any takes, in case that the helper has died. */
const LONGEST_MS = 5000;

/** One side's view of the work; files are numbers, the same in both isolates. */
export class SharedWork {
  readonly buffer: SharedArrayBuffer;
  readonly #words: Int32Array;
  /** How many of the program's files the helper has heard of. */
  #heard = 0;

  /** @param buffer Of the other side; a new one by default. */
  constructor(buffer: SharedArrayBuffer = new SharedArrayBuffer((STATES + FILES) * 4)) {
    this.buffer = buffer;
    this.#words = new Int32Array(buffer);
  }

  /** The helper begins with a file; false if it is not its to make. */
  begin(file: number): boolean {
    return file < FILES && Atomics.compareExchange(this.#words, STATES + file, FREE, MAKING) === FREE;
  }

  /** The helper is through with a file that it began. */
  end(file: number, isMade: boolean): void {
    Atomics.store(this.#words, STATES + file, isMade ? MADE : NEEDED);
    Atomics.notify(this.#words, STATES + file);
  }

  /** The program needs a file: whether its bytecode has been made. If not it is the program's to make. */
  take(file: number): boolean {
    if (file >= FILES) return false;
    const words = this.#words, state = Atomics.compareExchange(words, STATES + file, FREE, NEEDED);
    if (state === FREE) {
      // The program's main thread is the only one that takes: nobody else writes these.
      words[RING + words[TAKEN]] = file;
      Atomics.add(words, TAKEN, 1);
      Atomics.notify(words, TAKEN);
      return false;
    }
    if (state === MAKING) Atomics.wait(words, STATES + file, MAKING, LONGEST_MS);
    return Atomics.load(words, STATES + file) === MADE;
  }

  /** Files that the program has taken since the helper asked last. */
  taken(): number[] {
    const end = Atomics.load(this.#words, TAKEN);
    const files = Array.from(this.#words.subarray(RING + this.#heard, RING + end));
    this.#heard = end;
    return files;
  }

  /** Waits until the program takes another file; false if it has not for as long. */
  waitForTaken(timeoutMs: number): boolean {
    return Atomics.wait(this.#words, TAKEN, this.#heard, timeoutMs) !== "timed-out";
  }
}
