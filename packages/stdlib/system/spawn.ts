/**
 * Starting programs. A process of Deno can't fork and go on in the child, as its other threads would be missing there;
 * so all that happens between fork and exec is said beforehand, to `posix_spawn`.
 *
 * @module
 */
import type { HostError, SystemCalls, Vm } from "@orochi/vm";
import { isError, isInheritable, isOpen, openDescriptors, systemDescriptor } from "../files.ts";
import { maskedSignals } from "../signals/pending.ts";
import { cBytes, cText, encodePath, errorOf } from "./calls.ts";

const SETPGROUP = 0x02, SETSIGDEF = 0x04, SETSIGMASK = 0x08, SETSID = 0x80;
/** Room for `posix_spawnattr_t` and `posix_spawn_file_actions_t`: 336 and 80 bytes on x86-64. */
const ROOM = 512;
/** Bytes of a `sigset_t`. */
const SET_BYTES = 128;
/** Streams that every program has. */
const STREAMS = 3;

/** What is done in the child, after its descriptors are in place. */
export type FileAction =
  | {
    readonly kind: "open";
    readonly fd: number;
    readonly path: string;
    readonly flags: number;
    readonly mode: number;
  }
  | { readonly kind: "close"; readonly fd: number }
  | { readonly kind: "dup2"; readonly fd: number; readonly target: number };

/** A program to start. */
export interface Program {
  /** Files to try, one after the other. */
  readonly executables: readonly Uint8Array[];
  readonly args: readonly Uint8Array[];
  /** Its environment as `NAME=value`. */
  readonly environment: readonly Uint8Array[];
  /** Python's descriptors by their number in the child; -1 leaves the number closed. */
  readonly descriptors: ReadonlyMap<number, number>;
  readonly actions?: readonly FileAction[];
  readonly cwd?: string;
  readonly newSession?: boolean;
  /** Group to join, 0 for one of its own. */
  readonly group?: number;
  /** Signals that get their default handling. */
  readonly defaultSignals?: readonly number[];
  /** Signals that it begins with held back; by default those that the main thread does. */
  readonly mask?: readonly number[];
}

/** A `sigset_t`. */
export function signalSet(signals: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(SET_BYTES);
  for (const signal of signals) bytes[(signal - 1) >> 3] |= 1 << ((signal - 1) & 7);
  return bytes;
}

/** Texts as C's array of pointers to them, with a null at its end. Both parts must live as long as the call. */
export function pointers(
  libc: SystemCalls,
  texts: readonly Uint8Array[],
): { list: Uint8Array; texts: Uint8Array } {
  const parts = texts.map(cBytes);
  const all = new Uint8Array(new ArrayBuffer(parts.reduce((sum, part) => sum + part.length, 1)));
  const list = new BigUint64Array(texts.length + 1), base = libc.addressOf(all);
  let at = 0;
  parts.forEach((part, i) => {
    all.set(part, at);
    list[i] = BigInt(base + at);
    at += part.length;
  });
  return { list: new Uint8Array(list.buffer), texts: all };
}

/** The environment of this program as a child inherits it. */
export function inheritedEnvironment(vm: Vm): Uint8Array[] {
  return Object.entries(vm.host.environment()).map(([name, value]) => encodePath(`${name}=${value}`));
}

/** The descriptors that a child inherits: the standard streams, and all that are inheritable if `all`. */
export function inheritedDescriptors(vm: Vm, all: boolean): Map<number, number> {
  const fds = new Map<number, number>();
  for (let fd = 0; fd < STREAMS; fd++) fds.set(fd, isOpen(vm, fd) ? fd : -1);
  if (all) {
    for (const fd of openDescriptors(vm)) {
      if (fd >= STREAMS && isInheritable(vm, fd)) fds.set(fd, fd);
    }
  }
  return fds;
}

/**
 * The system's descriptors by their number in the child.
 *
 * @returns EBADF if one is not open.
 */
