/**
 * Attribute access: `object.__getattribute__`, the versions for types and modules, descriptors, and
 * where instances keep their attributes.
 *
 * @module
 */
import {
  addKey,
  type Address,
  DICT_BEHIND_ITEMS,
  dictShape,
  EXCEPTION_EXTRA,
  findSlot,
  FUNCTION_DICT,
  INSTANCE_SHAPE,
  INSTANCE_SLOTS,
  isDictShape,
  METHOD_BYTES,
  METHOD_FUNCTION,
  METHOD_SELF,
  MODULE_DICT,
  NATIVE_BYTES,
  NATIVE_EXTRA,
  NATIVE_ID,
  NATIVE_NAME,
  NATIVE_SELF,
  NONE,
  shapeKeys,
  shapeSlots,
  T_BUILTIN_FUNCTION_OR_METHOD,
  T_CLASSMETHOD_DESCRIPTOR,
  T_FUNCTION,
  T_GETSET_DESCRIPTOR,
  T_INSTANCE,
  T_MEMBER_DESCRIPTOR,
  T_METHOD,
  T_METHOD_DESCRIPTOR,
  T_METHOD_WRAPPER,
  T_MODULE,
  T_OBJECT,
  T_STR,
  T_SUPER,
  T_TYPE,
  T_WRAPPER_DESCRIPTOR,
  trailingDictWord,
  TYPE_DICT,
  TYPE_DICT_OFFSET,
  TYPE_FLAGS,
  TYPE_SHAPE,
  TYPE_SLOT_HINT,
  type Value,
} from "@orochi/object";
import { SINGLE } from "@orochi/gil";
import { callUnbound } from "./call.ts";
import * as dicts from "./dicts.ts";
import { raised, setSubject } from "./errors.ts";
import { qualifiedTypeName } from "./key_hash.ts";
import { superGetAttr } from "./attribute_cache.ts";
import {
  lookup,
  TYPE_FLAG_CUSTOM_GETATTR,
  TYPE_FLAG_CUSTOM_SETATTR,
  TYPE_FLAG_GET,
  TYPE_FLAG_HEAP,
  TYPE_FLAG_SET,
  typeModified,
} from "./type_lookup.ts";
import { missingAttribute } from "./module_complaints.ts";
import { internValue, typeNameOf } from "./values.ts";
import type { Vm } from "./vm.ts";

/** Types whose own attribute reads are built into `getAttr`. */
export function hasBuiltinGetAttr(vm: Vm, type: Address): boolean {
  const names = vm.names;
  if (lookup(vm, type, names.__getattr__) !== 0) return false;
  const method = lookup(vm, type, names.__getattribute__);
  return method === lookup(vm, vm.typeObject(T_TYPE), names.__getattribute__) ||
    method === lookup(vm, vm.typeObject(T_MODULE), names.__getattribute__) ||
    method === lookup(vm, vm.typeObject(T_SUPER), names.__getattribute__);
}

/** Types whose own attribute writes are built into `setAttr`. */
export function hasBuiltinSetAttr(vm: Vm, type: Address): boolean {
  return lookup(vm, type, vm.names.__setattr__) === lookup(vm, vm.typeObject(T_TYPE), vm.names.__setattr__);
}

/** The word index where an object's dict is, or 0 if it can have none (or has a shape). */
export function dictWord(vm: Vm, object: Value): number {
  if ((object & 1) === 1) return 0;
  switch (vm.typeIndex(object)) {
    case T_MODULE:
      return (object + MODULE_DICT) >>> 2;
    case T_FUNCTION:
      return (object + FUNCTION_DICT) >>> 2;
  }
  const offset = vm.i32[(vm.typeOf(object) + TYPE_DICT_OFFSET) >>> 2];
  if (offset > 0) return (object + offset) >>> 2;
  if (offset === DICT_BEHIND_ITEMS) return trailingDictWord(vm.objects, object);
  if (offset < 0 && isDictShape(vm.objects, shapeOf(vm, object))) return (object + INSTANCE_SLOTS) >>> 2;
  return 0;
}

/**
 * The shape of an instance. It is 0 while another thread, which holds the lock, moves the attributes to a dict: then
 * what slots hold is no attribute's value, and who reads without a lock sees another shape afterwards.
 */
