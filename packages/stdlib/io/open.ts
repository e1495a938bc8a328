/**
 * `open`, and the standard streams.
 *
 * @module
 */
import { Terminal } from "../console/terminal.ts";
import {
  type Address,
  BUFFERED_RAW,
  NONE,
  T_BUFFERED_RANDOM,
  T_BUFFERED_READER,
  T_BUFFERED_WRITER,
  T_FILE_IO,
  T_TEXT_IO_WRAPPER,
  TEXT_BUFFER,
  type Value,
} from "@orochi/object";
import {
  CONTROL_SYS,
  ensureModule,
  LIBRARY_PREFIX,
  type NativeDefinition,
  nativeFunction,
  type Vm,
} from "@orochi/vm";
import { isTerminal } from "../files.ts";
import { fspath } from "../posix/path_functions.ts";
import { ask, callNamed, DEFAULT_BUFFER_SIZE, isClosed, setOwn } from "./base.ts";

/** What a mode asks for. */
interface Mode {
  /** Of create, read, write, append: how many. */
  readonly kinds: number;
  readonly reading: boolean;
  readonly updating: boolean;
  readonly binary: boolean;
  readonly text: boolean;
  /** For FileIO. */
  readonly raw: string;
}

/** Reads a mode; null with ValueError set. */
function parseMode(vm: Vm, mode: string): Mode | null {
  const letters = new Set(mode);
  if (letters.size !== mode.length || !/^[rwxabt+]*$/.test(mode)) {
    vm.raiseValue(`invalid mode: '${mode}'`);
    return null;
  }
  const kinds = ["x", "r", "w", "a"].filter((letter) => letters.has(letter));
  return {
    kinds: kinds.length,
    reading: letters.has("r"),
    updating: letters.has("+"),
    binary: letters.has("b"),
    text: letters.has("t"),
    raw: kinds.join("") + (letters.has("+") ? "+" : ""),
  };
}

/** Whether the arguments go together; false with an exception set. */
function check(
  vm: Vm,
  mode: Mode,
  buffering: number,
  encoding: Value,
  errors: Value,
  newline: Value,
): boolean {
  const given = (value: Value) => value !== 0 && value !== NONE;
  let problem = "";
  if (mode.binary && mode.text) problem = "can't have text and binary mode at once";
  else if (mode.kinds > 1) problem = "must have exactly one of create/read/write/append mode";
  else if (mode.binary && given(encoding)) problem = "binary mode doesn't take an encoding argument";
  else if (mode.binary && given(errors)) problem = "binary mode doesn't take an errors argument";
  else if (mode.binary && given(newline)) problem = "binary mode doesn't take a newline argument";
  else if (!mode.binary && buffering === 0) problem = "can't have unbuffered text I/O";
  return problem === "" || vm.raiseValue(problem) !== 0;
}

/** Wraps a raw stream; 0 with an exception set. The raw stream is stolen. */
function wrap(
  vm: Vm,
  raw: Value,
  mode: Mode,
  modeValue: Value,
  buffering: number,
  encoding: Value,
  errors: Value,
  newline: Value,
): Value {
  const tty = buffering < 0 || buffering === 1 ? ask(vm, raw, "isatty") : 0;
  if (tty < 0) return abandon(vm, raw);
  const size = buffering < 0 || buffering === 1 ? DEFAULT_BUFFER_SIZE : buffering;
  if (buffering === 0) return raw;
  const type = mode.updating ? T_BUFFERED_RANDOM : mode.reading ? T_BUFFERED_READER : T_BUFFERED_WRITER;
  const buffered = vm.call(vm.typeObject(type), raw, vm.newInt(size));
  if (buffered === 0) return abandon(vm, raw);
  vm.decref(raw);
  if (mode.binary) return buffered;
  const lines = vm.bool(buffering === 1 || (buffering < 0 && tty === 1));
  const text = vm.call(
    vm.typeObject(T_TEXT_IO_WRAPPER),
    buffered,
    encoding || NONE,
    errors || NONE,
    newline || NONE,
    lines,
  );
  if (text === 0) return abandon(vm, buffered);
  vm.decref(buffered);
  if (setOwn(vm, text, "mode", modeValue)) return text;
  vm.decref(text);
  return 0;
}