export function systemDescriptors(vm: Vm, fds: ReadonlyMap<number, number>): Map<number, number> | HostError {
  const found = new Map<number, number>();
  for (const [target, fd] of fds) {
    const system = fd < 0 ? -1 : systemDescriptor(vm, fd);
    if (isError(system)) return system;
    found.set(target, system);
  }
  return found;
}

/** Puts the descriptors in place: first out of each other's way, then where they belong. */
function placeDescriptors(libc: SystemCalls, actions: Uint8Array, fds: ReadonlyMap<number, number>): void {
  const free = Math.max(STREAMS, ...fds.keys(), ...fds.values()) + 1;
  const entries = [...fds];
  entries.forEach(([, fd], i) => {
    if (fd >= 0) libc.call("posix_spawn_file_actions_adddup2", actions, fd, free + i);
  });
  entries.forEach(([target, fd], i) => {
    if (fd >= 0) libc.call("posix_spawn_file_actions_adddup2", actions, free + i, target);
    else libc.call("posix_spawn_file_actions_addclose", actions, target);
  });
  // Deno closes its own in a child; what it was started with itself it may not.
  for (let fd = STREAMS; fd < free; fd++) {
    if (!fds.has(fd)) libc.call("posix_spawn_file_actions_addclose", actions, fd);
  }
  libc.call("posix_spawn_file_actions_addclosefrom_np", actions, free);
}

function addAction(libc: SystemCalls, actions: Uint8Array, action: FileAction): Uint8Array | null {
  switch (action.kind) {
    case "open": {
      const path = cText(action.path);
      libc.call("posix_spawn_file_actions_addopen", actions, action.fd, path, action.flags, action.mode);
      return path;
    }
    case "close":
      libc.call("posix_spawn_file_actions_addclose", actions, action.fd);
      return null;
    case "dup2":
      libc.call("posix_spawn_file_actions_adddup2", actions, action.fd, action.target);
      return null;
  }
}

/** Errors after which the next file is tried, and which say nothing if another one says more. */
const NOT_THERE = [2, 20];

/**
 * Starts a program.
 *
 * @returns Its process, or why there is none.
 */
export function spawn(vm: Vm, libc: SystemCalls, program: Program): number | HostError {
  const fds = systemDescriptors(vm, program.descriptors);
  if (isError(fds)) return fds;
  const actions = new Uint8Array(new ArrayBuffer(ROOM)), attributes = new Uint8Array(new ArrayBuffer(ROOM));
  libc.call("posix_spawn_file_actions_init", actions);
  libc.call("posix_spawnattr_init", attributes);
  placeDescriptors(libc, actions, fds);
  for (const action of program.actions ?? []) addAction(libc, actions, action);
  if (program.cwd !== undefined) {
    libc.call("posix_spawn_file_actions_addchdir_np", actions, cText(program.cwd));
  }
  let flags = SETSIGMASK | SETSIGDEF;
  libc.call("posix_spawnattr_setsigmask", attributes, signalSet(program.mask ?? maskedSignals(vm)));
  libc.call("posix_spawnattr_setsigdefault", attributes, signalSet(program.defaultSignals ?? []));
  if (program.newSession === true) flags |= SETSID;
  if (program.group !== undefined) {
    flags |= SETPGROUP;
    libc.call("posix_spawnattr_setpgroup", attributes, program.group);
  }
  libc.call("posix_spawnattr_setflags", attributes, flags);
  const args = pointers(libc, program.args), environment = pointers(libc, program.environment);
  const pid = new Int32Array(1), place = new Uint8Array(pid.buffer);
  let error = NOT_THERE[0];
  for (const executable of program.executables) {
    const result = libc.call(
      "posix_spawn",
      place,
      cBytes(executable),
      actions,
      attributes,
      args.list,
      environment.list,
    );
    if (result === 0) break;
    if (NOT_THERE.includes(error)) error = -result;
  }
  libc.call("posix_spawn_file_actions_destroy", actions);
  libc.call("posix_spawnattr_destroy", attributes);
  // Until here nothing may be collected that the structures point at.
  const alive = args.texts.length + environment.texts.length;
  return pid[0] > 0 && alive > 0 ? pid[0] : errorOf(error);
}
