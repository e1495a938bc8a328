/**
 * How buffers reach their raw stream: directly where it is a `FileIO`, else by its methods.
 *
 * @module
 */
import { NONE, T_FILE_IO, type Value } from "@orochi/object";
import { blankByteArray, bytesOfHeap, copyBytes, dataOf, type Vm } from "@orochi/vm";
import { fileReadInto, fileSeek, fileWrite } from "./file_io.ts";

/** Result of a raw stream that has nothing to say now (it does not block). */
export const WOULD_BLOCK = -2;

/** Reads into the heap: the number of bytes, WOULD_BLOCK, or -1 with an exception set. */
export function rawReadInto(vm: Vm, raw: Value, address: number, length: number): number {
  if (vm.isExact(raw, T_FILE_IO)) return fileReadInto(vm, raw, address, length);
  const buffer = blankByteArray(vm, length);
  const result = buffer === 0 ? 0 : vm.callMethod(raw, vm.names.readinto, buffer);
  let count = result === NONE ? WOULD_BLOCK : -1;
  if (result !== 0 && result !== NONE) {
    count = vm.index(result);
    if (count < 0 || count > length) {
      vm.raise(
        "OSError",
        `raw readinto() returned invalid length ${count} (should have been between 0 and ${length})`,
      );
      count = -1;
    } else if (Number.isNaN(count)) count = -1;
    else copyBytes(vm, address, dataOf(vm, buffer), count);
  }
  vm.decref(result);
  vm.decref(buffer);
  return count;
}

/** Writes bytes of the heap: how many were written, WOULD_BLOCK, or -1 with an exception set. */
export function rawWrite(vm: Vm, raw: Value, address: number, length: number): number {
  if (vm.isExact(raw, T_FILE_IO)) return fileWrite(vm, raw, address, length) ? length : -1;
  const bytes = bytesOfHeap(vm, address, length);
  const result = bytes === 0 ? 0 : vm.callMethod(raw, vm.names.write, bytes);
  vm.decref(bytes);
  if (result === 0 || result === NONE) return result === 0 ? -1 : WOULD_BLOCK;
  const count = vm.index(result);
  vm.decref(result);
  if (count >= 0 && count <= length) return count;
  if (!vm.failed()) {
    vm.raise(
      "OSError",
      `raw write() returned invalid length ${count} (should have been between 0 and ${length})`,
    );
  }
  return -1;
}

/** Moves the raw position; the new one, or -1 with an exception set. */
export function rawSeek(vm: Vm, raw: Value, offset: number, whence: number): number {
  if (vm.isExact(raw, T_FILE_IO)) return fileSeek(vm, raw, offset, whence);
  const target = vm.newInt(offset);
  const result = target === 0 ? 0 : vm.callMethod(raw, vm.names.seek, target, vm.newInt(whence));
  vm.decref(target);
  return position(vm, result);
}

/** The raw position, or -1 with an exception set. */
export function rawTell(vm: Vm, raw: Value): number {
  return vm.isExact(raw, T_FILE_IO)
    ? fileSeek(vm, raw, 0, 1)
    : position(vm, vm.callMethod(raw, vm.names.tell));
}

/** A position that a method gave (stolen). */
function position(vm: Vm, result: Value): number {
  if (result === 0) return -1;
  const at = vm.index(result);
  vm.decref(result);
  if (at >= 0) return at;
  if (!vm.failed()) vm.raise("OSError", `Raw stream returned invalid position ${at}`);
  return -1;
}
