/**
 * `__weakref__` of instances, and which objects can be weakly referenced.
 *
 * @module
 */
import {
  type Address,
  NONE,
  T_ARRAY,
  T_ASYNC_GENERATOR,
  T_BUFFERED_RANDOM,
  T_BUFFERED_READER,
  T_BUFFERED_RW_PAIR,
  T_BUFFERED_WRITER,
  T_BUILTIN_FUNCTION_OR_METHOD,
  T_BYTES_IO,
  T_CODE,
  T_CONTEXT,
  T_COROUTINE,
  T_DEQUE,
  T_FILE_IO,
  T_FROZENSET,
  T_FUNCTION,
  T_GENERATOR,
  T_GENERIC_ALIAS,
  T_IO_BASE,
  T_LOCAL,
  T_LOCK,
  T_LRU_CACHE,
  T_MEMORYVIEW,
  T_METHOD,
  T_MODULE,
  T_ORDERED_DICT,
  T_PARAM_SPEC,
  T_PARAM_SPEC_ARGS,
  T_PARAM_SPEC_KWARGS,
  T_PARTIAL,
  T_PATTERN,
  T_RLOCK,
  T_SET,
  T_SIMPLE_QUEUE,
  T_STRING_IO,
  T_STRUCT,
  T_TEE,
  T_TEXT_IO_WRAPPER,
  T_TYPE,
  T_TYPE_ALIAS_TYPE,
  T_TYPE_VAR,
  T_TYPE_VAR_TUPLE,
  T_UNION,
  T_WEAKCALLABLEPROXY,
  T_WEAKPROXY,
  T_WEAKREF,
  TYPE_FLAGS,
  TYPE_INDEX,
  TYPE_INDEX_MASK,
  type Value,
  WEAKREF_CALLBACK,
  WEAKREF_NEXT,
} from "@orochi/object";
import type { GetSetDefinition } from "../native.ts";
import { TYPE_FLAG_WEAKREF } from "../type_lookup.ts";
import { CONTROL_WEAK_TABLE, type Vm } from "../vm.ts";
import { firstWeakReference } from "../weak_references.ts";

/** Builtin types whose own instances can be weakly referenced, those of their layout, and those of their subclasses. */
const REFERABLE: ReadonlySet<number> = new Set([
  T_FUNCTION,
  T_METHOD,
  T_GENERATOR,
  T_SET,
  T_FROZENSET,
  T_TYPE,
  T_MODULE,
  T_MEMORYVIEW,
  T_GENERIC_ALIAS,
  T_UNION,
  T_CODE,
  T_BUILTIN_FUNCTION_OR_METHOD,
  T_COROUTINE,
  T_ASYNC_GENERATOR,
  T_LOCK,
  T_RLOCK,
  T_LOCAL,
  T_DEQUE,
  T_PARTIAL,
  T_LRU_CACHE,
  T_ORDERED_DICT,
  T_PATTERN,
  T_TEE,
  T_STRUCT,
  T_ARRAY,
  T_BUFFERED_RANDOM,
  T_BUFFERED_READER,
  T_BUFFERED_RW_PAIR,
  T_BUFFERED_WRITER,
  T_BYTES_IO,
  T_CONTEXT,
  T_FILE_IO,
  T_IO_BASE,
  T_PARAM_SPEC,
  T_PARAM_SPEC_ARGS,
  T_PARAM_SPEC_KWARGS,
  T_SIMPLE_QUEUE,
  T_STRING_IO,
  T_TEXT_IO_WRAPPER,
  T_TYPE_ALIAS_TYPE,
  T_TYPE_VAR,
  T_TYPE_VAR_TUPLE,
]);

/** Whether the instances of a class can be weakly referenced: a class decides by its `__slots__`. */
export function hasReferables(vm: Vm, type: Address): boolean {
  if ((vm.i32[(type + TYPE_FLAGS) >>> 2] & TYPE_FLAG_WEAKREF) !== 0) return true;
  return vm.mroOf(type).some((cls) => REFERABLE.has(vm.i32[(cls + TYPE_INDEX) >>> 2]));
}

/** Whether an object may have weak references. */
export function isReferable(vm: Vm, object: Value): boolean {
  return (object & 1) === 0 && (REFERABLE.has(vm.layout(object)) || hasReferables(vm, vm.typeOf(object)));
}

/** Every weak reference to an object that is not dying itself (new references). */
export function referencesTo(vm: Vm, object: Value): Value[] {
  const found: Value[] = [];
  if ((object & 1) === 1) return found;
  const table = vm.control(CONTROL_WEAK_TABLE);
  vm.lock.begin(table);
  for (let at = firstWeakReference(vm, object); at !== 0; at = vm.i32[(at + WEAKREF_NEXT) >>> 2]) {
    if (vm.rc.tryIncref(at)) found.push(at);
  }
  vm.lock.end();
  return found;
}

/**
 * The weak reference that stands for all of an object's (new reference): the one without a callback, else such a proxy,
 * else the one made last; None if there is none.
 */
function firstOf(vm: Vm, object: Value): Value {
  let best = 0, rank = 3;
  const table = vm.control(CONTROL_WEAK_TABLE);
  vm.lock.begin(table);
  for (let at = firstWeakReference(vm, object); at !== 0; at = vm.i32[(at + WEAKREF_NEXT) >>> 2]) {
    const exact = vm.i32[at >>> 2] & TYPE_INDEX_MASK;
    const plain = vm.i32[(at + WEAKREF_CALLBACK) >>> 2] === 0;
    const proxy = exact === T_WEAKPROXY || exact === T_WEAKCALLABLEPROXY;
    const own = plain && exact === T_WEAKREF ? 0 : plain && proxy ? 1 : 2;
    if (own >= rank || !vm.rc.tryIncref(at)) continue;
    if (best !== 0) vm.retired.add(best);
    [best, rank] = [at, own];
  }
  vm.lock.end();
  return best || NONE;
}

/** `__weakref__` of instances; put into the classes that let them be weakly referenced. */
export const weakrefGetSet: GetSetDefinition = {
  name: "__weakref__",
  get: firstOf,
  doc: "list of weak references to the object",
};
