/**
 * Functions of `posix` on other processes: starting programs, waiting for their ends.
 *
 * @module
 */
import { NONE, type Value } from "@orochi/object";
import { type HostError, type NativeDefinition, nativeFunction, type SystemCalls, type Vm } from "@orochi/vm";
import { isError, isInheritable } from "../files.ts";
import { defineStructSequence, newStructSequence } from "../struct_sequence.ts";
import { audit } from "../sys_functions.ts";
import { ask, cBytes, errorOf, libcOrNull, needLibc, perform, raiseResult } from "../system/calls.ts";
import {
  type FileAction,
  inheritedDescriptors,
  inheritedEnvironment,
  pointers,
  type Program,
  spawn,
  systemDescriptors,
} from "../system/spawn.ts";
import { pathBytes, textsOf } from "../system/subprocess.ts";
import { resourceUsage } from "../system/resource_usage.ts";
import { POLLIN, waitInSlices } from "../system/wait.ts";
import { decodePath, pathOf } from "./paths.ts";
import { adopted } from "./pipe_functions.ts";
import { intOr } from "./path_functions.ts";
import { priorityOf } from "./schedule_functions.ts";

const WNOHANG = 1, O_RDWR = 2, X_OK = 1, F_DUPFD_CLOEXEC = 1030;
const OPEN = 0, CLOSE = 1, DUP2 = 2;
const SHELL = "/bin/sh";
const USAGE_BYTES = 144, INFO_BYTES = 128;

const WAITID_RESULT = defineStructSequence({
  name: "posix.waitid_result",
  fields: ["si_pid", "si_uid", "si_signo", "si_status", "si_code"],
});

/**
 * Makes a call that waits for a child, with WNOHANG again and again; meanwhile sleeps on the process, if it is one.
 *
 * @param call Gives 0 while there is nothing to tell, or `-errno`.
 */
function awaitChild(vm: Vm, libc: SystemCalls, pid: number, options: number, call: () => number): number {
  if ((options & WNOHANG) !== 0) return call();
  const first = call();
  if (first !== 0) return first;
  const watched = pid > 0 ? libc.call("pidfd_open", pid, 0) : -1;
  const entry = Int32Array.of(watched, POLLIN), bytes = new Uint8Array(entry.buffer);
  let pause = 1;
  const result = waitInSlices(vm, Infinity, (waitMs) => {
    const ended = call();
    if (ended !== 0 || waitMs === 0) return ended;
    // Without a process to watch, looks become rarer.
    libc.call("poll", bytes, watched < 0 ? 0 : 1, watched < 0 ? Math.min(pause *= 2, waitMs) : waitMs);
    return call();
  });
  if (watched >= 0) libc.call("close", watched);
  return isError(result) ? (vm.raiseOS(result), -1) : result;
}

/** The pid and status of an ended child; null with an exception set. */
function wait(vm: Vm, pid: number, options: number, usage: Uint8Array | null): [number, number] | null {
  const libc = vm.failed() ? null : needLibc(vm);
  if (libc === null) return null;
  const status = new Int32Array(1), place = new Uint8Array(status.buffer);
  const call = () => libc.call("wait4", pid, place, options | WNOHANG, usage);
  const ended = awaitChild(vm, libc, pid, options, call);
  if (ended >= 0) return [ended, status[0]];
  return vm.failed() ? null : (raiseResult(vm, ended), null);
}

/** `waitpid` and its like; `wait3` and `wait4` tell what the child has used. */
function waited(vm: Vm, pid: number, options: number, withUsage: boolean): Value {
  const usage = withUsage ? new Uint8Array(USAGE_BYTES) : null;
  const found = wait(vm, pid, options, usage);
  if (found === null) return 0;
  const result = [vm.newInt(found[0]), vm.newInt(found[1])];
  if (usage !== null) result.push(resourceUsage(vm, usage));
  return vm.newTuple(result);
}

