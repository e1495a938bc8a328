/**
 * Reading a `TextIOWrapper` whose encoding is decoded here: lines and characters are found in the bytes.
 *
 * @module
 */
import {
  type Address,
  BUFFERED_FLAGS,
  NONE,
  TEXT_BUFFER,
  TEXT_CHUNK,
  TEXT_INPUT,
  TEXT_INPUT_END,
  TEXT_INPUT_SIZE,
  TEXT_INPUT_START,
  TEXT_READ_NEWLINE,
  type Value,
} from "@orochi/object";
import {
  copyBytes,
  decodeAscii,
  decodeLatin1,
  decodeUtf8,
  openBytes,
  releaseBuffer,
  type Vm,
} from "@orochi/vm";
import { wrongBytes } from "./base.ts";
import { bufferReadInto, field, READS } from "./buffer.ts";
import { SEEN_CR, SEEN_CRLF, SEEN_LF } from "./newlines.ts";
import {
  errorsOf,
  get,
  has,
  HAS_READ1,
  isNativeBuffer,
  LATIN1,
  noteNewlines,
  put,
  UTF8,
} from "./text_state.ts";

const LF = 10, CR = 13;

/** Makes room for so many bytes behind what was read; false with MemoryError set. */
function reserve(vm: Vm, self: Address, more: number): boolean {
  const start = get(vm, self, TEXT_INPUT_START), end = get(vm, self, TEXT_INPUT_END);
  const size = get(vm, self, TEXT_INPUT_SIZE), storage = get(vm, self, TEXT_INPUT);
  if (start > 0) {
    copyBytes(vm, storage >>> 0, (storage >>> 0) + start, end - start);
    put(vm, self, TEXT_INPUT_START, 0);
    put(vm, self, TEXT_INPUT_END, end - start);
  }
  const needed = end - start + more;
  if (needed <= size) return true;
  const larger = Math.max(needed, size * 2);
  const moved = storage === 0 ? vm.heap.allocRaw(larger) : vm.heap.reallocRaw(storage, larger);
  if (moved === 0) return vm.raiseMemory() !== 0;
  put(vm, self, TEXT_INPUT, moved);
  put(vm, self, TEXT_INPUT_SIZE, larger);
  return true;
}

function append(vm: Vm, self: Address, address: number, count: number): boolean {
  if (!reserve(vm, self, count)) return false;
  const end = get(vm, self, TEXT_INPUT_END);
  copyBytes(vm, (get(vm, self, TEXT_INPUT) >>> 0) + end, address, count);
  put(vm, self, TEXT_INPUT_END, end + count);
  return true;
}

/** Appends a result of `read`, which must have bytes (stolen): their number, or -1 with an exception set. */
function appendBytes(vm: Vm, self: Address, bytes: Value, what: string): number {
  if (bytes === 0) return -1;
  const view = openBytes(vm, bytes, wrongBytes(vm, bytes, what));
  const count = view !== null && append(vm, self, view.address, view.length) ? view.length : -1;
  if (view !== null) releaseBuffer(vm, view);
  vm.decref(bytes);
  return count;
}

/** Reads some more bytes: how many, 0 at the end, -1 with an exception set. */
function fill(vm: Vm, self: Address): number {
  const buffer = get(vm, self, TEXT_BUFFER), chunk = get(vm, self, TEXT_CHUNK);
  if (isNativeBuffer(vm, buffer) && (field(vm, buffer, BUFFERED_FLAGS) & READS) !== 0) {
    if (!reserve(vm, self, chunk)) return -1;
    const end = get(vm, self, TEXT_INPUT_END);
    vm.lock.begin(buffer);
    const count = bufferReadInto(vm, buffer, (get(vm, self, TEXT_INPUT) >>> 0) + end, chunk, true);
    vm.lock.end();
    if (count > 0) put(vm, self, TEXT_INPUT_END, end + count);
    return count === -1 ? -1 : Math.max(count, 0);
  }
  const read1 = has(vm, self, HAS_READ1);
  const size = vm.newInt(chunk);
  const bytes = vm.callMethod(buffer, read1 ? vm.intern("read1") : vm.names.read, size);
  return appendBytes(vm, self, bytes, read1 ? "read1()" : "read()");
}

