/**
 * `collections.defaultdict`: a dict with one more word, the factory of missing values.
 *
 * @module
 */
import {
  type Address,
  DICT_STORAGE,
  NONE,
  NOT_IMPLEMENTED,
  T_DEFAULTDICT,
  T_DICT,
  type Value,
} from "@orochi/object";
import { type MemberDefinition, method, newFromType, slot, type TypeDefinition, type Vm } from "@orochi/vm";
import { callUnbound, callWithTuple, dicts, genericClassMethod, lookup } from "@orochi/vm/kernel";

/** Offset of the factory: behind the dict's words. */
const FACTORY = DICT_STORAGE + 4;
const BYTES = FACTORY + 4;

/** The factory (new reference), 0 for none. */
function factoryOf(vm: Vm, dict: Address): Value {
  return vm.load((dict + FACTORY) >>> 2, dict);
}

function setFactory(vm: Vm, dict: Address, factory: Value): void {
  vm.incref(factory);
  vm.lock.begin(dict);
  const word = (dict + FACTORY) >>> 2;
  const old = vm.i32[word];
  vm.i32[word] = factory;
  vm.lock.end();
  vm.decref(old);
}

/** Calls a method of `dict` itself. */
function callDict(vm: Vm, name: Value, self: Value, ...args: Value[]): Value {
  return callUnbound(vm, lookup(vm, vm.typeObject(T_DICT), name), self, args);
}

function initialise(vm: Vm, self: Address, args: Value, keywords: Value): Value {
  const given = vm.tupleItems(args);
  const factory = given.length > 0 ? given[0] : 0;
  if (factory !== 0 && factory !== NONE && vm.lookupSpecial(factory, vm.names.__call__) === 0) {
    return vm.raiseType("first argument must be callable or None");
  }
  setFactory(vm, self, factory);
  const rest = vm.newTuple(given.slice(1).map((value) => vm.keep(value)));
  const start = lookup(vm, vm.typeObject(T_DICT), vm.names.__init__);
  const bound = rest === 0 ? 0 : vm.bindDescriptor(start, self, vm.typeOf(self));
  const result = bound === 0 ? 0 : callWithTuple(vm, bound, rest, keywords);
  vm.decref(bound);
  vm.decref(rest);
  return result;
}

function missing(vm: Vm, self: Address, key: Value): Value {
  const factory = factoryOf(vm, self);
  if (factory === 0 || factory === NONE) return vm.raiseKey(key);
  const value = vm.call(factory);
  vm.decref(factory);
  if (value === 0) return 0;
  const stored = vm.isExact(self, T_DEFAULTDICT)
    ? dicts.set(vm, self, key, value)
    : vm.setItem(self, key, value);
  if (stored) return value;
  vm.decref(value);
  return 0;
}

function repr(vm: Vm, self: Address): Value {
  const base = callDict(vm, vm.names.__repr__, self);
  if (base === 0) return 0;
  const baseText = vm.js(base);
  vm.decref(base);
  const factory = factoryOf(vm, self);
  let text = "None";
  if (factory !== 0 && factory !== NONE) {
    if (!vm.enterRepr(factory)) text = "...";
    else {
      const made = vm.repr(factory);
      vm.leaveRepr(factory);
      text = made === 0 ? "" : vm.js(made);
      vm.decref(made);
    }
  }
  vm.decref(factory);
  return text === "" ? 0 : vm.newStr(`${vm.shortTypeName(self)}(${text}, ${baseText})`);
}

/** A defaultdict of the same class with the same factory and the items of a mapping. */
function copyWith(vm: Vm, self: Address, items: Value): Value {
  const factory = factoryOf(vm, self) || NONE;
  const copy = vm.call(vm.typeOf(self), factory, items);
  vm.decref(factory);
  return copy;
}

/** `left | right`; `self` is the one of them whose class and factory count. */
function merge(vm: Vm, self: Address, left: Value, right: Value): Value {
  if (!vm.isDict(left) || !vm.isDict(right)) return NOT_IMPLEMENTED;
  const result = copyWith(vm, self, left);
  const updated = result === 0 ? 0 : callDict(vm, vm.names.update, result, right);
  vm.decref(updated);
  if (updated !== 0) return result;
  vm.decref(result);
  return 0;
}

const factoryMember: MemberDefinition = {
  name: "default_factory",
  offset: FACTORY,
  writable: true,
  noneIfEmpty: true,
};

/** `collections.defaultdict`. */
export const defaultDictType: TypeDefinition = {
  index: T_DEFAULTDICT,
  name: "defaultdict",
  module: "collections",
  base: T_DICT,
  layout: T_DICT,
  basicSize: BYTES,
  subclassable: true,
  collection: "mapping",
  doc:
    "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\nThe default factory is called without arguments to produce\na new value when a key is not present, in __getitem__ only.\nA defaultdict compares equal to a dict with the same items.\nAll remaining arguments are treated the same as if they were\npassed to the dict constructor, including keyword arguments.",
  members: [factoryMember],
  methods: [
    newFromType((vm, a) => vm.allocLike(vm.i32[a], BYTES)),
    slot(
      "__init__",
      "($self, /, *args, **kwargs)",
      (vm, a) => initialise(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
    ),
    method("__missing__", "($self, key, /)", (vm, a) => missing(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__repr__", "($self, /)", (vm, a) => repr(vm, vm.i32[a])),
    method(
      "copy",
      "($self, /)",
      (vm, a) => copyWith(vm, vm.i32[a], vm.i32[a]),
      "D.copy() -> a shallow copy of D.",
    ),
    method("__copy__", "($self, /)", (vm, a) => copyWith(vm, vm.i32[a], vm.i32[a])),
    method("__reduce__", "($self, /)", (vm, a) => {
      const self = vm.i32[a];
      const factory = factoryOf(vm, self);
      const items = vm.callMethod(self, vm.names.items);
      const iterator = items === 0 ? 0 : vm.iter(items);
      vm.decref(items);
      const args = factory === 0 || factory === NONE ? vm.newTuple([]) : vm.newTuple([factory]);
      return vm.newTuple([vm.keep(vm.typeOf(self)), args, NONE, NONE, iterator]);
    }, "Return state information for pickling."),
    slot("__or__", "($self, value, /)", (vm, a) => merge(vm, vm.i32[a], vm.i32[a], vm.i32[a + 1])),
    slot("__ror__", "($self, value, /)", (vm, a) => merge(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a])),
    genericClassMethod(),
  ],
};
