/**
 * `_socket`, `select` and `_posixsubprocess` without a network: pairs of connected sockets whose bytes pass through
 * memory, which is what an event loop wakes itself by. Everything else refuses.
 *
 * A socket is a number; sockets of a pair differ in the lowest bit. A dict from number to the bytearray that is read
 * from says which are open. What is sent, and a socket's closing, adds to a word that threads in `select` wait for.
 *
 * @module
 */
import {
  SOCKET_BYTES,
  SOCKET_FAMILY,
  SOCKET_FD,
  SOCKET_PROTOCOL,
  SOCKET_TIMEOUT,
  SOCKET_TYPE,
  T_BYTEARRAY,
  T_SOCKET,
  type Value,
} from "@orochi/object";
import {
  block,
  method,
  type NativeDefinition,
  nativeFunction,
  type NativeModule,
  newFromType,
  safepoint,
  slot,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { openBytes, releaseBuffer } from "@orochi/vm/kernel";
import { addIntegers } from "./_module_error.ts";
import { getState, lockState, setStateOwned, STATE_WAKEUPS } from "./state.ts";

/** Numbers of sockets begin here, far from those of files. */
const FIRST_SOCKET = 1 << 20;
const AF_UNIX = 1, SOCK_STREAM = 1;

const CONSTANTS = {
  AF_UNSPEC: 0,
  AF_UNIX,
  AF_INET: 2,
  AF_INET6: 10,
  SOCK_STREAM,
  SOCK_DGRAM: 2,
  SOCK_RAW: 3,
  SOCK_NONBLOCK: 2048,
  SOCK_CLOEXEC: 524288,
  SOL_SOCKET: 1,
  SO_REUSEADDR: 2,
  SO_TYPE: 3,
  SO_ERROR: 4,
  SO_BROADCAST: 6,
  SO_KEEPALIVE: 9,
  SO_REUSEPORT: 15,
  SOMAXCONN: 4096,
  IPPROTO_IP: 0,
  IPPROTO_TCP: 6,
  IPPROTO_UDP: 17,
  IPPROTO_IPV6: 41,
  TCP_NODELAY: 1,
  IPV6_V6ONLY: 26,
  MSG_PEEK: 2,
  MSG_WAITALL: 256,
  SHUT_RD: 0,
  SHUT_WR: 1,
  SHUT_RDWR: 2,
  AI_PASSIVE: 1,
  AI_CANONNAME: 2,
  AI_NUMERICHOST: 4,
  EAI_NONAME: -2,
  NI_NUMERICHOST: 1,
  NI_NUMERICSERV: 2,
  INADDR_ANY: 0,
};

/** The dict of open sockets (borrowed); 0 with MemoryError set. */
function openSockets(vm: Vm): Value {
  const known = getState(vm, "sockets");
  if (known !== 0) return known;
  return setStateOwned(vm, "sockets", vm.newDict()) ? getState(vm, "sockets") : 0;
}

/** The bytearray of an open socket (borrowed), or 0. */
function inputOf(vm: Vm, fd: number): Value {
  const sockets = openSockets(vm), key = vm.newInt(fd);
  const found = sockets === 0 ? 0 : vm.dictGet(sockets, key);
  vm.decref(key);
  return found;
}

function wake(vm: Vm): void {
  Atomics.add(vm.i32, STATE_WAKEUPS >>> 2, 1);
  vm.parking.unparkAll(STATE_WAKEUPS);
}

function fdOf(vm: Vm, socket: Value): number {
  return vm.i32[(socket + SOCKET_FD) >>> 2];
}

function refuse(vm: Vm): 0 {
  return vm.raiseOS({ code: "EAFNOSUPPORT", message: "Address family not supported by protocol" });
}

/** Whether a read would not wait: there are bytes, or the other end is closed. */
function isReadable(vm: Vm, fd: number): boolean {
  const input = inputOf(vm, fd);
  return input !== 0 && (vm.length(input) > 0 || inputOf(vm, fd ^ 1) === 0);
}

/** Waits until `ready()`; 1, 0 after the time-out, -1 with an exception set. */
function waitFor(vm: Vm, timeoutMs: number, ready: () => boolean): number {
  const since = vm.parkingTime(), word = STATE_WAKEUPS >>> 2;
  for (;;) {
    const seen = Atomics.load(vm.i32, word);
    if (ready()) return 1;
    const leftMs = timeoutMs === Infinity ? Infinity : since + timeoutMs - vm.parkingTime();
    if (leftMs <= 0) return 0;
    block(vm, STATE_WAKEUPS, () => Atomics.load(vm.i32, word) === seen, leftMs);
    if (!safepoint(vm)) return -1;
  }
}

function timeoutMsOf(vm: Vm, timeout: Value): number {
  return timeout === 0 || timeout === vm.none ? Infinity : vm.float(timeout) * 1000;
}

function receive(vm: Vm, a: number): Value {
  const self = vm.i32[a], fd = fdOf(vm, self), most = vm.index(vm.i32[a + 1]);
  if (Number.isNaN(most)) return 0;
  if (most < 0) return vm.raiseValue("negative buffersize in recv");
  if (inputOf(vm, fd) === 0) return vm.raiseOS({ code: "EBADF", message: "Bad file descriptor" });
  const got = waitFor(vm, timeoutMsOf(vm, vm.i32[(self + SOCKET_TIMEOUT) >>> 2]), () => isReadable(vm, fd));
  if (got < 0) return 0;
  if (got === 0) return vm.raiseOS({ code: "EAGAIN", message: "Resource temporarily unavailable" });
  lockState(vm);
  const input = inputOf(vm, fd);
  const buffer = input === 0 ? null : openBytes(vm, input);
  let result: Value = 0;
  if (buffer !== null) {
    const count = Math.min(most, buffer.length);
    result = vm.newBytes(vm.u8.slice(buffer.address, buffer.address + count));
    releaseBuffer(vm, buffer);
    const range = vm.newSlice(vm.none, vm.newInt(count), vm.none);
    if (!vm.delItem(input, range)) result = 0;
    vm.decref(range);
  }
  vm.lock.end();
  return result;
}

function send(vm: Vm, a: number, all: boolean): Value {
  const output = inputOf(vm, fdOf(vm, vm.i32[a]) ^ 1);
  if (output === 0) return vm.raiseOS({ code: "EPIPE", message: "Broken pipe" });
  const count = vm.length(vm.i32[a + 1]);
  const done = count < 0 ? 0 : vm.callMethod(output, vm.intern("extend"), vm.i32[a + 1]);
  if (done === 0) return 0;
  vm.decref(done);
  wake(vm);
  return all ? vm.none : vm.newInt(count);
}

function close(vm: Vm, fd: number): void {
  const sockets = openSockets(vm), key = vm.newInt(fd);
  if (sockets !== 0) vm.dictDelete(sockets, key);
  vm.decref(key);
  wake(vm);
}

function detachSocket(vm: Vm, self: Value): number {
  const fd = fdOf(vm, self);
  vm.i32[(self + SOCKET_FD) >>> 2] = -1;
  return fd;
}

function setTimeout(vm: Vm, self: Value, seconds: number): Value {
  const value = seconds === Infinity ? vm.none : vm.newFloat(seconds);
  if (value === 0) return 0;
  vm.store((self + SOCKET_TIMEOUT) >>> 2, value);
  return vm.none;
}

const refused: readonly NativeDefinition[] = [
  "accept",
  "_accept",
  "bind",
  "connect",
  "connect_ex",
  "listen",
  "recvfrom",
  "recvfrom_into",
  "sendto",
  "getpeername",
].map((name) => method(name, "($self, /, *args)", refuse, "There is no network: OSError."));

function raw(name: string, offset: number) {
  return { name, get: (vm: Vm, self: Value) => vm.newInt(vm.i32[(self + offset) >>> 2]) };
}

const socketType: TypeDefinition = {
  index: T_SOCKET,
  name: "socket",
  module: "_socket",
  basicSize: SOCKET_BYTES,
  subclassable: true,
  doc: "One end of a connection within the program.",
  methods: [
    newFromType((vm, a) => {
      const self = vm.allocLike(vm.i32[a], SOCKET_BYTES);
      if (self !== 0) vm.i32[(self + SOCKET_FD) >>> 2] = -1;
      return self;
    }),
    slot("__init__", "($self, family=-1, type=-1, proto=-1, fileno=None)", (vm, a) => {
      const given = vm.i32[a + 4];
      const fd = given === 0 || given === vm.none ? -1 : vm.index(given);
      if (Number.isNaN(fd)) return 0;
      if (fd < 0 || inputOf(vm, fd) === 0) return refuse(vm);
      const at = (offset: number, k: number, missing: number) => {
        const number = vm.i32[a + k] === 0 ? -1 : vm.index(vm.i32[a + k]);
        vm.i32[(vm.i32[a] + offset) >>> 2] = number < 0 ? missing : number;
      };
      at(SOCKET_FAMILY, 1, AF_UNIX);
      at(SOCKET_TYPE, 2, SOCK_STREAM);
      at(SOCKET_PROTOCOL, 3, 0);
      vm.i32[(vm.i32[a] + SOCKET_FD) >>> 2] = fd;
      return vm.none;
    }),
    method("recv", "($self, bufsize, flags=0, /)", receive, "Receive up to bufsize bytes."),
    method(
      "send",
      "($self, data, flags=0, /)",
      (vm, a) => send(vm, a, false),
      "Send bytes; return how many.",
    ),
    method("sendall", "($self, data, flags=0, /)", (vm, a) => send(vm, a, true), "Send all bytes."),
    method("fileno", "($self, /)", (vm, a) => vm.newInt(fdOf(vm, vm.i32[a])), "The socket's number."),
    method(
      "detach",
      "($self, /)",
      (vm, a) => vm.newInt(detachSocket(vm, vm.i32[a])),
      "Give the number away.",
    ),
    method("close", "($self, /)", (vm, a) => {
      const fd = detachSocket(vm, vm.i32[a]);
      if (fd >= 0) close(vm, fd);
      return vm.none;
    }, "Close the socket."),
    method("shutdown", "($self, how, /)", (vm) => vm.none, "Do nothing: bytes that were sent have arrived."),
    method("settimeout", "($self, value, /)", (vm, a) => {
      const seconds = vm.i32[a + 1] === vm.none ? Infinity : vm.asDouble(vm.i32[a + 1]);
      if (vm.failed()) return 0;
      return seconds < 0 ? vm.raiseValue("Timeout value out of range") : setTimeout(vm, vm.i32[a], seconds);
    }, "Set the time-out in seconds, or None."),
    method("setblocking", "($self, flag, /)", (vm, a) => {
      const truth = vm.truthy(vm.i32[a + 1]);
      return truth < 0 ? 0 : setTimeout(vm, vm.i32[a], truth === 1 ? Infinity : 0);
    }, "Let reading wait for ever, or never."),
    method(
      "gettimeout",
      "($self, /)",
      (vm, a) => vm.keep(vm.i32[(vm.i32[a] + SOCKET_TIMEOUT) >>> 2]) || vm.none,
    ),
    method(
      "getblocking",
      "($self, /)",
      (vm, a) => vm.bool(timeoutMsOf(vm, vm.i32[(vm.i32[a] + SOCKET_TIMEOUT) >>> 2]) !== 0),
    ),
    method("getsockname", "($self, /)", (vm) => vm.newStr("")),
    method("setsockopt", "($self, /, *args)", (vm) => vm.none),
    method("getsockopt", "($self, /, *args)", (vm) => vm.newInt(0)),
    ...refused,
  ],
  getset: [raw("family", SOCKET_FAMILY), raw("type", SOCKET_TYPE), raw("proto", SOCKET_PROTOCOL), {
    name: "timeout",
    get: (vm, self) => vm.keep(vm.i32[(self + SOCKET_TIMEOUT) >>> 2]) || vm.none,
  }],
};

function socketPair(vm: Vm): Value {
  const sockets = openSockets(vm);
  if (sockets === 0) return 0;
  lockState(vm);
  const fd = FIRST_SOCKET + 2 * (Atomics.add(vm.i32, (STATE_WAKEUPS + 4) >>> 2, 1));
  const ends: Value[] = [];
  for (const number of [fd, fd | 1]) {
    const key = vm.newInt(number), input = vm.call(vm.typeObject(T_BYTEARRAY));
    if (input !== 0) vm.dictSet(sockets, key, input);
    vm.decref(input);
    vm.decref(key);
    const end = vm.alloc(T_SOCKET, SOCKET_BYTES);
    if (end !== 0) {
      vm.i32[(end + SOCKET_FD) >>> 2] = number;
      vm.i32[(end + SOCKET_FAMILY) >>> 2] = AF_UNIX;
      vm.i32[(end + SOCKET_TYPE) >>> 2] = SOCK_STREAM;
    }
    ends.push(end);
  }
  vm.lock.end();
  return vm.newTuple(ends);
}

/** Numbers of what is selected among; null with an exception set. */
function numbersOf(vm: Vm, items: Value): number[] | null {
  const numbers: number[] = [];
  const good = vm.iterate(items, (item) => {
    const number = vm.isInt(item) ? vm.keep(item) : vm.callMethod(item, vm.intern("fileno"));
    numbers.push(number === 0 ? NaN : vm.index(number));
    vm.decref(number);
    return !vm.failed();
  });
  return good ? numbers : null;
}

function select(vm: Vm, a: number): Value {
  const readers = numbersOf(vm, vm.i32[a]), writers = readers === null ? null : numbersOf(vm, vm.i32[a + 1]);
  const given = vm.i32[a + 3], seconds = given === 0 || given === vm.none ? Infinity : vm.asDouble(given);
  if (readers === null || writers === null || vm.failed()) return 0;
  if (seconds < 0) return vm.raiseValue("timeout must be non-negative");
  // A file never keeps a reader waiting.
  const ready = (fd: number) => fd < FIRST_SOCKET || isReadable(vm, fd);
  if (waitFor(vm, seconds * 1000, () => writers.length > 0 || readers.some(ready)) < 0) return 0;
  const pick = (items: Value, keep: (k: number) => boolean) => {
    const list = vm.collect(items);
    if (list === 0) return 0;
    const chosen: Value[] = [];
    for (let k = 0; k < vm.listLength(list); k++) if (keep(k)) chosen.push(vm.keep(vm.listItem(list, k)));
    vm.decref(list);
    return vm.newList(chosen);
  };
  return vm.newTuple([
    pick(vm.i32[a], (k) => ready(readers[k])),
    pick(vm.i32[a + 1], () => true),
    vm.newList([]),
  ]);
}

/** The types. */
export const socketTypes: readonly TypeDefinition[] = [socketType];

const noNetwork = ["getaddrinfo", "gethostbyname", "getnameinfo"].map((name) =>
  nativeFunction(name, "(*args, **kwargs)", refuse, "There is no network: OSError.")
);

/** The modules. */
export const socketModules: readonly NativeModule[] = [{
  name: "_socket",
  functions: [
    nativeFunction(
      "socketpair",
      "(family=1, type=1, proto=0, /)",
      socketPair,
      "Two sockets that are connected.",
    ),
    nativeFunction("gethostname", "()", (vm) => vm.newStr("localhost")),
    nativeFunction("getdefaulttimeout", "()", (vm) => vm.none),
    ...noNetwork,
  ],
  populate: (vm, _module, dict) =>
    addIntegers(vm, dict, CONSTANTS) && vm.dictSetStr(dict, "has_ipv6", vm.bool(false)) &&
    vm.dictSetStr(dict, "socket", vm.typeObject(T_SOCKET)) &&
    vm.dictSetStr(dict, "SocketType", vm.typeObject(T_SOCKET)) &&
    ["error", "herror", "gaierror"].every((name) => vm.dictSetStr(dict, name, vm.exceptionType("OSError"))) &&
    vm.dictSetStr(dict, "timeout", vm.exceptionType("TimeoutError")),
}, {
  name: "select",
  functions: [
    nativeFunction("select", "(rlist, wlist, xlist, timeout=None, /)", select, "Wait until one is ready."),
  ],
  populate: (vm, _module, dict) => vm.dictSetStr(dict, "error", vm.exceptionType("OSError")),
}, {
  name: "_posixsubprocess",
  functions: [
    nativeFunction(
      "fork_exec",
      "(*args)",
      (vm) => vm.raiseOS({ code: "ENOSYS", message: "Function not implemented" }),
    ),
  ],
}];
