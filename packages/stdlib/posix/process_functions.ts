/**
 * Functions of `posix` on the process and the machine.
 *
 * @module
 */
import { BYTES_DATA, BYTES_LENGTH, NONE, T_BYTES, type Value } from "@orochi/object";
import { type HostError, type NativeDefinition, nativeFunction, ThreadExit, type Vm } from "@orochi/vm";
import { bytesOf } from "../bytes_like.ts";
import { errorWords } from "../errno.ts";
import { isError } from "../files.ts";
import { deliver } from "../signal.ts";
import { audit } from "../sys_functions.ts";
import { defineStructSequence, newStructSequence } from "../struct_sequence.ts";
import { intOr } from "./path_functions.ts";
import { decodePath } from "./paths.ts";

const UNAME_RESULT = defineStructSequence({
  name: "posix.uname_result",
  fields: ["sysname", "nodename", "release", "version", "machine"],
});

/** What `times` gives. */
export const TIMES_RESULT = defineStructSequence({
  name: "posix.times_result",
  fields: ["user", "system", "children_user", "children_system", "elapsed"],
});

/** `os.terminal_size`. */
export const TERMINAL_SIZE = defineStructSequence({
  name: "os.terminal_size",
  fields: ["columns", "lines"],
  doc: "A tuple of (columns, lines) for holding terminal window size",
});

/** `os.sched_param`. */
export const SCHED_PARAM = defineStructSequence({
  name: "posix.sched_param",
  fields: ["sched_priority"],
  single: true,
});

/** The result of a host call as an int, or its OSError. */
function number(vm: Vm, result: number | string | HostError): Value {
  return isError(result) ? vm.raiseOS(result) : vm.newInt(Number(result));
}

/** A call without arguments that gives an int. */
function question(name: string): NativeDefinition {
  return nativeFunction(name, "()", (vm) => number(vm, vm.host.system(name, [])));
}

function text(vm: Vm, call: string): Value {
  const result = vm.host.system(call, []);
  return vm.newStr(isError(result) ? "" : String(result));
}

/** Words of a wait status, as `wait` reports how a child ended. */
function waitStatus(name: string, ask: (status: number) => number | boolean): NativeDefinition {
  return nativeFunction(name, "(status)", (vm, a) => {
    const status = vm.index(vm.i32[a]);
    if (Number.isNaN(status)) return 0;
    const answer = ask(status);
    return typeof answer === "boolean" ? vm.bool(answer) : vm.newInt(answer);
  });
}

const signalOf = (status: number) => status & 127;
const isExited = (status: number) => signalOf(status) === 0;
const isSignalled = (status: number) => signalOf(status) !== 0 && signalOf(status) !== 127;

function exitCode(vm: Vm, given: Value): Value {
  const status = vm.index(given);
  if (Number.isNaN(status)) return 0;
  if (isExited(status)) return vm.newInt((status >> 8) & 255);
  if (isSignalled(status)) return vm.newInt(-signalOf(status));
  return vm.raiseValue(`process stopped by delivery of signal ${(status >> 8) & 255}`);
}

function random(vm: Vm, given: Value): Value {
  const size = vm.index(given);
  if (Number.isNaN(size)) return 0;
  if (size < 0) return vm.raiseValue("negative argument not allowed");
  const bytes = vm.alloc(T_BYTES, BYTES_DATA + size);
  if (bytes === 0) return 0;
  vm.i32[(bytes + BYTES_LENGTH) >>> 2] = size;
  const chunk = new Uint8Array(Math.min(size, 65536));
  for (let done = 0; done < size; done += chunk.length) {
    const part = chunk.subarray(0, Math.min(chunk.length, size - done));
    vm.host.random(part);
    vm.u8.set(part, ((bytes + BYTES_DATA) >>> 0) + done);
  }
  return bytes;
}

