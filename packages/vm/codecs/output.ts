/**
 * Bytes that an encoder has made so far.
 *
 * @module
 */
import type { Value } from "@orochi/object";
import { bytesOfArray } from "../builtins/bytes_core.ts";
import type { Vm } from "../vm.ts";

/** Bytes that grow. */
export class ByteBuffer {
  bytes: Uint8Array = new Uint8Array(64);
  length = 0;

  /** Makes room for so many more bytes. */
  reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, this.bytes.length * 2));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }

  /** Adds a byte. */
  push(byte: number): void {
    if (this.length === this.bytes.length) this.reserve(1);
    this.bytes[this.length++] = byte;
  }

  /** Adds bytes. */
  pushAll(bytes: ArrayLike<number>): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Adds the low bytes of the characters of a JavaScript string. */
  pushText(text: string): void {
    this.reserve(text.length);
    for (let i = 0; i < text.length; i++) this.bytes[this.length++] = text.charCodeAt(i);
  }

  /** The bytes object of all bytes. */
  toBytes(vm: Vm): Value {
    return bytesOfArray(vm, this.bytes, this.length);
  }
}
