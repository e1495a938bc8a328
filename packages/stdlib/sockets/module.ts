/**
 * `_socket`: sockets of the system through the C library, and pairs in memory where there is none.
 *
 * @module
 */
import {
  NONE,
  SOCKET_BYTES,
  SOCKET_FAMILY,
  SOCKET_FD,
  SOCKET_PROTOCOL,
  SOCKET_TIMEOUT,
  SOCKET_TYPE,
  T_SOCKET,
  type Value,
} from "@orochi/object";
import {
  type GetSetDefinition,
  method,
  type Native,
  type NativeDefinition,
  nativeFunction,
  type NativeModule,
  newFromType,
  slot,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { addError, addIntegers } from "../_module_error.ts";
import { adoptDescriptor, closeFile, duplicate, isError } from "../files.ts";
import { intOr } from "../posix/path_functions.ts";
import { getState, setState, setStateOwned } from "../state.ts";
import { libcOrNull, raiseResult } from "../system/calls.ts";
import { warnOfSource } from "../_warn.ts";
import { AF_UNIX } from "./addresses.ts";
import {
  accept,
  applyTimeout,
  bind,
  close,
  connect,
  connectEx,
  defaultTimeout,
  initialise,
  listen,
  nameOf,
  shutdown,
} from "./connections.ts";
import { SOCKET_CONSTANTS } from "./constants.ts";
import {
  closeInMemory,
  FIRST_MEMORY_SOCKET,
  isMemorySocket,
  pairInMemory,
  receiveInMemory,
  sendInMemory,
} from "./memory.ts";
import { controlSize, receiveMessage, receiveMessageInto, sendMessage } from "./messages.ts";
import { getOption, setOption } from "./options.ts";
import { resolveFunctions } from "./resolve.ts";
import { fdOf, fillSocket, newSocket, timeoutMsOf } from "./socket_object.ts";
import { receive, receiveInto, recvfrom, recvfromInto, send, sendto } from "./transfer.ts";
import { durationOf } from "../durations.ts";

const SOCK_STREAM = 1, SOCK_CLOEXEC = 0o2000000, SOCK_NONBLOCK = 0o4000, O_RDWR = 2;

function isInMemory(vm: Vm, self: Value): boolean {
  return fdOf(vm, self) >= FIRST_MEMORY_SOCKET;
}

/** A call of the system that has another form for sockets in memory. */
function either(system: Native, memory: Native): Native {
  return (vm, a) => isInMemory(vm, vm.i32[a]) ? memory(vm, a) : system(vm, a);
}

function open(vm: Vm, a: number): Value {
  const fd = vm.i32[a + 4] === 0 || vm.i32[a + 4] === NONE ? -1 : vm.index(vm.i32[a + 4]);
  if (Number.isNaN(fd)) return 0;
  if (!isMemorySocket(vm, fd)) return initialise(vm, a);
  fillSocket(vm, vm.i32[a], fd, [AF_UNIX, SOCK_STREAM, 0]);
  return NONE;
}

/** Seconds of a time-out argument: Infinity for None; NaN with an exception set. */
function secondsOf(vm: Vm, given: Value): number {
  const seconds = given === NONE ? Infinity : durationOf(vm, given);
  if (Number.isNaN(seconds) || seconds >= 0) return seconds;
  vm.raiseValue("Timeout value out of range");
  return NaN;
}

function setTimeout(vm: Vm, self: Value, seconds: number): Value {
  if (Number.isNaN(seconds)) return 0;
  return applyTimeout(vm, isInMemory(vm, self) ? null : libcOrNull(vm), self, seconds) ? NONE : 0;
}

function raw(name: string, offset: number): GetSetDefinition {
  return { name, get: (vm, self) => vm.newInt(vm.i32[(self + offset) >>> 2]) };
}

function timeoutOf(vm: Vm, self: Value): Value {
  return vm.keep(vm.i32[(self + SOCKET_TIMEOUT) >>> 2]) || NONE;
}

function finalise(vm: Vm, self: Value): Value {
  if (fdOf(vm, self) < 0) return NONE;
  if (!warnOfSource(vm, "ResourceWarning", "unclosed", self)) vm.clearError();
  return isInMemory(vm, self) ? closeInMemory(vm, self) : close(vm, self);
}

const methods: readonly NativeDefinition[] = [
  newFromType((vm, a) => {
    const self = vm.allocLike(vm.i32[a], SOCKET_BYTES);
    if (self !== 0) fillSocket(vm, self, -1, [-1, -1, -1]);
    return self;
  }),
  slot("__init__", "($self, family=-1, type=-1, proto=-1, fileno=None)", open),
  slot("__repr__", "($self, /)", (vm, a) => {
    const word = (offset: number) => vm.i32[(vm.i32[a] + offset) >>> 2];
    const [fd, family, type, protocol] = [SOCKET_FD, SOCKET_FAMILY, SOCKET_TYPE, SOCKET_PROTOCOL].map(word);
    return vm.newStr(`<socket object, fd=${fd}, family=${family}, type=${type}, proto=${protocol}>`);
  }),
  slot("__del__", "($self, /)", (vm, a) => finalise(vm, vm.i32[a])),
  method("_accept", "($self, /)", accept),
  method("bind", "($self, address, /)", bind),
  method("connect", "($self, address, /)", connect),
  method("connect_ex", "($self, address, /)", connectEx),
  method("listen", "($self, backlog=128, /)", listen),
  method("shutdown", "($self, how, /)", either(shutdown, () => NONE)),
  method(
    "getsockname",
    "($self, /)",
    either((vm, a) => nameOf(vm, vm.i32[a], "getsockname"), (vm) => vm.newStr("")),
  ),
  method(
    "getpeername",
    "($self, /)",
    either((vm, a) => nameOf(vm, vm.i32[a], "getpeername"), (vm) => vm.newStr("")),
  ),
  method("getsockopt", "($self, level, option, buflen=0, /)", either(getOption, (vm) => vm.newInt(0))),
  method("setsockopt", "($self, level, option, value, optlen=0, /)", either(setOption, () => NONE)),
  method("recv", "($self, bufsize, flags=0, /)", either(receive, receiveInMemory)),
  method("recv_into", "($self, buffer, nbytes=0, flags=0)", receiveInto),
  method("recvfrom", "($self, bufsize, flags=0, /)", recvfrom),
  method("recvfrom_into", "($self, buffer, nbytes=0, flags=0)", recvfromInto),
  method("recvmsg", "($self, bufsize, ancbufsize=0, flags=0, /)", receiveMessage),
  method("recvmsg_into", "($self, buffers, ancbufsize=0, flags=0, /)", receiveMessageInto),
  method(
    "send",
    "($self, data, flags=0, /)",
    either((vm, a) => send(vm, a, false), (vm, a) => sendInMemory(vm, a, false)),
  ),
  method(
    "sendall",
    "($self, data, flags=0, /)",
    either((vm, a) => send(vm, a, true), (vm, a) => sendInMemory(vm, a, true)),
  ),
  method("sendto", "($self, data, /, *args)", sendto),
  method("sendmsg", "($self, buffers, ancdata=(), flags=0, address=None, /)", sendMessage),
  method("fileno", "($self, /)", (vm, a) => vm.newInt(fdOf(vm, vm.i32[a]))),
  method("detach", "($self, /)", (vm, a) => {
    const fd = fdOf(vm, vm.i32[a]);
    vm.i32[(vm.i32[a] + SOCKET_FD) >>> 2] = -1;
    return vm.newInt(fd);
  }),
  method("close", "($self, /)", (vm, a) => {
    return isInMemory(vm, vm.i32[a]) ? closeInMemory(vm, vm.i32[a]) : close(vm, vm.i32[a]);
  }),
  method(
    "settimeout",
    "($self, value, /)",
    (vm, a) => setTimeout(vm, vm.i32[a], secondsOf(vm, vm.i32[a + 1])),
  ),
  method("setblocking", "($self, flag, /)", (vm, a) => {
    const truth = vm.truthy(vm.i32[a + 1]);
    return truth < 0 ? 0 : setTimeout(vm, vm.i32[a], truth === 1 ? Infinity : 0);
  }),
  method("gettimeout", "($self, /)", (vm, a) => timeoutOf(vm, vm.i32[a])),
  method("getblocking", "($self, /)", (vm, a) => vm.bool(timeoutMsOf(vm, vm.i32[a]) !== 0)),
];

const socketType: TypeDefinition = {
  index: T_SOCKET,
  name: "socket",
  module: "_socket",
  basicSize: SOCKET_BYTES,
  subclassable: true,
  doc: "socket(family=AF_INET, type=SOCK_STREAM, proto=0) -> socket object",
  methods,
  getset: [raw("family", SOCKET_FAMILY), raw("type", SOCKET_TYPE), raw("proto", SOCKET_PROTOCOL), {
    name: "timeout",
    get: timeoutOf,
  }],
};

function socketPair(vm: Vm, a: number): Value {
  const libc = libcOrNull(vm);
  if (libc === null) return pairInMemory(vm);
  const [family, type, protocol] = [AF_UNIX, SOCK_STREAM, 0].map((missing, k) =>
    intOr(vm, vm.i32[a + k], missing)
  );
  if (vm.failed()) return 0;
  const ends = new Int32Array(2);
  const made = libc.call("socketpair", family, type | SOCK_CLOEXEC, protocol, new Uint8Array(ends.buffer));
  if (made < 0) return raiseResult(vm, made);
  const sockets: Value[] = [];
  for (const end of ends) {
    const fd = adoptDescriptor(vm, end, O_RDWR);
    if (isError(fd)) return vm.raiseOS(fd);
    const self = newSocket(vm, fd, [family, type & ~(SOCK_CLOEXEC | SOCK_NONBLOCK), protocol]);
    const seconds = (type & SOCK_NONBLOCK) !== 0 ? 0 : defaultTimeout(vm);
    if (seconds !== Infinity && !applyTimeout(vm, libc, self, seconds)) return 0;
    sockets.push(self);
  }
  return vm.newTuple(sockets);
}

const functions: readonly NativeDefinition[] = [
  nativeFunction("socketpair", "(family=1, type=1, proto=0, /)", socketPair),
  nativeFunction("gethostname", "()", (vm) => {
    const name = vm.host.system("hostname", []);
    return isError(name) ? vm.raiseOS(name) : vm.newStr(String(name));
  }),
  nativeFunction("getdefaulttimeout", "()", (vm) => vm.keep(getState(vm, "socket timeout")) || NONE),
  nativeFunction("setdefaulttimeout", "(timeout, /)", (vm, a) => {
    const seconds = secondsOf(vm, vm.i32[a]);
    if (Number.isNaN(seconds)) return 0;
    const value = seconds === Infinity ? NONE : vm.newFloat(seconds);
    return setStateOwned(vm, "socket timeout", value) ? NONE : 0;
  }),
  nativeFunction("close", "(fd, /)", (vm, a) => {
    const fd = vm.index(vm.i32[a]);
    const error = Number.isNaN(fd) ? null : closeFile(vm, fd);
    return error === null ? vm.failed() ? 0 : NONE : vm.raiseOS(error);
  }),
  nativeFunction("dup", "(fd, /)", (vm, a) => {
    const fd = vm.index(vm.i32[a]);
    const copy = Number.isNaN(fd) ? 0 : duplicate(vm, fd, 0);
    return isError(copy) ? vm.raiseOS(copy) : vm.failed() ? 0 : vm.newInt(copy);
  }),
  nativeFunction("CMSG_LEN", "(length, /)", (vm, a) => controlSize(vm, vm.i32[a], false)),
  nativeFunction("CMSG_SPACE", "(length, /)", (vm, a) => controlSize(vm, vm.i32[a], true)),
  ...resolveFunctions,
];

function addErrors(vm: Vm, dict: Value): boolean {
  return ["herror", "gaierror"].every((name) =>
    addError(vm, dict, "socket", name, "OSError") && setState(vm, name, vm.dictGetStr(dict, name))
  ) && vm.dictSetStr(dict, "error", vm.exceptionType("OSError")) &&
    vm.dictSetStr(dict, "timeout", vm.exceptionType("TimeoutError"));
}

/** The types. */
export const socketTypes: readonly TypeDefinition[] = [socketType];

/** The module. */
export const socketModule: NativeModule = {
  name: "_socket",
  doc: "Implementation module for socket operations.",
  functions,
  populate: (vm, _module, dict) =>
    addIntegers(vm, dict, SOCKET_CONSTANTS) && vm.dictSetStr(dict, "has_ipv6", vm.bool(true)) &&
    vm.dictSetStr(dict, "socket", vm.typeObject(T_SOCKET)) &&
    vm.dictSetStr(dict, "SocketType", vm.typeObject(T_SOCKET)) && addErrors(vm, dict),
};
