/**
 * How objects say what they are made of, for `copy` and `pickle`: `object.__reduce__`, `__reduce_ex__` and
 * `__getstate__`, over the Python module `copyreg`.
 *
 * @module
 */
import { NONE, T_INSTANCE, T_OBJECT, T_SLOTS_INSTANCE, type Value } from "@orochi/object";
import { dictWord, instanceGet, objectDict } from "../attributes.ts";
import { ensureModule } from "../import_operations.ts";
import { method, type NativeDefinition } from "../native.ts";
import { lookup } from "../type_lookup.ts";
import type { Vm } from "../vm.ts";
import { dictLength } from "./dict.ts";

/** Calls a function of `copyreg`. */
function callCopyreg(vm: Vm, name: string, ...args: Value[]): Value {
  const module = ensureModule(vm, "copyreg");
  const func = module === 0 ? 0 : vm.getAttr(module, vm.intern(name));
  const result = func === 0 ? 0 : vm.call(func, ...args);
  vm.decref(func);
  vm.decref(module);
  return result;
}

/** `copyreg._slotnames(cls)`, which keeps its answer in the class (new reference). */
function slotNamesOf(vm: Vm, cls: Value): Value {
  const known = vm.dictGetStr(vm.typeDict(cls), "__slotnames__");
  return known !== 0 ? vm.keep(known) : callCopyreg(vm, "_slotnames", cls);
}

/** The values of member slots that are set, by name: a new dict. */
function slotValues(vm: Vm, object: Value, names: Value): Value {
  const dict = vm.newDict();
  if (dict === 0) return 0;
  const done = vm.iterate(names, (name) => {
    const value = vm.getAttrOptional(object, vm.internValue(name));
    if (value === 0) return !vm.failed();
    const stored = vm.dictSet(dict, name, value);
    vm.decref(value);
    return stored;
  });
  if (done) return dict;
  vm.decref(dict);
  return 0;
}

/**
 * `object.__getstate__`: the dict of the attributes, with the values of member slots as a second item where there are any.
 *
 * @param required Whether an object of a native type, which has more to it than that, is refused.
 */
function defaultState(vm: Vm, object: Value, required: boolean): Value {
  const layout = vm.layout(object);
  if (required && layout !== T_INSTANCE && layout !== T_SLOTS_INSTANCE && layout !== T_OBJECT) {
    return vm.raiseType(`cannot pickle '${vm.typeName(object)}' object`);
  }
  const hasDict = layout === T_INSTANCE || ((object & 1) === 0 && dictWord(vm, object) !== 0);
  const dict = hasDict ? objectDict(vm, object) : 0;
  if (hasDict && dict === 0) return 0;
  const state = dict === 0 || dictLength(vm, dict) === 0 ? NONE : vm.keep(dict);
  const names = state === 0 ? 0 : slotNamesOf(vm, vm.typeOf(object));
  if (names === 0) {
    vm.decref(state);
    return 0;
  }
  const slots = vm.isList(names) && vm.listLength(names) > 0 ? slotValues(vm, object, names) : NONE;
  vm.decref(names);
  if (slots === NONE) return state;
  if (slots !== 0 && dictLength(vm, slots) === 0) {
    vm.decref(slots);
    return state;
  }
  return vm.newTuple([state, slots]);
}

/** `object.__getstate__()` as a class may override it. */
function stateOf(vm: Vm, object: Value, required: boolean): Value {
  const own = lookup(vm, vm.typeOf(object), vm.names.__getstate__);
  const inherited = lookup(vm, vm.objectType, vm.names.__getstate__);
  // One that an instance itself has comes before its class's.
  const given = own === inherited && (object & 1) === 0 ? instanceGet(vm, object, vm.names.__getstate__) : 0;
  vm.decref(given);
  if (given === 0 && vm.failed()) return 0;
  return own === inherited && given === 0
    ? defaultState(vm, object, required)
    : vm.callMethod(object, vm.names.__getstate__);
}

