/**
 * `fork` as `multiprocessing` has it: the child is a new process with the parent's heap, and calls what it was given.
 *
 * A process with Workers can't go on in two, so the system's call is of no use, and `os.fork` says so. What the runtime
 * does instead, taking an image of the heap and starting a process over it, is behind {@linkcode processFork}.
 *
 * @module
 */
import { NONE, type Value } from "@orochi/object";
import {
  type HostError,
  type NativeDefinition,
  nativeFunction,
  type NativeModule,
  type Vm,
} from "@orochi/vm";
import { isError, systemFiles } from "../files.ts";
import { listenAgain } from "../signal.ts";
import { registerAtFork, runHooks } from "./fork_hooks.ts";
import { cBytes, encodePath, errorOf, libcOrNull, needLibc } from "../system/calls.ts";
import { inheritedEnvironment, pointers, signalSet } from "../system/spawn.ts";
import { semaphoreFiles } from "./semaphore_arena.ts";

/** A child that is ready to be started. */
export interface ForkPlan {
  /** What is run, with its arguments; the first is the file. */
  readonly command: readonly string[];
  /** Descriptors of the system that the child gets under their numbers. */
  readonly descriptors: readonly number[];
  /** Called when the child has been started, or could not be. */
  release(): void;
}

/** What the runtime sets: how a heap goes over to another process. */
export const processFork: {
  /** Makes the heap one that forks cost little of. */
  prepare: ((vm: Vm) => HostError | null) | null;
  /**
   * Takes the heap as it is.
   *
   * @param callable What the child is to call.
   * @param descriptors The system's descriptors that the program has.
   */
  plan: ((vm: Vm, callable: Value, descriptors: readonly number[]) => ForkPlan | HostError) | null;
} = { prepare: null, plan: null };

const REFUSAL: HostError = {
  code: "ENOSYS",
  message: "os.fork() can't be had: a process with Workers can't go on in two; " +
    'use multiprocessing.get_context("fork").Process, which calls its target in a process with a copy of the heap',
};
const NOWHERE: HostError = {
  code: "ENOSYS",
  message: "The start method 'fork' needs a program that runs on Workers, as `orochi` starts it",
};

/** Room for `posix_spawnattr_t` and `posix_spawn_file_actions_t`: 336 and 80 bytes on x86-64. */
const ROOM = 512;
const SETSIGMASK = 0x08;
/** Starts a program with the environment of this one and some of the system's descriptors. */
function spawnWith(vm: Vm, command: readonly string[], descriptors: readonly number[]): number | HostError {
  const libc = needLibc(vm)!;
  const actions = new Uint8Array(new ArrayBuffer(ROOM)), attributes = new Uint8Array(new ArrayBuffer(ROOM));
  libc.call("posix_spawn_file_actions_init", actions);
  libc.call("posix_spawnattr_init", attributes);
  // Onto itself: the child's is no longer closed for the program.
  for (const fd of descriptors) libc.call("posix_spawn_file_actions_adddup2", actions, fd, fd);
  libc.call("posix_spawnattr_setsigmask", attributes, signalSet([]));
  libc.call("posix_spawnattr_setflags", attributes, SETSIGMASK);
  const args = pointers(libc, command.map(encodePath)),
    environment = pointers(libc, inheritedEnvironment(vm));
  const pid = new Int32Array(1);
  const result = libc.call(
    "posix_spawn",
    new Uint8Array(pid.buffer),
    cBytes(encodePath(command[0])),
    actions,
    attributes,
    args.list,
    environment.list,
  );
  libc.call("posix_spawn_file_actions_destroy", actions);
  libc.call("posix_spawnattr_destroy", attributes);
  // Until here nothing may be collected that the structures point at.
  const alive = args.texts.length + environment.texts.length;
  return result === 0 && alive > 0 ? pid[0] : errorOf(-result);
}

function start(vm: Vm, callable: Value): Value {
  if (processFork.plan === null) return vm.raiseOS(NOWHERE);
  if (needLibc(vm) === null) return 0;
  runHooks(vm, "before");
  const plan = processFork.plan(vm, callable, [...systemFiles(vm), ...semaphoreFiles(vm)]);
  const pid = isError(plan) ? plan : spawnWith(vm, plan.command, plan.descriptors);
  if (!isError(plan)) plan.release();
  runHooks(vm, "after_in_parent");
  return isError(pid) ? vm.raiseOS(pid) : vm.newInt(pid);
}

/**
 * In the child: what was registered for it, and then what it is for. The thread is attached.
 *
 * @returns False with an exception set.
 */
export function enterForkedChild(vm: Vm, callable: Value): boolean {
  listenAgain(vm);
  runHooks(vm, "after_in_child");
  const result = vm.call(callable);
  vm.decref(result);
  return result !== 0;
}

/** `_orochi_fork`: what `multiprocessing.popen_fork` calls here. */
export const forkModule: NativeModule = {
  name: "_orochi_fork",
  doc: "Child processes that begin with the heap of their parent.",
  functions: [
    nativeFunction(
      "available",
      "()",
      (vm) => vm.bool(processFork.plan !== null && libcOrNull(vm) !== null),
      "Whether processes can be started in this way here.",
    ),
    nativeFunction("prepare", "()", (vm) => {
      if (processFork.prepare === null) return vm.raiseOS(NOWHERE);
      if (needLibc(vm) === null) return 0;
      const failed = processFork.prepare(vm);
      return failed === null ? NONE : vm.raiseOS(failed);
    }, "Moves the heap to where a child can share it: forks after this copy what has changed."),
    nativeFunction(
      "start",
      "(callable, /)",
      (vm, a) => start(vm, vm.i32[a]),
      "Starts a process with a copy of the heap, which calls the callable; returns its process id.",
    ),
  ],
};

/** Functions of `posix`. */
export const forkFunctions: readonly NativeDefinition[] = [
  nativeFunction("fork", "()", (vm) => vm.raiseOS(REFUSAL), "Fork a child process."),
  registerAtFork,
];
