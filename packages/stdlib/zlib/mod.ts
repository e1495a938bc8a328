/**
 * `zlib`: compression, and the checksums that go with it.
 *
 * @module
 */
import {
  T_COMPRESS_OBJECT,
  T_DECOMPRESS_OBJECT,
  T_ZLIB_DECOMPRESSOR,
  type Value,
  ZLIB_LEVEL,
  ZLIB_TUNING,
} from "@orochi/object";
import { nativeFunction, type NativeModule, type TypeDefinition, type Vm } from "@orochi/vm";
import { copyBytes } from "../bytes_like.ts";
import { addError, addIntegers } from "../_module_error.ts";
import { adler32, crc32 } from "./checksums.ts";
import { StreamReader } from "./reader.ts";
import {
  compressType,
  decompressType,
  explain,
  fail,
  newStream,
  validWindow,
  zlibDecompressorType,
} from "./streams.ts";
import { StreamWriter, type Tuning } from "./writer.ts";

const CONSTANTS = {
  MAX_WBITS: 15,
  DEFLATED: 8,
  DEF_MEM_LEVEL: 8,
  DEF_BUF_SIZE: 16384,
  Z_NO_COMPRESSION: 0,
  Z_BEST_SPEED: 1,
  Z_BEST_COMPRESSION: 9,
  Z_DEFAULT_COMPRESSION: -1,
  Z_FILTERED: 1,
  Z_HUFFMAN_ONLY: 2,
  Z_RLE: 3,
  Z_FIXED: 4,
  Z_DEFAULT_STRATEGY: 0,
  Z_NO_FLUSH: 0,
  Z_PARTIAL_FLUSH: 1,
  Z_SYNC_FLUSH: 2,
  Z_FULL_FLUSH: 3,
  Z_FINISH: 4,
  Z_BLOCK: 5,
  Z_TREES: 6,
};

/** Version of the format's library whose behaviour this is. */
const VERSION = "1.2.13";

/** Optional ints from parameter `first` on; null with an exception set. */
function integers(vm: Vm, first: number, defaults: readonly number[]): number[] | null {
  const result: number[] = [];
  for (let i = 0; i < defaults.length; i++) {
    const value = vm.i32[first + i];
    result.push(value === 0 ? defaults[i] : vm.index(value));
    if (Number.isNaN(result[i])) return null;
  }
  return result;
}

function validTuning({ level, windowBits, memoryLevel, strategy }: Tuning): boolean {
  const bits = windowBits < 0 ? -windowBits : windowBits > 15 ? windowBits - 16 : windowBits;
  return level >= -1 && level <= 9 && bits >= (windowBits < 0 ? 9 : 8) && bits <= 15 && memoryLevel >= 1 &&
    memoryLevel <= 9 && strategy >= 0 && strategy <= 4;
}

function compress(vm: Vm, a: number): Value {
  const options = integers(vm, a + 1, [-1, 15]);
  const bytes = options === null ? null : copyBytes(vm, vm.i32[a]);
  if (options === null || bytes === null) return 0;
  const tuning = { level: options[0], windowBits: options[1], memoryLevel: 8, strategy: 0 };
  if (!validTuning(tuning)) return fail(vm, "Bad compression level");
  const writer = new StreamWriter(tuning, null);
  const head = writer.write(bytes), rest = writer.flush(CONSTANTS.Z_FINISH);
  const whole = new Uint8Array(head.length + rest.length);
  whole.set(head);
  whole.set(rest, head.length);
  return vm.newBytes(whole);
}

function decompress(vm: Vm, a: number): Value {
  const options = integers(vm, a + 1, [15, CONSTANTS.DEF_BUF_SIZE]);
  const bytes = options === null ? null : copyBytes(vm, vm.i32[a]);
  if (options === null || bytes === null) return 0;
  if (options[1] < 0) return vm.raiseValue("bufsize must be non-negative");
  if (!validWindow(options[0])) {
    return fail(vm, "Error -2 while preparing to decompress data: inconsistent stream state");
  }
  const reader = new StreamReader(options[0], null);
  try {
    reader.push(bytes);
    const output = reader.read(Infinity);
    if (reader.finished) return vm.newBytes(output);
  } catch (error) {
    explain(vm, error);
    return 0;
  }
  return fail(vm, "Error -5 while decompressing data: incomplete or truncated stream");
}

