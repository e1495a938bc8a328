/**
 * The first moments of a heap: static objects, builtin types in dependency order, exceptions, `builtins` and `sys`.
 * Runs once, in the Worker of the main thread; other Workers attach to what it made.
 *
 * @module
 */
import { LAYOUT_TABLE, TYPE_TABLE } from "@orochi/heap";
import {
  type Address,
  ELLIPSIS,
  FALSE,
  FIRST_DYNAMIC_TYPE,
  INT_LIMBS,
  INT_SIZE,
  MODULE_DICT,
  NATIVE_BYTES,
  NATIVE_EXTRA,
  NATIVE_ID,
  NATIVE_NAME,
  NATIVE_SELF,
  NONE,
  NOT_IMPLEMENTED,
  T_BASE_EXCEPTION,
  T_BOOL,
  T_CLASSMETHOD_DESCRIPTOR,
  T_ELLIPSIS,
  T_GETSET_DESCRIPTOR,
  T_INT,
  T_MEMBER_DESCRIPTOR,
  T_METHOD_DESCRIPTOR,
  T_NONE_TYPE,
  T_NOT_IMPLEMENTED_TYPE,
  T_OBJECT,
  T_STATICMETHOD,
  T_TUPLE,
  T_TYPE,
  T_WRAPPER_DESCRIPTOR,
  TRUE,
  TUPLE_ITEMS,
  TYPE_BASE,
  TYPE_BASES,
  TYPE_BASIC_SIZE,
  TYPE_BYTES,
  TYPE_DICT,
  TYPE_DICT_OFFSET,
  TYPE_FLAGS,
  TYPE_INDEX,
  TYPE_LAYOUT,
  TYPE_NAME,
  TYPE_QUALNAME,
  TYPE_VERSION,
  type Value,
  WRAPPED_BYTES,
  WRAPPED_CALLABLE,
} from "@orochi/object";
import { hasFields } from "./builtins/exception_fields.ts";
import { EXCEPTIONS } from "./builtins/exceptions.ts";
import { EXTRA_GETSETS, EXTRA_METHODS } from "./builtins/extra_members.ts";
import { setMro } from "./class_order.ts";
import { addSubclass, makeClass } from "./classes.ts";
import { loadNative } from "./import_operations.ts";
import type { GetSetDefinition, NativeDefinition, TypeDefinition } from "./native.ts";
import {
  refreshFlags,
  TYPE_FLAG_BASE,
  TYPE_FLAG_FIELDS,
  TYPE_FLAG_HEAP,
  TYPE_FLAG_MAPPING,
  TYPE_FLAG_MATCH_SELF,
  TYPE_FLAG_SEQUENCE,
  typeModified,
} from "./type_lookup.ts";
import { newException } from "./errors.ts";
import {
  CONTROL_BUILTINS,
  CONTROL_EMPTY_TUPLE,
  CONTROL_EXCEPTIONS,
  CONTROL_GENERIC,
  CONTROL_MEMORY_ERROR,
  CONTROL_MODULES,
  CONTROL_NEXT_TYPE,
  CONTROL_READY,
  CONTROL_RECURSION_LIMIT,
  CONTROL_RETIRED,
  CONTROL_SYS,
  CONTROL_WEAK_TABLE,
  type Vm,
} from "./vm.ts";
import { DEFAULT_RECURSION_LIMIT } from "./thread_state.ts";

/** Builtin types that `match` compares with the subject itself. */
const MATCH_SELF = [
  "bool",
  "bytearray",
  "bytes",
  "dict",
  "float",
  "frozenset",
  "int",
  "list",
  "set",
  "str",
  "tuple",
];

/** The heap is too small to hold even the builtin types. */
function required(value: Value): Value {
  if (value === 0) {
    throw new Error("Cannot start as the heap is too small for the builtin types: give it more with --heap");
  }
  return value;
}

/** Builds all that every Python program finds in a heap that holds nothing. */
export function bootstrap(vm: Vm): void {
  bootstrapTypes(vm);
  bootstrapSystem(vm);
}