/** Closes a stream (stolen) because of the exception that is set. */
function abandon(vm: Vm, stream: Value): 0 {
  const error = vm.takeError();
  const closed = vm.callMethod(stream, vm.names.close);
  if (closed === 0) vm.clearError();
  vm.decref(closed);
  vm.decref(stream);
  return vm.setError(error);
}

/** `open(file, mode, buffering, encoding, errors, newline, closefd, opener)`, arguments in this order from `a` on. */
function open(vm: Vm, a: number): Value {
  const i32 = vm.i32;
  const [given, modeGiven, bufferingValue, encoding, errors, newline, closefd, opener] = [
    0,
    1,
    2,
    3,
    4,
    5,
    6,
    7,
  ].map((i) => i32[a + i]);
  const isDescriptor = vm.isInt(given);
  const file = isDescriptor ? vm.keep(given) : fspath(vm, given);
  if (file === 0) return 0;
  const modeValue = modeGiven === 0 ? vm.intern("r") : modeGiven;
  const result = openChecked(
    vm,
    file,
    modeValue,
    bufferingValue,
    [encoding, errors, newline],
    closefd,
    opener,
  );
  vm.decref(file);
  return result;
}

function openChecked(
  vm: Vm,
  file: Value,
  modeValue: Value,
  bufferingValue: Value,
  text: readonly Value[],
  closefd: Value,
  opener: Value,
): Value {
  if (!vm.isStr(modeValue)) {
    return vm.raiseType(`open() argument 'mode' must be str, not ${vm.typeName(modeValue)}`);
  }
  const [encoding, errors, newline] = text;
  for (const [name, value] of [["encoding", encoding], ["errors", errors], ["newline", newline]] as const) {
    if (value === 0 || value === NONE || vm.isStr(value)) continue;
    return vm.raiseType(`open() argument '${name}' must be str or None, not ${vm.typeName(value)}`);
  }
  const mode = parseMode(vm, vm.js(modeValue));
  const buffering = bufferingValue === 0 ? -1 : vm.index(bufferingValue);
  if (mode === null || Number.isNaN(buffering) || !check(vm, mode, buffering, encoding, errors, newline)) {
    return 0;
  }
  if (buffering < -1) return vm.raiseValue("invalid buffering size");
  const raw = vm.call(
    vm.typeObject(T_FILE_IO),
    file,
    vm.intern(mode.raw),
    closefd === 0 ? vm.bool(true) : closefd,
    opener || NONE,
  );
  return raw === 0 ? 0 : wrap(vm, raw, mode, modeValue, buffering, encoding, errors, newline);
}

/** Names of the standard streams by descriptor. */
export const STREAMS = ["stdin", "stdout", "stderr"] as const;

/** How the standard streams are to be, where that is not as usual. */
export interface StreamOptions {
  /** Standard output and standard error keep nothing back, as `-u` and PYTHONUNBUFFERED want it. */
  readonly unbuffered?: boolean;
}

/** The text stream of a standard descriptor; 0 with an exception set. */
export function standardStream(vm: Vm, fd: number, options: StreamOptions): Value {
  const raw = vm.call(
    vm.typeObject(T_FILE_IO),
    vm.newInt(fd),
    vm.intern(fd === 0 ? "r" : "w"),
    vm.bool(false),
  );
  if (raw === 0) return 0;
  const named = setOwn(vm, raw, "name", vm.intern(`<${STREAMS[fd]}>`));
  const through = fd !== 0 && options.unbuffered === true;
  let buffered: Value = 0;
  if (named && through) buffered = vm.keep(raw);
  else if (named) buffered = vm.call(vm.typeObject(fd === 0 ? T_BUFFERED_READER : T_BUFFERED_WRITER), raw);
  vm.decref(raw);
  if (buffered === 0) return 0;
  const errors = vm.intern(fd === 2 ? "backslashreplace" : "strict");
  const lines = vm.bool(!through && (fd === 2 || isTerminal(vm, fd)));
  // Standard input translates line ends; the others write "\n" as it is.
  const newline = fd === 0 ? NONE : vm.intern("\n");
  const text = vm.call(
    vm.typeObject(T_TEXT_IO_WRAPPER),
    buffered,
    vm.intern("utf-8"),
    errors,
    newline,
    lines,
    vm.bool(through),
  );
  vm.decref(buffered);
  if (text !== 0 && setOwn(vm, text, "mode", vm.intern(fd === 0 ? "r" : "w"))) return text;
  vm.decref(text);
  return 0;
}

