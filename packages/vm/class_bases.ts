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
  type Value,
} from "@orochi/object";
import { setMro } from "./class_order.ts";
import { addSubclass, bestBase, extendsLayout, leaveBases } from "./classes.ts";
import { isBelow, isSubtype, subclassesOf, typeModified } from "./type_lookup.ts";
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
    if (isSubtype(vm, base, type) || isBelow(vm, base, type)) {
      return refuse("a __bases__ item causes an inheritance cycle");
    }
  }
  return bases;
}

/** A class that has got a new order while its bases or those above it changed. */
interface Change {
  readonly type: Address;
  /** The order before and the new one, each held. */
  readonly old: Value;
  readonly fresh: Value;
}

/**
 * Gives a class and all that derive from it new orders, each after what it derives from. A class that the `mro()` of a
 * metaclass has given another one meanwhile keeps it, and so do those below it.
 */
function reorder(vm: Vm, type: Address, changes: Change[]): boolean {
  const old = vm.keep(vm.i32[(type + TYPE_MRO) >>> 2]);
  const done = setMro(vm, type);
  if (done !== 1) {
    vm.decref(old);
    return done === 0;
  }
  changes.push({ type, old, fresh: vm.keep(vm.i32[(type + TYPE_MRO) >>> 2]) });
  const below = subclassesOf(vm, type).map((subclass) => vm.keep(subclass));
  const all = below.every((subclass) => reorder(vm, subclass, changes));
  for (const subclass of below) vm.decref(subclass);
  return all;
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
  vm.incref(oldBase);
  const oldBases = vm.keep(i32[(type + TYPE_BASES) >>> 2]);
  const put = (tuple: Value, first: Address) => {
    vm.store((type + TYPE_BASES) >>> 2, vm.keep(tuple));
    vm.store((type + TYPE_BASE) >>> 2, vm.keep(first));
  };
  put(value, base);
  const changes: Change[] = [];
  let done = reorder(vm, type, changes);
  // Otherwise `mro()` of a metaclass has assigned bases meanwhile, and what that did stands.
  const stands = i32[(type + TYPE_BASES) >>> 2] === value;
  if (!done) {
    for (const { type: changed, old, fresh } of changes) {
      if (i32[(changed + TYPE_MRO) >>> 2] === fresh) vm.store((changed + TYPE_MRO) >>> 2, vm.keep(old));
    }
    if (stands) put(oldBases, oldBase);
  } else if (stands) {
    const index = i32[(type + TYPE_INDEX) >>> 2];
    leaveBases(vm, type, oldBases);
    done = bases.every((parent) => addSubclass(vm, parent, index));
  }
  for (const { old, fresh } of changes) {
    vm.decref(old);
    vm.decref(fresh);
  }
  vm.decref(oldBases);
  vm.decref(oldBase);
  typeModified(vm, type);
  return done;
}
