/**
 * `_io.FileIO`: an open file without a buffer.
 *
 * @module
 */
import {
  type Address,
  FILE_BYTES,
  FILE_FD,
  FILE_FLAGS,
  IO_DICT,
  NONE,
  T_FILE_IO,
  T_RAW_IO_BASE,
  type Value,
} from "@orochi/object";
import {
  blankBytes,
  bytesOfHeap,
  dataOf,
  type HostError,
  method,
  openBytes,
  releaseBuffer,
  slot,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import {
  changeFile,
  closeFile,
  isDirectory,
  isError,
  isTerminal,
  openFile,
  readFile,
  seekFile,
  statFile,
  writeFile,
} from "../files.ts";
import { pathOf } from "../posix/paths.ts";
import { audit } from "../sys_functions.ts";
import {
  closeBase,
  closedError,
  DEFAULT_BUFFER_SIZE,
  getOwn,
  newStream,
  setOwn,
  sizeArgument,
  unpicklable,
  unsupported,
} from "./base.ts";
import { warnOfSource } from "../_warn.ts";

const READABLE = 1, WRITABLE = 2, APPENDING = 4, CREATED = 8, CLOSES = 16, SEEKABLE = 32, UNSEEKABLE = 64;

const O_RDONLY = 0,
  O_WRONLY = 1,
  O_RDWR = 2,
  O_CREAT = 0o100,
  O_EXCL = 0o200,
  O_TRUNC = 0o1000,
  O_APPEND = 0o2000;

/** The descriptor of an open FileIO, or -1. */
export function descriptorOf(vm: Vm, self: Address): number {
  return vm.i32[(self + FILE_FD) >>> 2];
}

/** Bits and flags of a mode; null with ValueError set. */
function parseMode(vm: Vm, mode: string): { bits: number; flags: number } | null {
  let bits = 0, flags = 0, kinds = 0, plus = false;
  for (const letter of mode) {
    if (letter === "r") bits |= READABLE;
    else if (letter === "w") [bits, flags] = [bits | WRITABLE, flags | O_CREAT | O_TRUNC];
    else if (letter === "x") [bits, flags] = [bits | WRITABLE | CREATED, flags | O_CREAT | O_EXCL];
    else if (letter === "a") [bits, flags] = [bits | WRITABLE | APPENDING, flags | O_CREAT | O_APPEND];
    else if (letter === "+" && !plus) plus = true;
    else if (letter !== "b") {
      vm.raiseValue(`invalid mode: ${mode}`);
      return null;
    }
    if ("rwxa".includes(letter)) kinds++;
  }
  if (kinds !== 1) {
    vm.raiseValue("Must have exactly one of create/read/write/append mode and at most one plus");
    return null;
  }
  if (plus) bits |= READABLE | WRITABLE;
  const both = READABLE | WRITABLE;
  return {
    bits,
    flags: flags | ((bits & both) === both ? O_RDWR : (bits & READABLE) !== 0 ? O_RDONLY : O_WRONLY),
  };
}

/** The descriptor for a path: the opener's, or a file opened here. -1 with an exception set. */
function open(vm: Vm, file: Value, opener: Value, flags: number): number {
  if (opener !== 0 && opener !== NONE) {
    const given = vm.call(opener, file, vm.newInt(flags | 0o2000000));
    if (given === 0) return -1;
    if (!vm.isInt(given)) {
      vm.raiseType("expected integer from opener");
      return -1;
    }
    const fd = vm.number(given);
    if (fd < 0) vm.raiseValue(`opener returned ${fd}`);
    return fd;
  }
  const path = pathOf(vm, file, { call: "open", parameter: "file" });
  if (path === null) return -1;
  const fd = openFile(vm, path.text, flags, 0o666);
  if (!isError(fd)) return fd;
  vm.raiseOS(fd, path.given);
  return -1;
}

function initialise(vm: Vm, self: Address, a: number): Value {
  const i32 = vm.i32;
  const [file, modeValue, closefdValue, opener] = [i32[a + 1], i32[a + 2], i32[a + 3], i32[a + 4]];
  const fdWord = (self + FILE_FD) >>> 2, flagsWord = (self + FILE_FLAGS) >>> 2;
  if (i32[flagsWord] !== 0 && i32[fdWord] >= 0 && closeDescriptor(vm, self) === 0) return 0;
  i32[fdWord] = -1;
  if (modeValue !== 0 && !vm.isStr(modeValue)) {
    return vm.raiseType(`FileIO() argument 'mode' must be str, not ${vm.typeName(modeValue)}`);
  }
  const mode = parseMode(vm, modeValue === 0 ? "r" : vm.js(modeValue));
  if (mode === null) return 0;
  const closes = closefdValue === 0 ? 1 : vm.truthy(closefdValue);
  if (closes < 0) return 0;
  const isDescriptor = vm.isInt(file);
  let fd = -1;
  if (isDescriptor) {
    fd = vm.index(file);
    if (fd < 0) return vm.raiseValue("negative file descriptor");
  } else {
    if (closes === 0) return vm.raiseValue("Cannot use closefd=False with file name");
    if (!audit(vm, "open", file, modeValue === 0 ? NONE : modeValue, vm.newInt(mode.flags))) return 0;
    fd = open(vm, file, opener, mode.flags);
    if (fd < 0 || vm.failed()) return 0;
  }
  i32[flagsWord] = mode.bits | (closes === 1 ? CLOSES : 0);
  const directory = isDirectory(vm, fd);
  const refusal: HostError | null = directory === true
    ? { code: "EISDIR", message: "Is a directory" }
    : directory === false
    ? null
    : directory;
  if (refusal !== null && (!isDescriptor || refusal.code === "EBADF" || refusal.code === "EISDIR")) {
    if (!isDescriptor) closeFile(vm, fd);
    return vm.raiseOS(refusal, file);
  }
  i32[fdWord] = fd;
  if (!setOwn(vm, self, "name", file)) return 0;
  if ((mode.bits & APPENDING) !== 0) seekFile(vm, fd, 0, 2);
  return NONE;
}

function closeDescriptor(vm: Vm, self: Address): Value {
  const word = (self + FILE_FD) >>> 2;
  const fd = vm.i32[word];
  vm.i32[word] = -1;
  const error = fd >= 0 && (vm.i32[(self + FILE_FLAGS) >>> 2] & CLOSES) !== 0 ? closeFile(vm, fd) : null;
  return error === null ? NONE : vm.raiseOS(error);
}

/** Whether the file is open and may be used so; false with an exception set. */
function allows(vm: Vm, self: Address, bit: number, action: string): boolean {
  if (descriptorOf(vm, self) < 0) return closedError(vm, "I/O operation on closed file") !== 0;
  return (vm.i32[(self + FILE_FLAGS) >>> 2] & bit) !== 0 ||
    unsupported(vm, `File not open for ${action}`) !== 0;
}

/** Reads into the heap; the number of bytes, or -1 with an exception set. */
export function fileReadInto(vm: Vm, self: Address, address: number, length: number): number {
  if (!allows(vm, self, READABLE, "reading")) return -1;
  const count = readFile(vm, descriptorOf(vm, self), vm.u8.subarray(address, address + length));
  if (!isError(count)) return count;
  vm.raiseOS(count);
  return -1;
}

/** Writes bytes of the heap, all of them; false with an exception set. */
export function fileWrite(vm: Vm, self: Address, address: number, length: number): boolean {
  if (!allows(vm, self, WRITABLE, "writing")) return false;
  const error = writeFile(vm, descriptorOf(vm, self), vm.u8.subarray(address, address + length));
  return error === null || vm.raiseOS(error) !== 0;
}

/** Moves the position; the new one, or -1 with an exception set. */
export function fileSeek(vm: Vm, self: Address, offset: number, whence: number): number {
  const fd = descriptorOf(vm, self);
  if (fd < 0) {
    closedError(vm, "I/O operation on closed file");
    return -1;
  }
  const position = seekFile(vm, fd, offset, whence);
  if (!isError(position)) return position;
  vm.raiseOS(position);
  return -1;
}

function read(vm: Vm, self: Address, size: number): Value {
  if (size < 0) return fileReadAll(vm, self);
  if (!allows(vm, self, READABLE, "reading")) return 0;
  const bytes = blankBytes(vm, size);
  if (bytes === 0) return 0;
  const count = fileReadInto(vm, self, dataOf(vm, bytes), size);
  if (count === size) return bytes;
  const result = count < 0 ? 0 : bytesOfHeap(vm, dataOf(vm, bytes), count);
  vm.decref(bytes);
  return result;
}

/** The rest of the file as bytes. */
export function fileReadAll(vm: Vm, self: Address): Value {
  if (!allows(vm, self, READABLE, "reading")) return 0;
  const fd = descriptorOf(vm, self);
  const info = statFile(vm, fd);
  const position = seekFile(vm, fd, 0, 1);
  const left = isError(info) || isError(position) ? 0 : Math.max(0, info.size - position);
  // One byte more than is expected shows the end without a second buffer.
  let storage = vm.heap.allocRaw(Math.max(left + 1, 8192));
  let capacity = Math.max(left + 1, 8192), length = 0;
  while (storage !== 0) {
    const count = fileReadInto(vm, self, (storage >>> 0) + length, capacity - length);
    if (count <= 0) break;
    length += count;
    if (length < capacity) continue;
    capacity *= 2;
    const larger = vm.heap.reallocRaw(storage, capacity);
    if (larger === 0) vm.heap.freeRaw(storage);
    storage = larger;
  }
  if (storage === 0) return vm.raiseMemory();
  const result = vm.failed() ? 0 : bytesOfHeap(vm, storage >>> 0, length);
  vm.heap.freeRaw(storage);
  return result;
}

function truncate(vm: Vm, self: Address, given: Value): Value {
  if (!allows(vm, self, WRITABLE, "writing")) return 0;
  const size = given === 0 || given === NONE ? fileSeek(vm, self, 0, 1) : vm.index(given);
  if (vm.failed()) return 0;
  const result = changeFile(vm, descriptorOf(vm, self), "ftruncate", [size]);
  return isError(result) ? vm.raiseOS(result) : vm.newInt(size);
}

function isSeekable(vm: Vm, self: Address): Value {
  const word = (self + FILE_FLAGS) >>> 2;
  if (descriptorOf(vm, self) < 0) return closedError(vm, "I/O operation on closed file");
  if ((vm.i32[word] & (SEEKABLE | UNSEEKABLE)) === 0) {
    vm.i32[word] |= isError(seekFile(vm, descriptorOf(vm, self), 0, 1)) ? UNSEEKABLE : SEEKABLE;
  }
  return vm.bool((vm.i32[word] & SEEKABLE) !== 0);
}

function modeOf(vm: Vm, self: Address): string {
  const bits = vm.i32[(self + FILE_FLAGS) >>> 2];
  const plus = (bits & READABLE) !== 0 ? "+" : "";
  if ((bits & CREATED) !== 0) return `xb${plus}`;
  if ((bits & APPENDING) !== 0) return `ab${plus}`;
  if ((bits & WRITABLE) === 0) return "rb";
  return plus === "" ? "wb" : "rb+";
}

function repr(vm: Vm, self: Address): Value {
  const fd = descriptorOf(vm, self);
  if (fd < 0) return vm.newStr("<_io.FileIO [closed]>");
  const name = getOwn(vm, self, "name");
  const closes = (vm.i32[(self + FILE_FLAGS) >>> 2] & CLOSES) !== 0 ? "True" : "False";
  const label = name === 0 ? `fd=${fd}` : `name=${vm.jsRepr(name)}`;
  return vm.newStr(`<_io.FileIO ${label} mode='${modeOf(vm, self)}' closefd=${closes}>`);
}

/** A question that only an open file answers. */
function question(name: string, answer: (vm: Vm, self: Address) => boolean) {
  return method(name, "($self, /)", (vm, a) => {
    const self = vm.i32[a];
    return descriptorOf(vm, self) < 0
      ? closedError(vm, "I/O operation on closed file")
      : vm.bool(answer(vm, self));
  });
}

/** `_io.FileIO`. */
export const fileIoType: TypeDefinition = {
  index: T_FILE_IO,
  name: "FileIO",
  module: "_io",
  base: T_RAW_IO_BASE,
  basicSize: FILE_BYTES,
  dictOffset: IO_DICT,
  subclassable: true,
  doc: "Open a file.",
  getset: [
    { name: "closed", get: (vm, self) => vm.bool(descriptorOf(vm, self) < 0) },
    { name: "closefd", get: (vm, self) => vm.bool((vm.i32[(self + FILE_FLAGS) >>> 2] & CLOSES) !== 0) },
    { name: "mode", get: (vm, self) => vm.newStr(modeOf(vm, self)) },
    { name: "_blksize", get: (vm) => vm.newInt(DEFAULT_BUFFER_SIZE) },
  ],
  methods: [
    {
      ...newStream(FILE_BYTES),
      call: (vm, a) => {
        const self = vm.allocLike(vm.i32[a], FILE_BYTES);
        if (self !== 0) vm.i32[(self + FILE_FD) >>> 2] = -1;
        return self;
      },
    },
    slot(
      "__init__",
      "($self, file, mode='r', closefd=True, opener=None)",
      (vm, a) => initialise(vm, vm.i32[a], a),
    ),
    slot("__repr__", "($self, /)", (vm, a) => repr(vm, vm.i32[a])),
    ...unpicklable(),
    method("read", "($self, size=-1, /)", (vm, a) => {
      const size = sizeArgument(vm, vm.i32[a + 1]);
      return Number.isNaN(size) ? 0 : read(vm, vm.i32[a], size);
    }),
    method("readall", "($self, /)", (vm, a) => fileReadAll(vm, vm.i32[a])),
    method("readinto", "($self, buffer, /)", (vm, a) => {
      const buffer = openBytes(
        vm,
        vm.i32[a + 1],
        `readinto() argument must be read-write bytes-like object, not ${vm.typeName(vm.i32[a + 1])}`,
        true,
      );
      if (buffer === null) return 0;
      const count = fileReadInto(vm, vm.i32[a], buffer.address, buffer.length);
      releaseBuffer(vm, buffer);
      return count < 0 ? 0 : vm.newInt(count);
    }),
    method("write", "($self, b, /)", (vm, a) => {
      const buffer = openBytes(
        vm,
        vm.i32[a + 1],
        `a bytes-like object is required, not '${vm.typeName(vm.i32[a + 1])}'`,
      );
      if (buffer === null) return 0;
      const done = fileWrite(vm, vm.i32[a], buffer.address, buffer.length);
      const length = buffer.length;
      releaseBuffer(vm, buffer);
      return done ? vm.newInt(length) : 0;
    }),
    method("seek", "($self, pos, whence=0, /)", (vm, a) => {
      const offset = vm.index(vm.i32[a + 1]), whence = vm.i32[a + 2] === 0 ? 0 : vm.index(vm.i32[a + 2]);
      const position = vm.failed() ? -1 : fileSeek(vm, vm.i32[a], offset, whence);
      return position < 0 ? 0 : vm.newInt(position);
    }),
    method("tell", "($self, /)", (vm, a) => {
      const position = fileSeek(vm, vm.i32[a], 0, 1);
      return position < 0 ? 0 : vm.newInt(position);
    }),
    method("truncate", "($self, size=None, /)", (vm, a) => truncate(vm, vm.i32[a], vm.i32[a + 1])),
    method("_dealloc_warn", "($self, source, /)", (vm, a) => {
      const open = descriptorOf(vm, vm.i32[a]) >= 0 &&
        (vm.i32[(vm.i32[a] + FILE_FLAGS) >>> 2] & CLOSES) !== 0;
      return !open || warnOfSource(vm, "ResourceWarning", "unclosed file", vm.i32[a + 1]) ? NONE : 0;
    }),
    method("close", "($self, /)", (vm, a) => {
      const self = vm.i32[a];
      const closed = closeBase(vm, self);
      const error = closed === 0 ? vm.takeError() : 0;
      const result = closeDescriptor(vm, self);
      return error !== 0 ? vm.setError(error) : result;
    }),
    method("seekable", "($self, /)", (vm, a) => isSeekable(vm, vm.i32[a])),
    question("readable", (vm, self) => (vm.i32[(self + FILE_FLAGS) >>> 2] & READABLE) !== 0),
    question("writable", (vm, self) => (vm.i32[(self + FILE_FLAGS) >>> 2] & WRITABLE) !== 0),
    question("isatty", (vm, self) => isTerminal(vm, descriptorOf(vm, self))),
    method("fileno", "($self, /)", (vm, a) => {
      const fd = descriptorOf(vm, vm.i32[a]);
      return fd < 0 ? closedError(vm, "I/O operation on closed file") : vm.newInt(fd);
    }),
  ],
};
