/**
 * `_io.BufferedReader`, `_io.BufferedWriter` and `_io.BufferedRandom`.
 *
 * @module
 */
import {
  type Address,
  BUFFERED_BYTES,
  BUFFERED_FLAGS,
  BUFFERED_POSITION,
  BUFFERED_RAW,
  BUFFERED_SIZE,
  BUFFERED_WRITE_END,
  IO_DICT,
  NONE,
  T_BUFFERED_IO_BASE,
  T_BUFFERED_RANDOM,
  T_BUFFERED_READER,
  T_BUFFERED_WRITER,
  T_FILE_IO,
  type Value,
} from "@orochi/object";
import {
  blankBytes,
  bytesOfHeap,
  dataOf,
  type GetSetDefinition,
  method,
  type NativeDefinition,
  openBytes,
  releaseBuffer,
  sizeOf,
  slot,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import {
  afterError,
  ask,
  callNamed,
  DEFAULT_BUFFER_SIZE,
  needBytes,
  newStream,
  reprWithName,
  sizeArgument,
  unpicklable,
  unsupported,
} from "./base.ts";
import * as buffer from "./buffer.ts";
import { STATE_WRITERS } from "../state.ts";
import { fileReadAll } from "./file_io.ts";
import { WOULD_BLOCK } from "./raw.ts";

/** Runs an operation alone: other threads' operations on the stream come before or after it. */
function alone(vm: Vm, self: Address, action: () => Value): Value {
  vm.lock.begin(self);
  const result = action();
  vm.lock.end();
  return result;
}

function initialise(vm: Vm, self: Address, raw: Value, sizeValue: Value, flags: number): Value {
  vm.i32[(self + BUFFERED_FLAGS) >>> 2] = 0;
  if (!vm.isExact(raw, T_FILE_IO)) {
    if ((flags & buffer.READS) !== 0 && !demand(vm, raw, "readable", "File or stream is not readable.")) {
      return 0;
    }
    if ((flags & buffer.WRITES) !== 0 && !demand(vm, raw, "writable", "File or stream is not writable.")) {
      return 0;
    }
    if (
      flags === (buffer.READS | buffer.WRITES) &&
      !demand(vm, raw, "seekable", "File or stream is not seekable.")
    ) return 0;
  } else if (!checkNative(vm, raw, flags)) return 0;
  const size = sizeValue === 0 ? DEFAULT_BUFFER_SIZE : vm.index(sizeValue);
  if (Number.isNaN(size)) return 0;
  if (size <= 0) return vm.raiseValue("buffer size must be strictly positive");
  if (size > 0x7fff_ffff) return vm.raiseMemory();
  vm.store((self + BUFFERED_RAW) >>> 2, vm.keep(raw));
  buffer.prepare(vm, self, size);
  if ((flags & buffer.WRITES) !== 0) vm.i32[STATE_WRITERS >>> 2]++;
  vm.i32[(self + BUFFERED_FLAGS) >>> 2] = flags | buffer.READY;
  return NONE;
}

function checkNative(vm: Vm, raw: Value, flags: number): boolean {
  return ((flags & buffer.READS) === 0 || demand(vm, raw, "readable", "File or stream is not readable.")) &&
    ((flags & buffer.WRITES) === 0 || demand(vm, raw, "writable", "File or stream is not writable."));
}

function demand(vm: Vm, raw: Value, question: string, message: string): boolean {
  const answer = ask(vm, raw, question);
  return answer > 0 || (answer === 0 && unsupported(vm, message) !== 0);
}

/** `read(size)`: all of it for -1; None from a stream that has nothing yet. */
function read(vm: Vm, self: Address, size: number): Value {
  if (!buffer.checkUsable(vm, self, "read of closed file")) return 0;
  if (size < -1) return vm.raiseValue("read length must be non-negative or -1");
  if (size === -1) return readAll(vm, self);
  const bytes = blankBytes(vm, size);
  if (bytes === 0) return 0;
  const count = buffer.bufferReadInto(vm, self, dataOf(vm, bytes), size, false);
  return trimmed(vm, bytes, count, size);
}

/** A fresh bytes object (stolen) of what was really read. */
function trimmed(vm: Vm, bytes: Value, count: number, size: number): Value {
  if (count === size) return bytes;
  const result = count === -1 ? 0 : count === WOULD_BLOCK ? NONE : bytesOfHeap(vm, dataOf(vm, bytes), count);
  vm.decref(bytes);
  return result;
}

function readAll(vm: Vm, self: Address): Value {
  if (vm.i32[(self + BUFFERED_WRITE_END) >>> 2] > 0 && !buffer.flushWrites(vm, self)) return 0;
  const raw = vm.i32[(self + BUFFERED_RAW) >>> 2];
  if (vm.isExact(raw, T_FILE_IO)) return withRest(vm, self, fileReadAll(vm, raw));
  const method = vm.getAttrOptional(raw, vm.intern("readall"));
  if (method === 0 && vm.failed()) return 0;
  const rest = method !== 0 ? vm.call(method) : readPieces(vm, raw);
  vm.decref(method);
  if (rest === NONE) return buffer.ahead(vm, self) === 0 ? NONE : buffer.joinRest(vm, self, 0);
  if (rest !== 0 && !needBytes(vm, rest, "readall()")) {
    vm.decref(rest);
    return 0;
  }
  return withRest(vm, self, rest);
}

/** What was read ahead and the rest (stolen; 0 fails). */
function withRest(vm: Vm, self: Address, rest: Value): Value {
  if (rest === 0) return 0;
  if (buffer.ahead(vm, self) === 0) {
    buffer.forget(vm, self);
    return rest;
  }
  const result = buffer.joinRest(vm, self, rest);
  vm.decref(rest);
  return result;
}

/** The rest of a raw stream without `readall`, by `read`. */
function readPieces(vm: Vm, raw: Value): Value {
  const pieces = vm.newList([]);
  for (let more = pieces !== 0; more;) {
    const piece = vm.callMethod(raw, vm.names.read);
    more = piece !== 0 && piece !== NONE && needBytes(vm, piece, "read()") && sizeOf(vm, piece) > 0 &&
      vm.listAppend(pieces, piece);
    vm.decref(piece);
  }
  const empty = vm.newBytes(new Uint8Array(0));
  const joined = vm.failed() ? 0 : vm.callMethod(empty, vm.names.join, pieces);
  vm.decref(empty);
  vm.decref(pieces);
  return joined;
}

function read1(vm: Vm, self: Address, given: number): Value {
  if (!buffer.checkUsable(vm, self, "read of closed file")) return 0;
  const ready = buffer.ahead(vm, self);
  const size = ready > 0
    ? Math.min(ready, given < 0 ? ready : given)
    : given < 0
    ? vm.i32[(self + BUFFERED_SIZE) >>> 2]
    : given;
  const bytes = blankBytes(vm, size);
  if (bytes === 0 || size === 0) return bytes;
  return trimmed(vm, bytes, buffer.bufferReadInto(vm, self, dataOf(vm, bytes), size, true), size);
}

function readinto(vm: Vm, self: Address, target: Value, once: boolean): Value {
  if (!buffer.checkUsable(vm, self, "readinto of closed file")) return 0;
  const name = once ? "readinto1" : "readinto";
  const view = openBytes(
    vm,
    target,
    `${name}() argument must be read-write bytes-like object, not ${vm.typeName(target)}`,
    true,
  );
  if (view === null) return 0;
  const had = buffer.ahead(vm, self);
  let count = buffer.bufferReadInto(vm, self, view.address, view.length, once);
  if (once && had > 0 && view.length - count > vm.i32[(self + BUFFERED_SIZE) >>> 2]) {
    // With something to give, what the buffer could not hold is worth a read all the same.
    const more = buffer.bufferReadInto(vm, self, view.address + count, view.length - count, true);
    if (more > 0) count += more;
    else if (more === -1) count = -1;
  }
  releaseBuffer(vm, view);
  return count === -1 ? 0 : count === WOULD_BLOCK ? NONE : vm.newInt(count);
}

function peek(vm: Vm, self: Address): Value {
  if (!buffer.checkUsable(vm, self, "peek of closed file")) return 0;
  if (buffer.ahead(vm, self) === 0 && buffer.fill(vm, self) === -1) return 0;
  return bytesOfHeap(
    vm,
    buffer.storageOf(vm, self) + vm.i32[(self + BUFFERED_POSITION) >>> 2],
    buffer.ahead(vm, self),
  );
}

function readline(vm: Vm, self: Address, limit: number): Value {
  if (!buffer.checkUsable(vm, self, "readline of closed file")) return 0;
  let pieces: Uint8Array[] | null = null;
  let length = 0;
  for (;;) {
    const position = vm.i32[(self + BUFFERED_POSITION) >>> 2];
    const start = buffer.storageOf(vm, self) + position;
    const ready = buffer.ahead(vm, self);
    const most = limit < 0 ? ready : Math.min(ready, limit - length);
    const found = vm.u8.subarray(start, start + most).indexOf(10);
    const count = found < 0 ? most : found + 1;
    vm.i32[(self + BUFFERED_POSITION) >>> 2] = position + count;
    const ends = found >= 0 || (limit >= 0 && length + count >= limit);
    if (ends && pieces === null) return bytesOfHeap(vm, start, count);
    (pieces ??= []).push(vm.u8.slice(start, start + count));
    length += count;
    if (ends) break;
    const more = buffer.fill(vm, self);
    if (more === -1) return 0;
    if (more <= 0) break;
  }
  const line = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    line.set(piece, at);
    at += piece.length;
  }
  return vm.newBytes(line);
}

