/**
 * Ints of any length as a pickle has them: two's complement, the low byte first.
 *
 * @module
 */
import { INT_LIMBS, INT_SIZE, T_INT, type Value } from "@orochi/object";
import type { Vm } from "@orochi/vm";

/** The int of some bytes, a new reference; 0 with MemoryError set. No bytes are 0. */
export function intOfBytes(vm: Vm, bytes: Uint8Array, at: number, size: number): Value {
  if (size === 0) return vm.newInt(0);
  const sign = bytes[at + size - 1] << 24 >> 31;
  // Bytes that only repeat the sign say nothing.
  while (size > 1 && bytes[at + size - 1] === (sign & 255) && bytes[at + size - 2] << 24 >> 31 === sign) {
    size--;
  }
  if (size <= 4) {
    let value = sign;
    for (let i = size - 1; i >= 0; i--) value = value << 8 | bytes[at + i];
    return vm.newInt(value);
  }
  let limbs = (size + 3) >> 2;
  const address = vm.heap.allocObject(INT_LIMBS + limbs * 4);
  if (address === 0) return vm.raiseMemory();
  const i32 = vm.i32, first = (address + INT_LIMBS) >>> 2;
  // A negative number's magnitude is one more than what its bytes are not.
  let carry = sign & 1;
  for (let i = 0; i < limbs; i++) {
    let limb = 0;
    for (let k = Math.min(3, size - 1 - i * 4); k >= 0; k--) {
      limb = limb << 8 | (bytes[at + i * 4 + k] ^ (sign & 255));
    }
    limb = limb + carry | 0;
    if (limb !== 0) carry = 0;
    i32[first + i] = limb;
  }
  while (i32[first + limbs - 1] === 0) limbs--;
  i32[(address + INT_SIZE) >>> 2] = sign === 0 ? limbs : -limbs;
  i32[address >>> 2] = T_INT;
  vm.rc.init(address);
  return address;
}
