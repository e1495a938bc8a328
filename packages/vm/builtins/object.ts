/**
 * `object`.
 *
 * @module
 */
import {
  type Address,
  FALSE,
  MEMBER_SLOTS,
  NONE,
  NOT_IMPLEMENTED,
  T_OBJECT,
  T_TYPE,
  tagInt,
  TRUE,
  TYPE_DICT,
  type Value,
} from "@orochi/object";
import { genericGetAttr, genericSetAttr, objectDict } from "../attributes.ts";
import { hasNoMaker, makeInstance, refuseInstance } from "../classes.ts";
import {
  classMethod,
  type GetSetDefinition,
  method,
  newMethod,
  slot,
  type TypeDefinition,
} from "../native.ts";
import { setClass, setDict } from "../class_assignment.ts";
import { identityHash } from "../protocol/compare.ts";
import { builtinBase } from "../safe_new.ts";
import { lookup } from "../type_lookup.ts";
import { qualifiedName } from "../traceback.ts";
import type { Vm } from "../vm.ts";
import { dictUpdate } from "./dict.ts";
import { reduceMethods } from "./object_reduce.ts";

/** `__dict__` of instances; put into the classes whose instances have one. */
export const dictGetSet: GetSetDefinition = {
  name: "__dict__",
  get: (vm, object) => {
    // A metaclass may have it from a plain class that stands before `type` among its bases.
    if (vm.layout(object) === T_TYPE) return vm.makeMappingProxy(vm.i32[(object + TYPE_DICT) >>> 2]);
    const dict = objectDict(vm, object);
    return dict !== 0
      ? vm.keep(dict)
      : vm.failed()
      ? 0
      : vm.raise("AttributeError", `'${vm.typeName(object)}' object has no attribute '__dict__'`);
  },
  set: setDict,
  doc: "dictionary for instance variables",
};

const classGetSet: GetSetDefinition = {
  name: "__class__",
  get: (vm, object) => vm.keep(vm.typeOf(object)),
  set: setClass,
};

function compareIdentity(vm: Vm, a: number, equal: boolean): Value {
  if (vm.i32[a] !== vm.i32[a + 1]) return NOT_IMPLEMENTED;
  return equal ? TRUE : FALSE;
}

/** Adds the names of a class and of its bases, of which only attributes need to tell (CPython's `merge_class_dict`). */
function addClassNames(vm: Vm, names: Value, cls: Value): boolean {
  if ((cls & 1) === 0 && vm.layout(cls) === T_TYPE) {
    for (const base of vm.mroOf(cls)) {
      if (!vm.dictIterate(vm.typeDict(base), (key) => vm.dictSet(names, key, NONE))) return false;
    }
    return true;
  }
  const own = vm.getAttrOptional(cls, vm.names.__dict__);
  const added = own === 0 ? !vm.failed() : dictUpdate(vm, names, own);
  vm.decref(own);
  const bases = added ? vm.getAttrOptional(cls, vm.intern("__bases__")) : 0;
  const count = bases === 0 ? 0 : vm.length(bases);
  let done = added && (bases !== 0 || !vm.failed());
  // What has no number of bases has none.
  if (count < 0) vm.clearError();
  for (let i = 0; i < count && done; i++) {
    const base = vm.getItem(bases, tagInt(i));
    done = base !== 0 && addClassNames(vm, names, base);
    vm.decref(base);
  }
  vm.decref(bases);
  return done;
}

/** Names that `dir()` shows: what the object says its `__dict__` and its class have. */
function dir(vm: Vm, object: Value): Value {
  const names = vm.newDict();
  if (names === 0) return 0;
  const own = vm.getAttrOptional(object, vm.names.__dict__);
  let done = own !== 0 || !vm.failed();
  if (own !== 0 && vm.isDict(own)) done = dictUpdate(vm, names, own);
  vm.decref(own);
  const cls = done ? vm.getAttrOptional(object, vm.names.__class__) : 0;
  done &&= cls === 0 ? !vm.failed() : addClassNames(vm, names, cls);
  vm.decref(cls);
  const list = done ? vm.collect(names) : 0;
  vm.decref(names);
  return list;
}

/** Names that `dir()` shows of a class: its own and its bases', not its metaclass's. */
export function dirOfClass(vm: Vm, cls: Address): Value {
  const names = vm.newDict();
  if (names === 0) return 0;
  const list = addClassNames(vm, names, cls) ? vm.collect(names) : 0;
  vm.decref(names);
  return list;
}

/**
 * Whether the attributes of an object are set as `object` does it; TypeError otherwise. Those of classes are not, and
 * builtin ones would become others (CPython's `hackcheck`).
 */
function mayBeSetAsObject(vm: Vm, object: Value, method: string): boolean {
  if ((object & 1) === 1 || vm.layout(object) !== T_TYPE) return true;
  return vm.raiseType(`can't apply this ${method} to ${vm.typeName(object)} object`) !== 0;
}

