/**
 * `property`, `classmethod` and `staticmethod`.
 *
 * @module
 */
import {
  type Address,
  DICT_USED,
  FUNCTION_DOC,
  METHOD_BYTES,
  METHOD_FUNCTION,
  METHOD_SELF,
  NONE,
  PROPERTY_BYTES,
  PROPERTY_DELETE,
  PROPERTY_DOC,
  PROPERTY_GET,
  PROPERTY_GETTER_DOC,
  PROPERTY_NAME,
  PROPERTY_SET,
  T_CLASSMETHOD,
  T_FUNCTION,
  T_METHOD,
  T_PROPERTY,
  T_STATICMETHOD,
  type Value,
  WRAPPED_BYTES,
  WRAPPED_CALLABLE,
  WRAPPED_DICT,
} from "@orochi/object";
import { objectDict } from "../attributes.ts";
import { callWithTuple } from "../call.ts";
import { type GetSetDefinition, method, newFromType, slot, type TypeDefinition } from "../native.ts";
import type { Vm } from "../vm.ts";
import { genericClassMethod, reprText } from "./_container.ts";
import { dictGetSet } from "./object.ts";

function word(object: Address, offset: number): number {
  return (object + offset) >>> 2;
}

/** The part of a property at an offset (borrowed), 0 for none. */
function accessor(vm: Vm, property: Address, offset: number): Value {
  const value = vm.i32[word(property, offset)];
  return value === NONE ? 0 : value;
}

/** The name a property was given or has from its getter; null if it has none. New text. */
function nameText(vm: Vm, property: Address): string | null {
  const own = vm.i32[word(property, PROPERTY_NAME)];
  if (own !== 0) return reprText(vm, own);
  const getter = accessor(vm, property, PROPERTY_GET);
  if (getter === 0) return null;
  const name = vm.getAttrOptional(getter, vm.names.__name__);
  if (name === 0) {
    vm.clearError();
    return null;
  }
  const text = reprText(vm, name);
  vm.decref(name);
  return text;
}

/** Raises AttributeError because a property lacks a getter, setter or deleter. */
function lacks(vm: Vm, property: Address, object: Value, what: string): 0 {
  const name = nameText(vm, property);
  if (vm.failed()) return 0;
  const owner = typeQualname(vm, object);
  return vm.raise(
    "AttributeError",
    `property${name === null ? "" : ` ${name}`} of '${owner}' object has no ${what}`,
  );
}

function typeQualname(vm: Vm, object: Value): string {
  const name = vm.getAttrOptional(vm.typeOf(object), vm.names.__qualname__);
  if (name === 0) {
    vm.clearError();
    return vm.shortTypeName(object);
  }
  const text = vm.js(name);
  vm.decref(name);
  return text;
}

/** `property.__get__`. */
export function propertyGet(vm: Vm, property: Address, object: Value): Value {
  if (object === 0 || object === NONE) return vm.keep(property);
  const getter = accessor(vm, property, PROPERTY_GET);
  return getter === 0 ? lacks(vm, property, object, "getter") : vm.call(getter, object);
}

/** `property.__set__`, or with 0 `__delete__`. */
export function propertySet(vm: Vm, property: Address, object: Value, value: Value): boolean {
  const accessed = accessor(vm, property, value === 0 ? PROPERTY_DELETE : PROPERTY_SET);
  if (accessed === 0) return lacks(vm, property, object, value === 0 ? "deleter" : "setter") !== 0;
  const result = value === 0 ? vm.call(accessed, object) : vm.call(accessed, object, value);
  vm.decref(result);
  return result !== 0;
}

/** The docstring of a getter (new reference), 0 without an exception if it has none. */
function docOf(vm: Vm, getter: Value): Value {
  if (vm.isExact(getter, T_FUNCTION)) return vm.keep(vm.i32[word(getter, FUNCTION_DOC)]);
  const doc = vm.getAttrOptional(getter, vm.names.__doc__);
  if (doc === 0) vm.clearError();
  return doc;
}

