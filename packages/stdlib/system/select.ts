/**
 * `select`: waiting for many descriptors at once. Where the C library can't be called, `select.select` knows the
 * sockets in memory, and files, which keep nobody waiting.
 *
 * @module
 */
import { NONE, POLL_BYTES, POLL_FD, POLL_REGISTERED, T_EPOLL, T_POLL, type Value } from "@orochi/object";
import {
  classMethod,
  type HostError,
  method,
  type NativeDefinition,
  nativeFunction,
  type NativeModule,
  newMethod,
  slot,
  type SystemCalls,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { addIntegers } from "../_module_error.ts";
import { adoptDescriptor, closeFile, isError, systemDescriptor } from "../files.ts";
import { fileno } from "../posix/descriptor_functions.ts";
import { intOr } from "../posix/path_functions.ts";
import { FIRST_MEMORY_SOCKET, isReadable, waitInMemory } from "../sockets/memory.ts";
import { errorOf, libcOrNull, needLibc, raiseResult, raiseWords } from "./calls.ts";
import { POLLERR, POLLHUP, POLLIN, POLLNVAL, POLLOUT, POLLPRI, waitInSlices } from "./wait.ts";
import { durationOr } from "../durations.ts";

const EPOLL_CLOEXEC = 0o2000000, O_RDWR = 2;
const EPOLL_CTL_ADD = 1, EPOLL_CTL_DEL = 2, EPOLL_CTL_MOD = 3;
const EBADF = 9;
/** In place of a poll object's descriptor: whether some thread waits by it. */
const IDLE = -1, BUSY = -2;
/** `struct epoll_event` of Linux on x86-64, which is packed. */
const EVENT_BYTES = 12;
/** Events that are taken from the system at once, as in CPython (FD_SETSIZE - 1). */
const MOST_EVENTS = 1023;

const POLL_CONSTANTS: { readonly [name: string]: number } = {
  POLLIN,
  POLLPRI,
  POLLOUT,
  POLLERR,
  POLLHUP,
  POLLNVAL,
  POLLRDNORM: 64,
  POLLRDBAND: 128,
  POLLWRNORM: 256,
  POLLWRBAND: 512,
  POLLMSG: 1024,
  POLLRDHUP: 8192,
  PIPE_BUF: 4096,
};

const EPOLL_CONSTANTS: { readonly [name: string]: number } = {
  EPOLLIN: 1,
  EPOLLPRI: 2,
  EPOLLOUT: 4,
  EPOLLERR: 8,
  EPOLLHUP: 16,
  EPOLLRDNORM: 64,
  EPOLLRDBAND: 128,
  EPOLLWRNORM: 256,
  EPOLLWRBAND: 512,
  EPOLLMSG: 1024,
  EPOLLRDHUP: 8192,
  EPOLLEXCLUSIVE: 1 << 28,
  EPOLLONESHOT: 1 << 30,
  EPOLLET: 2 ** 31,
  EPOLL_CLOEXEC,
};

/** What is waited for: the object that was given (owned) and its descriptor. */
interface Waited {
  readonly item: Value;
  readonly fd: number;
}

/** The objects of an iterable with their descriptors; null with an exception set. */
function waitedOf(vm: Vm, items: Value): Waited[] | null {
  const waited: Waited[] = [];
  const list = vm.collect(items);
  if (list === 0) {
    return vm.matches("TypeError") && (vm.clearError(), vm.raiseType("arguments 1-3 must be sequences")),
      null;
  }
  for (let k = 0; k < vm.listLength(list); k++) {
    const item = vm.listItem(list, k), fd = fileno(vm, item);
    if (!Number.isNaN(fd) && fd < 0) {
      vm.raiseValue(`file descriptor cannot be a negative integer (${fd})`);
    }
    if (vm.failed()) break;
    waited.push({ item: vm.keep(item), fd });
  }
  vm.decref(list);
  if (!vm.failed()) return waited;
  release(vm, waited);
  return null;
}

function release(vm: Vm, waited: readonly Waited[]): void {
  for (const { item } of waited) vm.decref(item);
}

/** Milliseconds of a time-out in seconds; NaN with an exception set. */
function timeoutMsOf(vm: Vm, given: Value): number {
  if (given === 0 || given === NONE) return Infinity;
  const seconds = durationOr(vm, given, "timeout must be a float or None");
  if (Number.isNaN(seconds) || seconds >= 0) return seconds * 1000;
  vm.raiseValue("timeout must be non-negative");
  return NaN;
}

/** `struct pollfd`s of descriptors of the system. */
function pollEntries(vm: Vm, fds: readonly number[], events: readonly number[]): Int32Array {
  const entries = new Int32Array(2 * fds.length);
  fds.forEach((fd, i) => {
    const system = systemDescriptor(vm, fd);
    entries[2 * i] = isError(system) ? 0x7fff_ffff : system;
    entries[2 * i + 1] = events[i];
  });
  return entries;
}

function pollAll(vm: Vm, libc: SystemCalls, entries: Int32Array, timeoutMs: number): number | HostError {
  const bytes = new Uint8Array(entries.buffer), count = entries.length / 2;
  return waitInSlices(vm, timeoutMs, (waitMs) => libc.call("poll", bytes, count, waitMs));
}

/** Which of three lists are ready, by what `poll` found; null with an exception set. */
function selectSystem(
  vm: Vm,
  libc: SystemCalls,
  lists: readonly Waited[][],
  timeoutMs: number,
): boolean[][] | null {
  const asked = [POLLIN, POLLOUT, POLLPRI];
  const entries = pollEntries(
    vm,
    lists.flatMap((list) => list.map(({ fd }) => fd)),
    lists.flatMap((list, kind) => list.map(() => asked[kind])),
  );
  const result = pollAll(vm, libc, entries, timeoutMs);
  if (isError(result)) return vm.raiseOS(result), null;
  // The system takes an end and an error for something to read, and an error for room to write.
  const meant = [POLLIN | POLLHUP | POLLERR, POLLOUT | POLLERR, POLLPRI];
  let at = 0, bad = false;
  const ready = lists.map((list, kind) =>
    list.map(() => {
      const found = entries[2 * at++ + 1] >>> 16;
      bad ||= (found & POLLNVAL) !== 0;
      return (found & meant[kind]) !== 0;
    })
  );
  return bad ? (vm.raiseOS(errorOf(EBADF)), null) : ready;
}

function selectMemory(vm: Vm, lists: readonly Waited[][], timeoutMs: number): boolean[][] | null {
  const ready = ({ fd }: Waited) => fd < FIRST_MEMORY_SOCKET || isReadable(vm, fd);
  if (waitInMemory(vm, timeoutMs, () => lists[1].length > 0 || lists[0].some(ready)) < 0) return null;
  return [lists[0].map(ready), lists[1].map(() => true), lists[2].map(() => false)];
}

function select(vm: Vm, a: number): Value {
  const timeoutMs = timeoutMsOf(vm, vm.i32[a + 3]);
  if (Number.isNaN(timeoutMs)) return 0;
  const lists: Waited[][] = [];
  for (let k = 0; k < 3; k++) {
    const waited = waitedOf(vm, vm.i32[a + k]);
    if (waited === null) return lists.forEach((list) => release(vm, list)), 0;
    lists.push(waited);
  }
  const libc = libcOrNull(vm);
  const ready = libc === null ? selectMemory(vm, lists, timeoutMs) : selectSystem(vm, libc, lists, timeoutMs);
  const result = ready === null ? 0 : vm.newTuple(
    lists.map((list, k) => vm.newList(list.filter((_, i) => ready[k][i]).map(({ item }) => vm.keep(item)))),
  );
  for (const list of lists) release(vm, list);
  return result;
}

function registered(vm: Vm, self: Value): Value {
  return vm.i32[(self + POLL_REGISTERED) >>> 2];
}

/** A mask of events; NaN with an exception set. */
function maskOf(vm: Vm, given: Value, missing: number): number {
  const mask = intOr(vm, given, missing);
  if (Number.isNaN(mask) || mask >= 0 && mask <= 0xffff) return mask;
  if (mask < 0) vm.raiseValue("value must be positive");
  else vm.raise("OverflowError", "Python int too large for C unsigned short");
  return NaN;
}

function pollRegister(vm: Vm, a: number, mustBeThere: boolean): Value {
  const fd = fileno(vm, vm.i32[a + 1]);
  const mask = Number.isNaN(fd) ? NaN : maskOf(vm, vm.i32[a + 2], POLLIN | POLLPRI | POLLOUT);
  if (Number.isNaN(mask)) return 0;
  const dict = registered(vm, vm.i32[a]), key = vm.newInt(fd);
  if (mustBeThere && vm.dictGet(dict, key) === 0) return vm.raiseOS(errorOf(2));
  return vm.dictSet(dict, key, vm.newInt(mask)) ? NONE : 0;
}

function pollWait(vm: Vm, a: number): Value {
  const given = vm.i32[a + 1], libc = needLibc(vm);
  const number = given === 0 || given === NONE
    ? Infinity
    : durationOr(vm, given, "timeout must be an integer or None", 0.001);
  if (libc === null || vm.failed()) return 0;
  if (Math.abs(number) > 0x7fff_ffff && number !== Infinity) {
    return vm.raise("OverflowError", "timeout is too large");
  }
  const busy = (vm.i32[a] + POLL_FD) >>> 2;
  if (Atomics.exchange(vm.i32, busy, BUSY) === BUSY) {
    return vm.raise("RuntimeError", "concurrent poll() invocation");
  }
  const found = pollRegistered(vm, libc, vm.i32[a], number < 0 ? Infinity : Math.ceil(number));
  Atomics.store(vm.i32, busy, IDLE);
  return found;
}

/** What has happened to the descriptors that are registered. */
function pollRegistered(vm: Vm, libc: SystemCalls, self: Value, timeoutMs: number): Value {
  const fds: number[] = [], events: number[] = [];
  vm.dictIterate(registered(vm, self), (key, value) => {
    fds.push(vm.number(key));
    events.push(vm.number(value));
    return true;
  });
  const entries = pollEntries(vm, fds, events);
  const result = pollAll(vm, libc, entries, timeoutMs);
  if (isError(result)) return vm.raiseOS(result);
  const found: Value[] = [];
  fds.forEach((fd, i) => {
    const bits = entries[2 * i + 1] >>> 16;
    if (bits !== 0) found.push(vm.newTuple([vm.newInt(fd), vm.newInt(bits)]));
  });
  return vm.newList(found);
}

const pollType: TypeDefinition = {
  index: T_POLL,
  name: "poll",
  module: "select",
  basicSize: POLL_BYTES,
  methods: [
    method("register", "($self, fd, eventmask=POLLIN, /)", (vm, a) => pollRegister(vm, a, false)),
    method("modify", "($self, fd, eventmask, /)", (vm, a) => pollRegister(vm, a, true)),
    method("unregister", "($self, fd, /)", (vm, a) => {
      const fd = fileno(vm, vm.i32[a + 1]);
      if (Number.isNaN(fd)) return 0;
      const gone = vm.dictDelete(registered(vm, vm.i32[a]), vm.newInt(fd));
      return gone > 0 ? NONE : gone < 0 ? 0 : vm.raiseKey(vm.newInt(fd));
    }),
    method("poll", "($self, timeout=None, /)", pollWait),
  ],
};

function newPoll(vm: Vm): Value {
  const self = vm.alloc(T_POLL, POLL_BYTES);
  if (self === 0) return 0;
  vm.i32[(self + POLL_REGISTERED) >>> 2] = vm.newDict();
  vm.i32[(self + POLL_FD) >>> 2] = IDLE;
  return self;
}

function epollFd(vm: Vm, self: Value): number {
  return vm.i32[(self + POLL_FD) >>> 2];
}

/** The system's descriptor of an epoll object; -1 with ValueError set. */
function epollSystem(vm: Vm, self: Value): number {
  const found = systemDescriptor(vm, epollFd(vm, self));
  if (!isError(found)) return found;
  if (epollFd(vm, self) < 0) vm.raiseValue("I/O operation on closed epoll object");
  else vm.raiseOS(found);
  return -1;
}

function control(vm: Vm, a: number, operation: number, events: number): Value {
  const libc = needLibc(vm), epoll = libc === null ? -1 : epollSystem(vm, vm.i32[a]);
  const fd = epoll < 0 ? NaN : fileno(vm, vm.i32[a + 1]);
  if (Number.isNaN(fd) || vm.failed()) return 0;
  if (fd < 0) return vm.raiseValue(`file descriptor cannot be a negative integer (${fd})`);
  const system = systemDescriptor(vm, fd);
  if (isError(system)) return vm.raiseOS(system);
  const event = new DataView(new ArrayBuffer(EVENT_BYTES));
  event.setUint32(0, events, true);
  event.setInt32(4, fd, true);
  const result = libc!.call("epoll_ctl", epoll, operation, system, new Uint8Array(event.buffer));
  return result < 0 ? raiseResult(vm, result) : NONE;
}

function epollWait(vm: Vm, a: number): Value {
  const libc = needLibc(vm), given = vm.i32[a + 1];
  const seconds = given === 0 || given === NONE
    ? Infinity
    : durationOr(vm, given, "timeout must be an integer or None");
  const most = intOr(vm, vm.i32[a + 2], -1);
  const epoll = libc === null || vm.failed() ? -1 : epollSystem(vm, vm.i32[a]);
  if (epoll < 0) return 0;
  if (most === 0 || most < -1) return vm.raiseValue(`maxevents must be greater than 0, got ${most}`);
  const count = most < 0 ? MOST_EVENTS : Math.min(most, MOST_EVENTS);
  const bytes = new Uint8Array(count * EVENT_BYTES);
  const timeoutMs = seconds < 0 ? Infinity : seconds * 1000;
  const result = waitInSlices(
    vm,
    timeoutMs,
    (waitMs) => libc!.call("epoll_wait", epoll, bytes, count, waitMs),
  );
  if (isError(result)) return vm.raiseOS(result);
  const view = new DataView(bytes.buffer);
  return vm.newList(Array.from({ length: result }, (_, i) =>
    vm.newTuple([
      vm.newInt(view.getInt32(i * EVENT_BYTES + 4, true)),
      vm.newInt(view.getUint32(i * EVENT_BYTES, true)),
    ])));
}

function closeEpoll(vm: Vm, self: Value): Value {
  const fd = epollFd(vm, self);
  if (fd < 0) return NONE;
  vm.i32[(self + POLL_FD) >>> 2] = -1;
  const error = closeFile(vm, fd);
  return error === null ? NONE : vm.raiseOS(error);
}

/** An epoll object of a descriptor of Python's. */
function epollOf(vm: Vm, type: Value, fd: number): Value {
  const self = vm.allocLike(type, POLL_BYTES);
  if (self !== 0) vm.i32[(self + POLL_FD) >>> 2] = fd;
  return self;
}

const epollMethods: readonly NativeDefinition[] = [
  newMethod("($type, sizehint=-1, flags=0)", (vm, a) => {
    const hint = intOr(vm, vm.i32[a + 1], -1), flags = intOr(vm, vm.i32[a + 2], 0);
    const libc = vm.failed() ? null : needLibc(vm);
    if (libc === null) return 0;
    if (flags !== 0 && flags !== EPOLL_CLOEXEC) return raiseWords(vm, "OSError", "invalid flags");
    if (hint < -1 || hint === 0) return vm.raiseValue("sizehint must be positive or -1");
    const made = libc.call("epoll_create1", EPOLL_CLOEXEC);
    if (made < 0) return raiseResult(vm, made);
    const fd = adoptDescriptor(vm, made, O_RDWR);
    return isError(fd) ? vm.raiseOS(fd) : epollOf(vm, vm.i32[a], fd);
  }),
  classMethod("fromfd", "($type, fd, /)", (vm, a) => {
    const fd = vm.index(vm.i32[a + 1]);
    return Number.isNaN(fd) ? 0 : epollOf(vm, vm.i32[a], fd);
  }),
  slot("__del__", "($self, /)", (vm, a) => {
    if (closeEpoll(vm, vm.i32[a]) === 0) vm.clearError();
    return NONE;
  }),
  method("close", "($self, /)", (vm, a) => closeEpoll(vm, vm.i32[a])),
  method("fileno", "($self, /)", (vm, a) => {
    return epollSystem(vm, vm.i32[a]) < 0 ? 0 : vm.newInt(epollFd(vm, vm.i32[a]));
  }),
  method("register", "($self, fd, eventmask=EPOLLIN)", (vm, a) => {
    return control(vm, a, EPOLL_CTL_ADD, intOr(vm, vm.i32[a + 2], POLLIN | POLLPRI | POLLOUT));
  }),
  method(
    "modify",
    "($self, fd, eventmask)",
    (vm, a) => control(vm, a, EPOLL_CTL_MOD, vm.index(vm.i32[a + 2])),
  ),
  method("unregister", "($self, fd)", (vm, a) => control(vm, a, EPOLL_CTL_DEL, 0)),
  method("poll", "($self, timeout=None, maxevents=-1)", epollWait),
  slot("__enter__", "($self, /)", (vm, a) => epollSystem(vm, vm.i32[a]) < 0 ? 0 : vm.keep(vm.i32[a])),
  slot(
    "__exit__",
    "($self, exc_type=None, exc_value=None, exc_tb=None, /)",
    (vm, a) => closeEpoll(vm, vm.i32[a]),
  ),
];

const epollType: TypeDefinition = {
  index: T_EPOLL,
  name: "epoll",
  module: "select",
  basicSize: POLL_BYTES,
  subclassable: true,
  methods: epollMethods,
  getset: [{ name: "closed", get: (vm, self) => vm.bool(epollFd(vm, self) < 0) }],
};

/** The types. */
export const selectTypes: readonly TypeDefinition[] = [pollType, epollType];

/** The module. */
export const selectModule: NativeModule = {
  name: "select",
  doc: "This module supports asynchronous I/O on multiple file descriptors.",
  functions: [
    nativeFunction("select", "(rlist, wlist, xlist, timeout=None, /)", select),
    nativeFunction("poll", "()", newPoll),
  ],
  populate: (vm, _module, dict) =>
    addIntegers(vm, dict, POLL_CONSTANTS) && addIntegers(vm, dict, EPOLL_CONSTANTS) &&
    vm.dictSetStr(dict, "epoll", vm.typeObject(T_EPOLL)) &&
    vm.dictSetStr(dict, "error", vm.exceptionType("OSError")),
};
