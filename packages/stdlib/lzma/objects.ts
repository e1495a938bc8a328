/**
 * The stream objects of `_lzma`: what they remember lies in the heap as bytes, so that any Worker can go on.
 *
 * @module
 */
import {
  LZMA_BYTES,
  LZMA_CHECK,
  LZMA_FLAGS,
  LZMA_STATE,
  LZMA_UNUSED,
  LZMA_WINDOW,
  T_LZMA_COMPRESSOR,
  T_LZMA_DECOMPRESSOR,
  type Value,
} from "@orochi/object";
import { type GetSetDefinition, method, newMethod, type TypeDefinition, type Vm } from "@orochi/vm";
import { bytesOf, copyBytes } from "../bytes_like.ts";
import { joinBytes, putBytes, wordOf } from "../stream_parts.ts";
import { checkSupported } from "./checks.ts";
import {
  checkChain,
  checkEncoder,
  type Filter,
  FILTER_LZMA1,
  FILTER_LZMA2,
  presetFilter,
} from "./filters.ts";
import { internal, LzmaError } from "./model.ts";
import { FORMAT_ALONE, FORMAT_AUTO, FORMAT_RAW, FORMAT_XZ, Reader } from "./reader.ts";
import { explain, fail, filtersOf, unsignedOf } from "./specs.ts";
import { alone, block, encodeChain, type IndexRecord, streamEnd, streamHeader } from "./writer.ts";

const ENDED = 1, SATED = 2;

function newObject(vm: Vm, type: number, check: number, state: Uint8Array): Value {
  const self = vm.alloc(type, LZMA_BYTES), none = new Uint8Array(0);
  if (self === 0) return 0;
  vm.i32[(self + LZMA_CHECK) >>> 2] = check;
  const good = putBytes(vm, self, LZMA_STATE, state) && putBytes(vm, self, LZMA_WINDOW, none) &&
    putBytes(vm, self, LZMA_UNUSED, none);
  if (good) return self;
  vm.decref(self);
  return 0;
}

const attribute = (name: string, get: (vm: Vm, self: Value) => Value): GetSetDefinition => ({
  name,
  get: (vm, self) => {
    vm.lock.begin(self);
    const value = get(vm, self);
    vm.lock.end();
    return value;
  },
});

function newDecompressor(vm: Vm, a: number): Value {
  const format = vm.i32[a + 1] === 0 ? FORMAT_AUTO : vm.index(vm.i32[a + 1]);
  if (Number.isNaN(format)) return 0;
  const given = vm.i32[a + 2], specs = vm.i32[a + 3], chained = specs !== 0 && specs !== vm.none;
  let limit = Infinity;
  if (given !== 0 && given !== vm.none) {
    if (format === FORMAT_RAW) return vm.raiseValue("Cannot specify memory limit with FORMAT_RAW");
    const most = unsignedOf(vm, given, 64, "uint64_t");
    if (most === null) return 0;
    limit = Number(most);
  }
  if (format === FORMAT_RAW && !chained) return vm.raiseValue("Must specify filters for FORMAT_RAW");
  if (format !== FORMAT_RAW && chained) return vm.raiseValue("Cannot specify filters except with FORMAT_RAW");
  if (format < FORMAT_AUTO || format > FORMAT_RAW) {
    return vm.raiseValue(`Invalid container format: ${format}`);
  }
  const filters = chained ? filtersOf(vm, specs) : [];
  if (filters === null) return 0;
  try {
    if (chained) checkChain(filters);
    const reader = new Reader(format, limit, filters);
    return newObject(vm, T_LZMA_DECOMPRESSOR, reader.fields.check, reader.save());
  } catch (error) {
    return explain(vm, error);
  }
}