/** Bytes of the heap as text in the stream's encoding. */
function decode(vm: Vm, self: Address, from: number, length: number): Value {
  if (has(vm, self, UTF8)) return decodeUtf8(vm, from, length, errorsOf(vm, self));
  return has(vm, self, LATIN1)
    ? decodeLatin1(vm, from, length)
    : decodeAscii(vm, from, length, errorsOf(vm, self));
}

/** Bytes of the character at an index of `vm.u8`; at least 1, no further than `end`. */
function characterBytes(vm: Vm, self: Address, at: number, end: number): number {
  const first = vm.u8[at];
  if (first < 0xc2 || !has(vm, self, UTF8)) return 1;
  const width = first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 1;
  let count = 1;
  while (count < width && at + count < end && (vm.u8[at + count] & 0xc0) === 0x80) count++;
  return count;
}

/** Bytes that the first character may need beyond what is there: it is cut off at the end. */
function isCut(vm: Vm, self: Address, at: number, end: number): boolean {
  if (!has(vm, self, UTF8)) return false;
  const first = vm.u8[at];
  const width = first < 0xc2 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 1;
  return at + width > end && characterBytes(vm, self, at, end) === end - at;
}

/** How lines end: any way and translated (null), any way (""), or as the text says. */
function lineMode(vm: Vm, self: Address): string | null {
  const newline = get(vm, self, TEXT_READ_NEWLINE);
  return newline === NONE ? null : vm.js(newline);
}

/** A line end in the bytes from `from` to `end`: where the line's text ends and where the next line starts; -1 none. */
let textEnd = 0, nextStart = 0;

/**
 * Finds the end of the line that starts at `start`, looking from `from` on.
 *
 * @returns 1 found (`textEnd`, `nextStart`), 0 not, -1 if the last byte is a "\r" whose "\n" may follow.
 */
function findLineEnd(vm: Vm, mode: string | null, from: number, end: number): number {
  const u8 = vm.u8;
  for (let at = from; at < end; at++) {
    const byte = u8[at];
    if (byte > CR || (byte !== LF && byte !== CR)) continue;
    if (byte === LF) {
      if (mode === "\r" || mode === "\r\n") continue;
      [textEnd, nextStart] = [at, at + 1];
      return 1;
    }
    if (mode === "\n") continue;
    if (mode === "\r") {
      [textEnd, nextStart] = [at, at + 1];
      return 1;
    }
    if (at + 1 === end) {
      textEnd = at;
      return -1;
    }
    const pair = u8[at + 1] === LF;
    if (mode === "\r\n" && !pair) continue;
    [textEnd, nextStart] = [at, pair ? at + 2 : at + 1];
    return 1;
  }
  return 0;
}

/** Which line end lies between two indices. */
function noteEnd(vm: Vm, self: Address, from: number, to: number): void {
  noteNewlines(vm, self, to - from === 2 ? SEEN_CRLF : vm.u8[from] === LF ? SEEN_LF : SEEN_CR);
}

/** `readline(limit)`: at most so many characters, -1 for any number. */
export function readLine(vm: Vm, self: Address, limit: number): Value {
  const mode = lineMode(vm, self);
  let looked = 0, found = 0, atEnd = false;
  for (;;) {
    const storage = get(vm, self, TEXT_INPUT) >>> 0;
    const start = storage + get(vm, self, TEXT_INPUT_START), end = storage + get(vm, self, TEXT_INPUT_END);
    found = findLineEnd(vm, mode, start + looked, end);
    if (found === 1) break;
    if (atEnd) {
      if (found === -1 && mode !== "\r\n") nextStart = end;
      else [textEnd, nextStart] = [end, end];
      break;
    }
    looked = (found === -1 ? textEnd : end) - start;
    if (limit >= 0 && looked >= limit * 4 + 4) {
      [textEnd, nextStart] = [end, end];
      break;
    }
    const count = fill(vm, self);
    if (count === -1) return 0;
    atEnd = count === 0;
  }
  const storage = get(vm, self, TEXT_INPUT) >>> 0;
  const start = storage + get(vm, self, TEXT_INPUT_START);
  let stop = nextStart;
  if (limit >= 0) stop = Math.min(stop, characterEnd(vm, self, start, stop, limit, mode === null));
  const whole = stop === nextStart && textEnd < nextStart;
  put(vm, self, TEXT_INPUT_START, stop - storage);
  if (whole && (mode === null || mode === "")) noteEnd(vm, self, textEnd, nextStart);
  if (!whole || mode !== null) return decode(vm, self, start, stop - start);
  // The bytes are read and not looked at again: the line end may be put in the place of another.
  vm.u8[textEnd] = LF;
  return decode(vm, self, start, textEnd + 1 - start);
}

