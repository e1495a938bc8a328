/**
 * Options of sockets.
 *
 * @module
 */
import { NONE, type Value } from "@orochi/object";
import { type Vm } from "@orochi/vm";
import { openBytes, releaseBuffer } from "@orochi/vm/kernel";
import { intOr } from "../posix/path_functions.ts";
import { needLibc, raiseResult, raiseWords } from "../system/calls.ts";
import { numberOption } from "./connections.ts";
import { systemOf } from "./socket_object.ts";
import { placeOf } from "./transfer.ts";

/** The longest option that can be asked for, as in CPython. */
const MOST_BYTES = 1024;

/** `getsockopt(level, option[, buflen])`. */
export function getOption(vm: Vm, a: number): Value {
  const libc = needLibc(vm), [level, option] = [1, 2].map((k) => vm.index(vm.i32[a + k]));
  const size = intOr(vm, vm.i32[a + 3], 0);
  const fd = libc === null || vm.failed() ? -1 : systemOf(vm, vm.i32[a]);
  if (fd < 0) return 0;
  if (size === 0) {
    const value = numberOption(libc!, fd, level, option);
    return value < 0 ? raiseResult(vm, value) : vm.newInt(value);
  }
  if (size < 0 || size > MOST_BYTES) return raiseWords(vm, "OSError", "getsockopt buflen out of range");
  const bytes = new Uint8Array(size), length = Uint32Array.of(size);
  const failed = libc!.call("getsockopt", fd, level, option, bytes, new Uint8Array(length.buffer));
  return failed < 0 ? raiseResult(vm, failed) : vm.newBytes(bytes.subarray(0, length[0]));
}

/** `setsockopt(level, option, value)` and `setsockopt(level, option, None, optlen)`. */
export function setOption(vm: Vm, a: number): Value {
  const libc = needLibc(vm), [level, option] = [1, 2].map((k) => vm.index(vm.i32[a + k]));
  const given = vm.i32[a + 3];
  const fd = libc === null || vm.failed() ? -1 : systemOf(vm, vm.i32[a]);
  if (fd < 0) return 0;
  let result: number;
  if (given === NONE) {
    const length = intOr(vm, vm.i32[a + 4], 0);
    if (vm.failed()) return 0;
    result = libc!.call("setsockopt", fd, level, option, null, length);
  } else if (vm.isInt(given)) {
    const value = Int32Array.of(Number(BigInt.asIntN(32, vm.bigInt(given))));
    result = libc!.call("setsockopt", fd, level, option, new Uint8Array(value.buffer), 4);
  } else {
    const buffer = openBytes(vm, given);
    if (buffer === null) return 0;
    const bytes = placeOf(vm, buffer);
    result = libc!.call("setsockopt", fd, level, option, bytes, bytes.length);
    releaseBuffer(vm, buffer);
  }
  return result < 0 ? raiseResult(vm, result) : NONE;
}
