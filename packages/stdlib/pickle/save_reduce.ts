/**
 * Objects that say themselves how they are built again: `copyreg`'s table, `__reduce_ex__`, `__reduce__`, and what a
 * reduction looks like in a pickle.
 *
 * @module
 */
import { NONE, T_TYPE, tagInt, type Value } from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { callOne, callWithTuple, reprText } from "@orochi/vm/kernel";
import { Op } from "./opcodes.ts";
import { saveGlobal } from "./save_global.ts";
import type { Saver } from "./saver.ts";
import { moduleAttribute, qualifiedName, raisePickling } from "./state.ts";

/** A function that reduces objects of a type (new reference); 0 if there is none or, with an exception set, on failure. */
function reducerOf(saver: Saver, type: Value): Value {
  const vm = saver.vm, own = saver.options.dispatchTable;
  if (own === 0) {
    if (saver.reducers === 0) saver.reducers = moduleAttribute(vm, "copyreg", "dispatch_table");
    return saver.reducers === 0 ? 0 : vm.keep(vm.dictGet(saver.reducers, type));
  }
  const found = vm.getItem(own, type);
  if (found === 0 && vm.matches("KeyError")) vm.clearError();
  return found;
}

/** Writes an object as its reduction. False with an exception set. */
export function saveByReduction(saver: Saver, object: Value): boolean {
  const vm = saver.vm, type = vm.typeOf(object);
  const reducer = reducerOf(saver, type);
  if (reducer === 0 && vm.failed()) return false;
  let reduced: Value;
  if (reducer !== 0) reduced = callOne(vm, reducer, object);
  else if (vm.isSubtype(type, vm.typeObject(T_TYPE))) return saveGlobal(saver, object, 0);
  else reduced = reduce(vm, object, saver.protocol);
  vm.decref(reducer);
  return reduced !== 0 && saveReduced(saver, object, reduced);
}

/** `object.__reduce_ex__(protocol)`, or `object.__reduce__()`. */
function reduce(vm: Vm, object: Value, protocol: number): Value {
  const extended = vm.getAttrOptional(object, vm.intern("__reduce_ex__"));
  if (extended !== 0) {
    const reduced = callOne(vm, extended, tagInt(protocol));
    vm.decref(extended);
    return reduced;
  }
  if (vm.failed()) return 0;
  const plain = vm.getAttrOptional(object, vm.intern("__reduce__"));
  if (plain === 0) {
    if (!vm.failed()) raisePickling(vm, `Can't pickle ${qualifiedName(vm, object)} object`);
    return 0;
  }
  const reduced = vm.call(plain);
  vm.decref(plain);
  return reduced;
}

/** Writes what a reducer gave (stolen). False with an exception set. */
export function saveReduced(saver: Saver, object: Value, reduced: Value): boolean {
  const vm = saver.vm;
  let done = false;
  if (vm.isStr(reduced)) done = saveGlobal(saver, object, reduced);
  else if (!vm.isTuple(reduced)) {
    const given = qualifiedName(vm, reduced);
    raisePickling(vm, `__reduce__ must return a string or tuple, not ${given}`);
  } else done = saveReduction(saver, object, reduced);
  if (!done && !vm.isStr(reduced)) saver.note("object", object, "");
  vm.decref(reduced);
  return done;
}

/** The parts of a reduction, None being none. */
interface Reduction {
  readonly callable: Value;
  readonly args: Value;
  readonly state: Value;
  readonly items: Value;
  readonly pairs: Value;
  readonly setter: Value;
}

function takeApart(vm: Vm, reduced: Value): Reduction | null {
  const length = vm.tupleLength(reduced);
  if (length < 2 || length > 6) {
    raisePickling(vm, "tuple returned by __reduce__ must contain 2 through 6 elements");
    return null;
  }
  const part = (index: number): Value => {
    const value = index < length ? vm.tupleItem(reduced, index) : 0;
    return value === NONE ? 0 : value;
  };
  const callable = vm.tupleItem(reduced, 0), args = vm.tupleItem(reduced, 1);
  const [state, items, pairs, setter] = [part(2), part(3), part(4), part(5)];
  const wrong = (position: string, wanted: string, given: Value): null => {
    raisePickling(
      vm,
      `${position} item of the tuple returned by __reduce__ must be ${wanted}, not ${
        qualifiedName(vm, given)
      }`,
    );
    return null;
  };
  if (!isCallable(vm, callable)) return wrong("first", "callable", callable);
  if (!vm.isTuple(args)) return wrong("second", "a tuple", args);
  if (items !== 0 && !isIterator(vm, items)) return wrong("fourth", "an iterator", items);
  if (pairs !== 0 && !isIterator(vm, pairs)) return wrong("fifth", "an iterator", pairs);
  if (setter !== 0 && !isCallable(vm, setter)) return wrong("sixth", "callable", setter);
  return { callable, args, state, items, pairs, setter };
}

function isCallable(vm: Vm, value: Value): boolean {
  return (value & 1) === 0 && vm.lookupSpecial(value, vm.names.__call__) !== 0;
}

function isIterator(vm: Vm, value: Value): boolean {
  return (value & 1) === 0 && vm.lookupSpecial(value, vm.names.__next__) !== 0;
}