function write(vm: Vm, self: Address, data: Value): Value {
  if (!buffer.checkReady(vm, self)) return 0;
  const view = openBytes(vm, data, `a bytes-like object is required, not '${vm.typeName(data)}'`);
  if (view === null) return 0;
  const done = buffer.checkUsable(vm, self, "write to closed file") &&
    buffer.bufferWrite(vm, self, view.address, view.length);
  const length = view.length;
  releaseBuffer(vm, view);
  return done ? vm.newInt(length) : 0;
}

/** `flush`: writes what waits; a stream that reads, too, gives up what it read ahead. */
function flush(vm: Vm, self: Address): Value {
  if ((vm.i32[(self + BUFFERED_FLAGS) >>> 2] & buffer.WRITES) === 0) {
    return buffer.checkReady(vm, self)
      ? vm.callMethod(vm.i32[(self + BUFFERED_RAW) >>> 2], vm.names.flush)
      : 0;
  }
  if (!buffer.checkUsable(vm, self, "flush of closed file")) return 0;
  if (!buffer.flushWrites(vm, self)) return 0;
  return buffer.ahead(vm, self) === 0 || buffer.rewindRaw(vm, self) ? NONE : 0;
}

function close(vm: Vm, self: Address): Value {
  if (!buffer.checkReady(vm, self)) return 0;
  const closed = buffer.rawClosed(vm, self);
  if (closed !== 0) return closed > 0 ? NONE : 0;
  const flushed = vm.callMethod(self, vm.names.flush);
  const error = flushed === 0 ? vm.takeError() : 0;
  vm.decref(flushed);
  return afterError(vm, error, vm.callMethod(vm.i32[(self + BUFFERED_RAW) >>> 2], vm.names.close));
}

