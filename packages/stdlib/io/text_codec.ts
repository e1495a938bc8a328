/**
 * Reading a `TextIOWrapper` by an incremental decoder of `codecs`, and its positions: numbers that hold, besides the
 * place in the binary stream, the decoder's state and what to do to come to the character (as CPython packs them).
 *
 * @module
 */
import {
  type Address,
  NONE,
  TEXT_BUFFER,
  TEXT_CHUNK,
  TEXT_DECODED,
  TEXT_DECODER,
  TEXT_ENCODER,
  TEXT_READ_NEWLINE,
  TEXT_SNAPSHOT,
  TEXT_USED,
  type Value,
} from "@orochi/object";
import {
  bytesOfHeap,
  dataOf,
  openBytes,
  releaseBuffer,
  sizeOf,
  sliceStr,
  strConcat,
  type Vm,
} from "@orochi/vm";
import { callNamed, unsupported, wrongBytes } from "./base.ts";
import { dropInput, get, has, HAS_READ1, put, SEEKABLE } from "./text_state.ts";

/** Text that was decoded and not yet read (new reference). */
function decodedRest(vm: Vm, self: Address): Value {
  const decoded = get(vm, self, TEXT_DECODED);
  return decoded === 0 ? vm.newStr("") : sliceStr(vm, decoded, get(vm, self, TEXT_USED), vm.length(decoded));
}

function setDecoded(vm: Vm, self: Address, text: Value): void {
  vm.store((self + TEXT_DECODED) >>> 2, text);
  put(vm, self, TEXT_USED, 0);
}

/** Decodes bytes (new str). */
function decode(vm: Vm, self: Address, bytes: Value, final: boolean): Value {
  const text = callNamed(vm, get(vm, self, TEXT_DECODER), "decode", bytes, vm.bool(final));
  if (text === 0 || vm.isStr(text)) return text;
  vm.raiseType(`decoder should return a string result, not '${vm.typeName(text)}'`);
  vm.decref(text);
  return 0;
}

/** State of the decoder before some bytes: flags, and the bytes that it holds. Null with an exception set. */
function decoderState(vm: Vm, self: Address): { bytes: Value; flags: Value } | null {
  const state = callNamed(vm, get(vm, self, TEXT_DECODER), "getstate");
  if (state === 0) return null;
  if (!vm.isTuple(state) || vm.tupleLength(state) !== 2 || !vm.isBytes(vm.tupleItem(state, 0))) {
    vm.raiseType("illegal decoder state");
    vm.decref(state);
    return null;
  }
  const result = { bytes: vm.keep(vm.tupleItem(state, 0)), flags: vm.keep(vm.tupleItem(state, 1)) };
  vm.decref(state);
  return result;
}

/** Decodes one more chunk, which becomes the text to read: 1, 0 at the end, -1 with an exception set. */
function fill(vm: Vm, self: Address): number {
  if (get(vm, self, TEXT_DECODER) === 0) {
    unsupported(vm, "not readable");
    return -1;
  }
  const before = has(vm, self, SEEKABLE) ? decoderState(vm, self) : null;
  if (before === null && vm.failed()) return -1;
  const size = vm.newInt(get(vm, self, TEXT_CHUNK));
  const read1 = has(vm, self, HAS_READ1);
  const bytes = vm.callMethod(get(vm, self, TEXT_BUFFER), read1 ? vm.intern("read1") : vm.names.read, size);
  let text: Value = 0, input: Value = 0;
  const view = bytes === 0 ? null : openBytes(vm, bytes, wrongBytes(vm, bytes, read1 ? "read1()" : "read()"));
  const count = view === null ? 0 : view.length;
  if (view !== null) {
    releaseBuffer(vm, view);
    text = decode(vm, self, bytes, count === 0);
    if (before !== null) input = vm.binary(0, before.bytes, bytes);
  }
  const end = text !== 0 && count === 0 && vm.length(text) === 0;
  vm.decref(bytes);
  if (before !== null) {
    vm.decref(before.bytes);
    if (input === 0) vm.decref(before.flags);
    else vm.store((self + TEXT_SNAPSHOT) >>> 2, vm.newTuple([before.flags, input]));
  }
  if (text === 0) return -1;
  setDecoded(vm, self, text);
  return end ? 0 : 1;
}

/** Takes so many characters of what was decoded. */
function take(vm: Vm, self: Address, count: number): Value {
  const decoded = get(vm, self, TEXT_DECODED);
  if (decoded === 0) return vm.newStr("");
  const used = get(vm, self, TEXT_USED);
  const end = Math.min(vm.length(decoded), used + count);
  put(vm, self, TEXT_USED, end);
  return sliceStr(vm, decoded, used, end);
}

