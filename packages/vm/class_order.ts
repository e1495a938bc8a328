/**
 * The order in which the classes above a class are searched: C3, or what `mro()` of a metaclass answers.
 *
 * @module
 */
import { type Address, T_TYPE, TYPE_BASES, TYPE_MRO, TYPE_VERSION, type Value } from "@orochi/object";
import { solidBase } from "./classes.ts";
import { isBelow, lookup } from "./type_lookup.ts";
import { typeNameOf } from "./values.ts";
import type { Vm } from "./vm.ts";

/** C3 linearisation (Barrett et al. 1996). Null with TypeError set when there is none. */
function linearise(vm: Vm, type: Address, bases: readonly Address[]): Address[] | null {
  const twice = bases.find((base, i) => bases.indexOf(base) < i);
  if (twice !== undefined) {
    vm.raiseType(`duplicate base class ${typeNameOf(vm, twice)}`);
    return null;
  }
  const incomplete = bases.find((base) => vm.i32[(base + TYPE_MRO) >>> 2] === 0);
  if (incomplete !== undefined) {
    vm.raiseType(`Cannot extend an incomplete type '${typeNameOf(vm, incomplete)}'`);
    return null;
  }
  const sequences: Address[][] = bases.map((base) => {
    const mro = vm.i32[(base + TYPE_MRO) >>> 2];
    return Array.from({ length: vm.tupleLength(mro) }, (_, i) => vm.tupleItem(mro, i));
  });
  sequences.push([...bases]);
  const order: Address[] = [type];
  for (;;) {
    const left = sequences.filter((sequence) => sequence.length > 0);
    if (left.length === 0) return order;
    const head = left.map((sequence) => sequence[0]).find((candidate) =>
      !left.some((sequence) => sequence.indexOf(candidate) > 0)
    );
    if (head === undefined) {
      const names = [...new Set(left.map((sequence) => typeNameOf(vm, sequence[0])))];
      vm.raiseType(`Cannot create a consistent method resolution order (MRO) for bases ${names.join(", ")}`);
      return null;
    }
    order.push(head);
    for (const sequence of sequences) if (sequence[0] === head) sequence.shift();
  }
}

/** `type.mro(cls)`: the C3 order of the bases that a class has now, as a new list. */
export function defaultOrder(vm: Vm, type: Address): Value {
  const bases = vm.i32[(type + TYPE_BASES) >>> 2];
  const order = linearise(
    vm,
    type,
    Array.from({ length: vm.tupleLength(bases) }, (_, i) => vm.tupleItem(bases, i)),
  );
  return order === null ? 0 : vm.newList(order.map((cls) => vm.keep(cls)));
}

/** Whether `mro()` gave what instances of the class can be treated as; else TypeError is set. */
function isUsable(vm: Vm, type: Address, order: Value): boolean {
  const solid = solidBase(vm, type);
  if (vm.tupleLength(order) === 0) {
    vm.raiseType("type MRO must not be empty");
    return false;
  }
  for (let i = 0; i < vm.tupleLength(order); i++) {
    const cls = vm.tupleItem(order, i);
    if ((cls & 1) === 1 || vm.layout(cls) !== T_TYPE) {
      vm.raiseType(`mro() returned a non-class ('${vm.typeName(cls)}')`);
      return false;
    }
    if (!isBelow(vm, solid, solidBase(vm, cls))) {
      vm.raiseType(`mro() returned base with unsuitable layout ('${typeNameOf(vm, cls)}')`);
      return false;
    }
  }
  return true;
}

/**
 * Fills the MRO of a type whose bases are set.
 *
 * @returns 1 if that is its order now; 0 if what the metaclass's `mro()` ran has given it another one; -1 with an
 * exception set.
 */
export function setMro(vm: Vm, type: Address): number {
  const old = vm.keep(vm.i32[(type + TYPE_MRO) >>> 2]);
  const done = renewMro(vm, type, old);
  vm.decref(old);
  return done;
}

function renewMro(vm: Vm, type: Address, old: Value): number {
  const metatype = vm.typeOf(type);
  const method = metatype === vm.typeObject(T_TYPE) ? 0 : lookup(vm, metatype, vm.names.mro);
  const custom = method !== 0 && method !== lookup(vm, vm.typeObject(T_TYPE), vm.names.mro);
  const answer = custom ? vm.callSpecial(type, vm.names.mro) : defaultOrder(vm, type);
  const list = answer === 0 || !custom ? answer : vm.collect(answer);
  if (custom) vm.decref(answer);
  if (list === 0) return -1;
  const items = Array.from({ length: vm.listLength(list) }, (_, i) => vm.keep(vm.listItem(list, i)));
  vm.decref(list);
  const order = vm.newTuple(items);
  if (order === 0) return -1;
  if (custom && !isUsable(vm, type, order)) {
    vm.decref(order);
    return -1;
  }
  if (vm.i32[(type + TYPE_MRO) >>> 2] !== old) {
    vm.decref(order);
    return 0;
  }
  vm.store((type + TYPE_MRO) >>> 2, order);
  // What the method looked up in the class is true of it without an order only.
  if (custom) vm.i32[(type + TYPE_VERSION) >>> 2] = vm.newVersion();
  return 1;
}