function shapeOf(vm: Vm, object: Address): Address {
  const word = (object + INSTANCE_SHAPE) >>> 2;
  const shape = vm.i32[word];
  if (shape !== 0) return shape;
  vm.lock.begin(object);
  const settled = vm.i32[word];
  vm.lock.end();
  return settled;
}

/** The shape of an instance whose attributes are in slots; 0 for all other objects. */
function slotShape(vm: Vm, object: Value): Address {
  if ((object & 1) === 1 || vm.layout(object) !== T_INSTANCE) return 0;
  const shape = shapeOf(vm, object);
  return isDictShape(vm.objects, shape) ? 0 : shape;
}

/**
 * A new reference to the value of a slot of an instance that had a shape a moment ago; 0 without an exception if the
 * slot is empty or the instance has another shape now. Before slots become something else, the shape does.
 *
 * @param offset Bytes from the object's address.
 */
export function loadSlot(vm: Vm, object: Address, offset: number, shape: Address): Value {
  const i32 = vm.i32;
  const value = vm.load((object + offset) >>> 2, object);
  if (i32[(object + INSTANCE_SHAPE) >>> 2] === shape) return value;
  vm.decref(value);
  return 0;
}

/** An attribute of the instance itself (new reference); 0 without an exception if it has none. */
export function instanceGet(vm: Vm, object: Value, name: Value): Value {
  for (let shape = slotShape(vm, object); shape !== 0; shape = slotShape(vm, object)) {
    const slot = findSlot(vm.objects, shape, name);
    if (slot < 0) return 0;
    const value = loadSlot(vm, object, INSTANCE_SLOTS + slot * 4, shape);
    if (value !== 0 || vm.i32[(object + INSTANCE_SHAPE) >>> 2] === shape) return value;
  }
  const word = dictWord(vm, object);
  if (word === 0 || vm.i32[word] === 0) return 0;
  if (vm.i32[SINGLE] === 1) return dicts.getOwned(vm, vm.i32[word], name);
  // Another thread may give the object another dict meanwhile.
  const dict = vm.load(word, object);
  const value = dict === 0 ? 0 : dicts.getOwned(vm, dict, name);
  vm.decref(dict);
  return value;
}

/** The dict of an object (borrowed), made if need be; 0 without an exception if it can have none. */
export function objectDict(vm: Vm, object: Value): Value {
  if (slotShape(vm, object) !== 0) return toDictMode(vm, object);
  const word = dictWord(vm, object);
  if (word === 0) return 0;
  if (vm.i32[word] !== 0) return vm.i32[word];
  const fresh = vm.newDict();
  // Two threads may make one at once: the first stays.
  if (fresh !== 0 && Atomics.compareExchange(vm.i32, word, 0, fresh) !== 0) vm.decref(fresh);
  return vm.i32[word];
}

/** Moves an instance's attributes from slots into a dict, for good. Returns the dict (borrowed), 0 without memory. */
function toDictMode(vm: Vm, object: Address): Value {
  const i32 = vm.i32;
  const dict = vm.newDict();
  if (dict === 0) return 0;
  vm.lock.begin(object);
  const shape = i32[(object + INSTANCE_SHAPE) >>> 2];
  const first = (object + INSTANCE_SLOTS) >>> 2;
  if (isDictShape(vm.objects, shape)) {
    // Another thread was faster.
    vm.lock.end();
    vm.decref(dict);
    return i32[first];
  }
  const keys = shapeKeys(vm.objects, shape);
  const target = dictShape(vm.objects, i32[(vm.typeOf(object) + TYPE_SHAPE) >>> 2]);
  let done = target !== 0 || vm.raiseMemory() !== 0;
  for (let i = 0; i < keys.length && done; i++) {
    if (i32[first + i] !== 0) done = dicts.set(vm, dict, keys[i], i32[first + i]);
  }
  const old: Value[] = [];
  if (done) {
    Atomics.store(i32, (object + INSTANCE_SHAPE) >>> 2, 0);
    for (let i = 0; i < keys.length; i++) {
      old.push(i32[first + i]);
      i32[first + i] = 0;
    }
    i32[first] = dict;
    Atomics.store(i32, (object + INSTANCE_SHAPE) >>> 2, target);
  }
  vm.lock.end();
  for (const value of old) vm.decref(value);
  if (!done) vm.decref(dict);
  return done ? dict : 0;
}