function waitid(vm: Vm, a: number): Value {
  const [kind, id, options] = [0, 1, 2].map((k) => vm.index(vm.i32[a + k]));
  const libc = vm.failed() ? null : needLibc(vm);
  if (libc === null) return 0;
  const bytes = new Uint8Array(INFO_BYTES), view = new DataView(bytes.buffer);
  const ended = awaitChild(vm, libc, kind === 1 ? id : 0, options, () => {
    bytes.fill(0);
    const result = libc.call("waitid", kind, id, bytes, options | WNOHANG);
    return result < 0 ? result : view.getInt32(16, true);
  });
  if (ended < 0) return vm.failed() ? 0 : raiseResult(vm, ended);
  if (ended === 0) return NONE;
  return newStructSequence(
    vm,
    WAITID_RESULT,
    [16, 20, 0, 24, 8].map((at) => vm.newInt(view.getInt32(at, true))),
  );
}

/** Waits for a child's end: its exit status, or less the signal that ended it. */
export function exitCodeOf(vm: Vm, pid: number): Value {
  const ended = wait(vm, pid, 0, null);
  if (ended === null) return 0;
  const signal = ended[1] & 127;
  return vm.newInt(signal === 0 ? (ended[1] >> 8) & 255 : -signal);
}

/** The environment argument of a call: a mapping; null with an exception set. */
export function environmentOf(vm: Vm, given: Value): Uint8Array[] | null {
  const items = vm.callMethod(given, vm.names.items);
  if (items === 0) return null;
  const texts: Uint8Array[] = [];
  const good = vm.iterate(items, (item) => {
    const pair = vm.collect(item);
    if (pair === 0) return false;
    const [name, value] = [0, 1].map((k) => pathBytes(vm, vm.listItem(pair, k)));
    vm.decref(pair);
    if (name === null || value === null) return false;
    if (name.includes(0) || value.includes(0)) return vm.raiseValue("embedded null byte") !== 0;
    if (name.length === 0 || name.includes(61)) {
      return vm.raiseValue("illegal environment variable name") !== 0;
    }
    const text = new Uint8Array(name.length + 1 + value.length);
    text.set(name);
    text[name.length] = 61;
    text.set(value, name.length + 1);
    texts.push(text);
    return true;
  });
  vm.decref(items);
  return good ? texts : null;
}

/** Arguments of a program; null with an exception set. */
export function argumentsOf(vm: Vm, given: Value, call: string): Uint8Array[] | null {
  if (!vm.isTuple(given) && !vm.isList(given)) {
    vm.raiseType(`${call}: argv must be a tuple or list`);
    return null;
  }
  const args = textsOf(vm, given);
  if (args === null) return null;
  if (args.length === 0) return vm.raiseValue(`${call}: argv must not be empty`), null;
  if (args[0].length === 0) return vm.raiseValue(`${call}: argv first element cannot be empty`), null;
  return args;
}

/** The file actions of `posix_spawn`; null with an exception set. */
function fileActions(vm: Vm, given: Value): FileAction[] | null {
  const actions: FileAction[] = [];
  const good = given === 0 || given === NONE || vm.iterate(given, (item) => {
    const items = vm.isTuple(item) ? vm.tupleItems(item) : [];
    if (items.length === 0) return vm.raiseType("Each file_actions element must be a non-empty tuple") !== 0;
    const kind = vm.index(items[0]), isOpen = kind === OPEN && items.length === 5;
    const numbers = vm.failed() ? [] : items.slice(1).map((v, k) => isOpen && k === 1 ? 0 : vm.index(v));
    if (vm.failed()) return false;
    if (isOpen) {
      const path = pathBytes(vm, items[2]);
      if (path === null) return false;
      if (path.includes(0)) return vm.raiseValue("embedded null byte") !== 0;
      actions.push({
        kind: "open",
        fd: numbers[0],
        path: decodePath(path),
        flags: numbers[2],
        mode: numbers[3],
      });
    } else if (kind === CLOSE && items.length === 2) actions.push({ kind: "close", fd: numbers[0] });
    else if (kind === DUP2 && items.length === 3) {
      actions.push({ kind: "dup2", fd: numbers[0], target: numbers[1] });
    } else return vm.raiseType("Unknown file_actions identifier") !== 0;
    return true;
  });
  return good ? actions : null;
}

