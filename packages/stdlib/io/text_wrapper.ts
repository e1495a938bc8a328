/**
 * `_io.TextIOWrapper`.
 *
 * @module
 */
import {
  type Address,
  BUFFERED_FLAGS,
  IO_DICT,
  NONE,
  T_NEWLINE_DECODER,
  T_TEXT_IO_BASE,
  T_TEXT_IO_WRAPPER,
  TEXT_BUFFER,
  TEXT_BYTES,
  TEXT_CHUNK,
  TEXT_DECODER,
  TEXT_ENCODER,
  TEXT_ENCODING,
  TEXT_ERRORS,
  TEXT_FLAGS,
  TEXT_INPUT_END,
  TEXT_INPUT_START,
  TEXT_PENDING_BYTES,
  TEXT_READ_NEWLINE,
  TEXT_WRITE_NEWLINE,
  type Value,
} from "@orochi/object";
import {
  type GetSetDefinition,
  lookupCodec,
  method,
  type NativeDefinition,
  normaliseEncoding,
  slot,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { afterError, ask, callNamed, newStream, sizeArgument, unpicklable, unsupported } from "./base.ts";
import { field, READS, WRITES } from "./buffer.ts";
import { seenNewlines } from "./newlines.ts";
import {
  readDecoded,
  readLineDecoded,
  readRestDecoded,
  resetEncoder,
  seekDecoded,
  tellDecoded,
} from "./text_codec.ts";
import { readCharacters, readLine, readRest } from "./text_read.ts";
import * as state from "./text_state.ts";
import { flushPending, flushText, writeText } from "./text_write.ts";

const { get, put, has } = state;

/** Bytes read at a time, and kept back before they are written. */
const CHUNK_BYTES = 8192;

/** Encodings that are decoded here, by normalised name. */
const NATIVE: { readonly [name: string]: number } = {
  utf_8: state.UTF8,
  utf8: state.UTF8,
  u8: state.UTF8,
  utf: state.UTF8,
  utf8_ucs2: state.UTF8,
  utf8_ucs4: state.UTF8,
  cp65001: state.UTF8,
  ascii: state.ASCII,
  us_ascii: state.ASCII,
  "646": state.ASCII,
  latin_1: state.LATIN1,
  latin1: state.LATIN1,
  latin: state.LATIN1,
  l1: state.LATIN1,
  iso_8859_1: state.LATIN1,
  iso8859_1: state.LATIN1,
  "8859": state.LATIN1,
};

/** Error handlers that need no look-up to be known. */
const KNOWN_ERRORS: ReadonlySet<string> = new Set([
  "strict",
  "ignore",
  "replace",
  "backslashreplace",
  "surrogateescape",
  "surrogatepass",
  "xmlcharrefreplace",
  "namereplace",
]);

/** Whether a newline argument is allowed; false with an exception set. */
export function checkNewline(vm: Vm, newline: Value): boolean {
  if (newline === 0 || newline === NONE) return true;
  if (!vm.isStr(newline)) {
    return vm.raiseType(`newline must be str or None, not ${vm.typeName(newline)}`) !== 0;
  }
  return ["", "\n", "\r", "\r\n"].includes(vm.js(newline)) ||
    vm.raiseValue(`illegal newline value: ${vm.js(newline)}`) !== 0;
}

function setNewline(vm: Vm, self: Address, newline: Value): void {
  const text = newline === 0 || newline === NONE ? null : vm.js(newline);
  vm.store((self + TEXT_READ_NEWLINE) >>> 2, text === null ? NONE : vm.intern(text));
  vm.store((self + TEXT_WRITE_NEWLINE) >>> 2, text === "\r" || text === "\r\n" ? vm.intern(text) : 0);
}

/** Whether the binary stream reads and writes: bits READS and WRITES; -1 with an exception set. */
function abilities(vm: Vm, buffer: Value): number {
  if (state.isNativeBuffer(vm, buffer)) return field(vm, buffer, BUFFERED_FLAGS) & (READS | WRITES);
  const reads = ask(vm, buffer, "readable");
  const writes = reads < 0 ? -1 : ask(vm, buffer, "writable");
  return writes < 0 ? -1 : reads * READS + writes * WRITES;
}

/** Chooses how text is decoded and encoded; false with an exception set. */
function setCodec(vm: Vm, self: Address, name: string, errors: string): boolean {
  const kind = NATIVE[normaliseEncoding(name)] ?? 0;
  const word = (self + TEXT_FLAGS) >>> 2;
  vm.i32[word] &= ~(state.NATIVE | state.CAN_READ | state.CAN_WRITE);
  vm.store((self + TEXT_ENCODING) >>> 2, vm.newStr(name));
  vm.store((self + TEXT_ERRORS) >>> 2, vm.intern(errors));
  vm.store((self + TEXT_DECODER) >>> 2, 0);
  vm.store((self + TEXT_ENCODER) >>> 2, 0);
  const can = abilities(vm, get(vm, self, TEXT_BUFFER));
  if (can < 0) return false;
  vm.i32[word] |= ((can & READS) !== 0 ? state.CAN_READ : 0) | ((can & WRITES) !== 0 ? state.CAN_WRITE : 0);
  if (kind !== 0) {
    vm.i32[word] |= kind;
    return true;
  }
  const codec = lookupCodec(vm, name);
  if (codec === 0) return false;
  const done = isTextEncoding(vm, codec, name) &&
    (!has(vm, self, state.CAN_READ) || setDecoder(vm, self, codec)) &&
    (!has(vm, self, state.CAN_WRITE) || setEncoder(vm, self, codec));
  vm.decref(codec);
  return done;
}

function isTextEncoding(vm: Vm, codec: Value, name: string): boolean {
  const mark = vm.getAttrOptional(codec, vm.intern("_is_text_encoding"));
  if (mark === 0) vm.clearError();
  const isText = mark === 0 || vm.truthy(mark) === 1;
  vm.decref(mark);
  return isText ||
    vm.raise(
        "LookupError",
        `'${name}' is not a text encoding; use codecs.open() to handle arbitrary codecs`,
      ) !== 0;
}

function setDecoder(vm: Vm, self: Address, codec: Value): boolean {
  const decoder = callNamed(vm, codec, "incrementaldecoder", get(vm, self, TEXT_ERRORS));
  const newline = get(vm, self, TEXT_READ_NEWLINE);
  const universal = newline === NONE || vm.length(newline) === 0;
  const wrapped = decoder === 0 || !universal
    ? decoder
    : vm.call(vm.typeObject(T_NEWLINE_DECODER), decoder, vm.bool(newline === NONE));
  if (universal) vm.decref(decoder);
  vm.store((self + TEXT_DECODER) >>> 2, wrapped);
  return wrapped !== 0;
}

function setEncoder(vm: Vm, self: Address, codec: Value): boolean {
  const encoder = callNamed(vm, codec, "incrementalencoder", get(vm, self, TEXT_ERRORS));
  vm.store((self + TEXT_ENCODER) >>> 2, encoder);
  return encoder !== 0;
}

/** A str argument as text; the fallback for None or where it wasn't given; null with an exception set. */
function textArgument(
  vm: Vm,
  value: Value,
  name: string,
  fallback: string,
  callee = "TextIOWrapper",
): string | null {
  if (value === 0 || value === NONE) return fallback;
  if (vm.isStr(value)) {
    if (!vm.js(value).includes("\0")) return vm.js(value);
    vm.raiseValue("embedded null character");
    return null;
  }
  vm.raiseType(`${callee}() argument '${name}' must be str or None, not ${vm.typeName(value)}`);
  return null;
}

function checkErrors(vm: Vm, errors: string): boolean {
  if (KNOWN_ERRORS.has(errors)) return true;
  // Nothing needs the handler yet; CPython looks it up in development mode only.
  return !errors.includes("\0") || vm.raiseValue("embedded null character") !== 0;
}

function initialise(vm: Vm, self: Address, a: number): Value {
  const i32 = vm.i32;
  const [buffer, encodingValue, errorsValue, newline, lineBuffering, writeThrough] = [
    i32[a + 1],
    i32[a + 2],
    i32[a + 3],
    i32[a + 4],
    i32[a + 5],
    i32[a + 6],
  ];
  put(vm, self, TEXT_FLAGS, 0);
  const encoding = textArgument(vm, encodingValue, "encoding", "UTF-8");
  const errors = encoding === null ? null : textArgument(vm, errorsValue, "errors", "strict");
  if (encoding === null || errors === null || !checkErrors(vm, errors) || !checkNewline(vm, newline)) {
    return 0;
  }
  const lines = lineBuffering === 0 ? 0 : vm.truthy(lineBuffering),
    through = writeThrough === 0 ? 0 : vm.truthy(writeThrough);
  if (lines < 0 || through < 0) return 0;
  vm.store((self + TEXT_BUFFER) >>> 2, vm.keep(buffer));
  state.dropInput(vm, self);
  put(vm, self, TEXT_PENDING_BYTES, 0);
  put(vm, self, TEXT_CHUNK, CHUNK_BYTES);
  setNewline(vm, self, newline);
  // As CPython, "locale" is the encoding of the locale, which is UTF-8 here.
  if (!setCodec(vm, self, encoding === "locale" ? "UTF-8" : encoding, errors)) return 0;
  const seekable = ask(vm, buffer, "seekable");
  if (seekable < 0) return 0;
  const read1 = vm.getAttrOptional(buffer, vm.intern("read1"));
  if (read1 === 0 && vm.failed()) return 0;
  put(
    vm,
    self,
    TEXT_FLAGS,
    get(vm, self, TEXT_FLAGS) | state.READY | (lines ? state.LINE_BUFFERING : 0) |
      (through ? state.WRITE_THROUGH : 0) |
      (seekable ? state.SEEKABLE : 0) | (read1 !== 0 ? state.HAS_READ1 : 0),
  );
  vm.decref(read1);
  return fixEncoder(vm, self) ? NONE : 0;
}

/** Text that is appended to a file needs no mark at its start. */
function fixEncoder(vm: Vm, self: Address): boolean {
  if (get(vm, self, TEXT_ENCODER) === 0 || !has(vm, self, state.SEEKABLE)) return true;
  const position = vm.callMethod(get(vm, self, TEXT_BUFFER), vm.names.tell);
  if (position === 0) return false;
  const atStart = vm.number(position) === 0;
  vm.decref(position);
  return atStart || resetEncoder(vm, self, false);
}

/** Ready to be read: open, able to read, and nothing left to be written. False with an exception set. */
function beginRead(vm: Vm, self: Address): boolean {
  if (!state.checkUsable(vm, self)) return false;
  if (!has(vm, self, state.CAN_READ)) return unsupported(vm, "not readable") !== 0;
  return get(vm, self, TEXT_PENDING_BYTES) === 0 || flushText(vm, self);
}

function read(vm: Vm, self: Address, size: number): Value {
  if (!beginRead(vm, self)) return 0;
  if (!has(vm, self, state.NATIVE)) return size < 0 ? readRestDecoded(vm, self) : readDecoded(vm, self, size);
  return size < 0 ? readRest(vm, self) : readCharacters(vm, self, size);
}

function readline(vm: Vm, self: Address, limit: number): Value {
  if (!beginRead(vm, self)) return 0;
  return has(vm, self, state.NATIVE) ? readLine(vm, self, limit) : readLineDecoded(vm, self, limit);
}

function next(vm: Vm, self: Address): Value {
  const word = (self + TEXT_FLAGS) >>> 2;
  vm.i32[word] |= state.ITERATING;
  const line = vm.isExact(self, T_TEXT_IO_WRAPPER)
    ? readline(vm, self, -1)
    : vm.callMethod(self, vm.names.readline);
  if (line !== 0 && vm.length(line) > 0) return line;
  vm.i32[word] &= ~state.ITERATING;
  vm.decref(line);
  return 0;
}

function tell(vm: Vm, self: Address): Value {
  if (!state.checkUsable(vm, self)) return 0;
  if (!has(vm, self, state.SEEKABLE)) return unsupported(vm, "underlying stream is not seekable");
  if (has(vm, self, state.ITERATING)) return vm.raise("OSError", "telling position disabled by next() call");
  if (!flushPending(vm, self)) return 0;
  const flushed = callNamed(vm, self, "flush");
  if (flushed === 0) return 0;
  vm.decref(flushed);
  const result = vm.callMethod(get(vm, self, TEXT_BUFFER), vm.names.tell);
  if (result === 0) return 0;
  const position = vm.number(result);
  vm.decref(result);
  if (!has(vm, self, state.NATIVE)) return tellDecoded(vm, self, position);
  return vm.newInt(position - (get(vm, self, TEXT_INPUT_END) - get(vm, self, TEXT_INPUT_START)));
}

function seek(vm: Vm, self: Address, given: Value, whenceValue: Value): Value {
  if (!state.checkUsable(vm, self)) return 0;
  const whence = whenceValue === 0 ? 0 : vm.index(whenceValue);
  if (Number.isNaN(whence)) return 0;
  if (!has(vm, self, state.SEEKABLE)) return unsupported(vm, "underlying stream is not seekable");
  if (!vm.isInt(given)) {
    return vm.raiseType(`'${vm.typeName(given)}' object cannot be interpreted as an integer`);
  }
  let cookie = vm.bigInt(given);
  if (whence === 1) {
    if (cookie !== 0n) return unsupported(vm, "can't do nonzero cur-relative seeks");
    const here = tell(vm, self);
    if (here === 0) return 0;
    cookie = vm.bigInt(here);
    vm.decref(here);
  } else if (whence === 2) {
    if (cookie !== 0n) return unsupported(vm, "can't do nonzero end-relative seeks");
    if (!flushText(vm, self)) return 0;
    state.dropInput(vm, self);
    const end = vm.callMethod(get(vm, self, TEXT_BUFFER), vm.names.seek, vm.newInt(0), vm.newInt(2));
    if (end !== 0) vm.i32[(self + TEXT_FLAGS) >>> 2] &= ~state.ITERATING;
    return end === 0 || !resetEncoder(vm, self, vm.number(end) === 0) ? 0 : end;
  } else if (whence !== 0) return vm.raiseValue(`invalid whence (${whence}, should be 0, 1 or 2)`);
  if (cookie < 0n) return vm.raiseValue(`negative seek position ${cookie}`);
  const flushed = vm.callMethod(self, vm.names.flush);
  vm.decref(flushed);
  if (flushed === 0 || !seekDecoded(vm, self, cookie)) return 0;
  vm.i32[(self + TEXT_FLAGS) >>> 2] &= ~state.ITERATING;
  return vm.newBigInt(cookie);
}

function close(vm: Vm, self: Address): Value {
  if (!state.checkReady(vm, self)) return 0;
  const closed = state.bufferClosed(vm, self);
  if (closed !== 0) return closed > 0 ? NONE : 0;
  const flushed = vm.callMethod(self, vm.names.flush);
  const error = flushed === 0 ? vm.takeError() : 0;
  vm.decref(flushed);
  return afterError(vm, error, vm.callMethod(get(vm, self, TEXT_BUFFER), vm.names.close));
}

function detach(vm: Vm, self: Address): Value {
  if (!state.checkReady(vm, self)) return 0;
  const flushed = vm.callMethod(self, vm.names.flush);
  if (flushed === 0) return 0;
  vm.decref(flushed);
  const word = (self + TEXT_BUFFER) >>> 2;
  const buffer = vm.i32[word];
  vm.i32[word] = 0;
  vm.i32[(self + TEXT_FLAGS) >>> 2] |= state.DETACHED;
  return buffer;
}

function setFlag(vm: Vm, self: Address, bit: number, value: Value): boolean {
  if (value === 0 || value === NONE) return true;
  const truth = vm.truthy(value);
  if (truth < 0) return false;
  const word = (self + TEXT_FLAGS) >>> 2;
  vm.i32[word] = truth === 1 ? vm.i32[word] | bit : vm.i32[word] & ~bit;
  return true;
}

/** `reconfigure(*, encoding, errors, newline, line_buffering, write_through)`; words in this order from `a + 1`. */
function reconfigure(vm: Vm, self: Address, a: number): Value {
  const [encoding, errors, newline, lines, through] = [1, 2, 3, 4, 5].map((i) => vm.i32[a + i]);
  const changesCodec = (encoding !== 0 && encoding !== NONE) || (errors !== 0 && errors !== NONE) ||
    newline !== 0;
  const hasRead = get(vm, self, TEXT_INPUT_END) > 0 || get(vm, self, TEXT_DECODER) !== 0;
  if (changesCodec && hasRead && get(vm, self, TEXT_INPUT_END) !== 0) {
    return unsupported(
      vm,
      "It is not possible to set the encoding or newline of stream after the first read",
    );
  }
  if (!checkNewline(vm, newline)) return 0;
  const flushed = vm.callMethod(self, vm.names.flush);
  if (flushed === 0) return 0;
  vm.decref(flushed);
  if (newline !== 0) setNewline(vm, self, newline);
  if (changesCodec) {
    const name = textArgument(
      vm,
      encoding,
      "encoding",
      vm.js(get(vm, self, TEXT_ENCODING)),
      "reconfigure",
    );
    // A new encoding without error handler starts with "strict".
    const handler = textArgument(
      vm,
      errors,
      "errors",
      encoding === 0 || encoding === NONE ? state.errorsOf(vm, self) : "strict",
      "reconfigure",
    );
    if (
      name === null || handler === null ||
      !setCodec(vm, self, name === "locale" ? "UTF-8" : name, handler) || !fixEncoder(vm, self)
    ) return 0;
  }
  return setFlag(vm, self, state.LINE_BUFFERING, lines) && setFlag(vm, self, state.WRITE_THROUGH, through)
    ? NONE
    : 0;
}

function repr(vm: Vm, self: Address): Value {
  if (!state.checkInitialised(vm, self)) return 0;
  if (!vm.enterRepr(self)) {
    return vm.raise("RuntimeError", `reentrant call inside ${vm.typeName(self)}.__repr__`);
  }
  let text = "<_io.TextIOWrapper";
  for (const attribute of ["name", "mode"]) {
    const value = vm.getAttrOptional(self, vm.intern(attribute));
    if (value !== 0) text += ` ${attribute}=${vm.jsRepr(value)}`;
    else if (vm.failed()) vm.clearError();
    vm.decref(value);
  }
  vm.leaveRepr(self);
  return vm.newStr(`${text} encoding=${vm.jsRepr(get(vm, self, TEXT_ENCODING))}>`);
}

/** Runs an operation alone. */
function alone(vm: Vm, self: Address, action: () => Value): Value {
  vm.lock.begin(self);
  const result = action();
  vm.lock.end();
  return result;
}

/** A method of an open stream that takes a size. */
function sized(name: string, run: (vm: Vm, self: Address, size: number) => Value): NativeDefinition {
  return method(name, "($self, size=-1, /)", (vm, a) => {
    const size = sizeArgument(vm, vm.i32[a + 1]);
    return Number.isNaN(size) ? 0 : alone(vm, vm.i32[a], () => run(vm, vm.i32[a], size));
  });
}

function ofBuffer(name: string): NativeDefinition {
  return method(
    name,
    "($self, /)",
    (vm, a) => state.checkReady(vm, vm.i32[a]) ? callNamed(vm, get(vm, vm.i32[a], TEXT_BUFFER), name) : 0,
  );
}

function computed(name: string, read: (vm: Vm, self: Address) => Value): GetSetDefinition {
  return { name, get: (vm, self) => state.checkReady(vm, self) ? read(vm, self) : 0 };
}

/** An attribute that a stream keeps when its binary stream is detached. */
function kept(name: string, read: (vm: Vm, self: Address) => Value): GetSetDefinition {
  return { name, get: (vm, self) => state.checkInitialised(vm, self) ? read(vm, self) : 0 };
}

/** `_io.TextIOWrapper`. */
export const textIoWrapperType: TypeDefinition = {
  index: T_TEXT_IO_WRAPPER,
  name: "TextIOWrapper",
  module: "_io",
  base: T_TEXT_IO_BASE,
  basicSize: TEXT_BYTES,
  dictOffset: IO_DICT,
  subclassable: true,
  doc: "Character and line based layer over a BufferedIOBase object, buffer.",
  getset: [
    { name: "buffer", get: (vm, self) => state.orNone(vm, get(vm, self, TEXT_BUFFER)) },
    kept("encoding", (vm, self) => vm.keep(get(vm, self, TEXT_ENCODING))),
    kept("errors", (vm, self) => vm.keep(get(vm, self, TEXT_ERRORS))),
    kept("line_buffering", (vm, self) => vm.bool(has(vm, self, state.LINE_BUFFERING))),
    kept("write_through", (vm, self) => vm.bool(has(vm, self, state.WRITE_THROUGH))),
    computed("name", (vm, self) => vm.getAttr(get(vm, self, TEXT_BUFFER), vm.names.name)),
    computed("closed", (vm, self) => {
      const closed = state.bufferClosed(vm, self);
      return closed < 0 ? 0 : vm.bool(closed === 1);
    }),
    computed("newlines", (vm, self) => {
      const decoder = get(vm, self, TEXT_DECODER);
      if (decoder !== 0) return vm.getAttrOptional(decoder, vm.intern("newlines")) || (vm.clearError(), NONE);
      return seenNewlines(vm, get(vm, self, TEXT_FLAGS) >>> state.SEEN_SHIFT);
    }),
    {
      ...computed("_CHUNK_SIZE", (vm, self) => vm.newInt(get(vm, self, TEXT_CHUNK))),
      set: (vm, self, value) => {
        if (value === 0) return vm.raise("AttributeError", "cannot delete attribute") !== 0;
        const size = vm.index(value);
        if (!(size > 0)) {
          return vm.failed() ? false : vm.raiseValue("a strictly positive integer is required") !== 0;
        }
        put(vm, self, TEXT_CHUNK, size);
        return true;
      },
    },
  ],
  methods: [
    newStream(TEXT_BYTES),
    slot(
      "__init__",
      "($self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)",
      (vm, a) => initialise(vm, vm.i32[a], a),
    ),
    slot("__repr__", "($self, /)", (vm, a) => repr(vm, vm.i32[a])),
    ...unpicklable(),
    method("write", "($self, text, /)", (vm, a) => {
      const self = vm.i32[a], text = vm.i32[a + 1];
      if (!vm.isStr(text)) return vm.raiseType(`write() argument must be str, not ${vm.typeName(text)}`);
      vm.lock.begin(self);
      const done = writeText(vm, self, text);
      vm.lock.end();
      return done ? vm.newInt(vm.length(text)) : 0;
    }),
    method("flush", "($self, /)", (vm, a) => flushText(vm, vm.i32[a]) ? NONE : 0),
    sized("read", read),
    sized("readline", readline),
    slot("__next__", "($self, /)", (vm, a) => alone(vm, vm.i32[a], () => next(vm, vm.i32[a]))),
    method("tell", "($self, /)", (vm, a) => alone(vm, vm.i32[a], () => tell(vm, vm.i32[a]))),
    method(
      "seek",
      "($self, cookie, whence=0, /)",
      (vm, a) => alone(vm, vm.i32[a], () => seek(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2])),
    ),
    method("truncate", "($self, pos=None, /)", (vm, a) => {
      if (!state.checkReady(vm, vm.i32[a]) || !flushText(vm, vm.i32[a])) return 0;
      return callNamed(vm, get(vm, vm.i32[a], TEXT_BUFFER), "truncate", vm.i32[a + 1] || NONE);
    }),
    method("close", "($self, /)", (vm, a) => close(vm, vm.i32[a])),
    method("detach", "($self, /)", (vm, a) => detach(vm, vm.i32[a])),
    method(
      "reconfigure",
      "($self, /, *, encoding=None, errors=None, newline=<unrepresentable>, line_buffering=None, write_through=None)",
      (vm, a) => reconfigure(vm, vm.i32[a], a),
    ),
    ...["fileno", "isatty", "readable", "writable", "seekable"].map(ofBuffer),
  ],
};
