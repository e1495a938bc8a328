/**
 * A sequence lock: a few words that are written seldom and read often, by readers that write nothing.
 *
 * | word | meaning                                                              |
 * | ---- | -------------------------------------------------------------------- |
 * | 0    | how often a writer came or went: odd while one is there              |
 * | 1    | readers and writers that may be waiting for the writer to go         |
 * | 2..  | what is guarded                                                      |
 *
 * A reader takes its copy for good if the sequence was the same even number before and after; a copy made while
 * a writer was there is thrown away. So `read` must only copy: what it sees may be a mixture, and it may run again.
 *
 * @module
 */
import { Guard, type Place, Primitive, type Steps } from "./_place.ts";

const WAITERS = 1, GUARDED = 2;

/** See the module documentation. */
export class SeqLock extends Primitive {
  /** Index of the first guarded word. */
  readonly first: number;
  readonly #length: number;

  /** Words that a sequence lock needs for so many guarded ones. */
  static words(guarded: number): number {
    return GUARDED + guarded;
  }

  /**
   * @param place Words as {@linkcode SeqLock.words} says, 0 when fresh.
   * @param guarded How many words are guarded.
   */
  constructor(place: Place, guarded: number) {
    super(place, SeqLock.words(guarded));
    this.first = this.at + GUARDED;
    this.#length = guarded;
  }

  /** A copy of the guarded words, all from between the same two writers; null if a writer is there, or came. */
  tryRead(): Int32Array | null {
    const { words, atomics, at } = this, before = atomics.load(words, at);
    if ((before & 1) !== 0) return null;
    const copy = new Int32Array(this.#length);
    // Atomic, so that no copy is put off until after the sequence is looked at again.
    for (let i = 0; i < copy.length; i++) copy[i] = atomics.load(words, this.first + i);
    return atomics.load(words, at) === before ? copy : null;
  }

  /** As {@linkcode tryRead}, blocking the thread while a writer is there. */
  read(): Int32Array {
    for (;;) {
      const copy = this.tryRead();
      if (copy !== null) return copy;
      const seen = this.atomics.load(this.words, this.at);
      if ((seen & 1) !== 0) this.block(this.#awaitWriter(seen));
    }
  }

  /** As {@linkcode read}, without blocking the thread. */
  async readAsync(): Promise<Int32Array> {
    const before = this.atomics.load(this.words, this.at);
    if ((before & 1) !== 0) await this.await(this.#awaitWriter(before));
    return this.read();
  }

  *#awaitWriter(sequence: number): Steps<void> {
    const { words, atomics, at } = this;
    atomics.add(words, at + WAITERS, 1);
    yield { index: at, value: sequence, timeoutMs: Infinity };
    atomics.add(words, at + WAITERS, -1);
  }

  *#beginSteps(): Steps<void> {
    const { words, atomics, at } = this;
    for (;;) {
      const seen = atomics.load(words, at);
      if ((seen & 1) !== 0) yield* this.#awaitWriter(seen);
      else if (atomics.compareExchange(words, at, seen, seen + 1) === seen) return;
    }
  }

  /** Lets `change` write the guarded words, with atomic stores or {@linkcode put}; no other writer is there. */
  write(change: () => void): void {
    this.block(this.#beginSteps());
    using _ = new Guard(() => this.#end());
    change();
  }

  /** As {@linkcode write}, unless another writer is there. Whether `change` ran. */
  tryWrite(change: () => void): boolean {
    const { words, atomics, at } = this, seen = atomics.load(words, at);
    if ((seen & 1) !== 0 || atomics.compareExchange(words, at, seen, seen + 1) !== seen) return false;
    using _ = new Guard(() => this.#end());
    change();
    return true;
  }

  /** As {@linkcode write}, without blocking the thread. */
  async writeAsync(change: () => void): Promise<void> {
    await this.await(this.#beginSteps());
    using _ = new Guard(() => this.#end());
    change();
  }

  /** Sets a guarded word, inside {@linkcode write}. @param index From 0. */
  put(index: number, value: number): void {
    this.atomics.store(this.words, this.first + index, value);
  }

  #end(): void {
    const { words, atomics, at } = this;
    atomics.add(words, at, 1);
    if (atomics.load(words, at + WAITERS) > 0) atomics.notify(words, at);
  }
}
