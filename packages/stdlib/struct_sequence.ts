/**
 * Struct sequences: tuples whose items have names, such as `os.stat_result`. Some have further named values that
 * are no items; those lie behind the items (`TYPE_MEMBER_COUNT` of them) and only attributes reach them.
 *
 * @module
 */
import {
  type Address,
  NATIVE_BYTES,
  NATIVE_EXTRA,
  NATIVE_ID,
  NATIVE_NAME,
  NATIVE_SELF,
  NONE,
  T_MEMBER_DESCRIPTOR,
  T_METHOD_DESCRIPTOR,
  T_STATICMETHOD,
  T_STRUCT_SEQUENCE,
  T_TUPLE,
  T_TYPE,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  TYPE_DICT,
  TYPE_FLAGS,
  TYPE_MEMBER_COUNT,
  type Value,
  WRAPPED_BYTES,
  WRAPPED_CALLABLE,
} from "@orochi/object";
import {
  type MemberDefinition,
  method,
  type NativeDefinition,
  newMethod,
  slot,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { makeClass, refreshFlags, TYPE_FLAG_BASE, TYPE_FLAG_HEAP } from "@orochi/vm";
import { qualifiedTypeName } from "@orochi/vm/kernel";
import { getState, setStateOwned } from "./state.ts";

/** A kind of struct sequence. */
export interface StructSequence {
  /** Module and name, such as `"os.stat_result"`. */
  readonly name: string;
  /** Names of all values, items first; "" for an item without one. */
  readonly fields: readonly string[];
  /** How many of them are items; all by default. */
  readonly items?: number;
  /** Docstring. */
  readonly doc?: string;
  /** Whether Python code may make instances. */
  readonly closed?: boolean;
  /** Whether its class is called with the only item itself, not with a sequence. */
  readonly single?: boolean;
}

/** Most values that a struct sequence has. */
const MOST_FIELDS = 24;

const MEMBERS: readonly MemberDefinition[] = Array.from(
  { length: MOST_FIELDS },
  (_, i) => ({ name: `field${i}`, offset: TUPLE_ITEMS + i * 4, noneIfEmpty: true }),
);

/** The kinds by name: every Worker loads the same modules, so the classes in the heap need not carry them. */
const KINDS: Map<string, StructSequence> = new Map();

/** Declares a kind; once, when the module that has it is loaded. */
export function defineStructSequence(kind: StructSequence): StructSequence {
  KINDS.set(kind.name, kind);
  return kind;
}

/** The kind of a class. */
function kindOf(vm: Vm, type: Address): StructSequence {
  const module = vm.dictGetStr(vm.i32[(type + TYPE_DICT) >>> 2], "__module__");
  return KINDS.get(`${vm.js(module)}.${vm.typeNameOf(type)}`)!;
}

/** Number of items and of all values of a class, and the names of the values. */
function describe(vm: Vm, type: Address): { items: number; total: number; names: readonly string[] } {
  const { fields, items } = kindOf(vm, type);
  return { items: items ?? fields.length, total: fields.length, names: fields };
}

function allocate(vm: Vm, type: Address, values: readonly Value[], items: number): Value {
  const made = values.includes(0) ? 0 : vm.allocLike(type, TUPLE_ITEMS + values.length * 4);
  if (made === 0) {
    for (const value of values) vm.decref(value);
    return 0;
  }
  vm.i32[(made + TUPLE_LENGTH) >>> 2] = items;
  vm.i32.set(values, (made + TUPLE_ITEMS) >>> 2);
  return made;
}

/** `type(sequence, dict={})`: hidden values come from the rest of the sequence, then from the dict, else None. */
function make(vm: Vm, type: Address, source: Value, extra: Value): Value {
  const { items, total, names } = describe(vm, type);
  const { closed, name } = kindOf(vm, type);
  if (closed === true) return vm.raiseType(`cannot create '${name}' instances`);
  if (source === 0) return vm.raiseType("structseq() missing required argument 'sequence' (pos 1)");
  if (kindOf(vm, type).single === true) return allocate(vm, type, [vm.keep(source)], 1);
  const list = vm.collect(source);
  if (list === 0) {
    if (!vm.matches("TypeError")) return 0;
    vm.clearError();
    return vm.raiseType("constructor requires a sequence");
  }
  const given = vm.listLength(list);
  if (given < items || given > total) {
    vm.decref(list);
    const bound = given < items ? (items === total ? "" : "at least ") : (items === total ? "" : "at most ");
    return vm.raiseType(
      `${vm.typeModule(type)}.${vm.typeNameOf(type)}() takes an ${bound}${
        given < items ? items : total
      }-sequence (${given}-sequence given)`,
    );
  }
  const values: Value[] = [];
  for (let i = 0; i < total; i++) {
    if (i < given) values.push(vm.keep(vm.listItem(list, i)));
    else {values.push(
        vm.keep(extra !== 0 && vm.isDict(extra) ? vm.dictGetStr(extra, names[i]) || NONE : NONE),
      );}
  }
  vm.decref(list);
  return allocate(vm, type, values, items);
}

function repr(vm: Vm, self: Address): Value {
  const type = vm.typeOf(self);
  const { items, names } = describe(vm, type);
  // Items without a name are shown under the names that come next, as CPython shows them.
  const shown = names.filter((name) => name !== "");
  const parts: string[] = [];
  for (let i = 0; i < items; i++) {
    const text = vm.repr(vm.tupleItem(self, i));
    if (text === 0) return 0;
    parts.push(`${shown[i]}=${vm.js(text)}`);
    vm.decref(text);
  }
  return vm.newStr(`${qualifiedTypeName(vm, type)}(${parts.join(", ")})`);
}

function itemsTuple(vm: Vm, self: Address): Value {
  return vm.newTuple(Array.from({ length: vm.tupleLength(self) }, (_, i) => vm.keep(vm.tupleItem(self, i))));
}

/** The hidden values by name. */
function hiddenDict(vm: Vm, self: Address): Value {
  const { items, total, names } = describe(vm, vm.typeOf(self));
  const dict = vm.newDict();
  for (let i = items; dict !== 0 && i < total; i++) {
    vm.dictSetStr(dict, names[i], vm.tupleItem(self, i) || NONE);
  }
  return dict;
}

function replace(vm: Vm, self: Address, changes: Value): Value {
  const type = vm.typeOf(self);
  const { items, total, names } = describe(vm, type);
  if (names.includes("")) {
    return vm.raiseType(
      `__replace__() is not supported for ${kindOf(vm, type).name} because it has unnamed field(s)`,
    );
  }
  const unknown: string[] = [];
  vm.dictIterate(changes, (key) => {
    if (!names.includes(vm.js(key))) unknown.push(vm.jsRepr(key));
    return true;
  });
  if (unknown.length > 0) return vm.raiseType(`Got unexpected field name(s): [${unknown.join(", ")}]`);
  const values: Value[] = [];
  for (let i = 0; i < total; i++) {
    values.push(vm.keep(vm.dictGetStr(changes, names[i]) || vm.tupleItem(self, i) || NONE));
  }
  return allocate(vm, type, values, items);
}

const NATIVES: readonly NativeDefinition[] = [
  newMethod("($type, sequence=(), dict=None)", (vm, a) => make(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2])),
  slot("__repr__", "($self, /)", (vm, a) => repr(vm, vm.i32[a])),
  method("__reduce__", "($self, /)", (vm, a) =>
    vm.newTuple([
      vm.keep(vm.typeOf(vm.i32[a])),
      vm.newTuple([itemsTuple(vm, vm.i32[a]), hiddenDict(vm, vm.i32[a])]),
    ])),
  method("__replace__", "($self, /, **changes)", (vm, a) => replace(vm, vm.i32[a], vm.i32[a + 1])),
];