function detach(vm: Vm, self: Address): Value {
  if (!buffer.checkReady(vm, self)) return 0;
  const flushed = vm.callMethod(self, vm.names.flush);
  if (flushed === 0) return 0;
  vm.decref(flushed);
  const word = (self + BUFFERED_RAW) >>> 2;
  const raw = vm.i32[word];
  vm.i32[word] = 0;
  vm.i32[(self + BUFFERED_FLAGS) >>> 2] |= buffer.DETACHED;
  return raw;
}

function seek(vm: Vm, self: Address, target: Value, whenceValue: Value): Value {
  if (!buffer.checkUsable(vm, self, "seek of closed file")) return 0;
  const whence = whenceValue === 0 ? 0 : vm.index(whenceValue);
  const offset = vm.index(target);
  if (vm.failed()) return 0;
  if (!demand(vm, vm.i32[(self + BUFFERED_RAW) >>> 2], "seekable", "File or stream is not seekable.")) {
    return 0;
  }
  const position = buffer.bufferSeek(vm, self, offset, whence);
  return position < 0 ? 0 : vm.newInt(position);
}

function truncate(vm: Vm, self: Address, size: Value): Value {
  if (!buffer.checkUsable(vm, self, "truncate of closed file")) return 0;
  if ((vm.i32[(self + BUFFERED_FLAGS) >>> 2] & buffer.WRITES) === 0) return unsupported(vm, "truncate");
  if (!buffer.flushWrites(vm, self) || !buffer.rewindRaw(vm, self)) return 0;
  return callNamed(vm, vm.i32[(self + BUFFERED_RAW) >>> 2], "truncate", size === 0 ? NONE : size);
}

