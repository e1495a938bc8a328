/**
 * Classes: making them, calling them, their order of resolution, and forgetting them.
 *
 * @module
 */
import { LAYOUT_TABLE, TYPE_TABLE } from "@orochi/heap";
import {
  type Address,
  CELL_VALUE,
  DICT_BEHIND_ITEMS,
  FIRST_DYNAMIC_TYPE,
  INSTANCE_SLOTS,
  LIST_ITEMS,
  LIST_LENGTH,
  MEMBER_SLOTS,
  NATIVE_BYTES,
  NATIVE_EXTRA,
  NATIVE_ID,
  NATIVE_NAME,
  NATIVE_SELF,
  NONE,
  rootShape,
  T_BASE_EXCEPTION,
  T_BUILTIN_FUNCTION_OR_METHOD,
  T_CELL,
  T_CLASSMETHOD,
  T_FUNCTION,
  T_INSTANCE,
  T_MEMBER_DESCRIPTOR,
  T_OBJECT,
  T_SLOTS_INSTANCE,
  T_STATICMETHOD,
  T_STR,
  T_TYPE,
  tagInt,
  TYPE_BASE,
  TYPE_BASES,
  TYPE_BASIC_SIZE,
  TYPE_BYTES,
  TYPE_DICT,
  TYPE_DICT_OFFSET,
  TYPE_FLAGS,
  TYPE_INDEX,
  TYPE_LAYOUT,
  TYPE_MEMBER_COUNT,
  TYPE_MEMBERS,
  TYPE_MRO,
  TYPE_NAME,
  TYPE_QUALNAME,
  TYPE_SHAPE,
  TYPE_SLOT_HINT,
  TYPE_SUBCLASSES,
  TYPE_VERSION,
  type Value,
  WRAPPED_BYTES,
  WRAPPED_CALLABLE,
} from "@orochi/object";
import { isPlainException } from "./builtins/exceptions.ts";
import { newException } from "./errors.ts";
import { warn } from "./native_warnings.ts";
import { builtinBase } from "./safe_new.ts";
import {
  callFunction,
  callPrefixed,
  callUnbound,
  callVector,
  enterNested,
  leaveNested,
  release,
  reserve,
} from "./call.ts";
import * as dicts from "./dicts.ts";
import type { NativeRecord } from "./registry.ts";
import {
  lookup,
  refreshFlags,
  TYPE_FLAG_ABSTRACT,
  TYPE_FLAG_BASE,
  TYPE_FLAG_DICT,
  TYPE_FLAG_FIELDS,
  TYPE_FLAG_HEAP,
  TYPE_FLAG_MAPPING,
  TYPE_FLAG_MATCH_SELF,
  TYPE_FLAG_SEQUENCE,
  TYPE_FLAG_WEAKREF,
} from "./type_lookup.ts";
import { hasReferables } from "./builtins/weakref_attribute.ts";
import { MAX_HINT, storedAttributes } from "./slot_hints.ts";
import { tupleFromWords, typeLabel, typeNameOf } from "./values.ts";
import { setMro } from "./class_order.ts";
import { CONTROL_NEXT_TYPE, type Vm } from "./vm.ts";

/** Slots of the first instances, at least; later ones get as many as instances have been seen to need. */
const FIRST_SLOT_HINT = 3;

/** Whether a builtin type's instances are made by the virtual machine only: it has neither `__new__` nor `__init__`. */
export function hasNoMaker(vm: Vm, type: Address): boolean {
  if ((vm.i32[(type + TYPE_FLAGS) >>> 2] & TYPE_FLAG_HEAP) !== 0 || type === vm.objectType) return false;
  return [vm.names.__new__, vm.names.__init__].every((name) =>
    lookup(vm, type, name) === lookup(vm, vm.objectType, name)
  );
}

/** Raises TypeError for a class whose instances programs don't make. */
export function refuseInstance(vm: Vm, type: Address): 0 {
  return vm.raiseType(`cannot create '${typeLabel(vm, type)}' instances`);
}

