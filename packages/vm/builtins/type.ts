/**
 * `type`.
 *
 * @module
 */
import {
  FALSE,
  NONE,
  T_TYPE,
  TRUE,
  TYPE_BASE,
  TYPE_BASES,
  TYPE_BYTES,
  TYPE_DICT,
  TYPE_FLAGS,
  TYPE_INDEX,
  TYPE_MRO,
  TYPE_NAME,
  TYPE_QUALNAME,
  type Value,
} from "@orochi/object";
import { attributeError, changeClassDict, typeGetAttr, typeSetAttr } from "../attributes.ts";
import { makeUnion } from "./generic_alias.ts";
import { calculateMetaclass, makeClass } from "../classes.ts";
import {
  type GetSetDefinition,
  method,
  newMethod,
  slot,
  staticMethod,
  type TypeDefinition,
} from "../native.ts";
import { encodeUtf8 } from "../codecs/utf8.ts";
import { callWithTuple } from "../call.ts";
import { isRealInstance, isRealSubclass } from "../protocol/compare.ts";
import { isHeap, typeAttributes } from "./type_attributes.ts";
import { lookup, subclassesOf, TYPE_FLAG_ABSTRACT } from "../type_lookup.ts";
import { setBases } from "../class_bases.ts";
import { defaultOrder } from "../class_order.ts";
import { dirOfClass } from "./object.ts";
import type { Vm } from "../vm.ts";

function word(offset: number, name: string): GetSetDefinition {
  return { name, get: (vm, type) => vm.keep(vm.i32[(type + offset) >>> 2]) || NONE };
}

function fromDict(name: string): (vm: Vm, type: Value) => Value {
  return (vm, type) => {
    const value = vm.dictGetStr(vm.i32[(type + TYPE_DICT) >>> 2], name);
    return value !== 0 ? vm.keep(value) : attributeError(vm, type, vm.intern(name));
  };
}

/** As `setInDict`, of what a class never loses. */
function replaceInDict(name: string): (vm: Vm, type: Value, value: Value) => boolean {
  const set = setInDict(name);
  return (vm, type, value) =>
    value === 0 ? requireHeap(vm, type, name) && refuseDeletion(vm, type, name) : set(vm, type, value);
}

function refuseDeletion(vm: Vm, type: Value, name: string): boolean {
  return vm.raiseType(`cannot delete '${name}' attribute of immutable type '${vm.typeNameOf(type)}'`) !== 0;
}

function setInDict(name: string): (vm: Vm, type: Value, value: Value) => boolean {
  return (vm, type, value) => {
    if (!requireHeap(vm, type, name)) return false;
    return changeClassDict(vm, type, vm.intern(name), value) >= 0;
  };
}

function requireHeap(vm: Vm, type: Value, name: string): boolean {
  if (isHeap(vm, type)) return true;
  vm.raiseType(`cannot set '${name}' attribute of immutable type '${vm.typeNameOf(type)}'`);
  return false;
}

/** Whether a str can be written in UTF-8; UnicodeEncodeError otherwise. */
function isUtf8(vm: Vm, text: Value): boolean {
  if (vm.js(text).isWellFormed()) return true;
  const bytes = encodeUtf8(vm, text, "strict");
  vm.decref(bytes);
  return bytes !== 0;
}

/** Whether a class may have a str for its name; an exception is set otherwise. */
function isName(vm: Vm, name: Value): boolean {
  if (!isUtf8(vm, name)) return false;
  return !vm.js(name).includes("\0") || vm.raiseValue("type name must not contain null characters") !== 0;
}

/** Whether no base asks to be replaced, which only class statements do; TypeError otherwise. */
function areResolved(vm: Vm, bases: Value): boolean {
  for (let i = 0; i < vm.tupleLength(bases); i++) {
    const base = vm.tupleItem(bases, i);
    if ((base & 1) === 0 && vm.layout(base) === T_TYPE) continue;
    const entries = vm.getAttrOptional(base, vm.names.__mro_entries__);
    vm.decref(entries);
    if (entries !== 0) {
      vm.raiseType("type() doesn't support MRO entry resolution; use types.new_class()");
    }
    if (vm.failed()) return false;
  }
  return true;
}

function setName(offset: number, name: string): (vm: Vm, type: Value, value: Value) => boolean {
  return (vm, type, value) => {
    if (!requireHeap(vm, type, name)) return false;
    if (value === 0) return refuseDeletion(vm, type, name);
    if (!vm.isStr(value)) {
      const given = vm.typeName(value);
      return vm.raiseType(`can only assign string to ${vm.typeNameOf(type)}.${name}, not '${given}'`) !== 0;
    }
    if (offset === TYPE_NAME && !isName(vm, value)) return false;
    vm.store((type + offset) >>> 2, vm.keep(value));
    return true;
  };
}

