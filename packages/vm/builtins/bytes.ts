/**
 * `bytes`: construction, comparison, indexing; the methods come from the files beside this one.
 *
 * @module
 */
import {
  BYTES_DATA,
  BYTES_LENGTH,
  bytesHash,
  NONE,
  NOT_IMPLEMENTED,
  T_BYTES,
  T_BYTES_ITERATOR,
  T_LIST,
  T_SLICE,
  T_TUPLE,
  tagInt,
  type Value,
} from "@orochi/object";
import { encodeStr, textArgument } from "../codecs/registry.ts";
import { ByteBuffer } from "../codecs/output.ts";
import { size } from "../protocol/number.ts";
import { lengthHint } from "../protocol/length_hint.ts";
import { method, newMethod, slot, type TypeDefinition } from "../native.ts";
import type { Vm } from "../vm.ts";
import { comparisonSlots, orderHolds, repeatTimes } from "./_container.ts";
import { flatten, hasBuffer, openBuffer, releaseBuffer } from "./bytes_buffer.ts";
import {
  blankBytes,
  byteOf,
  bytesOfArray,
  bytesOfHeap,
  copyBytes,
  dataOf,
  isBytes,
  itemIndex,
  sizeOf,
  smallBytes,
} from "./bytes_core.ts";
import { bytesPercent } from "./bytes_percent.ts";
import { byteSearchMethods, Needle } from "./bytes_search.ts";
import { byteTextMethods } from "./bytes_text.ts";
import { bufferMethods } from "./memoryview_views.ts";
import { newIterator } from "./sequence_iterators.ts";

/** A copy of the bytes of an object that exports some (new bytes object). */
export function bytesOfBuffer(vm: Vm, source: Value): Value {
  const buffer = openBuffer(vm, source);
  if (buffer === null) return 0;
  const result = buffer.length === 0 ? smallBytes(vm, 256) : blankBytes(vm, buffer.length);
  if (result !== 0 && buffer.length > 0) flatten(vm, buffer, dataOf(vm, result));
  releaseBuffer(vm, buffer);
  return result;
}

/** The bytes that the items of an iterable are (new bytes object). */
export function bytesOfItems(vm: Vm, source: Value, message: string): Value {
  const output = new ByteBuffer();
  const done = vm.iterate(source, (item) => {
    const byte = byteOf(vm, item, message);
    if (byte >= 0) output.push(byte);
    return byte >= 0;
  });
  return done ? output.toBytes(vm) : 0;
}

/** The bytes that an object which is no str stands for: buffer or iterable (new bytes object). */
export function bytesOfObject(vm: Vm, source: Value, name: "bytes" | "bytearray"): Value {
  if (hasBuffer(vm, source)) return bytesOfBuffer(vm, source);
  const iter = vm.lookupSpecial(source, vm.names.__iter__);
  const iterable = iter !== NONE && (iter !== 0 || vm.lookupSpecial(source, vm.names.__getitem__) !== 0);
  if (!iterable || vm.isStr(source)) {
    return vm.raiseType(`cannot convert '${vm.typeName(source)}' object to ${name}`);
  }
  const iterator = vm.iter(source);
  if (iterator === 0) {
    if (!vm.matches("TypeError")) return 0;
    vm.clearError();
    return vm.raiseType(`cannot convert '${vm.typeName(source)}' object to ${name}`);
  }
  const known = name === "bytearray" || vm.isExact(source, T_LIST) || vm.isExact(source, T_TUPLE);
  const result = !known && Number.isNaN(lengthHint(vm, source, 64)) ? 0 : bytesOfItems(
    vm,
    iterator,
    name === "bytes" ? "bytes must be in range(0, 256)" : "byte must be in range(0, 256)",
  );
  vm.decref(iterator);
  return result;
}

/** A count that `bytes(count)` takes; -1 with an exception set, NaN if the object is no number at all. */
export function countOf(vm: Vm, source: Value): number {
  if (!vm.isInt(source) && vm.lookupSpecial(source, vm.names.__index__) === 0) return NaN;
  const count = size(vm, source, `cannot fit '${vm.typeName(source)}' into an index-sized integer`);
  if (Number.isNaN(count)) {
    if (!vm.matches("TypeError")) return -1;
    vm.clearError();
    return NaN;
  }
  if (count < 0) vm.raiseValue("negative count");
  else if (count > 0x3fff_ffff) vm.raiseMemory();
  else return count;
  return -1;
}

/** Checks the arguments of `bytes(text, encoding, errors)` and encodes; -1 if there is nothing to encode. */
export function encodedSource(vm: Vm, source: Value, encodingValue: Value, errorsValue: Value): Value {
  if (encodingValue === 0 && errorsValue === 0) {
    return vm.isStr(source) ? vm.raiseType("string argument without an encoding") : -1;
  }
  if (source === 0 || !vm.isStr(source)) {
    return vm.raiseType(`${encodingValue !== 0 ? "encoding" : "errors"} without a string argument`);
  }
  if (encodingValue === 0) return vm.raiseType("string argument without an encoding");
  const encoding = textArgument(vm, encodingValue, "bytes() argument 'encoding'", "utf-8");
  const errors = encoding === null
    ? null
    : textArgument(vm, errorsValue, "bytes() argument 'errors'", "strict");
  return encoding === null || errors === null ? 0 : encodeStr(vm, source, encoding, errors);
}