/** Sets (value borrowed) or deletes (0) an attribute of the instance itself. 1 done, 0 no such attribute, -1 failed. */
export function instanceSet(vm: Vm, object: Value, name: Value, value: Value): number {
  const i32 = vm.i32;
  const shape = slotShape(vm, object);
  if (shape !== 0) {
    const slot = findSlot(vm.objects, shape, name);
    if (slot >= 0 && value !== 0) {
      vm.lock.begin(object);
      const word = (object + INSTANCE_SLOTS + slot * 4) >>> 2;
      const still = i32[(object + INSTANCE_SHAPE) >>> 2] === shape;
      const old = still ? i32[word] : 0;
      if (still) i32[word] = vm.keep(value);
      vm.lock.end();
      if (!still) return instanceSet(vm, object, name, value);
      vm.decref(old);
      return 1;
    }
    if (value === 0 && slot < 0) return 0;
    if (value !== 0) {
      const room = (vm.heap.usableBytes(object) - INSTANCE_SLOTS) >>> 2;
      const count = shapeSlots(vm.objects, shape);
      const hintWord = (vm.typeOf(object) + TYPE_SLOT_HINT) >>> 2;
      if (count < room && count < 30) {
        const next = addKey(vm.objects, shape, name);
        if (next === 0) return vm.raiseMemory() - 1;
        vm.lock.begin(object);
        const still = i32[(object + INSTANCE_SHAPE) >>> 2] === shape;
        if (still) {
          i32[(object + INSTANCE_SLOTS + count * 4) >>> 2] = vm.keep(value);
          i32[(object + INSTANCE_SHAPE) >>> 2] = next;
        }
        vm.lock.end();
        if (count + 1 > i32[hintWord]) i32[hintWord] = count + 1;
        return still ? 1 : instanceSet(vm, object, name, value);
      }
      // Instances made from now on get more room.
      if (count < 30) i32[hintWord] = Math.max(i32[hintWord], count + 2);
    }
    if (toDictMode(vm, object) === 0) return vm.raiseMemory() - 1;
  }
  const dict = objectDict(vm, object);
  if (dict === 0) return vm.failed() ? -1 : 0;
  if (value === 0) return dicts.remove(vm, dict, name);
  return dicts.set(vm, dict, name, value) ? 1 : -1;
}

/** Calls a descriptor's `__get__` (or does what the builtin one does). New reference. `object` 0: through the type. */
export function bind(vm: Vm, descriptor: Value, object: Value, type: Address): Value {
  const i32 = vm.i32;
  if ((descriptor & 1) === 1) return descriptor;
  switch (vm.typeIndex(descriptor)) {
    case T_FUNCTION: {
      if (object === 0) return vm.keep(descriptor);
      const method = vm.alloc(T_METHOD, METHOD_BYTES);
      if (method === 0) return 0;
      i32[(method + METHOD_FUNCTION) >>> 2] = vm.keep(descriptor);
      i32[(method + METHOD_SELF) >>> 2] = vm.keep(object);
      return method;
    }
    case T_METHOD_DESCRIPTOR:
      return object === 0
        ? vm.keep(descriptor)
        : bindNative(vm, T_BUILTIN_FUNCTION_OR_METHOD, descriptor, object);
    case T_WRAPPER_DESCRIPTOR:
      return object === 0 ? vm.keep(descriptor) : bindNative(vm, T_METHOD_WRAPPER, descriptor, object);
    case T_CLASSMETHOD_DESCRIPTOR:
      return bindNative(vm, T_BUILTIN_FUNCTION_OR_METHOD, descriptor, type);
    case T_GETSET_DESCRIPTOR:
      if (object === 0) return vm.keep(descriptor);
      if (!applies(vm, descriptor, object)) return 0;
      return vm.registry.getsets[i32[(descriptor + NATIVE_ID) >>> 2]].get(vm, object);
    case T_METHOD:
      return vm.keep(descriptor);
    case T_MEMBER_DESCRIPTOR:
      return object === 0 ? vm.keep(descriptor) : getMember(vm, descriptor, object);
  }
  if ((i32[(vm.typeOf(descriptor) + TYPE_FLAGS) >>> 2] & TYPE_FLAG_GET) === 0) return vm.keep(descriptor);
  return callUnbound(vm, lookup(vm, vm.typeOf(descriptor), vm.names.__get__), descriptor, [
    object === 0 ? NONE : object,
    type,
  ]);
}

