/**
 * `mmap`: files as memory.
 *
 * @module
 */
import {
  MMAP_ACCESS,
  MMAP_BLOCK,
  MMAP_BYTES,
  MMAP_EXPORTS,
  MMAP_FD,
  MMAP_OFFSET_PAGES,
  MMAP_POSITION,
  NONE,
  T_MMAP,
  T_SLICE,
  type Value,
} from "@orochi/object";
import {
  method,
  type NativeDefinition,
  type NativeModule,
  newMethod,
  slot,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { openBytes, registerIterated, releaseBuffer } from "@orochi/vm/kernel";
import { bufferMethods, registerExporter } from "@orochi/vm/text";
import { addIntegers } from "../_module_error.ts";
import { isError, statFile } from "../files.ts";
import { intOr } from "../posix/path_functions.ts";
import { placeOf } from "../sockets/transfer.ts";
import { needLibc, raiseResult } from "./calls.ts";
import {
  ACCESS_COPY,
  ACCESS_DEFAULT,
  ACCESS_READ,
  ACCESS_WRITE,
  bytesOf,
  closeMapping,
  isOpen,
  isWritable,
  lengthOf,
  MAP_ANONYMOUS,
  MAP_NORESERVE,
  MAP_PRIVATE,
  MAP_SHARED,
  newMapping,
  openMapping,
  PAGE_BYTES,
  PROT_READ,
  PROT_WRITE,
  startOf,
} from "./mmap_storage.ts";

const MS_SYNC = 4, NEWLINE = 10;

const CONSTANTS: { readonly [name: string]: number } = {
  ACCESS_COPY,
  ACCESS_DEFAULT,
  ACCESS_READ,
  ACCESS_WRITE,
  ALLOCATIONGRANULARITY: PAGE_BYTES,
  PAGESIZE: PAGE_BYTES,
  MADV_DODUMP: 17,
  MADV_DOFORK: 11,
  MADV_DONTDUMP: 16,
  MADV_DONTFORK: 10,
  MADV_DONTNEED: 4,
  MADV_FREE: 8,
  MADV_HUGEPAGE: 14,
  MADV_NOHUGEPAGE: 15,
  MADV_NORMAL: 0,
  MADV_RANDOM: 1,
  MADV_SEQUENTIAL: 2,
  MADV_WILLNEED: 3,
  MAP_ANON: MAP_ANONYMOUS,
  MAP_ANONYMOUS,
  MAP_NORESERVE,
  MAP_POPULATE: 0x8000,
  MAP_PRIVATE,
  MAP_SHARED,
  PROT_EXEC: 4,
  PROT_READ,
  PROT_WRITE,
};

function positionOf(vm: Vm, self: Value): number {
  return vm.i32[(self + MMAP_POSITION) >>> 2];
}

function moveTo(vm: Vm, self: Value, position: number): void {
  vm.i32[(self + MMAP_POSITION) >>> 2] = position;
}

registerExporter(T_MMAP, {
  open: (vm, self, buffer) => {
    vm.lock.begin(self);
    const open = isOpen(vm, self);
    if (open) {
      Atomics.add(vm.i32, (self + MMAP_EXPORTS) >>> 2, 1);
      buffer.address = startOf(vm, self);
      buffer.length = lengthOf(vm, self);
      buffer.readonly = vm.i32[(self + MMAP_ACCESS) >>> 2] === ACCESS_READ;
    }
    vm.lock.end();
    return open;
  },
  close: (vm, self) => void Atomics.sub(vm.i32, (self + MMAP_EXPORTS) >>> 2, 1),
});

registerIterated(T_MMAP, (vm, self, index) => {
  if (!isOpen(vm, self)) return 0;
  if (index >= lengthOf(vm, self)) return vm.raiseIndex("mmap index out of range");
  return vm.newBytes(bytesOf(vm, self, index, index + 1));
});

/** An index from 0 on; -1 with IndexError set. */
function indexOf(vm: Vm, self: Value, key: Value): number {
  const index = vm.index(key);
  if (Number.isNaN(index)) return -1;
  const position = index < 0 ? index + lengthOf(vm, self) : index;
  if (position >= 0 && position < lengthOf(vm, self)) return position;
  vm.raiseIndex("mmap index out of range");
  return -1;
}

function getItem(vm: Vm, a: number): Value {
  const self = vm.i32[a], key = vm.i32[a + 1];
  if (!isOpen(vm, self)) return 0;
  if (vm.layout(key) === T_SLICE) {
    const range = vm.sliceIndices(key, lengthOf(vm, self));
    if (range === null) return 0;
    const all = bytesOf(vm, self, 0, lengthOf(vm, self));
    if (range.step === 1) return vm.newBytes(all.subarray(range.start, range.start + range.count));
    return vm.newBytes(Uint8Array.from({ length: range.count }, (_, k) => all[range.start + k * range.step]));
  }
  const index = indexOf(vm, self, key);
  return index < 0 ? 0 : vm.newInt(bytesOf(vm, self, index, index + 1)[0]);
}

/** A byte's value; -1 with an exception set. */
function byteOf(vm: Vm, value: Value): number {
  const byte = vm.isInt(value) ? vm.index(value) : NaN;
  if (byte >= 0 && byte < 256) return byte;
  if (!vm.isInt(value)) vm.raiseType("mmap item value must be an int");
  else vm.raiseValue("mmap item value must be in range(0, 256)");
  return -1;
}

function setItem(vm: Vm, a: number): Value {
  const self = vm.i32[a], key = vm.i32[a + 1], value = vm.i32[a + 2];
  if (!isOpen(vm, self) || !isWritable(vm, self)) return 0;
  if (vm.layout(key) !== T_SLICE) {
    const index = indexOf(vm, self, key), byte = index < 0 ? -1 : byteOf(vm, value);
    if (byte < 0) return 0;
    bytesOf(vm, self, index, index + 1)[0] = byte;
    return NONE;
  }
  const range = vm.sliceIndices(key, lengthOf(vm, self));
  const buffer = range === null ? null : openBytes(vm, value);
  if (range === null || buffer === null) return 0;
  const good = buffer.length === range.count;
  if (good) {
    const all = bytesOf(vm, self, 0, lengthOf(vm, self)), given = placeOf(vm, buffer).slice();
    if (range.step === 1) all.set(given, range.start);
    else for (let k = 0; k < given.length; k++) all[range.start + k * range.step] = given[k];
  }
  releaseBuffer(vm, buffer);
  return good ? NONE : vm.raiseIndex("mmap slice assignment is wrong size");
}

function read(vm: Vm, a: number): Value {
  const self = vm.i32[a],
    wanted = vm.i32[a + 1] === 0 || vm.i32[a + 1] === NONE ? -1 : vm.index(vm.i32[a + 1]);
  if (Number.isNaN(wanted) || !isOpen(vm, self)) return 0;
  const from = positionOf(vm, self), left = Math.max(0, lengthOf(vm, self) - from);
  const to = from + (wanted < 0 ? left : Math.min(wanted, left));
  moveTo(vm, self, to);
  return vm.newBytes(bytesOf(vm, self, from, to));
}

function readLine(vm: Vm, self: Value): Value {
  if (!isOpen(vm, self)) return 0;
  const from = positionOf(vm, self), rest = bytesOf(vm, self, from, lengthOf(vm, self));
  const newline = rest.indexOf(NEWLINE);
  const line = newline < 0 ? rest : rest.subarray(0, newline + 1);
  moveTo(vm, self, from + line.length);
  return vm.newBytes(line);
}

function write(vm: Vm, a: number): Value {
  const self = vm.i32[a];
  if (!isOpen(vm, self) || !isWritable(vm, self)) return 0;
  const buffer = openBytes(vm, vm.i32[a + 1]);
  if (buffer === null) return 0;
  const from = positionOf(vm, self), to = from + buffer.length, fits = to <= lengthOf(vm, self);
  if (fits) {
    bytesOf(vm, self, from, to).set(placeOf(vm, buffer));
    moveTo(vm, self, to);
  }
  releaseBuffer(vm, buffer);
  return fits ? vm.newInt(to - from) : vm.raiseValue("data out of range");
}

function seek(vm: Vm, a: number): Value {
  const self = vm.i32[a], distance = vm.index(vm.i32[a + 1]), whence = intOr(vm, vm.i32[a + 2], 0);
  if (vm.failed() || !isOpen(vm, self)) return 0;
  if (whence < 0 || whence > 2) return vm.raiseValue("unknown seek type");
  const position = distance + [0, positionOf(vm, self), lengthOf(vm, self)][whence];
  if (position < 0 || position > lengthOf(vm, self)) return vm.raiseValue("seek out of range");
  moveTo(vm, self, position);
  return vm.newInt(position);
}

/** Where bytes begin, from `start` to `lastStart`: the first place, or the last one; -1 if nowhere. */
function search(
  place: Uint8Array,
  wanted: Uint8Array,
  start: number,
  lastStart: number,
  last: boolean,
): number {
  if (lastStart < start) return -1;
  if (wanted.length === 0) return last ? lastStart : start;
  const next = (from: number) => last ? place.lastIndexOf(wanted[0], from) : place.indexOf(wanted[0], from);
  for (
    let from = next(last ? lastStart : start);
    from >= start && from <= lastStart;
    from = next(from + (last ? -1 : 1))
  ) {
    let k = 1;
    while (k < wanted.length && place[from + k] === wanted[k]) k++;
    if (k === wanted.length) return from;
    if (last && from === 0) break;
  }
  return -1;
}

/** `find` and `rfind`: by default from the position on. */
function find(vm: Vm, a: number, last: boolean): Value {
  const self = vm.i32[a], length = lengthOf(vm, self);
  if (!isOpen(vm, self)) return 0;
  const [start, end] = [positionOf(vm, self), length].map((missing, k) => {
    const given = vm.i32[a + 2 + k] === NONE ? 0 : vm.i32[a + 2 + k];
    const index = intOr(vm, given, missing);
    return Math.min(Math.max(index < 0 ? index + length : index, 0), length);
  });
  const buffer = vm.failed() ? null : openBytes(vm, vm.i32[a + 1]);
  if (buffer === null) return 0;
  const place = bytesOf(vm, self, 0, length), wanted = placeOf(vm, buffer);
  const found = search(place, wanted, start, end - wanted.length, last);
  releaseBuffer(vm, buffer);
  return vm.newInt(found);
}

/** Makes a call on pages: `msync`, `madvise`. */
function onPages(vm: Vm, self: Value, call: string, from: number, length: number, option: number): Value {
  const libc = needLibc(vm);
  if (libc === null) return 0;
  const result = libc.call(call, libc.addressOf(vm.u8) + startOf(vm, self) + from, length, option);
  return result < 0 ? raiseResult(vm, result) : NONE;
}

function flush(vm: Vm, a: number): Value {
  const self = vm.i32[a];
  if (!isOpen(vm, self)) return 0;
  const offset = intOr(vm, vm.i32[a + 1], 0), size = intOr(vm, vm.i32[a + 2], lengthOf(vm, self) - offset);
  if (vm.failed()) return 0;
  if (offset < 0 || size < 0 || offset + size > lengthOf(vm, self)) {
    return vm.raiseValue("flush values out of range");
  }
  const access = vm.i32[(self + MMAP_ACCESS) >>> 2];
  return access === ACCESS_READ || access === ACCESS_COPY
    ? NONE
    : onPages(vm, self, "msync", offset, size, MS_SYNC);
}

function advise(vm: Vm, a: number): Value {
  const self = vm.i32[a], option = vm.index(vm.i32[a + 1]), start = intOr(vm, vm.i32[a + 2], 0);
  if (vm.failed() || !isOpen(vm, self)) return 0;
  const length = intOr(vm, vm.i32[a + 3], lengthOf(vm, self) - start);
  if (start < 0 || start >= lengthOf(vm, self)) return vm.raiseValue("madvise start out of bounds");
  if (length < 0) return vm.raiseValue("madvise length invalid");
  return onPages(vm, self, "madvise", start, Math.min(length, lengthOf(vm, self) - start), option);
}

function move(vm: Vm, a: number): Value {
  const self = vm.i32[a], [target, source, count] = [1, 2, 3].map((k) => vm.index(vm.i32[a + k]));
  if (vm.failed() || !isOpen(vm, self) || !isWritable(vm, self)) return 0;
  const length = lengthOf(vm, self);
  if (Math.min(target, source, count) < 0 || length - target < count || length - source < count) {
    return vm.raiseValue("source, destination, or count out of range");
  }
  bytesOf(vm, self, 0, length).copyWithin(target, source, source + count);
  return NONE;
}

function size(vm: Vm, self: Value): Value {
  if (!isOpen(vm, self)) return 0;
  const fd = vm.i32[(self + MMAP_FD) >>> 2];
  if (fd < 0) return vm.newInt(lengthOf(vm, self));
  const info = statFile(vm, fd);
  return isError(info) ? vm.raiseOS(info) : vm.newInt(info.size);
}

function describe(vm: Vm, self: Value): Value {
  if (vm.i32[(self + MMAP_BLOCK) >>> 2] === 0) return vm.newStr("<mmap.mmap closed=True>");
  const access = ["DEFAULT", "READ", "WRITE", "COPY"][vm.i32[(self + MMAP_ACCESS) >>> 2]];
  const offset = vm.i32[(self + MMAP_OFFSET_PAGES) >>> 2] * PAGE_BYTES;
  return vm.newStr(
    `<mmap.mmap closed=False, access=ACCESS_${access}, length=${lengthOf(vm, self)}, ` +
      `pos=${positionOf(vm, self)}, offset=${offset}>`,
  );
}

function close(vm: Vm, self: Value): Value {
  return closeMapping(vm, self) ? NONE : 0;
}

/**
 * A method as one section on the mapping: position and length are what they were at its beginning, and no other thread
 * closes the mapping meanwhile or sees half of what is written.
 */
function sectioned(native: NativeDefinition): NativeDefinition {
  return {
    ...native,
    call: (vm, a) => {
      const self = vm.i32[a];
      vm.lock.begin(self);
      const result = native.call(vm, a);
      vm.lock.end();
      return result;
    },
  };
}

const methods: readonly NativeDefinition[] = [
  newMethod(
    "($type, fileno, length, flags=1, prot=3, access=0, offset=0, *, trackfd=True)",
    (vm, a) => {
      const self = newMapping(vm, vm.i32[a]);
      if (self === 0 || openMapping(vm, self, a)) return self;
      vm.decref(self);
      return 0;
    },
  ),
  slot("__del__", "($self, /)", (vm, a) => {
    if (!closeMapping(vm, vm.i32[a])) vm.clearError();
    return NONE;
  }),
  ...[
    slot("__len__", "($self, /)", (vm, a) => isOpen(vm, vm.i32[a]) ? vm.newInt(lengthOf(vm, vm.i32[a])) : 0),
    slot("__getitem__", "($self, key, /)", getItem),
    slot("__setitem__", "($self, key, value, /)", setItem),
    slot("__repr__", "($self, /)", (vm, a) => describe(vm, vm.i32[a])),
    slot("__enter__", "($self, /)", (vm, a) => isOpen(vm, vm.i32[a]) ? vm.keep(vm.i32[a]) : 0),
    slot("__exit__", "($self, /, *args)", (vm, a) => close(vm, vm.i32[a])),
    method("close", "($self, /)", (vm, a) => close(vm, vm.i32[a])),
    method("read", "($self, n=None, /)", read),
    method("read_byte", "($self, /)", (vm, a) => {
      const self = vm.i32[a];
      if (!isOpen(vm, self)) return 0;
      const position = positionOf(vm, self);
      if (position >= lengthOf(vm, self)) return vm.raiseValue("read byte out of range");
      moveTo(vm, self, position + 1);
      return vm.newInt(bytesOf(vm, self, position, position + 1)[0]);
    }),
    method("readline", "($self, /)", (vm, a) => readLine(vm, vm.i32[a])),
    method("write", "($self, bytes, /)", write),
    method("write_byte", "($self, byte, /)", (vm, a) => {
      const self = vm.i32[a], byte = byteOf(vm, vm.i32[a + 1]);
      if (byte < 0 || !isOpen(vm, self) || !isWritable(vm, self)) return 0;
      const position = positionOf(vm, self);
      if (position >= lengthOf(vm, self)) return vm.raiseValue("write byte out of range");
      bytesOf(vm, self, position, position + 1)[0] = byte;
      moveTo(vm, self, position + 1);
      return NONE;
    }),
    method("seek", "($self, pos, whence=0, /)", seek),
    method("seekable", "($self, /)", (vm) => vm.bool(true)),
    method("tell", "($self, /)", (vm, a) => isOpen(vm, vm.i32[a]) ? vm.newInt(positionOf(vm, vm.i32[a])) : 0),
    method("find", "($self, sub, start=None, end=None, /)", (vm, a) => find(vm, a, false)),
    method("rfind", "($self, sub, start=None, end=None, /)", (vm, a) => find(vm, a, true)),
    method("flush", "($self, offset=0, size=-1, /)", flush),
    method("madvise", "($self, option, start=0, length=None, /)", advise),
    method("move", "($self, dest, src, count, /)", move),
    method("size", "($self, /)", (vm, a) => size(vm, vm.i32[a])),
    method("resize", "($self, newsize, /)", (vm) => {
      return vm.raise("SystemError", "mmap: resizing not available--no mremap()");
    }),
  ].map(sectioned),
  ...bufferMethods(),
];

const mmapType: TypeDefinition = {
  index: T_MMAP,
  name: "mmap",
  module: "mmap",
  basicSize: MMAP_BYTES,
  subclassable: true,
  collection: "sequence",
  methods,
  getset: [{ name: "closed", get: (vm, self) => vm.bool(vm.i32[(self + MMAP_BLOCK) >>> 2] === 0) }],
};

/** The types. */
export const mmapTypes: readonly TypeDefinition[] = [mmapType];

/** The module. */
export const mmapModule: NativeModule = {
  name: "mmap",
  functions: [],
  populate: (vm, _module, dict) =>
    addIntegers(vm, dict, CONSTANTS) && vm.dictSetStr(dict, "mmap", vm.typeObject(T_MMAP)) &&
    vm.dictSetStr(dict, "error", vm.exceptionType("OSError")),
};
