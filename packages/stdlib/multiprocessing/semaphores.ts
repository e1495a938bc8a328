/**
 * `_multiprocessing`: named semaphores of the system, which `multiprocessing` makes its locks of.
 *
 * @module
 */
import { type Address, FALSE, NONE, part, T_SEM_LOCK, tagInt, TRUE, type Value } from "@orochi/object";
import {
  classMethod,
  type HostError,
  identOf,
  method,
  nativeFunction,
  type NativeModule,
  newMethod,
  type SystemCalls,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { makeObject, word } from "../_data.ts";
import { adoptDescriptor, isError } from "../files.ts";
import { cText, needLibc, raiseResult } from "../system/calls.ts";
import { waitInSlices } from "../system/wait.ts";
import { newSemaphore } from "./semaphore_arena.ts";

/** Words: the address that the system gave, kind, largest value, times it is held here, ident of its holder, name. */
const HANDLE = 0, KIND = 1, MAXIMUM = 2, COUNT = 3, OWNER = 4, NAME = 5, WORDS = 6;

/** Kinds. */
const RECURSIVE_MUTEX = 0, SEMAPHORE = 1;
/** The most that a semaphore counts. */
const SEM_VALUE_MAX = 0x7fff_ffff;

const O_CREAT = 0o100, O_EXCL = 0o200, MODE = 0o600;
const EAGAIN = 11, EINTR = 4, ETIMEDOUT = 110;

/** The address of the semaphore. One without a name lies in the heap. */
function handleOf(vm: Vm, self: Address): number {
  const handle = vm.number(word(vm, self, HANDLE));
  return word(vm, self, NAME) === NONE ? heapStart(vm) + handle : handle;
}

/** The heap that was asked about last, and where it begins. */
let known: Uint8Array | null = null, start = 0;

function heapStart(vm: Vm): number {
  if (known !== vm.u8) {
    start = (vm.host.libc() as SystemCalls).addressOf(vm.u8);
    known = vm.u8;
  }
  return start;
}

/** A number of the object that fits 31 bits. */
function small(vm: Vm, self: Address, n: number): number {
  return word(vm, self, n) >> 1;
}

function setSmall(vm: Vm, self: Address, n: number, value: number): void {
  vm.i32[(self + part(n)) >>> 2] = tagInt(value);
}

/** Whether the calling thread holds it. */
function isMine(vm: Vm, self: Address): boolean {
  return small(vm, self, COUNT) > 0 && vm.number(word(vm, self, OWNER)) === identOf(vm, vm.slot);
}

function setOwner(vm: Vm, self: Address): boolean {
  const ident = vm.newInt(identOf(vm, vm.slot));
  if (ident === 0) return false;
  const at = (self + part(OWNER)) >>> 2, old = vm.i32[at];
  vm.i32[at] = ident;
  vm.decref(old);
  return true;
}

/** The semaphore's value; `-errno` on failure. */
function valueOf(libc: SystemCalls, handle: number): number {
  const value = new Int32Array(1);
  const result = libc.call("sem_getvalue", handle, new Uint8Array(value.buffer));
  return result < 0 ? result : value[0];
}

function newLock(
  vm: Vm,
  type: Address,
  handle: number,
  kind: number,
  maximum: number,
  name: Value,
): Value {
  return makeObject(vm, type, WORDS, [
    vm.newInt(handle),
    tagInt(kind),
    vm.newInt(maximum),
    tagInt(0),
    tagInt(0),
    vm.keep(name),
  ]);
}

/** `SemLock(kind, value, maxvalue, name, unlink)`. */
function create(vm: Vm, a: number): Value {
  const i32 = vm.i32;
  const [type, kindValue, valueValue, maximumValue, name, unlinkValue] = [0, 1, 2, 3, 4, 5].map((k) =>
    i32[a + k]
  );
  const kind = vm.index(kindValue), value = vm.index(valueValue), maximum = vm.index(maximumValue);
  const unlink = Number.isNaN(kind + value + maximum) ? -1 : vm.truthy(unlinkValue);
  if (unlink < 0) return 0;
  if (!vm.isStr(name)) return vm.raiseType(`SemLock() argument 'name' must be str, not ${vm.typeName(name)}`);
  if (kind !== RECURSIVE_MUTEX && kind !== SEMAPHORE) return vm.raiseValue("unrecognized kind");
  const libc = needLibc(vm);
  if (libc === null) return 0;
  if (unlink === 1) {
    // Nobody can come by the name: only children that are forked share it.
    const place = newSemaphore(vm, libc, value);
    return place < 0 ? raiseResult(vm, place) : newLock(vm, type, place, kind, maximum, NONE);
  }
  const handle = libc.call("sem_open", cText(vm.js(name)), O_CREAT | O_EXCL, MODE, value);
  if (handle < 0) return raiseResult(vm, handle);
  return newLock(vm, type, handle, kind, maximum, name);
}

/** `SemLock._rebuild(handle, kind, maxvalue, name)`: in another process the name leads to the semaphore. */
function rebuild(vm: Vm, a: number): Value {
  const i32 = vm.i32;
  const [type, given, kindValue, maximumValue, name] = [0, 1, 2, 3, 4].map((k) => i32[a + k]);
  const kind = vm.index(kindValue), maximum = vm.index(maximumValue);
  const old = Number.isNaN(kind + maximum) ? NaN : vm.index(given);
  if (Number.isNaN(old)) return 0;
  if (name === NONE) return newLock(vm, type, old, kind, maximum, name);
  const libc = needLibc(vm);
  if (libc === null) return 0;
  const handle = libc.call("sem_open", cText(vm.jsStr(name)), 0, 0, 0);
  if (handle < 0) return raiseResult(vm, handle);
  return newLock(vm, type, handle, kind, maximum, name);
}

/** Time-outs of `sem_timedwait` are times of day. */
function timespec(waitMs: number): Uint8Array {
  const at = Date.now() + waitMs;
  const seconds = Math.floor(at / 1000);
  const words = new BigInt64Array([BigInt(seconds), BigInt(Math.round((at - seconds * 1000) * 1e6))]);
  return new Uint8Array(words.buffer);
}

/** Takes the semaphore: 1 taken, 0 not in time. */
function wait(vm: Vm, libc: SystemCalls, handle: number, timeoutMs: number): number | HostError {
  return waitInSlices(vm, timeoutMs, (waitMs) => {
    const result = waitMs <= 0
      ? libc.call("sem_trywait", handle)
      : libc.call("sem_timedwait", handle, timespec(waitMs));
    if (result === -EAGAIN || result === -ETIMEDOUT) return 0;
    return result < 0 ? result : 1;
  });
}

/** `acquire(block=True, timeout=None)`. */
function acquire(vm: Vm, self: Address, block: Value, timeout: Value): Value {
  const blocking = block === 0 ? 1 : vm.truthy(block);
  if (blocking < 0) return 0;
  if (small(vm, self, KIND) === RECURSIVE_MUTEX && isMine(vm, self)) {
    setSmall(vm, self, COUNT, small(vm, self, COUNT) + 1);
    return TRUE;
  }
  let timeoutMs = blocking === 1 ? Infinity : 0;
  if (blocking === 1 && timeout !== 0 && timeout !== NONE) {
    const seconds = vm.asDouble(timeout);
    if (Number.isNaN(seconds) && vm.failed()) return 0;
    timeoutMs = Math.max(0, seconds * 1000);
  }
  const libc = needLibc(vm);
  if (libc === null) return 0;
  const taken = wait(vm, libc, handleOf(vm, self), timeoutMs);
  if (typeof taken !== "number") return vm.raiseOS(taken);
  if (taken <= 0) return FALSE;
  setSmall(vm, self, COUNT, small(vm, self, COUNT) + 1);
  return setOwner(vm, self) ? TRUE : 0;
}

function release(vm: Vm, self: Address): Value {
  const libc = needLibc(vm);
  if (libc === null) return 0;
  const handle = handleOf(vm, self), count = small(vm, self, COUNT);
  if (small(vm, self, KIND) === RECURSIVE_MUTEX) {
    if (!isMine(vm, self)) {
      return vm.raise("AssertionError", "attempt to release recursive lock not owned by thread");
    }
    if (count > 1) {
      setSmall(vm, self, COUNT, count - 1);
      return NONE;
    }
  } else {
    const value = valueOf(libc, handle);
    if (value < 0) return raiseResult(vm, value);
    if (value >= vm.number(word(vm, self, MAXIMUM))) {
      return vm.raiseValue("semaphore or lock released too many times");
    }
  }
  // Before the post: after it another thread may count already.
  setSmall(vm, self, COUNT, count - 1);
  const result = libc.call("sem_post", handle);
  if (result >= 0) return NONE;
  setSmall(vm, self, COUNT, count);
  return raiseResult(vm, result);
}

/** `_get_value()` and `_is_zero()`. */
function ask(vm: Vm, self: Address, answer: (value: number) => Value): Value {
  const libc = needLibc(vm);
  if (libc === null) return 0;
  const value = valueOf(libc, handleOf(vm, self));
  return value < 0 ? raiseResult(vm, value) : answer(value);
}

const semLockType: TypeDefinition = {
  index: T_SEM_LOCK,
  name: "SemLock",
  module: "_multiprocessing",
  basicSize: part(WORDS),
  subclassable: true,
  doc: "Semaphore/Mutex type",
  members: [
    { name: "handle", offset: part(HANDLE) },
    { name: "kind", offset: part(KIND) },
    { name: "maxvalue", offset: part(MAXIMUM) },
    { name: "name", offset: part(NAME) },
  ],
  methods: [
    newMethod("($type, /, kind, value, maxvalue, name, unlink)", create),
    classMethod("_rebuild", "($type, handle, kind, maxvalue, name, /)", rebuild),
    method(
      "acquire",
      "($self, /, block=True, timeout=None)",
      (vm, a) => acquire(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
      "Acquire the semaphore/lock.",
    ),
    method("release", "($self, /)", (vm, a) => release(vm, vm.i32[a]), "Release the semaphore/lock."),
    method("__enter__", "($self, /)", (vm, a) => acquire(vm, vm.i32[a], 0, 0), "Enter the semaphore/lock."),
    method(
      "__exit__",
      "($self, exc_type=None, exc_value=None, exc_tb=None, /)",
      (vm, a) => release(vm, vm.i32[a]),
      "Exit the semaphore/lock.",
    ),
    method(
      "_count",
      "($self, /)",
      (vm, a) => vm.newInt(small(vm, vm.i32[a], COUNT)),
      "Num of `acquire()`s minus num of `release()`s for this process.",
    ),
    method(
      "_is_mine",
      "($self, /)",
      (vm, a) => vm.bool(isMine(vm, vm.i32[a])),
      "Whether the lock is owned by this thread.",
    ),
    method(
      "_get_value",
      "($self, /)",
      (vm, a) => ask(vm, vm.i32[a], (value) => vm.newInt(value)),
      "Get the value of the semaphore.",
    ),
    method(
      "_is_zero",
      "($self, /)",
      (vm, a) => ask(vm, vm.i32[a], (value) => vm.bool(value === 0)),
      "Return whether semaphore has value zero.",
    ),
    method("_after_fork", "($self, /)", (vm, a) => {
      setSmall(vm, vm.i32[a], COUNT, 0);
      return NONE;
    }, "Rezero the net acquisition count after fork()."),
  ],
};

/** The types of the module. */
export const multiprocessingTypes: readonly TypeDefinition[] = [semLockType];

/** `_multiprocessing`. */
export const multiprocessingModule: NativeModule = {
  name: "_multiprocessing",
  functions: [
    nativeFunction("sem_unlink", "(name, /)", (vm, a) => {
      const libc = needLibc(vm);
      if (libc === null) return 0;
      const result = libc.call("sem_unlink", cText(vm.jsStr(vm.i32[a])));
      return result < 0 ? raiseResult(vm, result) : NONE;
    }),
  ],
  populate: (vm, _module, dict) => {
    const type = vm.typeObject(T_SEM_LOCK);
    const flags = vm.newDict();
    return flags !== 0 &&
      ["HAVE_SEM_OPEN", "HAVE_SEM_TIMEDWAIT", "HAVE_FD_TRANSFER"].every((name) =>
        vm.dictSetStr(flags, name, tagInt(1))
      ) &&
      vm.dictSetOwned(dict, "flags", flags) &&
      vm.dictSetOwned(vm.typeDict(type), "SEM_VALUE_MAX", vm.newInt(SEM_VALUE_MAX)) &&
      vm.dictSetStr(dict, "SemLock", type);
  },
};

/** `_posixshmem`: named runs of shared memory. */
export const sharedMemoryModule: NativeModule = {
  name: "_posixshmem",
  doc: "POSIX shared memory module",
  functions: [
    nativeFunction("shm_open", "(path, flags, mode=511)", (vm, a) => {
      const flags = vm.index(vm.i32[a + 1]), mode = vm.i32[a + 2] === 0 ? 0o777 : vm.index(vm.i32[a + 2]);
      const libc = Number.isNaN(flags + mode) ? null : needLibc(vm);
      if (libc === null) return 0;
      for (;;) {
        const fd = libc.call("shm_open", cText(vm.jsStr(vm.i32[a])), flags | O_CLOEXEC, mode);
        if (fd === -EINTR) continue;
        if (fd < 0) return raiseResult(vm, fd, vm.i32[a]);
        const descriptor = adoptDescriptor(vm, fd, flags);
        return isError(descriptor) ? vm.raiseOS(descriptor) : vm.newInt(descriptor);
      }
    }, "Open a shared memory object.  Returns a file descriptor (integer)."),
    nativeFunction("shm_unlink", "(path)", (vm, a) => {
      const libc = needLibc(vm);
      if (libc === null) return 0;
      const result = libc.call("shm_unlink", cText(vm.jsStr(vm.i32[a])));
      return result < 0 ? raiseResult(vm, result, vm.i32[a]) : NONE;
    }, "Remove a shared memory object (similar to unlink())."),
  ],
};

/** Descriptors are closed in programs that are started. */
const O_CLOEXEC = 0o2000000;
