/**
 * Paths as arguments and results of system calls: str, bytes, `os.PathLike`, or an open file's descriptor.
 *
 * @module
 */
import { NONE, type Value } from "@orochi/object";
import type { HostError, Vm } from "@orochi/vm";
import { bytesOf } from "../bytes_like.ts";
import { errorNumber } from "../errno.ts";
import { encodePath } from "../system/calls.ts";

/** A path that was given. */
export interface Path {
  /** The path for the host; "" where a descriptor was given. */
  readonly text: string;
  /** The descriptor, or -1. */
  readonly fd: number;
  /** Whether it was given as bytes: results are bytes then. */
  readonly isBytes: boolean;
  /** The object that was given, for error messages (borrowed). */
  readonly given: Value;
}

/** What a call takes for a path. */
export interface PathKind {
  /** Name of the function, for messages. */
  readonly call: string;
  /** Name of the parameter; "path" by default. */
  readonly parameter?: string;
  /** A descriptor may be given. */
  readonly descriptor?: boolean;
  /** None may be given, and means ".". */
  readonly none?: boolean;
}

const DECODER = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Bytes of a path as text; bytes that are no UTF-8 become lone surrogates, as `surrogateescape` has it. */
export function decodePath(bytes: Uint8Array): string {
  try {
    return DECODER.decode(bytes);
  } catch {
    return decodeBroken(bytes);
  }
}

/** The same, a character at a time. */
function decodeBroken(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at], length = first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    try {
      text += DECODER.decode(bytes.subarray(at, at + length));
      at += length;
    } catch {
      text += String.fromCharCode(0xdc00 + first);
      at++;
    }
  }
  return text;
}

/** Text as a str, or as bytes. */
export function pathValue(vm: Vm, text: string, isBytes: boolean): Value {
  return isBytes ? vm.newBytes(encodePath(text)) : vm.newStr(text);
}

/** Reads a path argument; null with TypeError or ValueError set. */
export function pathOf(vm: Vm, value: Value, kind: PathKind): Path | null {
  const parameter = kind.parameter ?? "path";
  if (vm.isStr(value)) return checked(vm, { text: vm.js(value), fd: -1, isBytes: false, given: value }, kind);
  if (vm.isBytes(value)) {
    return checked(vm, { text: decodePath(bytesOf(vm, value)), fd: -1, isBytes: true, given: value }, kind);
  }
  if (kind.none === true && (value === NONE || value === 0)) {
    return { text: ".", fd: -1, isBytes: false, given: 0 };
  }
  if (kind.descriptor === true && vm.isInt(value)) {
    const fd = vm.index(value);
    return Number.isNaN(fd) ? null : { text: "", fd, isBytes: false, given: value };
  }
  const converted = value === 0 ? 0 : vm.callSpecial(value, vm.names.__fspath__);
  if (converted !== 0) {
    const again = vm.isStr(converted) || vm.isBytes(converted);
    const path = again ? pathOf(vm, converted, kind) : null;
    if (!again) {
      vm.raiseType(
        `expected ${vm.typeName(value)}.__fspath__() to return str or bytes, not ${vm.typeName(converted)}`,
      );
    }
    vm.decref(converted);
    return path === null ? null : { ...path, given: value };
  }
  if (!vm.failed()) {
    const last = [...(kind.descriptor === true ? ["integer"] : []), ...(kind.none === true ? ["None"] : [])];
    const all = ["string", "bytes", "os.PathLike", ...last];
    const list = `${all.slice(0, -1).join(", ")} or ${all[all.length - 1]}`;
    vm.raiseType(`${kind.call}: ${parameter} should be ${list}, not ${vm.typeName(value)}`);
  }
  return null;
}

function checked(vm: Vm, path: Path, kind: PathKind): Path | null {
  if (!path.text.includes("\0")) return path;
  vm.raiseValue(`${kind.call}: embedded null character in ${kind.parameter ?? "path"}`);
  return null;
}

/** Raises the OSError of a call on one path, or on two. */
export function raisePath(vm: Vm, error: HostError, path: Path, second?: Path): 0 {
  if (second === undefined) return vm.raiseOS(error, path.given === 0 ? 0 : path.given);
  const number = vm.newInt(errorNumber(error.code)), words = vm.newStr(error.message);
  const exception = vm.call(vm.exceptionType("OSError"), number, words, path.given, NONE, second.given);
  vm.decref(words);
  return exception === 0 ? 0 : vm.raiseObject(exception);
}
