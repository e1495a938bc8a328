/**
 * What a pickler writes: a growing run of bytes, cut into frames from protocol 4 on, that goes to a file as it is
 * finished or stays for `dumps`.
 *
 * @module
 */
import type { Value } from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { callOne } from "@orochi/vm/kernel";
import { Op } from "./opcodes.ts";

/** Bytes of a frame's head: the opcode and a length of eight bytes. */
const FRAME_HEADER = 9;
/** A frame is ended once it has this many bytes. */
const FRAME_TARGET = 64 * 1024;
/** A frame shorter than this is written without its head. */
const FRAME_LEAST = 4;

const DOUBLE = new DataView(new ArrayBuffer(8));

/** The bytes of one pickle. */
export class Output {
  /** The bytes so far; the rest of the array is room. */
  bytes: Uint8Array = new Uint8Array(1024);
  /** How many of them are written. */
  length = 0;
  /** Whether what follows is cut into frames. */
  framing = false;
  /** Where the open frame begins, -1 if none is open. */
  #frame = -1;
  readonly #vm: Vm;
  /** `file.write` (borrowed), or 0. */
  readonly #write: Value;

  constructor(vm: Vm, write: Value) {
    this.#vm = vm;
    this.#write = write;
  }

  /** Makes room for some bytes, and opens a frame where there should be one. */
  reserve(count: number): void {
    if (this.framing && this.#frame < 0) {
      this.#room(count + FRAME_HEADER);
      this.#frame = this.length;
      this.length += FRAME_HEADER;
    } else this.#room(count);
  }

  #room(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + count + 1024));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }

  /** One byte. */
  byte(code: number): void {
    this.reserve(1);
    this.bytes[this.length++] = code;
  }

  /** An opcode with an argument of one byte. */
  byte2(code: number, argument: number): void {
    this.reserve(2);
    this.bytes[this.length++] = code;
    this.bytes[this.length++] = argument;
  }

  /** An opcode with an argument of two bytes. */
  word2(code: number, argument: number): void {
    this.reserve(3);
    this.bytes[this.length++] = code;
    this.bytes[this.length++] = argument & 255;
    this.bytes[this.length++] = argument >>> 8;
  }

  /** An opcode with an argument of four bytes. */
  word4(code: number, argument: number): void {
    this.reserve(5);
    const bytes = this.bytes, at = this.length;
    bytes[at] = code;
    bytes[at + 1] = argument;
    bytes[at + 2] = argument >>> 8;
    bytes[at + 3] = argument >>> 16;
    bytes[at + 4] = argument >>> 24;
    this.length = at + 5;
  }

  /** An opcode with an argument of eight bytes. */
  word8(code: number, argument: number): void {
    this.word4(code, argument >>> 0);
    const high = Math.floor(argument / 2 ** 32);
    for (let shift = 0; shift < 32; shift += 8) this.byte((high >>> shift) & 255);
  }

  /** An opcode with a double, the high byte first. */
  double(code: number, value: number): void {
    this.reserve(9);
    DOUBLE.setFloat64(0, value);
    this.bytes[this.length++] = code;
    for (let i = 0; i < 8; i++) this.bytes[this.length++] = DOUBLE.getUint8(i);
  }

  /** Text of ASCII characters. */
  ascii(text: string): void {
    this.reserve(text.length);
    for (let i = 0; i < text.length; i++) this.bytes[this.length++] = text.charCodeAt(i);
  }

  /** A run of bytes. */
  run(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /**
   * A head and data that may be long: what is longer than a frame stands outside of frames, and goes to the file as
   * it is.
   *
   * @param payload Gives the data as an object for `file.write` (new reference, 0 on failure).
   * @returns False with an exception set on failure.
   */
  data(head: () => void, bytes: Uint8Array, payload: () => Value): boolean {
    const long = bytes.length >= FRAME_TARGET, framing = this.framing;
    if (long) {
      this.endFrame();
      this.framing = false;
    }
    head();
    let done = true;
    if (long && this.#write !== 0) {
      const object = this.flush() ? payload() : 0;
      done = this.#send(object);
    } else this.run(bytes);
    this.framing = framing;
    return done;
  }

  /** Where one value ends and the next begins: a frame that is long enough ends here. False with an exception set. */
  boundary(): boolean {
    if (this.#frame < 0 || this.length - this.#frame - FRAME_HEADER < FRAME_TARGET) return true;
    this.endFrame();
    return this.#write === 0 || this.flush();
  }

  /** Ends the open frame. */
  endFrame(): void {
    const at = this.#frame;
    if (at < 0) return;
    const bytes = this.bytes, length = this.length - at - FRAME_HEADER;
    if (length >= FRAME_LEAST) {
      bytes[at] = Op.FRAME;
      for (let i = 0, rest = length; i < 8; i++, rest = Math.floor(rest / 256)) {
        bytes[at + 1 + i] = rest & 255;
      }
    } else {
      bytes.copyWithin(at, at + FRAME_HEADER, this.length);
      this.length -= FRAME_HEADER;
    }
    this.#frame = -1;
  }

  /** Writes what there is to the file. False with an exception set. */
  flush(): boolean {
    const object = this.#vm.newBytes(this.bytes.subarray(0, this.length));
    this.length = 0;
    return this.#send(object);
  }

  /** Hands an object (stolen) to `file.write`. */
  #send(object: Value): boolean {
    if (object === 0) return false;
    const result = callOne(this.#vm, this.#write, object);
    this.#vm.decref(object);
    this.#vm.decref(result);
    return result !== 0;
  }
}
