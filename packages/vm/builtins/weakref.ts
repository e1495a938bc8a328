/**
 * Weak references: `weakref.ref`, the two kinds of proxies, and the functions of `_weakref`.
 *
 * @module
 */
import {
  type Address,
  NONE,
  NOT_IMPLEMENTED,
  T_WEAKCALLABLEPROXY,
  T_WEAKPROXY,
  T_WEAKREF,
  TYPE_FLAGS,
  type Value,
  WEAKREF_BYTES,
  WEAKREF_CALLBACK,
  WEAKREF_HASH,
} from "@orochi/object";
import { callWithTuple } from "../call.ts";
import * as dicts from "../dicts.ts";
import {
  type NativeDefinition,
  nativeFunction,
  type NativeModule,
  newMethod,
  slot,
  type TypeDefinition,
} from "../native.ts";
import type { Name } from "../names.ts";
import { TYPE_FLAG_HEAP } from "../type_lookup.ts";
import type { Vm } from "../vm.ts";
import { dereference, linkWeakReference } from "../weak_references.ts";
import { isReferable, referencesTo } from "./weakref_attribute.ts";
import { comparisonSlots, dropAll, genericClassMethod } from "./_container.ts";

/** A weak reference or proxy of a type; one without callback is shared. */
function makeReference(vm: Vm, type: Address, object: Value, callback: Value): Value {
  if (!isReferable(vm, object)) {
    return vm.raiseType(`cannot create weak reference to '${vm.typeName(object)}' object`);
  }
  const plain = callback === 0 || callback === NONE;
  if (plain) {
    const existing = referencesTo(vm, object);
    const same = existing.find((one) =>
      vm.typeOf(one) === type && vm.i32[(one + WEAKREF_CALLBACK) >>> 2] === 0
    );
    const shared = same === undefined || (vm.i32[(type + TYPE_FLAGS) >>> 2] & TYPE_FLAG_HEAP) !== 0
      ? 0
      : vm.keep(same);
    dropAll(vm, existing);
    if (shared !== 0) return shared;
  }
  const reference = vm.allocLike(type, WEAKREF_BYTES);
  if (reference === 0) return 0;
  vm.i32[(reference + WEAKREF_CALLBACK) >>> 2] = plain ? 0 : vm.keep(callback);
  if (linkWeakReference(vm, reference, object)) return reference;
  vm.decref(reference);
  return 0;
}

/** A referent (new reference) in exchange for a proxy; other values as they are; 0 with ReferenceError. */
function unwrap(vm: Vm, value: Value): Value {
  const layout = vm.layout(value);
  if (layout !== T_WEAKPROXY && layout !== T_WEAKCALLABLEPROXY) return vm.keep(value);
  const object = dereference(vm, value);
  return object !== NONE ? object : vm.raise("ReferenceError", "weakly-referenced object no longer exists");
}

function compareReferences(vm: Vm, operation: number, a: Value, b: Value): Value {
  if (vm.layout(b) !== T_WEAKREF) return NOT_IMPLEMENTED;
  const x = dereference(vm, a), y = dereference(vm, b);
  const result = x === NONE || y === NONE
    ? vm.bool((a === b) === (operation === 2))
    : vm.compare(operation, x, y);
  vm.decref(x);
  vm.decref(y);
  return result;
}

function hashReference(vm: Vm, reference: Address): Value {
  const word = (reference + WEAKREF_HASH) >>> 2;
  if (vm.i32[word] !== 0) return vm.newInt(vm.i32[word]);
  const object = dereference(vm, reference);
  if (object === NONE) return vm.raiseType("weak object has gone away");
  const hash = vm.hash(object);
  vm.decref(object);
  if (hash === 0 && vm.failed()) return 0;
  vm.i32[word] = hash;
  return vm.newInt(hash);
}

function describe(vm: Vm, reference: Address, kind: string): Value {
  const object = dereference(vm, reference);
  const at = (value: number) => `0x${(value >>> 0).toString(16)}`;
  const text = object === NONE
    ? `<${kind} at ${at(reference)}; dead>`
    : `<${kind} at ${at(reference)}; to '${vm.typeName(object)}' at ${at(object)}>`;
  vm.decref(object);
  return vm.newStr(text);
}