/** `read()`. */
export function readRestDecoded(vm: Vm, self: Address): Value {
  if (get(vm, self, TEXT_DECODER) === 0) return unsupported(vm, "not readable");
  const bytes = vm.callMethod(get(vm, self, TEXT_BUFFER), vm.names.read);
  if (bytes === 0) return 0;
  const rest = bytes === NONE ? vm.newStr("") : decode(vm, self, bytes, true);
  vm.decref(bytes);
  if (rest === 0) return 0;
  const first = decodedRest(vm, self);
  dropInput(vm, self);
  return join(vm, first, rest);
}

/** One str after another (both stolen). */
function join(vm: Vm, first: Value, second: Value): Value {
  const result = first === 0 || second === 0 ? 0 : strConcat(vm, first, second);
  vm.decref(first);
  vm.decref(second);
  return result;
}

/** `read(count)`. */
export function readDecoded(vm: Vm, self: Address, count: number): Value {
  let result = take(vm, self, count);
  while (result !== 0 && vm.length(result) < count) {
    const more = fill(vm, self);
    if (more < 0) {
      vm.decref(result);
      return 0;
    }
    if (more === 0) break;
    result = join(vm, result, take(vm, self, count - vm.length(result)));
  }
  return result;
}

/** Characters of a text up to the end of its first line; -1 if no line ends in it. */
function lineEnd(text: string, newline: string | null): number {
  if (newline === null || newline === "\n") return text.indexOf("\n") + 1 || -1;
  if (newline !== "") {
    const at = text.indexOf(newline);
    return at < 0 ? -1 : at + newline.length;
  }
  const match = /\r\n|\r|\n/.exec(text);
  return match === null ? -1 : match.index + match[0].length;
}

/** `readline(limit)`. */
export function readLineDecoded(vm: Vm, self: Address, limit: number): Value {
  const newlineValue = get(vm, self, TEXT_READ_NEWLINE);
  const newline = newlineValue === NONE ? null : vm.js(newlineValue);
  let line = decodedRest(vm, self);
  dropDecoded(vm, self);
  while (line !== 0) {
    const text = vm.js(line);
    const found = lineEnd(text, newline);
    // A "\r" at the end may be half of a "\r\n", which the decoder of newlines holds back.
    let end = found < 0 ? -1 : [...text.slice(0, found)].length;
    if (limit >= 0 && (end < 0 ? vm.length(line) : end) >= limit) end = limit;
    if (end >= 0) {
      const result = sliceStr(vm, line, 0, end);
      const consumed = vm.length(line) - end;
      restore(vm, self, line, consumed);
      return result;
    }
    const more = fill(vm, self);
    if (more < 0) {
      vm.decref(line);
      return 0;
    }
    if (more === 0) return line;
    line = join(vm, line, decodedRest(vm, self));
  }
  return 0;
}

function dropDecoded(vm: Vm, self: Address): void {
  const decoded = get(vm, self, TEXT_DECODED);
  if (decoded !== 0) put(vm, self, TEXT_USED, vm.length(decoded));
}

/** Gives back the last characters of a line (stolen) that were not part of it. */
function restore(vm: Vm, self: Address, line: Value, left: number): void {
  const decoded = get(vm, self, TEXT_DECODED);
  if (decoded !== 0 && vm.length(decoded) >= left) put(vm, self, TEXT_USED, vm.length(decoded) - left);
  else {
    const total = vm.length(line);
    setDecoded(vm, self, sliceStr(vm, line, total - left, total));
    vm.store((self + TEXT_SNAPSHOT) >>> 2, 0);
  }
  vm.decref(line);
}

const FIELD = 64n, MASK = (1n << FIELD) - 1n;

/** A position as `tell` gives it. */
function pack(position: bigint, flags: bigint, bytes: number, characters: number): bigint {
  return position | (flags << FIELD) | (BigInt(bytes) << (2n * FIELD)) | (BigInt(characters) << (3n * FIELD));
}

