/**
 * The locks of `_thread`: `lock` and `RLock`, over the locks of `@orochi/gil` in the object's LOCK_STATE.
 *
 * @module
 */
import {
  LOCK_BYTES,
  LOCK_COUNT,
  LOCK_OWNER,
  LOCK_STATE,
  NONE,
  T_LOCK,
  T_RLOCK,
  type Value,
} from "@orochi/object";
import {
  block,
  identOf,
  method,
  type NativeDefinition,
  newFromType,
  newMethod,
  safepoint,
  slot,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { durationOf } from "./durations.ts";

/** `_thread.TIMEOUT_MAX`, in seconds. */
export const TIMEOUT_MAX = 9223372036;

/** Outcome of waiting for a lock. */
const ACQUIRED = 1, TIMED_OUT = 0, FAILED = -1;

/** A lock's release is anybody's; who acquired it is of interest to reports of deadlocks only. */
function noteOwner(vm: Vm, lock: Value): void {
  if (vm.layout(lock) === T_LOCK) vm.i32[(lock + LOCK_OWNER) >>> 2] = identOf(vm, vm.slot);
}

/** Acquires a lock: 1, 0 after the time-out, -1 with an exception set (a signal's handler raised it). */
export function acquire(vm: Vm, lock: Value, timeoutMs: number, interruptible = true): number {
  const state = lock + LOCK_STATE;
  if (vm.locks.tryAcquire(state)) {
    noteOwner(vm, lock);
    return ACQUIRED;
  }
  if (timeoutMs === 0) return TIMED_OUT;
  const since = vm.parkingTime();
  const parallel = vm.lock.constraints.guarantee === "parallel";
  for (;;) {
    // The time-out runs from `since`, however often a signal has come in between.
    const outcome = vm.locks.acquire(
      state,
      timeoutMs,
      parallel,
      (key, validate, leftMs, from) => block(vm, key, validate, leftMs, from, interruptible),
      since,
    );
    if (outcome === "acquired") noteOwner(vm, lock);
    if (outcome !== "interrupted") return outcome === "acquired" ? ACQUIRED : TIMED_OUT;
    if (!safepoint(vm)) return FAILED;
  }
}

/** Releases a lock that is held. */
export function release(vm: Vm, lock: Value): void {
  vm.locks.release(lock + LOCK_STATE);
}

function isLocked(vm: Vm, lock: Value): boolean {
  return vm.locks.isLocked(lock + LOCK_STATE);
}

/** The time-out of `acquire(blocking, timeout)` in milliseconds; NaN with an exception set. */
export function acquireTimeout(vm: Vm, blockingValue: Value, timeoutValue: Value): number {
  const blocking = blockingValue === 0 ? 1 : vm.truthy(blockingValue);
  if (blocking < 0) return NaN;
  const seconds = timeoutValue === 0 ? -1 : durationOf(vm, timeoutValue);
  if (Number.isNaN(seconds)) return NaN;
  if (blocking === 0 && seconds !== -1) {
    vm.raiseValue("can't specify a timeout for a non-blocking call");
    return NaN;
  }
  if (seconds < 0 && seconds !== -1) {
    vm.raiseValue("timeout value must be a non-negative number");
    return NaN;
  }
  return blocking === 0 ? 0 : seconds === -1 ? Infinity : seconds * 1000;
}

function acquireMethod(vm: Vm, a: number): Value {
  const timeoutMs = acquireTimeout(vm, vm.i32[a + 1], vm.i32[a + 2]);
  if (Number.isNaN(timeoutMs)) return 0;
  const got = acquire(vm, vm.i32[a], timeoutMs);
  return got < 0 ? 0 : vm.bool(got === ACQUIRED);
}

function enterMethod(vm: Vm, a: number): Value {
  return acquire(vm, vm.i32[a], Infinity) < 0 ? 0 : vm.bool(true);
}

function releaseMethod(vm: Vm, a: number): Value {
  if (!isLocked(vm, vm.i32[a])) return vm.raise("RuntimeError", "release unlocked lock");
  release(vm, vm.i32[a]);
  return NONE;
}

function address(value: Value): string {
  return `0x${(value >>> 0).toString(16).padStart(12, "0")}`;
}

const lockedMethod = (vm: Vm, a: number): Value => vm.bool(isLocked(vm, vm.i32[a]));

/** A new, free lock; 0 without memory. */
export function newLock(vm: Vm): Value {
  return vm.alloc(T_LOCK, LOCK_BYTES);
}

/** `_thread.lock`. */
export const lockType: TypeDefinition = {
  index: T_LOCK,
  name: "lock",
  module: "_thread",
  basicSize: LOCK_BYTES,
  doc:
    "A lock is a synchronization primitive: it is either locked or unlocked, and a thread that acquires it\n" +
    "while it is locked waits until another releases it.",
  methods: [
    newMethod("($type, /)", (vm) => newLock(vm)),
    method(
      "acquire",
      "($self, blocking=True, timeout=-1)",
      acquireMethod,
      "Lock the lock; wait for it unless told otherwise.",
    ),
    method(
      "acquire_lock",
      "($self, blocking=True, timeout=-1)",
      acquireMethod,
      "An obsolete synonym of acquire().",
    ),
    method(
      "release",
      "($self, /)",
      releaseMethod,
      "Release the lock, so that another thread may acquire it.",
    ),
    method("release_lock", "($self, /)", releaseMethod, "An obsolete synonym of release()."),
    method("locked", "($self, /)", lockedMethod, "Return whether the lock is locked."),
    method("locked_lock", "($self, /)", lockedMethod, "An obsolete synonym of locked()."),
    method("__enter__", "($self, /)", enterMethod, "Lock the lock."),
    method("__exit__", "($self, /, *exc_info)", releaseMethod, "Release the lock."),
    method("_at_fork_reinit", "($self, /)", (vm, a) => {
      Atomics.store(vm.i32, (vm.i32[a] + LOCK_STATE) >>> 2, 0);
      return NONE;
    }),
    slot("__repr__", "($self, /)", (vm, a) => {
      const self = vm.i32[a];
      return vm.newStr(
        `<${isLocked(vm, self) ? "locked" : "unlocked"} _thread.lock object at ${address(self)}>`,
      );
    }),
  ],
};

// -- RLock

function ident(vm: Vm): number {
  return identOf(vm, vm.slot);
}

function ownerWord(lock: Value): number {
  return (lock + LOCK_OWNER) >>> 2;
}

function countWord(lock: Value): number {
  return (lock + LOCK_COUNT) >>> 2;
}

/** Only the owner writes its own ident there, so a racy read says for sure whether the reader is the owner. */
function isOwned(vm: Vm, lock: Value): boolean {
  return vm.i32[ownerWord(lock)] === ident(vm);
}

function acquireRecursive(vm: Vm, lock: Value, timeoutMs: number): number {
  if (isOwned(vm, lock)) {
    vm.i32[countWord(lock)]++;
    return ACQUIRED;
  }
  const got = acquire(vm, lock, timeoutMs);
  if (got === ACQUIRED) {
    vm.i32[countWord(lock)] = 1;
    vm.i32[ownerWord(lock)] = ident(vm);
  }
  return got;
}

function releaseRecursive(vm: Vm, lock: Value): boolean {
  if (!isOwned(vm, lock)) {
    vm.raise("RuntimeError", "cannot release un-acquired lock");
    return false;
  }
  if (--vm.i32[countWord(lock)] === 0) {
    vm.i32[ownerWord(lock)] = 0;
    release(vm, lock);
  }
  return true;
}

const releaseRecursiveMethod = (vm: Vm, a: number): Value => releaseRecursive(vm, vm.i32[a]) ? NONE : 0;

const recursiveMethods: NativeDefinition[] = [
  // Arguments are ignored, after the warning that `threading.RLock` gives.
  newFromType((vm, a) => vm.allocLike(vm.i32[a], LOCK_BYTES)),
  method("acquire", "($self, blocking=True, timeout=-1)", (vm, a) => {
    const timeoutMs = acquireTimeout(vm, vm.i32[a + 1], vm.i32[a + 2]);
    if (Number.isNaN(timeoutMs)) return 0;
    const got = acquireRecursive(vm, vm.i32[a], timeoutMs);
    return got < 0 ? 0 : vm.bool(got === ACQUIRED);
  }, "Lock the lock; a thread that has locked it already locks it once more."),
  method(
    "release",
    "($self, /)",
    releaseRecursiveMethod,
    "Release the lock once; it is free after as many releases as acquisitions.",
  ),
  method("locked", "($self, /)", lockedMethod, "Return whether the lock is locked."),
  method(
    "__enter__",
    "($self, /)",
    (vm, a) => acquireRecursive(vm, vm.i32[a], Infinity) < 0 ? 0 : vm.bool(true),
    "Lock the lock.",
  ),
  method("__exit__", "($self, /, *exc_info)", releaseRecursiveMethod, "Release the lock."),
  method(
    "_is_owned",
    "($self, /)",
    (vm, a) => vm.bool(isOwned(vm, vm.i32[a])),
    "For internal use by `threading.Condition`.",
  ),
  method("_recursion_count", "($self, /)", (vm, a) => {
    const self = vm.i32[a];
    return vm.newInt(isOwned(vm, self) ? vm.i32[countWord(self)] : 0);
  }, "For internal use by reentrancy checks."),
  method("_release_save", "($self, /)", (vm, a) => {
    const self = vm.i32[a];
    const count = vm.i32[countWord(self)];
    if (count === 0 || !isOwned(vm, self)) return vm.raise("RuntimeError", "cannot release un-acquired lock");
    const saved = vm.newTuple([vm.newInt(count), vm.newInt(ident(vm))]);
    if (saved === 0) return 0;
    vm.i32[countWord(self)] = 1;
    releaseRecursive(vm, self);
    return saved;
  }, "For internal use by `threading.Condition`."),
  method("_acquire_restore", "($self, state, /)", (vm, a) => {
    const self = vm.i32[a], state = vm.i32[a + 1];
    if (!vm.isTuple(state) || vm.tupleLength(state) !== 2) {
      return vm.raiseType("_acquire_restore() argument 1 must be 2-item tuple");
    }
    const count = vm.index(vm.tupleItem(state, 0)), owner = vm.index(vm.tupleItem(state, 1));
    if (vm.failed()) return 0;
    if (acquire(vm, self, Infinity, false) < 0) return 0;
    vm.i32[countWord(self)] = count;
    vm.i32[ownerWord(self)] = owner;
    return NONE;
  }, "For internal use by `threading.Condition`."),
  method("_at_fork_reinit", "($self, /)", (vm, a) => {
    const self = vm.i32[a];
    vm.i32[countWord(self)] = 0;
    vm.i32[ownerWord(self)] = 0;
    Atomics.store(vm.i32, (self + LOCK_STATE) >>> 2, 0);
    return NONE;
  }),
  slot("__repr__", "($self, /)", (vm, a) => {
    const self = vm.i32[a];
    const locked = isLocked(vm, self) ? "locked" : "unlocked";
    const owner = vm.i32[ownerWord(self)], count = vm.i32[countWord(self)];
    const name = vm.isExact(self, T_RLOCK) ? "_thread.RLock" : vm.typeName(self);
    return vm.newStr(`<${locked} ${name} object owner=${owner} count=${count} at ${address(self)}>`);
  }),
];

/** `_thread.RLock`. */
export const recursiveLockType: TypeDefinition = {
  index: T_RLOCK,
  name: "RLock",
  module: "_thread",
  basicSize: LOCK_BYTES,
  subclassable: true,
  doc: "A reentrant lock: the thread that has acquired it may acquire it again without waiting.",
  methods: recursiveMethods,
};