function initialise(vm: Vm, property: Address, parts: readonly Value[]): Value {
  const [getter, setter, deleter, doc] = parts.map((part) => part === 0 ? NONE : part);
  vm.store(word(property, PROPERTY_GET), vm.keep(getter));
  vm.store(word(property, PROPERTY_SET), vm.keep(setter));
  vm.store(word(property, PROPERTY_DELETE), vm.keep(deleter));
  const inherited = doc === NONE && getter !== NONE ? docOf(vm, getter) : 0;
  const ofGetter = inherited !== 0 && inherited !== NONE;
  vm.i32[word(property, PROPERTY_GETTER_DOC)] = ofGetter ? 1 : 0;
  const text = ofGetter ? inherited : doc;
  let done = true;
  if (vm.isExact(property, T_PROPERTY)) vm.store(word(property, PROPERTY_DOC), vm.keep(text));
  // A subclass hides the builtin's `__doc__` by its own: the instance gets one if it can.
  else if (!vm.setAttr(property, vm.names.__doc__, text)) {
    done = !ofGetter && vm.matches("AttributeError");
    if (done) vm.clearError();
  }
  vm.decref(inherited);
  return done ? NONE : 0;
}

/** A copy with one accessor replaced: what `@x.setter` makes. */
function copyWith(vm: Vm, property: Address, offset: number, value: Value): Value {
  const part = (at: number) => at === offset ? value : vm.i32[word(property, at)] || NONE;
  const getter = part(PROPERTY_GET);
  // A docstring that came from the getter follows the new getter.
  const follows = vm.i32[word(property, PROPERTY_GETTER_DOC)] !== 0 && getter !== NONE;
  const doc = follows ? NONE : vm.i32[word(property, PROPERTY_DOC)] || NONE;
  const copy = vm.call(vm.typeOf(property), getter, part(PROPERTY_SET), part(PROPERTY_DELETE), doc);
  if (copy !== 0 && vm.layout(copy) === T_PROPERTY) {
    vm.store(word(copy, PROPERTY_NAME), vm.keep(vm.i32[word(property, PROPERTY_NAME)]));
  }
  return copy;
}

/** Whether any of the words at some offsets holds an abstract method: tri. */
function isAbstract(vm: Vm, object: Address, offsets: readonly number[]): number {
  for (const offset of offsets) {
    const part = vm.i32[word(object, offset)];
    if (part === 0 || part === NONE) continue;
    const flag = vm.getAttrOptional(part, vm.names.__isabstractmethod__);
    if (flag === 0) {
      if (vm.failed()) return -1;
      continue;
    }
    const truth = vm.truthy(flag);
    vm.decref(flag);
    if (truth !== 0) return truth;
  }
  return 0;
}

function abstractGetset(offsets: readonly number[]): GetSetDefinition {
  return {
    name: "__isabstractmethod__",
    get: (vm, object) => {
      const answer = isAbstract(vm, object, offsets);
      return answer < 0 ? 0 : vm.bool(answer === 1);
    },
  };
}

