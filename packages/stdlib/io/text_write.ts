/**
 * Writing to a `TextIOWrapper`: text is encoded at once and its bytes are kept back until there are enough.
 *
 * @module
 */
import {
  type Address,
  BUFFERED_FLAGS,
  charAt,
  STR_DATA,
  TEXT_BUFFER,
  TEXT_CHUNK,
  TEXT_ENCODER,
  TEXT_ENCODING,
  TEXT_PENDING,
  TEXT_PENDING_BYTES,
  TEXT_PENDING_SIZE,
  TEXT_WRITE_NEWLINE,
  type Value,
} from "@orochi/object";
import { bytesOfHeap, copyBytes, dataOf, encodeStr, isAscii, sizeOf, type Vm } from "@orochi/vm";
import { needBytes, unsupported } from "./base.ts";
import { bufferWrite, field, flushWrites, WRITES } from "./buffer.ts";
import { replaceNewlines } from "./newlines.ts";
import {
  CAN_WRITE,
  checkUsable,
  dropInput,
  errorsOf,
  get,
  has,
  isNativeBuffer,
  LINE_BUFFERING,
  NATIVE,
  put,
  WRITE_THROUGH,
} from "./text_state.ts";

/** Room for pending bytes, unless a chunk is larger. */
const ROOM_BYTES = 8192;

/** Hands the pending bytes to the binary stream; false with an exception set. */
export function flushPending(vm: Vm, self: Address): boolean {
  const count = get(vm, self, TEXT_PENDING_BYTES);
  if (count === 0) return true;
  put(vm, self, TEXT_PENDING_BYTES, 0);
  return writeToBuffer(vm, self, get(vm, self, TEXT_PENDING) >>> 0, count);
}

function writeToBuffer(vm: Vm, self: Address, address: number, count: number): boolean {
  const buffer = get(vm, self, TEXT_BUFFER);
  if (isNativeBuffer(vm, buffer) && (field(vm, buffer, BUFFERED_FLAGS) & WRITES) !== 0) {
    vm.lock.begin(buffer);
    const done = bufferWrite(vm, buffer, address, count);
    vm.lock.end();
    return done;
  }
  const bytes = bytesOfHeap(vm, address, count);
  const result = bytes === 0 ? 0 : vm.callMethod(buffer, vm.names.write, bytes);
  vm.decref(bytes);
  vm.decref(result);
  return result !== 0;
}

/** Flushes the binary stream; false with an exception set. */
export function flushBuffer(vm: Vm, self: Address): boolean {
  const buffer = get(vm, self, TEXT_BUFFER);
  if (isNativeBuffer(vm, buffer) && (field(vm, buffer, BUFFERED_FLAGS) & WRITES) !== 0) {
    vm.lock.begin(buffer);
    const done = flushWrites(vm, buffer);
    vm.lock.end();
    return done;
  }
  const result = vm.callMethod(buffer, vm.names.flush);
  vm.decref(result);
  return result !== 0;
}

/** Keeps bytes of the heap back; false with an exception set. */
function keepBack(vm: Vm, self: Address, address: number, count: number): boolean {
  const kept = get(vm, self, TEXT_PENDING_BYTES);
  const size = get(vm, self, TEXT_PENDING_SIZE);
  const chunk = get(vm, self, TEXT_CHUNK);
  // What would be more than a chunk is not joined: first goes what waits.
  if (kept + count > Math.min(size, chunk)) {
    if (!flushPending(vm, self)) return false;
    if (size === 0 && count < chunk) {
      const room = Math.max(chunk, ROOM_BYTES);
      const storage = vm.heap.allocRaw(room);
      if (storage === 0) return vm.raiseMemory() !== 0;
      put(vm, self, TEXT_PENDING, storage);
      put(vm, self, TEXT_PENDING_SIZE, room);
    } else if (count > Math.min(size, chunk)) return writeToBuffer(vm, self, address, count);
  }
  const at = get(vm, self, TEXT_PENDING_BYTES);
  copyBytes(vm, (get(vm, self, TEXT_PENDING) >>> 0) + at, address, count);
  put(vm, self, TEXT_PENDING_BYTES, at + count);
  return true;
}

/** Whether a text has a line end. */
function hasLineEnd(vm: Vm, str: Value, length: number): boolean {
  // Most texts that have one end in it.
  if (length > 0 && charAt(vm.objects, str, length - 1) === 10) return true;
  for (let i = 0; i < length; i++) {
    const code = charAt(vm.objects, str, i);
    if (code === 10 || code === 13) return true;
  }
  return false;
}

/** The bytes of a text in the stream's encoding (new reference). */
function encode(vm: Vm, self: Address, str: Value): Value {
  const encoder = get(vm, self, TEXT_ENCODER);
  if (encoder === 0) return encodeStr(vm, str, vm.js(get(vm, self, TEXT_ENCODING)), errorsOf(vm, self));
  const bytes = vm.callMethod(encoder, vm.intern("encode"), str);
  if (bytes === 0 || needBytes(vm, bytes, "encoder")) return bytes;
  vm.decref(bytes);
  return 0;
}

/** Whether the stream writes. */
function isWritable(vm: Vm, self: Address): boolean {
  return has(vm, self, NATIVE) ? has(vm, self, CAN_WRITE) : get(vm, self, TEXT_ENCODER) !== 0;
}

/** `write(str)`: false with an exception set. */
export function writeText(vm: Vm, self: Address, given: Value): boolean {
  if (!checkUsable(vm, self)) return false;
  if (!isWritable(vm, self)) return unsupported(vm, "not writable") !== 0;
  const length = vm.length(given);
  const ends = has(vm, self, LINE_BUFFERING) && hasLineEnd(vm, given, length);
  const newline = get(vm, self, TEXT_WRITE_NEWLINE);
  const str = newline === 0 ? given : replaceNewlines(vm, given, vm.js(newline));
  let done = str !== 0;
  if (done && has(vm, self, NATIVE) && isAscii(vm, str)) {
    done = keepBack(vm, self, (str + STR_DATA) >>> 0, vm.length(str));
  } else if (done) {
    const bytes = encode(vm, self, str);
    done = bytes !== 0 && keepBack(vm, self, dataOf(vm, bytes), sizeOf(vm, bytes));
    vm.decref(bytes);
  }
  if (newline !== 0) vm.decref(str);
  if (
    done &&
    (ends || has(vm, self, WRITE_THROUGH) || get(vm, self, TEXT_PENDING_BYTES) >= get(vm, self, TEXT_CHUNK))
  ) {
    done = flushPending(vm, self);
  }
  if (done && ends) done = flushBuffer(vm, self);
  dropInput(vm, self);
  return done;
}

/** `flush()`; false with an exception set. */
export function flushText(vm: Vm, self: Address): boolean {
  if (!checkUsable(vm, self)) return false;
  vm.lock.begin(self);
  const done = flushPending(vm, self) && flushBuffer(vm, self);
  vm.lock.end();
  return done;
}
