/**
 * The abstract bases of `_io`: `_IOBase` and what derives from it, and what all streams share.
 *
 * @module
 */
import {
  type Address,
  BUFFERED_RAW,
  EXCEPTION_CONTEXT,
  IO_BASE_BYTES,
  IO_DICT,
  MEMORY_POSITION,
  NONE,
  T_BUFFERED_IO_BASE,
  T_BUFFERED_RANDOM,
  T_BUFFERED_READER,
  T_BUFFERED_WRITER,
  T_FILE_IO,
  T_IO_BASE,
  T_RAW_IO_BASE,
  T_TEXT_IO_BASE,
  T_TEXT_IO_WRAPPER,
  TEXT_BUFFER,
  type Value,
} from "@orochi/object";
import {
  blankByteArray,
  bytesOfHeap,
  copyBytes,
  dataOf,
  dictGetSet,
  type GetSetDefinition,
  method,
  type NativeDefinition,
  newFromType,
  objectDict,
  openBytes,
  releaseBuffer,
  sizeOf,
  slot,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { getState } from "../state.ts";

/** Bytes that buffers have room for, and that are read or written at a time: CPython's since 3.14. */
export const DEFAULT_BUFFER_SIZE = 131072;
/** Where a stream that only Python code may know to be closed says so. */
const CLOSED_MARK = "__IOBase_closed";

/** Raises `io.UnsupportedOperation`. */
export function unsupported(vm: Vm, message: string): 0 {
  const type = getState(vm, "io.UnsupportedOperation");
  const text = vm.newStr(message);
  const exception = text === 0 ? 0 : vm.call(type, text);
  vm.decref(text);
  return exception === 0 ? 0 : vm.raiseObject(exception);
}

/** Raises what every operation on a closed file raises. */
export function closedError(vm: Vm, message = "I/O operation on closed file."): 0 {
  return vm.raiseValue(message);
}

/** `stream.closed` through Python: 1, 0, or -1 with an exception set. */
export function isClosed(vm: Vm, stream: Value): number {
  const closed = vm.getAttr(stream, vm.intern("closed"));
  if (closed === 0) return -1;
  const truth = vm.truthy(closed);
  vm.decref(closed);
  return truth;
}

/** Whether a stream is open; false with ValueError set. */
export function checkOpen(vm: Vm, stream: Value): boolean {
  const closed = isClosed(vm, stream);
  return closed === 0 || (closed > 0 && closedError(vm) !== 0);
}

/** Calls a method by name (arguments borrowed). */
export function callNamed(vm: Vm, object: Value, name: string, ...args: Value[]): Value {
  return vm.callMethod(object, vm.intern(name), ...args);
}

/** Calls a method that answers yes or no: 1, 0, or -1 with an exception set. */
export function ask(vm: Vm, object: Value, name: string): number {
  const answer = callNamed(vm, object, name);
  if (answer === 0) return -1;
  const truth = vm.truthy(answer);
  vm.decref(answer);
  return truth;
}

/** A size argument: -1 for None or where none was given; NaN with TypeError set. */
export function sizeArgument(vm: Vm, value: Value): number {
  if (value === 0 || value === NONE) return -1;
  if (!vm.isInt(value) && vm.lookupSpecial(value, vm.names.__index__) === 0) {
    vm.raiseType(`argument should be integer or None, not '${vm.typeName(value)}'`);
    return NaN;
  }
  return vm.index(value);
}

/** Sets an attribute in a stream's own dict. */
export function setOwn(vm: Vm, stream: Value, name: string, value: Value): boolean {
  const dict = objectDict(vm, stream);
  return dict !== 0 && vm.dictSetStr(dict, name, value);
}

/** An attribute in a stream's own dict (borrowed), or 0. */
export function getOwn(vm: Vm, stream: Value, name: string): Value {
  const dict = vm.i32[(stream + IO_DICT) >>> 2];
  return dict === 0 ? 0 : vm.dictGetStr(dict, name);
}

/** Bytes of a result that must be bytes; null with TypeError set. */
export function needBytes(vm: Vm, value: Value, what: string): boolean {
  if (vm.isBytes(value)) return true;
  vm.raiseType(`${what} should have returned a bytes object, not '${vm.typeName(value)}'`);
  return false;
}

/**
 * What closing a stream comes to after an earlier step that failed: the last error is raised, the earlier one is its context.
 *
 * @param error What the earlier step raised (stolen), or 0.
 * @param result What the last step returned (stolen); 0 with an exception set.
 */
export function afterError(vm: Vm, error: Value, result: Value): Value {
  if (error === 0) return result;
  vm.decref(result);
  if (result !== 0) return vm.setError(error);
  const last = vm.takeError();
  vm.store((last + EXCEPTION_CONTEXT) >>> 2, error);
  return vm.setError(last);
}

/** The message where the binary stream below a text stream gives something without bytes. */
export function wrongBytes(vm: Vm, value: Value, what: string): string {
  return `underlying ${what} should have returned a bytes-like object, not '${vm.typeName(value)}'`;
}

/** Sets the position that a stream in memory was pickled with; false with an exception set. */
export function restorePosition(vm: Vm, self: Address, value: Value, place: string): boolean {
  if (!vm.isInt(value)) {
    return vm.raiseType(`${place} item of state must be an integer, got ${vm.typeName(value)}`) !== 0;
  }
  const position = vm.number(value);
  if (position < 0) return vm.raiseValue("position value cannot be negative") !== 0;
  vm.i32[(self + MEMORY_POSITION) >>> 2] = position;
  return true;
}

/** Sets the attributes that a stream in memory was pickled with, a dict or None; false with an exception set. */
export function restoreAttributes(vm: Vm, self: Address, value: Value, place: string): boolean {
  if (value === NONE) return true;
  if (!vm.isDict(value)) {
    return vm.raiseType(`${place} item of state should be a dict, got a ${vm.typeName(value)}`) !== 0;
  }
  const dict = objectDict(vm, self);
  return dict !== 0 && vm.dictIterate(value, (key, item) => vm.dictSet(dict, key, item));
}

/** How a stream is shown: with its `name` where it has one. */
export function reprWithName(vm: Vm, stream: Value, prefix: string): Value {
  const name = vm.getAttrOptional(stream, vm.names.name);
  if (name === 0) {
    if (vm.failed()) vm.clearError();
    return vm.newStr(`<${prefix}>`);
  }
  if (!vm.enterRepr(stream)) {
    vm.decref(name);
    return vm.raise("RuntimeError", `reentrant call inside ${prefix}.__repr__`);
  }
  const text = vm.repr(name);
  vm.leaveRepr(stream);
  vm.decref(name);
  if (text === 0) return 0;
  const shown = vm.newStr(`<${prefix} name=${vm.js(text)}>`);
  vm.decref(text);
  return shown;
}

/** `cannot pickle '_io.X' instances`. */
export function unpicklable(): NativeDefinition[] {
  const refuse = (vm: Vm, a: number) => vm.raiseType(`cannot pickle '${qualified(vm, vm.i32[a])}' instances`);
  return [
    method("__reduce__", "($self, /)", refuse),
    method("__reduce_ex__", "($self, protocol, /)", refuse),
  ];
}

function qualified(vm: Vm, object: Value): string {
  const type = vm.typeOf(object);
  const module = vm.getAttr(type, vm.names.__module__);
  const text = module !== 0 && vm.isStr(module) ? `${vm.js(module)}.` : "";
  vm.decref(module);
  return text + vm.typeNameOf(type);
}

/** `_IOBase.close`: flushes once, and marks the stream closed. */
export function closeBase(vm: Vm, self: Address): Value {
  if (getOwn(vm, self, CLOSED_MARK) !== 0) return NONE;
  const flushed = vm.callMethod(self, vm.names.flush);
  const error = flushed === 0 ? vm.takeError() : 0;
  vm.decref(flushed);
  const marked = setOwn(vm, self, CLOSED_MARK, vm.bool(true));
  if (error !== 0) return vm.setError(error);
  return marked ? NONE : 0;
}

/** Has the file below a dying stream warn, in its name, that nobody closed it. */
function warnUnclosed(vm: Vm, self: Address): void {
  const layout = vm.layout(self);
  const below = layout === T_FILE_IO
    ? self
    : layout === T_TEXT_IO_WRAPPER
    ? vm.i32[(self + TEXT_BUFFER) >>> 2]
    : layout === T_BUFFERED_READER || layout === T_BUFFERED_WRITER || layout === T_BUFFERED_RANDOM
    ? vm.i32[(self + BUFFERED_RAW) >>> 2]
    : 0;
  if (below === 0) return;
  vm.decref(vm.callMethod(below, vm.intern("_dealloc_warn"), self));
  // A stream of Python's may know nothing of this, and nobody hears of an error.
  if (vm.failed()) vm.clearError();
}

/** Closes a dying stream; what goes wrong then has nobody to tell. */
export function finalise(vm: Vm, self: Address): Value {
  const closed = isClosed(vm, self);
  if (closed === 0) {
    warnUnclosed(vm, self);
    vm.decref(vm.callMethod(self, vm.names.close));
  }
  if (vm.failed()) vm.clearError();
  return NONE;
}

/** `readline` by `read(1)`, or by `peek` where there is one. */
function readline(vm: Vm, self: Address, limit: number): Value {
  const peek = vm.getAttrOptional(self, vm.intern("peek"));
  if (peek === 0 && vm.failed()) vm.clearError();
  const line = blankByteArray(vm, 0);
  let done = line !== 0;
  let length = 0;
  const append = vm.intern("extend");
  while (done && (limit < 0 || length < limit)) {
    let wanted = 1;
    if (peek !== 0) {
      const ahead = vm.call(peek, vm.newInt(1));
      done = ahead !== 0 && needBytes(vm, ahead, "peek()");
      if (done && sizeOf(vm, ahead) > 0) {
        const first = dataOf(vm, ahead);
        const found = vm.u8.subarray(first, first + sizeOf(vm, ahead)).indexOf(10);
        wanted = found < 0 ? sizeOf(vm, ahead) : found + 1;
        if (limit >= 0) wanted = Math.min(wanted, limit - length);
      }
      vm.decref(ahead);
    }
    const piece = done ? vm.callMethod(self, vm.names.read, vm.newInt(wanted)) : 0;
    done = piece !== 0 && needBytes(vm, piece, "read()");
    const count = done ? sizeOf(vm, piece) : 0;
    const ends = count > 0 && vm.u8[dataOf(vm, piece) + count - 1] === 10;
    if (count > 0) {
      const extended = vm.callMethod(line, append, piece);
      done = extended !== 0;
      vm.decref(extended);
      length += count;
    }
    vm.decref(piece);
    if (count === 0 || ends) break;
  }
  vm.decref(peek);
  const result = done ? bytesOfHeap(vm, dataOf(vm, line), sizeOf(vm, line)) : 0;
  vm.decref(line);
  return result;
}

/** The next line for `for`; 0 without an exception at the end. */
export function nextLine(vm: Vm, self: Address): Value {
  const line = vm.callMethod(self, vm.names.readline);
  if (line === 0) return 0;
  const length = vm.length(line);
  if (length > 0) return line;
  vm.decref(line);
  return 0;
}

function readlines(vm: Vm, self: Address, hint: number): Value {
  const lines = vm.newList([]);
  if (lines === 0) return 0;
  let length = 0;
  const done = vm.iterate(self, (line) => {
    if (hint > 0 && length >= hint) return false;
    const added = vm.listAppend(lines, line);
    length += vm.length(line);
    return added && (hint <= 0 || length < hint);
  });
  if (done || !vm.failed()) return lines;
  vm.decref(lines);
  return 0;
}

function writelines(vm: Vm, self: Address, lines: Value): Value {
  if (!checkOpen(vm, self)) return 0;
  const done = vm.iterate(lines, (line) => {
    const result = vm.callMethod(self, vm.names.write, line);
    vm.decref(result);
    return result !== 0;
  });
  return done ? NONE : 0;
}

function answer(name: string, value: boolean): NativeDefinition {
  return method(name, "($self, /)", (vm) => vm.bool(value));
}

function refuses(name: string, signature: string): NativeDefinition {
  return method(name, signature, (vm) => unsupported(vm, name));
}

const closedGetSet: GetSetDefinition = {
  name: "closed",
  get: (vm, self) => vm.bool(getOwn(vm, self, CLOSED_MARK) !== 0),
};

/** `__new__` of a stream type of so many bytes. */
export function newStream(bytes: number): NativeDefinition {
  return newFromType((vm, a) => vm.allocLike(vm.i32[a], bytes));
}

/** `_io._IOBase`. */
export const ioBaseType: TypeDefinition = {
  index: T_IO_BASE,
  name: "_IOBase",
  module: "_io",
  basicSize: IO_BASE_BYTES,
  dictOffset: IO_DICT,
  subclassable: true,
  doc: "The abstract base class for all I/O classes.",
  getset: [closedGetSet, dictGetSet],
  methods: [
    newStream(IO_BASE_BYTES),
    refuses("seek", "($self, offset, whence=0, /)"),
    method(
      "tell",
      "($self, /)",
      (vm, a) => vm.callMethod(vm.i32[a], vm.names.seek, vm.newInt(0), vm.newInt(1)),
    ),
    refuses("truncate", "($self, pos=None, /)"),
    method(
      "flush",
      "($self, /)",
      (vm, a) => getOwn(vm, vm.i32[a], CLOSED_MARK) === 0 ? NONE : closedError(vm),
    ),
    method("close", "($self, /)", (vm, a) => closeBase(vm, vm.i32[a])),
    answer("seekable", false),
    answer("readable", false),
    answer("writable", false),
    method("_checkClosed", "($self, msg=None, /)", (vm, a) => checkOpen(vm, vm.i32[a]) ? NONE : 0),
    ...([["_checkSeekable", "seekable", "File or stream is not seekable."], [
      "_checkReadable",
      "readable",
      "File or stream is not readable.",
    ], [
      "_checkWritable",
      "writable",
      "File or stream is not writable.",
    ]] as const).map(([name, question, message]) =>
      method(name, "($self, msg=None, /)", (vm, a) => {
        const yes = ask(vm, vm.i32[a], question);
        return yes > 0 ? vm.bool(true) : yes < 0 ? 0 : unsupported(vm, message);
      })
    ),
    refuses("fileno", "($self, /)"),
    method("isatty", "($self, /)", (vm, a) => checkOpen(vm, vm.i32[a]) ? vm.bool(false) : 0),
    method("__enter__", "($self, /)", (vm, a) => checkOpen(vm, vm.i32[a]) ? vm.keep(vm.i32[a]) : 0),
    method("__exit__", "($self, /, *args)", (vm, a) => vm.callMethod(vm.i32[a], vm.names.close)),
    slot("__iter__", "($self, /)", (vm, a) => checkOpen(vm, vm.i32[a]) ? vm.keep(vm.i32[a]) : 0),
    slot("__next__", "($self, /)", (vm, a) => nextLine(vm, vm.i32[a])),
    slot("__del__", "($self, /)", (vm, a) => finalise(vm, vm.i32[a])),
    method("readline", "($self, size=-1, /)", (vm, a) => {
      const size = sizeArgument(vm, vm.i32[a + 1]);
      return Number.isNaN(size) ? 0 : readline(vm, vm.i32[a], size);
    }),
    method("readlines", "($self, hint=-1, /)", (vm, a) => {
      const hint = sizeArgument(vm, vm.i32[a + 1]);
      return Number.isNaN(hint) ? 0 : readlines(vm, vm.i32[a], hint);
    }),
    method("writelines", "($self, lines, /)", (vm, a) => writelines(vm, vm.i32[a], vm.i32[a + 1])),
  ],
};

/** `read(n)` by `readinto`. */
function rawRead(vm: Vm, self: Address, size: number): Value {
  if (size < 0) return callNamed(vm, self, "readall");
  const buffer = blankByteArray(vm, size);
  const count = buffer === 0 ? 0 : vm.callMethod(self, vm.names.readinto, buffer);
  let result: Value = 0;
  if (count === NONE) result = NONE;
  else if (count !== 0) {
    const length = vm.index(count);
    if (length < 0 || length > size) vm.raiseValue(`readinto returned ${length} outside buffer size ${size}`);
    else if (!vm.failed()) result = bytesOfHeap(vm, dataOf(vm, buffer), length);
  }
  vm.decref(count);
  vm.decref(buffer);
  return result;
}

/** Reads a raw stream to its end by `read`. */
function readall(vm: Vm, self: Address): Value {
  const all = blankByteArray(vm, 0);
  if (all === 0) return 0;
  let none = false;
  for (;;) {
    const piece = vm.callMethod(self, vm.names.read, vm.newInt(DEFAULT_BUFFER_SIZE));
    none = piece === NONE && sizeOf(vm, all) === 0;
    const more = piece !== 0 && piece !== NONE && needBytes(vm, piece, "read()") && sizeOf(vm, piece) > 0;
    const extended = more ? vm.callMethod(all, vm.names.extend, piece) : 0;
    vm.decref(piece);
    vm.decref(extended);
    if (extended === 0) break;
  }
  const result = vm.failed() ? 0 : none ? NONE : bytesOfHeap(vm, dataOf(vm, all), sizeOf(vm, all));
  vm.decref(all);
  return result;
}

function notImplemented(vm: Vm): 0 {
  const exception = vm.call(vm.exceptionType("NotImplementedError"));
  return exception === 0 ? 0 : vm.raiseObject(exception);
}

/** `_io._RawIOBase`. */
export const rawIoBaseType: TypeDefinition = {
  index: T_RAW_IO_BASE,
  layout: T_IO_BASE,
  name: "_RawIOBase",
  module: "_io",
  base: T_IO_BASE,
  basicSize: IO_BASE_BYTES,
  dictOffset: IO_DICT,
  subclassable: true,
  doc: "Base class for raw binary I/O.",
  methods: [
    newStream(IO_BASE_BYTES),
    method("read", "($self, size=-1, /)", (vm, a) => {
      const size = sizeArgument(vm, vm.i32[a + 1]);
      return Number.isNaN(size) ? 0 : rawRead(vm, vm.i32[a], size);
    }),
    method("readall", "($self, /)", (vm, a) => readall(vm, vm.i32[a])),
    method("readinto", "($self, buffer, /)", (vm) => notImplemented(vm)),
    method("write", "($self, b, /)", (vm) => notImplemented(vm)),
  ],
};

/** `readinto` by `read` or `read1`. */
function readIntoBy(vm: Vm, self: Address, target: Value, name: string): Value {
  const buffer = openBytes(
    vm,
    target,
    `${name === "read" ? "readinto" : "readinto1"}() argument must be read-write bytes-like object, not ${
      vm.typeName(target)
    }`,
    true,
  );
  if (buffer === null) return 0;
  const data = callNamed(vm, self, name, vm.newInt(buffer.length));
  let result: Value = 0;
  if (data !== 0 && needBytes(vm, data, `${name}()`)) {
    const length = sizeOf(vm, data);
    if (length > buffer.length) {
      vm.raiseValue(`${name}() returned too much data: ${buffer.length} bytes requested, ${length} returned`);
    } else {
      copyBytes(vm, buffer.address, dataOf(vm, data), length);
      result = vm.newInt(length);
    }
  }
  vm.decref(data);
  releaseBuffer(vm, buffer);
  return result;
}

/** `_io._BufferedIOBase`. */
export const bufferedIoBaseType: TypeDefinition = {
  index: T_BUFFERED_IO_BASE,
  layout: T_IO_BASE,
  name: "_BufferedIOBase",
  module: "_io",
  base: T_IO_BASE,
  basicSize: IO_BASE_BYTES,
  dictOffset: IO_DICT,
  subclassable: true,
  doc: "Base class for buffered IO objects.",
  methods: [
    newStream(IO_BASE_BYTES),
    refuses("detach", "($self, /)"),
    refuses("read", "($self, size=-1, /)"),
    refuses("read1", "($self, size=-1, /)"),
    refuses("write", "($self, b, /)"),
    method("readinto", "($self, buffer, /)", (vm, a) => readIntoBy(vm, vm.i32[a], vm.i32[a + 1], "read")),
    method("readinto1", "($self, buffer, /)", (vm, a) => readIntoBy(vm, vm.i32[a], vm.i32[a + 1], "read1")),
  ],
};

/** `_io._TextIOBase`. */
export const textIoBaseType: TypeDefinition = {
  index: T_TEXT_IO_BASE,
  layout: T_IO_BASE,
  name: "_TextIOBase",
  module: "_io",
  base: T_IO_BASE,
  basicSize: IO_BASE_BYTES,
  dictOffset: IO_DICT,
  subclassable: true,
  doc: "Base class for text I/O.",
  getset: ["encoding", "newlines", "errors"].map((name) => ({ name, get: () => NONE })),
  methods: [
    newStream(IO_BASE_BYTES),
    refuses("detach", "($self, /)"),
    refuses("read", "($self, size=-1, /)"),
    refuses("readline", "($self, size=-1, /)"),
    refuses("write", "($self, s, /)"),
  ],
};