function construct(vm: Vm, source: Value, encoding: Value, errors: Value): Value {
  if (source === 0 && encoding === 0 && errors === 0) return smallBytes(vm, 256);
  if (source !== 0 && encoding === 0 && errors === 0 && vm.isExact(source, T_BYTES)) return vm.keep(source);
  if (encoding === 0 && errors === 0 && vm.lookupSpecial(source, vm.names.__bytes__) !== 0) {
    const made = vm.callSpecial(source, vm.names.__bytes__);
    if (made === 0 || isBytes(vm, made)) return made;
    vm.raiseType(`__bytes__ returned non-bytes (type ${vm.typeName(made)})`);
    vm.decref(made);
    return 0;
  }
  const encoded = encodedSource(vm, source, encoding, errors);
  if (encoded !== -1) return encoded;
  const count = countOf(vm, source);
  if (count < 0) return 0;
  if (Number.isNaN(count)) return bytesOfObject(vm, source, "bytes");
  const result = count === 0 ? smallBytes(vm, 256) : blankBytes(vm, count);
  if (result !== 0) vm.u8.fill(0, dataOf(vm, result), dataOf(vm, result) + count);
  return result;
}

/** Bytes (stolen) as an instance of a class that may derive from `bytes`. */
function bytesOfClass(vm: Vm, type: Value, bytes: Value): Value {
  if (bytes === 0 || type === vm.typeObject(T_BYTES)) return bytes;
  const length = sizeOf(vm, bytes);
  const made = vm.allocLike(type, BYTES_DATA + length);
  if (made !== 0) {
    vm.i32[(made + BYTES_LENGTH) >>> 2] = length;
    copyBytes(vm, (made + BYTES_DATA) >>> 0, (bytes + BYTES_DATA) >>> 0, length);
  }
  vm.decref(bytes);
  return made;
}

function getItem(vm: Vm, bytes: Value, key: Value): Value {
  const data = dataOf(vm, bytes), length = sizeOf(vm, bytes);
  if ((key & 1) === 0 && vm.isExact(key, T_SLICE)) {
    const part = vm.sliceIndices(key, length);
    if (part === null) return 0;
    if (part.count === length && part.step === 1 && vm.isExact(bytes, T_BYTES)) return vm.keep(bytes);
    if (part.step === 1) return bytesOfHeap(vm, data + part.start, part.count);
    const chosen = new Uint8Array(part.count);
    for (let i = 0; i < part.count; i++) chosen[i] = vm.u8[data + part.start + i * part.step];
    return bytesOfArray(vm, chosen);
  }
  if (!vm.isInt(key) && vm.lookupSpecial(key, vm.names.__index__) === 0) {
    return vm.raiseType(`byte indices must be integers or slices, not ${vm.typeName(key)}`);
  }
  const index = itemIndex(vm, key);
  if (Number.isNaN(index)) return 0;
  const at = index < 0 ? index + length : index;
  return at < 0 || at >= length ? vm.raiseIndex("index out of range") : tagInt(vm.u8[data + at]);
}

/** `bytes + other`. */
function concat(vm: Vm, bytes: Value, other: Value): Value {
  if (!hasBuffer(vm, other)) {
    return vm.raiseType(`can't concat ${vm.typeName(other)} to ${vm.typeName(bytes)}`);
  }
  const needle = new Needle();
  if (!needle.open(vm, other)) return 0;
  const length = sizeOf(vm, bytes);
  let result: Value;
  if (needle.length === 0 && vm.isExact(bytes, T_BYTES)) result = vm.keep(bytes);
  else if (length === 0 && vm.isExact(other, T_BYTES)) result = vm.keep(other);
  else {
    result = blankBytes(vm, length + needle.length);
    if (result !== 0) {
      copyBytes(vm, dataOf(vm, result), dataOf(vm, bytes), length);
      copyBytes(vm, dataOf(vm, result) + length, needle.address, needle.length);
    }
  }
  needle.close(vm);
  return result;
}

function repeat(vm: Vm, bytes: Value, times: Value): Value {
  const count = repeatTimes(vm, times);
  if (Number.isNaN(count)) return 0;
  const length = sizeOf(vm, bytes);
  if (count === 1 && vm.isExact(bytes, T_BYTES)) return vm.keep(bytes);
  if (count * length === 0) return smallBytes(vm, 256);
  if (count * length > 0x3fff_ffff) return vm.raiseMemory();
  const result = blankBytes(vm, count * length);
  if (result !== 0) fillRepeated(vm, dataOf(vm, result), dataOf(vm, bytes), length, count);
  return result;
}