/** The part that is the same for all programs, so that a heap image can hold it: everything but `sys`. */
export function bootstrapTypes(vm: Vm): void {
  const i32 = vm.i32;
  vm.setControl(CONTROL_NEXT_TYPE, FIRST_DYNAMIC_TYPE);
  vm.setControl(CONTROL_RECURSION_LIMIT, DEFAULT_RECURSION_LIMIT);
  for (
    const [address, type] of [[NONE, T_NONE_TYPE], [FALSE, T_BOOL], [TRUE, T_BOOL], [ELLIPSIS, T_ELLIPSIS], [
      NOT_IMPLEMENTED,
      T_NOT_IMPLEMENTED_TYPE,
    ]]
  ) {
    i32[address >>> 2] = type;
    vm.rc.init(address);
    vm.rc.immortalise(address);
  }
  // True is read as an int of one limb; False, all zero, as one of none.
  i32[(TRUE + INT_SIZE) >>> 2] = 1;
  i32[(TRUE + INT_LIMBS) >>> 2] = 1;
  const types = vm.registry.types;
  // Layouts first: the objects made below are told apart by them.
  for (const type of types) vm.u16[(LAYOUT_TABLE >>> 1) + type.index] = type.layout ?? type.index;
  const empty = required(vm.alloc(T_TUPLE, TUPLE_ITEMS));
  vm.rc.immortalise(empty);
  vm.setControl(CONTROL_EMPTY_TUPLE, empty);
  vm.attachNames();
  for (const type of types) allocateType(vm, type);
  for (const type of types) fillType(vm, type);
  for (const type of types) refreshFlags(vm, vm.typeObject(type.index));
  // bool's instances are laid out as nothing else, but count as ints.
  vm.u16[(LAYOUT_TABLE >>> 1) + T_BOOL] = T_BOOL;

  vm.setControl(CONTROL_MODULES, required(vm.newDict()));
  vm.setControl(CONTROL_WEAK_TABLE, required(vm.newDict()));
  vm.setControl(CONTROL_RETIRED, required(vm.newList([])));
  vm.setControl(CONTROL_EXCEPTIONS, required(vm.newDict()));
  makeExceptions(vm);
  vm.setControl(CONTROL_GENERIC, makeGeneric(vm));
  const memoryError = newException(vm, vm.exceptionType("MemoryError"), vm.newTuple([]));
  vm.setControl(CONTROL_MEMORY_ERROR, required(memoryError));

  const builtins = required(loadNative(vm, "builtins"));
  const dict = i32[(builtins + MODULE_DICT) >>> 2];
  vm.setControl(CONTROL_BUILTINS, vm.keep(dict));
  vm.decref(builtins);
  for (
    const [name, value] of [["None", NONE], ["True", TRUE], ["False", FALSE], ["Ellipsis", ELLIPSIS], [
      "NotImplemented",
      NOT_IMPLEMENTED,
    ], ["__debug__", TRUE]] as const
  ) {
    vm.dictSetStr(dict, name, value);
  }
  for (const type of types) {
    if (PUBLIC_TYPES.has(type.name)) vm.dictSetStr(dict, type.name, vm.typeObject(type.index));
  }
  vm.dictIterate(vm.control(CONTROL_EXCEPTIONS), (key, value) => vm.dictSet(dict, key, value));
  for (const alias of ["EnvironmentError", "IOError"]) {
    vm.dictSetStr(dict, alias, vm.exceptionType("OSError"));
  }
}

/** The part that knows of the program: `sys`. */
export function bootstrapSystem(vm: Vm): void {
  const sys = required(loadNative(vm, "sys"));
  vm.setControl(CONTROL_SYS, vm.keep(vm.i32[(sys + MODULE_DICT) >>> 2]));
  vm.decref(sys);
  vm.setControl(CONTROL_READY, 1);
}

/** The same in a heap that was made from an image with `sys`, where it knows of the program that made the image. */
export function resumeSystem(vm: Vm): void {
  const sys = vm.dictGetStr(vm.control(CONTROL_MODULES), "sys");
  const { refresh } = vm.registry.modules.get("sys")!;
  if (refresh === undefined || !refresh(vm, sys, vm.control(CONTROL_SYS))) {
    throw new Error(
      "Cannot start as the heap is too small for the program's arguments: give it more with --heap",
    );
  }
}

