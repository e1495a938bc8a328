/**
 * Encoding and decoding of JavaScript values, for tests of codecs.
 *
 * @module
 */
import { BYTES_DATA, type Value } from "@orochi/object";
import { Random } from "@orochi/interleave";
import { raised, testMachine } from "../builtins/_test_program.ts";
import type { Vm } from "../vm.ts";

/** The machine that codecs run on. */
export const vm: Vm = testMachine();

/** The bytes that an encoder makes of a text; the error where it fails. */
export function encoded(text: string, encode: (str: Value) => Value): number[] | string {
  const str = vm.newStr(text), result = encode(str);
  vm.decref(str);
  if (result === 0) return raised(vm);
  const bytes = [...vm.bytesOf(result)];
  vm.decref(result);
  return bytes;
}

/** The text that a decoder makes of bytes, given where they lie in the heap; the error where it fails. */
export function decoded(bytes: ArrayLike<number>, decode: (from: number, length: number) => Value): string {
  const object = vm.newBytes(Uint8Array.from(bytes));
  const result = decode((object + BYTES_DATA) >>> 0, bytes.length);
  vm.decref(object);
  if (result === 0) return raised(vm);
  const text = vm.js(result);
  vm.decref(result);
  return text;
}

/** The bytes of ASCII text. */
export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

/** Texts of characters around the bounds of encodings, without lone surrogates. */
export function texts(seed: number, count: number): string[] {
  const random = new Random(seed);
  const codes = [
    0,
    0x41,
    0x2b,
    0x2d,
    0x5c,
    0x7f,
    0x80,
    0xff,
    0x100,
    0x7ff,
    0x800,
    0xd7ff,
    0xe000,
    0xffff,
    0x10000,
    0x10ffff,
  ];
  return Array.from({ length: count }, () => {
    const known = 1 + random.below(codes.length);
    return Array.from({ length: random.below(12) }, () => String.fromCodePoint(codes[random.below(known)]))
      .join("");
  });
}
