/**
 * `_io.BytesIO`: a binary stream over raw storage.
 *
 * @module
 */
import {
  type Address,
  IO_DICT,
  MEMORY_BYTES,
  MEMORY_CAPACITY,
  MEMORY_CONTENT,
  MEMORY_EXPORTS,
  MEMORY_OPEN,
  MEMORY_POSITION,
  MEMORY_SIZE,
  NONE,
  T_BUFFERED_IO_BASE,
  T_BYTES_IO,
  T_MEMORYVIEW,
  type Value,
} from "@orochi/object";
import {
  bytesOfHeap,
  copyBytes,
  method,
  type NativeDefinition,
  openBytes,
  registerExporter,
  releaseBuffer,
  slot,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import {
  closedError,
  finalise,
  newStream,
  restoreAttributes,
  restorePosition,
  sizeArgument,
} from "./base.ts";

function get(vm: Vm, self: Address, offset: number): number {
  return vm.i32[(self + offset) >>> 2];
}

function put(vm: Vm, self: Address, offset: number, value: number): void {
  vm.i32[(self + offset) >>> 2] = value;
}

/** Index of the first byte of the content in `vm.u8`. */
function contentOf(vm: Vm, self: Address): number {
  return get(vm, self, MEMORY_CONTENT) >>> 0;
}

function checkOpen(vm: Vm, self: Address): boolean {
  return get(vm, self, MEMORY_OPEN) === 1 || closedError(vm) !== 0;
}

/** Whether the content may move or change its size; false with BufferError set. */
function checkResizable(vm: Vm, self: Address): boolean {
  return get(vm, self, MEMORY_EXPORTS) === 0 ||
    vm.raise("BufferError", "Existing exports of data: object cannot be re-sized") !== 0;
}

/** Makes room for so many bytes; false with MemoryError set. */
function reserve(vm: Vm, self: Address, bytes: number): boolean {
  const capacity = get(vm, self, MEMORY_CAPACITY);
  if (bytes <= capacity) return true;
  const larger = Math.max(bytes, capacity + (capacity >> 1), 64);
  const old = get(vm, self, MEMORY_CONTENT);
  const storage = old === 0 ? vm.heap.allocRaw(larger) : vm.heap.reallocRaw(old, larger);
  if (storage === 0) return vm.raiseMemory() !== 0;
  put(vm, self, MEMORY_CONTENT, storage);
  put(vm, self, MEMORY_CAPACITY, larger);
  return true;
}

/** Writes bytes of the heap at the position; false with an exception set. */
function write(vm: Vm, self: Address, address: number, length: number): boolean {
  if (length === 0) return true;
  const position = get(vm, self, MEMORY_POSITION), size = get(vm, self, MEMORY_SIZE);
  const end = position + length;
  if (!reserve(vm, self, end)) return false;
  const content = contentOf(vm, self);
  if (position > size) vm.u8.fill(0, content + size, content + position);
  copyBytes(vm, content + position, address, length);
  put(vm, self, MEMORY_POSITION, end);
  if (end > size) put(vm, self, MEMORY_SIZE, end);
  return true;
}

function writeObject(vm: Vm, self: Address, data: Value): Value {
  if (!checkOpen(vm, self) || !checkResizable(vm, self)) return 0;
  const view = openBytes(vm, data, `a bytes-like object is required, not '${vm.typeName(data)}'`);
  if (view === null) return 0;
  const length = view.length;
  const done = write(vm, self, view.address, length);
  releaseBuffer(vm, view);
  return done ? vm.newInt(length) : 0;
}

/** Up to so many bytes from the position on, as bytes. */
function take(vm: Vm, self: Address, most: number): Value {
  const position = get(vm, self, MEMORY_POSITION);
  const left = Math.max(0, get(vm, self, MEMORY_SIZE) - position);
  const count = most < 0 ? left : Math.min(most, left);
  put(vm, self, MEMORY_POSITION, position + count);
  return bytesOfHeap(vm, contentOf(vm, self) + position, count);
}

function lineLength(vm: Vm, self: Address, limit: number): number {
  const position = get(vm, self, MEMORY_POSITION), left = Math.max(0, get(vm, self, MEMORY_SIZE) - position);
  const most = limit < 0 ? left : Math.min(left, limit);
  const start = contentOf(vm, self) + position;
  const found = vm.u8.subarray(start, start + most).indexOf(10);
  return found < 0 ? most : found + 1;
}

function readlines(vm: Vm, self: Address, hint: number): Value {
  const lines = vm.newList([]);
  for (let length = 0; lines !== 0;) {
    const count = lineLength(vm, self, -1);
    if (count === 0 || (hint > 0 && length >= hint)) break;
    const line = take(vm, self, count);
    if (line === 0 || !vm.listAppend(lines, line)) return 0;
    vm.decref(line);
    length += count;
  }
  return lines;
}

function readinto(vm: Vm, self: Address, target: Value): Value {
  const view = openBytes(
    vm,
    target,
    `readinto() argument must be read-write bytes-like object, not ${vm.typeName(target)}`,
    true,
  );
  if (view === null) return 0;
  const position = get(vm, self, MEMORY_POSITION);
  const count = Math.min(view.length, Math.max(0, get(vm, self, MEMORY_SIZE) - position));
  copyBytes(vm, view.address, contentOf(vm, self) + position, count);
  put(vm, self, MEMORY_POSITION, position + count);
  releaseBuffer(vm, view);
  return vm.newInt(count);
}

function seek(vm: Vm, self: Address, given: Value, whenceValue: Value): Value {
  const offset = vm.index(given), whence = whenceValue === 0 ? 0 : vm.index(whenceValue);
  if (vm.failed()) return 0;
  if (whence < 0 || whence > 2) return vm.raiseValue(`invalid whence (${whence}, should be 0, 1 or 2)`);
  if (whence === 0 && offset < 0) return vm.raiseValue(`negative seek value ${offset}`);
  const base = whence === 0 ? 0 : get(vm, self, whence === 1 ? MEMORY_POSITION : MEMORY_SIZE);
  const position = Math.max(0, base + offset);
  if (position > 0x7fff_ffff) return vm.raise("OverflowError", "new position too large");
  put(vm, self, MEMORY_POSITION, position);
  return vm.newInt(position);
}

function truncate(vm: Vm, self: Address, given: Value): Value {
  if (!checkResizable(vm, self)) return 0;
  const size = given === 0 || given === NONE ? get(vm, self, MEMORY_POSITION) : vm.index(given);
  if (Number.isNaN(size)) return 0;
  if (size < 0) return vm.raiseValue(`negative size value ${size}`);
  if (size < get(vm, self, MEMORY_SIZE)) put(vm, self, MEMORY_SIZE, size);
  return vm.newInt(size);
}

function close(vm: Vm, self: Address): Value {
  if (!checkResizable(vm, self)) return 0;
  const storage = get(vm, self, MEMORY_CONTENT);
  for (const offset of [MEMORY_OPEN, MEMORY_CONTENT, MEMORY_SIZE, MEMORY_CAPACITY]) put(vm, self, offset, 0);
  if (storage !== 0) vm.heap.freeRawLater(storage);
  return NONE;
}

function initialise(vm: Vm, self: Address, initial: Value): Value {
  if (!checkResizable(vm, self)) return 0;
  put(vm, self, MEMORY_OPEN, 1);
  put(vm, self, MEMORY_SIZE, 0);
  put(vm, self, MEMORY_POSITION, 0);
  if (initial === 0 || initial === NONE) return NONE;
  const written = writeObject(vm, self, initial);
  put(vm, self, MEMORY_POSITION, 0);
  return written === 0 ? 0 : NONE;
}

function getvalue(vm: Vm, self: Address): Value {
  return bytesOfHeap(vm, contentOf(vm, self), get(vm, self, MEMORY_SIZE));
}

function setstate(vm: Vm, self: Address, state: Value): Value {
  if (!vm.isTuple(state) || vm.tupleLength(state) < 3) {
    return vm.raiseType(
      `${vm.typeName(self)}.__setstate__ argument should be 3-tuple, got ${vm.typeName(state)}`,
    );
  }
  if (initialise(vm, self, vm.tupleItem(state, 0)) === 0) return 0;
  return restorePosition(vm, self, vm.tupleItem(state, 1), "second") &&
      restoreAttributes(vm, self, vm.tupleItem(state, 2), "third")
    ? NONE
    : 0;
}

/** A method of an open stream that runs alone. */
function open(
  name: string,
  signature: string,
  run: (vm: Vm, self: Address, a: number) => Value,
): NativeDefinition {
  return method(name, signature, (vm, a) => {
    const self = vm.i32[a];
    vm.lock.begin(self);
    const result = checkOpen(vm, self) ? run(vm, self, a) : 0;
    vm.lock.end();
    return result;
  });
}

/** A method of an open stream that takes a size. */
function sized(name: string, run: (vm: Vm, self: Address, size: number) => Value): NativeDefinition {
  return open(name, "($self, size=-1, /)", (vm, self, a) => {
    const size = sizeArgument(vm, vm.i32[a + 1]);
    return Number.isNaN(size) ? 0 : run(vm, self, size);
  });
}

const yes = (name: string) => open(name, "($self, /)", (vm) => vm.bool(true));

/** Lets `memoryview` see the content, which stays where it is meanwhile. */
export function registerBytesIo(): void {
  registerExporter(T_BYTES_IO, {
    open: (vm, self, buffer) => {
      if (!checkOpen(vm, self)) return false;
      buffer.address = contentOf(vm, self);
      buffer.length = get(vm, self, MEMORY_SIZE);
      buffer.readonly = false;
      put(vm, self, MEMORY_EXPORTS, get(vm, self, MEMORY_EXPORTS) + 1);
      return true;
    },
    close: (vm, self) => put(vm, self, MEMORY_EXPORTS, get(vm, self, MEMORY_EXPORTS) - 1),
  });
}

/** `_io.BytesIO`. */
export const bytesIoType: TypeDefinition = {
  index: T_BYTES_IO,
  name: "BytesIO",
  module: "_io",
  base: T_BUFFERED_IO_BASE,
  basicSize: MEMORY_BYTES,
  dictOffset: IO_DICT,
  subclassable: true,
  doc: "Buffered I/O implementation using an in-memory bytes buffer.",
  getset: [{ name: "closed", get: (vm, self) => vm.bool(get(vm, self, MEMORY_OPEN) === 0) }],
  methods: [
    {
      ...newStream(MEMORY_BYTES),
      call: (vm, a) => {
        const self = vm.allocLike(vm.i32[a], MEMORY_BYTES);
        if (self !== 0) put(vm, self, MEMORY_OPEN, 1);
        return self;
      },
    },
    slot("__init__", "($self, initial_bytes=b'')", (vm, a) => initialise(vm, vm.i32[a], vm.i32[a + 1])),
    yes("readable"),
    yes("writable"),
    yes("seekable"),
    open("isatty", "($self, /)", (vm) => vm.bool(false)),
    open("flush", "($self, /)", () => NONE),
    open("tell", "($self, /)", (vm, self) => vm.newInt(get(vm, self, MEMORY_POSITION))),
    open("getvalue", "($self, /)", getvalue),
    open("getbuffer", "($self, /)", (vm, self) => vm.call(vm.typeObject(T_MEMORYVIEW), self)),
    sized("read", take),
    sized("read1", take),
    sized("readline", (vm, self, size) => take(vm, self, lineLength(vm, self, size))),
    sized("readlines", readlines),
    open("readinto", "($self, buffer, /)", (vm, self, a) => readinto(vm, self, vm.i32[a + 1])),
    open("write", "($self, b, /)", (vm, self, a) => writeObject(vm, self, vm.i32[a + 1])),
    open(
      "writelines",
      "($self, lines, /)",
      (vm, self, a) => vm.iterate(vm.i32[a + 1], (line) => writeObject(vm, self, line) !== 0) ? NONE : 0,
    ),
    open("seek", "($self, pos, whence=0, /)", (vm, self, a) => seek(vm, self, vm.i32[a + 1], vm.i32[a + 2])),
    open("truncate", "($self, size=None, /)", (vm, self, a) => truncate(vm, self, vm.i32[a + 1])),
    method("close", "($self, /)", (vm, a) => close(vm, vm.i32[a])),
    slot("__iter__", "($self, /)", (vm, a) => checkOpen(vm, vm.i32[a]) ? vm.keep(vm.i32[a]) : 0),
    slot("__next__", "($self, /)", (vm, a) => {
      const self = vm.i32[a];
      vm.lock.begin(self);
      const count = checkOpen(vm, self) ? lineLength(vm, self, -1) : 0;
      const line = count === 0 ? 0 : take(vm, self, count);
      vm.lock.end();
      return line;
    }),
    open("__getstate__", "($self, /)", (vm, self) => {
      const dict = get(vm, self, IO_DICT);
      return vm.newTuple([
        getvalue(vm, self),
        vm.newInt(get(vm, self, MEMORY_POSITION)),
        dict === 0 ? NONE : vm.keep(dict),
      ]);
    }),
    open("__setstate__", "($self, state, /)", (vm, self, a) => setstate(vm, self, vm.i32[a + 1])),
    // Nobody sees that one of these is closed when it dies; a derived class may have a `close` of its own.
    slot(
      "__del__",
      "($self, /)",
      (vm, a) => vm.isExact(vm.i32[a], T_BYTES_IO) ? NONE : finalise(vm, vm.i32[a]),
    ),
    slot(
      "__sizeof__",
      "($self, /)",
      (vm, a) => vm.newInt(MEMORY_BYTES + get(vm, vm.i32[a], MEMORY_CAPACITY)),
    ),
  ],
};