/** Types that are names of `builtins`. */
const PUBLIC_TYPES: ReadonlySet<string> = new Set([
  "object",
  "type",
  "int",
  "bool",
  "float",
  "complex",
  "str",
  "bytes",
  "bytearray",
  "memoryview",
  "list",
  "tuple",
  "dict",
  "set",
  "frozenset",
  "range",
  "slice",
  "classmethod",
  "staticmethod",
  "property",
  "super",
  "enumerate",
  "zip",
  "map",
  "filter",
  "reversed",
]);

function allocateType(vm: Vm, definition: TypeDefinition): void {
  const type = required(vm.alloc(T_TYPE, TYPE_BYTES));
  vm.rc.immortalise(type);
  const put = (offset: number, value: number) => vm.i32[(type + offset) >>> 2] = value;
  put(TYPE_INDEX, definition.index);
  put(TYPE_NAME, vm.intern(definition.name));
  put(TYPE_QUALNAME, vm.intern(definition.name));
  put(TYPE_BASIC_SIZE, definition.basicSize);
  put(TYPE_DICT_OFFSET, definition.dictOffset ?? 0);
  put(TYPE_LAYOUT, definition.layout ?? definition.index);
  put(TYPE_VERSION, vm.newVersion());
  put(
    TYPE_FLAGS,
    (definition.subclassable === true ? TYPE_FLAG_BASE : 0) |
      (definition.collection === "sequence" ? TYPE_FLAG_SEQUENCE : 0) |
      (definition.collection === "mapping" ? TYPE_FLAG_MAPPING : 0) |
      (MATCH_SELF.includes(definition.name) ? TYPE_FLAG_MATCH_SELF : 0),
  );
  vm.i32[(TYPE_TABLE >>> 2) + definition.index] = type;
}

function fillType(vm: Vm, definition: TypeDefinition): void {
  const type = vm.typeObject(definition.index);
  const dict = required(vm.newDict());
  vm.i32[(type + TYPE_DICT) >>> 2] = dict;
  const base = definition.base ?? (definition.index === T_BOOL ? T_INT : T_OBJECT);
  if (definition.index !== T_OBJECT) {
    const parent = vm.typeObject(base);
    vm.i32[(type + TYPE_BASE) >>> 2] = parent;
    vm.i32[(type + TYPE_BASES) >>> 2] = required(vm.newTuple([parent]));
    addSubclass(vm, parent, definition.index);
  } else vm.i32[(type + TYPE_BASES) >>> 2] = vm.newTuple([]);
  for (const native of definition.methods ?? []) {
    vm.dictSetOwned(dict, native.name, nativeDescriptor(vm, type, native));
  }
  for (const getset of definition.getset ?? []) addGetSet(vm, type, dict, getset);
  for (const member of definition.members ?? []) {
    vm.dictSetOwned(
      dict,
      member.name,
      descriptor(vm, T_MEMBER_DESCRIPTOR, vm.registry.idOf(member), type, member.name),
    );
  }
  if (definition.matchArgs !== undefined) {
    vm.dictSetOwned(dict, "__match_args__", vm.newTuple(definition.matchArgs.map((name) => vm.newStr(name))));
  }
  for (const name of definition.none ?? []) vm.dictSetStr(dict, name, NONE);
  // The class of type aliases has this attribute of its instances there.
  if (definition.module !== undefined && vm.dictGetStr(dict, "__module__") === 0) {
    vm.dictSetOwned(dict, "__module__", vm.newStr(definition.module));
  }
  if (vm.dictGetStr(dict, "__doc__") === 0) {
    vm.dictSetOwned(dict, "__doc__", definition.doc === undefined ? NONE : vm.newStr(definition.doc));
  }
  if (setMro(vm, type) < 0) throw new Error(`Cannot order the bases of ${definition.name}`);
}

function addGetSet(vm: Vm, type: Address, dict: Value, getset: GetSetDefinition): void {
  vm.dictSetOwned(
    dict,
    getset.name,
    descriptor(vm, T_GETSET_DESCRIPTOR, vm.registry.idOf(getset), type, getset.name),
  );
}

