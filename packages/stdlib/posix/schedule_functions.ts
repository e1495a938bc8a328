/**
 * Functions of `posix` on who a process is and when it runs: users, groups, priorities, processors.
 *
 * @module
 */
import type { Value } from "@orochi/object";
import { type NativeDefinition, nativeFunction, type SystemCalls, type Vm } from "@orochi/vm";
import { isError } from "../files.ts";
import { newStructSequence, structSequenceClass } from "../struct_sequence.ts";
import { ask, errorOf, libcOrNull, needLibc, perform, raiseResult } from "../system/calls.ts";
import { SCHED_PARAM } from "./process_functions.ts";

/** Bytes of a set of processors that any machine's fits in. */
const SET_BYTES = 1024;
/** More than any user's groups. */
const MOST_GROUPS = 65536;
const EINVAL = 22;
/** The largest `int` of C. */
const LARGEST_INT = 0x7fffffff;

/** Makes a call on ints that changes something beyond this process: `--allow-sys` must be given whole. */
function privileged(vm: Vm, name: string, ...args: number[]): Value {
  const libc = vm.failed() ? null : needLibc(vm), refused = libc?.permits("sys");
  if (libc === null) return 0;
  return refused ? vm.raiseOS(refused) : perform(vm, name, ...args);
}

const LARGEST_ID = 0xffffffff;

/** Ids may be -1, for "as it is", and as large as 32 bits have it; NaN with an exception set. */
function idOf(vm: Vm, given: Value, kind: string): number {
  if ((given & 1) === 0 && vm.lookupSpecial(given, vm.names.__index__) === 0) {
    return vm.raiseType(`${kind} should be integer, not ${vm.typeName(given)}`), NaN;
  }
  const id = vm.index(given);
  if (id < -1 || id > LARGEST_ID) {
    const words = id < 0 ? "less than minimum" : "greater than maximum";
    return vm.raise("OverflowError", `${kind} is ${words}`), NaN;
  }
  return Number.isNaN(id) ? NaN : id >>> 0;
}

function changing(name: string, parameters: readonly string[]): NativeDefinition {
  return nativeFunction(name, `(${parameters.join(", ")}, /)`, (vm, a) => {
    const kind = parameters[0].slice(-3), ids: number[] = [];
    for (let k = 0; k < parameters.length && !vm.failed(); k++) ids.push(idOf(vm, vm.i32[a + k], kind));
    return privileged(vm, name, ...ids);
  });
}

/** Three ids at once. */
function three(name: string): NativeDefinition {
  return nativeFunction(name, "()", (vm) => {
    const libc = needLibc(vm);
    if (libc === null) return 0;
    const ids = new Uint32Array(3);
    const places = [0, 1, 2].map((k) => new Uint8Array(ids.buffer, 4 * k, 4));
    const failed = libc.call(name, ...places);
    return failed < 0 ? raiseResult(vm, failed) : vm.newTuple(Array.from(ids, (id) => vm.newInt(id)));
  });
}

function groups(vm: Vm): Value {
  const libc = libcOrNull(vm);
  if (libc === null) {
    const group = vm.host.system("getgid", []);
    return isError(group) ? vm.raiseOS(group) : vm.newList([vm.newInt(Number(group))]);
  }
  const ids = new Uint32Array(MOST_GROUPS);
  const count = libc.call("getgroups", MOST_GROUPS, new Uint8Array(ids.buffer));
  if (count < 0) return raiseResult(vm, count);
  return vm.newList(Array.from(ids.subarray(0, count), (id) => vm.newInt(id)));
}

/** The processors that a process may use. */
function processors(vm: Vm, pid: number): Value {
  const libc = Number.isNaN(pid) ? null : libcOrNull(vm);
  const set = libc === null ? null : new Uint8Array(SET_BYTES);
  const failed = set === null ? 0 : libc!.call("sched_getaffinity", pid, SET_BYTES, set);
  if (failed < 0) return raiseResult(vm, failed);
  const count = vm.host.system("cpu_count", []), result = vm.newEmptySet();
  for (let cpu = 0; result !== 0 && cpu < SET_BYTES * 8; cpu++) {
    const usable = set === null ? cpu < Number(count) : (set[cpu >> 3] >> (cpu & 7) & 1) === 1;
    if (usable) vm.setAdd(result, vm.newInt(cpu));
  }
  return result;
}

function bindTo(vm: Vm, pid: number, given: Value): Value {
  const set = new Uint8Array(SET_BYTES);
  const good = vm.iterate(given, (item) => {
    const cpu = vm.index(item);
    if (Number.isNaN(cpu)) return false;
    if (cpu < 0) return vm.raiseValue("negative CPU number") !== 0;
    if (cpu > LARGEST_INT) return vm.raise("OverflowError", "CPU number too large") !== 0;
    if (cpu >= SET_BYTES * 8) return vm.raiseOS(errorOf(EINVAL)) !== 0;
    set[cpu >> 3] |= 1 << (cpu & 7);
    return true;
  });
  return good ? perform(vm, "sched_setaffinity", pid, SET_BYTES, set) : 0;
}

