/**
 * LOAD_ATTR, STORE_ATTR and LOAD_METHOD with this Worker's inline caches, and `super()`'s attributes.
 *
 * @module
 */
import {
  addKey,
  type Address,
  findSlot,
  INSTANCE_SHAPE,
  INSTANCE_SLOTS,
  isDictShape,
  NATIVE_EXTRA,
  NATIVE_ID,
  NATIVE_SELF,
  SUPER_BYTES,
  SUPER_SELF,
  SUPER_SELF_TYPE,
  SUPER_TYPE,
  T_FUNCTION,
  T_INSTANCE,
  T_MEMBER_DESCRIPTOR,
  T_SUPER,
  T_TYPE,
  TUPLE_ITEMS,
  TYPE_DICT,
  TYPE_FLAGS,
  TYPE_MRO,
  TYPE_VERSION,
  type Value,
} from "@orochi/object";
import { TYPE_TABLE } from "@orochi/heap";
import { bind, dictWord, genericGetAttr, instanceSet } from "./attributes.ts";
import * as feedback from "./bytecode/feedback.ts";
import { Op } from "./bytecode/opcodes.ts";
import {
  lookup,
  takesSelf,
  TYPE_FLAG_CUSTOM_GETATTR,
  TYPE_FLAG_CUSTOM_SETATTR,
  TYPE_FLAG_GET,
  TYPE_FLAG_SET,
} from "./type_lookup.ts";
import type { Vm } from "./vm.ts";

/** Receivers of other types or shapes that are remembered for an instruction. */
const MOST_CASES = 4;
const CASE_WORDS = 6;

/**
 * Keeps what a cache holds before other receivers take its place, for a compiler that wants them all: the latest
 * ones first, one for each type and shape.
 */
function remember(vm: Vm, at: number): void {
  const ic = vm.ic, kind = ic[at];
  if (kind === feedback.ATTRIBUTE_KIND_NONE || kind === feedback.ATTRIBUTE_KIND_OTHER) return;
  let cases = vm.attributeCases.get(at);
  if (cases === undefined) vm.attributeCases.set(at, cases = []);
  const found = cases.findIndex((known) =>
    known[feedback.ATTRIBUTE_TYPE] === ic[at + feedback.ATTRIBUTE_TYPE] &&
    known[feedback.ATTRIBUTE_SHAPE] === ic[at + feedback.ATTRIBUTE_SHAPE]
  );
  // Where there are too many, the oldest goes: its class may be one that is made no longer.
  const words = found >= 0
    ? cases[found]
    : cases.length === MOST_CASES
    ? cases.pop() as Int32Array
    : new Int32Array(CASE_WORDS);
  for (let k = 0; k < CASE_WORDS; k++) words[k] = ic[at + k];
  if (found < 0) cases.unshift(words);
}

/** What an attribute cache holds and has held: at most one case for each type and shape, the latest ones first. */
export function attributeCases(vm: Vm, at: number): readonly Int32Array[] {
  remember(vm, at);
  return vm.attributeCases.get(at) ?? [];
}

/**
 * What the cache of a LOAD_ATTR, STORE_ATTR or LOAD_METHOD would hold, had it met the instances that another one has.
 *
 * @param known What that one holds: a case of a type and a shape.
 * @param name Interned str.
 * @returns A slot or a Python function. null: all else, and what has changed since.
 */
export function expectedCase(vm: Vm, op: number, known: Int32Array, name: Value): Int32Array | null {
  const shape = known[feedback.ATTRIBUTE_SHAPE];
  const type = vm.i32[(TYPE_TABLE >>> 2) + known[feedback.ATTRIBUTE_TYPE]];
  // Nobody needs to have an instance any more, so that the class may be on its way.
  if (type === 0 || shape === 0 || isDictShape(vm.objects, shape) || !vm.rc.tryIncref(type)) return null;
  const isKnown = vm.i32[(type + TYPE_VERSION) >>> 2] === known[feedback.ATTRIBUTE_VERSION];
  const found = isKnown ? findExpected(vm, op, type, shape, name) : null;
  vm.decref(type);
  if (found === null) return null;
  const words = known.slice();
  words[feedback.ATTRIBUTE_KIND] = op === Op.LOAD_METHOD
    ? feedback.ATTRIBUTE_KIND_METHOD
    : feedback.ATTRIBUTE_KIND_SLOT;
  words[feedback.ATTRIBUTE_SLOT] = found;
  words[feedback.ATTRIBUTE_NEW_SHAPE] = 0;
  return words;
}

