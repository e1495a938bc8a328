/**
 * The buffer of a `BufferedReader`, `BufferedWriter` or `BufferedRandom`, in raw storage.
 *
 *     0 <= POSITION <= READ_END <= SIZE        bytes read ahead: POSITION to READ_END
 *     0 <= WRITE_END <= SIZE                   bytes to be written: 0 to WRITE_END
 *
 * 1. At most one of the two is not empty: who writes gives up what was read ahead, who reads flushes first.
 * 2. The raw position is the stream's, plus what was read ahead, less what is to be written.
 *
 * @module
 */
import {
  type Address,
  BUFFERED_BUFFER,
  BUFFERED_FLAGS,
  BUFFERED_POSITION,
  BUFFERED_RAW,
  BUFFERED_READ_END,
  BUFFERED_SIZE,
  BUFFERED_WRITE_END,
  T_FILE_IO,
  type Value,
} from "@orochi/object";
import { bytesOfHeap, copyBytes, dataOf, sizeOf, type Vm } from "@orochi/vm";
import { closedError, isClosed } from "./base.ts";
import { descriptorOf } from "./file_io.ts";
import { rawReadInto, rawSeek, rawTell, rawWrite, WOULD_BLOCK } from "./raw.ts";

/** Bits of BUFFERED_FLAGS. */
export const READS = 1, WRITES = 2, READY = 4, DETACHED = 8;

/** A word of a buffered stream. */
export function field(vm: Vm, self: Address, offset: number): number {
  return vm.i32[(self + offset) >>> 2];
}

/** Index of the first byte of the buffer in `vm.u8`. */
export function storageOf(vm: Vm, self: Address): number {
  return vm.i32[(self + BUFFERED_BUFFER) >>> 2] >>> 0;
}

/** Bytes that were read ahead. */
export function ahead(vm: Vm, self: Address): number {
  return vm.i32[(self + BUFFERED_READ_END) >>> 2] - vm.i32[(self + BUFFERED_POSITION) >>> 2];
}

/** Forgets what was read ahead. */
export function forget(vm: Vm, self: Address): void {
  vm.i32[(self + BUFFERED_POSITION) >>> 2] = 0;
  vm.i32[(self + BUFFERED_READ_END) >>> 2] = 0;
}

/** Whether the stream was initialised and not detached; false with ValueError set. */
export function checkReady(vm: Vm, self: Address): boolean {
  const flags = field(vm, self, BUFFERED_FLAGS);
  if ((flags & (READY | DETACHED)) === READY) return true;
  return vm.raiseValue(
    (flags & DETACHED) !== 0 ? "raw stream has been detached" : "I/O operation on uninitialized object",
  ) !== 0;
}

/** 1 if the raw stream is closed, 0 if not, -1 with an exception set. */
export function rawClosed(vm: Vm, self: Address): number {
  const raw = field(vm, self, BUFFERED_RAW);
  return vm.isExact(raw, T_FILE_IO) ? (descriptorOf(vm, raw) < 0 ? 1 : 0) : isClosed(vm, raw);
}

/** Whether the stream is ready and open; false with ValueError set. */
export function checkUsable(vm: Vm, self: Address, message: string): boolean {
  if (!checkReady(vm, self)) return false;
  const closed = rawClosed(vm, self);
  return closed === 0 || (closed > 0 && closedError(vm, message) !== 0);
}

/** Makes a buffer of a size, empty; it takes up room once it is used. */
export function prepare(vm: Vm, self: Address, size: number): void {
  const old = field(vm, self, BUFFERED_BUFFER);
  vm.i32[(self + BUFFERED_BUFFER) >>> 2] = 0;
  vm.i32[(self + BUFFERED_SIZE) >>> 2] = size;
  vm.i32[(self + BUFFERED_WRITE_END) >>> 2] = 0;
  forget(vm, self);
  if (old !== 0) vm.heap.freeRawLater(old);
}

