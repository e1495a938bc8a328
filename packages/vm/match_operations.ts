/**
 * The `match` statement (PEP 634).
 *
 * @module
 */
import { FALSE, NONE, T_TYPE, TRUE, TYPE_FLAGS, type Value } from "@orochi/object";
import * as dicts from "./dicts.ts";
import { TYPE_FLAG_MAPPING, TYPE_FLAG_MATCH_SELF, TYPE_FLAG_SEQUENCE } from "./type_lookup.ts";
import type { Vm } from "./vm.ts";

/** Whether a subject can match sequence or mapping patterns. */
export function isCollection(vm: Vm, subject: Value, kind: "sequence" | "mapping"): Value {
  const flag = kind === "sequence" ? TYPE_FLAG_SEQUENCE : TYPE_FLAG_MAPPING;
  return (vm.i32[(vm.typeOf(subject) + TYPE_FLAGS) >>> 2] & flag) !== 0 ? TRUE : FALSE;
}

/** MATCH_KEYS: tuple of values, or None. */
export function matchKeys(vm: Vm, subject: Value, keys: Value): Value {
  const getter = vm.getAttr(subject, vm.names.get);
  if (getter === 0) return 0;
  const marker = vm.allocInstance(vm.objectType);
  const values: Value[] = [];
  let outcome: Value = 1;
  for (let i = 0; i < vm.tupleLength(keys) && outcome === 1; i++) {
    const key = vm.tupleItem(keys, i);
    for (let k = 0; k < i; k++) {
      if (vm.equals(vm.tupleItem(keys, k), key) === 1) {
        outcome = vm.raiseValue(`mapping pattern checks duplicate key (${vm.jsRepr(key)})`);
      }
    }
    if (outcome !== 1) break;
    const value = vm.call(getter, key, marker);
    if (value === 0) outcome = 0;
    else if (value === marker) {
      vm.decref(value);
      outcome = NONE;
    } else values.push(value);
  }
  vm.decref(marker);
  vm.decref(getter);
  if (outcome === 1) return vm.newTuple(values);
  for (const value of values) vm.decref(value);
  return outcome;
}

/** MATCH_CLASS: tuple of attributes, or None. `names` is the tuple of keyword patterns. */
export function matchClass(vm: Vm, subject: Value, cls: Value, names: Value, positional: number): Value {
  if ((cls & 1) === 1 || vm.layout(cls) !== T_TYPE) {
    return vm.raiseType("called match pattern must be a class");
  }
  const instance = vm.isInstance(subject, cls);
  if (instance <= 0) return instance < 0 ? 0 : NONE;
  const values: Value[] = [];
  const fail = (result: Value): Value => {
    for (const value of values) vm.decref(value);
    return result;
  };
  const seen: string[] = [];
  const take = (name: Value): Value => {
    const text = vm.js(name);
    if (seen.includes(text)) {
      return vm.raiseType(`${vm.typeNameOf(cls)}() got multiple sub-patterns for attribute '${text}'`);
    }
    seen.push(text);
    const value = vm.getAttrOptional(subject, name);
    if (value !== 0) {
      values.push(value);
      return 1;
    }
    return vm.failed() ? 0 : NONE;
  };
  if (positional > 0) {
    const args = vm.getAttrOptional(cls, vm.names.__match_args__);
    if (args === 0 && vm.failed()) return 0;
    if (args === 0 && (vm.i32[(cls + TYPE_FLAGS) >>> 2] & TYPE_FLAG_MATCH_SELF) !== 0) {
      if (positional > 1) return tooMany(vm, cls, 1, positional);
      values.push(vm.keep(subject));
    } else {
      if (args !== 0 && !vm.isTuple(args)) {
        vm.raiseType(`${vm.typeNameOf(cls)}.__match_args__ must be a tuple (got ${vm.typeName(args)})`);
        vm.decref(args);
        return 0;
      }
      const allowed = args === 0 ? 0 : vm.tupleLength(args);
      if (positional > allowed) {
        vm.decref(args);
        return tooMany(vm, cls, allowed, positional);
      }
      for (let i = 0; i < positional; i++) {
        const name = vm.tupleItem(args, i);
        const result = vm.isStr(name)
          ? take(name)
          : vm.raiseType(`__match_args__ elements must be strings (got ${vm.typeName(name)})`);
        if (result !== 1) {
          vm.decref(args);
          return fail(result);
        }
      }
      vm.decref(args);
    }
  }
  for (let i = 0; i < vm.tupleLength(names); i++) {
    const result = take(vm.tupleItem(names, i));
    if (result !== 1) return fail(result);
  }
  return vm.newTuple(values);
}

function tooMany(vm: Vm, cls: Value, allowed: number, given: number): 0 {
  return vm.raiseType(
    `${vm.typeNameOf(cls)}() accepts ${allowed} positional sub-pattern${
      allowed === 1 ? "" : "s"
    } (${given} given)`,
  );
}

/** COPY_DICT_WITHOUT_KEYS. */
export function copyWithoutKeys(vm: Vm, subject: Value, keys: Value): Value {
  const copy = vm.newDict();
  if (copy === 0) return 0;
  const items = vm.callMethod(subject, vm.names.items);
  let done = items !== 0 &&
    vm.iterate(items, (pair) => dicts.set(vm, copy, vm.tupleItem(pair, 0), vm.tupleItem(pair, 1)));
  vm.decref(items);
  for (let i = 0; i < vm.tupleLength(keys) && done; i++) {
    done = dicts.remove(vm, copy, vm.tupleItem(keys, i)) >= 0;
  }
  if (done) return copy;
  vm.decref(copy);
  return 0;
}