/** The method, or the offset of the slot. */
function findExpected(vm: Vm, op: number, type: Address, shape: Address, name: Value): Value | null {
  const flags = vm.i32[(type + TYPE_FLAGS) >>> 2];
  if ((flags & (op === Op.STORE_ATTR ? TYPE_FLAG_CUSTOM_SETATTR : TYPE_FLAG_CUSTOM_GETATTR)) !== 0) {
    return null;
  }
  const found = lookup(vm, type, name), slot = findSlot(vm.objects, shape, name);
  const isObject = found !== 0 && (found & 1) === 0;
  if (op === Op.LOAD_METHOD) return slot < 0 && isObject && vm.typeIndex(found) === T_FUNCTION ? found : null;
  const isData = isObject && (vm.i32[(vm.typeOf(found) + TYPE_FLAGS) >>> 2] & TYPE_FLAG_SET) !== 0;
  return slot < 0 || isData ? null : INSTANCE_SLOTS + slot * 4;
}

/** Fills an attribute cache with what was found for a type, what it held before being remembered. */
export function fill(
  vm: Vm,
  at: number,
  kind: number,
  type: number,
  shape: number,
  slot: number,
  version: number,
): void {
  const ic = vm.ic;
  if (ic[at] !== feedback.ATTRIBUTE_KIND_NONE) remember(vm, at);
  ic[at + feedback.ATTRIBUTE_KIND] = kind;
  ic[at + feedback.ATTRIBUTE_TYPE] = type;
  ic[at + feedback.ATTRIBUTE_SHAPE] = shape;
  ic[at + feedback.ATTRIBUTE_SLOT] = slot;
  ic[at + feedback.ATTRIBUTE_VERSION] = version;
}

/** Whether the type's plain lookup rules hold, so that caches may be filled. */
function plainReads(vm: Vm, type: Address): boolean {
  return (vm.i32[(type + TYPE_FLAGS) >>> 2] & TYPE_FLAG_CUSTOM_GETATTR) === 0;
}

/** LOAD_ATTR where the interpreter's own test of the cache failed. */
export function loadAttrCached(vm: Vm, object: Value, name: Value, at: number): Value {
  if ((object & 1) === 0 && vm.layout(object) === T_INSTANCE) fillForRead(vm, object, name, at);
  else if (vm.ic[at] === feedback.ATTRIBUTE_KIND_NONE) fillForMember(vm, object, name, at);
  return vm.getAttr(object, name);
}

function fillForRead(vm: Vm, object: Address, name: Value, at: number): void {
  const i32 = vm.i32;
  const type = vm.typeOf(object);
  const typeIndex = vm.typeIndex(object);
  const version = i32[(type + TYPE_VERSION) >>> 2];
  const shape = i32[(object + INSTANCE_SHAPE) >>> 2];
  // Another thread is just moving the attributes to a dict.
  if (shape === 0) return;
  if (!plainReads(vm, type) || isDictShape(vm.objects, shape)) {
    return fill(vm, at, feedback.ATTRIBUTE_KIND_OTHER, typeIndex, 0, 0, 0);
  }
  const found = lookup(vm, type, name);
  const flags = found === 0 || (found & 1) === 1 ? 0 : i32[(vm.typeOf(found) + TYPE_FLAGS) >>> 2];
  if ((flags & TYPE_FLAG_SET) !== 0) {
    return fill(vm, at, feedback.ATTRIBUTE_KIND_OTHER, typeIndex, 0, 0, 0);
  }
  const slot = findSlot(vm.objects, shape, name);
  if (slot >= 0) {
    return fill(
      vm,
      at,
      feedback.ATTRIBUTE_KIND_SLOT,
      typeIndex,
      shape,
      INSTANCE_SLOTS + slot * 4,
      version,
    );
  }
  const kind = found !== 0 && (flags & TYPE_FLAG_GET) === 0
    ? feedback.ATTRIBUTE_KIND_TYPE_VALUE
    : feedback.ATTRIBUTE_KIND_OTHER;
  fill(vm, at, kind, typeIndex, shape, found, version);
}

