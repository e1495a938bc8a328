/**
 * Instances of classes that say nothing about pickling: written from their attributes, without the reduction that
 * `object.__reduce_ex__` would make for them. What it would look at is looked at once for all instances of a shape.
 *
 * @module
 */
import {
  type Address,
  DICT_VERSION,
  INSTANCE_SHAPE,
  INSTANCE_SLOTS,
  isDictShape,
  LIST_LENGTH,
  shapeKeys,
  T_INSTANCE,
  T_LIST,
  TYPE_FLAGS,
  TYPE_VERSION,
  type Value,
} from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { dictLength, instanceGet, lookup, TYPE_FLAG_CUSTOM_GETATTR } from "@orochi/vm/kernel";
import { Op } from "./opcodes.ts";
import type { Saver } from "./saver.ts";
import { moduleAttribute } from "./state.ts";

/** What the class would have to take from `object` for its instances to be written from their attributes. */
const INHERITED = ["__reduce_ex__", "__reduce__", "__getstate__", "__class__"];
/** What the class must not have. */
const ABSENT = ["__getnewargs_ex__", "__getnewargs__"];
/** What an instance must not have as an attribute, for `getattr` would find that first. */
const NOT_OWN = ["__reduce_ex__", "__getstate__"];

/** How instances of a shape are written, while their class and `copyreg.dispatch_table` have these versions. */
export interface InstancePlan {
  readonly version: number;
  readonly tableVersion: number;
  /** Whether they are written from their attributes. */
  readonly plain: boolean;
  /** Names of the attributes by slot; null where they are in a dict. */
  readonly keys: readonly Value[] | null;
  /** The names' numbers in the memo, -1 for one that was not written yet; the last is that of the class. */
  readonly numbers: Int32Array;
}

/** The plan for an object that has a shape; null for all other objects, and with an exception set on failure. */
export function planOf(saver: Saver, object: Address): InstancePlan | null {
  const vm = saver.vm, i32 = vm.i32;
  if (vm.layout(object) !== T_INSTANCE) return null;
  const shape = i32[(object + INSTANCE_SHAPE) >>> 2];
  // Another thread is just moving the attributes.
  if (shape === 0) return null;
  const type = vm.typeOf(object), version = i32[(type + TYPE_VERSION) >>> 2];
  const known = saver.plans.get(shape);
  if (
    known !== undefined && known.version === version &&
    known.tableVersion === i32[(saver.reducers + DICT_VERSION) >>> 2]
  ) return known.plain ? known : null;
  if (saver.reducers === 0) saver.reducers = moduleAttribute(vm, "copyreg", "dispatch_table");
  if (saver.reducers === 0 || !vm.isDict(saver.reducers)) return null;
  const keys = isDictShape(vm.objects, shape) ? null : shapeKeys(vm.objects, shape);
  const tableVersion = i32[(saver.reducers + DICT_VERSION) >>> 2];
  const reducer = vm.dictGet(saver.reducers, type);
  if (reducer === 0 && vm.failed()) return null;
  const plain = reducer === 0 && isPlain(vm, type) && !hasAny(vm, keys, NOT_OWN);
  const numbers = new Int32Array((keys?.length ?? 0) + 1).fill(-1);
  const plan: InstancePlan = { version, tableVersion, plain, keys, numbers };
  saver.plans.set(shape, plan);
  return plain ? plan : null;
}

function isPlain(vm: Vm, type: Address): boolean {
  const flags = vm.i32[(type + TYPE_FLAGS) >>> 2] | vm.i32[(vm.typeOf(type) + TYPE_FLAGS) >>> 2];
  if ((flags & TYPE_FLAG_CUSTOM_GETATTR) !== 0 || lookup(vm, type, vm.names.__new__) === 0) return false;
  for (const text of INHERITED) {
    const name = vm.intern(text);
    if (lookup(vm, type, name) !== lookup(vm, vm.objectType, name)) return false;
  }
  for (const text of ABSENT) if (lookup(vm, type, vm.intern(text)) !== 0) return false;
  // `copyreg` notes there, when it is asked first, what slots the class has.
  const slots = vm.dictGetStr(vm.typeDict(type), "__slotnames__");
  return slots !== 0 && vm.isExact(slots, T_LIST) && vm.i32[(slots + LIST_LENGTH) >>> 2] === 0;
}

