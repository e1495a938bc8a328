/**
 * What methods of str over ASCII characters are made of: see `text_methods.ts`.
 *
 * @module
 */
import { STR_ASCII, STR_DATA, STR_LENGTH, STR_NARROW } from "@orochi/object";
import { type FunctionBuilder, I32, type Label } from "@orochi/wasm";
import { ARGS, COUNT } from "./method_calls.ts";
import { endWithLongWay, needText, type TextParts } from "./text_parts.ts";

/** Characters as two words of bits: those below 64, and the other ASCII ones. */
export interface Characters {
  readonly low: bigint;
  readonly high: bigint;
}

/** The ASCII characters that match. */
export function charactersOf(pattern: RegExp): Characters {
  let bits = 0n;
  for (let code = 0; code < 128; code++) {
    if (pattern.test(String.fromCharCode(code))) bits |= 1n << BigInt(code);
  }
  return { low: BigInt.asIntN(64, bits), high: BigInt.asIntN(64, bits >> 64n) };
}

/** White space. */
export const SPACE: Characters = charactersOf(/[\t-\r\x1c-\x20]/);

/**
 * Adds a method of that many arguments, self included.
 *
 * @param write Writes what returns a Value, or goes on to the long way. `self` is a local with an exact ASCII str.
 */
export function addMethod(
  parts: TextParts,
  name: string,
  [least, most]: readonly [number, number],
  write: (f: FunctionBuilder, self: number, slow: Label) => void,
): number {
  const f = parts.support.module.addFunction(name, [I32, I32, I32], [I32]);
  const self = f.newLocal(I32);
  const slow = f.block();
  f.localGet(COUNT);
  f.i32Const(least);
  f.i32Sub();
  f.i32Const(most - least);
  f.i32GtU();
  f.brIf(slow);
  f.localGet(ARGS);
  f.i32Load();
  f.localSet(self);
  needText(f, self, slow, true);
  write(f, self, slow);
  endWithLongWay(parts, f, "callNative");
  return f.index;
}

/** A new local with the length of a str. */
export function lengthOf(f: FunctionBuilder, str: number): number {
  const length = f.newLocal(I32);
  f.localGet(str);
  f.i32Load(STR_LENGTH);
  f.localSet(length);
  return length;
}

/** Pushes the character of a str at an index. */
export function pushCharacter(f: FunctionBuilder, str: number, index: number): void {
  f.localGet(str);
  f.localGet(index);
  f.i32Add();
  f.i32Load8U(STR_DATA);
}

/** Sets a new local to an ASCII str of a length; branches when memory is exhausted. */
export function newAscii({ newText }: TextParts, f: FunctionBuilder, length: number, slow: Label): number {
  const result = f.newLocal(I32);
  f.localGet(length);
  f.i32Const(STR_ASCII | STR_NARROW);
  f.call(newText);
  f.localTee(result);
  f.i32Eqz();
  f.brIf(slow);
  return result;
}

/** Pushes whether an ASCII code in a local is among characters. */
export function pushIsAmong(f: FunctionBuilder, code: number, { low, high }: Characters): void {
  f.i64Const(low);
  f.i64Const(high);
  f.localGet(code);
  f.i32Const(64);
  f.i32LtU();
  f.select();
  f.localGet(code);
  f.i64ExtendI32U();
  f.i64ShrU();
  f.i32WrapI64();
  f.i32Const(1);
  f.i32And();
}
