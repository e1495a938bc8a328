/**
 * `types.GenericAlias` (`list[int]`, PEP 585) and the type of `int | str` (PEP 604).
 *
 * @module
 */
import {
  type Address,
  ELLIPSIS,
  NONE,
  NOT_IMPLEMENTED,
  PARTS_BYTES,
  PARTS_FIRST,
  PARTS_FOURTH,
  PARTS_SECOND,
  PARTS_THIRD,
  T_FROZENSET,
  T_GENERIC_ALIAS,
  T_LIST,
  T_NONE_TYPE,
  T_TUPLE,
  T_TYPE,
  T_TYPE_ALIAS_TYPE,
  T_UNION,
  TRUE,
  type Value,
} from "@orochi/object";
import { attributeError, genericGetAttr } from "../attributes.ts";
import { callWithTuple } from "../call.ts";
import {
  classMethod,
  type GetSetDefinition,
  method,
  newMethod,
  slot,
  type TypeDefinition,
} from "../native.ts";
import type { Vm } from "../vm.ts";
import {
  comparisonSlots,
  dropAll,
  firstPart,
  newParts,
  reprText,
  secondPart,
  storedItems,
} from "./_container.ts";
import { hashFrozenset, setFrom } from "./set.ts";

/** Attributes that an alias has itself; all others are its origin's (`Objects/genericaliasobject.c`). */
const OWN_ATTRIBUTES: ReadonlySet<string> = new Set([
  "__class__",
  "__bases__",
  "__origin__",
  "__args__",
  "__unpacked__",
  "__parameters__",
  "__typing_unpacked_tuple_args__",
  "__mro_entries__",
  "__reduce_ex__",
  "__reduce__",
  "__copy__",
  "__deepcopy__",
  "__instancecheck__",
  "__subclasscheck__",
]);

/** `origin[item]`; both are borrowed. */
export function newGenericAlias(vm: Vm, origin: Value, item: Value): Value {
  const args = vm.isTuple(item) ? vm.keep(item) : vm.newTuple([vm.keep(item)]);
  return args === 0 ? 0 : newParts(vm, T_GENERIC_ALIAS, vm.keep(origin), args);
}

function isType(vm: Vm, value: Value): boolean {
  return (value & 1) === 0 && vm.layout(value) === T_TYPE;
}

/** An attribute by its name (new reference); 0 without an exception if it is missing. */
function attribute(vm: Vm, object: Value, name: string): Value {
  return vm.getAttrOptional(object, vm.intern(name));
}

function hasAttribute(vm: Vm, object: Value, name: string): boolean {
  const value = attribute(vm, object, name);
  vm.decref(value);
  if (value === 0) vm.clearError();
  return value !== 0;
}

/** How an argument is shown (`_Py_typing_type_repr`); null with an exception set. */
export function typeRepr(vm: Vm, value: Value): string | null {
  if (value === ELLIPSIS) return "...";
  if (value === vm.typeObject(T_NONE_TYPE)) return "None";
  if (vm.isExact(value, T_LIST)) {
    const texts: string[] = [];
    const items = storedItems(vm, value);
    for (const item of items) {
      const text = typeRepr(vm, item);
      if (text !== null) texts.push(text);
    }
    const complete = texts.length === items.length;
    dropAll(vm, items);
    return complete ? `[${texts.join(", ")}]` : null;
  }
  if (hasAttribute(vm, value, "__origin__") && hasAttribute(vm, value, "__args__")) {
    return reprText(vm, value);
  }
  const qualname = attribute(vm, value, "__qualname__");
  const module = qualname === 0 ? 0 : attribute(vm, value, "__module__");
  let text: string | null = null;
  const named = qualname !== 0 && module !== 0 && module !== NONE && vm.isStr(qualname);
  if (named) {
    const prefix = vm.isStr(module) ? vm.js(module) : "builtins";
    text = prefix === "builtins" ? vm.js(qualname) : `${prefix}.${vm.js(qualname)}`;
  }
  vm.decref(qualname);
  vm.decref(module);
  if (vm.failed()) return null;
  return named ? text : reprText(vm, value);
}