function bindNative(vm: Vm, typeIndex: number, descriptor: Value, self: Value): Value {
  const bound = vm.alloc(typeIndex, NATIVE_BYTES);
  if (bound === 0) return 0;
  vm.i32[(bound + NATIVE_ID) >>> 2] = vm.i32[(descriptor + NATIVE_ID) >>> 2];
  vm.i32[(bound + NATIVE_SELF) >>> 2] = vm.keep(self);
  vm.i32[(bound + NATIVE_NAME) >>> 2] = vm.keep(vm.i32[(descriptor + NATIVE_NAME) >>> 2]);
  return bound;
}

function applies(vm: Vm, descriptor: Value, object: Value): boolean {
  const owner = vm.i32[(descriptor + NATIVE_SELF) >>> 2];
  if (vm.isSubtype(vm.typeOf(object), owner)) return true;
  const name = vm.js(vm.i32[(descriptor + NATIVE_NAME) >>> 2]);
  vm.raiseType(
    `descriptor '${name}' for '${typeNameOf(vm, owner)}' objects doesn't apply to a '${
      vm.typeName(object)
    }' object`,
  );
  return false;
}

function memberWord(vm: Vm, descriptor: Value, object: Value): number {
  const id = vm.i32[(descriptor + NATIVE_ID) >>> 2];
  const offset = id >= 0 ? vm.registry.members[id].offset : vm.i32[(descriptor + NATIVE_EXTRA) >>> 2] >> 1;
  return (object + offset) >>> 2;
}

/** A slot of an instance that ends in characters lies in the dict behind them: its offset is negative. */
function liesBehind(vm: Vm, descriptor: Value): boolean {
  return vm.i32[(descriptor + NATIVE_ID) >>> 2] < 0 && vm.i32[(descriptor + NATIVE_EXTRA) >>> 2] < 0;
}

function getMember(vm: Vm, descriptor: Value, object: Value): Value {
  if (!applies(vm, descriptor, object)) return 0;
  if (liesBehind(vm, descriptor)) {
    const value = instanceGet(vm, object, vm.i32[(descriptor + NATIVE_NAME) >>> 2]);
    return value !== 0 || vm.failed() ? value : emptyMember(vm, descriptor, object);
  }
  const value = vm.load(memberWord(vm, descriptor, object), object);
  if (value !== 0) return value;
  const id = vm.i32[(descriptor + NATIVE_ID) >>> 2];
  if (id >= 0 && vm.registry.members[id].noneIfEmpty === true) return NONE;
  return emptyMember(vm, descriptor, object);
}

function emptyMember(vm: Vm, descriptor: Value, object: Value): 0 {
  const name = vm.i32[(descriptor + NATIVE_NAME) >>> 2];
  vm.raise(
    "AttributeError",
    `'${qualifiedTypeName(vm, vm.typeOf(object))}' object has no attribute '${vm.js(name)}'`,
  );
  return setSubject(vm, vm.newTuple([vm.keep(name), vm.keep(object)]));
}

function setMember(vm: Vm, descriptor: Value, object: Value, value: Value): boolean {
  if (!applies(vm, descriptor, object)) return false;
  const id = vm.i32[(descriptor + NATIVE_ID) >>> 2];
  if (id >= 0 && vm.registry.members[id].writable !== true) {
    vm.raise("AttributeError", "readonly attribute");
    return false;
  }
  if (liesBehind(vm, descriptor)) {
    const name = vm.i32[(descriptor + NATIVE_NAME) >>> 2];
    const dict = objectDict(vm, object);
    if (dict === 0) return false;
    if (value !== 0) return vm.dictSet(dict, name, value);
    const removed = vm.dictDelete(dict, name);
    if (removed === 0) vm.raise("AttributeError", vm.js(name));
    return removed === 1;
  }
  const word = memberWord(vm, descriptor, object);
  vm.lock.begin(object);
  const old = vm.i32[word];
  vm.i32[word] = vm.keep(value);
  vm.lock.end();
  if (value === 0 && old === 0) {
    vm.raise("AttributeError", vm.js(vm.i32[(descriptor + NATIVE_NAME) >>> 2]));
    return false;
  }
  vm.decref(old);
  return true;
}

