/**
 * `time`: clocks, `sleep`, and the calendar.
 *
 * @module
 */
import { MODULE_DICT, NONE, type Value } from "@orochi/object";
import {
  block,
  ensureModule,
  type NativeDefinition,
  nativeFunction,
  type NativeModule,
  newNamespace,
  safepoint,
  type Vm,
} from "@orochi/vm";
import { structSequenceClass } from "./struct_sequence.ts";
import {
  asctime,
  type BrokenTime,
  brokenTime,
  fromStructTime,
  localMoment,
  localZone,
  newStructTime,
  setLocalZone,
  strftime,
  STRUCT_TIME,
  winterAndSummer,
} from "./time_calendar.ts";
import { monotonicTime } from "./state.ts";
import { GMT } from "./time_zone.ts";
import { durationOf } from "./durations.ts";

/** A clock: its seconds, how it is described, and its number for `clock_gettime`. */
interface Clock {
  readonly read: (vm: Vm) => number;
  readonly implementation: string;
  readonly monotonic: boolean;
  readonly adjustable: boolean;
}

const CLOCKS: { readonly [name: string]: Clock } = {
  time: {
    read: (vm) => vm.host.now(),
    implementation: "clock_gettime(CLOCK_REALTIME)",
    monotonic: false,
    adjustable: true,
  },
  monotonic: {
    read: monotonicTime,
    implementation: "clock_gettime(CLOCK_MONOTONIC)",
    monotonic: true,
    adjustable: false,
  },
  perf_counter: {
    read: monotonicTime,
    implementation: "clock_gettime(CLOCK_MONOTONIC)",
    monotonic: true,
    adjustable: false,
  },
  process_time: {
    read: (vm) => vm.host.cpuTime(),
    implementation: "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)",
    monotonic: true,
    adjustable: false,
  },
  // The host tells the CPU time of the whole process only.
  thread_time: {
    read: (vm) => vm.host.cpuTime(),
    implementation: "clock_gettime(CLOCK_THREAD_CPUTIME_ID)",
    monotonic: true,
    adjustable: false,
  },
};

/** Clocks by number, as Linux numbers them. */
const CLOCK_IDS: { readonly [name: string]: number } = {
  CLOCK_REALTIME: 0,
  CLOCK_MONOTONIC: 1,
  CLOCK_PROCESS_CPUTIME_ID: 2,
  CLOCK_THREAD_CPUTIME_ID: 3,
  CLOCK_MONOTONIC_RAW: 4,
  CLOCK_BOOTTIME: 7,
  CLOCK_TAI: 11,
};
const BY_ID: { readonly [id: number]: Clock } = {
  0: CLOCKS.time,
  1: CLOCKS.monotonic,
  2: CLOCKS.process_time,
  3: CLOCKS.thread_time,
  4: CLOCKS.monotonic,
  7: CLOCKS.monotonic,
  11: CLOCKS.time,
};
/** Resolution that clocks are described with, in seconds. */
const RESOLUTION = 1e-9;

/** Seconds as whole nanoseconds. The product is exact enough: doubles keep microseconds of today's dates. */
function nanoseconds(vm: Vm, seconds: number): Value {
  const whole = Math.floor(seconds);
  return vm.newBigInt(BigInt(whole) * 1_000_000_000n + BigInt(Math.round((seconds - whole) * 1e9)));
}

function clockFunctions(): NativeDefinition[] {
  return Object.entries(CLOCKS).flatMap(([name, clock]) => [
    nativeFunction(name, "()", (vm) => vm.newFloat(clock.read(vm))),
    nativeFunction(`${name}_ns`, "()", (vm) => nanoseconds(vm, clock.read(vm))),
  ]);
}

function clockInfo(vm: Vm, given: Value): Value {
  if (!vm.isStr(given)) {
    return vm.raiseType(`get_clock_info() argument 1 must be str, not ${vm.typeName(given)}`);
  }
  const clock = CLOCKS[vm.js(given)];
  if (clock === undefined) return vm.raiseValue("unknown clock");
  const dict = vm.newDict();
  if (dict === 0) return 0;
  vm.dictSetOwned(dict, "implementation", vm.newStr(clock.implementation));
  vm.dictSetOwned(dict, "monotonic", vm.bool(clock.monotonic));
  vm.dictSetOwned(dict, "adjustable", vm.bool(clock.adjustable));
  vm.dictSetOwned(dict, "resolution", vm.newFloat(RESOLUTION));
  return newNamespace(vm, dict);
}

function clockById(vm: Vm, given: Value): Clock | null {
  const id = vm.index(given);
  if (Number.isNaN(id)) return null;
  if (BY_ID[id] === undefined) vm.raiseOS({ code: "EINVAL", message: "Invalid argument" });
  return BY_ID[id] ?? null;
}

function sleep(vm: Vm, given: Value): Value {
  const seconds = durationOf(vm, given);
  if (Number.isNaN(seconds)) return 0;
  if (seconds < 0) return vm.raiseValue("sleep length must be non-negative");
  const end = vm.parkingTime() + seconds * 1000;
  for (let left = seconds * 1000;;) {
    // Nobody wakes a thread by the address of its own block: only time and signals end the wait.
    const outcome = block(vm, vm.block, () => true, left);
    left = end - vm.parkingTime();
    if (outcome === "interrupted" && !safepoint(vm)) return 0;
    if (left <= 0) return NONE;
  }
}