/** Calls a class: `type(x)`, or `__new__` and `__init__`. */
export function callType(vm: Vm, type: Address, args: number, count: number, kwnames: Value): Value {
  if (type === vm.typeObject(T_TYPE)) {
    if (kwnames === 0 && count === 1) return vm.keep(vm.typeOf(vm.i32[args]));
    if (count === 1) return vm.raiseType("type() takes no keyword arguments");
    if (count !== 3) return vm.raiseType("type() takes 1 or 3 arguments");
  }
  const names = vm.names;
  if (kwnames === 0) {
    // As CPython's `tp_vectorcall`: no `__init__` follows, not even where `__str__` gave `str` a str with one.
    const made = makeBuiltin(vm, type, args, count);
    if (made !== 0 || vm.failed()) return made;
  }
  const maker = lookup(vm, type, names.__new__);
  if (maker === 0) return refuseInstance(vm, type);
  const objectNew = lookup(vm, vm.objectType, names.__new__);
  const objectInit = lookup(vm, vm.objectType, names.__init__);
  const initialiser = lookup(vm, type, names.__init__);
  let instance: Value;
  if (maker === objectNew) {
    const extra = count > 0 || kwnames !== 0;
    if (hasNoMaker(vm, type)) return refuseInstance(vm, type);
    if (extra && initialiser === objectInit) {
      return vm.raiseType(`${typeNameOf(vm, type)}() takes no arguments`);
    }
    instance = makeInstance(vm, type);
  } else if (kwnames === 0 && maker === exceptionSlot(vm, names.__new__) && isPlainException(vm, type)) {
    for (let k = 0; k < count; k++) vm.keep(vm.i32[args + k]);
    instance = newException(vm, type, tupleFromWords(vm, args, count));
    if (initialiser === exceptionSlot(vm, names.__init__)) return instance;
  } else {
    const callable = vm.bindDescriptor(maker, 0, type);
    instance = callable === 0 ? 0 : callPrefixed(vm, callable, type, args, count, kwnames);
    vm.decref(callable);
  }
  if (instance === 0 || !vm.isSubtype(vm.typeOf(instance), type)) return instance;
  const actual = vm.typeOf(instance) === type ? initialiser : lookup(vm, vm.typeOf(instance), names.__init__);
  if (actual === objectInit || actual === 0) return instance;
  let result: Value;
  if (vm.typeIndex(actual) === T_FUNCTION) {
    const total = count + (kwnames === 0 ? 0 : vm.tupleLength(kwnames));
    const word = reserve(vm, total + 1);
    if (word === 0) result = 0;
    else {
      vm.i32[word] = instance;
      vm.i32.copyWithin(word + 1, args, args + total);
      result = callFunction(vm, actual, word, count + 1, kwnames);
      release(vm, word);
    }
  } else {
    const bound = vm.bindDescriptor(actual, instance, vm.typeOf(instance));
    result = bound === 0 ? 0 : callVector(vm, bound, args, count, kwnames);
    vm.decref(bound);
  }
  if (result === NONE) return instance;
  if (result !== 0) vm.raiseType(`__init__() should return None, not '${vm.typeName(result)}'`);
  vm.decref(result);
  vm.decref(instance);
  return 0;
}

/** What BaseException has under a name. */
function exceptionSlot(vm: Vm, name: Value): Value {
  return lookup(vm, vm.typeObject(T_BASE_EXCEPTION), name);
}

/**
 * The native that is all there is to making instances of a builtin type: a `__new__` with positional parameters of a type
 * without an `__init__`, like `int` and `range`. Null for all other types. Builtin types never change, so it is looked for once.
 */
function makerOf(vm: Vm, type: Address): NativeRecord | null {
  const index = vm.i32[(type + TYPE_INDEX) >>> 2];
  if (index >= FIRST_DYNAMIC_TYPE) return null;
  let record = vm.makers[index];
  if (record === undefined) vm.makers[index] = record = findMaker(vm, type);
  return record;
}

function findMaker(vm: Vm, type: Address): NativeRecord | null {
  const { __new__, __init__ } = vm.names;
  if (type === vm.typeObject(T_TYPE)) return null;
  const maker = unwrapStatic(vm, lookup(vm, type, __new__));
  if (maker === 0 || vm.typeIndex(maker) !== T_BUILTIN_FUNCTION_OR_METHOD) return null;
  if (lookup(vm, type, __init__) !== lookup(vm, vm.objectType, __init__)) return null;
  const record = vm.registry.natives[vm.i32[(maker + NATIVE_ID) >>> 2]];
  return record.signature.simple && record.owner === vm.i32[(type + TYPE_INDEX) >>> 2] ? record : null;
}

/**
 * Calls the `__new__` of a builtin type as `callNative` would, if that makes all there is to an instance and has parameters for
 * these arguments; else 0 without an exception.
 */
function makeBuiltin(vm: Vm, type: Address, args: number, count: number): Value {
  const record = makerOf(vm, type);
  if (record === null) return 0;
  const i32 = vm.i32, { words, required } = record.signature;
  if (count >= words || count + 1 < required || !enterNested(vm)) return 0;
  const word = reserve(vm, words);
  let instance: Value = 0;
  if (word !== 0) {
    i32[word] = type;
    for (let k = 0; k < count; k++) i32[word + 1 + k] = i32[args + k];
    for (let k = count + 1; k < words; k++) i32[word + k] = 0;
    instance = record.call(vm, word);
    release(vm, word);
  }
  leaveNested(vm);
  return instance;
}