/** Raises AttributeError in CPython's words, with `name` and `obj` for suggestions. */
export function attributeError(vm: Vm, object: Value, name: Value): 0 {
  const text = vm.js(name);
  const isType = vm.layout(object) === T_TYPE && (object & 1) === 0;
  const message = isType
    ? `type object '${typeNameOf(vm, object)}' has no attribute '${text}'`
    : vm.layout(object) === T_MODULE
    ? missingAttribute(vm, object, name)
    : `'${vm.typeName(object)}' object has no attribute '${text}'`;
  vm.raise("AttributeError", message);
  return setSubject(vm, vm.newTuple([vm.keep(name), vm.keep(object)]));
}

/** `getattr(object, name)`. */
export function getAttr(vm: Vm, object: Value, name: Value): Value {
  const value = findAttr(vm, object, name);
  if (value !== 0) return value;
  return vm.failed() ? noteSubject(vm, object, name) : attributeError(vm, object, name);
}

/** An AttributeError of Python code that names no subject is about what was asked for (as in CPython's PyObject_GetAttr). */
function noteSubject(vm: Vm, object: Value, name: Value): 0 {
  if (!vm.matches("AttributeError") || vm.i32[(raised(vm) + EXCEPTION_EXTRA) >>> 2] !== 0) return 0;
  return setSubject(vm, vm.newTuple([vm.keep(name), vm.keep(object)]));
}

/** As `getAttr`; 0 without an exception where that would be AttributeError. */
export function getAttrOptional(vm: Vm, object: Value, name: Value): Value {
  const value = findAttr(vm, object, name);
  if (value === 0 && vm.failed() && vm.matches("AttributeError")) vm.clearError();
  return value;
}

/** 0 without an exception where nothing was found; AttributeError only from Python code that was asked. */
function findAttr(vm: Vm, object: Value, name: Value): Value {
  const type = vm.typeOf(object);
  if (!dicts.isInterned(vm, name)) {
    const interned = internValue(vm, name);
    if (interned === 0) return 0;
    if (interned !== name && vm.isExact(interned, T_STR)) {
      const value = findAttr(vm, object, interned);
      vm.decref(interned);
      return value;
    }
    vm.decref(interned);
  }
  if ((vm.i32[(type + TYPE_FLAGS) >>> 2] & TYPE_FLAG_CUSTOM_GETATTR) !== 0) {
    return customGetAttr(vm, object, type, name);
  }
  const layout = vm.layout(object);
  if (layout === T_TYPE) return typeGetAttr(vm, object, type, name);
  if (layout === T_SUPER) return superGetAttr(vm, object, name);
  const value = genericGetAttr(vm, object, type, name);
  if (value === 0 && layout === T_MODULE && !vm.failed()) return moduleGetAttr(vm, object, name);
  return value;
}

/** `object.__getattribute__`: 0 without an exception where the attribute is missing. */
export function genericGetAttr(vm: Vm, object: Value, type: Address, name: Value): Value {
  const found = lookup(vm, type, name);
  if (found !== 0) {
    const flags = (found & 1) === 1 ? 0 : vm.i32[(vm.typeOf(found) + TYPE_FLAGS) >>> 2];
    if ((flags & TYPE_FLAG_SET) !== 0 && (flags & TYPE_FLAG_GET) !== 0) return bind(vm, found, object, type);
    // Keys of a dict may run Python when they are compared, which may take away what the class has.
    const held = slotShape(vm, object) === 0 ? vm.keep(found) : 0;
    const own = instanceGet(vm, object, name);
    const value = own !== 0 || vm.failed()
      ? own
      : (flags & TYPE_FLAG_GET) !== 0
      ? bind(vm, found, object, type)
      : vm.keep(found);
    vm.decref(held);
    return value;
  }
  return instanceGet(vm, object, name);
}