/** Carries the natives that every struct sequence class has; it has no instances. */
export const structSequenceType: TypeDefinition = {
  index: T_STRUCT_SEQUENCE,
  name: "struct_sequence",
  basicSize: TUPLE_ITEMS,
  methods: NATIVES,
  members: MEMBERS,
};

function descriptor(vm: Vm, kind: number, id: number, owner: Address, name: string): Value {
  const made = vm.alloc(kind, NATIVE_BYTES);
  if (made === 0) return 0;
  vm.i32[(made + NATIVE_ID) >>> 2] = id;
  vm.i32[(made + NATIVE_SELF) >>> 2] = vm.keep(owner);
  vm.i32[(made + NATIVE_NAME) >>> 2] = vm.intern(name);
  vm.i32[(made + NATIVE_EXTRA) >>> 2] = 0;
  return made;
}

/** What a native becomes in the class's dict. */
function nativeOf(vm: Vm, type: Address, native: NativeDefinition): Value {
  const id = vm.registry.idOf(native);
  if (native.kind !== "new") return descriptor(vm, T_METHOD_DESCRIPTOR, id, type, native.name);
  const wrapped = vm.alloc(T_STATICMETHOD, WRAPPED_BYTES);
  if (wrapped !== 0) {
    vm.i32[(wrapped + WRAPPED_CALLABLE) >>> 2] = vm.newNative(id, 0, native.name, "builtins");
  }
  return wrapped;
}

