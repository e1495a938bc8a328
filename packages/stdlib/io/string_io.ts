/**
 * `_io.StringIO`: a text stream over raw storage of code points, 32 bits each.
 *
 * @module
 */
import {
  type Address,
  charAt,
  IO_DICT,
  MEMORY_BYTES,
  MEMORY_CAPACITY,
  MEMORY_CONTENT,
  MEMORY_DECODER,
  MEMORY_EXPORTS,
  MEMORY_OPEN,
  MEMORY_POSITION,
  MEMORY_READ_NEWLINE,
  MEMORY_SIZE,
  MEMORY_WRITE_NEWLINE,
  NONE,
  T_STRING_IO,
  T_TEXT_IO_BASE,
  type Value,
} from "@orochi/object";
import { method, type NativeDefinition, slot, strOfCodes, type TypeDefinition, type Vm } from "@orochi/vm";
import {
  closedError,
  finalise,
  newStream,
  restoreAttributes,
  restorePosition,
  sizeArgument,
} from "./base.ts";
import { newlinesIn, replaceNewlines, seenNewlines } from "./newlines.ts";

/** How line ends are read, in the words of MEMORY_READ_NEWLINE: "" any, None any and translated, else that str. */
const CR = 13, LF = 10;

function get(vm: Vm, self: Address, offset: number): number {
  return vm.i32[(self + offset) >>> 2];
}

function put(vm: Vm, self: Address, offset: number, value: number): void {
  vm.i32[(self + offset) >>> 2] = value;
}

/** Word index of the first character. */
function contentOf(vm: Vm, self: Address): number {
  return get(vm, self, MEMORY_CONTENT) >>> 2;
}

function checkOpen(vm: Vm, self: Address): boolean {
  if (get(vm, self, MEMORY_OPEN) === 1) return true;
  return (get(vm, self, MEMORY_READ_NEWLINE) === 0
    ? vm.raiseValue("I/O operation on uninitialized object")
    : closedError(vm, "I/O operation on closed file")) !== 0;
}

function reserve(vm: Vm, self: Address, characters: number): boolean {
  const capacity = get(vm, self, MEMORY_CAPACITY);
  if (characters <= capacity) return true;
  const larger = Math.max(characters, capacity + (capacity >> 1), 16);
  const old = get(vm, self, MEMORY_CONTENT);
  const storage = old === 0 ? vm.heap.allocRaw(larger * 4) : vm.heap.reallocRaw(old, larger * 4);
  if (storage === 0) return vm.raiseMemory() !== 0;
  put(vm, self, MEMORY_CONTENT, storage);
  put(vm, self, MEMORY_CAPACITY, larger);
  return true;
}

/** Writes a str at the position, its line ends as they are. */
function writePlain(vm: Vm, self: Address, str: Value): boolean {
  const length = vm.length(str);
  if (length === 0) return true;
  const position = get(vm, self, MEMORY_POSITION), size = get(vm, self, MEMORY_SIZE);
  const end = position + length;
  if (!reserve(vm, self, end)) return false;
  const i32 = vm.i32, content = contentOf(vm, self), objects = vm.objects;
  if (position > size) i32.fill(0, content + size, content + position);
  for (let i = 0; i < length; i++) i32[content + position + i] = charAt(objects, str, i);
  put(vm, self, MEMORY_POSITION, end);
  if (end > size) put(vm, self, MEMORY_SIZE, end);
  return true;
}

/** Writes a str with its line ends translated as the stream does it. */
function writeStr(vm: Vm, self: Address, str: Value): boolean {
  let text = vm.keep(str);
  const replacement = get(vm, self, MEMORY_WRITE_NEWLINE);
  if (get(vm, self, MEMORY_READ_NEWLINE) === NONE) {
    const plain = vm.js(str);
    if (plain.includes("\n") || plain.includes("\r")) {
      put(vm, self, MEMORY_EXPORTS, get(vm, self, MEMORY_EXPORTS) | newlinesIn(plain));
      vm.decref(text);
      text = vm.newStr(plain.replace(/\r\n?/g, "\n"));
    }
  } else if (replacement !== 0) {
    vm.decref(text);
    text = replaceNewlines(vm, str, vm.js(replacement));
  }
  const done = text !== 0 && writePlain(vm, self, text);
  vm.decref(text);
  return done;
}

function take(vm: Vm, self: Address, most: number): Value {
  const position = get(vm, self, MEMORY_POSITION);
  const left = Math.max(0, get(vm, self, MEMORY_SIZE) - position);
  const count = most < 0 ? left : Math.min(most, left);
  const first = contentOf(vm, self) + position;
  put(vm, self, MEMORY_POSITION, position + count);
  return strOfCodes(vm, vm.i32.subarray(first, first + count), count);
}