/** `object.__new__` without arguments: refuses abstract classes. */
export function makeInstance(vm: Vm, type: Address): Value {
  if ((vm.i32[(type + TYPE_FLAGS) >>> 2] & TYPE_FLAG_ABSTRACT) !== 0) return abstractError(vm, type);
  return vm.allocInstance(type);
}

function abstractError(vm: Vm, type: Address): 0 {
  const methods: string[] = [];
  const set = vm.getAttr(type, vm.names.__abstractmethods__);
  if (set === 0) return 0;
  vm.iterate(set, (name) => {
    methods.push(vm.js(name));
    return true;
  });
  vm.decref(set);
  methods.sort();
  return vm.raiseType(
    `Can't instantiate abstract class ${typeNameOf(vm, type)} without an implementation for abstract method${
      methods.length > 1 ? "s" : ""
    } ${methods.map((name) => `'${name}'`).join(", ")}`,
  );
}

function unwrapStatic(vm: Vm, callable: Value): Value {
  return vm.typeIndex(callable) === T_STATICMETHOD ? vm.i32[(callable + WRAPPED_CALLABLE) >>> 2] : callable;
}

/**
 * The `__init__` that the interpreter may run in a frame of its own: a Python function of a class that is made
 * by `type` itself and whose instances come from `object.__new__`. 0 (without an exception) for all other classes.
 */
export function classInit(vm: Vm, type: Address): Address {
  const flags = vm.i32[(type + TYPE_FLAGS) >>> 2];
  if ((flags & (TYPE_FLAG_HEAP | TYPE_FLAG_ABSTRACT)) !== TYPE_FLAG_HEAP) return 0;
  const initialiser = lookup(vm, type, vm.names.__init__);
  if (initialiser === 0 || vm.typeIndex(initialiser) !== T_FUNCTION) return 0;
  return lookup(vm, type, vm.names.__new__) === lookup(vm, vm.objectType, vm.names.__new__) ? initialiser : 0;
}

/** The Python `__init__` of a class of exceptions that has all else from BaseException, or 0. */
export function exceptionInit(vm: Vm, type: Address): Address {
  const flags = vm.i32[(type + TYPE_FLAGS) >>> 2];
  if ((flags & (TYPE_FLAG_HEAP | TYPE_FLAG_ABSTRACT)) !== TYPE_FLAG_HEAP) return 0;
  const initialiser = lookup(vm, type, vm.names.__init__);
  if (initialiser === 0 || vm.typeIndex(initialiser) !== T_FUNCTION) return 0;
  const isPlain = lookup(vm, type, vm.names.__new__) === exceptionSlot(vm, vm.names.__new__) &&
    isPlainException(vm, type);
  return isPlain ? initialiser : 0;
}

/** Whether instances of a class of exceptions are made of their arguments alone: by BaseException's `__new__` and `__init__`. */
export function isMadeOfArguments(vm: Vm, type: Address): boolean {
  const has = (name: Value) => lookup(vm, type, name) === exceptionSlot(vm, name);
  return (vm.i32[(type + TYPE_FLAGS) >>> 2] & TYPE_FLAG_ABSTRACT) === 0 && has(vm.names.__new__) &&
    has(vm.names.__init__) && isPlainException(vm, type);
}

// -- making classes

/** A type index nobody has; 0 with MemoryError when 65,535 types exist at once. */
export function newTypeIndex(vm: Vm): number {
  const table = TYPE_TABLE >>> 2;
  vm.lock.begin(vm.objectType);
  let index = vm.control(CONTROL_NEXT_TYPE) || FIRST_DYNAMIC_TYPE;
  let tries = 0;
  while (vm.i32[table + index] !== 0 && tries++ < 65536) {
    index = index === 65535 ? FIRST_DYNAMIC_TYPE : index + 1;
  }
  vm.setControl(CONTROL_NEXT_TYPE, index === 65535 ? FIRST_DYNAMIC_TYPE : index + 1);
  if (vm.i32[table + index] === 0) vm.i32[table + index] = vm.objectType;
  else index = 0;
  vm.lock.end();
  return index === 0 ? vm.raiseMemory() : index;
}

/** Tells a base about a class derived from it. */
export function addSubclass(vm: Vm, base: Address, typeIndex: number): boolean {
  const word = (base + TYPE_SUBCLASSES) >>> 2;
  vm.lock.begin(base);
  if (vm.i32[word] === 0) vm.i32[word] = vm.newList([]);
  const list = vm.i32[word];
  vm.lock.end();
  return list !== 0 && vm.listAppend(list, tagInt(typeIndex));
}