function aliasRepr(vm: Vm, alias: Address): Value {
  const origin = typeRepr(vm, firstPart(vm, alias));
  if (origin === null) return 0;
  const args = secondPart(vm, alias);
  const texts: string[] = [];
  for (let i = 0; i < vm.tupleLength(args); i++) {
    const text = typeRepr(vm, vm.tupleItem(args, i));
    if (text === null) return 0;
    texts.push(text);
  }
  const star = isUnpacked(vm, alias) ? "*" : "";
  return vm.newStr(`${star}${origin}[${texts.length === 0 ? "()" : texts.join(", ")}]`);
}

function isUnpacked(vm: Vm, alias: Address): boolean {
  return vm.i32[(alias + PARTS_FOURTH) >>> 2] === TRUE;
}

/** Adds the type parameters of some arguments (new references), each once. False on failure. */
function addParameters(vm: Vm, args: Value, found: Value[]): boolean {
  const add = (parameter: Value) => {
    if (!found.includes(parameter)) found.push(vm.keep(parameter));
  };
  for (let i = 0; i < vm.tupleLength(args); i++) {
    const arg = vm.tupleItem(args, i);
    if (isType(vm, arg)) continue;
    if (vm.isExact(arg, T_TUPLE)) {
      if (!addParameters(vm, arg, found)) return false;
      continue;
    }
    if (vm.isExact(arg, T_LIST)) {
      const inner = vm.newTuple(storedItems(vm, arg));
      const done = inner !== 0 && addParameters(vm, inner, found);
      vm.decref(inner);
      if (!done) return false;
      continue;
    }
    if (hasAttribute(vm, arg, "__typing_subst__")) {
      add(arg);
      continue;
    }
    const nested = attribute(vm, arg, "__parameters__");
    if (nested === 0 && vm.failed()) return false;
    if (nested !== 0 && vm.isTuple(nested)) {
      for (let k = 0; k < vm.tupleLength(nested); k++) add(vm.tupleItem(nested, k));
    }
    vm.decref(nested);
  }
  return true;
}

/** The tuple of type parameters in a tuple of arguments. */
export function makeParameters(vm: Vm, args: Value): Value {
  const found: Value[] = [];
  if (addParameters(vm, args, found)) return vm.newTuple(found);
  dropAll(vm, found);
  return 0;
}

/** The parameters of an alias or union (borrowed), computed once and kept at an offset. */
function parametersOf(vm: Vm, object: Address, args: Value, offset: number): Value {
  const word = (object + offset) >>> 2;
  if (vm.i32[word] === 0) {
    const made = makeParameters(vm, args);
    if (made === 0) return 0;
    vm.store(word, made);
  }
  return vm.i32[word];
}

/**
 * Arguments with parameters replaced (`_Py_subs_parameters`).
 *
 * @returns A new tuple.
 */
export function substitute(vm: Vm, self: Value, args: Value, parameters: Value, item: Value): Value {
  const count = vm.tupleLength(parameters);
  if (count === 0) {
    const text = reprText(vm, self);
    return text === null ? 0 : vm.raiseType(`${text} is not a generic class`);
  }
  let items = unpackedItems(vm, item);
  for (let i = 0; i < count && items !== 0; i++) {
    const prepare = attribute(vm, vm.tupleItem(parameters, i), "__typing_prepare_subst__");
    if (prepare === 0 && vm.failed()) {
      vm.decref(items);
      return 0;
    }
    if (prepare === 0) continue;
    const prepared = vm.call(prepare, self, items);
    vm.decref(prepare);
    vm.decref(items);
    items = prepared;
  }
  if (items === 0) return 0;
  const given = vm.tupleLength(items);
  if (given !== count) {
    const text = reprText(vm, self);
    vm.decref(items);
    if (text === null) return 0;
    return vm.raiseType(
      `Too ${given > count ? "many" : "few"} arguments for ${text}; actual ${given}, expected ${count}`,
    );
  }
  const result = substituteIn(vm, args, parameters, items);
  vm.decref(items);
  return result;
}

