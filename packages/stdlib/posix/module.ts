/**
 * `posix`: the operating system, for `os`.
 *
 * @module
 */
import { T_DIR_ENTRY, type Value } from "@orochi/object";
import type { NativeModule, Vm } from "@orochi/vm";
import { forkFunctions } from "../multiprocessing/fork.ts";
import { structSequenceClass } from "../struct_sequence.ts";
import { CHILD_CONSTANTS, childFunctions } from "./child_functions.ts";
import { POSIX_CONSTANTS } from "./constants.ts";
import { deviceFunctions } from "./devices.ts";
import { descriptorFunctions } from "./descriptor_functions.ts";
import { pathFunctions } from "./path_functions.ts";
import { PIPE_CONSTANTS, pipeFunctions } from "./pipe_functions.ts";
import {
  environment,
  fillEnvironment,
  processFunctions,
  SCHED_PARAM,
  SYSCONF,
  TERMINAL_SIZE,
  TIMES_RESULT,
} from "./process_functions.ts";
import { scandirFunction } from "./scandir.ts";
import { scheduleFunctions } from "./schedule_functions.ts";
import { SPAWN_CONSTANTS, spawnFunctions } from "./spawn_functions.ts";
import { STAT_RESULT, STATVFS_RESULT } from "./stat_result.ts";

/** What `os` derives `supports_fd` and its like from: calls that work in all their forms. */
const HAVE = [
  "HAVE_FCHMOD",
  "HAVE_FCHOWN",
  "HAVE_FTRUNCATE",
  "HAVE_FUTIMENS",
  "HAVE_LCHOWN",
  "HAVE_LSTAT",
  "HAVE_LUTIMES",
];

function populate(vm: Vm, dict: Value): boolean {
  const names = vm.newDict();
  for (const [name, entry] of Object.entries(SYSCONF)) vm.dictSetOwned(names, name, vm.newInt(entry.number));
  const classes = {
    stat_result: STAT_RESULT,
    statvfs_result: STATVFS_RESULT,
    terminal_size: TERMINAL_SIZE,
    sched_param: SCHED_PARAM,
    times_result: TIMES_RESULT,
  };
  return Object.entries({ ...POSIX_CONSTANTS, ...PIPE_CONSTANTS, ...CHILD_CONSTANTS, ...SPAWN_CONSTANTS })
    .every((
      [name, value],
    ) => vm.dictSetOwned(dict, name, vm.newInt(value))) &&
    Object.entries(classes).every(([name, kind]) =>
      vm.dictSetStr(dict, name, structSequenceClass(vm, kind))
    ) &&
    vm.dictSetStr(dict, "DirEntry", vm.typeObject(T_DIR_ENTRY)) &&
    vm.dictSetStr(dict, "error", vm.exceptionType("OSError")) &&
    vm.dictSetOwned(dict, "environ", environment(vm)) && vm.dictSetOwned(dict, "sysconf_names", names) &&
    vm.dictSetOwned(dict, "_have_functions", vm.newList(HAVE.map((name) => vm.newStr(name))));
}

/** The module. */
export const posixModule: NativeModule = {
  name: "posix",
  doc:
    "This module provides access to operating system functionality that is\nstandardized by the C Standard and the POSIX standard.",
  functions: [
    ...pathFunctions,
    ...descriptorFunctions,
    ...deviceFunctions,
    ...pipeFunctions,
    ...childFunctions,
    ...spawnFunctions,
    ...forkFunctions,
    ...processFunctions,
    ...scheduleFunctions,
    scandirFunction,
  ],
  populate: (vm, _module, dict) => populate(vm, dict),
  refresh: (vm, _module, dict) => fillEnvironment(vm, vm.dictGetStr(dict, "environ")),
};
