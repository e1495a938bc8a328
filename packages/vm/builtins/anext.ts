/**
 * `anext`, and the awaitable that it gives where there is a default.
 *
 * @module
 */
import { NONE, PARTS_BYTES, T_ANEXT_AWAITABLE, type Value } from "@orochi/object";
import { awaitableOf } from "../async_operations.ts";
import { method, slot, type TypeDefinition } from "../native.ts";
import type { Vm } from "../vm.ts";
import { firstPart, newParts, secondPart } from "./_container.ts";

/** `anext(iterator)`, or with a default (0: none). */
export function anext(vm: Vm, iterator: Value, byDefault: Value): Value {
  const awaitable = vm.callSpecial(iterator, vm.names.__anext__);
  if (awaitable === 0) {
    return vm.failed() ? 0 : vm.raiseType(`'${vm.typeName(iterator)}' object is not an async iterator`);
  }
  return byDefault === 0 ? awaitable : newParts(vm, T_ANEXT_AWAITABLE, awaitable, vm.keep(byDefault));
}

/** Calls a method of the iterator of what is awaited; StopAsyncIteration becomes the default. */
function forward(vm: Vm, self: Value, name: Value, args: readonly Value[]): Value {
  const iterator = awaitableOf(vm, firstPart(vm, self), 0);
  const result = iterator === 0 ? 0 : vm.callMethod(iterator, name, ...args);
  vm.decref(iterator);
  if (result !== 0 || !vm.matches("StopAsyncIteration")) return result;
  vm.clearError();
  return vm.raiseStopIteration(secondPart(vm, self));
}

/** `anext_awaitable`. */
export const anextAwaitableType: TypeDefinition = {
  index: T_ANEXT_AWAITABLE,
  name: "anext_awaitable",
  basicSize: PARTS_BYTES,
  methods: [
    slot("__await__", "($self, /)", (vm, a) => vm.keep(vm.i32[a])),
    slot("__iter__", "($self, /)", (vm, a) => vm.keep(vm.i32[a])),
    slot("__next__", "($self, /)", (vm, a) => forward(vm, vm.i32[a], vm.names.send, [NONE])),
    method("send", "($self, value, /)", (vm, a) => forward(vm, vm.i32[a], vm.names.send, [vm.i32[a + 1]])),
    method("throw", "($self, type, value=None, traceback=None, /)", (vm, a) => {
      const args = [vm.i32[a + 1], vm.i32[a + 2], vm.i32[a + 3]].filter((value) => value !== 0);
      return forward(vm, vm.i32[a], vm.names.throw, args);
    }),
    method("close", "($self, /)", (vm, a) => forward(vm, vm.i32[a], vm.names.close, [])),
  ],
};
