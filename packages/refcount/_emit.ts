/**
 * What the emitters of several strategies write alike.
 *
 * @module
 */
import { type FunctionBuilder, I32, type Label } from "@orochi/wasm";

/** Byte of the type word, and the bit in it, that say immortal: {@linkcode IMMORTAL} in the whole word. */
const IMMORTAL_BYTE = 2, IMMORTAL_BIT = 1;

/** The flag in the type word that says immortal. */
export const IMMORTAL: number = IMMORTAL_BIT << (8 * IMMORTAL_BYTE);

/**
 * Writes: push non-zero if the object is immortal.
 *
 * @param base Local that holds an address.
 * @param offset Bytes from there to the object.
 */
export function pushImmortal(f: FunctionBuilder, base: number, offset: number): void {
  f.localGet(base);
  f.i32Load8U(offset + IMMORTAL_BYTE);
  f.i32Const(IMMORTAL_BIT);
  f.i32And();
}

/** Writes: push the address of the words `bytes` before an object. */
export function pushHeader(f: FunctionBuilder, object: number, bytes: number): void {
  f.localGet(object);
  f.i32Const(bytes);
  f.i32Sub();
}

/** A local that holds the address of the words `bytes` before an object; the caller releases it. */
export function headerLocal(f: FunctionBuilder, object: number, bytes: number): number {
  const header = f.newLocal(I32);
  pushHeader(f, object, bytes);
  f.localSet(header);
  return header;
}

/** Writes: branch unless the object is immortal. */
export function branchUnlessImmortal(f: FunctionBuilder, object: number, label: Label): void {
  pushImmortal(f, object, 0);
  f.i32Eqz();
  f.brIf(label);
}