/** `weakref.ReferenceType`. */
export const weakrefType: TypeDefinition = {
  index: T_WEAKREF,
  name: "ReferenceType",
  module: "weakref",
  basicSize: WEAKREF_BYTES,
  subclassable: true,
  getset: [{
    name: "__callback__",
    get: (vm, reference) => vm.keep(vm.i32[(reference + WEAKREF_CALLBACK) >>> 2] || NONE),
  }],
  methods: [
    newMethod(
      "($type, object, callback=None, /)",
      (vm, a) => makeReference(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
    ),
    slot("__init__", "($self, object, callback=None, /)", () => NONE),
    slot("__call__", "($self, /)", (vm, a) => dereference(vm, vm.i32[a])),
    slot("__hash__", "($self, /)", (vm, a) => hashReference(vm, vm.i32[a])),
    slot("__repr__", "($self, /)", (vm, a) => describe(vm, vm.i32[a], "weakref")),
    ...comparisonSlots(compareReferences, [2, 3]),
    genericClassMethod(),
  ],
};

/** Applies something to the referent of a proxy. */
function onReferent(vm: Vm, proxy: Value, apply: (object: Value) => Value): Value {
  const object = unwrap(vm, proxy);
  const result = object === 0 ? 0 : apply(object);
  vm.decref(object);
  return result;
}

/** Operators in ORDER BINARY of the opcode table. */
const OPERATORS = [
  "add",
  "sub",
  "mul",
  "truediv",
  "floordiv",
  "mod",
  "pow",
  "lshift",
  "rshift",
  "and",
  "xor",
  "or",
  "matmul",
] as const;

/** An operator of a proxy, with both operands unwrapped. */
function operatorSlots(): NativeDefinition[] {
  const both = (vm: Vm, left: Value, right: Value, apply: (x: Value, y: Value) => Value): Value =>
    onReferent(vm, left, (x) => onReferent(vm, right, (y) => apply(x, y)));
  return OPERATORS.flatMap((name, operation) => [
    slot(
      `__${name}__`,
      "($self, value, /)",
      (vm, a) => both(vm, vm.i32[a], vm.i32[a + 1], (x, y) => vm.binary(operation, x, y)),
    ),
    slot(
      `__r${name}__`,
      "($self, value, /)",
      (vm, a) => both(vm, vm.i32[a + 1], vm.i32[a], (x, y) => vm.binary(operation, x, y)),
    ),
    slot(
      `__i${name}__`,
      "($self, value, /)",
      (vm, a) => both(vm, vm.i32[a], vm.i32[a + 1], (x, y) => vm.inplace(operation, x, y)),
    ),
  ]);
}

/** A special method without arguments, called on the referent. */
function forwarded(name: Name): NativeDefinition {
  return slot(name, "($self, /)", (vm, a) =>
    onReferent(vm, vm.i32[a], (object) => {
      const result = vm.callSpecial(object, vm.names[name]);
      if (result !== 0 || vm.failed()) return result;
      return vm.raiseType(`'${vm.typeName(object)}' object has no ${name}`);
    }));
}

function proxyMethods(): NativeDefinition[] {
  return [
    slot("__repr__", "($self, /)", (vm, a) => describe(vm, vm.i32[a], "weakproxy")),
    slot("__str__", "($self, /)", (vm, a) => onReferent(vm, vm.i32[a], (object) => vm.toStr(object))),
    slot(
      "__getattribute__",
      "($self, name, /)",
      (vm, a) => onReferent(vm, vm.i32[a], (object) => vm.getAttr(object, vm.i32[a + 1])),
    ),
    slot(
      "__setattr__",
      "($self, name, value, /)",
      (vm, a) =>
        onReferent(vm, vm.i32[a], (object) => vm.setAttr(object, vm.i32[a + 1], vm.i32[a + 2]) ? NONE : 0),
    ),
    slot(
      "__delattr__",
      "($self, name, /)",
      (vm, a) => onReferent(vm, vm.i32[a], (object) => vm.setAttr(object, vm.i32[a + 1], 0) ? NONE : 0),
    ),
    slot("__bool__", "($self, /)", (vm, a) =>
      onReferent(vm, vm.i32[a], (object) => {
        const truth = vm.truthy(object);
        return truth < 0 ? 0 : vm.bool(truth === 1);
      })),
    slot("__len__", "($self, /)", (vm, a) =>
      onReferent(vm, vm.i32[a], (object) => {
        const length = vm.length(object);
        return length < 0 ? 0 : vm.newInt(length);
      })),
    slot(
      "__getitem__",
      "($self, key, /)",
      (vm, a) => onReferent(vm, vm.i32[a], (object) => vm.getItem(object, vm.i32[a + 1])),
    ),
    slot(
      "__setitem__",
      "($self, key, value, /)",
      (vm, a) =>
        onReferent(vm, vm.i32[a], (object) => vm.setItem(object, vm.i32[a + 1], vm.i32[a + 2]) ? NONE : 0),
    ),
    slot(
      "__delitem__",
      "($self, key, /)",
      (vm, a) => onReferent(vm, vm.i32[a], (object) => vm.delItem(object, vm.i32[a + 1]) ? NONE : 0),
    ),
    slot("__contains__", "($self, key, /)", (vm, a) =>
      onReferent(vm, vm.i32[a], (object) => {
        const found = vm.contains(object, vm.i32[a + 1]);
        return found < 0 ? 0 : vm.bool(found === 1);
      })),
    slot("__iter__", "($self, /)", (vm, a) => onReferent(vm, vm.i32[a], (object) => vm.iter(object))),
    slot("__next__", "($self, /)", (vm, a) =>
      onReferent(vm, vm.i32[a], (object) => {
        if (vm.lookupSpecial(object, vm.names.__next__) !== 0) return vm.next(object);
        return vm.raiseType("Weakref proxy referenced a non-iterator");
      })),
    ...comparisonSlots((vm, operation, a, b) =>
      onReferent(vm, a, (x) => onReferent(vm, b, (y) => vm.compare(operation, x, y)))
    ),
    ...operatorSlots(),
    ...([
      "__neg__",
      "__pos__",
      "__invert__",
      "__abs__",
      "__int__",
      "__float__",
      "__index__",
      "__bytes__",
      "__reversed__",
    ] as const)
      .map(forwarded),
  ];
}

/** `weakref.ProxyType`. */
export const weakProxyType: TypeDefinition = {
  index: T_WEAKPROXY,
  name: "ProxyType",
  module: "weakref",
  basicSize: WEAKREF_BYTES,
  none: ["__hash__"],
  methods: proxyMethods(),
};

/** `weakref.CallableProxyType`. */
export const weakCallableProxyType: TypeDefinition = {
  index: T_WEAKCALLABLEPROXY,
  name: "CallableProxyType",
  module: "weakref",
  basicSize: WEAKREF_BYTES,
  none: ["__hash__"],
  methods: [
    ...proxyMethods(),
    slot(
      "__call__",
      "($self, /, *args, **kwargs)",
      (vm, a) =>
        onReferent(vm, vm.i32[a], (object) => callWithTuple(vm, object, vm.i32[a + 1], vm.i32[a + 2])),
    ),
  ],
};

/** The module `_weakref`; its types are builtin types, so that every machine has them. */
export const weakrefModule: NativeModule = {
  name: "_weakref",
  doc: "Weak-reference support module.",
  functions: [
    nativeFunction("proxy", "(object, callback=None, /)", (vm, a) => {
      const callable = vm.lookupSpecial(vm.i32[a], vm.names.__call__) !== 0;
      return makeReference(
        vm,
        vm.typeObject(callable ? T_WEAKCALLABLEPROXY : T_WEAKPROXY),
        vm.i32[a],
        vm.i32[a + 1],
      );
    }, "Create a proxy object that weakly references 'object'."),
    nativeFunction("getweakrefcount", "(object, /)", (vm, a) => {
      const found = referencesTo(vm, vm.i32[a]);
      dropAll(vm, found);
      return vm.newInt(found.length);
    }, "Return the number of weak references to 'object'."),
    nativeFunction(
      "getweakrefs",
      "(object, /)",
      (vm, a) => vm.newList(referencesTo(vm, vm.i32[a])),
      "Return a list of all weak reference objects pointing to 'object'.",
    ),
    nativeFunction("_remove_dead_weakref", "(dct, key, /)", (vm, a) => {
      const reference = dicts.getOwned(vm, vm.i32[a], vm.i32[a + 1]);
      if (reference === 0) return vm.failed() ? 0 : NONE;
      const object = vm.layout(reference) === T_WEAKREF ? dereference(vm, reference) : 0;
      const dead = object === NONE;
      vm.decref(object);
      vm.decref(reference);
      if (object === 0) return vm.raiseType("not a weakref");
      return !dead || vm.dictDelete(vm.i32[a], vm.i32[a + 1]) >= 0 ? NONE : 0;
    }, "Atomically remove key from dict if it points to a dead weakref."),
  ],
  populate: (vm, _module, dict) =>
    vm.dictSetStr(dict, "ref", vm.typeObject(T_WEAKREF)) &&
    vm.dictSetStr(dict, "ReferenceType", vm.typeObject(T_WEAKREF)) &&
    vm.dictSetStr(dict, "ProxyType", vm.typeObject(T_WEAKPROXY)) &&
    vm.dictSetStr(dict, "CallableProxyType", vm.typeObject(T_WEAKCALLABLEPROXY)),
};