/** Seconds of an optional argument, now by default; NaN with an exception set. */
function secondsArgument(vm: Vm, value: Value): number {
  if (value === 0 || value === NONE) return vm.host.now();
  const seconds = vm.isFloat(value) ? vm.asDouble(value) : vm.index(value);
  if (vm.failed()) return NaN;
  if (Number.isNaN(seconds)) {
    vm.raiseValue("Invalid value NaN (not a number)");
    return NaN;
  }
  if (Math.abs(seconds) < 8.64e12) return seconds;
  vm.raise("OverflowError", "timestamp out of range for platform time_t");
  return NaN;
}

/** A struct_time argument, or the local time now. */
function timeArgument(vm: Vm, value: Value, caller: string): BrokenTime | null {
  return value === 0 ? brokenTime(vm.host.now(), localZone(vm)) : fromStructTime(vm, value, caller);
}

/** Reads TZ, and tells of it in the module's dict. */
function setZone(vm: Vm, dict: Value): boolean {
  if (!setLocalZone(vm)) return false;
  const [winter, summer] = winterAndSummer(vm);
  return vm.dictSetOwned(dict, "timezone", vm.newInt(-winter.offset)) &&
    vm.dictSetOwned(dict, "altzone", vm.newInt(-summer.offset)) &&
    vm.dictSetOwned(dict, "daylight", vm.newInt(winter.offset === summer.offset ? 0 : 1)) &&
    vm.dictSetOwned(dict, "tzname", vm.newTuple([winter, summer].map(({ name }) => vm.newStr(name))));
}

/** The module. */
export const timeModule: NativeModule = {
  name: "time",
  doc: "This module provides various functions to manipulate time values.",
  functions: [
    ...clockFunctions(),
    nativeFunction("get_clock_info", "(name, /)", (vm, a) => clockInfo(vm, vm.i32[a])),
    nativeFunction("clock_gettime", "(clk_id, /)", (vm, a) => {
      const clock = clockById(vm, vm.i32[a]);
      return clock === null ? 0 : vm.newFloat(clock.read(vm));
    }),
    nativeFunction("clock_gettime_ns", "(clk_id, /)", (vm, a) => {
      const clock = clockById(vm, vm.i32[a]);
      return clock === null ? 0 : nanoseconds(vm, clock.read(vm));
    }),
    nativeFunction(
      "clock_getres",
      "(clk_id, /)",
      (vm, a) => clockById(vm, vm.i32[a]) === null ? 0 : vm.newFloat(RESOLUTION),
    ),
    nativeFunction(
      "clock_settime",
      "(clk_id, time, /)",
      (vm) => vm.raiseOS({ code: "EPERM", message: "Operation not permitted" }),
    ),
    nativeFunction("sleep", "(seconds, /)", (vm, a) => sleep(vm, vm.i32[a])),
    nativeFunction("gmtime", "(seconds=None, /)", (vm, a) => {
      const seconds = secondsArgument(vm, vm.i32[a]);
      return Number.isNaN(seconds) ? 0 : newStructTime(vm, brokenTime(seconds, GMT));
    }),
    nativeFunction("localtime", "(seconds=None, /)", (vm, a) => {
      const seconds = secondsArgument(vm, vm.i32[a]);
      return Number.isNaN(seconds) ? 0 : newStructTime(vm, brokenTime(seconds, localZone(vm)));
    }),
    nativeFunction("mktime", "(time_tuple, /)", (vm, a) => {
      const time = fromStructTime(vm, vm.i32[a], "mktime", false);
      return time === null ? 0 : vm.newFloat(localMoment(time, localZone(vm)));
    }),
    nativeFunction("asctime", "(time_tuple=<unrepresentable>, /)", (vm, a) => {
      const time = timeArgument(vm, vm.i32[a], "asctime");
      return time === null ? 0 : vm.newStr(asctime(time));
    }),
    nativeFunction("ctime", "(seconds=None, /)", (vm, a) => {
      const seconds = secondsArgument(vm, vm.i32[a]);
      return Number.isNaN(seconds) ? 0 : vm.newStr(asctime(brokenTime(seconds, localZone(vm))));
    }),
    nativeFunction("strftime", "(format, time_tuple=<unrepresentable>, /)", (vm, a) => {
      if (!vm.isStr(vm.i32[a])) {
        return vm.raiseType(`strftime() argument 1 must be str, not ${vm.typeName(vm.i32[a])}`);
      }
      const time = timeArgument(vm, vm.i32[a + 1], "strftime");
      return time === null ? 0 : vm.newStr(strftime(vm.js(vm.i32[a]), time, localZone(vm)));
    }),
    nativeFunction("strptime", "(*args)", (vm, a) => {
      const module = ensureModule(vm, "_strptime");
      const func = module === 0 ? 0 : vm.getAttr(module, vm.intern("_strptime_time"));
      vm.decref(module);
      const result = func === 0 ? 0 : vm.call(func, ...vm.tupleItems(vm.i32[a]));
      vm.decref(func);
      return result;
    }),
    nativeFunction("tzset", "()", (vm) => {
      const module = ensureModule(vm, "time");
      const done = module !== 0 && setZone(vm, vm.i32[(module + MODULE_DICT) >>> 2]);
      vm.decref(module);
      return done ? NONE : 0;
    }),
  ],
  populate: (vm, _module, dict) => {
    return Object.entries(CLOCK_IDS).every(([name, id]) => vm.dictSetOwned(dict, name, vm.newInt(id))) &&
      setZone(vm, dict) &&
      vm.dictSetOwned(dict, "_STRUCT_TM_ITEMS", vm.newInt(11)) &&
      vm.dictSetStr(dict, "struct_time", structSequenceClass(vm, STRUCT_TIME));
  },
  refresh: (vm, _module, dict) => setZone(vm, dict),
};
