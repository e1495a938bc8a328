/**
 * A queue between Workers in shared memory. Those who put wait when it is full, those who get when it is empty.
 *
 * @module
 */
import { dumps, type PickleOptions } from "../pickle/pickler.ts";
import { PythonError } from "../pickle/errors.ts";
import { loads, type UnpickleOptions } from "../pickle/unpickler.ts";
import { Condition } from "./condition.ts";
import { allocateWords, deadlineAfter, handleOf, type SharedHandle, timeLeft } from "./words.ts";

// Words before the ring. Words 0 to 1 are the condition that guards all others.
const HEAD = 2;
const USED = 3;
const COUNT = 4;
const LIMIT = 5;
const UNFINISHED = 6;
const CLOSED = 7;
const HEADER_WORDS = 8;

/** Bytes before each message: its length. */
const LENGTH_BYTES = 4;

/** What a queue holds and how. */
export interface QueueOptions {
  /** Bytes of messages that it holds; 1 MiB by default. A larger message never fits. */
  capacityBytes?: number;
  /** Messages that it holds; as many as fit by default. */
  maxSize?: number;
}

/** How values are written into a queue and read out of it. */
export interface QueueCodec {
  /** How values are written. */
  pickle?: PickleOptions;
  /** How values are read. */
  unpickle?: UnpickleOptions;
}

/** Thrown by `get` when nothing came in time, or ever will: Python's `queue.Empty`. */
export class QueueEmpty extends PythonError {
  /**
   * A queue that was empty.
   *
   * @param message Why.
   */
  constructor(message = "") {
    super("Empty", message);
  }
}

/** Thrown by `put` when there was no room in time: Python's `queue.Full`. */
export class QueueFull extends PythonError {
  /**
   * A queue that was full.
   *
   * @param message Why.
   */
  constructor(message = "") {
    super("Full", message);
  }
}

/**
 * Values on their way between any number of Workers, in the order in which they were put.
 *
 * Values travel as pickles, so everything that {@linkcode dumps} can write. Invariant, while the lock is free: the
 * ring holds `COUNT` messages in `USED` bytes from `HEAD` on, and nobody waits who could go on.
 *
 * @example Usage
 * ```ts
 * import { SharedQueue } from "@orochi/multiprocess/sharing";
 * import { assertEquals } from "@std/assert";
 *
 * const queue = SharedQueue.create({ maxSize: 10 });
 * const same = SharedQueue.attach(queue.share()); // in another Worker, by postMessage
 * await same.putAsync(["work", 1]);
 * assertEquals(await queue.getAsync(), ["work", 1]);
 * ```
 */
export class SharedQueue {
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #ring: Uint8Array;
  readonly #changed: Condition;
  readonly #codec: QueueCodec;

  private constructor(handle: SharedHandle, codec: QueueCodec) {
    const capacity = handle.details!.capacity as number;
    this.#words = new Int32Array(handle.buffer, handle.byteOffset, HEADER_WORDS);
    this.#ring = new Uint8Array(handle.buffer, handle.byteOffset + 4 * HEADER_WORDS, capacity);
    this.#changed = new Condition(this.#words.subarray(0, 2));
    this.#codec = codec;
  }

  /**
   * Makes a queue.
   *
   * @param options What it holds.
   * @param codec How values are written and read.
   */
  static create(options: QueueOptions = {}, codec: QueueCodec = {}): SharedQueue {
    const capacity = options.capacityBytes ?? 2 ** 20;
    const words = allocateWords(HEADER_WORDS + Math.ceil(capacity / 4));
    words[LIMIT] = options.maxSize ?? 0x7fffffff;
    return new SharedQueue(handleOf(words, { capacity }), codec);
  }

  /** The same queue in another Worker. */
  static attach(handle: SharedHandle, codec: QueueCodec = {}): SharedQueue {
    return new SharedQueue(handle, codec);
  }