/** Whether the buffer has its room; false with MemoryError set. */
function hasRoom(vm: Vm, self: Address): boolean {
  const word = (self + BUFFERED_BUFFER) >>> 2;
  if (vm.i32[word] !== 0) return true;
  const storage = vm.heap.allocRaw(field(vm, self, BUFFERED_SIZE));
  if (storage === 0) return vm.raiseMemory() !== 0;
  vm.i32[word] = storage;
  return true;
}

/** Writes what waits; false with an exception set. */
export function flushWrites(vm: Vm, self: Address): boolean {
  const word = (self + BUFFERED_WRITE_END) >>> 2;
  const storage = storageOf(vm, self);
  while (vm.i32[word] > 0) {
    const waiting = vm.i32[word];
    const count = rawWrite(vm, field(vm, self, BUFFERED_RAW), storage, waiting);
    if (count === -1) return false;
    if (count === WOULD_BLOCK) return blockingError(vm, 0) !== 0;
    if (count < waiting) copyBytes(vm, storage, storage + count, waiting - count);
    vm.i32[word] = waiting - count;
  }
  return true;
}

/** Raises BlockingIOError with the number of bytes that were written. */
function blockingError(vm: Vm, written: number): 0 {
  const words = vm.newStr("write could not complete without blocking");
  const exception = words === 0
    ? 0
    : vm.call(vm.exceptionType("BlockingIOError"), vm.newInt(11), words, vm.newInt(written));
  vm.decref(words);
  return exception === 0 ? 0 : vm.raiseObject(exception);
}

/** Puts the raw position where the stream's is: gives up what was read ahead. */
export function rewindRaw(vm: Vm, self: Address): boolean {
  const count = ahead(vm, self);
  forget(vm, self);
  return count === 0 || rawSeek(vm, field(vm, self, BUFFERED_RAW), -count, 1) >= 0;
}

/** Appends bytes of the heap to what waits to be written; false with an exception set. */
export function bufferWrite(vm: Vm, self: Address, address: number, length: number): boolean {
  if (!hasRoom(vm, self) || (ahead(vm, self) !== 0 && !rewindRaw(vm, self))) return false;
  const word = (self + BUFFERED_WRITE_END) >>> 2;
  const size = field(vm, self, BUFFERED_SIZE);
  if (vm.i32[word] + length > size) {
    if (!flushWrites(vm, self)) {
      if (!vm.matches("BlockingIOError")) return false;
      // Nothing more goes out: as much as there is room for waits.
      const kept = Math.min(length, size - vm.i32[word]);
      copyBytes(vm, storageOf(vm, self) + vm.i32[word], address, kept);
      vm.i32[word] += kept;
      vm.clearError();
      return kept === length || blockingError(vm, kept) !== 0;
    }
    let at = address, left = length;
    while (left > size) {
      const count = rawWrite(vm, field(vm, self, BUFFERED_RAW), at, left);
      if (count === -1) return false;
      if (count === WOULD_BLOCK) {
        copyBytes(vm, storageOf(vm, self), at, size);
        vm.i32[word] = size;
        return blockingError(vm, length - left + size) !== 0;
      }
      at += count;
      left -= count;
    }
    copyBytes(vm, storageOf(vm, self), at, left);
    vm.i32[word] = left;
    return true;
  }
  copyBytes(vm, storageOf(vm, self) + vm.i32[word], address, length);
  vm.i32[word] += length;
  return true;
}

/** One raw read behind what was read ahead: its number of bytes, WOULD_BLOCK, or -1 with an exception set. */
export function fill(vm: Vm, self: Address): number {
  if (!hasRoom(vm, self) || (field(vm, self, BUFFERED_WRITE_END) > 0 && !flushWrites(vm, self))) return -1;
  const storage = storageOf(vm, self), size = field(vm, self, BUFFERED_SIZE);
  const start = field(vm, self, BUFFERED_POSITION), end = field(vm, self, BUFFERED_READ_END);
  if (start > 0) {
    copyBytes(vm, storage, storage + start, end - start);
    vm.i32[(self + BUFFERED_POSITION) >>> 2] = 0;
    vm.i32[(self + BUFFERED_READ_END) >>> 2] = end - start;
  }
  const kept = end - start;
  const count = rawReadInto(vm, field(vm, self, BUFFERED_RAW), storage + kept, size - kept);
  if (count > 0) vm.i32[(self + BUFFERED_READ_END) >>> 2] = kept + count;
  return count;
}