/** A dying class: its number is free again and its bases forget it. */
export function forgetType(vm: Vm, type: Address): void {
  leaveBases(vm, type, vm.i32[(type + TYPE_BASES) >>> 2]);
  freeTypeIndex(vm, vm.i32[(type + TYPE_INDEX) >>> 2]);
}

/** A class that is about to die, or to have other bases, has no number among the subclasses of bases any more. */
export function leaveBases(vm: Vm, type: Address, bases: Value): void {
  const i32 = vm.i32;
  const index = i32[(type + TYPE_INDEX) >>> 2];
  for (let b = 0; bases !== 0 && b < vm.tupleLength(bases); b++) {
    const list = i32[(vm.tupleItem(bases, b) + TYPE_SUBCLASSES) >>> 2];
    if (list === 0) continue;
    const count = i32[(list + LIST_LENGTH) >>> 2], first = i32[(list + LIST_ITEMS) >>> 2] >>> 2;
    for (let i = 0; i < count; i++) {
      if (i32[first + i] !== tagInt(index)) continue;
      i32[first + i] = i32[first + count - 1];
      i32[(list + LIST_LENGTH) >>> 2] = count - 1;
      break;
    }
  }
}

/** The number of a class without instances is free again. */
export function freeTypeIndex(vm: Vm, index: number): void {
  vm.i32[(TYPE_TABLE >>> 2) + index] = 0;
  vm.u16[(LAYOUT_TABLE >>> 1) + index] = 0;
}

/** The builtin type whose layout a class inherits, and the base it comes from; null with TypeError set. */
export function bestBase(vm: Vm, bases: readonly Address[]): Address | null {
  let winner = 0;
  for (const base of bases) {
    if ((base & 1) === 1 || vm.layout(base) !== T_TYPE) {
      vm.raiseType("bases must be types");
      return null;
    }
    if ((vm.i32[(base + TYPE_FLAGS) >>> 2] & TYPE_FLAG_BASE) === 0) {
      const module = vm.typeModule(base), name = typeNameOf(vm, base);
      const shown = module === "builtins" || module === "" ? name : `${module}.${name}`;
      vm.raiseType(`type '${shown}' is not an acceptable base type`);
      return null;
    }
    // Of equal layouts the first base decides.
    if (winner !== 0 && extendsLayout(vm, winner, base)) continue;
    if (winner === 0 || extendsLayout(vm, base, winner)) winner = base;
    else {
      vm.raiseType("multiple bases have instance lay-out conflict");
      return null;
    }
  }
  return winner;
}

/**
 * The nearest class that a class shares all words of its instances with, but for one with their dict: where that lies each
 * class says for its own instances. A builtin type may mean more by its words than their places.
 */
export function solidBase(vm: Vm, type: Address): Address {
  const get = (cls: Address, offset: number) => vm.i32[(cls + offset) >>> 2];
  const is = (cls: Address, flag: number) => (get(cls, TYPE_FLAGS) & flag) !== 0;
  let solid = type;
  for (;;) {
    const base = get(solid, TYPE_BASE);
    if (base === 0 || is(solid, TYPE_FLAG_FIELDS)) return solid;
    const addsDict = is(solid, TYPE_FLAG_HEAP) && get(solid, TYPE_DICT_OFFSET) > 0 &&
      get(base, TYPE_DICT_OFFSET) === 0;
    const same = get(solid, TYPE_BASIC_SIZE) - (addsDict ? 4 : 0) === get(base, TYPE_BASIC_SIZE) &&
      [TYPE_LAYOUT, TYPE_MEMBER_COUNT].every((offset) => get(base, offset) === get(solid, offset));
    if (!same) return solid;
    solid = base;
  }
}

/** Whether a builtin type adds words to the layout of another, as defaultdict and OrderedDict do to that of dict. */
function hasMoreWords(vm: Vm, builtin: Address): boolean {
  const size = (type: Address) => vm.i32[(type + TYPE_BASIC_SIZE) >>> 2];
  const plain = vm.typeObject(vm.i32[(builtin + TYPE_LAYOUT) >>> 2]);
  return plain !== 0 && plain !== builtin && size(builtin) > size(plain);
}