/** `object`. */
export const objectType: TypeDefinition = {
  index: T_OBJECT,
  name: "object",
  basicSize: MEMBER_SLOTS + 4,
  subclassable: true,
  doc:
    "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\ninstance that has no instance attributes and cannot be given any.\n",
  methods: [
    newMethod("($type, /, *args, **kwargs)", (vm, a) => {
      const cls = vm.i32[a];
      if ((cls & 1) === 1 || vm.layout(cls) !== T_TYPE) {
        return vm.raiseType(`object.__new__(X): X is not a type object (${vm.typeName(cls)})`);
      }
      const extra = vm.tupleLength(vm.i32[a + 1]) > 0 || vm.length(vm.i32[a + 2]) > 0;
      if (extra) {
        const overridesNew =
          lookup(vm, cls, vm.names.__new__) !== lookup(vm, vm.objectType, vm.names.__new__);
        if (overridesNew) {
          return vm.raiseType("object.__new__() takes exactly one argument (the type to instantiate)");
        }
        if (lookup(vm, cls, vm.names.__init__) === lookup(vm, vm.objectType, vm.names.__init__)) {
          return vm.raiseType(`${vm.typeNameOf(cls)}() takes no arguments`);
        }
      }
      const solid = builtinBase(vm, cls);
      if (lookup(vm, solid, vm.names.__new__) !== lookup(vm, vm.objectType, vm.names.__new__)) {
        const name = vm.typeNameOf(solid);
        return vm.raiseType(`object.__new__(${vm.typeNameOf(cls)}) is not safe, use ${name}.__new__()`);
      }
      return hasNoMaker(vm, cls) ? refuseInstance(vm, cls) : makeInstance(vm, cls);
    }),
    slot("__init__", "($self, /, *args, **kwargs)", (vm, a) => {
      const extra = vm.tupleLength(vm.i32[a + 1]) > 0 || vm.length(vm.i32[a + 2]) > 0;
      if (!extra) return NONE;
      const cls = vm.typeOf(vm.i32[a]);
      if (lookup(vm, cls, vm.names.__init__) !== lookup(vm, vm.objectType, vm.names.__init__)) {
        return vm.raiseType("object.__init__() takes exactly one argument (the instance to initialize)");
      }
      if (lookup(vm, cls, vm.names.__new__) === lookup(vm, vm.objectType, vm.names.__new__)) {
        return vm.raiseType(
          `${vm.typeNameOf(cls)}.__init__() takes exactly one argument (the instance to initialize)`,
        );
      }
      return NONE;
    }),
    slot("__repr__", "($self, /)", (vm, a) => {
      const self = vm.i32[a];
      const name = qualifiedName(vm, self);
      const main = vm.typeModule(vm.typeOf(self)) === "__main__" ? "__main__." : "";
      return vm.newStr(`<${main}${name} object at 0x${(self >>> 0).toString(16).padStart(12, "0")}>`);
    }),
    slot("__str__", "($self, /)", (vm, a) => vm.callSpecial(vm.i32[a], vm.names.__repr__)),
    slot("__hash__", "($self, /)", (vm, a) => vm.newInt(identityHash(vm.i32[a]))),
    slot("__eq__", "($self, value, /)", (vm, a) => compareIdentity(vm, a, true)),
    slot("__ne__", "($self, value, /)", (vm, a) => {
      const equal = vm.lookupSpecial(vm.i32[a], vm.names.__eq__);
      if (equal === lookup(vm, vm.objectType, vm.names.__eq__)) return compareIdentity(vm, a, false);
      const result = vm.callSpecial(vm.i32[a], vm.names.__eq__, vm.i32[a + 1]);
      if (result === 0 || result === NOT_IMPLEMENTED) return result;
      const truth = vm.truthy(result);
      vm.decref(result);
      return truth < 0 ? 0 : truth === 1 ? FALSE : TRUE;
    }),
    ...["__lt__", "__le__", "__gt__", "__ge__"].map((name) =>
      slot(name, "($self, value, /)", () => NOT_IMPLEMENTED)
    ),
    slot("__getattribute__", "($self, name, /)", (vm, a) => {
      const name = vm.attributeName(vm.i32[a + 1]);
      if (name === 0) return 0;
      const value = genericGetAttr(vm, vm.i32[a], vm.typeOf(vm.i32[a]), name);
      return value !== 0 || vm.failed() ? value : vm.attributeError(vm.i32[a], vm.i32[a + 1]);
    }),
    slot("__setattr__", "($self, name, value, /)", (vm, a) => {
      const name = vm.attributeName(vm.i32[a + 1]);
      if (name === 0 || !mayBeSetAsObject(vm, vm.i32[a], "__setattr__")) return 0;
      return genericSetAttr(vm, vm.i32[a], name, vm.i32[a + 2]) ? NONE : 0;
    }),
    slot("__delattr__", "($self, name, /)", (vm, a) => {
      const name = vm.attributeName(vm.i32[a + 1]);
      if (name === 0 || !mayBeSetAsObject(vm, vm.i32[a], "__delattr__")) return 0;
      return genericSetAttr(vm, vm.i32[a], name, 0) ? NONE : 0;
    }),
    method("__format__", "($self, format_spec, /)", (vm, a) => {
      const spec = vm.i32[a + 1];
      if (!vm.isStr(spec)) return vm.raiseType(`__format__() argument must be str, not ${vm.typeName(spec)}`);
      if (vm.length(spec) > 0) {
        return vm.raiseType(`unsupported format string passed to ${vm.typeName(vm.i32[a])}.__format__`);
      }
      return vm.toStr(vm.i32[a]);
    }),
    method(
      "__sizeof__",
      "($self, /)",
      (vm, a) =>
        vm.newInt((vm.i32[a] & 1) === 1 ? 4 : vm.heap.usableBytes(vm.i32[a]) + vm.memory.headerBytes),
    ),
    method("__dir__", "($self, /)", (vm, a) => dir(vm, vm.i32[a])),
    classMethod("__init_subclass__", "($type, /)", () => NONE),
    classMethod("__subclasshook__", "($type, object, /)", () => NOT_IMPLEMENTED),
    ...reduceMethods(),
  ],
  getset: [classGetSet],
};
