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

/** Bytes that a buffer has at first. */
const LEAST_ROOM = 1024;
/** A buffer up to this size is kept for the next pickle. */
const MOST_SPARE = 4 * 1024 * 1024;
/** Runs up to this length are copied byte by byte. */
const SHORT_RUN = 64;

/** A buffer that no pickle is using, or null. */
let spare: Uint8Array | null = null;

/** The bytes of one pickle. */
export class Output {
  /** The bytes so far; the rest of the array is room. */
  bytes: Uint8Array = takeSpare();
  /** How many of them are written. */
  length = 0;
  /** Up to where bytes may be written as it is; 0 while a frame has to be opened first. */
  #limit = this.bytes.length;
  /** Whether what follows is cut into frames. */
  #framing = false;
  /** Where the open frame begins, -1 if none is open. */
  #frame = -1;
  /** The length from which on the open frame is long enough. */
  #frameEnd = Infinity;
  readonly #vm: Vm;
  /** `file.write` (borrowed), or 0. */
  readonly #write: Value;

  constructor(vm: Vm, write: Value) {
    this.#vm = vm;
    this.#write = write;
  }

  /** Nothing more will be written, and what was written is no longer needed. */
  close(): void {
    if (this.bytes.length <= MOST_SPARE) spare = this.bytes;
  }

  /** Says whether what follows is cut into frames. */
  setFraming(framing: boolean): void {
    this.#framing = framing;
    this.#limit = framing && this.#frame < 0 ? 0 : this.bytes.length;
  }

  /** Makes room for some bytes, and opens a frame where there should be one. */
  reserve(count: number): void {
    if (this.length + count > this.#limit) this.#makeRoom(count);
  }

  #makeRoom(count: number): void {
    const opens = this.#framing && this.#frame < 0;
    const needed = this.length + count + (opens ? FRAME_HEADER : 0);
    if (needed > this.bytes.length) {
      const grown = new Uint8Array(Math.max(this.bytes.length * 2, needed + LEAST_ROOM));
      grown.set(this.bytes.subarray(0, this.length));
      this.bytes = grown;
    }
    this.#limit = this.bytes.length;
    if (!opens) return;
    this.#frame = this.length;
    this.length += FRAME_HEADER;
    this.#frameEnd = this.length + FRAME_TARGET;
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

  /** An opcode with a double, given as its two words: the high byte comes first. */
  double(code: number, low: number, high: number): void {
    this.reserve(9);
    const bytes = this.bytes, at = this.length;
    bytes[at] = code;
    bytes[at + 1] = high >>> 24;
    bytes[at + 2] = high >>> 16;
    bytes[at + 3] = high >>> 8;
    bytes[at + 4] = high;
    bytes[at + 5] = low >>> 24;
    bytes[at + 6] = low >>> 16;
    bytes[at + 7] = low >>> 8;
    bytes[at + 8] = low;
    this.length = at + 9;
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

  /** An opcode, a length of one byte, and so many bytes from another array. */
  short(code: number, from: Uint8Array, start: number, count: number): void {
    this.reserve(2 + count);
    const bytes = this.bytes, at = this.length;
    bytes[at] = code;
    bytes[at + 1] = count;
    if (count <= SHORT_RUN) { for (let i = 0; i < count; i++) bytes[at + 2 + i] = from[start + i]; }
    else bytes.set(from.subarray(start, start + count), at + 2);
    this.length = at + 2 + count;
  }

  /**
   * A head and data that may be long: what is longer than a frame stands outside of frames, and goes to the file as
   * it is.
   *
   * @param payload Gives the data as an object for `file.write` (new reference, 0 on failure).
   * @returns False with an exception set on failure.
   */
  data(head: () => void, bytes: Uint8Array, payload: () => Value): boolean {
    const long = bytes.length >= FRAME_TARGET, framing = this.#framing;
    if (long) {
      this.endFrame();
      this.setFraming(false);
    }
    head();
    let done = true;
    if (long && this.#write !== 0) {
      const object = this.flush() ? payload() : 0;
      done = this.#send(object);
    } else this.run(bytes);
    if (long) this.setFraming(framing);
    return done;
  }

  /** Where one value ends and the next begins: a frame that is long enough ends here. False with an exception set. */
  boundary(): boolean {
    return this.length < this.#frameEnd || this.#nextFrame();
  }

  #nextFrame(): boolean {
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
    this.#frameEnd = Infinity;
    this.setFraming(this.#framing);
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

/** A buffer to write to. */
function takeSpare(): Uint8Array {
  const taken = spare ?? new Uint8Array(LEAST_ROOM);
  spare = null;
  return taken;
}