/** `property`. */
export const propertyType: TypeDefinition = {
  index: T_PROPERTY,
  name: "property",
  basicSize: PROPERTY_BYTES,
  subclassable: true,
  doc:
    "Property attribute.\n\n  fget\n    function to be used for getting an attribute value\n  fset\n    function to be used for setting an attribute value\n  fdel\n    function to be used for del'ing an attribute\n  doc\n    docstring\n\nTypical use is to define a managed attribute x:\n\nclass C(object):\n    def getx(self): return self._x\n    def setx(self, value): self._x = value\n    def delx(self): del self._x\n    x = property(getx, setx, delx, \"I'm the 'x' property.\")",
  members: [
    { name: "fget", offset: PROPERTY_GET, noneIfEmpty: true },
    { name: "fset", offset: PROPERTY_SET, noneIfEmpty: true },
    { name: "fdel", offset: PROPERTY_DELETE, noneIfEmpty: true },
    { name: "__doc__", offset: PROPERTY_DOC, writable: true, noneIfEmpty: true },
  ],
  getset: [
    abstractGetset([PROPERTY_GET, PROPERTY_SET, PROPERTY_DELETE]),
    {
      name: "__name__",
      get: (vm, property) => {
        const own = vm.i32[word(property, PROPERTY_NAME)];
        if (own !== 0) return vm.keep(own);
        const getter = accessor(vm, property, PROPERTY_GET);
        const name = getter === 0 ? 0 : vm.getAttrOptional(getter, vm.names.__name__);
        if (name !== 0 || vm.failed()) return name;
        return vm.raise("AttributeError", `'${vm.typeName(property)}' object has no attribute '__name__'`);
      },
      set: (vm, property, value) => {
        vm.store(word(property, PROPERTY_NAME), vm.keep(value));
        return true;
      },
    },
  ],
  methods: [
    newFromType((vm, a) => vm.allocLike(vm.i32[a], PROPERTY_BYTES)),
    slot(
      "__init__",
      "($self, /, fget=None, fset=None, fdel=None, doc=None)",
      (vm, a) => initialise(vm, vm.i32[a], [vm.i32[a + 1], vm.i32[a + 2], vm.i32[a + 3], vm.i32[a + 4]]),
    ),
    slot("__get__", "($self, instance, owner=None, /)", (vm, a) => propertyGet(vm, vm.i32[a], vm.i32[a + 1])),
    slot(
      "__set__",
      "($self, instance, value, /)",
      (vm, a) => propertySet(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]) ? NONE : 0,
    ),
    slot(
      "__delete__",
      "($self, instance, /)",
      (vm, a) => propertySet(vm, vm.i32[a], vm.i32[a + 1], 0) ? NONE : 0,
    ),
    method(
      "getter",
      "($self, fget, /)",
      (vm, a) => copyWith(vm, vm.i32[a], PROPERTY_GET, vm.i32[a + 1]),
      "Descriptor to obtain a copy of the property with a different getter.",
    ),
    method(
      "setter",
      "($self, fset, /)",
      (vm, a) => copyWith(vm, vm.i32[a], PROPERTY_SET, vm.i32[a + 1]),
      "Descriptor to obtain a copy of the property with a different setter.",
    ),
    method(
      "deleter",
      "($self, fdel, /)",
      (vm, a) => copyWith(vm, vm.i32[a], PROPERTY_DELETE, vm.i32[a + 1]),
      "Descriptor to obtain a copy of the property with a different deleter.",
    ),
    method("__set_name__", "($self, owner, name, /)", (vm, a) => {
      vm.store(word(vm.i32[a], PROPERTY_NAME), vm.keep(vm.i32[a + 2]));
      return NONE;
    }, "Method to set name of a property."),
  ],
};

/** Attributes that classmethod and staticmethod take over from what they wrap. */
const COPIED = ["__module__", "__name__", "__qualname__", "__doc__"] as const;

function wrap(vm: Vm, wrapper: Address, callable: Value): Value {
  vm.store(word(wrapper, WRAPPED_CALLABLE), vm.keep(callable));
  for (const name of COPIED) {
    const value = vm.getAttrOptional(callable, vm.names[name]);
    if (value === 0) {
      if (vm.failed()) return 0;
      continue;
    }
    const done = vm.setAttr(wrapper, vm.names[name], value);
    vm.decref(value);
    if (!done) return 0;
  }
  return NONE;
}

/** What is asked of the wrapped function when it is wanted, as its annotations may not be evaluated yet. */
const LAZY = ["__annotations__", "__annotate__"] as const;

