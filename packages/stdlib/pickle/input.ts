/**
 * What an unpickler reads: bytes in memory, or a file through its methods, of which no more is consumed than the
 * pickle has.
 *
 * @module
 */
import type { Value } from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { callOne, openBytes, releaseBuffer } from "@orochi/vm/kernel";
import { raiseTruncated } from "./state.ts";

/** How much is looked at ahead of what is needed. */
const PREFETCH = 128 * 1024;

const NOTHING = new Uint8Array(0);

/** The methods of a file (borrowed); `peek` may be 0. */
export interface InputFile {
  readonly read: Value;
  readonly readline: Value;
  readonly peek: Value;
}

/** A run of bytes with a place in it. */
export class Input {
  /** The bytes at hand. */
  bytes: Uint8Array;
  /** The next one. */
  at = 0;
  readonly #vm: Vm;
  readonly #file: InputFile | null;
  /** Where in `bytes` that begins which was only looked at. */
  #ahead = 0;
  /** Whether the file's `peek` has not refused. */
  #mayLook = true;
  /** Address in the heap of the bytes at hand, where they lie there and never change; else -1. */
  readonly base: number;
  #view: DataView;

  /**
   * An input.
   *
   * @param bytes What is at hand at first; part of the heap, or a copy.
   * @param file Where more comes from, if it comes from a file.
   * @param constant Whether `bytes` are part of the heap, and nobody can change them while they are read.
   */
  constructor(vm: Vm, bytes: Uint8Array, file: InputFile | null, constant = false) {
    this.#vm = vm;
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.base = constant ? bytes.byteOffset : -1;
    this.#file = file;
    this.#ahead = bytes.length;
  }

  /** Whether there are some bytes more at `at`; false with an exception set. */
  need(count: number): boolean {
    if (this.at + count <= this.bytes.length) return true;
    if (this.#file === null) return raiseTruncated(this.#vm) !== 0;
    if (!this.#consume() || !this.#look(count)) return false;
    if (this.bytes.length >= count) return true;
    if (!this.#read(this.#file.read, count)) return false;
    return this.bytes.length >= count || raiseTruncated(this.#vm) !== 0;
  }

  /** One byte, -1 with an exception set. */
  byte(): number {
    return this.at < this.bytes.length || this.need(1) ? this.bytes[this.at++] : -1;
  }

  /** An unsigned number of two, four or eight bytes, the low one first; -1 with an exception set. */
  unsigned(width: number): number {
    if (!this.need(width)) return -1;
    const bytes = this.bytes, at = this.at;
    this.at += width;
    if (width === 2) return bytes[at] | bytes[at + 1] << 8;
    const low = (bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16 | bytes[at + 3] << 24) >>> 0;
    if (width === 4) return low;
    const high = (bytes[at + 4] | bytes[at + 5] << 8 | bytes[at + 6] << 16 | bytes[at + 7] << 24) >>> 0;
    return high * 0x1_0000_0000 + low;
  }

  /** A double, the high byte first; `need(8)` has been asked. */
  double(): number {
    if (this.#view.byteOffset !== this.bytes.byteOffset || this.#view.buffer !== this.bytes.buffer) {
      this.#view = new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.length);
    }
    const value = this.#view.getFloat64(this.at);
    this.at += 8;
    return value;
  }

  /** Address in the heap of a run of bytes that is there and never changes; -1 where that is not so. */
  place(count: number): number {
    if (this.base < 0 || this.at + count > this.bytes.length) return -1;
    const place = this.base + this.at;
    this.at += count;
    return place;
  }

  /** A run of bytes, valid until the next read; null with an exception set. */
  run(count: number): Uint8Array | null {
    if (!this.need(count)) return null;
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }

  /** A line without its end; null with an exception set if there is none. */
  line(): Uint8Array | null {
    let end = this.bytes.indexOf(10, this.at);
    if (end < 0 && this.#file !== null) {
      if (!this.#consume() || !this.#read(this.#file.readline)) return null;
      end = this.bytes.indexOf(10);
    }
    if (end < 0) {
      raiseTruncated(this.#vm);
      return null;
    }
    const line = this.bytes.subarray(this.at, end);
    this.at = end + 1;
    return line;
  }

  /** The pickle ended: the file stands behind it. False with an exception set. */
  finish(): boolean {
    return this.#file === null || this.#consume();
  }

  /** Reads from the file what was taken from the bytes that were only looked at. */
  #consume(): boolean {
    const vm = this.#vm, taken = this.at - this.#ahead;
    this.#ahead = this.at;
    if (taken <= 0) return true;
    const count = vm.newInt(taken);
    const result = count === 0 ? 0 : callOne(vm, this.#file!.read, count);
    vm.decref(count);
    vm.decref(result);
    return result !== 0;
  }

  /**
   * Replaces the bytes at hand by what can be seen in the file ahead, if it lets itself be looked at. That comes before anything
   * is read: behind the bytes that are needed there may be none for ever, as in a pipe whose writer waits for an answer.
   */
  #look(count: number): boolean {
    this.bytes = NOTHING;
    this.at = this.#ahead = 0;
    if (this.#file!.peek === 0 || !this.#mayLook || count >= PREFETCH) return true;
    const bytes = this.#call(this.#file!.peek, PREFETCH);
    if (bytes !== null) {
      this.bytes = bytes;
      return true;
    }
    if (!this.#vm.matches("NotImplementedError")) return false;
    this.#vm.clearError();
    this.#mayLook = false;
    return true;
  }

  /** Replaces the bytes at hand by what a method gives. */
  #read(method: Value, count?: number): boolean {
    const bytes = this.#call(method, count);
    if (bytes === null) return false;
    this.bytes = bytes;
    this.at = 0;
    this.#ahead = bytes.length;
    return true;
  }

  #call(method: Value, count?: number): Uint8Array | null {
    const vm = this.#vm;
    const argument = count === undefined ? 0 : vm.newInt(count);
    const object = count === undefined ? vm.call(method) : argument === 0 ? 0 : callOne(vm, method, argument);
    vm.decref(argument);
    if (object === 0) return null;
    const buffer = openBytes(vm, object);
    const copy = buffer === null ? null : vm.u8.slice(buffer.address, buffer.address + buffer.length);
    if (buffer !== null) releaseBuffer(vm, buffer);
    vm.decref(object);
    return copy ?? (buffer === null ? null : NOTHING);
  }
}
