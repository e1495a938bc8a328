/**
 * What the functions of `core_module.ts` are made of.
 *
 * @module
 */
import { STR_HASH } from "@orochi/object";
import type { FunctionBuilder } from "@orochi/wasm";

/** Returns a value if what is pushed is not 0. */
export function returnIf(f: FunctionBuilder, value: number): void {
  f.if();
  f.i32Const(value);
  f.return();
  f.end();
}

/** Sets a local to the hash of a small int, as Python has it. */
export function setIntHash(f: FunctionBuilder, value: number, hash: number): void {
  f.localGet(value);
  f.i32Const(1);
  f.i32ShrS();
  f.localTee(hash);
  // -1 is no hash.
  f.i32Const(-1);
  f.i32Eq();
  f.if();
  f.i32Const(-2);
  f.localSet(hash);
  f.end();
}

/** Sets a local to the hash of the str in another one, which is noted there if it was not. */
export function setStrHash(f: FunctionBuilder, str: number, hash: number, strHash: number): void {
  f.localGet(str);
  f.i32Load(STR_HASH);
  f.localTee(hash);
  f.i32Eqz();
  f.if();
  f.localGet(str);
  f.call(strHash);
  f.localSet(hash);
  f.end();
}