function fillForMember(vm: Vm, object: Value, name: Value, at: number): void {
  const type = vm.typeOf(object), version = vm.i32[(type + TYPE_VERSION) >>> 2];
  const found = lookup(vm, type, name);
  if (
    found === 0 || !plainReads(vm, type) || vm.typeIndex(found) !== T_MEMBER_DESCRIPTOR ||
    vm.i32[(found + NATIVE_ID) >>> 2] >= 0 || vm.i32[(found + NATIVE_EXTRA) >>> 2] < 0 ||
    // Anyone may put the member of one class into the dict of another.
    !vm.isSubtype(type, vm.i32[(found + NATIVE_SELF) >>> 2])
  ) {
    return fill(vm, at, feedback.ATTRIBUTE_KIND_OTHER, vm.typeIndex(object), 0, 0, 0);
  }
  const offset = vm.i32[(found + NATIVE_EXTRA) >>> 2] >> 1;
  fill(vm, at, feedback.ATTRIBUTE_KIND_MEMBER, vm.typeIndex(object), 0, offset, version);
}

/** As `fillForMember`, where a store goes by the member too. */
function fillForMemberStore(vm: Vm, object: Value, name: Value, at: number): void {
  fillForMember(vm, object, name, at);
  if ((vm.i32[(vm.typeOf(object) + TYPE_FLAGS) >>> 2] & TYPE_FLAG_CUSTOM_SETATTR) !== 0) {
    fill(vm, at, feedback.ATTRIBUTE_KIND_OTHER, vm.typeIndex(object), 0, 0, 0);
  }
}

/** STORE_ATTR; the value is borrowed. */
export function storeAttrCached(vm: Vm, object: Value, name: Value, value: Value, at: number): boolean {
  const i32 = vm.i32, ic = vm.ic;
  if ((object & 1) === 1 || vm.layout(object) !== T_INSTANCE) {
    if (ic[at] === feedback.ATTRIBUTE_KIND_NONE && (object & 1) === 0) {
      fillForMemberStore(vm, object, name, at);
    }
    return vm.setAttr(object, name, value);
  }
  const typeIndex = vm.typeIndex(object);
  const type = vm.typeOf(object);
  const version = i32[(type + TYPE_VERSION) >>> 2];
  if (
    ic[at] !== 0 && ic[at + feedback.ATTRIBUTE_TYPE] === typeIndex &&
    ic[at + feedback.ATTRIBUTE_VERSION] === version
  ) {
    if (
      ic[at] === feedback.ATTRIBUTE_KIND_SLOT &&
      i32[(object + INSTANCE_SHAPE) >>> 2] === ic[at + feedback.ATTRIBUTE_SHAPE]
    ) {
      const word = (object + ic[at + feedback.ATTRIBUTE_SLOT]) >>> 2;
      vm.lock.begin(object);
      const still = i32[(object + INSTANCE_SHAPE) >>> 2] === ic[at + feedback.ATTRIBUTE_SHAPE];
      const old = still ? i32[word] : 0;
      if (still) i32[word] = vm.keep(value);
      vm.lock.end();
      if (still) {
        vm.decref(old);
        return true;
      }
    }
  }
  const flags = i32[(type + TYPE_FLAGS) >>> 2];
  const found = lookup(vm, type, name);
  const data = found !== 0 && (found & 1) === 0 &&
    (i32[(vm.typeOf(found) + TYPE_FLAGS) >>> 2] & TYPE_FLAG_SET) !== 0;
  if ((flags & TYPE_FLAG_CUSTOM_SETATTR) !== 0 || data) {
    fill(vm, at, feedback.ATTRIBUTE_KIND_OTHER, typeIndex, 0, 0, version);
    return vm.setAttr(object, name, value);
  }
  const before = i32[(object + INSTANCE_SHAPE) >>> 2];
  if (instanceSet(vm, object, name, value) !== 1) return false;
  const after = i32[(object + INSTANCE_SHAPE) >>> 2];
  if (before === 0 || after === 0) return true;
  if (isDictShape(vm.objects, after)) {
    fill(vm, at, feedback.ATTRIBUTE_KIND_OTHER, typeIndex, 0, 0, version);
  } else {
    const kind = before === after ? feedback.ATTRIBUTE_KIND_SLOT : feedback.ATTRIBUTE_KIND_ADD_SLOT;
    fill(vm, at, kind, typeIndex, before, INSTANCE_SLOTS + findSlot(vm.objects, after, name) * 4, version);
    ic[at + feedback.ATTRIBUTE_NEW_SHAPE] = addKey(vm.objects, before, name) === after ? after : 0;
  }
  return true;
}