/** A descriptor that an action copies must be there, and go again if the child was not to have it. */
function withSources(vm: Vm, actions: readonly FileAction[]): Pick<Program, "actions" | "descriptors"> {
  const descriptors = inheritedDescriptors(vm, true), all = [...actions];
  for (const action of actions) {
    if (action.kind !== "dup2" || descriptors.has(action.fd)) continue;
    descriptors.set(action.fd, action.fd);
    const stays = actions.some((other) =>
      other.kind !== "close" && other.kind !== "dup2" && other.fd === action.fd
    );
    if (!stays && !isInheritable(vm, action.fd)) all.push({ kind: "close", fd: action.fd });
  }
  return { descriptors, actions: all };
}

const LAST_SIGNAL = 64;

/** Signals of an iterable; null with an exception set. */
function signalsOf(vm: Vm, given: Value): number[] | null {
  const signals: number[] = [];
  const good = given === 0 || given === NONE || vm.iterate(given, (item) => {
    const signal = vm.index(item);
    signals.push(signal);
    return !vm.failed() && ((signal >= 1 && signal <= LAST_SIGNAL) ||
      vm.raiseValue(`signal number ${signal} out of range [1; ${LAST_SIGNAL}]`) !== 0);
  });
  return good ? signals : null;
}

/** The `scheduler` of `posix_spawn`, a pair of a policy or None and a `sched_param`; null for none, or with an exception set. */
function scheduleOf(vm: Vm, given: Value): { policy: number | null; priority: Uint8Array } | null {
  if (given === 0 || given === NONE) return null;
  if (!vm.isTuple(given) || vm.tupleLength(given) !== 2) {
    return vm.raiseType("A scheduler tuple must have two elements"), null;
  }
  const [kind, parameter] = vm.tupleItems(given);
  const policy = kind === NONE ? null : vm.index(kind);
  const priority = vm.failed() ? null : priorityOf(vm, parameter);
  return priority === null ? null : { policy, priority };
}

/** Where a program may be: the file itself, or in the folders of a search path. */
export function candidates(path: Uint8Array, searchPath: string | null): Uint8Array[] {
  if (searchPath === null || path.includes(47)) return [path];
  return searchPath.split(":").map((folder) => {
    const prefix = new TextEncoder().encode(`${folder || "."}/`);
    const all = new Uint8Array(prefix.length + path.length);
    all.set(prefix);
    all.set(path, prefix.length);
    return all;
  });
}

/** Why a file may not be opened for a child; null if it may. */
function openRefusal(libc: SystemCalls, action: FileAction): HostError | null {
  if (action.kind !== "open") return null;
  const writes = (action.flags & 3) !== 0 ? libc.permits("write", action.path) : null;
  return writes ?? ((action.flags & 3) !== 1 ? libc.permits("read", action.path) : null);
}

