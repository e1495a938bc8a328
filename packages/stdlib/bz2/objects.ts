/**
 * The stream objects of `_bz2`: what they remember lies in the heap as bytes that are changed in place, so that any
 * Worker can go on.
 *
 * @module
 */
import {
  BZ2_BYTES,
  BZ2_FLAGS,
  BZ2_REST,
  BZ2_STATE,
  BZ2_WINDOW,
  T_BZ2_COMPRESSOR,
  T_BZ2_DECOMPRESSOR,
  type Value,
} from "@orochi/object";
import { type GetSetDefinition, method, newMethod, type TypeDefinition, type Vm } from "@orochi/vm";
import { bytesOf, copyBytes } from "../bytes_like.ts";
import { joinBytes, putBytes, wordOf } from "../stream_parts.ts";
import { BadStream } from "./format.ts";
import { Reader } from "./reader.ts";
import { Writer } from "./writer.ts";

const NEEDS_INPUT = 0, ENDED = 1, SATED = 2, DAMAGED = 3;
const NOTHING: Uint8Array = new Uint8Array(0);

function newObject(vm: Vm, type: number, state: Uint8Array): Value {
  const self = vm.alloc(type, BZ2_BYTES);
  if (self === 0) return 0;
  const good = putBytes(vm, self, BZ2_STATE, state) && putBytes(vm, self, BZ2_WINDOW, NOTHING) &&
    putBytes(vm, self, BZ2_REST, NOTHING);
  if (good) return self;
  vm.decref(self);
  return 0;
}

const inPlace = (vm: Vm, self: Value, offset: number) => bytesOf(vm, wordOf(vm, self, offset));

function setFlags(vm: Vm, self: Value, flags: number): void {
  vm.i32[(self + BZ2_FLAGS) >>> 2] = flags;
}

// -- Compress

function compressing(vm: Vm, self: Value, bytes: Uint8Array, ends: boolean): Value {
  const block = inPlace(vm, self, BZ2_WINDOW), writer = new Writer(inPlace(vm, self, BZ2_STATE), block);
  const output = writer.write(bytes, ends);
  if (ends) setFlags(vm, self, ENDED);
  const kept = ends ? NOTHING : writer.block;
  return kept === block || putBytes(vm, self, BZ2_WINDOW, kept) ? vm.newBytes(output) : 0;
}

function compressMethod(vm: Vm, self: Value, bytes: Uint8Array, ends: boolean): Value {
  vm.lock.begin(self);
  const result = wordOf(vm, self, BZ2_FLAGS) === ENDED
    ? vm.raiseValue(ends ? "Repeated call to flush()" : "Compressor has been flushed")
    : compressing(vm, self, bytes, ends);
  vm.lock.end();
  return result;
}

/** `_bz2.BZ2Compressor`. */
export const compressorType: TypeDefinition = {
  index: T_BZ2_COMPRESSOR,
  name: "BZ2Compressor",
  module: "_bz2",
  basicSize: BZ2_BYTES,
  methods: [
    newMethod("($type, compresslevel=9, /)", (vm, a) => {
      const level = vm.i32[a + 1] === 0 ? 9 : vm.index(vm.i32[a + 1]);
      if (Number.isNaN(level)) return 0;
      if (level < 1 || level > 9) return vm.raiseValue("compresslevel must be between 1 and 9");
      return newObject(vm, T_BZ2_COMPRESSOR, Writer.begin(level));
    }),
    method("compress", "($self, data, /)", (vm, a) => {
      const bytes = copyBytes(vm, vm.i32[a + 1]);
      return bytes === null ? 0 : compressMethod(vm, vm.i32[a], bytes, false);
    }, "Take data in; return what compressed data is ready."),
    method(
      "flush",
      "($self, /)",
      (vm, a) => compressMethod(vm, vm.i32[a], NOTHING, true),
      "Return all compressed data that is left; the stream is over.",
    ),
  ],
};

// -- Decompress

function decompressing(vm: Vm, self: Value, bytes: Uint8Array, most: number): Value {
  const window = inPlace(vm, self, BZ2_WINDOW), reader = new Reader(inPlace(vm, self, BZ2_STATE), window);
  let input = inPlace(vm, self, BZ2_REST), output: Uint8Array;
  if (bytes.length > 0) {
    input = joinBytes([input.subarray(reader.position), bytes]);
    reader.rebase();
  }
  try {
    output = reader.read(input, most);
  } catch (error) {
    if (!(error instanceof BadStream)) throw error;
    setFlags(vm, self, DAMAGED);
    return vm.raise("OSError", "Invalid data stream");
  }
  setFlags(vm, self, reader.finished ? ENDED : reader.pending ? SATED : NEEDS_INPUT);
  const kept = reader.finished ? NOTHING : reader.window;
  if (kept !== window && !putBytes(vm, self, BZ2_WINDOW, kept)) return 0;
  // What was given at once and is asked for in pieces stays where it is, and only the position moves.
  if (bytes.length > 0 || reader.finished || reader.position === input.length) {
    const rest = input.slice(reader.position);
    reader.rebase();
    if (!putBytes(vm, self, BZ2_REST, rest)) return 0;
  }
  return vm.newBytes(output);
}

const REFUSALS = new Map<number, readonly [type: string, message: string]>([
  [ENDED, ["EOFError", "End of stream already reached"]],
  [DAMAGED, ["ValueError", "Decompressor is unusable after a previous error"]],
]);

const attribute = (name: string, get: (vm: Vm, self: Value, flags: number) => Value): GetSetDefinition => ({
  name,
  get: (vm, self) => {
    vm.lock.begin(self);
    const value = get(vm, self, wordOf(vm, self, BZ2_FLAGS));
    vm.lock.end();
    return value;
  },
});

/** `_bz2.BZ2Decompressor`. */
export const decompressorType: TypeDefinition = {
  index: T_BZ2_DECOMPRESSOR,
  name: "BZ2Decompressor",
  module: "_bz2",
  basicSize: BZ2_BYTES,
  methods: [
    newMethod("($type)", (vm) => newObject(vm, T_BZ2_DECOMPRESSOR, Reader.begin())),
    method("decompress", "($self, data, max_length=-1)", (vm, a) => {
      const self = vm.i32[a], most = vm.i32[a + 2] === 0 ? -1 : vm.index(vm.i32[a + 2]);
      const bytes = Number.isNaN(most) ? null : copyBytes(vm, vm.i32[a + 1]);
      if (bytes === null) return 0;
      vm.lock.begin(self);
      const refusal = REFUSALS.get(wordOf(vm, self, BZ2_FLAGS));
      const result = refusal === undefined
        ? decompressing(vm, self, bytes, most < 0 ? Infinity : most)
        : vm.raise(...refusal);
      vm.lock.end();
      return result;
    }, "Take data in; return what it decompresses to, max_length bytes at most unless that is negative."),
  ],
  getset: [
    attribute("eof", (vm, _self, flags) => vm.bool(flags === ENDED)),
    attribute("needs_input", (vm, _self, flags) => vm.bool(flags === NEEDS_INPUT)),
    attribute(
      "unused_data",
      (vm, self, flags) => flags === ENDED ? vm.keep(wordOf(vm, self, BZ2_REST)) : vm.newBytes(NOTHING),
    ),
  ],
};