function parameter(vm: Vm, libc: SystemCalls, pid: number): Value {
  const priority = new Int32Array(1);
  const failed = libc.call("sched_getparam", pid, new Uint8Array(priority.buffer));
  if (failed < 0) return raiseResult(vm, failed);
  return newStructSequence(vm, SCHED_PARAM, [vm.newInt(priority[0])]);
}

/** The priority of a `sched_param`, as C has it; null with an exception set. */
export function priorityOf(vm: Vm, given: Value): Uint8Array | null {
  const isParameter = vm.isTuple(given) && vm.typeOf(given) === structSequenceClass(vm, SCHED_PARAM);
  if (!isParameter) return vm.raiseType("must have a sched_param object"), null;
  const priority = vm.cInt(vm.tupleItems(given)[0]);
  return Number.isNaN(priority) ? null : new Uint8Array(Int32Array.of(priority).buffer);
}

function onNumbers(name: string, parameters: readonly string[], gives: typeof ask): NativeDefinition {
  return nativeFunction(name, `(${parameters.join(", ")})`, (vm, a) => {
    const args = parameters.map((_, k) => vm.index(vm.i32[a + k]));
    return vm.failed() ? 0 : gives(vm, name, ...args);
  });
}

/** A call whose result may be negative, down to -20: of its failures those are known that it has. */
function signed(name: string, parameters: readonly string[], failures: readonly number[]): NativeDefinition {
  return nativeFunction(name, `(${parameters.join(", ")})`, (vm, a) => {
    const args = parameters.map((_, k) => vm.index(vm.i32[a + k])), libc = vm.failed() ? null : needLibc(vm);
    if (libc === null) return 0;
    const result = libc.call(name, ...args);
    return failures.includes(-result) ? raiseResult(vm, result) : vm.newInt(result);
  });
}

/** The functions. */
export const scheduleFunctions: readonly NativeDefinition[] = [
  ...["setuid", "seteuid"].map((name) => changing(name, ["uid"])),
  ...["setgid", "setegid"].map((name) => changing(name, ["gid"])),
  changing("setreuid", ["ruid", "euid"]),
  changing("setregid", ["rgid", "egid"]),
  changing("setresuid", ["ruid", "euid", "suid"]),
  changing("setresgid", ["rgid", "egid", "sgid"]),
  three("getresuid"),
  three("getresgid"),
  nativeFunction("getgroups", "()", groups),
  nativeFunction("nice", "(increment, /)", (vm, a) => {
    const libc = needLibc(vm), increment = libc === null ? NaN : vm.index(vm.i32[a]);
    if (Number.isNaN(increment)) return 0;
    // A niceness of -1 and EPERM look the same: which it was, the niceness afterwards tells.
    const result = libc!.call("nice", increment), now = libc!.call("getpriority", 0, 0);
    return result === now ? vm.newInt(result) : raiseResult(vm, result);
  }),
  signed("getpriority", ["which", "who"], [3, 22]),
  nativeFunction("setpriority", "(which, who, priority)", (vm, a) => {
    const [which, who, priority] = [0, 1, 2].map((k) => vm.index(vm.i32[a + k]));
    const own = which === 0 && (who === 0 || who === vm.host.pid());
    return own
      ? perform(vm, "setpriority", which, who, priority)
      : privileged(vm, "setpriority", which, who, priority);
  }),
  nativeFunction("sched_getaffinity", "(pid, /)", (vm, a) => processors(vm, vm.index(vm.i32[a]))),
  nativeFunction("sched_setaffinity", "(pid, mask, /)", (vm, a) => {
    const pid = vm.index(vm.i32[a]);
    return Number.isNaN(pid) ? 0 : bindTo(vm, pid, vm.i32[a + 1]);
  }),
  onNumbers("sched_getscheduler", ["pid"], ask),
  onNumbers("sched_get_priority_max", ["policy"], ask),
  onNumbers("sched_get_priority_min", ["policy"], ask),
  nativeFunction("sched_getparam", "(pid, /)", (vm, a) => {
    const pid = vm.index(vm.i32[a]), libc = Number.isNaN(pid) ? null : needLibc(vm);
    return libc === null ? 0 : parameter(vm, libc, pid);
  }),
  nativeFunction("sched_setparam", "(pid, param, /)", (vm, a) => {
    const pid = vm.index(vm.i32[a]), priority = Number.isNaN(pid) ? null : priorityOf(vm, vm.i32[a + 1]);
    return priority === null ? 0 : perform(vm, "sched_setparam", pid, priority);
  }),
  nativeFunction("sched_setscheduler", "(pid, policy, param, /)", (vm, a) => {
    const pid = vm.index(vm.i32[a]), policy = vm.index(vm.i32[a + 1]);
    const priority = vm.failed() ? null : priorityOf(vm, vm.i32[a + 2]);
    return priority === null ? 0 : perform(vm, "sched_setscheduler", pid, policy, priority);
  }),
  nativeFunction("sched_rr_get_interval", "(pid, /)", (vm, a) => {
    const pid = vm.index(vm.i32[a]), libc = Number.isNaN(pid) ? null : needLibc(vm);
    if (libc === null) return 0;
    const time = new BigInt64Array(2);
    const failed = libc.call("sched_rr_get_interval", pid, new Uint8Array(time.buffer));
    return failed < 0 ? raiseResult(vm, failed) : vm.newFloat(Number(time[0]) + Number(time[1]) * 1e-9);
  }),
];