/** Characters of the line at the position, its end included, at most `limit`. */
function lineLength(vm: Vm, self: Address, limit: number): number {
  const i32 = vm.i32;
  const position = get(vm, self, MEMORY_POSITION);
  const left = Math.max(0, get(vm, self, MEMORY_SIZE) - position);
  const most = limit < 0 ? left : Math.min(left, limit);
  const first = contentOf(vm, self) + position;
  const mode = get(vm, self, MEMORY_READ_NEWLINE);
  const ends = mode === NONE ? "\n" : vm.js(mode);
  for (let i = 0; i < most; i++) {
    const code = i32[first + i];
    if (code !== CR && code !== LF) continue;
    if (ends === "") {
      return code === CR && i + 1 < left && i32[first + i + 1] === LF ? Math.min(i + 2, most) : i + 1;
    }
    if (
      ends === "\n"
        ? code === LF
        : ends === "\r"
        ? code === CR
        : code === LF && i > 0 && i32[first + i - 1] === CR
    ) return i + 1;
  }
  return most;
}

function initialise(vm: Vm, self: Address, initial: Value, newline: Value): Value {
  if (newline !== 0 && newline !== NONE && !vm.isStr(newline)) {
    return vm.raiseType(`newline must be str or None, not ${vm.typeName(newline)}`);
  }
  const text = newline === 0 ? "\n" : newline === NONE ? null : vm.js(newline);
  if (text !== null && !["", "\n", "\r", "\r\n"].includes(text)) {
    return vm.raiseValue(`illegal newline value: ${vm.jsRepr(newline)}`);
  }
  if (initial !== 0 && initial !== NONE && !vm.isStr(initial)) {
    return vm.raiseType(`initial_value must be str or None, not ${vm.typeName(initial)}`);
  }
  vm.store((self + MEMORY_READ_NEWLINE) >>> 2, text === null ? NONE : vm.intern(text));
  vm.store((self + MEMORY_WRITE_NEWLINE) >>> 2, text === "\r" || text === "\r\n" ? vm.intern(text) : 0);
  vm.store((self + MEMORY_DECODER) >>> 2, 0);
  put(vm, self, MEMORY_EXPORTS, 0);
  put(vm, self, MEMORY_OPEN, 1);
  put(vm, self, MEMORY_SIZE, 0);
  put(vm, self, MEMORY_POSITION, 0);
  const done = initial === 0 || initial === NONE || writeStr(vm, self, initial);
  put(vm, self, MEMORY_POSITION, 0);
  return done ? NONE : 0;
}

function seek(vm: Vm, self: Address, given: Value, whenceValue: Value): Value {
  const offset = vm.index(given), whence = whenceValue === 0 ? 0 : vm.index(whenceValue);
  if (vm.failed()) return 0;
  if (whence < 0 || whence > 2) return vm.raiseValue(`Invalid whence (${whence}, should be 0, 1 or 2)`);
  if (whence === 0 && offset < 0) return vm.raiseValue(`Negative seek position ${offset}`);
  if (whence !== 0 && offset !== 0) return vm.raise("OSError", "Can't do nonzero cur-relative seeks");
  const position = whence === 0 ? offset : get(vm, self, whence === 1 ? MEMORY_POSITION : MEMORY_SIZE);
  if (position > 0x7fff_ffff) return vm.raise("OverflowError", "new position too large");
  put(vm, self, MEMORY_POSITION, position);
  return vm.newInt(position);
}

function truncate(vm: Vm, self: Address, given: Value): Value {
  const size = given === 0 || given === NONE ? get(vm, self, MEMORY_POSITION) : vm.index(given);
  if (Number.isNaN(size)) return 0;
  if (size < 0) return vm.raiseValue(`Negative size value ${size}`);
  if (size < get(vm, self, MEMORY_SIZE)) put(vm, self, MEMORY_SIZE, size);
  return vm.newInt(size);
}

function getvalue(vm: Vm, self: Address): Value {
  const first = contentOf(vm, self), size = get(vm, self, MEMORY_SIZE);
  return strOfCodes(vm, vm.i32.subarray(first, first + size), size);
}

function close(vm: Vm, self: Address): Value {
  const storage = get(vm, self, MEMORY_CONTENT);
  for (const offset of [MEMORY_OPEN, MEMORY_CONTENT, MEMORY_SIZE, MEMORY_CAPACITY]) put(vm, self, offset, 0);
  if (storage !== 0) vm.heap.freeRawLater(storage);
  return NONE;
}

