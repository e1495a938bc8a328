/**
 * Attributes for fresh instances: those of one class usually come in the same order under the very same names, so that
 * the shape that they lead to is known after the first.
 *
 * @module
 */
import {
  addKey,
  type Address,
  DICT_USED,
  dictEntries,
  dictEntryCount,
  INSTANCE_SHAPE,
  INSTANCE_SLOTS,
  isDictShape,
  shapeSlots,
  T_DICT,
  T_INSTANCE,
  T_STR,
  TYPE_FLAGS,
  TYPE_SLOT_HINT,
  type Value,
} from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { dropAll, lookup, TYPE_FLAG_CUSTOM_GETATTR } from "@orochi/vm/kernel";

/** Attributes that an instance may have in slots. */
const MOST_SLOTS = 30;

/** What instances of a class get. */
interface Attributes {
  /** The names as the dicts have them (owned). */
  readonly keys: readonly Value[];
  /** The shape of an instance that has these attributes and no others. */
  readonly shape: Address;
}

/** Fills the instances that one pickle makes. */
export class InstanceFiller {
  readonly #vm: Vm;
  /** By the shape of an instance without attributes. */
  readonly #known: Map<Address, Attributes> = new Map();

  constructor(vm: Vm) {
    this.#vm = vm;
  }

  /** Drops the names. */
  close(): void {
    for (const { keys } of this.#known.values()) dropAll(this.#vm, keys);
    this.#known.clear();
  }

  /**
   * Gives an instance that has no attributes yet those of a dict.
   *
   * @returns Whether it did; if not, nothing has happened and no exception is set: it is to be done the long way.
   */
  fill(object: Value, state: Value): boolean {
    const vm = this.#vm, i32 = vm.i32;
    if (!vm.isExact(state, T_DICT) || vm.layout(object) !== T_INSTANCE) return false;
    const type = vm.typeOf(object), count = i32[(state + DICT_USED) >>> 2];
    if ((i32[(type + TYPE_FLAGS) >>> 2] & TYPE_FLAG_CUSTOM_GETATTR) !== 0) return false;
    if (count === 0 || count > MOST_SLOTS || lookup(vm, type, vm.names.__setstate__) !== 0) return false;
    if (vm.heap.usableBytes(object) < INSTANCE_SLOTS + count * 4) return false;
    vm.lock.begin2(object, state);
    const shape = i32[(object + INSTANCE_SHAPE) >>> 2];
    const fresh = shape !== 0 && shapeSlots(vm.objects, shape) === 0 && !isDictShape(vm.objects, shape);
    // Where entries were deleted, or other threads changed the dict, the long way is the right one.
    const done = fresh && i32[(state + DICT_USED) >>> 2] === count &&
      dictEntryCount(vm.objects, state) === count && this.#move(object, shape, state, count);
    vm.lock.end();
    return done;
  }

  #move(object: Address, shape: Address, state: Address, count: number): boolean {
    const vm = this.#vm, i32 = vm.i32, first = dictEntries(vm.objects, state);
    let known = this.#known.get(shape);
    if (known === undefined || !hasKeys(i32, first, count, known.keys)) {
      const learnt = this.#learn(shape, first, count);
      if (learnt === null) return false;
      known = learnt;
      const hint = (vm.typeOf(object) + TYPE_SLOT_HINT) >>> 2;
      if (count > i32[hint]) i32[hint] = count;
    }
    for (let k = 0; k < count; k++) {
      i32[((object + INSTANCE_SLOTS) >>> 2) + k] = vm.keep(i32[first + k * 3 + 2]);
    }
    i32[(object + INSTANCE_SHAPE) >>> 2] = known.shape;
    return true;
  }

  /** Finds the shape; null if a name is no str, or without memory. */
  #learn(root: Address, first: number, count: number): Attributes | null {
    const vm = this.#vm, i32 = vm.i32, keys: Value[] = [];
    let shape = root;
    for (let k = 0; k < count; k++) {
      const key = i32[first + k * 3 + 1];
      if (!vm.isExact(key, T_STR)) return null;
      const name = vm.internValue(key);
      shape = name === 0 ? 0 : addKey(vm.objects, shape, name);
      if (shape === 0) {
        vm.clearError();
        return null;
      }
      keys.push(key);
    }
    const attributes = { keys, shape };
    for (const key of keys) vm.incref(key);
    const before = this.#known.get(root);
    if (before !== undefined) dropAll(vm, before.keys);
    this.#known.set(root, attributes);
    return attributes;
  }
}

/** Whether a dict's entries have these very keys. */
function hasKeys(i32: Int32Array, first: number, count: number, keys: readonly Value[]): boolean {
  if (keys.length !== count) return false;
  for (let k = 0; k < count; k++) if (i32[first + k * 3 + 1] !== keys[k]) return false;
  return true;
}
