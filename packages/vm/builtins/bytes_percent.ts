/**
 * `bytes % values` (PEP 461).
 *
 * @module
 */
import type { Value } from "@orochi/object";
import { ByteBuffer } from "../codecs/output.ts";
import type { PercentSpec } from "../format/percent.ts";
import type { Vm } from "../vm.ts";
import { hasBuffer } from "./bytes_buffer.ts";
import { bytesOfHeap, dataOf, isByteArray, isBytes, newLikeArray, sizeOf } from "./bytes_core.ts";
import { Needle } from "./bytes_search.ts";
import { runPercent } from "./str_percent.ts";

/** Adds a converted value, cut to the precision and filled up to the width. */
function addPadded(output: ByteBuffer, bytes: Uint8Array, spec: PercentSpec, cut: boolean): void {
  const shown = cut && spec.precision >= 0 ? bytes.subarray(0, spec.precision) : bytes;
  const room = Math.max(0, spec.width - shown.length);
  if (!spec.left) output.pushText(" ".repeat(room));
  output.pushAll(shown);
  if (spec.left) output.pushText(" ".repeat(room));
}

/** The bytes of `%b` and `%s`; null with TypeError set. */
function bytesFor(vm: Vm, value: Value): Uint8Array | null {
  let object = vm.keep(value);
  if (!hasBuffer(vm, value)) {
    if (vm.lookupSpecial(value, vm.names.__bytes__) === 0) {
      vm.raiseType(
        `%b requires a bytes-like object, or an object that implements __bytes__, not '${
          vm.typeName(value)
        }'`,
      );
      vm.decref(object);
      return null;
    }
    vm.decref(object);
    object = vm.callSpecial(value, vm.names.__bytes__);
    if (object !== 0 && !isBytes(vm, object)) {
      vm.raiseType(`__bytes__ returned non-bytes (type ${vm.typeName(object)})`);
      vm.decref(object);
      return null;
    }
    if (object === 0) return null;
  }
  const needle = new Needle();
  let bytes: Uint8Array | null = null;
  if (needle.open(vm, object)) {
    bytes = vm.u8.slice(needle.address, needle.address + needle.length);
    needle.close(vm);
  }
  vm.decref(object);
  return bytes;
}

/** The byte of `%c`; null with an exception set. */
function charFor(vm: Vm, value: Value): Uint8Array | null {
  if (isBytes(vm, value) || isByteArray(vm, value)) {
    if (sizeOf(vm, value) === 1) return Uint8Array.of(vm.u8[dataOf(vm, value)]);
    const name = isBytes(vm, value) ? "bytes" : "bytearray";
    vm.raiseType(
      `%c requires an integer in range(256) or a single byte, not a ${name} object of length ${
        sizeOf(vm, value)
      }`,
    );
    return null;
  }
  if (!vm.isInt(value) && vm.lookupSpecial(value, vm.names.__index__) === 0) {
    vm.raiseType(`%c requires an integer in range(256) or a single byte, not ${vm.typeName(value)}`);
    return null;
  }
  const code = vm.index(value);
  if (Number.isNaN(code)) return null;
  if (code >= 0 && code < 256) return Uint8Array.of(code);
  vm.raise("OverflowError", "%c arg not in range(256)");
  return null;
}

/** `ascii(value)` as bytes; null with an exception set. */
function asciiFor(vm: Vm, value: Value): Uint8Array | null {
  const text = vm.ascii(value);
  if (text === 0) return null;
  const js = vm.js(text);
  vm.decref(text);
  return Uint8Array.from(js, (char) => char.charCodeAt(0));
}

/** `format % args` of a bytes object or bytearray; the result is of the same type. */
export function bytesPercent(vm: Vm, format: Value, args: Value): Value {
  // A copy, as Python code runs in between.
  const text = vm.u8.slice(dataOf(vm, format), dataOf(vm, format) + sizeOf(vm, format));
  const output = new ByteBuffer();
  const done = runPercent(
    vm,
    {
      length: text.length,
      at: (index) => text[index],
      key: (start, end) => {
        const part = text.subarray(start, end);
        return isBytes(vm, format)
          ? bytesOfHeap(vm, dataOf(vm, format) + start, end - start)
          : vm.newBytes(part);
      },
    },
    args,
    {
      literal: (start, end) => output.pushAll(text.subarray(start, end)),
      ascii: (number) => output.pushText(number),
      has: (conversion) => "bsarc".includes(conversion),
      convert: (conversion, value, spec) => {
        const bytes = conversion === "c"
          ? charFor(vm, value)
          : conversion === "a" || conversion === "r"
          ? asciiFor(vm, value)
          : bytesFor(vm, value);
        if (bytes !== null) addPadded(output, bytes, spec, conversion !== "c");
        return bytes !== null;
      },
    },
    "bytes",
  );
  return done ? newLikeArray(vm, format, output.bytes, output.length) : 0;
}
