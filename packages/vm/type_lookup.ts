/**
 * Finding names on types. Each Worker has a cache keyed by type version and name; versions are never
 * reused, so an entry can only become useless, never wrong.
 *
 * @module
 */
import {
  type Address,
  T_FUNCTION,
  T_METHOD_DESCRIPTOR,
  T_WRAPPER_DESCRIPTOR,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  TYPE_BASE,
  TYPE_DICT,
  TYPE_FLAGS,
  TYPE_INDEX,
  TYPE_MRO,
  TYPE_SUBCLASSES,
  TYPE_VERSION,
  type Value,
} from "@orochi/object";
import { TYPE_TABLE } from "@orochi/heap";
import type { Vm } from "./vm.ts";

/** The class was made at run time. */
export const TYPE_FLAG_HEAP = 1;
/** Classes may derive from it. */
export const TYPE_FLAG_BASE = 2;
/** Instances match sequence patterns. */
export const TYPE_FLAG_SEQUENCE = 4;
/** Instances match mapping patterns. */
export const TYPE_FLAG_MAPPING = 8;
/** The class has abstract methods. */
export const TYPE_FLAG_ABSTRACT = 16;
/** `__getattribute__` or `__getattr__` is not object's: attribute reads go through them. */
export const TYPE_FLAG_CUSTOM_GETATTR = 32;
/** `__setattr__` or `__delattr__` is not object's. */
export const TYPE_FLAG_CUSTOM_SETATTR = 64;
/** Has `__get__`: a descriptor. */
export const TYPE_FLAG_GET = 128;
/** Has `__set__` or `__delete__`: a data descriptor. */
export const TYPE_FLAG_SET = 256;
/** Has `__del__`. */
export const TYPE_FLAG_DEL = 512;
/** `__eq__` and `__hash__` are object's: identity. */
export const TYPE_FLAG_IDENTITY = 1024;
/** Instances may have a `__dict__`. */
export const TYPE_FLAG_DICT = 2048;
/** Instances may be weakly referenced. */
export const TYPE_FLAG_WEAKREF = 4096;
/** `match` treats the instance itself as its only positional sub-pattern (int, str, ...). */
export const TYPE_FLAG_MATCH_SELF = 8192;
/** A builtin class whose instances keep more in the words of its base than those of the base do. */
export const TYPE_FLAG_FIELDS = 16384;

/** Entries of the cache; a power of two. */
const CACHE_ENTRIES = 4096;

/** A Worker's cache of lookups: version, name, value. */
export class LookupCache {
  readonly words: Int32Array = new Int32Array(CACHE_ENTRIES * 3);
}

/**
 * Finds a name in a type's method resolution order.
 *
 * @param name Interned str.
 * @returns A borrowed value, or 0.
 */
export function lookup(vm: Vm, type: Address, name: Value): Value {
  const version = vm.i32[(type + TYPE_VERSION) >>> 2];
  const cache = vm.lookupCache.words;
  const entry = ((Math.imul(version, 0x9e3779b1) ^ (name >>> 3)) & (CACHE_ENTRIES - 1)) * 3;
  if (cache[entry] === version && cache[entry + 1] === name) return cache[entry + 2];
  const value = lookupUncached(vm, type, name);
  // A class that changes meanwhile gets a new version, so what is stored under the old one stays true of it.
  if (vm.i32[(type + TYPE_VERSION) >>> 2] === version) {
    cache[entry] = version;
    cache[entry + 1] = name;
    cache[entry + 2] = value;
  }
  return value;
}

function lookupUncached(vm: Vm, type: Address, name: Value): Value {
  const i32 = vm.i32;
  const mro = i32[(type + TYPE_MRO) >>> 2];
  if (mro === 0) return 0;
  const count = i32[(mro + TUPLE_LENGTH) >>> 2];
  for (let i = 0; i < count; i++) {
    const cls = i32[(mro + TUPLE_ITEMS + i * 4) >>> 2];
    const value = vm.dictGetInterned(i32[(cls + TYPE_DICT) >>> 2], name);
    if (value !== 0) return value;
  }
  return 0;
}

/** The class of the MRO in whose dict a name is found, or 0 (borrowed). */
export function lookupOwner(vm: Vm, type: Address, name: Value): Address {
  const i32 = vm.i32;
  const mro = i32[(type + TYPE_MRO) >>> 2];
  const count = i32[(mro + TUPLE_LENGTH) >>> 2];
  for (let i = 0; i < count; i++) {
    const cls = i32[(mro + TUPLE_ITEMS + i * 4) >>> 2];
    if (vm.dictGetInterned(i32[(cls + TYPE_DICT) >>> 2], name) !== 0) return cls;
  }
  return 0;
}

