/**
 * Assignment to `__bases__` (CPython's `type_set_bases`): the class and all that derive from it get new orders of
 * resolution; if one of them has none, nothing changes.
 *
 * @module
 */
import {
  type Address,
  T_TUPLE,
  T_TYPE,
  TYPE_BASE,
  TYPE_BASES,
  TYPE_INDEX,
  TYPE_MRO,
  TYPE_SUBCLASSES,
  type Value,
} from "@orochi/object";
import { TYPE_TABLE } from "@orochi/heap";
import { setMro } from "./class_order.ts";
import { addSubclass, bestBase, extendsLayout, leaveBases } from "./classes.ts";
import { isSubtype, typeModified } from "./type_lookup.ts";
import { typeNameOf } from "./values.ts";
import type { Vm } from "./vm.ts";

/** The new bases as an array, or null with TypeError set. */
function checkBases(vm: Vm, type: Address, value: Value): Address[] | null {
  const name = typeNameOf(vm, type);
  const refuse = (message: string): null => {
    vm.raiseType(message);
    return null;
  };
  if (value === 0) return refuse(`cannot delete '__bases__' attribute of type '${name}'`);
  if (!vm.isExact(value, T_TUPLE)) {
    return refuse(`can only assign tuple to ${name}.__bases__, not ${vm.typeName(value)}`);
  }
  const bases = Array.from({ length: vm.tupleLength(value) }, (_, i) => vm.tupleItem(value, i));
  if (bases.length === 0) return refuse(`can only assign non-empty tuple to ${name}.__bases__, not ()`);
  for (const base of bases) {
    if ((base & 1) === 1 || vm.layout(base) !== T_TYPE) {
      return refuse(`${name}.__bases__ must be tuple of classes, not '${vm.typeName(base)}'`);
    }
    if (isSubtype(vm, base, type)) return refuse("a __bases__ item causes an inheritance cycle");
  }
  return bases;
}

/** A class and everything derived from it, each after what it derives from. */
function family(vm: Vm, type: Address, found: Address[] = []): Address[] {
  found.push(type);
  const list = vm.i32[(type + TYPE_SUBCLASSES) >>> 2];
  for (let i = 0; list !== 0 && i < vm.listLength(list); i++) {
    const subclass = vm.i32[(TYPE_TABLE >>> 2) + (vm.listItem(list, i) >> 1)];
    if (subclass !== 0) family(vm, subclass, found);
  }
  return found;
}

/** Gives a class other bases; false with an exception set. */
export function setBases(vm: Vm, type: Address, value: Value): boolean {
  const i32 = vm.i32;
  const bases = checkBases(vm, type, value);
  if (bases === null) return false;
  const base = bestBase(vm, bases);
  if (base === null) return false;
  const oldBase = i32[(type + TYPE_BASE) >>> 2];
  if (!extendsLayout(vm, base, oldBase) || !extendsLayout(vm, oldBase, base)) {
    vm.raiseType(
      `__bases__ assignment: '${typeNameOf(vm, base)}' object layout differs from '${
        typeNameOf(vm, oldBase)
      }'`,
    );
    return false;
  }
  const members = family(vm, type);
  const orders = members.map((member) => vm.keep(i32[(member + TYPE_MRO) >>> 2]));
  const oldBases = vm.keep(i32[(type + TYPE_BASES) >>> 2]);
  const put = (tuple: Value, first: Address) => {
    leaveBases(vm, type);
    vm.store((type + TYPE_BASES) >>> 2, vm.keep(tuple));
    vm.store((type + TYPE_BASE) >>> 2, vm.keep(first));
  };
  vm.incref(oldBase);
  put(value, base);
  const done = members.every((member) => setMro(vm, member)) &&
    bases.every((parent) => addSubclass(vm, parent, i32[(type + TYPE_INDEX) >>> 2]));
  if (!done) {
    put(oldBases, oldBase);
    members.forEach((member, k) => vm.store((member + TYPE_MRO) >>> 2, vm.keep(orders[k])));
    for (let i = 0; i < vm.tupleLength(oldBases); i++) {
      addSubclass(vm, vm.tupleItem(oldBases, i), i32[(type + TYPE_INDEX) >>> 2]);
    }
  }
  for (const order of orders) vm.decref(order);
  vm.decref(oldBases);
  vm.decref(oldBase);
  typeModified(vm, type);
  return done;
}
