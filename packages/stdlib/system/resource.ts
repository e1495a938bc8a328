/**
 * `resource`: what the process has used, and how much it may.
 *
 * @module
 */
import type { Value } from "@orochi/object";
import { nativeFunction, type NativeModule, type Vm } from "@orochi/vm";
import { addIntegers } from "../_module_error.ts";
import { structSequenceClass } from "../struct_sequence.ts";
import { needLibc, raiseResult } from "./calls.ts";
import { RESOURCE_USAGE, resourceUsage } from "./resource_usage.ts";

const USAGE_BYTES = 144, PAGE_BYTES = 4096, LIMITS = 16, EINVAL = 22;
/** No limit: all bits set, which Python has as -1. */
const UNLIMITED = 0xffff_ffff_ffff_ffffn;

const CONSTANTS: { readonly [name: string]: number } = {
  RLIMIT_CPU: 0,
  RLIMIT_FSIZE: 1,
  RLIMIT_DATA: 2,
  RLIMIT_STACK: 3,
  RLIMIT_CORE: 4,
  RLIMIT_RSS: 5,
  RLIMIT_NPROC: 6,
  RLIMIT_NOFILE: 7,
  RLIMIT_OFILE: 7,
  RLIMIT_MEMLOCK: 8,
  RLIMIT_AS: 9,
  RLIMIT_SIGPENDING: 11,
  RLIMIT_MSGQUEUE: 12,
  RLIMIT_NICE: 13,
  RLIMIT_RTPRIO: 14,
  RLIMIT_RTTIME: 15,
  RLIM_INFINITY: -1,
  RUSAGE_SELF: 0,
  RUSAGE_CHILDREN: -1,
  RUSAGE_THREAD: 1,
};

function usage(vm: Vm, who: number): Value {
  const libc = Number.isNaN(who) ? null : needLibc(vm);
  if (libc === null) return 0;
  const bytes = new Uint8Array(USAGE_BYTES);
  const failed = libc.call("getrusage", who, bytes);
  if (failed === -EINVAL) return vm.raiseValue("invalid who parameter");
  return failed < 0 ? raiseResult(vm, failed) : resourceUsage(vm, bytes);
}

/** The two numbers of a limit; null with an exception set. */
function limitsOf(vm: Vm, given: Value): BigUint64Array | null {
  const list = vm.collect(given);
  if (list === 0) return null;
  const count = vm.listLength(list);
  const numbers = count === 2 ? [0, 1].map((k) => vm.listItem(list, k)) : [];
  const good = numbers.length === 2 && numbers.every((number) => vm.isInt(number));
  const words = good
    ? BigUint64Array.from(numbers.map((number) => BigInt.asUintN(64, vm.bigInt(number))))
    : null;
  vm.decref(list);
  if (words !== null) return words;
  if (count !== 2) vm.raiseValue("expected a tuple of 2 integers");
  else vm.raiseType("'tuple' object cannot be interpreted as an integer");
  return null;
}

function limit(vm: Vm, word: bigint): Value {
  return word === UNLIMITED ? vm.newInt(-1) : vm.newBigInt(word);
}

/** Reads limits of a process, 0 for this one, setting them first if some are given. */
function limits(vm: Vm, pid: number, which: number, next: Value): Value {
  const libc = vm.failed() ? null : needLibc(vm);
  if (libc === null) return 0;
  if (which < 0 || which >= LIMITS) return vm.raiseValue("invalid resource specified");
  const wanted = next === 0 ? null : limitsOf(vm, next);
  if (next !== 0 && wanted === null) return 0;
  const old = new BigUint64Array(2);
  const words = wanted === null ? null : new Uint8Array(wanted.buffer);
  const failed = libc.call("prlimit", pid, which, words, new Uint8Array(old.buffer));
  if (failed === -EINVAL) return vm.raiseValue("current limit exceeds maximum limit");
  if (failed === -1 && wanted !== null) return vm.raiseValue("not allowed to raise maximum limit");
  return failed < 0 ? raiseResult(vm, failed) : vm.newTuple([limit(vm, old[0]), limit(vm, old[1])]);
}

/** The module. */
export const resourceModule: NativeModule = {
  name: "resource",
  functions: [
    nativeFunction("getrusage", "(who, /)", (vm, a) => usage(vm, vm.index(vm.i32[a]))),
    nativeFunction("getpagesize", "()", (vm) => vm.newInt(PAGE_BYTES)),
    nativeFunction("getrlimit", "(resource, /)", (vm, a) => limits(vm, 0, vm.index(vm.i32[a]), 0)),
    nativeFunction("setrlimit", "(resource, limits, /)", (vm, a) => {
      const old = limits(vm, 0, vm.index(vm.i32[a]), vm.i32[a + 1]);
      vm.decref(old);
      return old === 0 ? 0 : vm.none;
    }),
    nativeFunction("prlimit", "(pid, resource, limits=None, /)", (vm, a) => {
      const pid = vm.index(vm.i32[a]), which = vm.index(vm.i32[a + 1]);
      const refused = pid === 0 || pid === vm.host.pid() ? null : needLibc(vm)?.permits("sys");
      if (refused) return vm.raiseOS(refused);
      return limits(vm, pid, which, vm.i32[a + 2] === vm.none ? 0 : vm.i32[a + 2]);
    }),
  ],
  populate: (vm, _module, dict) =>
    addIntegers(vm, dict, CONSTANTS) && vm.dictSetStr(dict, "error", vm.exceptionType("OSError")) &&
    vm.dictSetStr(dict, "struct_rusage", structSequenceClass(vm, RESOURCE_USAGE)),
};