function customGetAttr(vm: Vm, object: Value, type: Address, name: Value): Value {
  const names = vm.names;
  const method = lookup(vm, type, names.__getattribute__);
  let value: Value;
  if (method === lookup(vm, vm.objectType, names.__getattribute__)) {
    value = genericGetAttr(vm, object, type, name);
  } else if (method === lookup(vm, vm.typeObject(T_TYPE), names.__getattribute__)) {
    value = typeGetAttr(vm, object, type, name);
  } else value = callUnbound(vm, method, object, [name]);
  if (value !== 0 || (vm.failed() && !vm.matches("AttributeError"))) return value;
  const fallback = lookup(vm, type, names.__getattr__);
  if (fallback === 0) return 0;
  vm.clearError();
  return callUnbound(vm, fallback, object, [name]);
}

/** `type.__getattribute__`. */
export function typeGetAttr(vm: Vm, type: Address, metatype: Address, name: Value): Value {
  const meta = lookup(vm, metatype, name);
  const metaFlags = meta === 0 || (meta & 1) === 1 ? 0 : vm.i32[(vm.typeOf(meta) + TYPE_FLAGS) >>> 2];
  if ((metaFlags & TYPE_FLAG_SET) !== 0 && (metaFlags & TYPE_FLAG_GET) !== 0) {
    return bind(vm, meta, type, metatype);
  }
  const own = lookup(vm, type, name);
  if (own !== 0) return bind(vm, own, 0, type);
  if (meta !== 0) return (metaFlags & TYPE_FLAG_GET) !== 0 ? bind(vm, meta, type, metatype) : vm.keep(meta);
  return 0;
}

function moduleGetAttr(vm: Vm, module: Value, name: Value): Value {
  const dict = vm.i32[(module + MODULE_DICT) >>> 2];
  const fallback = dict === 0 ? 0 : vm.dictGetInterned(dict, vm.names.__getattr__);
  return fallback === 0 ? 0 : vm.call(fallback, name);
}

/** `setattr(object, name, value)`, or with 0 `delattr`. */
export function setAttr(vm: Vm, object: Value, name: Value, value: Value): boolean {
  const interned = internValue(vm, name);
  if (interned === 0) return false;
  const done = setInterned(vm, object, interned, value);
  vm.decref(interned);
  return done;
}

function setInterned(vm: Vm, object: Value, name: Value, value: Value): boolean {
  const type = vm.typeOf(object);
  if ((vm.i32[(type + TYPE_FLAGS) >>> 2] & TYPE_FLAG_CUSTOM_SETATTR) !== 0) {
    const method = lookup(vm, type, value === 0 ? vm.names.__delattr__ : vm.names.__setattr__);
    const result = callUnbound(vm, method, object, value === 0 ? [name] : [name, value]);
    vm.decref(result);
    return result !== 0;
  }
  if (vm.layout(object) === T_TYPE) return typeSetAttr(vm, object, name, value);
  return genericSetAttr(vm, object, name, value);
}

/** `object.__setattr__` and `object.__delattr__`. */
export function genericSetAttr(vm: Vm, object: Value, name: Value, value: Value): boolean {
  const type = vm.typeOf(object);
  const found = lookup(vm, type, name);
  if (
    found !== 0 && (found & 1) === 0 && (vm.i32[(vm.typeOf(found) + TYPE_FLAGS) >>> 2] & TYPE_FLAG_SET) !== 0
  ) {
    return setDescriptor(vm, found, object, value);
  }
  const done = holdsOnlySlots(vm, type) ? 0 : instanceSet(vm, object, name, value);
  if (done === 1) return true;
  if (done < 0 || vm.failed()) return false;
  const text = vm.js(name);
  // What only the class has is read-only where the object has no dict; else it is just not there to be deleted.
  const readOnly = found !== 0 && (value !== 0 || objectCanHaveNoDict(vm, object));
  const message = `'${vm.typeName(object)}' object ${
    readOnly ? `attribute '${text}' is read-only` : `has no attribute '${text}'`
  }`;
  const hint = found === 0 && objectCanHaveNoDict(vm, object) && setsAsObject(vm, type)
    ? " and no __dict__ for setting new attributes"
    : "";
  vm.raise("AttributeError", message + hint);
  return false;
}