/** A str or bytes argument as text; null with TypeError set. */
function textOf(vm: Vm, value: Value): string | null {
  if (vm.isStr(value)) return vm.js(value);
  if (vm.isBytes(value)) return decodePath(bytesOf(vm, value));
  vm.raiseType(`str, bytes or os.PathLike object expected, not ${vm.typeName(value)}`);
  return null;
}

function terminalSize(vm: Vm): Value {
  const columns = vm.host.system("columns", []), lines = vm.host.system("lines", []);
  if (isError(columns) || isError(lines)) {
    return vm.raiseOS({ code: "ENOTTY", message: "Inappropriate ioctl for device" });
  }
  return newStructSequence(vm, TERMINAL_SIZE, [vm.newInt(Number(columns)), vm.newInt(Number(lines))]);
}

function floats(vm: Vm, texts: string): Value[] {
  return texts.split(" ").map((part) => vm.newFloat(Number(part)));
}

/** The environment as `posix.environ` has it: bytes to bytes. */
export function environment(vm: Vm): Value {
  const dict = vm.newDict();
  if (dict === 0 || fillEnvironment(vm, dict)) return dict;
  vm.decref(dict);
  return 0;
}

/** Puts the process's environment into a dict that has none. */
export function fillEnvironment(vm: Vm, dict: Value): boolean {
  const encoder = new TextEncoder();
  let done = true;
  for (const [name, value] of Object.entries(vm.host.environment())) {
    const key = vm.newBytes(encoder.encode(name)), content = vm.newBytes(encoder.encode(value));
    done = done && key !== 0 && content !== 0 && vm.dictSet(dict, key, content);
    vm.decref(key);
    vm.decref(content);
  }
  return done;
}