function posixSpawn(vm: Vm, a: number, call: string): Value {
  const path = pathBytes(vm, vm.i32[a]), args = path === null ? null : argumentsOf(vm, vm.i32[a + 1], call);
  if (path === null || args === null) return 0;
  const environment = vm.i32[a + 2] === NONE ? inheritedEnvironment(vm) : environmentOf(vm, vm.i32[a + 2]);
  const actions = environment === null ? null : fileActions(vm, vm.i32[a + 3]);
  const group = vm.i32[a + 4] === 0 || vm.i32[a + 4] === NONE ? undefined : vm.index(vm.i32[a + 4]);
  const session = vm.i32[a + 6] === 0 ? 0 : vm.truthy(vm.i32[a + 6]);
  const schedule = scheduleOf(vm, vm.i32[a + 9]);
  const mask = signalsOf(vm, vm.i32[a + 7]), defaults = signalsOf(vm, vm.i32[a + 8]);
  if (environment === null || actions === null || mask === null || defaults === null || vm.failed()) return 0;
  if (!audit(vm, "os.posix_spawn", vm.i32[a], vm.i32[a + 1], vm.i32[a + 2])) return 0;
  const libc = needLibc(vm);
  if (libc === null) return 0;
  const refused = libc.permits("run", decodePath(path)) ??
    actions.map((action) => openRefusal(libc, action)).find((r) => r);
  if (refused) return vm.raiseOS(refused, vm.i32[a]);
  const pid = spawn(vm, libc, {
    executables: candidates(
      path,
      call === "posix_spawnp" ? vm.host.environment().PATH ?? "/bin:/usr/bin" : null,
    ),
    args,
    environment,
    group,
    mask,
    newSession: session === 1,
    defaultSignals: defaults,
    ...withSources(vm, actions),
  });
  if (isError(pid)) return vm.raiseOS(pid, vm.i32[a]);
  if (schedule !== null) {
    // The starter may set what the child would have begun with; a child that is gone does not mind.
    const policy = schedule.policy ?? libc.call("sched_getscheduler", pid);
    libc.call("sched_setscheduler", pid, policy, schedule.priority);
  }
  return vm.newInt(pid);
}

/** Puts the inheritable descriptors where the new program looks for them, in this very process. */
function moveDescriptors(vm: Vm, libc: SystemCalls): void {
  const fds = systemDescriptors(vm, inheritedDescriptors(vm, true));
  if (isError(fds)) return;
  const free = Math.max(...fds.keys(), ...fds.values()) + 1;
  const moved = [...fds].map(([target, fd]) =>
    [target, fd < 0 ? -1 : libc.call("fcntl", fd, F_DUPFD_CLOEXEC, free)] as const
  );
  for (const [target, fd] of moved) {
    if (fd < 0) libc.call("close", target);
    else libc.call("dup2", fd, target);
  }
}

function execute(vm: Vm, pathValue: Value, argsValue: Value, environmentValue: Value, call: string): Value {
  const path = pathBytes(vm, pathValue), args = path === null ? null : argumentsOf(vm, argsValue, call);
  if (path === null || args === null) return 0;
  const environment = environmentValue === 0 ? inheritedEnvironment(vm) : environmentOf(vm, environmentValue);
  if (environment === null || !audit(vm, "os.exec", pathValue, argsValue, environmentValue || NONE)) return 0;
  const libc = needLibc(vm), refused = libc === null ? null : libc.permits("run", decodePath(path));
  if (refused !== null) return vm.raiseOS(refused, pathValue);
  if (libc === null) return 0;
  // What is certain to fail must not cost Deno the descriptors that the new program would get.
  const file = cBytes(path), missing = libc.call("access", file, X_OK);
  if (missing < 0) return raiseResult(vm, missing);
  const argv = pointers(libc, args), envp = pointers(libc, environment);
  moveDescriptors(vm, libc);
  const failed = libc.call("execve", file, argv.list, envp.list);
  return argv.texts.length + envp.texts.length > 0 ? raiseResult(vm, failed) : 0;
}

/** `system`: the status of a command that a shell runs. */
function system(vm: Vm, given: Value): Value {
  const command = pathOf(vm, given, { call: "system", parameter: "command" });
  if (command === null || !audit(vm, "os.system", given)) return 0;
  const libc = libcOrNull(vm);
  if (libc === null) {
    const status = vm.host.system("system", [command.text]);
    return isError(status) ? vm.raiseOS(status) : vm.newInt(Number(status));
  }
  const refused = libc.permits("run", SHELL);
  if (refused !== null) return vm.raiseOS(refused);
  const bytes = pathBytes(vm, given);
  if (bytes === null) return 0;
  const encoder = new TextEncoder();
  const pid = spawn(vm, libc, {
    executables: [encoder.encode(SHELL)],
    args: [encoder.encode("sh"), encoder.encode("-c"), bytes],
    environment: inheritedEnvironment(vm),
    descriptors: inheritedDescriptors(vm, true),
    defaultSignals: [13],
  });
  if (isError(pid)) return vm.raiseOS(pid);
  const ended = wait(vm, pid, 0, null);
  return ended === null ? 0 : vm.newInt(ended[1]);
}