/** Arguments for `__new__`: [tuple or 0, dict or 0] (owned), null with an exception set. */
function newArguments(vm: Vm, object: Value): [Value, Value] | null {
  // Of the class: an instance's __getattr__ is not asked.
  const pair = vm.callSpecial(object, vm.names.__getnewargs_ex__);
  if (pair === 0 && vm.failed()) return null;
  if (pair !== 0) {
    const valid = vm.isTuple(pair) && vm.tupleLength(pair) === 2 && vm.isTuple(vm.tupleItem(pair, 0)) &&
      vm.isDict(vm.tupleItem(pair, 1));
    const result: [Value, Value] | null = valid
      ? [vm.keep(vm.tupleItem(pair, 0)), vm.keep(vm.tupleItem(pair, 1))]
      : null;
    if (!vm.isTuple(pair)) {
      vm.raiseType(`__getnewargs_ex__ should return a tuple, not '${vm.typeName(pair)}'`);
    } else if (vm.tupleLength(pair) !== 2) {
      vm.raiseValue(`__getnewargs_ex__ should return a tuple of length 2, not ${vm.tupleLength(pair)}`);
    } else if (result === null) vm.raiseType("__getnewargs_ex__ should return a tuple of a tuple and a dict");
    vm.decref(pair);
    return result;
  }
  const args = vm.callSpecial(object, vm.names.__getnewargs__);
  if (args === 0) return vm.failed() ? null : [0, 0];
  if (vm.isTuple(args)) return [args, 0];
  vm.raiseType(`__getnewargs__ should return a tuple, not '${vm.typeName(args)}'`);
  vm.decref(args);
  return null;
}

/** An iterator over a list's items or a dict's; None for other objects. */
function itemIterator(vm: Vm, object: Value, wanted: boolean, method?: Value): Value {
  if (!wanted) return NONE;
  if (method === undefined) return vm.iter(object);
  const items = vm.callMethod(object, method);
  const iterator = items === 0 ? 0 : vm.iter(items);
  vm.decref(items);
  return iterator;
}

/** `copyreg.__newobj__` and what it is to be called with, state and items. */
function reduceNew(vm: Vm, object: Value): Value {
  const type = vm.typeOf(object);
  if (lookup(vm, type, vm.names.__new__) === 0) {
    return vm.raiseType(`cannot pickle '${vm.typeName(object)}' object`);
  }
  const given = newArguments(vm, object);
  if (given === null) return 0;
  const [args, keywords] = given;
  const named = keywords !== 0 && dictLength(vm, keywords) > 0;
  const module = ensureModule(vm, "copyreg");
  const maker = module === 0 ? 0 : vm.getAttr(module, vm.intern(named ? "__newobj_ex__" : "__newobj__"));
  vm.decref(module);
  const required = args === 0 && !vm.isList(object) && !vm.isDict(object);
  const state = maker === 0 ? 0 : stateOf(vm, object, required);
  const items = args === 0 ? [] : vm.tupleItems(args);
  const call = state === 0
    ? 0
    : named
    ? vm.newTuple([vm.keep(type), vm.keep(args), vm.keep(keywords)])
    : vm.newTuple([vm.keep(type), ...items.map((item) => vm.keep(item))]);
  vm.decref(args);
  vm.decref(keywords);
  const listItems = call === 0 ? 0 : itemIterator(vm, object, vm.isList(object));
  const dictItems = listItems === 0 ? 0 : itemIterator(vm, object, vm.isDict(object), vm.names.items);
  return vm.newTuple([maker, call, state, listItems, dictItems]);
}

function reduce(vm: Vm, object: Value, protocol: Value): Value {
  const number = vm.index(protocol);
  if (Number.isNaN(number)) return 0;
  return number >= 2 ? reduceNew(vm, object) : callCopyreg(vm, "_reduce_ex", object, protocol);
}

/** The methods of `object`. */
export function reduceMethods(): NativeDefinition[] {
  return [
    method("__reduce__", "($self, /)", (vm, a) => reduce(vm, vm.i32[a], vm.newInt(0)), "Helper for pickle."),
    method("__reduce_ex__", "($self, protocol, /)", (vm, a) => {
      const object = vm.i32[a];
      const own = lookup(vm, vm.typeOf(object), vm.names.__reduce__);
      if (own === lookup(vm, vm.objectType, vm.names.__reduce__)) return reduce(vm, object, vm.i32[a + 1]);
      return vm.callMethod(object, vm.names.__reduce__);
    }, "Helper for pickle."),
    method(
      "__getstate__",
      "($self, /)",
      (vm, a) => defaultState(vm, vm.i32[a], false),
      "Helper for pickle.",
    ),
  ];
}
