/**
 * `_posixsubprocess`: starting programs, for `subprocess`.
 *
 * @module
 */
import { NONE, type Value } from "@orochi/object";
import { nativeFunction, type NativeModule, type SystemCalls, type Vm } from "@orochi/vm";
import { bytesOf } from "../bytes_like.ts";
import { isError, isOpen, writeFile } from "../files.ts";
import { decodePath } from "../posix/paths.ts";
import { cText, encodePath, needLibc } from "./calls.ts";
import { inheritedDescriptors, inheritedEnvironment, type Program, spawn } from "./spawn.ts";

/** Signals that CPython ignores and a child by default does not: SIGPIPE, SIGXFSZ. */
const RESTORED = [13, 25];
const O_PATH = 0o10000000, O_DIRECTORY = 0o200000, O_CLOEXEC = 0o2000000;

/** Words of `fork_exec`, in order. */
const ARGS = 0,
  EXECUTABLES = 1,
  CLOSE_FDS = 2,
  KEEP = 3,
  CWD = 4,
  ENVIRONMENT = 5,
  STDIN = 6,
  STDOUT = 9,
  STDERR = 11;
const REPORT = 13,
  RESTORE_SIGNALS = 14,
  NEW_SESSION = 15,
  GROUP = 16,
  GID = 17,
  GROUPS = 18,
  UID = 19,
  UMASK = 20;
const PREEXEC = 21, WORDS = 22;

/** A str, bytes or path as bytes; null with an exception set. */
export function pathBytes(vm: Vm, value: Value): Uint8Array | null {
  if (vm.isBytes(value)) return bytesOf(vm, value).slice();
  if (vm.isStr(value)) return encodePath(vm.js(value));
  const path = vm.callSpecial(value, vm.names.__fspath__);
  if (path === 0) {
    if (!vm.failed()) {
      vm.raiseType(`expected str, bytes or os.PathLike object, not ${vm.typeName(value)}`);
    }
    return null;
  }
  const bytes = pathBytes(vm, path);
  vm.decref(path);
  return bytes;
}

/** All texts of an iterable as bytes without a 0; null with an exception set. */
export function textsOf(vm: Vm, list: Value): Uint8Array[] | null {
  const texts: Uint8Array[] = [];
  const good = vm.iterate(list, (item) => {
    const bytes = pathBytes(vm, item);
    if (bytes === null) return false;
    texts.push(bytes);
    return !bytes.includes(0) || vm.raiseValue("embedded null byte") !== 0;
  });
  return good ? texts : null;
}

/** What can't be done to a child before it runs its program, said in the parent; null if nothing is asked for. */
function refusal(vm: Vm, items: readonly Value[]): string | null {
  if (items[PREEXEC] !== NONE) {
    return "Cannot run preexec_fn as no Python runs between the start of a process and its program here: " +
      "use start_new_session, process_group, cwd, umask, pass_fds or a wrapper program";
  }
  const ids = [["uid", UID, "geteuid"], ["gid", GID, "getegid"]] as const;
  for (const [name, at, call] of ids) {
    if (items[at] !== NONE && vm.index(items[at]) !== vm.host.system(call, [])) {
      return `Cannot start a process under another ${name}: posix_spawn has no way to; use setpriv or su`;
    }
  }
  const groups = items[GROUPS];
  return groups === NONE ? null : "Cannot start a process with extra_groups: posix_spawn has no way to";
}

/** Tells the parent's half of `subprocess` why no program runs, as the child of a fork would. */
function reportFailure(vm: Vm, fd: number, errno: number, where: string): void {
  writeFile(vm, fd, new TextEncoder().encode(`OSError:${errno.toString(16)}:${where}`));
}

/** The errno of a folder that can't be entered; 0 if it can. */
function folderError(libc: SystemCalls, path: string): number {
  const fd = libc.call("open", cText(path), O_PATH | O_DIRECTORY | O_CLOEXEC, 0);
  if (fd < 0) return -fd;
  libc.call("close", fd);
  const searchable = libc.call("access", cText(path), 1);
  return searchable < 0 ? -searchable : 0;
}

function descriptors(vm: Vm, items: readonly Value[]): Map<number, number> {
  const fds = inheritedDescriptors(vm, vm.truthy(items[CLOSE_FDS]) === 0);
  const report = vm.index(items[REPORT]);
  for (const item of vm.tupleItems(items[KEEP])) {
    const fd = vm.index(item);
    if (fd !== report && isOpen(vm, fd)) fds.set(fd, fd);
  }
  [STDIN, STDOUT, STDERR].forEach((at, target) => {
    const fd = vm.index(items[at]);
    if (fd >= 0) fds.set(target, fd);
  });
  return fds;
}

function program(vm: Vm, items: readonly Value[]): Program | null {
  const args = textsOf(vm, items[ARGS]), executables = args === null ? null : textsOf(vm, items[EXECUTABLES]);
  const environment = items[ENVIRONMENT] === NONE
    ? inheritedEnvironment(vm)
    : textsOf(vm, items[ENVIRONMENT]);
  const cwd = items[CWD] === NONE ? undefined : pathBytes(vm, items[CWD]);
  const group = vm.index(items[GROUP]);
  if (args === null || executables === null || environment === null || cwd === null || vm.failed()) {
    return null;
  }
  return {
    args,
    executables,
    environment,
    descriptors: descriptors(vm, items),
    cwd: cwd === undefined ? undefined : decodePath(cwd),
    newSession: vm.truthy(items[NEW_SESSION]) === 1,
    group: group < 0 ? undefined : group,
    defaultSignals: vm.truthy(items[RESTORE_SIGNALS]) === 1 ? RESTORED : [],
  };
}

function forkExec(vm: Vm, items: readonly Value[]): Value {
  if (items.length < WORDS) {
    return vm.raiseType(`fork_exec expected ${WORDS} arguments, got ${items.length}`);
  }
  const refused = refusal(vm, items);
  if (refused !== null) return vm.raise("RuntimeError", refused);
  const libc = needLibc(vm), wanted = libc === null || vm.failed() ? null : program(vm, items);
  if (wanted === null) return 0;
  for (const executable of wanted.executables) {
    const denied = libc!.permits("run", decodePath(executable));
    if (denied !== null) return vm.raiseOS(denied);
  }
  const report = vm.index(items[REPORT]);
  const folder = wanted.cwd === undefined ? 0 : folderError(libc!, wanted.cwd);
  if (folder !== 0) {
    reportFailure(vm, report, folder, "noexec:chdir");
    return vm.newInt(vm.host.pid());
  }
  const umask = vm.index(items[UMASK]);
  const before = umask < 0 ? 0 : Number(vm.host.system("umask", [umask]));
  const pid = spawn(vm, libc!, wanted);
  if (umask >= 0) vm.host.system("umask", [before]);
  if (!isError(pid)) return vm.newInt(pid);
  reportFailure(vm, report, pid.number ?? 2, "");
  // Nobody's child: to wait for it fails at once, as `subprocess` expects of a child that is gone.
  return vm.newInt(vm.host.pid());
}

/** The module. */
export const subprocessModule: NativeModule = {
  name: "_posixsubprocess",
  doc: "A POSIX helper for the subprocess module.",
  functions: [nativeFunction("fork_exec", "(*args)", (vm, a) => forkExec(vm, vm.tupleItems(vm.i32[a])))],
};