/** A new tuple of what a generic is subscripted with: a starred tuple of known length counts as its items. */
function unpackedItems(vm: Vm, item: Value): Value {
  const items: Value[] = [];
  for (const value of vm.isTuple(item) ? storedItems(vm, item) : [vm.keep(item)]) {
    const inner = isType(vm, value) ? 0 : attribute(vm, value, "__typing_unpacked_tuple_args__");
    if (inner === 0 && vm.failed()) {
      vm.decref(value);
      dropAll(vm, items);
      return 0;
    }
    const length = inner !== 0 && vm.isTuple(inner) ? vm.tupleLength(inner) : -1;
    if (length >= 0 && (length === 0 || vm.tupleItem(inner, length - 1) !== ELLIPSIS)) {
      items.push(...storedItems(vm, inner));
      vm.decref(value);
    } else items.push(value);
    vm.decref(inner);
  }
  return vm.newTuple(items);
}

function substituteIn(vm: Vm, args: Value, parameters: Value, items: Value): Value {
  const result: Value[] = [];
  for (let i = 0; i < vm.tupleLength(args); i++) {
    const arg = vm.tupleItem(args, i);
    const replaced = substituteOne(vm, arg, parameters, items);
    if (replaced === 0) {
      dropAll(vm, result);
      return 0;
    }
    // A type variable tuple, or something unpacked, stands for any number of arguments.
    if (vm.isTuple(replaced) && !vm.isTuple(arg)) {
      result.push(...storedItems(vm, replaced));
      vm.decref(replaced);
    } else result.push(replaced);
  }
  return vm.newTuple(result);
}

/** An argument with parameters replaced: a new reference; a tuple where it stands for several. */
function substituteOne(vm: Vm, arg: Value, parameters: Value, items: Value): Value {
  if (isType(vm, arg)) return vm.keep(arg);
  if (vm.isExact(arg, T_TUPLE)) return substituteIn(vm, arg, parameters, items);
  if (vm.isExact(arg, T_LIST)) {
    const inner = vm.newTuple(storedItems(vm, arg));
    const replaced = inner === 0 ? 0 : substituteIn(vm, inner, parameters, items);
    vm.decref(inner);
    const list = replaced === 0 ? 0 : vm.newList(storedItems(vm, replaced));
    vm.decref(replaced);
    return list;
  }
  const index = parameterIndex(vm, parameters, arg);
  const subst = attribute(vm, arg, "__typing_subst__");
  if (subst !== 0) {
    const value = index < 0 ? vm.keep(arg) : vm.call(subst, vm.tupleItem(items, index));
    vm.decref(subst);
    return value;
  }
  if (vm.failed()) return 0;
  const own = attribute(vm, arg, "__parameters__");
  if (own === 0 || !vm.isTuple(own) || vm.tupleLength(own) === 0) {
    vm.decref(own);
    return vm.failed() ? 0 : vm.keep(arg);
  }
  const chosen: Value[] = [];
  for (let i = 0; i < vm.tupleLength(own); i++) {
    const at = parameterIndex(vm, parameters, vm.tupleItem(own, i));
    const value = at < 0 ? vm.tupleItem(own, i) : vm.tupleItem(items, at);
    if (at >= 0 && vm.isTuple(value)) chosen.push(...storedItems(vm, value));
    else chosen.push(vm.keep(value));
  }
  vm.decref(own);
  const key = vm.newTuple(chosen);
  const result = key === 0 ? 0 : vm.getItem(arg, key);
  vm.decref(key);
  return result;
}

function parameterIndex(vm: Vm, parameters: Value, parameter: Value): number {
  for (let i = 0; i < vm.tupleLength(parameters); i++) {
    if (vm.tupleItem(parameters, i) === parameter) return i;
  }
  return -1;
}

/** `alias[item]`. */
function subscript(vm: Vm, alias: Address, item: Value): Value {
  const parameters = parametersOf(vm, alias, secondPart(vm, alias), PARTS_THIRD);
  const args = parameters === 0 ? 0 : substitute(vm, alias, secondPart(vm, alias), parameters, item);
  if (args === 0) return 0;
  const result = newGenericAlias(vm, firstPart(vm, alias), args);
  vm.decref(args);
  if (result !== 0 && isUnpacked(vm, alias)) vm.i32[(result + PARTS_FOURTH) >>> 2] = TRUE;
  return result;
}