function descriptor(vm: Vm, kind: number, id: number, owner: Address, name: string): Value {
  const made = required(vm.alloc(kind, NATIVE_BYTES));
  vm.i32[(made + NATIVE_ID) >>> 2] = id;
  vm.i32[(made + NATIVE_SELF) >>> 2] = vm.keep(owner);
  vm.i32[(made + NATIVE_NAME) >>> 2] = vm.intern(name);
  vm.i32[(made + NATIVE_EXTRA) >>> 2] = 0;
  return made;
}

/** What a native becomes in its type's dict. */
function nativeDescriptor(vm: Vm, type: Address, native: NativeDefinition): Value {
  const id = vm.registry.idOf(native);
  switch (native.kind) {
    case "slot":
      return descriptor(vm, T_WRAPPER_DESCRIPTOR, id, type, native.name);
    case "classmethod":
      return descriptor(vm, T_CLASSMETHOD_DESCRIPTOR, id, type, native.name);
    case "new":
    case "staticmethod": {
      const wrapped = required(vm.alloc(T_STATICMETHOD, WRAPPED_BYTES));
      vm.i32[(wrapped + WRAPPED_CALLABLE) >>> 2] = required(vm.newNative(id, 0, native.name, "builtins"));
      return wrapped;
    }
    default:
      return descriptor(vm, T_METHOD_DESCRIPTOR, id, type, native.name);
  }
}

/** The exception classes: made as Python makes classes, then closed to changes. */
function makeExceptions(vm: Vm): void {
  const all = vm.control(CONTROL_EXCEPTIONS);
  const root = vm.typeObject(T_BASE_EXCEPTION);
  vm.dictSetStr(all, "BaseException", root);
  const add = (name: string, bases: readonly string[], doc: string, isReferable = false): void => {
    const types = bases.map((base) => vm.dictGetStr(all, base));
    const type = makeBuiltinClass(vm, name, types, { __module__: "builtins", __doc__: doc }, isReferable);
    if (hasFields(name)) vm.i32[(type + TYPE_FLAGS) >>> 2] |= TYPE_FLAG_FIELDS;
    vm.dictSetStr(all, name, type);
  };
  for (const [name, base, doc] of EXCEPTIONS) add(name, [base], doc);
  add("BaseExceptionGroup", ["BaseException"], "A combination of multiple unrelated exceptions.");
  add(
    "ExceptionGroup",
    ["BaseExceptionGroup", "Exception"],
    "A combination of multiple unrelated exceptions.",
    true,
  );
}

/** `typing.Generic`: without slots, so that classes derive from it beside any other. */
function makeGeneric(vm: Vm): Address {
  const texts = { __module__: "typing", __doc__: "Abstract base class for generic types." };
  return makeBuiltinClass(vm, "Generic", [vm.objectType], texts);
}

/**
 * A class made as Python makes classes, with the natives that are listed for it, then closed to changes.
 *
 * @param isReferable Whether its own instances can be weakly referenced, and not only those of what a program derives from it.
 */
function makeBuiltinClass(
  vm: Vm,
  name: string,
  bases: readonly Address[],
  texts: { readonly [name: string]: string },
  isReferable: boolean = false,
): Address {
  const namespace = required(vm.newDict());
  for (const [key, text] of Object.entries(texts)) vm.dictSetOwned(namespace, key, vm.newStr(text));
  if (!isReferable) vm.dictSetOwned(namespace, "__slots__", vm.newTuple([]));
  const tuple = required(vm.newTuple(bases.map((base) => vm.keep(base))));
  const type = required(makeClass(vm, vm.typeObject(T_TYPE), vm.intern(name), tuple, namespace));
  vm.decref(tuple);
  vm.decref(namespace);
  vm.rc.immortalise(type);
  const dict = vm.i32[(type + TYPE_DICT) >>> 2];
  vm.dictDelete(dict, vm.intern("__slots__"));
  for (const native of EXTRA_METHODS[name] ?? []) {
    vm.dictSetOwned(dict, native.name, nativeDescriptor(vm, type, native));
  }
  for (const getset of EXTRA_GETSETS[name] ?? []) addGetSet(vm, type, dict, getset);
  vm.i32[(type + TYPE_FLAGS) >>> 2] &= ~TYPE_FLAG_HEAP;
  typeModified(vm, type);
  return type;
}