function hasAny(vm: Vm, keys: readonly Value[] | null, names: readonly string[]): boolean {
  return keys !== null && names.some((name) => keys.includes(vm.intern(name)));
}

/** Writes an instance by a plan. False with an exception set. */
export function saveInstance(saver: Saver, object: Address, plan: InstancePlan): boolean {
  const out = saver.out, last = plan.numbers.length - 1, known = plan.numbers[last];
  if (!out.boundary()) return false;
  if (known >= 0) saver.get(known);
  else {
    const cls = saver.vm.typeOf(object);
    if (!saver.save(cls)) {
      saver.note("class", object, "");
      return saver.note("object", object, "");
    }
    plan.numbers[last] = saver.memo.find(cls);
  }
  if (!out.boundary()) return false;
  out.byte2(Op.EMPTY_TUPLE, Op.NEWOBJ);
  saver.memoize(object);
  if (saveAttributes(saver, object, plan)) return true;
  saver.note("state", object, "");
  return saver.note("object", object, "");
}

function saveAttributes(saver: Saver, object: Address, plan: InstancePlan): boolean {
  const vm = saver.vm, i32 = vm.i32, out = saver.out, { keys, numbers } = plan;
  if (keys === null) {
    const dict = vm.load((object + INSTANCE_SLOTS) >>> 2, object);
    const filled = dict !== 0 && dictLength(vm, dict) > 0;
    const done = !filled || saver.save(dict);
    vm.decref(dict);
    if (filled && done) out.byte(Op.BUILD);
    return done;
  }
  const shape = i32[(object + INSTANCE_SHAPE) >>> 2];
  const first = (object + INSTANCE_SLOTS) >>> 2, slots = keys.length;
  let count = 0;
  for (let k = 0; k < slots; k++) if (i32[first + k] !== 0) count++;
  if (count === 0) return true;
  if (!out.boundary()) return false;
  out.byte(Op.EMPTY_DICT);
  saver.memoizeUnnamed();
  if (count > 1) out.byte(Op.MARK);
  let saved = 0;
  for (let k = 0; k < slots; k++) {
    const value = attribute(vm, object, shape, k, keys[k]);
    // Deleted before, or now.
    if (value === 0) continue;
    const done = saveNamed(saver, keys[k], numbers, k, value);
    vm.decref(value);
    if (!done) return false;
    saved++;
  }
  if (saved !== count || count > 1 && attributeCount(vm, object, shape, slots) !== count) {
    return vm.raise("RuntimeError", "dictionary changed size during iteration") !== 0;
  }
  out.byte2(count > 1 ? Op.SETITEMS : Op.SETITEM, Op.BUILD);
  return true;
}

/** A name and a value of the dict that the attributes are written as. */
function saveNamed(saver: Saver, key: Value, numbers: Int32Array, k: number, value: Value): boolean {
  const number = numbers[k];
  if (number >= 0) {
    if (!saver.out.boundary()) return false;
    saver.get(number);
  } else {
    if (!saver.save(key)) return false;
    numbers[k] = saver.memo.find(key);
  }
  return saver.save(value) || saver.noteItem("dict", key);
}

/** The value of an attribute (new reference), 0 if it is not set; other threads, and what is written, may change it. */
function attribute(vm: Vm, object: Address, shape: Address, slot: number, name: Value): Value {
  const shapeWord = (object + INSTANCE_SHAPE) >>> 2;
  if (vm.i32[shapeWord] === shape) {
    const value = vm.load((object + INSTANCE_SLOTS + slot * 4) >>> 2, object);
    if (vm.i32[shapeWord] === shape) return value;
    vm.decref(value);
  }
  return instanceGet(vm, object, name);
}

/** How many attributes an object has that had a shape a moment ago. */
function attributeCount(vm: Vm, object: Address, shape: Address, slots: number): number {
  const i32 = vm.i32, first = (object + INSTANCE_SLOTS) >>> 2;
  const now = i32[(object + INSTANCE_SHAPE) >>> 2];
  if (now !== shape && now !== 0 && isDictShape(vm.objects, now)) return dictLength(vm, i32[first]);
  let count = now === shape ? 0 : 1;
  for (let k = 0; k < slots; k++) if (i32[first + k] !== 0) count++;
  return count;
}
