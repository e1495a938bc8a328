/**
 * `_collections`: the native half of `collections`.
 *
 * @module
 */
import { type Address, NONE, part, T_DICT, T_TUPLEGETTER, tagInt, type Value } from "@orochi/object";
import {
  type MemberDefinition,
  method,
  nativeFunction,
  type NativeModule,
  newMethod,
  slot,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { dicts, keyHash, lookup, reprText } from "@orochi/vm/kernel";
import { makeObject, word } from "../_data.ts";
import { defaultDictType } from "./defaultdict.ts";
import { dequeType } from "./deque.ts";
import { dequeIteratorType, dequeReverseIteratorType } from "./deque_iterators.ts";
import { orderedDictType } from "./ordered_dict.ts";
import {
  orderedItemsType,
  orderedIteratorType,
  orderedKeysType,
  orderedValuesType,
} from "./ordered_dict_views.ts";

/** Operation of `+` in ORDER BINARY. */
const ADD = 0;
const ONE = tagInt(1);

/** One more than a count (stolen; 0 is no count yet): a new reference. */
function oneMore(vm: Vm, count: Value): Value {
  if (count === 0) return ONE;
  const sum = vm.binary(ADD, count, ONE);
  vm.decref(count);
  return sum;
}

/** Counts one element in a dict whose `get` and `__setitem__` are dict's own. */
function countInDict(vm: Vm, mapping: Value, element: Value): boolean {
  const hash = keyHash(vm, element, "a dict key");
  if (hash === 0 && vm.failed()) return false;
  const known = dicts.getHashed(vm, mapping, element, hash);
  const count = known === 0 && vm.failed() ? 0 : oneMore(vm, known);
  const done = count !== 0 && dicts.setHashed(vm, mapping, element, hash, count);
  vm.decref(count);
  return done;
}

/** Counts one element in any mapping. */
function countInMapping(vm: Vm, mapping: Value, get: Value, element: Value): boolean {
  const known = vm.call(get, element, tagInt(0));
  const count = known === 0 ? 0 : oneMore(vm, known);
  const done = count !== 0 && vm.setItem(mapping, element, count);
  vm.decref(count);
  return done;
}

function countElements(vm: Vm, mapping: Value, iterable: Value): boolean {
  const type = vm.typeOf(mapping), dict = vm.typeObject(T_DICT);
  const plain = vm.isDict(mapping) && lookup(vm, type, vm.names.get) === lookup(vm, dict, vm.names.get) &&
    lookup(vm, type, vm.names.__setitem__) === lookup(vm, dict, vm.names.__setitem__);
  if (plain) return vm.iterate(iterable, (element) => countInDict(vm, mapping, element));
  const get = vm.getAttr(mapping, vm.names.get);
  const done = get !== 0 && vm.iterate(iterable, (element) => countInMapping(vm, mapping, get, element));
  vm.decref(get);
  return done;
}

/** Words of a tuplegetter: the index, the docstring. */
const INDEX = 0, DOC = 1;

function getField(vm: Vm, self: Address, object: Value): Value {
  if (object === NONE) return vm.keep(self);
  const index = word(vm, self, INDEX) >> 1;
  if (!vm.isTuple(object)) {
    return vm.raiseType(
      `descriptor for index '${index}' for tuple subclasses doesn't apply to '${vm.typeName(object)}' object`,
    );
  }
  if (index < 0 || index >= vm.tupleLength(object)) return vm.raiseIndex("tuple index out of range");
  return vm.keep(vm.tupleItem(object, index));
}

const docMember: MemberDefinition = { name: "__doc__", offset: part(DOC), writable: true, noneIfEmpty: true };

const tupleGetterType: TypeDefinition = {
  index: T_TUPLEGETTER,
  name: "_tuplegetter",
  module: "collections",
  basicSize: part(2),
  members: [docMember],
  methods: [
    newMethod("($type, index, doc, /)", (vm, a) => {
      const index = vm.index(vm.i32[a + 1]);
      if (Number.isNaN(index)) return 0;
      return makeObject(vm, vm.i32[a], 2, [tagInt(index), vm.keep(vm.i32[a + 2])]);
    }),
    slot(
      "__get__",
      "($self, instance, owner=None, /)",
      (vm, a) => getField(vm, vm.i32[a], vm.i32[a + 1]),
    ),
    slot("__set__", "($self, instance, value, /)", (vm) => vm.raise("AttributeError", "can't set attribute")),
    slot("__delete__", "($self, instance, /)", (vm) => vm.raise("AttributeError", "can't delete attribute")),
    slot("__repr__", "($self, /)", (vm, a) => {
      const text = reprText(vm, word(vm, vm.i32[a], DOC) || NONE);
      if (text === null) return 0;
      return vm.newStr(`${vm.shortTypeName(vm.i32[a])}(${word(vm, vm.i32[a], INDEX) >> 1}, ${text})`);
    }),
    method("__reduce__", "($self, /)", (vm, a) => {
      const self = vm.i32[a];
      return vm.newTuple([
        vm.keep(vm.typeOf(self)),
        vm.newTuple([word(vm, self, INDEX), vm.keep(word(vm, self, DOC) || NONE)]),
      ]);
    }, "Return state information for pickling."),
  ],
};

/** The types that the module has under their names. */
const named: readonly TypeDefinition[] = [
  dequeType,
  defaultDictType,
  orderedDictType,
  dequeIteratorType,
  dequeReverseIteratorType,
  tupleGetterType,
];

/** The types of the module. */
export const collectionsTypes: readonly TypeDefinition[] = [
  ...named,
  orderedKeysType,
  orderedValuesType,
  orderedItemsType,
  orderedIteratorType,
];

/** The module. */
export const collectionsModule: NativeModule = {
  name: "_collections",
  doc:
    "High performance data structures.\n- deque:        ordered collection accessible from endpoints only\n- defaultdict:  dict subclass with a default value factory\n",
  functions: [
    nativeFunction(
      "_count_elements",
      "(mapping, iterable, /)",
      (vm, a) => countElements(vm, vm.i32[a], vm.i32[a + 1]) ? NONE : 0,
      "Count elements in the iterable, updating the mapping",
    ),
  ],
  populate: (vm, _module, dict) =>
    named.every((type) => vm.dictSetStr(dict, type.name, vm.typeObject(type.index))),
};
