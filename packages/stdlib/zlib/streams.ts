/**
 * The stream objects of `zlib`: what they remember lies in the heap as bytes, so that any Worker can go on.
 *
 * @module
 */
import {
  T_COMPRESS_OBJECT,
  T_DECOMPRESS_OBJECT,
  T_ZLIB_DECOMPRESSOR,
  type Value,
  ZLIB_BYTES,
  ZLIB_DICTIONARY,
  ZLIB_ENDED,
  ZLIB_LEVEL,
  ZLIB_STATE,
  ZLIB_TAIL,
  ZLIB_TUNING,
  ZLIB_UNUSED,
  ZLIB_WINDOW_BITS,
} from "@orochi/object";
import {
  type GetSetDefinition,
  method,
  type NativeDefinition,
  newMethod,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { copyBytes } from "../bytes_like.ts";
import { raiseError } from "../_module_error.ts";
import { joinBytes, putBytes, wordOf } from "../stream_parts.ts";
import { BadData } from "./inflate.ts";
import { NeedsDictionary, StreamReader } from "./reader.ts";
import { StreamWriter, type Tuning } from "./writer.ts";

const Z_NO_FLUSH = 0, Z_FINISH = 4;

/** Raises `zlib.error`. */
export function fail(vm: Vm, message: string): 0 {
  return raiseError(vm, "zlib", "error", message);
}

/** Raises what reading a stream threw; a bug of ours goes on. Returns null. */
export function explain(vm: Vm, error: unknown): null {
  if (error instanceof NeedsDictionary) fail(vm, "Error 2 while decompressing data");
  else if (!(error instanceof BadData)) throw error;
  else if (error.message === "") fail(vm, "Error -3 while setting zdict: invalid input data");
  else fail(vm, `Error -3 while decompressing data: ${error.message}`);
  return null;
}

function dictionaryOf(vm: Vm, self: Value): Uint8Array | null {
  const dictionary = wordOf(vm, self, ZLIB_DICTIONARY);
  return dictionary === 0 ? null : vm.bytesOf(dictionary).slice();
}

/** Makes a stream object; 0 with an exception set. */
export function newStream(
  vm: Vm,
  typeIndex: number,
  windowBits: number,
  dictionary: Value,
  state: Uint8Array,
): Value {
  const self = vm.alloc(typeIndex, ZLIB_BYTES);
  if (self === 0) return 0;
  vm.i32[(self + ZLIB_WINDOW_BITS) >>> 2] = windowBits;
  const none = new Uint8Array(0);
  let good = putBytes(vm, self, ZLIB_STATE, state) && putBytes(vm, self, ZLIB_UNUSED, none) &&
    putBytes(vm, self, ZLIB_TAIL, none);
  if (good && dictionary !== 0 && dictionary !== vm.none) {
    const bytes = copyBytes(vm, dictionary);
    good = bytes !== null && putBytes(vm, self, ZLIB_DICTIONARY, bytes);
  }
  if (good) return self;
  vm.decref(self);
  return 0;
}

// -- Compress

function tuningOf(vm: Vm, self: Value): Tuning {
  const tuning = wordOf(vm, self, ZLIB_TUNING);
  return {
    level: wordOf(vm, self, ZLIB_LEVEL),
    windowBits: wordOf(vm, self, ZLIB_WINDOW_BITS),
    memoryLevel: tuning & 15,
    strategy: tuning >> 4,
  };
}

/** Lets a compressor work, inside its section; what it gives out as bytes. */
function compressing(
  vm: Vm,
  self: Value,
  action: string,
  body: (writer: StreamWriter) => Uint8Array,
  ends: boolean,
): Value {
  vm.lock.begin(self);
  let result = 0;
  if (wordOf(vm, self, ZLIB_ENDED) === 1) fail(vm, `Error -2 while ${action}: inconsistent stream state`);
  else {
    const state = vm.bytesOf(wordOf(vm, self, ZLIB_STATE));
    const writer = StreamWriter.revive(state, tuningOf(vm, self), dictionaryOf(vm, self));
    const output = body(writer);
    if (ends) vm.i32[(self + ZLIB_ENDED) >>> 2] = 1;
    const saved = ends ? new Uint8Array(0) : writer.save();
    if (putBytes(vm, self, ZLIB_STATE, saved)) result = vm.newBytes(output);
  }
  vm.lock.end();
  return result;
}

function copyStream(vm: Vm, self: Value): Value {
  vm.lock.begin(self);
  const typeIndex = vm.typeIndex(self);
  const made = wordOf(vm, self, ZLIB_ENDED) === 1
    ? vm.raiseValue("Inconsistent stream state")
    : vm.alloc(typeIndex, ZLIB_BYTES);
  if (made !== 0) {
    for (let offset = ZLIB_STATE; offset < ZLIB_BYTES; offset += 4) {
      vm.i32[(made + offset) >>> 2] = wordOf(vm, self, offset);
    }
    for (const offset of [ZLIB_STATE, ZLIB_UNUSED, ZLIB_TAIL, ZLIB_DICTIONARY]) {
      vm.incref(wordOf(vm, self, offset));
    }
  }
  vm.lock.end();
  return made;
}

const copyMethods: readonly NativeDefinition[] = [
  method("copy", "($self, /)", (vm, a) => copyStream(vm, vm.i32[a]), "Return a copy of the stream."),
  method("__copy__", "($self, /)", (vm, a) => copyStream(vm, vm.i32[a])),
  method("__deepcopy__", "($self, memo, /)", (vm, a) => copyStream(vm, vm.i32[a])),
];

/** `zlib.Compress`. */
export const compressType: TypeDefinition = {
  index: T_COMPRESS_OBJECT,
  name: "Compress",
  module: "zlib",
  basicSize: ZLIB_BYTES,
  methods: [
    method("compress", "($self, data, /)", (vm, a) => {
      const bytes = copyBytes(vm, vm.i32[a + 1]);
      if (bytes === null) return 0;
      return compressing(vm, vm.i32[a], "compressing data", (writer) => writer.write(bytes), false);
    }, "Take data in; return what compressed data is ready."),
    method("flush", "($self, mode=4, /)", (vm, a) => {
      const mode = vm.i32[a + 1] === 0 ? Z_FINISH : vm.index(vm.i32[a + 1]);
      if (Number.isNaN(mode)) return 0;
      if (mode === Z_NO_FLUSH) return vm.newBytes(new Uint8Array(0));
      return compressing(vm, vm.i32[a], "flushing", (writer) => writer.flush(mode), mode === Z_FINISH);
    }, "Return all compressed data that is left; with Z_FINISH the stream is over."),
    ...copyMethods,
  ],
};

// -- Decompress

/**
 * Feeds a decompressor, inside its section.
 *
 * @param keepRest Whether input that the output had no room for is handed back (`unconsumed_tail`) or kept inside.
 */
function decompressing(vm: Vm, self: Value, input: Uint8Array, most: number, keepRest: boolean): Value {
  const state = vm.bytesOf(wordOf(vm, self, ZLIB_STATE)).slice();
  const reader = StreamReader.revive(state, wordOf(vm, self, ZLIB_WINDOW_BITS), dictionaryOf(vm, self));
  let output: Uint8Array;
  try {
    reader.push(input);
    output = reader.read(most);
  } catch (error) {
    explain(vm, error);
    return 0;
  }
  let tail: Uint8Array = new Uint8Array(0);
  if (reader.finished) {
    vm.i32[(self + ZLIB_ENDED) >>> 2] = 1;
    const unused = joinBytes([vm.bytesOf(wordOf(vm, self, ZLIB_UNUSED)), reader.takeRest()]);
    if (!putBytes(vm, self, ZLIB_UNUSED, unused)) return 0;
  } else if (!keepRest && output.length === most) tail = reader.takeRest();
  vm.i32[(self + ZLIB_LEVEL) >>> 2] = keepRest && (reader.pending || output.length === most) ? 1 : 0;
  const done = putBytes(vm, self, ZLIB_TAIL, tail) && putBytes(vm, self, ZLIB_STATE, reader.save());
  return done ? vm.newBytes(output) : 0;
}

function decompressMethod(vm: Vm, a: number): Value {
  const self = vm.i32[a];
  const most = vm.i32[a + 2] === 0 ? 0 : vm.index(vm.i32[a + 2]);
  if (Number.isNaN(most)) return 0;
  if (most < 0) return vm.raiseValue("max_length must be non-negative");
  const bytes = copyBytes(vm, vm.i32[a + 1]);
  if (bytes === null) return 0;
  vm.lock.begin(self);
  let result: Value;
  if (wordOf(vm, self, ZLIB_ENDED) === 1) {
    const unused = joinBytes([vm.bytesOf(wordOf(vm, self, ZLIB_UNUSED)), bytes]);
    const none = new Uint8Array(0);
    result = putBytes(vm, self, ZLIB_UNUSED, unused) && putBytes(vm, self, ZLIB_TAIL, none)
      ? vm.newBytes(none)
      : 0;
  } else result = decompressing(vm, self, bytes, most === 0 ? Infinity : most, false);
  vm.lock.end();
  return result;
}

function flushMethod(vm: Vm, a: number): Value {
  const self = vm.i32[a];
  const length = vm.i32[a + 1] === 0 ? 1 : vm.index(vm.i32[a + 1]);
  if (Number.isNaN(length)) return 0;
  if (length <= 0) return vm.raiseValue("length must be greater than zero");
  vm.lock.begin(self);
  const tail = vm.bytesOf(wordOf(vm, self, ZLIB_TAIL)).slice();
  const result = wordOf(vm, self, ZLIB_ENDED) === 1
    ? vm.newBytes(new Uint8Array(0))
    : decompressing(vm, self, tail, Infinity, false);
  vm.lock.end();
  return result;
}

function bytesAttribute(name: string, offset: number): GetSetDefinition {
  return {
    name,
    get: (vm, self) => {
      vm.lock.begin(self);
      const value = vm.keep(wordOf(vm, self, offset));
      vm.lock.end();
      return value;
    },
  };
}

const endedAttribute: GetSetDefinition = {
  name: "eof",
  get: (vm, self) => vm.bool(wordOf(vm, self, ZLIB_ENDED) === 1),
};

/** `zlib.Decompress`. */
export const decompressType: TypeDefinition = {
  index: T_DECOMPRESS_OBJECT,
  name: "Decompress",
  module: "zlib",
  basicSize: ZLIB_BYTES,
  methods: [
    method(
      "decompress",
      "($self, data, /, max_length=0)",
      decompressMethod,
      "Take data in; return what it decompresses to, max_length bytes at most unless that is 0.",
    ),
    method("flush", "($self, length=16384, /)", flushMethod, "Return all data that is left."),
    ...copyMethods,
  ],
  getset: [
    bytesAttribute("unused_data", ZLIB_UNUSED),
    bytesAttribute("unconsumed_tail", ZLIB_TAIL),
    endedAttribute,
  ],
};

/** `zlib._ZlibDecompressor`: as the decompressors of bz2 and lzma, it keeps what it has no room for. */
export const zlibDecompressorType: TypeDefinition = {
  index: T_ZLIB_DECOMPRESSOR,
  name: "_ZlibDecompressor",
  module: "zlib",
  basicSize: ZLIB_BYTES,
  methods: [
    newMethod("($type, wbits=15, zdict=b'')", (vm, a) => {
      const windowBits = vm.i32[a + 1] === 0 ? 15 : vm.index(vm.i32[a + 1]);
      if (Number.isNaN(windowBits)) return 0;
      if (!validWindow(windowBits)) return vm.raiseValue("Invalid initialization option");
      const bytes = vm.i32[a + 2] === 0 ? null : copyBytes(vm, vm.i32[a + 2]);
      if (vm.failed()) return 0;
      const state = new StreamReader(windowBits, bytes).save();
      return newStream(vm, T_ZLIB_DECOMPRESSOR, windowBits, vm.i32[a + 2], state);
    }),
    method("decompress", "($self, data, max_length=-1)", (vm, a) => {
      const self = vm.i32[a];
      const most = vm.i32[a + 2] === 0 ? -1 : vm.index(vm.i32[a + 2]);
      const bytes = Number.isNaN(most) ? null : copyBytes(vm, vm.i32[a + 1]);
      if (bytes === null) return 0;
      vm.lock.begin(self);
      const result = wordOf(vm, self, ZLIB_ENDED) === 1
        ? vm.raise("EOFError", "End of stream already reached")
        : decompressing(vm, self, bytes, most < 0 ? Infinity : most, true);
      vm.lock.end();
      return result;
    }, "Take data in; return what it decompresses to, max_length bytes at most unless that is negative."),
  ],
  getset: [
    bytesAttribute("unused_data", ZLIB_UNUSED),
    endedAttribute,
    {
      name: "needs_input",
      get: (vm, self) => vm.bool(wordOf(vm, self, ZLIB_ENDED) === 0 && wordOf(vm, self, ZLIB_LEVEL) === 0),
    },
  ],
};

/** Whether a reader can have such a window. */
export function validWindow(bits: number): boolean {
  return bits === 0 || (bits >= -15 && bits <= -8) || (bits >= 8 && bits <= 15) ||
    (bits >= 24 && bits <= 31) || (bits >= 40 && bits <= 47) || bits === 16 || bits === 32;
}
