/**
 * `_abc`: what `abc.ABCMeta` keeps of each abstract class and asks of it.
 *
 * The classes that were found to be subclasses, or not, are remembered by the version of the type: a version is
 * never given twice and changes when the class does, so no entry needs to be taken back when a class dies.
 *
 * @module
 */
import {
  ABC_BYTES,
  ABC_CACHE,
  ABC_NEGATIVE,
  ABC_NEGATIVE_VERSION,
  ABC_REGISTRY,
  type Address,
  FALSE,
  NONE,
  NOT_IMPLEMENTED,
  SET_USED,
  T_ABC_DATA,
  T_FROZENSET,
  T_SET,
  T_TYPE,
  T_WEAKREF,
  tagInt,
  TRUE,
  TYPE_DICT,
  TYPE_FLAGS,
  TYPE_VERSION,
  type Value,
} from "@orochi/object";
import {
  nativeFunction,
  type NativeModule,
  TYPE_FLAG_HEAP,
  TYPE_FLAG_MAPPING,
  TYPE_FLAG_SEQUENCE,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { getState, setState } from "./state.ts";

/** Remembered classes after which a cache is begun anew. */
const MOST_CACHED = 512;
/** Weak references after which, at each doubling, the dead ones are thrown out. */
const FIRST_PURGE = 32;
/** Bits of `__abc_tpflags__`: `Py_TPFLAGS_SEQUENCE` and `Py_TPFLAGS_MAPPING`. */
const PY_SEQUENCE = 1 << 5, PY_MAPPING = 1 << 6;

/** `_abc._abc_data`. */
export const abcDataType: TypeDefinition = {
  index: T_ABC_DATA,
  name: "_abc_data",
  module: "_abc",
  basicSize: ABC_BYTES,
};

/** The data of an abstract class (new reference); 0 with an exception set. */
function dataOf(vm: Vm, cls: Value): Address {
  const data = vm.getAttr(cls, vm.intern("_abc_impl"));
  if (data === 0 || vm.layout(data) === T_ABC_DATA) return data;
  vm.decref(data);
  return vm.raiseType("_abc_impl is set to a wrong type");
}

/** Number of registrations so far, as a small int. */
function registrations(vm: Vm): Value {
  return getState(vm, "abc registrations") || tagInt(0);
}

function isClass(vm: Vm, value: Value): boolean {
  return (value & 1) === 0 && vm.layout(value) === T_TYPE;
}

/** The key that stands for a class in the caches. */
function keyOf(vm: Vm, cls: Address): Value {
  return tagInt(vm.i32[(cls + TYPE_VERSION) >>> 2] & 0x3fff_ffff);
}

function isCached(vm: Vm, data: Address, offset: number, cls: Address): boolean {
  const set = vm.load((data + offset) >>> 2, data);
  if (set === 0) return false;
  const found = vm.contains(set, keyOf(vm, cls)) === 1;
  vm.decref(set);
  return found;
}

/** Puts another set in the place of one that other threads may be reading. */
function putSet(vm: Vm, data: Address, offset: number, set: Value): void {
  const word = (data + offset) >>> 2;
  vm.lock.begin(data);
  const old = vm.i32[word];
  vm.i32[word] = set;
  vm.lock.end();
  vm.retire(old);
}

function remember(vm: Vm, data: Address, offset: number, cls: Address): boolean {
  let set = vm.load((data + offset) >>> 2, data);
  if (set === 0 || vm.i32[(set + SET_USED) >>> 2] >= MOST_CACHED) {
    vm.decref(set);
    set = vm.newSet(T_SET);
    if (set === 0) return false;
    putSet(vm, data, offset, vm.keep(set));
  }
  const done = vm.setAdd(set, keyOf(vm, cls));
  vm.decref(set);
  return done;
}

/** The classes that were registered and live (new references); null with an exception set. */
function registered(vm: Vm, data: Address): Value[] | null {
  const set = vm.load((data + ABC_REGISTRY) >>> 2, data);
  if (set === 0) return [];
  const classes: Value[] = [];
  const copy = vm.collect(set);
  vm.decref(set);
  for (let i = 0; copy !== 0 && i < vm.listLength(copy); i++) {
    const cls = vm.call(vm.listItem(copy, i));
    if (cls !== NONE && cls !== 0) classes.push(cls);
  }
  vm.decref(copy);
  if (!vm.failed()) return classes;
  for (const cls of classes) vm.decref(cls);
  return null;
}

function addRegistered(vm: Vm, data: Address, cls: Value): boolean {
  const old = vm.load((data + ABC_REGISTRY) >>> 2, data);
  const used = old === 0 ? 0 : vm.i32[(old + SET_USED) >>> 2];
  let set = old;
  if (old === 0 || (used >= FIRST_PURGE && (used & (used - 1)) === 0)) {
    const live = registered(vm, data);
    set = live === null ? 0 : vm.newSet(T_SET);
    for (const one of live ?? []) {
      if (set !== 0 && !addWeakly(vm, set, one)) {
        vm.decref(set);
        set = 0;
      }
      vm.decref(one);
    }
    vm.decref(old);
    if (set === 0) return false;
    putSet(vm, data, ABC_REGISTRY, vm.keep(set));
  }
  const done = addWeakly(vm, set, cls);
  vm.decref(set);
  return done;
}

function addWeakly(vm: Vm, set: Value, cls: Value): boolean {
  const reference = vm.call(vm.typeObject(T_WEAKREF), cls);
  const done = reference !== 0 && vm.setAdd(set, reference);
  vm.decref(reference);
  return done;
}

/** An attribute (new reference), or 0; a computed one may say itself that it is missing. */
function optional(vm: Vm, object: Value, name: Value): Value {
  const value = vm.getAttrOptional(object, name);
  if (value === 0 && vm.failed() && vm.matches("AttributeError")) vm.clearError();
  return value;
}

/** Whether `value.__isabstractmethod__` is true; -1 with an exception set. */
function isAbstract(vm: Vm, value: Value): number {
  const mark = optional(vm, value, vm.names.__isabstractmethod__);
  if (mark === 0) return vm.failed() ? -1 : 0;
  const truth = vm.truthy(mark);
  vm.decref(mark);
  return truth;
}

/** Sets `__abstractmethods__`: own ones, and those of the bases that are still abstract. */
function computeAbstractMethods(vm: Vm, cls: Address): boolean {
  const names = vm.newSet(T_FROZENSET);
  if (names === 0) return false;
  const own: [Value, Value][] = [];
  vm.dictIterate(
    vm.i32[(cls + TYPE_DICT) >>> 2],
    (name, value) => (own.push([vm.keep(name), vm.keep(value)]), true),
  );
  let done = true;
  for (const [name, value] of own) {
    const abstract: number = done ? isAbstract(vm, value) : 0;
    done = done && abstract >= 0 && (abstract === 0 || vm.setAdd(names, name));
    vm.decref(name);
    vm.decref(value);
  }
  const bases = done ? vm.getAttr(cls, vm.names.__bases__) : 0;
  for (const base of bases === 0 ? [] : vm.tupleItems(bases)) {
    const inherited = optional(vm, base, vm.names.__abstractmethods__);
    if (inherited === 0) {
      done = done && !vm.failed();
      continue;
    }
    done = done && vm.iterate(inherited, (name) => {
      const value = optional(vm, cls, name);
      if (value === 0) return !vm.failed();
      const abstract: number = isAbstract(vm, value);
      vm.decref(value);
      return abstract >= 0 && (abstract === 0 || vm.setAdd(names, name));
    });
    vm.decref(inherited);
  }
  done = done && bases !== 0 && vm.setAttr(cls, vm.names.__abstractmethods__, names);
  vm.decref(bases);
  vm.decref(names);
  return done;
}

/** `__abc_tpflags__` says that `match` takes instances for sequences or mappings. */
function takeCollectionFlags(vm: Vm, cls: Address): boolean {
  const name = vm.intern("__abc_tpflags__");
  const flags = vm.dictGetInterned(vm.i32[(cls + TYPE_DICT) >>> 2], name);
  if (flags === 0 || !vm.isInt(flags)) return true;
  const bits = vm.number(flags);
  const word = (cls + TYPE_FLAGS) >>> 2;
  if ((bits & PY_SEQUENCE) !== 0) vm.i32[word] |= TYPE_FLAG_SEQUENCE;
  if ((bits & PY_MAPPING) !== 0) vm.i32[word] |= TYPE_FLAG_MAPPING;
  return vm.setAttr(cls, name, 0);
}

/** A registered class is a sequence or a mapping for `match` as its abstract class is; so are its subclasses. */
function inheritCollectionFlags(vm: Vm, cls: Address, bits: number): void {
  const word = (cls + TYPE_FLAGS) >>> 2;
  // Of builtin types `match` decides by itself: a str is no sequence of characters there.
  if ((vm.i32[word] & TYPE_FLAG_HEAP) === 0) return;
  if (bits === 0 || (vm.i32[word] & (TYPE_FLAG_SEQUENCE | TYPE_FLAG_MAPPING)) === bits) return;
  vm.i32[word] = (vm.i32[word] & ~(TYPE_FLAG_SEQUENCE | TYPE_FLAG_MAPPING)) | bits;
  const subclasses = vm.callMethod(vm.typeObject(T_TYPE), vm.intern("__subclasses__"), cls);
  for (let i = 0; subclasses !== 0 && i < vm.listLength(subclasses); i++) {
    inheritCollectionFlags(vm, vm.listItem(subclasses, i), bits);
  }
  vm.decref(subclasses);
}

function initialise(vm: Vm, cls: Value): Value {
  if ((cls & 1) !== 0 || vm.layout(cls) !== T_TYPE) {
    return vm.raiseType(`_abc_init() argument must be a class, not ${vm.typeName(cls)}`);
  }
  if (!computeAbstractMethods(vm, cls)) return 0;
  const data = vm.alloc(T_ABC_DATA, ABC_BYTES);
  if (data === 0) return 0;
  vm.i32[(data + ABC_NEGATIVE_VERSION) >>> 2] = registrations(vm);
  const done = vm.setAttr(cls, vm.intern("_abc_impl"), data);
  vm.decref(data);
  return done && takeCollectionFlags(vm, cls) ? NONE : 0;
}

function register(vm: Vm, cls: Value, subclass: Value): Value {
  if (!isClass(vm, subclass)) return vm.raiseType("Can only register classes");
  let answer = vm.isSubclass(subclass, cls);
  if (answer !== 0) return answer > 0 ? vm.keep(subclass) : 0;
  answer = vm.isSubclass(cls, subclass);
  if (answer !== 0) {
    return answer > 0 ? vm.raise("RuntimeError", "Refusing to create an inheritance cycle") : 0;
  }
  const data = dataOf(vm, cls);
  const done = data !== 0 && addRegistered(vm, data, subclass) &&
    setState(vm, "abc registrations", tagInt((registrations(vm) >> 1) + 1));
  vm.decref(data);
  if (!done) return 0;
  inheritCollectionFlags(
    vm,
    subclass,
    vm.i32[(cls + TYPE_FLAGS) >>> 2] & (TYPE_FLAG_SEQUENCE | TYPE_FLAG_MAPPING),
  );
  return vm.keep(subclass);
}

function instanceCheck(vm: Vm, cls: Value, instance: Value): Value {
  const data = dataOf(vm, cls);
  if (data === 0) return 0;
  // Held: what is asked may give the instance another class.
  const type = vm.keep(vm.typeOf(instance));
  const told = vm.getAttrOptional(instance, vm.names.__class__);
  const subclass = told === 0 && !vm.failed() ? vm.keep(type) : told;
  const current = vm.i32[(data + ABC_NEGATIVE_VERSION) >>> 2] === registrations(vm);
  let result: Value = 0;
  if (subclass !== 0 && isClass(vm, subclass) && isCached(vm, data, ABC_CACHE, subclass)) result = TRUE;
  else if (subclass === type && current && isCached(vm, data, ABC_NEGATIVE, type)) result = FALSE;
  else if (subclass !== 0) {
    const name = vm.names.__subclasscheck__;
    result = vm.callMethod(cls, name, subclass);
    if (result !== 0 && subclass !== type && vm.truthy(result) === 0) {
      vm.decref(result);
      result = vm.callMethod(cls, name, type);
    }
  }
  vm.decref(subclass);
  vm.decref(type);
  vm.decref(data);
  return result;
}

/** 1, 0, or -1 with an exception set: everything but the caches. */
function isSubclassAnew(vm: Vm, cls: Value, data: Address, subclass: Address): number {
  const hook = vm.callMethod(cls, vm.names.__subclasshook__, subclass);
  if (hook === 0) return -1;
  vm.decref(hook);
  if (hook === TRUE || hook === FALSE) return hook === TRUE ? 1 : 0;
  if (hook !== NOT_IMPLEMENTED) {
    vm.raise("AssertionError", "__subclasshook__ must return either False, True, or NotImplemented");
    return -1;
  }
  if (vm.isSubtype(subclass, cls)) return 1;
  const classes = registered(vm, data);
  if (classes === null) return -1;
  let answer = 0;
  for (const one of classes) {
    if (answer === 0) answer = vm.isSubclass(subclass, one);
    vm.decref(one);
  }
  if (answer !== 0) return answer;
  const derived = vm.callMethod(cls, vm.intern("__subclasses__"));
  if (derived === 0) return -1;
  if (!vm.isList(derived)) {
    vm.decref(derived);
    vm.raiseType("__subclasses__() must return a list");
    return -1;
  }
  for (let i = 0; answer === 0 && i < vm.listLength(derived); i++) {
    answer = vm.isSubclass(subclass, vm.listItem(derived, i));
  }
  vm.decref(derived);
  return answer;
}

function subclassCheck(vm: Vm, cls: Value, subclass: Value): Value {
  if (!isClass(vm, subclass)) return vm.raiseType("issubclass() arg 1 must be a class");
  const data = dataOf(vm, cls);
  if (data === 0) return 0;
  let answer = isCached(vm, data, ABC_CACHE, subclass) ? 1 : 0;
  const known = answer === 1;
  if (!known) {
    const word = (data + ABC_NEGATIVE_VERSION) >>> 2;
    const now = registrations(vm);
    if (vm.i32[word] !== now) {
      putSet(vm, data, ABC_NEGATIVE, 0);
      vm.i32[word] = now;
    }
    if (!isCached(vm, data, ABC_NEGATIVE, subclass)) {
      answer = isSubclassAnew(vm, cls, data, subclass);
      if (answer >= 0 && !remember(vm, data, answer === 1 ? ABC_CACHE : ABC_NEGATIVE, subclass)) answer = -1;
    }
  }
  vm.decref(data);
  return answer < 0 ? 0 : vm.bool(answer === 1);
}

/** Drops some of the sets of a class. */
function reset(vm: Vm, cls: Value, offsets: readonly number[]): Value {
  const data = dataOf(vm, cls);
  if (data === 0) return 0;
  for (const offset of offsets) putSet(vm, data, offset, 0);
  vm.decref(data);
  return NONE;
}

/** The module. */
export const abcModule: NativeModule = {
  name: "_abc",
  doc: "Module contains faster C implementation of abc.ABCMeta",
  functions: [
    nativeFunction("get_cache_token", "()", (vm) => registrations(vm)),
    nativeFunction("_abc_init", "(self, /)", (vm, a) => initialise(vm, vm.i32[a])),
    nativeFunction("_abc_register", "(self, subclass, /)", (vm, a) => register(vm, vm.i32[a], vm.i32[a + 1])),
    nativeFunction(
      "_abc_instancecheck",
      "(self, instance, /)",
      (vm, a) => instanceCheck(vm, vm.i32[a], vm.i32[a + 1]),
    ),
    nativeFunction(
      "_abc_subclasscheck",
      "(self, subclass, /)",
      (vm, a) => subclassCheck(vm, vm.i32[a], vm.i32[a + 1]),
    ),
    nativeFunction("_reset_registry", "(self, /)", (vm, a) => reset(vm, vm.i32[a], [ABC_REGISTRY])),
    nativeFunction("_reset_caches", "(self, /)", (vm, a) => reset(vm, vm.i32[a], [ABC_CACHE, ABC_NEGATIVE])),
    nativeFunction("_get_dump", "(self, /)", (vm, a) => {
      const data = dataOf(vm, vm.i32[a]);
      if (data === 0) return 0;
      const set = (offset: number) => vm.load((data + offset) >>> 2, data) || vm.newSet(T_SET);
      const dump = vm.newTuple([
        set(ABC_REGISTRY),
        set(ABC_CACHE),
        set(ABC_NEGATIVE),
        vm.i32[(data + ABC_NEGATIVE_VERSION) >>> 2],
      ]);
      vm.decref(data);
      return dump;
    }),
  ],
};