/**
 * LOAD_METHOD: a function or method descriptor found on the type comes unbound (`vm.methodIsUnbound`), so that
 * no bound method is made; anything else comes as `getattr` gives it.
 */
export function loadMethod(vm: Vm, object: Value, name: Value, at: number): Value {
  const i32 = vm.i32, ic = vm.ic;
  const type = vm.typeOf(object);
  const typeIndex = vm.typeIndex(object);
  const version = i32[(type + TYPE_VERSION) >>> 2];
  const instance = vm.layout(object) === T_INSTANCE && (object & 1) === 0;
  const shape = instance ? i32[(object + INSTANCE_SHAPE) >>> 2] : 0;
  vm.methodIsUnbound = true;
  if (
    ic[at] === feedback.ATTRIBUTE_KIND_METHOD && ic[at + feedback.ATTRIBUTE_TYPE] === typeIndex &&
    ic[at + feedback.ATTRIBUTE_SHAPE] === shape && ic[at + feedback.ATTRIBUTE_VERSION] === version
  ) return vm.keep(ic[at + feedback.ATTRIBUTE_SLOT]);
  if (plainReads(vm, type) && vm.layout(object) !== T_TYPE && vm.layout(object) !== T_SUPER) {
    const found = lookup(vm, type, name);
    const kind = found === 0 ? 0 : vm.typeIndex(found);
    if (takesSelf(kind)) {
      const hasSlots = instance && !isDictShape(vm.objects, shape), word = dictWord(vm, object);
      const isOnlyFound = hasSlots ? findSlot(vm.objects, shape, name) < 0 : word === 0 || i32[word] === 0;
      if (isOnlyFound) {
        // Where there is a place for a dict, other instances of the type may have one, with this name in it.
        const known = hasSlots || word === 0;
        const kind = known ? feedback.ATTRIBUTE_KIND_METHOD : feedback.ATTRIBUTE_KIND_OTHER;
        fill(vm, at, kind, typeIndex, shape, known ? found : 0, known ? version : 0);
        return vm.keep(found);
      }
    }
  }
  fill(vm, at, feedback.ATTRIBUTE_KIND_OTHER, typeIndex, 0, 0, 0);
  vm.methodIsUnbound = false;
  const value = vm.getAttr(object, name);
  vm.methodIsUnbound = false;
  return value;
}

/** The attribute that `super` finds: after `start` in the MRO of `selfType`. 0 without an exception if missing. */
function afterInMro(vm: Vm, start: Address, self: Value, selfType: Address, name: Value): Value {
  const found = findAfter(vm, start, selfType, name);
  return found === 0 ? 0 : bind(vm, found, self === selfType ? 0 : self, selfType);
}

/** What `super` finds before it is bound, or 0. */
function findAfter(vm: Vm, start: Address, selfType: Address, name: Value): Value {
  const mro = vm.i32[(selfType + TYPE_MRO) >>> 2];
  const count = vm.tupleLength(mro);
  let i = 0;
  while (i < count && vm.i32[(mro + TUPLE_ITEMS + i * 4) >>> 2] !== start) i++;
  for (i++; i < count; i++) {
    const found = vm.dictGetInterned(vm.i32[(vm.tupleItem(mro, i) + TYPE_DICT) >>> 2], name);
    if (found !== 0) return found;
  }
  return 0;
}