function decompressing(vm: Vm, self: Value, input: Uint8Array, most: number): Value {
  const window = bytesOf(vm, wordOf(vm, self, LZMA_WINDOW));
  const reader = Reader.revive(vm.bytesOf(wordOf(vm, self, LZMA_STATE)).slice(), window);
  let output: Uint8Array;
  try {
    output = reader.read(input, most);
  } catch (error) {
    return explain(vm, error);
  }
  const kept = reader.finished ? new Uint8Array(0) : reader.window;
  if (kept !== window && !putBytes(vm, self, LZMA_WINDOW, kept)) return 0;
  if (reader.finished && !putBytes(vm, self, LZMA_UNUSED, reader.rest)) return 0;
  vm.i32[(self + LZMA_FLAGS) >>> 2] = reader.finished ? ENDED : output.length < most ? 0 : SATED;
  vm.i32[(self + LZMA_CHECK) >>> 2] = reader.fields.check;
  return putBytes(vm, self, LZMA_STATE, reader.save()) ? vm.newBytes(output) : 0;
}

/** `_lzma.LZMADecompressor`. */
export const decompressorType: TypeDefinition = {
  index: T_LZMA_DECOMPRESSOR,
  name: "LZMADecompressor",
  module: "_lzma",
  basicSize: LZMA_BYTES,
  methods: [
    newMethod("($type, format=0, memlimit=None, filters=None)", newDecompressor),
    method("decompress", "($self, data, max_length=-1)", (vm, a) => {
      const self = vm.i32[a], most = vm.i32[a + 2] === 0 ? -1 : vm.index(vm.i32[a + 2]);
      const bytes = Number.isNaN(most) ? null : copyBytes(vm, vm.i32[a + 1]);
      if (bytes === null) return 0;
      vm.lock.begin(self);
      const result = wordOf(vm, self, LZMA_FLAGS) === ENDED
        ? vm.raise("EOFError", "Already at end of stream")
        : decompressing(vm, self, bytes, most < 0 ? Infinity : most);
      vm.lock.end();
      return result;
    }, "Take data in; return what it decompresses to, max_length bytes at most unless that is negative."),
  ],
  getset: [
    attribute("check", (vm, self) => vm.newInt(wordOf(vm, self, LZMA_CHECK))),
    attribute("eof", (vm, self) => vm.bool(wordOf(vm, self, LZMA_FLAGS) === ENDED)),
    attribute("needs_input", (vm, self) => vm.bool(wordOf(vm, self, LZMA_FLAGS) === 0)),
    attribute("unused_data", (vm, self) => vm.keep(wordOf(vm, self, LZMA_UNUSED))),
  ],
};

interface WriterState {
  format: number;
  check: number;
  filters: Filter[];
  records: IndexRecord[];
  begun: boolean;
  pending: number;
}

const encodeState = (state: WriterState) => new TextEncoder().encode(JSON.stringify(state));

function newCompressor(vm: Vm, a: number): Value {
  const numbers = [FORMAT_XZ, -1].map((value, i) =>
    vm.i32[a + 1 + i] === 0 ? value : vm.index(vm.i32[a + 1 + i])
  );
  if (numbers.some(Number.isNaN)) return 0;
  const [format, given] = numbers, preset = vm.i32[a + 3], specs = vm.i32[a + 4];
  const leveled = preset !== 0 && preset !== vm.none, chained = specs !== 0 && specs !== vm.none;
  if (format !== FORMAT_XZ && given !== -1 && given !== 0) {
    return vm.raiseValue("Integrity checks are only supported by FORMAT_XZ");
  }
  if (leveled && chained) return vm.raiseValue("Cannot specify both preset and filter chain");
  const level = leveled ? Number(unsignedOf(vm, preset, 32, "uint32_t")) : 6;
  if (vm.failed()) return 0;
  if (format < FORMAT_XZ || format > FORMAT_RAW) return vm.raiseValue(`Invalid container format: ${format}`);
  if (format === FORMAT_RAW && !chained) return vm.raiseValue("Must specify filters for FORMAT_RAW");
  const id = format === FORMAT_ALONE ? FILTER_LZMA1 : FILTER_LZMA2;
  const easy = presetFilter(id, level);
  const filters = chained ? filtersOf(vm, specs) : easy === null ? [] : [easy];
  if (filters === null) return 0;
  if (!chained && easy === null) {
    return fail(
      vm,
      format === FORMAT_ALONE ? `Invalid compression preset: ${level}` : "Invalid or unsupported options",
    );
  }
  if (format === FORMAT_ALONE && (filters.length !== 1 || filters[0].id !== FILTER_LZMA1)) {
    return vm.raiseValue("Invalid filter chain for FORMAT_ALONE - must be a single LZMA1 filter");
  }
  const check = format !== FORMAT_XZ ? 0 : given === -1 ? 4 : given;
  try {
    if (check < 0 || check > 15) throw internal();
    // The headers of xz have no number for LZMA1.
    if (format === FORMAT_XZ && filters.some(({ id }) => id === FILTER_LZMA1)) throw internal();
    checkChain(filters);
    checkEncoder(filters[filters.length - 1]);
    if (!checkSupported(check)) throw new LzmaError("Unsupported integrity check");
  } catch (error) {
    return explain(vm, error);
  }
  const state = { format, check, filters, records: [], begun: false, pending: 0 };
  return newObject(vm, T_LZMA_COMPRESSOR, check, encodeState(state));
}