/** Whether instances of `type` have at least what instances of `other` have, at the same places. */
export function extendsLayout(vm: Vm, type: Address, other: Address): boolean {
  const layout = (cls: Address) => vm.i32[(cls + TYPE_LAYOUT) >>> 2];
  const members = (cls: Address) => vm.i32[(cls + TYPE_MEMBER_COUNT) >>> 2];
  const mine = layout(type), theirs = layout(other);
  const solid = solidBase(vm, other);
  if (vm.isSubtype(type, solid)) return true;
  if ((vm.i32[(solid + TYPE_FLAGS) >>> 2] & TYPE_FLAG_FIELDS) !== 0) return false;
  const builtin = builtinBase(vm, other);
  if (hasMoreWords(vm, builtin) && !vm.isSubtype(type, builtin)) return false;
  if (theirs === T_OBJECT || (theirs === T_SLOTS_INSTANCE && members(other) === 0)) return true;
  if (theirs === T_INSTANCE) return members(other) === 0;
  return mine === theirs && members(other) === 0;
}

/**
 * `type.__new__(metatype, name, bases, namespace)`: makes a class.
 *
 * @param bases Tuple (borrowed), resolved; empty means object.
 * @param namespace Dict (borrowed); copied.
 */
export function makeClass(vm: Vm, metatype: Address, name: Value, bases: Value, namespace: Value): Value {
  const i32 = vm.i32;
  let baseTuple = vm.keep(bases);
  if (vm.tupleLength(bases) === 0) {
    baseTuple = vm.newTuple([vm.keep(vm.objectType)]);
    if (baseTuple === 0) return 0;
  }
  const list = Array.from({ length: vm.tupleLength(baseTuple) }, (_, i) => vm.tupleItem(baseTuple, i));
  const base = bestBase(vm, list);
  const index = base === null ? 0 : newTypeIndex(vm);
  const type = index === 0 ? 0 : vm.alloc(
    vm.i32[(metatype + TYPE_INDEX) >>> 2],
    Math.max(TYPE_BYTES, i32[(metatype + TYPE_BASIC_SIZE) >>> 2]),
  );
  if (type === 0 || base === null) {
    vm.decref(baseTuple);
    return 0;
  }
  i32[(type + TYPE_INDEX) >>> 2] = index;
  i32[(type + TYPE_NAME) >>> 2] = vm.keep(name);
  i32[(type + TYPE_BASE) >>> 2] = vm.keep(base);
  i32[(type + TYPE_BASES) >>> 2] = baseTuple;
  i32[(type + TYPE_VERSION) >>> 2] = vm.newVersion();
  // A metaclass's mro() may set attributes already.
  i32[(type + TYPE_FLAGS) >>> 2] = TYPE_FLAG_HEAP | TYPE_FLAG_BASE;
  i32[(TYPE_TABLE >>> 2) + index] = type;
  const dict = vm.newDict();
  i32[(type + TYPE_DICT) >>> 2] = dict;
  const done = dict !== 0 && dicts.update(vm, dict, namespace) && takeQualname(vm, type, dict, name) &&
    setClassCells(vm, type, dict) && layOut(vm, type, base, list, dict) && setMro(vm, type) >= 0 &&
    prepareMethods(vm, dict) && setModule(vm, dict) &&
    list.every((parent) => addSubclass(vm, parent, index));
  if (!done) {
    vm.decref(type);
    return 0;
  }
  inheritFlags(vm, type, list);
  refreshFlags(vm, type);
  if (
    warnOfOtherKeys(vm, type, dict) &&
    callSetNames(vm, type, dict) && callInitSubclass(vm, type)
  ) return type;
  vm.decref(type);
  return 0;
}

function takeQualname(vm: Vm, type: Address, dict: Value, name: Value): boolean {
  const qualname = vm.keep(vm.dictGetInterned(dict, vm.names.__qualname__));
  if (qualname === 0) {
    vm.i32[(type + TYPE_QUALNAME) >>> 2] = vm.keep(name);
    return true;
  }
  vm.i32[(type + TYPE_QUALNAME) >>> 2] = qualname;
  if (!vm.isStr(qualname)) {
    vm.raiseType(`type __qualname__ must be a str, not ${vm.typeName(qualname)}`);
    return false;
  }
  return dicts.remove(vm, dict, vm.names.__qualname__) >= 0;
}

function inheritFlags(vm: Vm, type: Address, bases: readonly Address[]): void {
  let flags = TYPE_FLAG_HEAP | TYPE_FLAG_BASE;
  for (const base of bases) {
    flags |= vm.i32[(base + TYPE_FLAGS) >>> 2] &
      (TYPE_FLAG_MATCH_SELF | TYPE_FLAG_DICT | TYPE_FLAG_WEAKREF);
  }
  // The nearest class that is a sequence or a mapping decides which of them `match` takes instances for.
  for (const base of vm.mroOf(type)) {
    const collection = vm.i32[(base + TYPE_FLAGS) >>> 2] & (TYPE_FLAG_SEQUENCE | TYPE_FLAG_MAPPING);
    if (collection === 0) continue;
    flags |= collection;
    break;
  }
  vm.i32[(type + TYPE_FLAGS) >>> 2] |= flags;
}