/**
 * Gives the standard streams another encoding; false with an exception set. Not before the system is there: codecs may
 * have to be imported.
 *
 * @param asked What PYTHONIOENCODING says: an encoding, a handler of errors behind a colon, or both.
 */
export function encodeStreams(vm: Vm, asked: string): boolean {
  const [encoding, handler = ""] = asked.split(":"), sys = vm.control(CONTROL_SYS);
  const text = (words: string): Value => words === "" ? NONE : vm.newStr(words);
  return STREAMS.every((name, fd) => {
    const method = vm.getAttr(vm.dictGetStr(sys, name), vm.intern("reconfigure"));
    // Standard error never fails to say what it has to.
    const values = [text(encoding), text(fd === 2 ? "backslashreplace" : handler)];
    const done = method === 0 ? 0 : vm.callKeywords(method, [], ["encoding", "errors"], values);
    for (const value of [method, ...values, done]) vm.decref(value);
    return done !== 0;
  });
}

/** The streams that `sys` began with and still has, each with those that it stands on. */
export function standardStreams(vm: Vm): ReadonlySet<Address> {
  const sys = vm.control(CONTROL_SYS), found: Set<Address> = new Set();
  for (const name of STREAMS) {
    const text = vm.dictGetStr(sys, `__${name}__`);
    if (text === 0 || !vm.isExact(text, T_TEXT_IO_WRAPPER)) continue;
    const buffered = vm.i32[(text + TEXT_BUFFER) >>> 2];
    found.add(text).add(buffered);
    const known = vm.isExact(buffered, T_BUFFERED_READER) || vm.isExact(buffered, T_BUFFERED_WRITER);
    if (known) found.add(vm.i32[(buffered + BUFFERED_RAW) >>> 2]);
  }
  return found;
}

/** Flushes `sys.stdout` or `sys.stderr`, whatever they are by now; false with an exception set. */
export function flushStream(vm: Vm, fd: number): boolean {
  const stream = vm.keep(vm.dictGetStr(vm.control(CONTROL_SYS), STREAMS[fd]));
  if (stream === 0 || stream === NONE) return true;
  const closed = isClosed(vm, stream);
  // A stream that does not know whether it is closed is flushed, as CPython does.
  if (closed < 0) vm.clearError();
  const result = closed === 1 ? NONE : vm.callMethod(stream, vm.names.flush);
  vm.decref(result);
  vm.decref(stream);
  return result !== 0;
}

/** Whether standard input and output are a terminal's, and the program has not put others in their places. */
function isOwnTerminal(vm: Vm, sys: Value, stdin: Value, stdout: Value): boolean {
  const own = stdin === vm.dictGetStr(sys, "__stdin__") && stdout === vm.dictGetStr(sys, "__stdout__");
  return own && vm.host.setRaw !== undefined && vm.host.isTerminal(0) && vm.host.isTerminal(1);
}

/** A line that is edited on the terminal; null where its keys can't be had, 0 with an exception set. */
function askTerminal(vm: Vm, prompt: string): Value | null {
  if (!flushStream(vm, 1)) return 0;
  // Lines above the last one are shown once.
  const above = prompt.slice(0, prompt.lastIndexOf("\n") + 1);
  if (above !== "") vm.host.write(1, new TextEncoder().encode(above));
  const ending = new Terminal(vm).read(prompt.slice(above.length), "");
  if (ending === null) return null;
  if (ending.kind === "line") return vm.newStr(ending.text);
  return ending.kind === "interrupt"
    ? vm.raise("KeyboardInterrupt", "")
    : vm.raise("EOFError", "EOF when reading a line");
}