function setstate(vm: Vm, self: Address, state: Value): Value {
  if (!vm.isTuple(state) || vm.tupleLength(state) < 4) {
    return vm.raiseType(
      `${vm.typeName(self)}.__setstate__ argument should be 4-tuple, got ${vm.typeName(state)}`,
    );
  }
  const value = vm.tupleItem(state, 0);
  if (value !== NONE && !vm.isStr(value)) {
    return vm.raiseType(`initial_value must be str or None, not ${vm.typeName(value)}`);
  }
  if (initialise(vm, self, NONE, vm.tupleItem(state, 1)) === 0) return 0;
  // The value is what was in the buffer: its line ends are translated already.
  if (value !== NONE && !writePlain(vm, self, value)) return 0;
  return restorePosition(vm, self, vm.tupleItem(state, 2), "third") &&
      restoreAttributes(vm, self, vm.tupleItem(state, 3), "fourth")
    ? NONE
    : 0;
}

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

function sized(name: string, run: (vm: Vm, self: Address, size: number) => Value): NativeDefinition {
  return open(name, "($self, size=-1, /)", (vm, self, a) => {
    const size = sizeArgument(vm, vm.i32[a + 1]);
    return Number.isNaN(size) ? 0 : run(vm, self, size);
  });
}

const yes = (name: string) => open(name, "($self, /)", (vm) => vm.bool(true));

/** `_io.StringIO`. */
export const stringIoType: TypeDefinition = {
  index: T_STRING_IO,
  name: "StringIO",
  module: "_io",
  base: T_TEXT_IO_BASE,
  basicSize: MEMORY_BYTES,
  dictOffset: IO_DICT,
  subclassable: true,
  doc: "Text I/O implementation using an in-memory buffer.",
  getset: [
    { name: "closed", get: (vm, self) => vm.bool(get(vm, self, MEMORY_OPEN) === 0) },
    {
      name: "newlines",
      get: (vm, self) => checkOpen(vm, self) ? seenNewlines(vm, get(vm, self, MEMORY_EXPORTS)) : 0,
    },
    { name: "line_buffering", get: (vm, self) => checkOpen(vm, self) ? vm.bool(false) : 0 },
  ],
  methods: [
    newStream(MEMORY_BYTES),
    slot(
      "__init__",
      "($self, initial_value='', newline='\\n')",
      (vm, a) => initialise(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
    ),
    yes("readable"),
    yes("writable"),
    yes("seekable"),
    open("isatty", "($self, /)", (vm) => vm.bool(false)),
    open("flush", "($self, /)", () => NONE),
    open("tell", "($self, /)", (vm, self) => vm.newInt(get(vm, self, MEMORY_POSITION))),
    open("getvalue", "($self, /)", getvalue),
    sized("read", take),
    sized("readline", (vm, self, size) => take(vm, self, lineLength(vm, self, size))),
    open("write", "($self, s, /)", (vm, self, a) => {
      const text = vm.i32[a + 1];
      if (!vm.isStr(text)) return vm.raiseType(`string argument expected, got '${vm.typeName(text)}'`);
      return writeStr(vm, self, text) ? vm.newInt(vm.length(text)) : 0;
    }),
    open("seek", "($self, pos, whence=0, /)", (vm, self, a) => seek(vm, self, vm.i32[a + 1], vm.i32[a + 2])),
    open("truncate", "($self, pos=None, /)", (vm, self, a) => truncate(vm, self, vm.i32[a + 1])),
    method("close", "($self, /)", (vm, a) => close(vm, vm.i32[a])),
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
        vm.keep(get(vm, self, MEMORY_READ_NEWLINE)),
        vm.newInt(get(vm, self, MEMORY_POSITION)),
        dict === 0 ? NONE : vm.keep(dict),
      ]);
    }),
    // A fresh one gets its state this way: it need not have been initialised.
    method("__setstate__", "($self, state, /)", (vm, a) => setstate(vm, vm.i32[a], vm.i32[a + 1])),
    // Nobody sees that one of these is closed when it dies; a derived class may have a `close` of its own.
    slot(
      "__del__",
      "($self, /)",
      (vm, a) => vm.isExact(vm.i32[a], T_STRING_IO) ? NONE : finalise(vm, vm.i32[a]),
    ),
    slot(
      "__sizeof__",
      "($self, /)",
      (vm, a) => vm.newInt(MEMORY_BYTES + get(vm, vm.i32[a], MEMORY_CAPACITY) * 4),
    ),
  ],
};