/**
 * Gives a type and everything derived from it new versions, after its dict or bases changed.
 *
 * Invariant: who reads a version first, and dict and flags after it, knows nothing older than that version. So a version
 * is written when all it stands for is there. One thread at a time does this, for all classes: of two that change one
 * class the second sees what both have done.
 */
export function typeModified(vm: Vm, type: Address): void {
  vm.lock.begin(vm.objectType);
  renew(vm, type);
  vm.lock.end();
}

function renew(vm: Vm, type: Address): void {
  const i32 = vm.i32, word = (type + TYPE_VERSION) >>> 2;
  // The flags follow from what is looked up now, not from what was when the version before was new.
  i32[word] = vm.newVersion();
  refreshFlags(vm, type);
  i32[word] = vm.newVersion();
  for (const subclass of subclassesOf(vm, type)) renew(vm, subclass);
}

/** The direct subclasses of a type that are alive, borrowed. */
export function subclassesOf(vm: Vm, type: Address): Address[] {
  const list = vm.i32[(type + TYPE_SUBCLASSES) >>> 2], alive: Address[] = [];
  for (let i = 0; list !== 0 && i < vm.listLength(list); i++) {
    const subclass = vm.i32[(TYPE_TABLE >>> 2) + (vm.listItem(list, i) >> 1)];
    if (subclass !== 0) alive.push(subclass);
  }
  return alive;
}

/** Recomputes the flags that follow from which special methods a type has. */
export function refreshFlags(vm: Vm, type: Address): void {
  const names = vm.names;
  const object = vm.objectType;
  const word = (type + TYPE_FLAGS) >>> 2;
  let flags = vm.i32[word] &
    ~(TYPE_FLAG_CUSTOM_GETATTR | TYPE_FLAG_CUSTOM_SETATTR | TYPE_FLAG_GET | TYPE_FLAG_SET | TYPE_FLAG_DEL |
      TYPE_FLAG_IDENTITY);
  const inherits = (name: Value) => lookup(vm, type, name) === lookup(vm, object, name);
  if (lookup(vm, type, names.__getattr__) !== 0 || !inherits(names.__getattribute__)) {
    if (!vm.hasBuiltinGetAttr(type)) flags |= TYPE_FLAG_CUSTOM_GETATTR;
  }
  if (!inherits(names.__setattr__) || !inherits(names.__delattr__)) {
    if (!vm.hasBuiltinSetAttr(type)) flags |= TYPE_FLAG_CUSTOM_SETATTR;
  }
  if (lookup(vm, type, names.__get__) !== 0) flags |= TYPE_FLAG_GET;
  if (lookup(vm, type, names.__set__) !== 0 || lookup(vm, type, names.__delete__) !== 0) {
    flags |= TYPE_FLAG_SET;
  }
  if (lookup(vm, type, names.__del__) !== 0) flags |= TYPE_FLAG_DEL;
  if (inherits(names.__eq__) && inherits(names.__hash__)) flags |= TYPE_FLAG_IDENTITY;
  vm.i32[word] = flags;
}

/** Whether a chain of first bases leads from a class to another: also of a class that has no order yet. */
export function isBelow(vm: Vm, type: Address, other: Address): boolean {
  for (let cls = type; cls !== 0; cls = vm.i32[(cls + TYPE_BASE) >>> 2]) if (cls === other) return true;
  return false;
}

/** Whether `type` is `other` or derives from it. */
export function isSubtype(vm: Vm, type: Address, other: Address): boolean {
  if (type === other) return true;
  const i32 = vm.i32;
  const mro = i32[(type + TYPE_MRO) >>> 2];
  if (mro === 0) return isBelow(vm, type, other);
  const count = i32[(mro + TUPLE_LENGTH) >>> 2];
  const first = (mro + TUPLE_ITEMS) >>> 2;
  for (let i = 0; i < count; i++) if (i32[first + i] === other) return true;
  return false;
}

/** The type index of a type object. */
export function indexOfType(vm: Vm, type: Address): number {
  return vm.i32[(type + TYPE_INDEX) >>> 2];
}

/**
 * Whether what a type has under a name takes the instance as its first argument: it needs no bound method to be called.
 *
 * @param type Index of the type of what was found; 0 where nothing was.
 */
export function takesSelf(type: number): boolean {
  return type === T_FUNCTION || type === T_METHOD_DESCRIPTOR || type === T_WRAPPER_DESCRIPTOR;
}