/** Whether a class has no way of its own to set or delete attributes. */
function setsAsObject(vm: Vm, type: Address): boolean {
  const object = vm.typeObject(T_OBJECT), names = vm.names;
  return lookup(vm, type, names.__setattr__) === lookup(vm, object, names.__setattr__) &&
    lookup(vm, type, names.__delattr__) === lookup(vm, object, names.__delattr__);
}

function objectCanHaveNoDict(vm: Vm, object: Value): boolean {
  return vm.layout(object) !== T_INSTANCE &&
    (dictWord(vm, object) === 0 || holdsOnlySlots(vm, vm.typeOf(object)));
}

/** Whether the dict behind the items of a type's instances is only there for what `__slots__` names. */
function holdsOnlySlots(vm: Vm, type: Address): boolean {
  return vm.i32[(type + TYPE_DICT_OFFSET) >>> 2] === DICT_BEHIND_ITEMS &&
    lookup(vm, type, vm.names.__dict__) === 0;
}

/** Calls a data descriptor's `__set__`, or with 0 `__delete__`. */
export function setDescriptor(vm: Vm, descriptor: Value, object: Value, value: Value): boolean {
  const names = vm.names;
  switch (vm.typeIndex(descriptor)) {
    case T_GETSET_DESCRIPTOR: {
      if (!applies(vm, descriptor, object)) return false;
      const definition = vm.registry.getsets[vm.i32[(descriptor + NATIVE_ID) >>> 2]];
      if (definition.set !== undefined) return definition.set(vm, object, value);
      vm.raise(
        "AttributeError",
        `attribute '${definition.name}' of '${vm.typeName(object)}' objects is not writable`,
      );
      return false;
    }
    case T_MEMBER_DESCRIPTOR:
      return setMember(vm, descriptor, object, value);
  }
  const method = lookup(vm, vm.typeOf(descriptor), value === 0 ? names.__delete__ : names.__set__);
  if (method === 0) {
    vm.raise("AttributeError", value === 0 ? "__delete__" : "__set__");
    return false;
  }
  const result = callUnbound(vm, method, descriptor, value === 0 ? [object] : [object, value]);
  vm.decref(result);
  return result !== 0;
}

/** `type.__setattr__`. */
export function typeSetAttr(vm: Vm, type: Address, name: Value, value: Value): boolean {
  if ((vm.i32[(type + TYPE_FLAGS) >>> 2] & TYPE_FLAG_HEAP) === 0) {
    vm.raiseType(
      `cannot set '${vm.js(name)}' attribute of immutable type '${typeNameOf(vm, type)}'`,
    );
    return false;
  }
  const meta = lookup(vm, vm.typeOf(type), name);
  if (
    meta !== 0 && (meta & 1) === 0 && (vm.i32[(vm.typeOf(meta) + TYPE_FLAGS) >>> 2] & TYPE_FLAG_SET) !== 0
  ) {
    return setDescriptor(vm, meta, type, value);
  }
  const found = changeClassDict(vm, type, name, value);
  if (found === 0) attributeError(vm, type, name);
  return found === 1;
}

/**
 * Sets an attribute in a class's own dict, or deletes it if the value is 0.
 *
 * @param name Interned.
 * @returns 1 if that was done, 0 if there was nothing to delete, -1 on failure.
 */
export function changeClassDict(vm: Vm, type: Address, name: Value, value: Value): number {
  const dict = vm.i32[(type + TYPE_DICT) >>> 2];
  // Readers without a lock may hold what is replaced: it is dropped when no other thread can be reading.
  const old = vm.keep(vm.dictGetInterned(dict, name));
  const done = value === 0 ? dicts.remove(vm, dict, name) : dicts.set(vm, dict, name, value) ? 1 : -1;
  if (done === 1) typeModified(vm, type);
  vm.retire(old);
  return done;
}