/** A call on ints. */
function onNumbers(name: string, signature: string, numbers: number, gives: typeof ask): NativeDefinition {
  return nativeFunction(name, signature, (vm, a) => {
    const args = Array.from({ length: numbers }, (_, k) => vm.index(vm.i32[a + k]));
    return vm.failed() ? 0 : gives(vm, name, ...args);
  });
}

const SPAWN_SIGNATURE =
  "(path, argv, env, /, *, file_actions=(), setpgroup=None, resetids=False, setsid=False, " +
  "setsigmask=(), setsigdef=(), scheduler=None)";

/** The functions. */
export const childFunctions: readonly NativeDefinition[] = [
  nativeFunction("waitpid", "(pid, options, /)", (vm, a) => {
    return waited(vm, vm.index(vm.i32[a]), vm.index(vm.i32[a + 1]), false);
  }, "Wait for completion of a given child process."),
  nativeFunction("wait", "()", (vm) => waited(vm, -1, 0, false), "Wait for completion of a child process."),
  nativeFunction("wait3", "(options)", (vm, a) => waited(vm, -1, vm.index(vm.i32[a]), true)),
  nativeFunction("wait4", "(pid, options)", (vm, a) => {
    return waited(vm, vm.index(vm.i32[a]), vm.index(vm.i32[a + 1]), true);
  }),
  nativeFunction("waitid", "(idtype, id, options, /)", waitid),
  nativeFunction("pidfd_open", "(pid, flags=0)", (vm, a) => {
    const pid = vm.index(vm.i32[a]), flags = intOr(vm, vm.i32[a + 1], 0);
    const libc = vm.failed() ? null : needLibc(vm);
    return libc === null ? 0 : adopted(vm, libc.call("pidfd_open", pid, flags), O_RDWR);
  }),
  nativeFunction("posix_spawn", SPAWN_SIGNATURE, (vm, a) => posixSpawn(vm, a, "posix_spawn")),
  nativeFunction("posix_spawnp", SPAWN_SIGNATURE, (vm, a) => posixSpawn(vm, a, "posix_spawnp")),
  nativeFunction("execv", "(path, argv, /)", (vm, a) => execute(vm, vm.i32[a], vm.i32[a + 1], 0, "execv")),
  nativeFunction("execve", "(path, argv, env)", (vm, a) => {
    return execute(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2], "execve");
  }),
  nativeFunction("system", "(command)", (vm, a) => system(vm, vm.i32[a])),
  nativeFunction("killpg", "(pgid, signal, /)", (vm, a) => {
    const group = vm.index(vm.i32[a]), signal = vm.index(vm.i32[a + 1]);
    if (vm.failed() || !audit(vm, "os.killpg", vm.i32[a], vm.i32[a + 1])) return 0;
    const libc = needLibc(vm), refused = libc === null ? errorOf(1) : libc.permits("run");
    if (refused !== null) return vm.failed() ? 0 : vm.raiseOS(refused);
    return perform(vm, "killpg", group, signal);
  }),
  onNumbers("getpgid", "(pid)", 1, ask),
  onNumbers("setpgid", "(pid, pgrp, /)", 2, perform),
  onNumbers("getpgrp", "()", 0, ask),
  onNumbers("getsid", "(pid, /)", 1, ask),
  onNumbers("setsid", "()", 0, perform),
];

/** Constants that these functions take. */
export const CHILD_CONSTANTS: { readonly [name: string]: number } = {
  POSIX_SPAWN_OPEN: OPEN,
  POSIX_SPAWN_CLOSE: CLOSE,
  POSIX_SPAWN_DUP2: DUP2,
  PIDFD_NONBLOCK: 2048,
};
