/**
 * Numbers of devices: a major and a minor one, in the bits of 64 where Linux has them (`gnu_dev_makedev`).
 *
 * @module
 */
import type { Value } from "@orochi/object";
import { type NativeDefinition, nativeFunction, type Vm } from "@orochi/vm";
import { indexValue } from "@orochi/vm/kernel";

/** An integer of so many bits without sign; null with an exception set. */
function unsigned(vm: Vm, value: Value, bits: number): bigint | null {
  const index = indexValue(vm, value);
  if (index === 0) return null;
  const number = vm.bigInt(index);
  vm.decref(index);
  if (number >= 0n && number >> BigInt(bits) === 0n) return number;
  vm.raise(
    "OverflowError",
    number < 0n ? "can't convert negative int to unsigned" : "int too big to convert",
  );
  return null;
}

function part(name: string, doc: string, of: (device: bigint) => bigint): NativeDefinition {
  return nativeFunction(name, "(device, /)", (vm, a) => {
    const device = unsigned(vm, vm.i32[a], 64);
    return device === null ? 0 : vm.newBigInt(of(device));
  }, doc);
}

/** `major`, `minor` and `makedev`. */
export const deviceFunctions: readonly NativeDefinition[] = [
  part(
    "major",
    "Extracts a device major number from a raw device number.",
    (device) => (device >> 8n & 0xfffn) | (device >> 32n & 0xffff_f000n),
  ),
  part(
    "minor",
    "Extracts a device minor number from a raw device number.",
    (device) => (device & 0xffn) | (device >> 12n & 0xffff_ff00n),
  ),
  nativeFunction("makedev", "(major, minor, /)", (vm, a) => {
    const major = unsigned(vm, vm.i32[a], 32);
    const minor = major === null ? null : unsigned(vm, vm.i32[a + 1], 32);
    if (major === null || minor === null) return 0;
    return vm.newBigInt(
      (major & 0xfffn) << 8n | (major & 0xffff_f000n) << 32n | (minor & 0xffn) |
        (minor & 0xffff_ff00n) << 12n,
    );
  }, "Composes a raw device number from the major and minor device numbers."),
];