/** The bases' metaclass makes the class: its `__new__` gets the arguments, which begin at a word index. */
function newByMetaclass(vm: Vm, metatype: Value, maker: Value, a: number): Value {
  const bound = vm.bindDescriptor(maker, 0, metatype);
  const args = vm.newTuple(
    [metatype, vm.i32[a + 1], vm.i32[a + 2], vm.i32[a + 3]].map((value) => vm.keep(value)),
  );
  const made = bound === 0 || args === 0 ? 0 : callWithTuple(vm, bound, args, vm.i32[a + 4]);
  vm.decref(args);
  vm.decref(bound);
  return made;
}

function tri(answer: number): Value {
  return answer < 0 ? 0 : answer === 1 ? TRUE : FALSE;
}

/** `type`. */
export const typeType: TypeDefinition = {
  index: T_TYPE,
  name: "type",
  basicSize: TYPE_BYTES,
  subclassable: true,
  methods: [
    newMethod("($metatype, name, bases=(), dict={}, /, **kwds)", (vm, a) => {
      const i32 = vm.i32;
      const metatype = i32[a], name = i32[a + 1], bases = i32[a + 2], dict = i32[a + 3];
      if (bases === 0 && metatype === vm.typeObject(T_TYPE)) return vm.keep(vm.typeOf(name));
      if (bases === 0 || dict === 0) {
        if (metatype === vm.typeObject(T_TYPE)) return vm.raiseType("type() takes 1 or 3 arguments");
        return vm.raiseType(`type.__new__() takes exactly 3 arguments (${bases === 0 ? 1 : 2} given)`);
      }
      if (!vm.isStr(name)) {
        return vm.raiseType(`type.__new__() argument 1 must be str, not ${vm.typeName(name)}`);
      }
      if (!vm.isTuple(bases)) {
        return vm.raiseType(`type.__new__() argument 2 must be tuple, not ${vm.typeName(bases)}`);
      }
      if (!vm.isDict(dict)) {
        return vm.raiseType(`type.__new__() argument 3 must be dict, not ${vm.typeName(dict)}`);
      }
      if (!isName(vm, name)) return 0;
      const doc = vm.dictGetInterned(dict, vm.names.__doc__);
      if (doc !== 0 && vm.isStr(doc) && !isUtf8(vm, doc)) return 0;
      if (!areResolved(vm, bases)) return 0;
      const winner = calculateMetaclass(vm, metatype, bases);
      if (winner === 0) return 0;
      const maker = lookup(vm, winner, vm.names.__new__);
      if (winner !== metatype && maker !== lookup(vm, vm.typeObject(T_TYPE), vm.names.__new__)) {
        return newByMetaclass(vm, winner, maker, a);
      }
      vm.classKeywords = vm.length(i32[a + 4]) > 0 ? i32[a + 4] : 0;
      const made = makeClass(vm, winner, name, bases, dict);
      vm.classKeywords = 0;
      return made;
    }),
    slot("__init__", "($self, /, *args, **kwargs)", () => NONE),
    slot(
      "__call__",
      "($self, /, *args, **kwargs)",
      (vm, a) => vm.callTypeWith(vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
    ),
    slot("__repr__", "($self, /)", (vm, a) => {
      const type = vm.i32[a];
      const module = vm.typeModule(type);
      const name = vm.js(vm.i32[(type + TYPE_QUALNAME) >>> 2]);
      return vm.newStr(
        module === "" || module === "builtins" ? `<class '${name}'>` : `<class '${module}.${name}'>`,
      );
    }),
    slot("__getattribute__", "($self, name, /)", (vm, a) => {
      const type = vm.i32[a];
      const name = vm.attributeName(vm.i32[a + 1]);
      if (name === 0) return 0;
      const value = typeGetAttr(vm, type, vm.typeOf(type), name);
      return value !== 0 || vm.failed() ? value : attributeError(vm, type, vm.i32[a + 1]);
    }),
    slot(
      "__setattr__",
      "($self, name, value, /)",
      (vm, a) => {
        const name = vm.attributeName(vm.i32[a + 1]);
        return name !== 0 && typeSetAttr(vm, vm.i32[a], name, vm.i32[a + 2]) ? NONE : 0;
      },
    ),
    slot(
      "__delattr__",
      "($self, name, /)",
      (vm, a) => {
        const name = vm.attributeName(vm.i32[a + 1]);
        return name !== 0 && typeSetAttr(vm, vm.i32[a], name, 0) ? NONE : 0;
      },
    ),
    slot("__or__", "($self, value, /)", (vm, a) => makeUnion(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__ror__", "($self, value, /)", (vm, a) => makeUnion(vm, vm.i32[a + 1], vm.i32[a])),
    method("mro", "($self, /)", (vm, a) => defaultOrder(vm, vm.i32[a])),
    method("__dir__", "($self, /)", (vm, a) => dirOfClass(vm, vm.i32[a])),
    method(
      "__subclasses__",
      "($self, /)",
      (vm, a) => vm.newList(subclassesOf(vm, vm.i32[a]).map((subclass) => vm.keep(subclass))),
    ),
    method(
      "__instancecheck__",
      "($self, instance, /)",
      (vm, a) => tri(isRealInstance(vm, vm.i32[a + 1], vm.i32[a])),
    ),
    method(
      "__subclasscheck__",
      "($self, subclass, /)",
      (vm, a) => tri(isRealSubclass(vm, vm.i32[a + 1], vm.i32[a])),
    ),
    staticMethod("__prepare__", "(*args, **kwargs)", (vm) => vm.newDict()),
  ],
  getset: [
    { ...word(TYPE_NAME, "__name__"), set: setName(TYPE_NAME, "__name__") },
    { ...word(TYPE_QUALNAME, "__qualname__"), set: setName(TYPE_QUALNAME, "__qualname__") },
    word(TYPE_BASE, "__base__"),
    {
      ...word(TYPE_BASES, "__bases__"),
      set: (vm, type, value) => requireHeap(vm, type, "__bases__") && setBases(vm, type, value),
    },
    word(TYPE_MRO, "__mro__"),
    { name: "__dict__", get: (vm, type) => vm.makeMappingProxy(vm.i32[(type + TYPE_DICT) >>> 2]) },
    {
      name: "__module__",
      get: (vm, type) => {
        const value = vm.dictGetStr(vm.i32[(type + TYPE_DICT) >>> 2], "__module__");
        // In the dicts of some builtin classes there is this attribute of their instances.
        const isOwn = value !== 0 && (isHeap(vm, type) || vm.isStr(value));
        if (isOwn) return vm.keep(value);
        const index = vm.i32[(type + TYPE_INDEX) >>> 2];
        return vm.intern(
          vm.registry.types.find((definition) => definition.index === index)?.module ?? "builtins",
        );
      },
      // Where the class statement is says nothing of a class that is given to another module.
      set: (vm, type, value) =>
        replaceInDict("__module__")(vm, type, value) &&
        (vm.dictGetStr(vm.i32[(type + TYPE_DICT) >>> 2], "__firstlineno__") === 0 ||
          changeClassDict(vm, type, vm.intern("__firstlineno__"), 0) >= 0),
    },
    {
      name: "__doc__",
      get: (vm, type) => {
        const value = vm.dictGetStr(vm.i32[(type + TYPE_DICT) >>> 2], "__doc__");
        const isOwn = value !== 0 && (isHeap(vm, type) || vm.isStr(value));
        return isOwn ? vm.bindDescriptor(value, 0, type) : NONE;
      },
      set: replaceInDict("__doc__"),
    },
    {
      name: "__abstractmethods__",
      // In the dict of `type` itself there is this very attribute.
      get: (vm, type) =>
        type === vm.typeObject(T_TYPE)
          ? attributeError(vm, type, vm.intern("__abstractmethods__"))
          : fromDict("__abstractmethods__")(vm, type),
      set: (vm, type, value) => {
        const flags = (type + TYPE_FLAGS) >>> 2;
        const truth = value === 0 ? 0 : vm.truthy(value);
        if (truth < 0) return false;
        vm.i32[flags] = truth === 1
          ? vm.i32[flags] | TYPE_FLAG_ABSTRACT
          : vm.i32[flags] & ~TYPE_FLAG_ABSTRACT;
        if (!requireHeap(vm, type, "__abstractmethods__")) return false;
        const done = changeClassDict(vm, type, vm.intern("__abstractmethods__"), value);
        if (done === 0) vm.raise("AttributeError", "__abstractmethods__");
        return done === 1;
      },
    },
    {
      name: "__type_params__",
      get: (vm, type) => {
        const value = vm.dictGetStr(vm.i32[(type + TYPE_DICT) >>> 2], "__type_params__");
        // In the dict of `type` itself there is this very attribute.
        return value !== 0 && isHeap(vm, type) ? vm.keep(value) : vm.newTuple([]);
      },
      set: replaceInDict("__type_params__"),
    },
    ...typeAttributes,
  ],
};
