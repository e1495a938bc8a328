/**
 * `operator.attrgetter`, `itemgetter` and `methodcaller`.
 *
 * @module
 */
import {
  type Address,
  part,
  T_ATTRGETTER,
  T_ITEMGETTER,
  T_METHODCALLER,
  T_TUPLE,
  type Value,
} from "@orochi/object";
import { method, newMethod, slot, type TypeDefinition, type Vm } from "@orochi/vm";
import { callOne, callWithTuple, dictLength, dropAll, reprText } from "@orochi/vm/kernel";
import { makeObject, word } from "../_data.ts";

/** Words of the getters: what was given (a tuple), and for attributes the names along each path (tuples). */
const GIVEN = 0, PATHS = 1;

/** `f"{module}.{name}(...)"` of parts' reprs. */
function describe(
  vm: Vm,
  self: Address,
  values: readonly Value[],
  more: (parts: string[]) => boolean = () => true,
): Value {
  if (!vm.enterRepr(self)) return vm.newStr("...");
  const parts: string[] = [];
  let whole = true;
  for (const value of values) {
    const text: string | null = whole ? reprText(vm, value) : null;
    whole = text !== null;
    parts.push(text ?? "");
  }
  whole = whole && more(parts);
  vm.leaveRepr(self);
  const type = vm.typeOf(self);
  return whole ? vm.newStr(`${vm.typeModule(type)}.${vm.typeNameOf(type)}(${parts.join(", ")})`) : 0;
}

/** What each of several getters gives: alone, or as a tuple. */
function gather(vm: Vm, count: number, get: (index: number) => Value): Value {
  if (count === 1) return get(0);
  const items: Value[] = [];
  for (let i = 0; i < count; i++) {
    const item = get(i);
    if (item === 0) {
      dropAll(vm, items);
      return 0;
    }
    items.push(item);
  }
  return vm.newTuple(items);
}

function followPath(vm: Vm, object: Value, path: Value): Value {
  let at = vm.keep(object);
  for (let i = 0; i < vm.tupleLength(path) && at !== 0; i++) {
    const next = vm.getAttr(at, vm.tupleItem(path, i));
    vm.decref(at);
    at = next;
  }
  return at;
}

function makeAttrGetter(vm: Vm, attrs: Value): Value {
  const given = vm.tupleItems(attrs);
  if (given.length === 0) return vm.raiseType("attrgetter expected 1 argument, got 0");
  if (!given.every((name) => vm.isStr(name))) return vm.raiseType("attribute name must be a string");
  const paths = given.map((name) => vm.newTuple(vm.js(name).split(".").map((step) => vm.intern(step))));
  return makeObject(vm, vm.typeObject(T_ATTRGETTER), 2, [vm.keep(attrs), vm.newTuple(paths)]);
}

/** `operator.attrgetter`. */
export const attrGetterType: TypeDefinition = {
  index: T_ATTRGETTER,
  name: "attrgetter",
  module: "operator",
  basicSize: part(2),
  doc:
    "Return a callable object that fetches the given attribute(s) from its operand.\nAfter f = attrgetter('name'), the call f(r) returns r.name.\nAfter g = attrgetter('name', 'date'), the call g(r) returns (r.name, r.date).\nAfter h = attrgetter('name.first', 'name.last'), the call h(r) returns\n(r.name.first, r.name.last).",
  methods: [
    newMethod("($type, /, *attrs)", (vm, a) => makeAttrGetter(vm, vm.i32[a + 1])),
    slot("__call__", "($self, obj, /)", (vm, a) => {
      const object = vm.i32[a + 1];
      const paths = word(vm, vm.i32[a], PATHS);
      return gather(vm, vm.tupleLength(paths), (i) => followPath(vm, object, vm.tupleItem(paths, i)));
    }),
    slot(
      "__repr__",
      "($self, /)",
      (vm, a) => describe(vm, vm.i32[a], vm.tupleItems(word(vm, vm.i32[a], GIVEN))),
    ),
    method(
      "__reduce__",
      "($self, /)",
      (vm, a) => vm.newTuple([vm.keep(vm.typeOf(vm.i32[a])), vm.keep(word(vm, vm.i32[a], GIVEN))]),
      "Return state information for pickling",
    ),
  ],
};

