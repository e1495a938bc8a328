/**
 * Calling the C library from natives: what it gives as Python has it, and its errors.
 *
 * @module
 */
import type { Value } from "@orochi/object";
import { type HostError, type SystemArgument, type SystemCalls, type Vm } from "@orochi/vm";
import { ERRORS, errorWords } from "../errno.ts";

/** The C library, or null where the program can't have it. */
export function libcOrNull(vm: Vm): SystemCalls | null {
  const libc = vm.host.libc();
  return "call" in libc ? libc : null;
}

/** The C library; null with an OSError set that says what is missing. */
export function needLibc(vm: Vm): SystemCalls | null {
  const libc = vm.host.libc();
  if ("call" in libc) return libc;
  vm.raiseOS(libc);
  return null;
}

const NAMES: ReadonlyMap<number, string> = new Map(ERRORS.map(([number, name]) => [number, name]));

/** The failure that a number of `errno` means. */
export function errorOf(errno: number): HostError {
  return { code: NAMES.get(errno) ?? "EIO", message: errorWords(errno), number: errno };
}

/** Raises the OSError of a call that gave `-errno`. */
export function raiseResult(vm: Vm, result: number, filename?: Value): 0 {
  return vm.raiseOS(errorOf(-result), filename);
}

/** Makes a call whose result is of no use: None, or an OSError. */
export function perform(vm: Vm, name: string, ...args: SystemArgument[]): Value {
  const libc = needLibc(vm);
  if (libc === null) return 0;
  const result = libc.call(name, ...args);
  return result < 0 ? raiseResult(vm, result) : vm.none;
}

/** Makes a call that gives a number which is not negative. */
export function ask(vm: Vm, name: string, ...args: SystemArgument[]): Value {
  const libc = needLibc(vm);
  if (libc === null) return 0;
  const result = libc.call(name, ...args);
  return result < 0 ? raiseResult(vm, result) : vm.newInt(result);
}

const ENCODER = new TextEncoder();

/** Text as UTF-8; lone surrogates that stand for bytes become those bytes, as `surrogateescape` has it. */
export function encodePath(text: string): Uint8Array {
  if (text.isWellFormed()) return ENCODER.encode(text);
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0)!;
    if (code >= 0xdc80 && code <= 0xdcff) bytes.push(code - 0xdc00);
    else bytes.push(...ENCODER.encode(char));
  }
  return Uint8Array.from(bytes);
}

/** Text as C has it, with a 0 at its end. */
export function cText(text: string): Uint8Array {
  return cBytes(encodePath(text));
}

/** Bytes with a 0 at their end. */
export function cBytes(bytes: Uint8Array): Uint8Array {
  const all = new Uint8Array(bytes.length + 1);
  all.set(bytes);
  return all;
}

/** Bytes up to the first 0. */
export function upToZero(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

/** Raises an OSError, or a class derived from it, that has words but no number. */
export function raiseWords(vm: Vm, name: "OSError" | "TimeoutError", words: string): 0 {
  const text = vm.newStr(words), error = text === 0 ? 0 : vm.call(vm.exceptionType(name), text);
  vm.decref(text);
  return error === 0 ? 0 : vm.raiseObject(error);
}