/** `input(prompt)`. */
function input(vm: Vm, prompt: Value): Value {
  // Held: what is asked of them may put others in their place.
  const streams: Value[] = [];
  for (const name of ["stdin", "stdout", "stderr"]) {
    const stream = vm.dictGetStr(vm.control(CONTROL_SYS), name);
    if (stream !== 0 && stream !== NONE) streams.push(vm.keep(stream));
    else {
      vm.raise("RuntimeError", `lost sys.${name}`);
      break;
    }
  }
  const line = streams.length === 3 ? inputFrom(vm, streams[0], streams[1], prompt) : 0;
  for (const stream of streams) vm.decref(stream);
  return line;
}

function inputFrom(vm: Vm, stdin: Value, stdout: Value, prompt: Value): Value {
  const sys = vm.control(CONTROL_SYS);
  if (!flushStream(vm, 2)) vm.clearError();
  const asked = prompt === 0 ? 0 : vm.toStr(prompt);
  if (prompt !== 0 && asked === 0) return 0;
  const typed = isOwnTerminal(vm, sys, stdin, stdout)
    ? askTerminal(vm, asked === 0 ? "" : vm.js(asked))
    : null;
  vm.decref(asked);
  if (typed !== null) return typed;
  if (prompt !== 0) {
    const text = vm.toStr(prompt);
    const written = text === 0 ? 0 : vm.callMethod(stdout, vm.names.write, text);
    vm.decref(text);
    vm.decref(written);
    if (written === 0) return 0;
  }
  const flushed = vm.callMethod(stdout, vm.names.flush);
  if (flushed === 0) vm.clearError();
  vm.decref(flushed);
  const line = callNamed(vm, stdin, "readline");
  if (line === 0) return 0;
  if (!vm.isStr(line)) {
    vm.decref(line);
    return vm.raiseType("object.readline() returned non-string");
  }
  const text = vm.js(line);
  vm.decref(line);
  if (text === "") return vm.raise("EOFError", "EOF when reading a line");
  return vm.newStr(text.endsWith("\n") ? text.slice(0, -1) : text);
}

/** The functions. */
export const openFunction: NativeDefinition = nativeFunction(
  "open",
  "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
  open,
  "Open file and return a stream.  Raise OSError upon failure.",
);
/** A file of the library that is packaged with the runtime, as a stream; 0 with an exception set. */
function openLibrary(vm: Vm, source: string): Value {
  const io = ensureModule(vm, "_io");
  const type = io === 0 ? 0 : vm.getAttr(io, vm.intern("BytesIO"));
  const bytes = type === 0 ? 0 : vm.newBytes(new TextEncoder().encode(source));
  const stream = bytes === 0 ? 0 : vm.call(type, bytes);
  vm.decref(bytes);
  vm.decref(type);
  vm.decref(io);
  return stream;
}

/** `io.open_code`; also of the library's files, which nothing else opens: they are in no folder. */
export const openCodeFunction: NativeDefinition = nativeFunction("open_code", "(path)", (vm, a) => {
  if (!vm.isStr(vm.i32[a])) {
    return vm.raiseType(`open_code() argument 'path' must be str, not ${vm.typeName(vm.i32[a])}`);
  }
  const path = vm.js(vm.i32[a]);
  const source = path.startsWith(LIBRARY_PREFIX)
    ? vm.host.librarySource(path.slice(LIBRARY_PREFIX.length))
    : null;
  if (source !== null) return openLibrary(vm, source);
  return openChecked(vm, vm.i32[a], vm.intern("rb"), 0, [0, 0, 0], 0, 0);
});
/** `input`. */
export const inputFunction: NativeDefinition = nativeFunction(
  "input",
  "(prompt='', /)",
  (vm, a) => input(vm, vm.i32[a]),
  "Read a string from standard input.  The trailing newline is stripped.",
);
