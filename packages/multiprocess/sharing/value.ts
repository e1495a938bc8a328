/**
 * Numbers and arrays of numbers in memory that Workers share: Python's `Value` and `Array`.
 *
 * @module
 */
import { hold, holdAsync, RLock } from "./lock.ts";
import { allocateWords, handleOf, type SharedHandle } from "./words.ts";

/** The arrays that type codes of Python's `array` and `ctypes` stand for. */
export interface ArrayTypes {
  /** 8 bits, signed. */
  b: Int8Array;
  /** 8 bits. */
  B: Uint8Array;
  /** 16 bits, signed. */
  h: Int16Array;
  /** 16 bits. */
  H: Uint16Array;
  /** 32 bits, signed. */
  i: Int32Array;
  /** 32 bits. */
  I: Uint32Array;
  /** 64 bits, signed. */
  q: BigInt64Array;
  /** 64 bits. */
  Q: BigUint64Array;
  /** Floats of 32 bits. */
  f: Float32Array;
  /** Floats of 64 bits. */
  d: Float64Array;
}

const ARRAYS = {
  b: Int8Array,
  B: Uint8Array,
  h: Int16Array,
  H: Uint16Array,
  i: Int32Array,
  I: Uint32Array,
  q: BigInt64Array,
  Q: BigUint64Array,
  f: Float32Array,
  d: Float64Array,
} as const;

/** A type code: `i` for ints of 32 bits, `d` for floats of 64 bits, and so on. */
export type TypeCode = keyof ArrayTypes;

/** The array of a type code, over shared memory. */
export type SharedTypedArray<C extends TypeCode> = ArrayTypes[C];

/** What one element of a type code is. */
export type Element<C extends TypeCode> = C extends "q" | "Q" ? bigint : number;

/** Bytes of the lock before the elements. */
const LOCK_BYTES = 16;

/**
 * An array of numbers that all Workers see, with a lock for what takes more than one step.
 *
 * @example Usage
 * ```ts
 * import { SharedArray } from "@orochi/multiprocess/sharing";
 * import { assertEquals } from "@std/assert";
 *
 * const array = SharedArray.create("d", [0.5, 1.5]);
 * const same = SharedArray.attach<"d">(array.share()); // in another Worker, by postMessage
 * same.items[0] += 1;
 * assertEquals([...array.items], [1.5, 1.5]);
 * ```
 */
export class SharedArray<C extends TypeCode> {
  /** The elements. */
  readonly items: SharedTypedArray<C>;
  /** A lock that goes with them; nothing takes it by itself, but {@linkcode SharedValue.update}. */
  readonly lock: RLock;
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #code: C;

  /** @param handle Memory: a lock, then the elements. */
  private constructor(handle: SharedHandle) {
    const { code, length } = handle.details as { code: C; length: number };
    this.#code = code;
    this.#words = new Int32Array(handle.buffer, handle.byteOffset, LOCK_BYTES / 4);
    this.lock = new RLock(this.#words.subarray(0, 3));
    const constructor = ARRAYS[code] as unknown as new (
      buffer: SharedArrayBuffer,
      offset: number,
      length: number,
    ) => SharedTypedArray<C>;
    this.items = new constructor(handle.buffer, handle.byteOffset + LOCK_BYTES, length);
  }

  /**
   * Makes an array.
   *
   * @param code Type of the elements.
   * @param source Its length, or its elements.
   */
  static create<C extends TypeCode>(code: C, source: number | readonly Element<C>[]): SharedArray<C> {
    const length = typeof source === "number" ? source : source.length;
    const bytes = LOCK_BYTES + length * ARRAYS[code].BYTES_PER_ELEMENT;
    const words = allocateWords(Math.ceil(bytes / 4));
    const array = new SharedArray<C>(handleOf(words, { code, length }));
    if (typeof source !== "number") {
      (array.items as unknown as { set(items: readonly Element<C>[]): void }).set(source);
    }
    return array;
  }

  /** The same array in another Worker. */
  static attach<C extends TypeCode>(handle: SharedHandle): SharedArray<C> {
    return new SharedArray<C>(handle);
  }

  /** What another Worker needs for {@linkcode attach}. */
  share(): SharedHandle {
    return handleOf(this.#words, { code: this.#code, length: this.items.length });
  }
}

/** A number that all Workers see. */
export class SharedValue<C extends TypeCode> {
  readonly #array: SharedArray<C>;

  private constructor(array: SharedArray<C>) {
    this.#array = array;
  }

  /**
   * Makes a value.
   *
   * @param code Its type.
   * @param value What it is at first; 0 by default.
   */
  static create<C extends TypeCode>(code: C, value?: Element<C>): SharedValue<C> {
    return new SharedValue(SharedArray.create(code, value === undefined ? 1 : [value]));
  }

  /** The same value in another Worker. */
  static attach<C extends TypeCode>(handle: SharedHandle): SharedValue<C> {
    return new SharedValue(SharedArray.attach<C>(handle));
  }

  /** What another Worker needs for {@linkcode attach}. */
  share(): SharedHandle {
    return this.#array.share();
  }

  /** The lock that goes with it. */
  get lock(): RLock {
    return this.#array.lock;
  }

  /** The number. */
  get value(): Element<C> {
    return this.#array.items[0] as Element<C>;
  }

  set value(value: Element<C>) {
    this.#array.items[0] = value;
  }

  /**
   * Changes the number with the lock held, so that no change is lost; blocks the Worker.
   *
   * @param change Gives the new value for the old one.
   * @returns The new value.
   */
  update(change: (value: Element<C>) => Element<C>): Element<C> {
    using _held = hold(this.lock);
    return this.value = change(this.value);
  }

  /** As {@linkcode update}, but lets the event loop run while it waits. */
  async updateAsync(change: (value: Element<C>) => Element<C>): Promise<Element<C>> {
    using _held = await holdAsync(this.lock);
    return this.value = change(this.value);
  }
}