function compressobj(vm: Vm, a: number): Value {
  const options = integers(vm, a, [-1, CONSTANTS.DEFLATED, 15, 8, 0]);
  if (options === null) return 0;
  const [level, method, windowBits, memoryLevel, strategy] = options;
  const tuning = { level, windowBits, memoryLevel, strategy };
  if (method !== CONSTANTS.DEFLATED || !validTuning(tuning)) {
    return vm.raiseValue("Invalid initialization option");
  }
  const given = vm.i32[a + 5];
  const dictionary = given === 0 || given === vm.none ? null : copyBytes(vm, given);
  if (vm.failed()) return 0;
  const state = new StreamWriter(tuning, dictionary).save();
  const self = newStream(vm, T_COMPRESS_OBJECT, windowBits, given, state);
  if (self === 0) return 0;
  vm.i32[(self + ZLIB_LEVEL) >>> 2] = level;
  vm.i32[(self + ZLIB_TUNING) >>> 2] = memoryLevel | strategy << 4;
  return self;
}

function decompressobj(vm: Vm, a: number): Value {
  const options = integers(vm, a, [15]);
  if (options === null) return 0;
  if (!validWindow(options[0])) return vm.raiseValue("Invalid initialization option");
  const given = vm.i32[a + 1];
  const dictionary = given === 0 || given === vm.none
    ? null
    : copyBytes(vm, given, "zdict argument must support the buffer protocol");
  if (vm.failed()) return 0;
  const state = new StreamReader(options[0], dictionary).save();
  return newStream(vm, T_DECOMPRESS_OBJECT, options[0], given, state);
}

/** A checksum function: data, and the value to go on from. */
function checksum(
  vm: Vm,
  a: number,
  start: number,
  apply: (data: Uint8Array, value: number) => number,
): Value {
  const given = vm.i32[a + 1];
  if (given !== 0 && !vm.isInt(given)) {
    return vm.raiseType(`'${vm.typeName(given)}' object cannot be interpreted as an integer`);
  }
  const value = given === 0 ? start : Number(BigInt.asUintN(32, vm.bigInt(given)));
  const bytes = copyBytes(vm, vm.i32[a]);
  return bytes === null ? 0 : vm.newInt(apply(bytes, value));
}

/** The types. */
export const zlibTypes: readonly TypeDefinition[] = [compressType, decompressType, zlibDecompressorType];

/** The module. */
export const zlibModule: NativeModule = {
  name: "zlib",
  doc: "Compression and decompression in the zlib format, and its checksums.",
  functions: [
    nativeFunction("compress", "(data, /, level=-1, wbits=15)", compress, "Return data in compressed form."),
    nativeFunction(
      "decompress",
      "(data, /, wbits=15, bufsize=16384)",
      decompress,
      "Return what compressed data stands for.",
    ),
    nativeFunction(
      "compressobj",
      "(level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=None)",
      compressobj,
      "Return an object that compresses data as it comes.",
    ),
    nativeFunction(
      "decompressobj",
      "(wbits=15, zdict=b'')",
      decompressobj,
      "Return an object that decompresses data as it comes.",
    ),
    nativeFunction("crc32", "(data, value=0, /)", (vm, a) => checksum(vm, a, 0, crc32), "CRC-32 of data."),
    nativeFunction(
      "adler32",
      "(data, value=1, /)",
      (vm, a) => checksum(vm, a, 1, adler32),
      "Adler-32 of data.",
    ),
  ],
  populate: (vm, _module, dict) =>
    addError(vm, dict, "zlib", "error", "Exception") && addIntegers(vm, dict, CONSTANTS) &&
    vm.dictSetOwned(dict, "ZLIB_VERSION", vm.newStr(VERSION)) &&
    vm.dictSetOwned(dict, "ZLIB_RUNTIME_VERSION", vm.newStr(VERSION)) &&
    vm.dictSetStr(dict, "_ZlibDecompressor", vm.typeObject(T_ZLIB_DECOMPRESSOR)),
};