/** `tell()` behind a decoder, where the binary stream is at `position`. */
export function tellDecoded(vm: Vm, self: Address, position: number): Value {
  const snapshot = get(vm, self, TEXT_SNAPSHOT);
  if (snapshot === 0 || get(vm, self, TEXT_DECODER) === 0) return vm.newInt(position);
  const flags = vm.tupleItem(snapshot, 0), input = vm.tupleItem(snapshot, 1);
  const start = BigInt(position - sizeOf(vm, input));
  const used = get(vm, self, TEXT_USED);
  if (used === 0) return vm.newBigInt(pack(start, vm.bigInt(flags), 0, 0));
  const saved = callNamed(vm, get(vm, self, TEXT_DECODER), "getstate");
  const found = saved === 0 ? null : replay(vm, self, flags, input, used);
  if (saved !== 0) {
    const error = vm.takeError();
    vm.decref(callNamed(vm, get(vm, self, TEXT_DECODER), "setstate", saved));
    vm.decref(saved);
    if (error !== 0) vm.setError(error);
  }
  if (found === null || vm.failed()) return 0;
  return vm.newBigInt(pack(start + BigInt(found.bytes), found.flags, found.feed, found.skip));
}

/** Feeds the decoder byte by byte until it has given so many characters: the last point where it held nothing. */
function replay(
  vm: Vm,
  self: Address,
  flags: Value,
  input: Value,
  used: number,
): { bytes: number; flags: bigint; feed: number; skip: number } | null {
  if (!setState(vm, self, 0, flags)) return null;
  let safeBytes = 0, safeCharacters = 0, safeFlags = vm.bigInt(flags), characters = 0;
  const total = sizeOf(vm, input);
  let at = 0;
  for (; at < total && characters < used; at++) {
    const byte = bytesOfHeap(vm, dataOf(vm, input) + at, 1);
    const text = byte === 0 ? 0 : decode(vm, self, byte, false);
    vm.decref(byte);
    if (text === 0) return null;
    characters += vm.length(text);
    vm.decref(text);
    const state = decoderState(vm, self);
    if (state === null) return null;
    if (sizeOf(vm, state.bytes) === 0 && characters <= used) {
      [safeBytes, safeCharacters, safeFlags] = [at + 1, characters, vm.bigInt(state.flags)];
    }
    vm.decref(state.bytes);
    vm.decref(state.flags);
  }
  const skip = used - safeCharacters;
  return { bytes: safeBytes, flags: safeFlags, feed: skip === 0 ? 0 : at - safeBytes, skip };
}

function setState(vm: Vm, self: Address, bytes: Value, flags: Value): boolean {
  const held = bytes !== 0 ? vm.keep(bytes) : vm.newBytes(new Uint8Array(0));
  const state = vm.newTuple([held, vm.keep(flags)]);
  const done = state === 0 ? 0 : callNamed(vm, get(vm, self, TEXT_DECODER), "setstate", state);
  vm.decref(state);
  vm.decref(done);
  return done !== 0;
}

/** `seek(cookie)`: moves the binary stream and brings the decoder to the character. False with an exception set. */
export function seekDecoded(vm: Vm, self: Address, cookie: bigint): boolean {
  const position = vm.newBigInt(cookie & MASK);
  const moved = vm.callMethod(get(vm, self, TEXT_BUFFER), vm.names.seek, position);
  vm.decref(position);
  vm.decref(moved);
  if (moved === 0) return false;
  dropInput(vm, self);
  if (get(vm, self, TEXT_DECODER) !== 0 && !restart(vm, self, cookie)) return false;
  return resetEncoder(vm, self, cookie === 0n);
}

function restart(vm: Vm, self: Address, cookie: bigint): boolean {
  const flags = vm.newBigInt((cookie >> FIELD) & MASK);
  const feed = Number((cookie >> (2n * FIELD)) & MASK), skip = Number((cookie >> (3n * FIELD)) & MASK);
  let done: boolean;
  if (cookie === 0n) {
    const reset = callNamed(vm, get(vm, self, TEXT_DECODER), "reset");
    vm.decref(reset);
    done = reset !== 0;
  } else done = setState(vm, self, 0, flags);
  if (done && skip > 0) {
    const bytes = vm.callMethod(get(vm, self, TEXT_BUFFER), vm.names.read, vm.newInt(feed));
    const text = bytes === 0 ? 0 : decode(vm, self, bytes, false);
    done = text !== 0;
    if (done) {
      setDecoded(vm, self, text);
      vm.store((self + TEXT_SNAPSHOT) >>> 2, vm.newTuple([vm.keep(flags), vm.keep(bytes)]));
      put(vm, self, TEXT_USED, Math.min(skip, vm.length(text)));
    }
    vm.decref(bytes);
  }
  vm.decref(flags);
  return done;
}

/** An encoder writes its mark only at the start. */
export function resetEncoder(vm: Vm, self: Address, atStart: boolean): boolean {
  const encoder = get(vm, self, TEXT_ENCODER);
  if (encoder === 0) return true;
  const result = atStart ? callNamed(vm, encoder, "reset") : callNamed(vm, encoder, "setstate", vm.newInt(0));
  vm.decref(result);
  return result !== 0;
}