/** Takes bytes in and gives what blocks are whole; at the end, all. */
function compressing(vm: Vm, self: Value, bytes: Uint8Array, ends: boolean): Value {
  const state: WriterState = JSON.parse(
    new TextDecoder().decode(vm.bytesOf(wordOf(vm, self, LZMA_STATE)).slice()),
  );
  const { format, check, filters, records, pending } = state, parts: Uint8Array[] = [new Uint8Array(0)];
  if (format === FORMAT_XZ && !state.begun) parts.push(streamHeader(check));
  state.begun = true;
  state.pending += bytes.length;
  let kept = bytesOf(vm, wordOf(vm, self, LZMA_WINDOW));
  if (state.pending > kept.length && bytes.length > 0) {
    const larger = new Uint8Array(state.pending * 2);
    larger.set(kept.subarray(0, pending));
    if (!putBytes(vm, self, LZMA_WINDOW, larger)) return 0;
    kept = bytesOf(vm, wordOf(vm, self, LZMA_WINDOW));
  }
  kept.set(bytes, pending);
  const whole = state.pending >= Math.max(3 * filters[filters.length - 1].dictionary, 1 << 20);
  if (format === FORMAT_XZ && state.pending > 0 && (ends || whole)) {
    const [made, record] = block(kept.slice(0, state.pending), filters, check);
    parts.push(made);
    records.push(record);
    state.pending = 0;
  }
  if (ends) {
    const data = kept.slice(0, state.pending);
    if (format === FORMAT_XZ) parts.push(streamEnd(records, check));
    else parts.push(format === FORMAT_ALONE ? alone(data, filters[0]) : encodeChain(data, filters));
    vm.i32[(self + LZMA_FLAGS) >>> 2] = ENDED;
    if (!putBytes(vm, self, LZMA_WINDOW, new Uint8Array(0))) return 0;
  }
  return putBytes(vm, self, LZMA_STATE, encodeState(state)) ? vm.newBytes(joinBytes(parts)) : 0;
}

function compressMethod(vm: Vm, self: Value, bytes: Uint8Array, ends: boolean): Value {
  vm.lock.begin(self);
  const result = wordOf(vm, self, LZMA_FLAGS) === ENDED
    ? vm.raiseValue(ends ? "Repeated call to flush()" : "Compressor has been flushed")
    : compressing(vm, self, bytes, ends);
  vm.lock.end();
  return result;
}

/** `_lzma.LZMACompressor`. */
export const compressorType: TypeDefinition = {
  index: T_LZMA_COMPRESSOR,
  name: "LZMACompressor",
  module: "_lzma",
  basicSize: LZMA_BYTES,
  methods: [
    newMethod("($type, format=1, check=-1, preset=None, filters=None)", newCompressor),
    method("compress", "($self, data, /)", (vm, a) => {
      const bytes = copyBytes(vm, vm.i32[a + 1]);
      return bytes === null ? 0 : compressMethod(vm, vm.i32[a], bytes, false);
    }, "Take data in; return what compressed data is ready."),
    method(
      "flush",
      "($self, /)",
      (vm, a) => compressMethod(vm, vm.i32[a], new Uint8Array(0), true),
      "Return all compressed data that is left; the stream is over.",
    ),
  ],
};