/** Decides the instances' layout: shape, member slots, or the builtin base's words and a dict. */
function layOut(vm: Vm, type: Address, base: Address, bases: readonly Address[], dict: Value): boolean {
  const i32 = vm.i32;
  const get = (cls: Address, offset: number) => i32[(cls + offset) >>> 2];
  const set = (offset: number, value: number) => i32[(type + offset) >>> 2] = value;
  const index = get(type, TYPE_INDEX);
  const slots = vm.dictGetStr(dict, "__slots__");
  const names = slots === 0 ? null : slotNames(vm, type, slots, base);
  if (slots !== 0 && names === null) return false;
  const baseLayout = get(base, TYPE_LAYOUT);
  const plain = baseLayout === T_OBJECT || baseLayout === T_SLOTS_INSTANCE || baseLayout === T_INSTANCE;
  const baseHasDict = bases.some((parent) => {
    const offset = get(parent, TYPE_DICT_OFFSET);
    // Behind characters there may be a dict that only holds slots.
    return offset !== 0 && (offset !== DICT_BEHIND_ITEMS || lookup(vm, parent, vm.names.__dict__) !== 0);
  });
  if (get(base, TYPE_DICT_OFFSET) !== 0 && names !== null && names.includes("__dict__")) {
    vm.raiseType("__dict__ slot disallowed: we already got one");
    return false;
  }
  for (const name of ["__dict__", "__weakref__"]) {
    if (names !== null && names.indexOf(name) !== names.lastIndexOf(name)) {
      vm.raiseType(`${name} slot disallowed: we already got one`);
      return false;
    }
  }
  const baseHasReferences = hasReferables(vm, base);
  if (baseHasReferences && names !== null && names.includes("__weakref__")) {
    vm.raiseType("__weakref__ slot disallowed: we already got one");
    return false;
  }
  // A class has its dict already.
  const wantsDict = baseLayout !== T_TYPE && (baseHasDict || names === null || names.includes("__dict__"));
  // In order of their names, so that classes with the same slots have the same layout.
  const members = [...new Set(names)].filter((name) => name !== "__dict__" && name !== "__weakref__").sort();
  const inherited = get(base, TYPE_MEMBER_COUNT);
  set(TYPE_SLOT_HINT, FIRST_SLOT_HINT);
  let firstMember = get(base, TYPE_MEMBERS);
  if (plain && wantsDict && inherited + members.length === 0) {
    set(TYPE_LAYOUT, T_INSTANCE);
    set(TYPE_DICT_OFFSET, -1);
    set(TYPE_BASIC_SIZE, INSTANCE_SLOTS);
    set(TYPE_SHAPE, rootShape(vm.objects, index));
    const inheritedHint = baseLayout === T_INSTANCE ? get(base, TYPE_SLOT_HINT) : 0;
    set(
      TYPE_SLOT_HINT,
      Math.max(FIRST_SLOT_HINT, Math.min(MAX_HINT, inheritedHint + storedAttributes(vm, dict))),
    );
    if (get(type, TYPE_SHAPE) === 0) return vm.raiseMemory() !== 0;
  } else if (plain) {
    // Members at fixed places; with a dict as well, it has a word of its own behind them.
    set(TYPE_LAYOUT, T_SLOTS_INSTANCE);
    let size = baseLayout === T_SLOTS_INSTANCE ? get(base, TYPE_BASIC_SIZE) : MEMBER_SLOTS;
    if (firstMember === 0) firstMember = size;
    set(TYPE_DICT_OFFSET, baseLayout === T_SLOTS_INSTANCE ? get(base, TYPE_DICT_OFFSET) : 0);
    size += members.length * 4;
    if (wantsDict && get(type, TYPE_DICT_OFFSET) === 0) {
      set(TYPE_DICT_OFFSET, size);
      size += 4;
    }
    set(TYPE_BASIC_SIZE, size);
  } else {
    set(TYPE_LAYOUT, baseLayout);
    let size = get(base, TYPE_BASIC_SIZE);
    const own = get(base, TYPE_DICT_OFFSET);
    set(TYPE_DICT_OFFSET, own);
    if (variableSized(vm, baseLayout)) {
      // Items follow the builtin's words, and the dict follows the items.
      if (own === 0 && (wantsDict || members.length > 0)) set(TYPE_DICT_OFFSET, DICT_BEHIND_ITEMS);
    } else {
      if (firstMember === 0) firstMember = size;
      size += members.length * 4;
      if (own === 0 && wantsDict) {
        set(TYPE_DICT_OFFSET, size);
        size += 4;
      }
    }
    set(TYPE_BASIC_SIZE, size);
  }
  set(TYPE_MEMBERS, firstMember);
  // What ends in items has no place for references in CPython; of ours str only seems to.
  const wantsReferences = !baseHasReferences && (names === null || names.includes("__weakref__")) &&
    (baseLayout === T_STR || !variableSized(vm, baseLayout));
  if (wantsReferences) set(TYPE_FLAGS, get(type, TYPE_FLAGS) | TYPE_FLAG_WEAKREF);
  // Struct sequences count hidden items here; slots of a str lie in its dict.
  set(TYPE_MEMBER_COUNT, inherited + (baseLayout === T_STR ? 0 : members.length));
  vm.u16[(LAYOUT_TABLE >>> 1) + index] = get(type, TYPE_LAYOUT);
  // Behind all words of the base, of which the last may be its dict.
  const start = plain && baseLayout !== T_SLOTS_INSTANCE ? firstMember : get(base, TYPE_BASIC_SIZE);
  const behind = variableSized(vm, get(type, TYPE_LAYOUT));
  return members.every((member, i) => addMember(vm, type, dict, member, behind ? -1 : start + i * 4)) &&
    (!wantsDict || baseHasDict || vm.addInstanceDescriptor(type, dict, "__dict__")) &&
    (!wantsReferences || vm.addInstanceDescriptor(type, dict, "__weakref__"));
}