/** Index after so many characters from `start`, at most `end`; a "\r\n" counts as one where it is translated. */
function characterEnd(
  vm: Vm,
  self: Address,
  start: number,
  end: number,
  count: number,
  translated: boolean,
): number {
  let at = start;
  for (let left = count; left > 0 && at < end; left--) {
    if (translated && vm.u8[at] === CR && at + 1 < end && vm.u8[at + 1] === LF) at += 2;
    else at += characterBytes(vm, self, at, end);
  }
  return at;
}

/** Notes line ends and, if asked, replaces "\r" and "\r\n" by "\n" in place; returns the new end. */
function translate(vm: Vm, self: Address, start: number, end: number, replace: boolean): number {
  const u8 = vm.u8;
  let to = start, seen = 0;
  for (let at = start; at < end; at++) {
    const byte = u8[at];
    if (byte === LF) seen |= SEEN_LF;
    if (byte !== CR) {
      if (replace) u8[to++] = byte;
      continue;
    }
    if (at + 1 < end && u8[at + 1] === LF) {
      seen |= SEEN_CRLF;
      at++;
    } else seen |= SEEN_CR;
    if (replace) u8[to++] = LF;
  }
  noteNewlines(vm, self, seen);
  return replace ? to : end;
}

/** Takes the bytes up to an index as text. */
function takeUntil(vm: Vm, self: Address, stop: number): Value {
  const storage = get(vm, self, TEXT_INPUT) >>> 0;
  const start = storage + get(vm, self, TEXT_INPUT_START);
  put(vm, self, TEXT_INPUT_START, stop - storage);
  const mode = lineMode(vm, self);
  const end = mode === null || mode === "" ? translate(vm, self, start, stop, mode === null) : stop;
  return decode(vm, self, start, end - start);
}

/** `read()`: all there is. */
export function readRest(vm: Vm, self: Address): Value {
  const rest = vm.callMethod(get(vm, self, TEXT_BUFFER), vm.names.read);
  if (rest === NONE) return vm.newStr("");
  if (appendBytes(vm, self, rest, "read()") < 0) return 0;
  return takeUntil(vm, self, (get(vm, self, TEXT_INPUT) >>> 0) + get(vm, self, TEXT_INPUT_END));
}

/** `read(count)`: so many characters, or fewer at the end. */
export function readCharacters(vm: Vm, self: Address, count: number): Value {
  const translated = lineMode(vm, self) === null;
  for (let atEnd = false;;) {
    const storage = get(vm, self, TEXT_INPUT) >>> 0;
    const end = storage + get(vm, self, TEXT_INPUT_END);
    let at = storage + get(vm, self, TEXT_INPUT_START), left = count;
    for (; left > 0 && at < end; left--) {
      if (!atEnd && isCut(vm, self, at, end)) break;
      if (translated && vm.u8[at] === CR) {
        if (at + 1 === end && !atEnd) break;
        at += at + 1 < end && vm.u8[at + 1] === LF ? 2 : 1;
      } else at += characterBytes(vm, self, at, end);
    }
    if (left === 0 || atEnd) return takeUntil(vm, self, at);
    const more = fill(vm, self);
    if (more === -1) return 0;
    atEnd = more === 0;
  }
}