/** `operator.itemgetter`. */
export const itemGetterType: TypeDefinition = {
  index: T_ITEMGETTER,
  name: "itemgetter",
  module: "operator",
  basicSize: part(2),
  doc:
    "Return a callable object that fetches the given item(s) from its operand.\nAfter f = itemgetter(2), the call f(r) returns r[2].\nAfter g = itemgetter(2, 5, 3), the call g(r) returns (r[2], r[5], r[3])",
  methods: [
    newMethod("($type, /, *items)", (vm, a) => {
      const items = vm.i32[a + 1];
      if (vm.tupleLength(items) === 0) return vm.raiseType("itemgetter expected 1 argument, got 0");
      return makeObject(vm, vm.i32[a], 2, [vm.keep(items)]);
    }),
    slot("__call__", "($self, obj, /)", (vm, a) => {
      const object = vm.i32[a + 1];
      const items = word(vm, vm.i32[a], GIVEN);
      const count = vm.tupleLength(items);
      if (count === 1) {
        const key = vm.tupleItem(items, 0);
        // The most common use: a field of a tuple.
        if ((key & 1) === 1 && key > 0 && vm.isExact(object, T_TUPLE) && key >> 1 < vm.tupleLength(object)) {
          return vm.keep(vm.tupleItem(object, key >> 1));
        }
        return vm.getItem(object, key);
      }
      return gather(vm, count, (i) => vm.getItem(object, vm.tupleItem(items, i)));
    }),
    slot(
      "__repr__",
      "($self, /)",
      (vm, a) => describe(vm, vm.i32[a], vm.tupleItems(word(vm, vm.i32[a], GIVEN))),
    ),
    method(
      "__reduce__",
      "($self, /)",
      (vm, a) => vm.newTuple([vm.keep(vm.typeOf(vm.i32[a])), vm.keep(word(vm, vm.i32[a], GIVEN))]),
      "Return state information for pickling",
    ),
  ],
};

/** Words of a methodcaller: name, tuple of arguments, dict of keywords. */
const NAME = 0, ARGS = 1, KEYWORDS = 2;

function callMethod(vm: Vm, self: Address, object: Value): Value {
  const bound = vm.getAttr(object, word(vm, self, NAME));
  if (bound === 0) return 0;
  const keywords = word(vm, self, KEYWORDS);
  const args = word(vm, self, ARGS);
  const plain = dictLength(vm, keywords) === 0;
  const result = plain && vm.tupleLength(args) === 1
    ? callOne(vm, bound, vm.tupleItem(args, 0))
    : callWithTuple(vm, bound, args, plain ? 0 : keywords);
  vm.decref(bound);
  return result;
}

/** `(class, (name, *args))`, or a partial of the class where there are keywords. */
function reduceCaller(vm: Vm, self: Address): Value {
  const type = vm.keep(vm.typeOf(self));
  const name = vm.keep(word(vm, self, NAME));
  const args = word(vm, self, ARGS), keywords = word(vm, self, KEYWORDS);
  if (dictLength(vm, keywords) === 0) {
    return vm.newTuple([type, vm.newTuple([name, ...vm.tupleItems(args).map((value) => vm.keep(value))])]);
  }
  const importer = vm.dictGetInterned(vm.builtins, vm.names.__import__);
  const module = vm.call(importer, vm.intern("functools"));
  const partial = module === 0 ? 0 : vm.getAttr(module, vm.intern("partial"));
  const both = vm.newTuple([type, name]);
  const made = partial === 0 || both === 0 ? 0 : callWithTuple(vm, partial, both, keywords);
  for (const value of [module, partial, both]) vm.decref(value);
  return made === 0 ? 0 : vm.newTuple([made, vm.keep(args)]);
}

/** `operator.methodcaller`. */
export const methodCallerType: TypeDefinition = {
  index: T_METHODCALLER,
  name: "methodcaller",
  module: "operator",
  basicSize: part(3),
  doc:
    "Return a callable object that calls the given method on its operand.\nAfter f = methodcaller('name'), the call f(r) returns r.name().\nAfter g = methodcaller('name', 'date', foo=1), the call g(r) returns\nr.name('date', foo=1).",
  methods: [
    newMethod("($type, /, *args, **kwargs)", (vm, a) => {
      const args = vm.tupleItems(vm.i32[a + 1]);
      if (args.length === 0) return vm.raiseType("methodcaller needs at least one argument, the method name");
      if (!vm.isStr(args[0])) return vm.raiseType("method name must be a string");
      const rest = vm.newTuple(args.slice(1).map((value) => vm.keep(value)));
      return makeObject(vm, vm.i32[a], 3, [vm.keep(vm.internValue(args[0])), rest, vm.keep(vm.i32[a + 2])]);
    }),
    slot("__call__", "($self, obj, /)", (vm, a) => callMethod(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__repr__", "($self, /)", (vm, a) => {
      const self = vm.i32[a];
      const values = [word(vm, self, NAME), ...vm.tupleItems(word(vm, self, ARGS))];
      return describe(vm, self, values, (parts) =>
        vm.dictIterate(word(vm, self, KEYWORDS), (key, value) => {
          const text = reprText(vm, value);
          if (text !== null) parts.push(`${vm.jsStr(key)}=${text}`);
          return text !== null;
        }));
    }),
    method(
      "__reduce__",
      "($self, /)",
      (vm, a) => reduceCaller(vm, vm.i32[a]),
      "Return state information for pickling",
    ),
  ],
};