/** Copies up to so many of the bytes read ahead; returns how many. */
export function take(vm: Vm, self: Address, address: number, most: number): number {
  const count = Math.min(ahead(vm, self), most);
  if (count > 0) {
    copyBytes(vm, address, storageOf(vm, self) + field(vm, self, BUFFERED_POSITION), count);
    vm.i32[(self + BUFFERED_POSITION) >>> 2] += count;
  }
  return count;
}

/**
 * Reads into the heap until `length` bytes are there or the stream ends.
 *
 * @param once At most one raw read.
 * @returns How many; WOULD_BLOCK if nothing is there yet; -1 with an exception set.
 */
export function bufferReadInto(
  vm: Vm,
  self: Address,
  address: number,
  length: number,
  once: boolean,
): number {
  let done = take(vm, self, address, length);
  if (once && done > 0) return done;
  if (done < length && field(vm, self, BUFFERED_WRITE_END) > 0 && !flushWrites(vm, self)) return -1;
  const size = field(vm, self, BUFFERED_SIZE);
  while (done < length) {
    let count: number;
    if (length - done >= size || once) {
      forget(vm, self);
      count = rawReadInto(
        vm,
        field(vm, self, BUFFERED_RAW),
        address + done,
        once ? length - done : length - done - ((length - done) % size),
      );
      if (count > 0) done += count;
    } else {
      count = fill(vm, self);
      if (count > 0) done += take(vm, self, address + done, length - done);
    }
    if (count === -1) return -1;
    if (count === WOULD_BLOCK) return done > 0 ? done : WOULD_BLOCK;
    if (count === 0 || once) break;
  }
  return done;
}

/** Where the stream is; -1 with an exception set. */
export function bufferTell(vm: Vm, self: Address): number {
  const raw = rawTell(vm, field(vm, self, BUFFERED_RAW));
  // Devices that say they are always at 0 have read ahead, too.
  return raw < 0 ? -1 : Math.max(0, raw - ahead(vm, self) + field(vm, self, BUFFERED_WRITE_END));
}

/** Moves the stream; the new position, or -1 with an exception set. */
export function bufferSeek(vm: Vm, self: Address, offset: number, whence: number): number {
  if (whence < 0 || whence > 2) {
    vm.raiseValue(`whence value ${whence} unsupported`);
    return -1;
  }
  if (field(vm, self, BUFFERED_WRITE_END) > 0 && !flushWrites(vm, self)) return -1;
  const read = ahead(vm, self);
  if (whence !== 2 && read > 0) {
    const raw = rawTell(vm, field(vm, self, BUFFERED_RAW));
    if (raw < 0) return -1;
    const move = whence === 0 ? offset - (raw - read) : offset;
    const position = field(vm, self, BUFFERED_POSITION);
    if (move >= -position && move <= read) {
      vm.i32[(self + BUFFERED_POSITION) >>> 2] = position + move;
      return Math.max(0, raw - read + move);
    }
  }
  const result = rawSeek(vm, field(vm, self, BUFFERED_RAW), whence === 1 ? offset - read : offset, whence);
  if (result >= 0) forget(vm, self);
  return result;
}

/** The rest of the stream as bytes, after what was read ahead. */
export function joinRest(vm: Vm, self: Address, rest: Value): Value {
  const count = ahead(vm, self), more = rest === 0 ? 0 : sizeOf(vm, rest);
  const storage = vm.heap.allocRaw(Math.max(count + more, 8));
  if (storage === 0) return vm.raiseMemory();
  take(vm, self, storage >>> 0, count);
  if (more > 0) copyBytes(vm, (storage >>> 0) + count, dataOf(vm, rest), more);
  const result = bytesOfHeap(vm, storage >>> 0, count + more);
  vm.heap.freeRaw(storage);
  return result;
}