/** `alias(...)`: an instance of the origin, which remembers the alias if it can. */
function callAlias(vm: Vm, alias: Address, args: Value, keywords: Value): Value {
  const instance = callWithTuple(vm, firstPart(vm, alias), args, keywords);
  if (instance === 0) return 0;
  if (!vm.setAttr(instance, vm.intern("__orig_class__"), alias)) {
    if (!vm.matches("AttributeError") && !vm.matches("TypeError")) {
      vm.decref(instance);
      return 0;
    }
    vm.clearError();
  }
  return instance;
}

function compareAliases(vm: Vm, operation: number, a: Value, b: Value): Value {
  if (vm.layout(b) !== T_GENERIC_ALIAS) return NOT_IMPLEMENTED;
  let same = isUnpacked(vm, a) === isUnpacked(vm, b) ? vm.equals(firstPart(vm, a), firstPart(vm, b)) : 0;
  if (same === 1) same = vm.equals(secondPart(vm, a), secondPart(vm, b));
  return same < 0 ? 0 : vm.bool((same === 1) === (operation === 2));
}

/** `*alias`, as in `tuple[*Ts]`: the alias marked as unpacked. */
function unpacked(vm: Vm, alias: Address): Value {
  const result = newGenericAlias(vm, firstPart(vm, alias), secondPart(vm, alias));
  if (result !== 0) vm.i32[(result + PARTS_FOURTH) >>> 2] = TRUE;
  return result;
}

/** A computed attribute that can't be written. */
function readOnly(name: string, get: GetSetDefinition["get"]): GetSetDefinition {
  return { name, get };
}

