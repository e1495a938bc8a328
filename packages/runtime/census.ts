/**
 * What lies in the heap, by type.
 *
 * @module
 */
import { walkObjects } from "@orochi/heap";
import type { Vm } from "@orochi/vm";
import type { TypeFigures } from "./messages.ts";

/** Objects and bytes of each type, those with most bytes first. No other thread may run. */
export function census(vm: Vm, most: number): TypeFigures[] {
  const byType: Map<number, { objects: number; bytes: number }> = new Map();
  walkObjects(vm.memory, (address) => {
    const index = vm.i32[address >>> 2] & 0xffff;
    const sum = byType.get(index) ?? { objects: 0, bytes: 0 };
    sum.objects++;
    sum.bytes += vm.heap.usableBytes(address);
    byType.set(index, sum);
  });
  return Array.from(byType, ([index, sum]) => ({
    type: vm.typeObject(index) === 0 ? `type ${index}` : vm.typeNameOf(vm.typeObject(index)),
    ...sum,
  })).sort((a, b) => b.bytes - a.bytes).slice(0, most);
}
