/**
 * The `with` statement.
 *
 * @module
 */
import { EXCEPTION_TRACEBACK, NONE, type Value } from "@orochi/object";
import { callUnbound } from "./call.ts";
import { lookup } from "./type_lookup.ts";
import type { Vm } from "./vm.ts";

/** BEFORE_WITH: bound `__exit__` and the result of `__enter__` into two words. */
export function beforeWith(vm: Vm, manager: Value, word: number): boolean {
  const type = vm.typeOf(manager);
  const enter = lookup(vm, type, vm.names.__enter__), exit = lookup(vm, type, vm.names.__exit__);
  if (enter === 0 || exit === 0) {
    const missing = exit === 0 ? "__exit__" : "__enter__";
    const async = lookup(vm, type, vm.names.__aenter__) !== 0 && lookup(vm, type, vm.names.__aexit__) !== 0;
    vm.raiseType(
      `'${
        vm.typeName(manager)
      }' object does not support the context manager protocol (missed ${missing} method)${
        async
          ? " but it supports the asynchronous context manager protocol. Did you mean to use 'async with'?"
          : ""
      }`,
    );
    return false;
  }
  const bound = vm.bindDescriptor(exit, manager, type);
  if (bound === 0) return false;
  const value = callUnbound(vm, enter, manager, []);
  if (value === 0) {
    vm.decref(bound);
    return false;
  }
  vm.i32[word] = bound;
  vm.i32[word + 1] = value;
  return true;
}

/** WITH_EXCEPT_START: `exit(type, value, traceback)`. */
export function withExceptStart(vm: Vm, exit: Value, exception: Value): Value {
  const traceback = vm.i32[(exception + EXCEPTION_TRACEBACK) >>> 2];
  return vm.call(exit, vm.typeOf(exception), exception, traceback === 0 ? NONE : traceback);
}