/** The functions. */
export const processFunctions: readonly NativeDefinition[] = [
  nativeFunction("getpid", "()", (vm) => vm.newInt(vm.host.pid())),
  ...["getppid", "getuid", "getgid", "geteuid", "getegid"].map(question),
  nativeFunction("getlogin", "()", (vm) => vm.newStr(vm.host.environment().USER ?? "user")),
  nativeFunction("cpu_count", "()", (vm) => number(vm, vm.host.system("cpu_count", []))),
  nativeFunction("sched_yield", "()", (vm) => {
    vm.lock.detach();
    vm.lock.attach();
    return NONE;
  }),
  nativeFunction("umask", "(mask, /)", (vm, a) => {
    const mask = vm.index(vm.i32[a]);
    return Number.isNaN(mask) ? 0 : number(vm, vm.host.system("umask", [mask]));
  }),
  nativeFunction("urandom", "(size, /)", (vm, a) => random(vm, vm.i32[a])),
  nativeFunction("getrandom", "(size, flags=0)", (vm, a) => random(vm, vm.i32[a])),
  nativeFunction("strerror", "(code, /)", (vm, a) => {
    const code = vm.index(vm.i32[a]);
    return Number.isNaN(code) ? 0 : vm.newStr(errorWords(code));
  }),
  nativeFunction(
    "uname",
    "()",
    (vm) =>
      newStructSequence(vm, UNAME_RESULT, [
        vm.newStr("Linux"),
        ...["hostname", "release", "version", "machine"].map((call) => text(vm, call)),
      ]),
  ),
  nativeFunction("times", "()", (vm) => {
    const [user, system, elapsed] = String(vm.host.system("times", [])).split(" ");
    return newStructSequence(vm, TIMES_RESULT, floats(vm, `${user} ${system} 0 0 ${elapsed}`));
  }),
  nativeFunction("getloadavg", "()", (vm) => {
    const loads = vm.host.system("loadavg", []);
    return isError(loads) ? vm.raiseOS(loads) : vm.newTuple(floats(vm, String(loads)));
  }),
  nativeFunction("get_terminal_size", "(fd=1, /)", (vm) => terminalSize(vm)),
  nativeFunction("putenv", "(name, value, /)", (vm, a) => {
    const name = textOf(vm, vm.i32[a]), value = name === null ? null : textOf(vm, vm.i32[a + 1]);
    if (name === null || value === null) return 0;
    if (name.includes("\0") || value.includes("\0")) return vm.raiseValue("embedded null byte");
    if (name.includes("=")) return vm.raiseValue("illegal environment variable name");
    const result = vm.host.system("putenv", [name, value]);
    return isError(result) ? vm.raiseOS(result) : NONE;
  }),
  nativeFunction("unsetenv", "(name, /)", (vm, a) => {
    const name = textOf(vm, vm.i32[a]);
    if (name === null) return 0;
    const result = vm.host.system("unsetenv", [name]);
    return isError(result) ? vm.raiseOS(result) : NONE;
  }),
  nativeFunction("_create_environ", "()", (vm) => environment(vm)),
  nativeFunction("kill", "(pid, signal, /)", (vm, a) => {
    const pid = vm.index(vm.i32[a]), signal = vm.index(vm.i32[a + 1]);
    if (vm.failed() || !audit(vm, "os.kill", vm.i32[a], vm.i32[a + 1])) return 0;
    // To itself a program sends without the system's help, so that the handler has run when the call returns.
    if (pid === vm.host.pid() && signal > 0 && signal <= 64) return deliver(vm, signal);
    const result = vm.host.system("kill", [pid, signal]);
    return isError(result) ? vm.raiseOS(result) : NONE;
  }),
  nativeFunction("_exit", "(status)", (vm, a) => {
    const status = intOr(vm, vm.i32[a], 0);
    if (Number.isNaN(status)) return 0;
    vm.host.system("_exit", [status & 255]);
    throw new ThreadExit();
  }),
  nativeFunction("abort", "()", (vm) => {
    vm.host.system("_exit", [134]);
    throw new ThreadExit();
  }),
  nativeFunction("sysconf", "(name, /)", (vm, a) => {
    const name = vm.i32[a];
    const known = vm.isStr(name)
      ? SYSCONF[vm.js(name)]
      : Object.values(SYSCONF).find((entry) => vm.isInt(name) && entry.number === vm.number(name));
    if (known === undefined) return vm.raiseValue("unrecognized configuration name");
    return known.value >= 0 ? vm.newInt(known.value) : number(vm, vm.host.system("cpu_count", []));
  }),
  nativeFunction("waitstatus_to_exitcode", "(status)", (vm, a) => exitCode(vm, vm.i32[a])),
  waitStatus("WIFEXITED", isExited),
  waitStatus("WEXITSTATUS", (status) => (status >> 8) & 255),
  waitStatus("WIFSIGNALED", isSignalled),
  waitStatus("WTERMSIG", signalOf),
  waitStatus("WIFSTOPPED", (status) => (status & 255) === 127),
  waitStatus("WSTOPSIG", (status) => (status >> 8) & 255),
  waitStatus("WIFCONTINUED", (status) => status === 0xffff),
  waitStatus("WCOREDUMP", (status) => (status & 128) !== 0),
];

/** What `sysconf` knows: its number on Linux, and the value; -1 asks for the number of processors. */
export const SYSCONF: { readonly [name: string]: { readonly number: number; readonly value: number } } = {
  SC_ARG_MAX: { number: 0, value: 2097152 },
  SC_CLK_TCK: { number: 2, value: 100 },
  SC_NGROUPS_MAX: { number: 3, value: 65536 },
  SC_OPEN_MAX: { number: 4, value: 1024 },
  SC_PAGESIZE: { number: 30, value: 4096 },
  SC_PAGE_SIZE: { number: 30, value: 4096 },
  SC_IOV_MAX: { number: 60, value: 1024 },
  SC_NPROCESSORS_CONF: { number: 83, value: -1 },
  SC_NPROCESSORS_ONLN: { number: 84, value: -1 },
  SC_SEM_NSEMS_MAX: { number: 32, value: 256 },
};
