/**
 * Source text as Python programs hold it: str, or bytes in the encoding that they declare (PEP 263).
 *
 * @module
 */
import type { Value } from "@orochi/object";
import { PythonSyntaxError } from "@orochi/syntax";
import { hasBuffer, openBytes, releaseBuffer } from "./builtins/bytes_buffer.ts";
import { decodeObject } from "./codecs/registry.ts";
import { raiseNullBytes, raiseSyntaxError } from "./syntax_errors.ts";
import { LIBRARY_PREFIX, type Vm } from "./vm.ts";

const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const BLANK = /^[ \t\f]*(?:[#\r\n]|$)/;
const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const LOSSY = new TextDecoder("utf-8", { ignoreBOM: true });
const LATIN1 = new TextDecoder("latin1");

/** The encoding that one of the first two lines declares. */
export interface Declaration {
  /** As messages have it: UTF-8 and Latin-1 by their usual names, others as they are written. */
  readonly encoding: string;
  /** Which line, from 1. */
  readonly line: number;
  /** Text of that line, a character for each byte. */
  readonly text: string;
  /** Where the bytes of its end begin. */
  readonly end: number;
}

/** The encoding that the first two lines of a source declare; null if they don't. */
export function declaredEncoding(bytes: Uint8Array): Declaration | null {
  const first = lineAt(bytes, 0);
  const match = COOKIE.exec(first.text);
  if (match !== null) return { encoding: usualName(match[1]), line: 1, ...first };
  if (!BLANK.test(first.text)) return null;
  const second = lineAt(bytes, first.next);
  const found = COOKIE.exec(second.text);
  return found === null ? null : { encoding: usualName(found[1]), line: 2, ...second };
}

/** The line that begins at a byte: where its end is, and where the next one begins. */
function lineAt(bytes: Uint8Array, start: number): { text: string; end: number; next: number } {
  let end = start;
  while (end < bytes.length && bytes[end] !== 10 && bytes[end] !== 13) end++;
  const next = bytes[end] === 13 && bytes[end + 1] === 10 ? end + 2 : end + 1;
  return { text: LATIN1.decode(bytes.subarray(start, end)), end, next };
}

/** The name that messages have for an encoding (`get_normal_name` of CPython's tokenizer). */
function usualName(encoding: string): string {
  const name = encoding.slice(0, 12).toLowerCase().replaceAll("_", "-");
  if (/^utf-8(?:$|-)/.test(name)) return "utf-8";
  return /^(?:latin-1|iso-8859-1|iso-latin-1)(?:$|-)/.test(name) ? "iso-8859-1" : encoding;
}

/** Text with `\n` at the end of each line. */
function withNewlines(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

/** Where a source can't be read: its line as far as it has text, from where to where in it. */
interface Spot {
  readonly line: number;
  readonly text: string;
  readonly offset: number;
  readonly end: number;
}

/** Refuses a source whose bytes can't be read, at a place in it or as a whole. */
function refuse(vm: Vm, message: string, filename: string, spot: Spot | null = null): null {
  const error = spot === null
    ? new PythonSyntaxError("SyntaxError", message, 0, -1, -1, -1, "")
    : new PythonSyntaxError("SyntaxError", message, spot.line, spot.offset, spot.line, spot.end, spot.text);
  raiseSyntaxError(vm, error, filename, spot === null ? null : spot.text);
  return null;
}

/**
 * Decodes the bytes of a source.
 *
 * @param file Whether a program is read from a file line by line, as CPython does: the messages are others then.
 * @returns Null with SyntaxError set.
 */
export function decodeSource(vm: Vm, bytes: Uint8Array, filename: string, file: boolean): string | null {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const content = marked ? bytes.subarray(3) : bytes;
  const declared = declaredEncoding(content);
  if (declared !== null && declared.encoding !== "utf-8") {
    if (!marked) return decodeNamed(vm, content, declared, filename, file);
    const { encoding, line, text } = declared;
    // The mark is not counted on its own line.
    const end = text.length + line - 1;
    return refuse(vm, `encoding problem: ${encoding} with BOM`, filename, { line, text, offset: 0, end });
  }
  if (file && content.includes(0)) return refuseNull(vm, content, filename);
  try {
    return withNewlines(UTF8.decode(content));
  } catch {
    return refuseBytes(vm, content, filename, file, marked || declared !== null);
  }
}

/** Text of a module's file; null if there is no such file, or with SyntaxError set. */
export function readModuleSource(vm: Vm, file: string): string | null {
  if (file.startsWith(LIBRARY_PREFIX)) return vm.readSource(file);
  const bytes = vm.host.readFile(file);
  return bytes instanceof Uint8Array ? decodeSource(vm, bytes, file, false) : null;
}

/** A line of a file, in the encoding that it declares, with a newline; null if there is none such. */
export function fileLine(vm: Vm, file: string, number: number): string | null {
  if (number < 1 || /^<.*>$/.test(file)) return null;
  const text = readModuleSource(vm, file);
  vm.clearError();
  const lines = text?.split("\n") ?? [];
  return number < lines.length || (number === lines.length && lines[number - 1] !== "")
    ? `${lines[number - 1]}\n`
    : null;
}

/** The error for a file with a character that ends C's strings. */
function refuseNull(vm: Vm, bytes: Uint8Array, filename: string): null {
  const [line, start] = lineOf(bytes, bytes.indexOf(0));
  const text = LOSSY.decode(bytes.subarray(start, bytes.indexOf(0)));
  return refuse(vm, "source code cannot contain null bytes", filename, { line, text, offset: 0, end: 0 });
}

/** Number of the line that a byte is on, and where that begins. */
function lineOf(bytes: Uint8Array, at: number): [line: number, start: number] {
  let line = 1, start = 0;
  for (let end = bytes.indexOf(10); end >= 0 && end < at; end = bytes.indexOf(10, start)) {
    line++;
    start = end + 1;
  }
  return [line, start];
}

/** The error for a source in UTF-8 that is none. `told`: it is said to be in UTF-8. */
function refuseBytes(vm: Vm, bytes: Uint8Array, filename: string, file: boolean, told: boolean): null {
  const at = firstInvalid(bytes);
  const [line, start] = lineOf(bytes, at);
  const { end, next } = lineAt(bytes, start);
  const spot = { line, text: LOSSY.decode(bytes.subarray(start, end)), offset: 0, end: 0 };
  if (file && told) {
    const message = complaintOf(vm, bytes.slice(start, next), "utf-8");
    return message === null ? null : refuse(vm, `(unicode error) ${message}`, filename, spot);
  }
  spot.offset = spot.end = [...LOSSY.decode(bytes.subarray(start, at))].length + 1;
  const shown = bytes[at].toString(16);
  return refuse(
    vm,
    `Non-UTF-8 code starting with '\\x${shown}'${
      file ? ` in file ${filename}` : ""
    } on line ${line}, but no ` +
      "encoding declared; see https://peps.python.org/pep-0263/ for details",
    filename,
    spot,
  );
}

/** Where the first bytes are that are no UTF-8. */
function firstInvalid(bytes: Uint8Array): number {
  const known = LOSSY.decode(bytes);
  for (let at = known.indexOf("\ufffd"); at >= 0; at = known.indexOf("\ufffd", at + 1)) {
    const start = new TextEncoder().encode(known.slice(0, at)).length;
    const written = bytes[start] === 0xef && bytes[start + 1] === 0xbf && bytes[start + 2] === 0xbd;
    if (!written) return start;
  }
  return bytes.length - 1;
}

/** Decodes bytes by a codec; 0 with an exception set. */
function decodeBy(vm: Vm, bytes: Uint8Array, encoding: string): Value {
  const object = vm.newBytes(bytes);
  const buffer = object === 0 ? null : openBytes(vm, object);
  const text = buffer === null ? 0 : decodeObject(vm, object, encoding, "strict", buffer);
  if (buffer !== null) releaseBuffer(vm, buffer);
  vm.decref(object);
  return text;
}

/** What a codec says of bytes that it can't decode; "" if it can, null with another exception set. */
function complaintOf(vm: Vm, bytes: Uint8Array, encoding: string): string | null {
  const text = decodeBy(vm, bytes, encoding);
  vm.decref(text);
  if (text !== 0) return "";
  if (!vm.matches("LookupError") && !vm.matches("UnicodeError")) return null;
  const error = vm.takeError();
  const message = vm.jsStr(error);
  vm.decref(error);
  return message;
}

function decodeNamed(
  vm: Vm,
  bytes: Uint8Array,
  { encoding, end }: Declaration,
  filename: string,
  file: boolean,
): string | null {
  const text = decodeBy(vm, bytes, encoding);
  if (text !== 0) {
    const result = withNewlines(vm.js(text));
    vm.decref(text);
    return result;
  }
  vm.clearError();
  const whole = complaintOf(vm, bytes, encoding);
  if (whole === null || !file) return whole === null ? null : refuse(vm, whole, filename);
  // A file is decoded from the end of the declaration on, so that places count from there.
  const rest = complaintOf(vm, bytes.slice(end), encoding);
  if (rest === null) return null;
  return refuse(vm, (rest === "" ? whole : rest).replace(/( is not a text encoding);.*/, "$1"), filename);
}

/**
 * The text of a source argument.
 *
 * @param what How the error begins for what is no source, such as "compile() arg 1 must be a string, bytes or AST object".
 * @returns Null with an exception set.
 */
export function sourceText(vm: Vm, source: Value, filename: string, what: string): string | null {
  let text: string | null;
  if (vm.isStr(source)) {
    text = vm.js(source);
    if (!text.isWellFormed()) {
      vm.decref(vm.callMethod(source, vm.names.encode));
      if (vm.failed()) return null;
    }
    text = withNewlines(text);
  } else if ((source & 1) === 0 && hasBuffer(vm, source)) {
    const buffer = openBytes(vm, source);
    if (buffer === null) return null;
    const bytes = vm.u8.slice(buffer.address, buffer.address + buffer.length);
    releaseBuffer(vm, buffer);
    text = bytes.includes(0) ? "\0" : decodeSource(vm, bytes, filename, false);
  } else {
    vm.raiseType(what);
    return null;
  }
  if (text?.includes("\0")) {
    raiseNullBytes(vm);
    return null;
  }
  return text;
}