/** Fills the cache of a LOAD_SUPER_ATTR that has found something. */
export function noteSuper(
  vm: Vm,
  at: number,
  callable: Value,
  start: Value,
  self: Value,
  name: Value,
): void {
  const ic = vm.ic, type = vm.typeOf(self), index = vm.typeIndex(self);
  const version = vm.i32[(type + TYPE_VERSION) >>> 2], known = ic[at + feedback.SUPER_CLASS] === start;
  const first = at + feedback.SUPER_CASES, words = feedback.SUPER_CASE_WORDS;
  const end = first + feedback.MOST_SUPER_CASES * words;
  let place = first;
  while (known && place < end && ic[place] !== index && ic[place] !== 0) place += words;
  if (place === end || (known && ic[place] === index && ic[place + feedback.SUPER_VERSION] === version)) {
    return;
  }
  if (!known) ic.fill(0, first, end);
  ic[at + feedback.SUPER_CLASS] = -1;
  if (callable !== vm.typeObject(T_SUPER) || vm.layout(self) === T_TYPE || !vm.isSubtype(type, start)) return;
  const found = findAfter(vm, start, type, name), kind = found === 0 ? 0 : vm.typeIndex(found);
  if (!takesSelf(kind)) return;
  ic[at + feedback.SUPER_CLASS] = start;
  ic[place + feedback.SUPER_TYPE] = index;
  ic[place + feedback.SUPER_VERSION] = version;
  ic[place + feedback.SUPER_FOUND] = found;
}

/** Attribute of a super object. */
export function superGetAttr(vm: Vm, object: Address, name: Value): Value {
  const i32 = vm.i32;
  const selfType = i32[(object + SUPER_SELF_TYPE) >>> 2];
  if (selfType !== 0 && name !== vm.names.__class__) {
    const value = afterInMro(
      vm,
      i32[(object + SUPER_TYPE) >>> 2],
      i32[(object + SUPER_SELF) >>> 2],
      selfType,
      name,
    );
    if (value !== 0 || vm.failed()) return value;
  }
  return genericGetAttr(vm, object, vm.typeOf(object), name);
}

/** The class whose MRO `super(type, self)` walks; 0 with TypeError set. */
export function superCheck(vm: Vm, type: Address, self: Value): Address {
  if ((self & 1) === 0 && vm.layout(self) === T_TYPE && vm.isSubtype(self, type)) return self;
  const own = vm.typeOf(self);
  if (vm.isSubtype(own, type)) return own;
  const claimed = vm.getAttrOptional(self, vm.names.__class__);
  if (claimed === 0 && vm.failed()) return 0;
  const fits = claimed !== 0 && claimed !== own && (claimed & 1) === 0 && vm.layout(claimed) === T_TYPE &&
    vm.isSubtype(claimed, type);
  // Its own type keeps the class alive, or whatever made it up does.
  vm.decref(claimed);
  if (fits) return claimed;
  const named = (self & 1) === 0 && vm.layout(self) === T_TYPE;
  return vm.raiseType(
    `super(type, obj): obj (${named ? "type" : "instance of"} ${
      vm.typeNameOf(named ? self : own)
    }) is not an instance or subtype of type (${vm.typeNameOf(type)}).`,
  );
}

/**
 * LOAD_SUPER_ATTR: `callable().name`, where `callable` is super itself without the super object. What a program has in its
 * place is called without arguments, as the source says.
 */
export function loadSuperAttr(vm: Vm, callable: Value, type: Value, self: Value, name: Value): Value {
  const isSuper = callable === vm.typeObject(T_SUPER);
  if (isSuper && (type & 1) === 0 && vm.layout(type) === T_TYPE) {
    const selfType = superCheck(vm, type, self);
    if (selfType === 0) return 0;
    const value = afterInMro(vm, type, self, selfType, name);
    if (value !== 0 || vm.failed()) return value;
  }
  const object = isSuper ? vm.call(callable, type, self) : vm.call(callable);
  if (object === 0) return 0;
  const value = vm.getAttr(object, name);
  vm.decref(object);
  return value;
}

/** A super object; arguments are borrowed. */
export function makeSuper(vm: Vm, type: Address, self: Value, selfType: Address): Value {
  const object = vm.alloc(T_SUPER, SUPER_BYTES);
  if (object === 0) return 0;
  vm.i32[(object + SUPER_TYPE) >>> 2] = vm.keep(type);
  vm.i32[(object + SUPER_SELF) >>> 2] = vm.keep(self);
  vm.i32[(object + SUPER_SELF_TYPE) >>> 2] = vm.keep(selfType);
  return object;
}