/** Writes bytes of the heap several times over. */
export function fillRepeated(vm: Vm, to: number, from: number, length: number, count: number): void {
  if (length === 1) {
    vm.u8.fill(vm.u8[from], to, to + count);
    return;
  }
  copyBytes(vm, to, from, length);
  for (let done = length, all = length * count; done < all;) {
    const more = Math.min(done, all - done);
    copyBytes(vm, to + done, to, more);
    done += more;
  }
}

/** Order of the bytes at two places of the heap. */
export function orderOf(vm: Vm, x: number, n: number, y: number, k: number): number {
  const u8 = vm.u8, shorter = Math.min(n, k);
  for (let i = 0; i < shorter; i++) if (u8[x + i] !== u8[y + i]) return u8[x + i] - u8[y + i];
  return n - k;
}

/**
 * `repr` of bytes of the heap: `b'...'`.
 *
 * @param apostrophes Whether apostrophes are escaped between any quotes, as bytearrays do.
 */
export function bytesRepr(vm: Vm, data: number, length: number, apostrophes = false): string {
  let single = false, double = false;
  for (let i = 0; i < length; i++) {
    if (vm.u8[data + i] === 39) single = true;
    else if (vm.u8[data + i] === 34) double = true;
  }
  const quote = single && !double ? '"' : "'";
  let text = `b${quote}`;
  for (let i = 0; i < length; i++) {
    const byte = vm.u8[data + i];
    const char = String.fromCharCode(byte);
    if (char === quote || byte === 92 || (apostrophes && byte === 39)) text += `\\${char}`;
    else if (byte === 9) text += "\\t";
    else if (byte === 10) text += "\\n";
    else if (byte === 13) text += "\\r";
    else text += byte < 32 || byte > 126 ? `\\x${byte.toString(16).padStart(2, "0")}` : char;
  }
  return text + quote;
}

/** `bytes`. */
export const bytesType: TypeDefinition = {
  index: T_BYTES,
  name: "bytes",
  basicSize: BYTES_DATA,
  subclassable: true,
  doc:
    "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\nbytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\nbytes(int) -> bytes object of size given by the parameter initialized with null bytes\nbytes() -> empty bytes object",
  methods: [
    newMethod("($type, source=b'', encoding='utf-8', errors='strict')", (vm, a) => {
      return bytesOfClass(vm, vm.i32[a], construct(vm, vm.i32[a + 1], vm.i32[a + 2], vm.i32[a + 3]));
    }),
    slot(
      "__repr__",
      "($self, /)",
      (vm, a) => vm.newStr(bytesRepr(vm, dataOf(vm, vm.i32[a]), sizeOf(vm, vm.i32[a]))),
    ),
    slot(
      "__str__",
      "($self, /)",
      (vm, a) => vm.newStr(bytesRepr(vm, dataOf(vm, vm.i32[a]), sizeOf(vm, vm.i32[a]))),
    ),
    slot("__hash__", "($self, /)", (vm, a) => vm.newInt(bytesHash(vm.objects, vm.i32[a]))),
    slot("__len__", "($self, /)", (vm, a) => tagInt(sizeOf(vm, vm.i32[a]))),
    slot("__iter__", "($self, /)", (vm, a) => newIterator(vm, T_BYTES_ITERATOR, vm.i32[a], 0)),
    ...comparisonSlots((vm, operation, a, b) => {
      if (!isBytes(vm, b)) return NOT_IMPLEMENTED;
      const order = a === b ? 0 : orderOf(vm, dataOf(vm, a), sizeOf(vm, a), dataOf(vm, b), sizeOf(vm, b));
      return vm.bool(orderHolds(operation, order));
    }),
    slot("__add__", "($self, value, /)", (vm, a) => concat(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__mul__", "($self, value, /)", (vm, a) => repeat(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__rmul__", "($self, value, /)", (vm, a) => repeat(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__mod__", "($self, value, /)", (vm, a) => bytesPercent(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__rmod__", "($self, value, /)", (vm, a) => {
      return isBytes(vm, vm.i32[a + 1]) ? bytesPercent(vm, vm.i32[a + 1], vm.i32[a]) : NOT_IMPLEMENTED;
    }),
    slot("__getitem__", "($self, key, /)", (vm, a) => getItem(vm, vm.i32[a], vm.i32[a + 1])),
    method("__bytes__", "($self, /)", (vm, a) => {
      const self = vm.i32[a];
      return vm.isExact(self, T_BYTES) ? vm.keep(self) : bytesOfHeap(vm, dataOf(vm, self), sizeOf(vm, self));
    }, "Convert this value to exact type bytes."),
    method("__getnewargs__", "($self, /)", (vm, a) => {
      return vm.newTuple([bytesOfHeap(vm, dataOf(vm, vm.i32[a]), sizeOf(vm, vm.i32[a]))]);
    }),
    method("__sizeof__", "($self, /)", (vm, a) => vm.newInt(BYTES_DATA + sizeOf(vm, vm.i32[a]))),
    ...byteSearchMethods(),
    ...byteTextMethods(),
    ...bufferMethods(),
  ],
};
