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
/** Bytes that the two lines of a cookie may take. */
const COOKIE_BYTES = 400;
const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const LATIN1 = new TextDecoder("latin1");

/** The encoding that the first two lines of a source declare, as they name it; null if they don't. */
export function declaredEncoding(bytes: Uint8Array): string | null {
  const [first, second = ""] = LATIN1.decode(bytes.subarray(0, COOKIE_BYTES)).split(/\r\n?|\n/, 2);
  const match = COOKIE.exec(first) ?? (BLANK.test(first) ? COOKIE.exec(second) : null);
  return match === null ? null : match[1];
}

function isUtf8(name: string): boolean {
  return /^utf[-_]?8(?:$|[-_])/i.test(name);
}

/** Text with `\n` at the end of each line. */
function withNewlines(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

/** Refuses a source whose bytes can't be read. */
function refuse(vm: Vm, message: string, filename: string, line = 0): null {
  raiseSyntaxError(vm, new PythonSyntaxError("SyntaxError", message, line, 0, line, 0, ""), filename, null);
  return null;
}

/**
 * Decodes the bytes of a source.
 *
 * @param file Whether they are a file's: its name is in the messages then.
 * @returns Null with SyntaxError set.
 */
export function decodeSource(vm: Vm, bytes: Uint8Array, filename: string, file: boolean): string | null {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const content = marked ? bytes.subarray(3) : bytes;
  const encoding = declaredEncoding(content);
  // Only the usual name of UTF-8 agrees with the mark.
  if (marked && encoding !== null && !/^utf[-_]8(?:$|[-_])/i.test(encoding)) {
    return refuse(vm, `encoding problem: ${usualName(encoding)} with BOM`, filename);
  }
  if (encoding !== null && !isUtf8(encoding)) return decodeNamed(vm, content, encoding, filename, file);
  try {
    return withNewlines(UTF8.decode(content));
  } catch {
    return file && encoding === null
      ? refuseBytes(vm, content, filename)
      : decodeNamed(vm, content, "utf-8", filename, file);
  }
}

/** Text of a module's file; null if there is no such file, or with SyntaxError set. */
export function readModuleSource(vm: Vm, file: string): string | null {
  if (file.startsWith(LIBRARY_PREFIX)) return vm.readSource(file);
  const bytes = vm.host.readFile(file);
  return bytes instanceof Uint8Array ? decodeSource(vm, bytes, file, true) : null;
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

/** The error for a file that declares no encoding and is not in UTF-8. */
function refuseBytes(vm: Vm, bytes: Uint8Array, filename: string): null {
  let line = 1;
  let start = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    try {
      UTF8.decode(bytes.subarray(start, end));
    } catch {
      break;
    }
    line++;
    start = end + 1;
  }
  const rest = firstInvalid(bytes.subarray(start));
  const shown = bytes[start + rest].toString(16).padStart(2, "0");
  const message = `Non-UTF-8 code starting with '\\x${shown}' in file ${filename} on line ${line}, but no ` +
    "encoding declared; see https://peps.python.org/pep-0263/ for details";
  return refuse(vm, message, filename, line);
}

/** Where the first bytes are that are no UTF-8. */
function firstInvalid(bytes: Uint8Array): number {
  const known = new TextDecoder().decode(bytes);
  const at = known.indexOf("\ufffd");
  return at < 0 ? bytes.length - 1 : new TextEncoder().encode(known.slice(0, at)).length;
}

const LATIN1_NAMES = /^(?:iso-?8859-1|latin-?1|iso-latin-1)(?:$|-)/;

/** The name that messages have for an encoding. */
function usualName(encoding: string): string {
  return LATIN1_NAMES.test(encoding.toLowerCase().replaceAll("_", "-")) ? "iso-8859-1" : encoding;
}

function decodeNamed(
  vm: Vm,
  bytes: Uint8Array,
  encoding: string,
  filename: string,
  file: boolean,
): string | null {
  const object = vm.newBytes(bytes);
  const buffer = object === 0 ? null : openBytes(vm, object);
  const text = buffer === null ? 0 : decodeObject(vm, object, encoding, "strict", buffer);
  if (buffer !== null) releaseBuffer(vm, buffer);
  vm.decref(object);
  if (text !== 0) {
    const result = withNewlines(vm.js(text));
    vm.decref(text);
    return result;
  }
  if (vm.matches("LookupError")) {
    vm.clearError();
    return refuse(vm, `${file ? "encoding problem" : "unknown encoding"}: ${encoding}`, filename);
  }
  if (!vm.matches("UnicodeError")) return null;
  const error = vm.takeError();
  const message = vm.jsStr(error);
  vm.decref(error);
  return refuse(vm, isUtf8(encoding) ? `(unicode error) ${message}` : message, filename);
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