function lazyAttribute(name: typeof LAZY[number]): GetSetDefinition {
  return {
    name,
    get: (vm, self) => {
      const dict = objectDict(vm, self);
      if (dict === 0) return 0;
      const known = vm.dictGetStr(dict, name);
      if (known !== 0) return vm.keep(known);
      const value = vm.getAttr(vm.i32[word(self, WRAPPED_CALLABLE)], vm.intern(name));
      if (value === 0 || vm.dictSetStr(dict, name, value)) return value;
      vm.decref(value);
      return 0;
    },
    set: (vm, self, value) => {
      const dict = objectDict(vm, self);
      if (dict === 0) return false;
      if (value !== 0) return vm.dictSetStr(dict, name, value);
      const removed = vm.dictDelete(dict, vm.intern(name));
      if (removed === 0) {
        vm.raise("AttributeError", `'${vm.typeName(self)}' object has no attribute '${name}'`);
      }
      return removed > 0;
    },
  };
}

function wrapperType(index: number, name: string, doc: string): TypeDefinition {
  const type: TypeDefinition = {
    index,
    name,
    basicSize: WRAPPED_BYTES,
    subclassable: true,
    dictOffset: WRAPPED_DICT,
    doc,
    members: [
      { name: "__func__", offset: WRAPPED_CALLABLE },
      { name: "__wrapped__", offset: WRAPPED_CALLABLE },
    ],
    getset: [abstractGetset([WRAPPED_CALLABLE]), dictGetSet, ...LAZY.map(lazyAttribute)],
    methods: [
      newFromType((vm, a) => {
        const wrapper = vm.allocLike(vm.i32[a], WRAPPED_BYTES);
        if (wrapper !== 0) vm.i32[word(wrapper, WRAPPED_CALLABLE)] = NONE;
        return wrapper;
      }),
      slot("__init__", "($self, function, /)", (vm, a) => wrap(vm, vm.i32[a], vm.i32[a + 1])),
      slot("__repr__", "($self, /)", (vm, a) => {
        const text = reprText(vm, vm.i32[word(vm.i32[a], WRAPPED_CALLABLE)]);
        return text === null ? 0 : vm.newStr(`<${name}(${text})>`);
      }),
      slot("__get__", "($self, instance, owner=None, /)", (vm, a) => {
        const callable = vm.i32[word(vm.i32[a], WRAPPED_CALLABLE)];
        if (index === T_STATICMETHOD) return vm.keep(callable);
        const owner = vm.i32[a + 2];
        return newBoundMethod(vm, callable, owner === 0 || owner === NONE ? vm.typeOf(vm.i32[a + 1]) : owner);
      }),
      ...(index === T_STATICMETHOD
        ? [
          slot("__call__", "($self, /, *args, **kwargs)", (vm, a) =>
            callWrapped(vm, vm.i32[word(vm.i32[a], WRAPPED_CALLABLE)], vm.i32[a + 1], vm.i32[a + 2])),
        ]
        : []),
      genericClassMethod(),
    ],
  };
  return type;
}

/** A bound method of any callable; both are borrowed. */
export function newBoundMethod(vm: Vm, callable: Value, self: Value): Value {
  const bound = vm.alloc(T_METHOD, METHOD_BYTES);
  if (bound === 0) return 0;
  vm.i32[word(bound, METHOD_FUNCTION)] = vm.keep(callable);
  vm.i32[word(bound, METHOD_SELF)] = vm.keep(self);
  return bound;
}

function callWrapped(vm: Vm, callable: Value, args: Value, keywords: Value): Value {
  return callWithTuple(vm, callable, args, vm.i32[word(keywords, DICT_USED)] === 0 ? 0 : keywords);
}

/** `classmethod`. */
export const classMethodType: TypeDefinition = wrapperType(
  T_CLASSMETHOD,
  "classmethod",
  "Convert a function to be a class method.\n\nA class method receives the class as implicit first argument,\njust like an instance method receives the instance.",
);
/** `staticmethod`. */
export const staticMethodType: TypeDefinition = wrapperType(
  T_STATICMETHOD,
  "staticmethod",
  "Convert a function to be a static method.\n\nA static method does not receive an implicit first argument.\nBoth the class and the instance can be used to call it.",
);