/** The class of a kind of struct sequence (borrowed), made when it is first asked for; 0 with an exception set. */
export function structSequenceClass(vm: Vm, kind: StructSequence): Address {
  const known = getState(vm, kind.name);
  if (known !== 0) return known;
  const items = kind.items ?? kind.fields.length;
  const dot = kind.name.lastIndexOf(".");
  const namespace = vm.newDict();
  if (namespace === 0) return 0;
  const strings = (names: readonly string[]) => vm.newTuple(names.map((name) => vm.newStr(name)));
  vm.dictSetOwned(namespace, "__slots__", vm.newTuple([]));
  vm.dictSetOwned(namespace, "__module__", vm.newStr(kind.name.slice(0, dot)));
  vm.dictSetOwned(namespace, "__doc__", kind.doc === undefined ? NONE : vm.newStr(kind.doc));
  vm.dictSetOwned(namespace, "n_fields", vm.newInt(kind.fields.length));
  vm.dictSetOwned(namespace, "n_sequence_fields", vm.newInt(items));
  vm.dictSetOwned(namespace, "n_unnamed_fields", vm.newInt(kind.fields.filter((name) => name === "").length));
  vm.dictSetOwned(
    namespace,
    "__match_args__",
    strings(kind.fields.slice(0, items).filter((name) => name !== "")),
  );
  const bases = vm.newTuple([vm.keep(vm.typeObject(T_TUPLE))]);
  const type = makeClass(vm, vm.typeObject(T_TYPE), vm.intern(kind.name.slice(dot + 1)), bases, namespace);
  vm.decref(bases);
  vm.decref(namespace);
  if (type === 0) return 0;
  vm.i32[(type + TYPE_MEMBER_COUNT) >>> 2] = kind.fields.length - items;
  vm.i32[(type + TYPE_FLAGS) >>> 2] &= ~(TYPE_FLAG_HEAP | TYPE_FLAG_BASE);
  const dict = vm.i32[(type + TYPE_DICT) >>> 2];
  // Has done its work: instances have no dict.
  vm.dictDelete(dict, vm.intern("__slots__"));
  kind.fields.forEach((name, i) => {
    if (name === "") return;
    vm.dictSetOwned(
      dict,
      name,
      descriptor(vm, T_MEMBER_DESCRIPTOR, vm.registry.idOf(MEMBERS[i]), type, name),
    );
  });
  for (const native of NATIVES) vm.dictSetOwned(dict, native.name, nativeOf(vm, type, native));
  refreshFlags(vm, type);
  vm.rc.immortalise(type);
  return setStateOwned(vm, kind.name, type) ? type : 0;
}

/**
 * An instance.
 *
 * @param values All values in the order of the kind's fields; the references are taken over, 0 among them fails.
 */
export function newStructSequence(vm: Vm, kind: StructSequence, values: readonly Value[]): Value {
  const type = structSequenceClass(vm, kind);
  return allocate(
    vm,
    type === 0 ? vm.objectType : type,
    type === 0 ? [...values, 0] : values,
    kind.items ?? kind.fields.length,
  );
}