/** Types whose instances end in items of any number. */
function variableSized(vm: Vm, layout: number): boolean {
  return vm.registry.variableSized.has(layout);
}

function slotNames(vm: Vm, type: Address, slots: Value, base: Address): string[] | null {
  const layout = vm.i32[(base + TYPE_LAYOUT) >>> 2];
  const refused = layout !== T_STR && (layout === T_TYPE || variableSized(vm, layout));
  const names: string[] = [];
  const add = (value: Value): boolean => {
    if (refused) {
      vm.raiseType(`nonempty __slots__ not supported for subtype of '${typeNameOf(vm, base)}'`);
      return false;
    }
    if (!vm.isStr(value)) {
      vm.raiseType(`__slots__ items must be strings, not '${vm.typeName(value)}'`);
      return false;
    }
    const text = vm.js(value);
    if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(text)) {
      vm.raiseType("__slots__ must be identifiers");
      return false;
    }
    names.push(text);
    return true;
  };
  const done = vm.isStr(slots) ? add(slots) : vm.iterate(slots, add);
  const className = typeNameOf(vm, type).replace(/^_+/, "");
  return done
    ? names.map((name) =>
      name.startsWith("__") && !name.endsWith("__") && className !== "" ? `_${className}${name}` : name
    )
    : null;
}

function addMember(vm: Vm, type: Address, dict: Value, name: string, offset: number): boolean {
  // Those that the compiler puts there are no variables of the class.
  if (name !== "__qualname__" && name !== "__classcell__" && vm.dictGetStr(dict, name) !== 0) {
    vm.raiseValue(`'${name}' in __slots__ conflicts with class variable`);
    return false;
  }
  const descriptor = vm.alloc(T_MEMBER_DESCRIPTOR, NATIVE_BYTES);
  if (descriptor === 0) return false;
  vm.i32[(descriptor + NATIVE_ID) >>> 2] = -1;
  vm.i32[(descriptor + NATIVE_SELF) >>> 2] = vm.keep(type);
  vm.i32[(descriptor + NATIVE_NAME) >>> 2] = vm.intern(name);
  vm.i32[(descriptor + NATIVE_EXTRA) >>> 2] = tagInt(offset);
  const done = vm.dictSetStr(dict, name, descriptor);
  vm.decref(descriptor);
  return done;
}

/** `__new__` is static; `__init_subclass__` and `__class_getitem__` are class methods. */
function prepareMethods(vm: Vm, dict: Value): boolean {
  const wrap = (name: Value, wrapper: number): boolean => {
    const found = vm.dictGetInterned(dict, name);
    if (found === 0 || vm.typeIndex(found) !== T_FUNCTION) return true;
    const wrapped = vm.alloc(wrapper, WRAPPED_BYTES);
    if (wrapped === 0) return false;
    vm.i32[(wrapped + WRAPPED_CALLABLE) >>> 2] = vm.keep(found);
    const done = dicts.set(vm, dict, name, wrapped);
    vm.decref(wrapped);
    return done;
  };
  const names = vm.names;
  if (vm.dictGetInterned(dict, names.__eq__) !== 0 && vm.dictGetInterned(dict, names.__hash__) === 0) {
    if (!dicts.set(vm, dict, names.__hash__, NONE)) return false;
  }
  if (vm.dictGetInterned(dict, names.__doc__) === 0 && !dicts.set(vm, dict, names.__doc__, NONE)) {
    return false;
  }
  return wrap(names.__new__, T_STATICMETHOD) && wrap(names.__init_subclass__, T_CLASSMETHOD) &&
    wrap(names.__class_getitem__, T_CLASSMETHOD);
}