/** An attribute or method that is the raw stream's. */
function ofRaw(name: string): GetSetDefinition {
  return {
    name,
    get: (vm, self) =>
      buffer.checkReady(vm, self) ? vm.getAttr(vm.i32[(self + BUFFERED_RAW) >>> 2], vm.intern(name)) : 0,
  };
}

function delegated(name: string): NativeDefinition {
  return method(
    name,
    "($self, /)",
    (vm, a) =>
      buffer.checkReady(vm, vm.i32[a]) ? callNamed(vm, vm.i32[(vm.i32[a] + BUFFERED_RAW) >>> 2], name) : 0,
  );
}

const commonGetSet: readonly GetSetDefinition[] = [
  { name: "raw", get: (vm, self) => vm.keep(vm.i32[(self + BUFFERED_RAW) >>> 2]) || NONE },
  {
    name: "closed",
    get: (vm, self) => {
      if (!buffer.checkReady(vm, self)) return 0;
      const closed = buffer.rawClosed(vm, self);
      return closed < 0 ? 0 : vm.bool(closed === 1);
    },
  },
  ofRaw("name"),
  ofRaw("mode"),
];

/** What all three have. Each type has definitions of its own, so that natives know their type. */
function commonMethods(name: string, flags: number): NativeDefinition[] {
  const size = `buffer_size=${DEFAULT_BUFFER_SIZE}`;
  return [
    newStream(BUFFERED_BYTES),
    slot(
      "__init__",
      `($self, raw, ${size})`,
      (vm, a) => initialise(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2], flags),
    ),
    slot("__repr__", "($self, /)", (vm, a) => reprWithName(vm, vm.i32[a], `_io.${name}`)),
    ...unpicklable(),
    method("flush", "($self, /)", (vm, a) => alone(vm, vm.i32[a], () => flush(vm, vm.i32[a]))),
    method("close", "($self, /)", (vm, a) => close(vm, vm.i32[a])),
    method("detach", "($self, /)", (vm, a) => detach(vm, vm.i32[a])),
    method("tell", "($self, /)", (vm, a) =>
      alone(vm, vm.i32[a], () => {
        if (!buffer.checkReady(vm, vm.i32[a])) return 0;
        const position = buffer.bufferTell(vm, vm.i32[a]);
        return position < 0 ? 0 : vm.newInt(position);
      })),
    method(
      "seek",
      "($self, target, whence=0, /)",
      (vm, a) => alone(vm, vm.i32[a], () => seek(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2])),
    ),
    method(
      "truncate",
      "($self, pos=None, /)",
      (vm, a) => alone(vm, vm.i32[a], () => truncate(vm, vm.i32[a], vm.i32[a + 1])),
    ),
    ...["seekable", "fileno", "isatty"].map(delegated),
    method("_dealloc_warn", "($self, source, /)", (vm, a) => {
      if (!buffer.checkReady(vm, vm.i32[a])) return 0;
      return vm.callMethod(
        vm.i32[(vm.i32[a] + BUFFERED_RAW) >>> 2],
        vm.intern("_dealloc_warn"),
        vm.i32[a + 1],
      );
    }),
    slot(
      "__sizeof__",
      "($self, /)",
      (vm, a) => vm.newInt(BUFFERED_BYTES + vm.i32[(vm.i32[a] + BUFFERED_SIZE) >>> 2]),
    ),
  ];
}