/** `types.GenericAlias`: origin, arguments, parameters once asked for, True if unpacked. */
export const genericAliasType: TypeDefinition = {
  index: T_GENERIC_ALIAS,
  name: "GenericAlias",
  module: "types",
  basicSize: PARTS_BYTES,
  subclassable: true,
  doc:
    "Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list and t.__args__ is (int,).",
  members: [
    { name: "__origin__", offset: PARTS_FIRST },
    { name: "__args__", offset: PARTS_SECOND },
  ],
  getset: [
    readOnly(
      "__parameters__",
      (vm, alias) => vm.keep(parametersOf(vm, alias, secondPart(vm, alias), PARTS_THIRD)),
    ),
    readOnly("__unpacked__", (vm, alias) => vm.bool(isUnpacked(vm, alias))),
    readOnly(
      "__typing_unpacked_tuple_args__",
      (vm, alias) =>
        isUnpacked(vm, alias) && firstPart(vm, alias) === vm.typeObject(T_TUPLE)
          ? vm.keep(secondPart(vm, alias))
          : NONE,
    ),
  ],
  methods: [
    newMethod("($type, origin, args, /)", (vm, a) => {
      const args = vm.isTuple(vm.i32[a + 2]) ? vm.keep(vm.i32[a + 2]) : vm.newTuple([vm.keep(vm.i32[a + 2])]);
      const alias = args === 0 ? 0 : vm.allocLike(vm.i32[a], PARTS_BYTES);
      if (alias === 0) {
        vm.decref(args);
        return 0;
      }
      vm.i32[(alias + PARTS_FIRST) >>> 2] = vm.keep(vm.i32[a + 1]);
      vm.i32[(alias + PARTS_SECOND) >>> 2] = args;
      return alias;
    }),
    slot("__repr__", "($self, /)", (vm, a) => aliasRepr(vm, vm.i32[a])),
    slot("__hash__", "($self, /)", (vm, a) => {
      const origin = vm.hash(firstPart(vm, vm.i32[a]));
      if (origin === 0 && vm.failed()) return 0;
      const args = vm.hash(secondPart(vm, vm.i32[a]));
      return args === 0 && vm.failed() ? 0 : vm.newInt(origin ^ args);
    }),
    ...comparisonSlots(compareAliases, [2, 3]),
    slot(
      "__call__",
      "($self, /, *args, **kwargs)",
      (vm, a) => callAlias(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
    ),
    slot("__getitem__", "($self, key, /)", (vm, a) => subscript(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__iter__", "($self, /)", (vm, a) => {
      const star = unpacked(vm, vm.i32[a]);
      const tuple = star === 0 ? 0 : vm.newTuple([star]);
      const iterator = tuple === 0 ? 0 : vm.iter(tuple);
      vm.decref(tuple);
      return iterator;
    }),
    slot("__getattribute__", "($self, name, /)", (vm, a) => {
      const alias = vm.i32[a], name = vm.i32[a + 1];
      if (vm.isStr(name) && !OWN_ATTRIBUTES.has(vm.js(name))) {
        return vm.getAttr(firstPart(vm, alias), name);
      }
      const value = genericGetAttr(vm, alias, vm.typeOf(alias), name);
      return value !== 0 || vm.failed() ? value : attributeError(vm, alias, name);
    }),
    slot("__or__", "($self, value, /)", (vm, a) => makeUnion(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__ror__", "($self, value, /)", (vm, a) => makeUnion(vm, vm.i32[a + 1], vm.i32[a])),
    method(
      "__mro_entries__",
      "($self, bases, /)",
      (vm, a) => vm.newTuple([vm.keep(firstPart(vm, vm.i32[a]))]),
    ),
    method(
      "__instancecheck__",
      "($self, instance, /)",
      (vm) => vm.raiseType("isinstance() argument 2 cannot be a parameterized generic"),
    ),
    method(
      "__subclasscheck__",
      "($self, cls, /)",
      (vm) => vm.raiseType("issubclass() argument 2 cannot be a parameterized generic"),
    ),
    method("__reduce__", "($self, /)", (vm, a) =>
      vm.newTuple([
        vm.keep(vm.typeObject(T_GENERIC_ALIAS)),
        vm.newTuple([vm.keep(firstPart(vm, vm.i32[a])), vm.keep(secondPart(vm, vm.i32[a]))]),
      ])),
  ],
};

// -- unions

function isUnionable(vm: Vm, value: Value): boolean {
  if (value === NONE || isType(vm, value)) return true;
  const layout = vm.layout(value);
  return layout === T_GENERIC_ALIAS || layout === T_UNION || layout === T_TYPE_ALIAS_TYPE;
}

/** `left | right` of types, None and aliases; NotImplemented for other operands. Unions inside are flattened. */
export function makeUnion(vm: Vm, left: Value, right: Value): Value {
  return isUnionable(vm, left) && isUnionable(vm, right) ? unionOf(vm, [left, right]) : NOT_IMPLEMENTED;
}

/** The hash of a member of a union; null for one that has none, or with an exception set. */
function hashOfMember(vm: Vm, member: Value): number | null {
  const hash = vm.hash(member);
  if (!vm.failed()) return hash;
  if (vm.matches("TypeError")) vm.clearError();
  return null;
}

/** The union of any values (borrowed), each once; a single one is itself. */
export function unionOf(vm: Vm, values: readonly Value[]): Value {
  const flat: Value[] = [], hashes: (number | null)[] = [];
  for (const value of values) {
    const members = vm.layout(value) === T_UNION
      ? storedItems(vm, firstPart(vm, value))
      : [vm.keep(value === NONE ? vm.typeObject(T_NONE_TYPE) : value)];
    for (const member of members) {
      const hash = hashOfMember(vm, member);
      let known = vm.failed() ? -1 : 0;
      for (let i = 0; i < flat.length && known === 0; i++) {
        // As in a set: only what has the same hash, or none either, is compared.
        if (hashes[i] === hash) known = vm.equals(flat[i], member);
      }
      if (known === 0) {
        flat.push(vm.keep(member));
        hashes.push(hash);
      } else if (known < 0) {
        dropAll(vm, members);
        dropAll(vm, flat);
        return 0;
      }
    }
    dropAll(vm, members);
  }
  if (flat.length === 1) return flat[0];
  const args = vm.newTuple(flat);
  return args === 0 ? 0 : newParts(vm, T_UNION, args);
}

/** The members as a new frozenset. */
function memberSet(vm: Vm, union: Address): Value {
  return setFrom(vm, T_FROZENSET, firstPart(vm, union));
}

function compareUnions(vm: Vm, operation: number, a: Value, b: Value): Value {
  if (vm.layout(b) !== T_UNION) return NOT_IMPLEMENTED;
  const x = memberSet(vm, a);
  const y = x === 0 ? 0 : memberSet(vm, b);
  const result = y === 0 ? 0 : vm.compare(operation, x, y);
  vm.decref(x);
  vm.decref(y);
  return result;
}

/** Asks each member until one says yes. */
function anyMember(vm: Vm, union: Address, ask: (member: Value) => number): Value {
  const args = firstPart(vm, union);
  for (let i = 0; i < vm.tupleLength(args); i++) {
    const answer = ask(vm.tupleItem(args, i));
    if (answer !== 0) return answer < 0 ? 0 : TRUE;
  }
  return vm.bool(false);
}

/** `typing.Union`: members, parameters once asked for. */
export const unionType: TypeDefinition = {
  index: T_UNION,
  name: "Union",
  module: "typing",
  basicSize: PARTS_BYTES,
  doc: "Represent a union type\n\nE.g. for int | str",
  members: [{ name: "__args__", offset: PARTS_FIRST }],
  getset: [
    readOnly(
      "__parameters__",
      (vm, union) => vm.keep(parametersOf(vm, union, firstPart(vm, union), PARTS_SECOND)),
    ),
    readOnly("__origin__", (vm) => vm.keep(vm.typeObject(T_UNION))),
    readOnly("__name__", (vm) => vm.newStr("Union")),
    readOnly("__qualname__", (vm) => vm.newStr("Union")),
  ],
  methods: [
    slot("__repr__", "($self, /)", (vm, a) => {
      const args = firstPart(vm, vm.i32[a]);
      const texts: string[] = [];
      for (let i = 0; i < vm.tupleLength(args); i++) {
        const text = typeRepr(vm, vm.tupleItem(args, i));
        if (text === null) return 0;
        texts.push(text);
      }
      return vm.newStr(texts.join(" | "));
    }),
    slot("__hash__", "($self, /)", (vm, a) => {
      const set = memberSet(vm, vm.i32[a]);
      if (set === 0) return 0;
      const hash = hashFrozenset(vm, set);
      vm.decref(set);
      return vm.newInt(hash);
    }),
    ...comparisonSlots(compareUnions, [2, 3]),
    slot("__or__", "($self, value, /)", (vm, a) => makeUnion(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__ror__", "($self, value, /)", (vm, a) => makeUnion(vm, vm.i32[a + 1], vm.i32[a])),
    slot("__getitem__", "($self, key, /)", (vm, a) => {
      const union = vm.i32[a];
      const parameters = parametersOf(vm, union, firstPart(vm, union), PARTS_SECOND);
      const args = parameters === 0
        ? 0
        : substitute(vm, union, firstPart(vm, union), parameters, vm.i32[a + 1]);
      if (args === 0) return 0;
      const items = storedItems(vm, args);
      const result = unionOf(vm, items);
      dropAll(vm, items);
      vm.decref(args);
      return result;
    }),
    method(
      "__instancecheck__",
      "($self, instance, /)",
      (vm, a) => anyMember(vm, vm.i32[a], (member) => vm.isInstance(vm.i32[a + 1], member)),
    ),
    method(
      "__subclasscheck__",
      "($self, cls, /)",
      (vm, a) => anyMember(vm, vm.i32[a], (member) => vm.isSubclass(vm.i32[a + 1], member)),
    ),
    method("__mro_entries__", "($self, bases, /)", (vm, a) => {
      const text = reprText(vm, vm.i32[a]);
      return text === null ? 0 : vm.raiseType(`Cannot subclass ${text}`);
    }),
    classMethod("__class_getitem__", "($type, members, /)", (vm, a) => {
      if (!vm.isTuple(vm.i32[a + 1])) return unionOf(vm, [vm.i32[a + 1]]);
      if (vm.tupleLength(vm.i32[a + 1]) === 0) return vm.raiseType("Cannot take a Union of no types.");
      const items = storedItems(vm, vm.i32[a + 1]);
      const result = unionOf(vm, items);
      dropAll(vm, items);
      return result;
    }),
  ],
};
