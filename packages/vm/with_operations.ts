/**
 * The `with` statement.
 *
 * @module
 */
import { EXCEPTION_TRACEBACK, NONE, TYPE_VERSION, type Value } from "@orochi/object";
import { fill } from "./attribute_cache.ts";
import * as feedback from "./bytecode/feedback.ts";
import { SPECIAL_METHODS, specialMethod } from "./bytecode/special_methods.ts";
import { lookup, takesSelf } from "./type_lookup.ts";
import type { Vm } from "./vm.ts";

const FIRST_ASYNC = specialMethod("__aenter__");

/**
 * LOAD_SPECIAL: a method of an object's type; a function or method descriptor comes unbound (`vm.methodIsUnbound`), so that
 * no bound method is made.
 *
 * @param method One of {@linkcode SPECIAL_METHODS}.
 * @param at The instruction's cache.
 * @returns A new reference, or 0 with TypeError set where the type has no such method.
 */
export function loadSpecial(vm: Vm, object: Value, method: number, at: number): Value {
  const ic = vm.ic, type = vm.typeOf(object), index = vm.typeIndex(object);
  const version = vm.i32[(type + TYPE_VERSION) >>> 2];
  vm.methodIsUnbound = true;
  if (
    ic[at] === feedback.ATTRIBUTE_KIND_SPECIAL && ic[at + feedback.ATTRIBUTE_TYPE] === index &&
    ic[at + feedback.ATTRIBUTE_VERSION] === version
  ) return vm.keep(ic[at + feedback.ATTRIBUTE_SLOT]);
  const found = lookup(vm, type, vm.names[SPECIAL_METHODS[method]]);
  if (found === 0) return missing(vm, object, method);
  if (takesSelf(vm.typeIndex(found))) {
    fill(vm, at, feedback.ATTRIBUTE_KIND_SPECIAL, index, 0, found, version);
    return vm.keep(found);
  }
  fill(vm, at, feedback.ATTRIBUTE_KIND_OTHER, index, 0, 0, 0);
  vm.methodIsUnbound = false;
  return vm.bindDescriptor(found, object, type);
}

/** The TypeError for an object that is no such manager, with a hint where it is one of the other kind. */
function missing(vm: Vm, object: Value, method: number): 0 {
  const type = vm.typeOf(object), isAsync = method >= FIRST_ASYNC;
  const others = SPECIAL_METHODS.slice(isAsync ? 0 : FIRST_ASYNC).slice(0, 2);
  const hint = others.every((name) => lookup(vm, type, vm.names[name]) !== 0);
  const protocol = (async: boolean) => `the ${async ? "asynchronous " : ""}context manager protocol`;
  return vm.raiseType(
    `'${vm.typeName(object)}' object does not support ${protocol(isAsync)} (missed ${
      SPECIAL_METHODS[method]
    } method)${
      hint
        ? ` but it supports ${protocol(!isAsync)}. Did you mean to use '${isAsync ? "" : "async "}with'?`
        : ""
    }`,
  );
}

/** WITH_EXCEPT_START: type, value and traceback (owned) of an exception into three words. */
export function exceptionParts(vm: Vm, exception: Value, word: number): void {
  const i32 = vm.i32, traceback = i32[(exception + EXCEPTION_TRACEBACK) >>> 2];
  i32[word] = vm.keep(vm.typeOf(exception));
  i32[word + 1] = vm.keep(exception);
  i32[word + 2] = traceback === 0 ? NONE : vm.keep(traceback);
}