function setModule(vm: Vm, dict: Value): boolean {
  if (vm.dictGetInterned(dict, vm.names.__module__) !== 0) return true;
  const globals = vm.currentGlobals();
  const name = globals === 0 ? 0 : vm.dictGetInterned(globals, vm.names.__name__);
  return name === 0 || dicts.set(vm, dict, vm.names.__module__, name);
}

/** Warns of names in a class that are no strs; false if that is an error. */
function warnOfOtherKeys(vm: Vm, type: Address, dict: Value): boolean {
  let others = false;
  dicts.iterate(vm, dict, (key) => {
    others = !vm.isStr(key);
    return !others;
  });
  return !others ||
    warn(vm, "RuntimeWarning", `non-string key in the __dict__ of class ${typeNameOf(vm, type)}`);
}

/**
 * Puts a class into the cell that `super()` and `__class__` in its methods read, and its dict into that of annotations.
 */
function setClassCells(vm: Vm, type: Address, dict: Value): boolean {
  const name = vm.intern("__classdictcell__");
  const namespace = vm.keep(vm.dictGetInterned(dict, name));
  if (namespace !== 0) {
    const removed = dicts.remove(vm, dict, name) >= 0;
    // From now on annotations and the like find what the class has, not what its body left.
    if (vm.typeIndex(namespace) === T_CELL) vm.store((namespace + CELL_VALUE) >>> 2, vm.keep(dict));
    vm.decref(namespace);
    if (!removed) return false;
  }
  const cell = vm.keep(vm.dictGetInterned(dict, vm.names.__classcell__));
  if (cell === 0) return true;
  if (vm.typeIndex(cell) !== T_CELL) {
    vm.raiseType(`__classcell__ must be a nonlocal cell, not ${vm.jsRepr(vm.typeOf(cell))}`);
    vm.decref(cell);
    return false;
  }
  vm.store((cell + CELL_VALUE) >>> 2, vm.keep(type));
  vm.decref(cell);
  return dicts.remove(vm, dict, vm.names.__classcell__) >= 0;
}

function callSetNames(vm: Vm, type: Address, dict: Value): boolean {
  const entries: [Value, Value][] = [];
  dicts.iterate(vm, dict, (key, value) => {
    if ((value & 1) === 0 && lookup(vm, vm.typeOf(value), vm.names.__set_name__) !== 0) {
      entries.push([vm.keep(key), vm.keep(value)]);
    }
    return true;
  });
  let done = true;
  for (const [key, value] of entries) {
    if (done) {
      const result = callUnbound(vm, lookup(vm, vm.typeOf(value), vm.names.__set_name__), value, [type, key]);
      done = result !== 0;
      if (!done) {
        vm.addNote(
          `Error calling __set_name__ on '${vm.typeName(value)}' instance '${vm.js(key)}' in '${
            typeNameOf(vm, type)
          }'`,
        );
      }
      vm.decref(result);
    }
    vm.decref(key);
    vm.decref(value);
  }
  return done;
}

/** Calls the parents' `__init_subclass__` with the keywords of the class statement. */
function callInitSubclass(vm: Vm, type: Address): boolean {
  const mro = vm.i32[(type + TYPE_MRO) >>> 2];
  for (let i = 1; i < vm.tupleLength(mro); i++) {
    const found = vm.dictGetInterned(
      vm.i32[(vm.tupleItem(mro, i) + TYPE_DICT) >>> 2],
      vm.names.__init_subclass__,
    );
    if (found === 0) continue;
    const bound = vm.bindDescriptor(found, 0, type);
    if (bound === 0) return false;
    const keywords = vm.classKeywords;
    vm.classKeywords = 0;
    const result = keywords === 0 ? vm.call(bound) : vm.callWithDict(bound, keywords);
    vm.decref(bound);
    vm.decref(result);
    return result !== 0;
  }
  return true;
}

/** The most derived metaclass of the bases and the one asked for; 0 with TypeError set. */
export function calculateMetaclass(vm: Vm, metatype: Address, bases: Value): Address {
  let winner = metatype;
  for (let i = 0; i < vm.tupleLength(bases); i++) {
    const candidate = vm.typeOf(vm.tupleItem(bases, i));
    if (vm.isSubtype(winner, candidate)) continue;
    if (!vm.isSubtype(candidate, winner)) {
      return vm.raiseType(
        "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
      );
    }
    winner = candidate;
  }
  return winner;
}