function readMethods(): NativeDefinition[] {
  const sized = (name: string, run: (vm: Vm, self: Address, size: number) => Value) =>
    method(name, "($self, size=-1, /)", (vm, a) => {
      const size = sizeArgument(vm, vm.i32[a + 1]);
      return Number.isNaN(size) ? 0 : alone(vm, vm.i32[a], () => run(vm, vm.i32[a], size));
    });
  return [
    delegated("readable"),
    sized("read", read),
    sized("read1", read1),
    sized("readline", readline),
    method("peek", "($self, size=0, /)", (vm, a) => alone(vm, vm.i32[a], () => peek(vm, vm.i32[a]))),
    method(
      "readinto",
      "($self, buffer, /)",
      (vm, a) => alone(vm, vm.i32[a], () => readinto(vm, vm.i32[a], vm.i32[a + 1], false)),
    ),
    method(
      "readinto1",
      "($self, buffer, /)",
      (vm, a) => alone(vm, vm.i32[a], () => readinto(vm, vm.i32[a], vm.i32[a + 1], true)),
    ),
    slot("__next__", "($self, /)", (vm, a) => {
      const line = alone(vm, vm.i32[a], () => readline(vm, vm.i32[a], -1));
      if (line === 0 || sizeOf(vm, line) > 0) return line;
      vm.decref(line);
      return 0;
    }),
  ];
}

function writeMethods(): NativeDefinition[] {
  return [
    delegated("writable"),
    method(
      "write",
      "($self, buffer, /)",
      (vm, a) => alone(vm, vm.i32[a], () => write(vm, vm.i32[a], vm.i32[a + 1])),
    ),
  ];
}

function definition(
  index: number,
  name: string,
  flags: number,
  methods: readonly NativeDefinition[],
  doc: string,
): TypeDefinition {
  return {
    index,
    name,
    module: "_io",
    base: T_BUFFERED_IO_BASE,
    basicSize: BUFFERED_BYTES,
    dictOffset: IO_DICT,
    subclassable: true,
    doc,
    getset: commonGetSet.map((getset) => ({ ...getset })),
    methods: [...commonMethods(name, flags), ...methods],
  };
}

/** `_io.BufferedReader`. */
export const bufferedReaderType: TypeDefinition = definition(
  T_BUFFERED_READER,
  "BufferedReader",
  buffer.READS,
  readMethods(),
  "Create a new buffered reader using the given readable raw IO object.",
);
/** `_io.BufferedWriter`. */
export const bufferedWriterType: TypeDefinition = definition(
  T_BUFFERED_WRITER,
  "BufferedWriter",
  buffer.WRITES,
  writeMethods(),
  "A buffer for a writeable sequential RawIO object.",
);
/** `_io.BufferedRandom`. */
export const bufferedRandomType: TypeDefinition = definition(
  T_BUFFERED_RANDOM,
  "BufferedRandom",
  buffer.READS | buffer.WRITES,
  [...readMethods(), ...writeMethods()],
  "A buffered interface to random access streams.",
);