  /** What another Worker needs for {@linkcode attach}. */
  share(): SharedHandle {
    return handleOf(this.#words, { capacity: this.#ring.length });
  }

  /** Values in it at this moment. */
  get size(): number {
    return Atomics.load(this.#words, COUNT);
  }

  /** Whether it was closed. */
  get closed(): boolean {
    return Atomics.load(this.#words, CLOSED) === 1;
  }

  /**
   * Puts a value, blocking the Worker until there is room.
   *
   * @throws {QueueFull} If there was none in time.
   * @throws {RangeError} If the value will never fit.
   * @throws {PythonError} ValueError if the queue is closed.
   */
  put(value: unknown, timeoutMs = Infinity): void {
    const bytes = this.#encode(value);
    this.#changed.acquire();
    try {
      if (!this.#changed.waitFor(() => this.#hasRoom(bytes), timeoutMs)) throw new QueueFull();
      this.#push(bytes);
    } finally {
      this.#changed.release();
    }
  }

  /** As {@linkcode put}, but lets the event loop run. */
  async putAsync(value: unknown, timeoutMs = Infinity): Promise<void> {
    const bytes = this.#encode(value);
    await this.#changed.acquireAsync();
    try {
      if (!(await this.#changed.waitForAsync(() => this.#hasRoom(bytes), timeoutMs))) throw new QueueFull();
      this.#push(bytes);
    } finally {
      this.#changed.release();
    }
  }

  /**
   * Gets the oldest value, blocking the Worker until there is one.
   *
   * @throws {QueueEmpty} If there was none in time, or the queue is closed and empty.
   */
  get(timeoutMs = Infinity): unknown {
    this.#changed.acquire();
    let bytes: Uint8Array;
    try {
      if (!this.#changed.waitFor(() => this.#hasMessage(), timeoutMs)) throw new QueueEmpty();
      bytes = this.#shift();
    } finally {
      this.#changed.release();
    }
    return loads(bytes, this.#codec.unpickle);
  }

  /** As {@linkcode get}, but lets the event loop run. */
  async getAsync(timeoutMs = Infinity): Promise<unknown> {
    await this.#changed.acquireAsync();
    let bytes: Uint8Array;
    try {
      if (!(await this.#changed.waitForAsync(() => this.#hasMessage(), timeoutMs))) throw new QueueEmpty();
      bytes = this.#shift();
    } finally {
      this.#changed.release();
    }
    return loads(bytes, this.#codec.unpickle);
  }

  /** All values until the queue is closed and empty. */
  async *[Symbol.asyncIterator](): AsyncGenerator<unknown> {
    for (;;) {
      try {
        yield await this.getAsync();
      } catch (error) {
        if (error instanceof QueueEmpty) return;
        throw error;
      }
    }
  }

  /**
   * Says that a value that was got is dealt with, for {@linkcode join}.
   *
   * @throws {PythonError} ValueError if that was said of all values already.
   */
  taskDone(): void {
    this.#changed.acquire();
    try {
      if (this.#words[UNFINISHED] === 0) {
        throw new PythonError("ValueError", "task_done() called too many times");
      }
      if (--this.#words[UNFINISHED] === 0) this.#changed.notifyAll();
    } finally {
      this.#changed.release();
    }
  }

  /** Waits until all values that were put are dealt with, blocking the Worker; false if the time is over. */
  join(timeoutMs = Infinity): boolean {
    this.#changed.acquire();
    try {
      return this.#changed.waitFor(() => this.#words[UNFINISHED] === 0, timeoutMs);
    } finally {
      this.#changed.release();
    }
  }

  /** As {@linkcode join}, but lets the event loop run. */
  async joinAsync(timeoutMs = Infinity): Promise<boolean> {
    await this.#changed.acquireAsync();
    try {
      return await this.#changed.waitForAsync(() => this.#words[UNFINISHED] === 0, timeoutMs);
    } finally {
      this.#changed.release();
    }
  }

  /** Takes no more values. Those in it can be got; then getters fail with {@linkcode QueueEmpty}. */
  close(): void {
    this.#changed.acquire();
    Atomics.store(this.#words, CLOSED, 1);
    this.#changed.notifyAll();
    this.#changed.release();
  }

  #encode(value: unknown): Uint8Array {
    const bytes = dumps(value, this.#codec.pickle);
    if (bytes.length + LENGTH_BYTES > this.#ring.length) {
      throw new RangeError(
        `Cannot put a value of ${bytes.length} bytes as the queue holds ${
          this.#ring.length - LENGTH_BYTES
        }: ` +
          "give it a larger capacityBytes",
      );
    }
    return bytes;
  }

  #hasRoom(bytes: Uint8Array): boolean {
    if (this.#words[CLOSED] === 1) throw new PythonError("ValueError", "Queue is closed");
    return this.#words[COUNT] < this.#words[LIMIT] &&
      this.#words[USED] + LENGTH_BYTES + bytes.length <= this.#ring.length;
  }

  #hasMessage(): boolean {
    if (this.#words[COUNT] > 0) return true;
    if (this.#words[CLOSED] === 1) throw new QueueEmpty("Queue is closed");
    return false;
  }

  #push(bytes: Uint8Array): void {
    const words = this.#words;
    this.#write(
      words[HEAD] + words[USED],
      Uint8Array.of(bytes.length, bytes.length >> 8, bytes.length >> 16, bytes.length >> 24),
    );
    this.#write(words[HEAD] + words[USED] + LENGTH_BYTES, bytes);
    words[USED] += LENGTH_BYTES + bytes.length;
    words[COUNT]++;
    words[UNFINISHED]++;
    // Putters, getters and joiners wait in one place: whoever can go on has to be among those woken.
    this.#changed.notifyAll();
  }

  #shift(): Uint8Array {
    const words = this.#words;
    const length = new DataView(this.#read(words[HEAD], LENGTH_BYTES).buffer).getUint32(0, true);
    const bytes = this.#read(words[HEAD] + LENGTH_BYTES, length);
    words[HEAD] = (words[HEAD] + LENGTH_BYTES + length) % this.#ring.length;
    words[USED] -= LENGTH_BYTES + length;
    words[COUNT]--;
    this.#changed.notifyAll();
    return bytes;
  }

  #write(at: number, bytes: Uint8Array): void {
    const start = at % this.#ring.length;
    const first = Math.min(bytes.length, this.#ring.length - start);
    this.#ring.set(bytes.subarray(0, first), start);
    this.#ring.set(bytes.subarray(first), 0);
  }

  #read(at: number, count: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(count);
    const start = at % this.#ring.length;
    const first = Math.min(count, this.#ring.length - start);
    bytes.set(this.#ring.subarray(start, start + first));
    bytes.set(this.#ring.subarray(0, count - first), first);
    return bytes;
  }

  /**
   * Waits a while for a value.
   *
   * @returns Whether one can be got without waiting.
   */
  async poll(timeoutMs = 0): Promise<boolean> {
    const deadline = deadlineAfter(timeoutMs);
    await this.#changed.acquireAsync();
    try {
      return await this.#changed.waitForAsync(
        () => this.#words[COUNT] > 0 || this.closed,
        timeLeft(deadline),
      );
    } finally {
      this.#changed.release();
    }
  }
}
