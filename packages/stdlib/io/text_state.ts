/**
 * What all of `TextIOWrapper` shares: its words, its checks, and how it reaches the binary stream.
 *
 * Encodings whose characters are found in the bytes alone (UTF-8, ASCII, Latin-1) are decoded here, straight from the
 * bytes that were read and no further than asked for, so the position in the file is always known. All others go
 * through the incremental decoders and encoders of `codecs`.
 *
 * @module
 */
import {
  type Address,
  BUFFERED_RAW,
  NONE,
  T_BUFFERED_RANDOM,
  T_BUFFERED_READER,
  T_BUFFERED_WRITER,
  T_FILE_IO,
  TEXT_BUFFER,
  TEXT_DECODED,
  TEXT_ERRORS,
  TEXT_FLAGS,
  TEXT_INPUT_END,
  TEXT_INPUT_START,
  TEXT_SNAPSHOT,
  TEXT_USED,
  type Value,
} from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { closedError, isClosed } from "./base.ts";
import { descriptorOf } from "./file_io.ts";

/** Bits of TEXT_FLAGS. */
export const READY = 1, DETACHED = 2, LINE_BUFFERING = 4, WRITE_THROUGH = 8;
/** How bytes are decoded and encoded; none of them: by `codecs`. */
export const UTF8 = 16, ASCII = 32, LATIN1 = 64, NATIVE: number = UTF8 | ASCII | LATIN1;
/** The binary stream can seek; `tell` is refused while lines are iterated over; it has `read1`. */
export const SEEKABLE = 128, ITERATING = 256, HAS_READ1 = 512;
/** What the binary stream said when the codec was chosen. */
export const CAN_READ = 1024, CAN_WRITE = 2048;
/** First of the bits that say which line ends were seen. */
export const SEEN_SHIFT = 12;

/** A word of a text stream. */
export function get(vm: Vm, self: Address, offset: number): number {
  return vm.i32[(self + offset) >>> 2];
}

/** Sets a word that holds no reference. */
export function put(vm: Vm, self: Address, offset: number, value: number): void {
  vm.i32[(self + offset) >>> 2] = value;
}

/** Whether some bit of the flags is set. */
export function has(vm: Vm, self: Address, bits: number): boolean {
  return (vm.i32[(self + TEXT_FLAGS) >>> 2] & bits) !== 0;
}

/** Whether the stream was initialised and not detached; false with ValueError set. */
export function checkReady(vm: Vm, self: Address): boolean {
  if ((get(vm, self, TEXT_FLAGS) & (READY | DETACHED)) === READY) return true;
  return vm.raiseValue(
    has(vm, self, DETACHED) ? "underlying buffer has been detached" : "I/O operation on uninitialized object",
  ) !== 0;
}

/** Whether the stream was initialised, detached or not; false with ValueError set. */
export function checkInitialised(vm: Vm, self: Address): boolean {
  return has(vm, self, READY) || vm.raiseValue("I/O operation on uninitialized object") !== 0;
}

/** Whether the binary stream is a native buffer over a native file: then no Python code is in between. */
export function isNativeBuffer(vm: Vm, buffer: Value): boolean {
  const type = vm.typeIndex(buffer);
  return (type === T_BUFFERED_WRITER || type === T_BUFFERED_READER || type === T_BUFFERED_RANDOM) &&
    vm.isExact(get(vm, buffer, BUFFERED_RAW), T_FILE_IO);
}

/** 1 if the binary stream is closed, 0 if not, -1 with an exception set. */
export function bufferClosed(vm: Vm, self: Address): number {
  const buffer = get(vm, self, TEXT_BUFFER);
  if (isNativeBuffer(vm, buffer)) return descriptorOf(vm, get(vm, buffer, BUFFERED_RAW)) < 0 ? 1 : 0;
  return isClosed(vm, buffer);
}

/** Whether the stream is ready and open; false with ValueError set. */
export function checkUsable(vm: Vm, self: Address): boolean {
  if (!checkReady(vm, self)) return false;
  const closed = bufferClosed(vm, self);
  return closed === 0 || (closed > 0 && closedError(vm) !== 0);
}

/** The error handler's name. */
export function errorsOf(vm: Vm, self: Address): string {
  const errors = get(vm, self, TEXT_ERRORS);
  return errors === vm.names.strict ? "strict" : vm.js(errors);
}

/** Forgets all that was read ahead. */
export function dropInput(vm: Vm, self: Address): void {
  put(vm, self, TEXT_INPUT_START, 0);
  put(vm, self, TEXT_INPUT_END, 0);
  put(vm, self, TEXT_USED, 0);
  if (get(vm, self, TEXT_DECODED) !== 0) vm.store((self + TEXT_DECODED) >>> 2, 0);
  if (get(vm, self, TEXT_SNAPSHOT) !== 0) vm.store((self + TEXT_SNAPSHOT) >>> 2, 0);
}

/** Notes line ends that were seen. */
export function noteNewlines(vm: Vm, self: Address, seen: number): void {
  vm.i32[(self + TEXT_FLAGS) >>> 2] |= seen << SEEN_SHIFT;
}

/** A value of a word that may be empty, as Python sees it (new reference). */
export function orNone(vm: Vm, value: Value): Value {
  return vm.keep(value) || NONE;
}