function saveReduction(saver: Saver, object: Value, reduced: Value): boolean {
  const vm = saver.vm, out = saver.out;
  const parts = takeApart(vm, reduced);
  if (parts === null) return false;
  const name = saver.protocol >= 2 ? nameOfCallable(vm, parts.callable) : "";
  if (name === null) return false;
  const made = name === "__newobj_ex__"
    ? saveNewWithKeywords(saver, object, parts.args)
    : name === "__newobj__"
    ? saveNew(saver, object, parts.args)
    : saveCallOf(saver, object, parts);
  if (!made) return false;
  // Through its arguments it may have come to itself and be written already.
  const known = saver.memo.find(object);
  if (known >= 0) {
    out.byte(Op.POP);
    saver.get(known);
  } else saver.memoize(object);
  if (parts.items !== 0 && !saver.saveItems(object, parts.items)) return false;
  if (parts.pairs !== 0 && !saver.savePairs(object, parts.pairs)) return false;
  return parts.state === 0 || saveState(saver, object, parts);
}

/** `__name__` of a callable, "" without one; null with an exception set. */
function nameOfCallable(vm: Vm, callable: Value): string | null {
  const name = vm.getAttrOptional(callable, vm.names.__name__);
  if (name === 0) return vm.failed() ? null : "";
  const text = vm.isStr(name) ? vm.js(name) : "";
  vm.decref(name);
  return text;
}

function saveCallOf(saver: Saver, object: Value, { callable, args }: Reduction): boolean {
  if (!saver.save(callable)) return saver.note("reconstructor", object, "");
  if (!saver.save(args)) return saver.note("reconstructor arguments", object, "");
  saver.out.byte(Op.REDUCE);
  return true;
}

/** Whether a reduction's class can make the object; raises PicklingError if not. */
function checkClass(vm: Vm, object: Value, cls: Value, name: string): boolean {
  const make = vm.getAttrOptional(cls, vm.names.__new__);
  vm.decref(make);
  if (make === 0) {
    return !vm.failed() && raisePickling(vm, `first argument to ${name}() has no __new__`) !== 0;
  }
  const own = vm.getAttr(object, vm.names.__class__);
  const same = own === cls;
  if (own !== 0 && !same) {
    const wanted = reprText(vm, own), given = wanted === null ? null : reprText(vm, cls);
    if (given !== null) raisePickling(vm, `first argument to ${name}() must be ${wanted}, not ${given}`);
  }
  vm.decref(own);
  return same;
}

function saveNew(saver: Saver, object: Value, args: Value): boolean {
  const vm = saver.vm, count = vm.tupleLength(args);
  if (count < 1) return raisePickling(vm, "__newobj__ expected at least 1 argument, got 0") !== 0;
  const cls = vm.tupleItem(args, 0);
  if (!checkClass(vm, object, cls, "__newobj__")) return false;
  if (!saver.save(cls)) return saver.note("class", object, "");
  const rest = vm.newTuple(Array.from({ length: count - 1 }, (_, k) => vm.keep(vm.tupleItem(args, k + 1))));
  const done = rest !== 0 && saver.save(rest);
  vm.decref(rest);
  if (!done) return saver.note("__new__ arguments", object, "");
  saver.out.byte(Op.NEWOBJ);
  return true;
}

function saveNewWithKeywords(saver: Saver, object: Value, args: Value): boolean {
  const vm = saver.vm, out = saver.out;
  if (vm.tupleLength(args) !== 3) {
    return raisePickling(vm, `__newobj_ex__ expected 3 arguments, got ${vm.tupleLength(args)}`) !== 0;
  }
  const [cls, positional, keywords] = [0, 1, 2].map((k) => vm.tupleItem(args, k));
  if (!checkClass(vm, object, cls, "__newobj_ex__")) return false;
  if (!vm.isTuple(positional)) {
    const given = qualifiedName(vm, positional);
    return raisePickling(vm, `second argument to __newobj_ex__() must be a tuple, not ${given}`) !== 0;
  }
  if (!vm.isDict(keywords)) {
    const given = qualifiedName(vm, keywords);
    return raisePickling(vm, `third argument to __newobj_ex__() must be a dict, not ${given}`) !== 0;
  }
  if (saver.protocol >= 4) {
    if (!saver.save(cls)) return saver.note("class", object, "");
    if (!saver.save(positional) || !saver.save(keywords)) {
      return saver.note("__new__ arguments", object, "");
    }
    out.byte(Op.NEWOBJ_EX);
    return true;
  }
  const bound = boundNew(vm, cls, positional, keywords);
  const done = bound !== 0 && saver.save(bound);
  vm.decref(bound);
  if (!done) return saver.note("reconstructor", object, "");
  const empty = vm.newTuple([]);
  const ended = empty !== 0 && saver.save(empty);
  vm.decref(empty);
  if (ended) out.byte(Op.REDUCE);
  return ended;
}

/** `functools.partial(cls.__new__, cls, *positional, **keywords)`. */
function boundNew(vm: Vm, cls: Value, positional: Value, keywords: Value): Value {
  const partial = moduleAttribute(vm, "functools", "partial");
  const make = partial === 0 ? 0 : vm.getAttr(cls, vm.names.__new__);
  const items = Array.from(
    { length: vm.tupleLength(positional) },
    (_, k) => vm.keep(vm.tupleItem(positional, k)),
  );
  const args = make === 0 ? 0 : vm.newTuple([make, vm.keep(cls), ...items]);
  const bound = args === 0 ? 0 : callWithTuple(vm, partial, args, keywords);
  vm.decref(args);
  vm.decref(partial);
  return bound;
}

function saveState(saver: Saver, object: Value, { state, setter }: Reduction): boolean {
  const out = saver.out;
  if (setter === 0) {
    if (!saver.save(state)) return saver.note("state", object, "");
    out.byte(Op.BUILD);
    return true;
  }
  if (!saver.save(setter)) return saver.note("state setter", object, "");
  if (!saver.save(object)) return false;
  if (!saver.save(state)) return saver.note("state", object, "");
  out.byte(Op.TUPLE2);
  out.byte(Op.REDUCE);
  out.byte(Op.POP);
  return true;
}
