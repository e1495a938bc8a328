/**
 * Functions, methods, descriptors, modules, code, frames, tracebacks, cells and generators as Python sees them.
 *
 * @module
 */
import * as L from "@orochi/object";
import { isCallable } from "./functions.ts";
import { NONE, type Value } from "@orochi/object";
import { genericGetAttr, objectDict, setDescriptor } from "../attributes.ts";
import { builtinsOf } from "../builtins_of.ts";
import { CO_ASYNC_GENERATOR, CO_COROUTINE, CO_GENERATOR, CO_HAS_DOCSTRING } from "../bytecode/code_unit.ts";
import { callWithTuple } from "../call.ts";
import { warn } from "../native_warnings.ts";
import { reduceMethod, reduceMethods } from "./callable_reduce.ts";
import { codeGetset, codeMethods, frameOffset } from "./code_attributes.ts";
import { SLOT_DOCS } from "./slot_docs.ts";
import { tracebackType } from "./traceback_type.ts";
import { clearFrameObject, frameObjectLocals, generatorOfFrameObject } from "../frame_locals.ts";
import { reprText } from "./_container.ts";
import { moduleType } from "./module.ts";
import { frameTracing, lineOfFrame } from "./frame_tracing.ts";
import {
  type GetSetDefinition,
  type MemberDefinition,
  method,
  newMethod,
  slot,
  type TypeDefinition,
} from "../native.ts";
import { CONTROL_MODULES, type Vm } from "../vm.ts";

function member(name: string, offset: number, options: Partial<MemberDefinition> = {}): MemberDefinition {
  return { name, offset, noneIfEmpty: true, ...options };
}

function hex(value: Value): string {
  return `0x${(value >>> 0).toString(16).padStart(12, "0")}`;
}

function number(name: string, offset: number): GetSetDefinition {
  return { name, get: (vm, object) => vm.newInt(vm.i32[(object + offset) >>> 2]) };
}

const functionDict: GetSetDefinition = {
  name: "__dict__",
  get: (vm, object) => vm.keep(objectDict(vm, object)),
  set: (vm, object, value) => {
    if (value === 0) return vm.raiseType("cannot delete __dict__") !== 0;
    if (!vm.isDict(value)) {
      return vm.raiseType(`__dict__ must be set to a dictionary, not a '${vm.typeName(value)}'`) !== 0;
    }
    vm.store((object + L.FUNCTION_DICT) >>> 2, vm.keep(value));
    return true;
  },
};

/** Whether a function has the cells that other code needs; ValueError otherwise. */
function fitsClosure(vm: Vm, func: Value, code: Value): boolean {
  const closure = vm.i32[(func + L.FUNCTION_CLOSURE) >>> 2];
  const has = closure === 0 || closure === NONE ? 0 : vm.tupleLength(closure);
  const needs = vm.tupleLength(vm.i32[(code + L.CODE_FREEVARS) >>> 2]);
  if (has === needs) return true;
  const name = vm.js(vm.i32[(func + L.FUNCTION_NAME) >>> 2]);
  vm.raiseValue(`${name}() requires a code object with ${has} free vars, not ${needs}`);
  return false;
}

/** Warns where a function's new code makes a generator and the old one did not, and the like; false if that is an error. */
function isOfSameKind(vm: Vm, func: Value, code: Value): boolean {
  const kind = (of: Value) =>
    vm.i32[(of + L.CODE_FLAGS) >>> 2] & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR);
  return kind(vm.i32[(func + L.FUNCTION_CODE) >>> 2]) === kind(code) || warn(
    vm,
    "DeprecationWarning",
    "Assigning a code object of non-matching type is deprecated (e.g., from a generator to a plain function)",
  );
}

/** A part of a function that must be of one type, as the message says; `optional`: None and deletion empty it. */
function checkedPart(
  name: string,
  offset: number,
  type: number,
  expected: string,
  optional = false,
): GetSetDefinition {
  return {
    name,
    get: (vm, func) => vm.keep(vm.i32[(func + offset) >>> 2]) || NONE,
    set: (vm, func, value) => {
      const empty = value === 0 || value === NONE;
      if (empty ? !optional : (value & 1) === 1 || vm.layout(value) !== type) {
        vm.raiseType(`${name} must be set to ${expected} object`);
        return false;
      }
      if (type === L.T_CODE && !(fitsClosure(vm, func, value) && isOfSameKind(vm, func, value))) return false;
      vm.store((func + offset) >>> 2, empty ? 0 : vm.keep(value));
      return true;
    },
  };
}

const functionType: TypeDefinition = {
  index: L.T_FUNCTION,
  name: "function",
  basicSize: L.FUNCTION_BYTES,
  dictOffset: L.FUNCTION_DICT,
  methods: [
    newMethod(
      "($type, code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)",
      (vm, a) => vm.makeFunctionFrom(a),
    ),
    slot("__get__", "($self, instance, owner=None, /)", (vm, a) => {
      const instance = vm.i32[a + 1];
      if (instance === NONE && (vm.i32[a + 2] || NONE) === NONE) return refuseNoTarget(vm);
      return vm.bindDescriptor(vm.i32[a], instance === NONE ? 0 : instance, vm.typeOf(instance));
    }),
    slot(
      "__call__",
      "($self, /, *args, **kwargs)",
      (vm, a) => callWithTuple(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
    ),
    slot(
      "__repr__",
      "($self, /)",
      (vm, a) =>
        vm.newStr(
          `<function ${vm.js(vm.i32[(vm.i32[a] + L.FUNCTION_QUALNAME) >>> 2])} at ${hex(vm.i32[a])}>`,
        ),
    ),
  ],
  members: [
    member("__globals__", L.FUNCTION_GLOBALS),
    member("__closure__", L.FUNCTION_CLOSURE),
    member("__doc__", L.FUNCTION_DOC, { writable: true }),
    member("__module__", L.FUNCTION_MODULE, { writable: true }),
  ],
  getset: [
    functionDict,
    checkedPart("__code__", L.FUNCTION_CODE, L.T_CODE, "a code"),
    checkedPart("__defaults__", L.FUNCTION_DEFAULTS, L.T_TUPLE, "a tuple", true),
    checkedPart("__kwdefaults__", L.FUNCTION_KWDEFAULTS, L.T_DICT, "a dict", true),
    checkedPart("__name__", L.FUNCTION_NAME, L.T_STR, "a string"),
    checkedPart("__qualname__", L.FUNCTION_QUALNAME, L.T_STR, "a string"),
    {
      name: "__annotate__",
      get: (vm, func) => vm.keep(vm.i32[(func + L.FUNCTION_ANNOTATE) >>> 2]) || NONE,
      set: (vm, func, value) => {
        if (value === 0) return vm.raiseType("__annotate__ cannot be deleted") !== 0;
        if (value !== NONE && !isCallable(vm, value)) {
          return vm.raiseType("__annotate__ must be callable or None") !== 0;
        }
        vm.store((func + L.FUNCTION_ANNOTATE) >>> 2, vm.keep(value));
        if (value !== NONE) vm.store((func + L.FUNCTION_ANNOTATIONS) >>> 2, 0);
        return true;
      },
    },
    {
      name: "__annotations__",
      get: (vm, func) =>
        vm.annotationsOf((func + L.FUNCTION_ANNOTATIONS) >>> 2, vm.i32[(func + L.FUNCTION_ANNOTATE) >>> 2]),
      set: (vm, func, value) => {
        const none = value === 0 || value === NONE;
        if (!none && ((value & 1) === 1 || vm.layout(value) !== L.T_DICT)) {
          return vm.raiseType("__annotations__ must be set to a dict object") !== 0;
        }
        vm.store((func + L.FUNCTION_ANNOTATIONS) >>> 2, none ? 0 : vm.keep(value));
        vm.store((func + L.FUNCTION_ANNOTATE) >>> 2, 0);
        return true;
      },
    },
    {
      name: "__type_params__",
      get: (vm, func) => vm.keep(vm.i32[(func + L.FUNCTION_TYPE_PARAMS) >>> 2]) || vm.newTuple([]),
      set: (vm, func, value) => {
        if (value === 0 || !vm.isTuple(value)) {
          return vm.raiseType("__type_params__ must be set to a tuple") !== 0;
        }
        vm.store((func + L.FUNCTION_TYPE_PARAMS) >>> 2, vm.keep(value));
        return true;
      },
    },
    {
      name: "__builtins__",
      get: (vm, func) => vm.keep(builtinsOf(vm, vm.i32[(func + L.FUNCTION_GLOBALS) >>> 2])),
    },
  ],
};

/** `__get__` with neither an instance nor a class. */
function refuseNoTarget(vm: Vm): 0 {
  return vm.raiseType("__get__(None, None) is invalid");
}

const methodType: TypeDefinition = {
  index: L.T_METHOD,
  name: "method",
  basicSize: L.METHOD_BYTES,
  methods: [
    newMethod("($type, function, instance, /)", (vm, a) => {
      if (!isCallable(vm, vm.i32[a + 1])) {
        return vm.raiseType("first argument must be callable");
      }
      if (vm.i32[a + 2] === NONE) return vm.raiseType("instance must not be None");
      const bound = vm.alloc(L.T_METHOD, L.METHOD_BYTES);
      if (bound === 0) return 0;
      vm.i32[(bound + L.METHOD_FUNCTION) >>> 2] = vm.keep(vm.i32[a + 1]);
      vm.i32[(bound + L.METHOD_SELF) >>> 2] = vm.keep(vm.i32[a + 2]);
      return bound;
    }),
    method("__reduce__", "($self, /)", (vm, a) => reduceMethod(vm, vm.i32[a])),
    // What is bound stays so.
    slot("__get__", "($self, instance, owner=None, /)", (vm, a) => vm.keep(vm.i32[a])),
    slot(
      "__call__",
      "($self, /, *args, **kwargs)",
      (vm, a) => callWithTuple(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
    ),
    slot("__repr__", "($self, /)", (vm, a) => {
      const self = vm.i32[(vm.i32[a] + L.METHOD_SELF) >>> 2];
      const func = vm.i32[(vm.i32[a] + L.METHOD_FUNCTION) >>> 2];
      let name = vm.getAttrOptional(func, vm.names.__qualname__);
      if (name === 0 && !vm.failed()) name = vm.getAttrOptional(func, vm.names.__name__);
      if (vm.failed()) return 0;
      const text = name === 0 || !vm.isStr(name) ? "?" : vm.js(name);
      vm.decref(name);
      return vm.newStr(`<bound method ${text} of ${vm.jsRepr(self)}>`);
    }),
    slot("__eq__", "($self, value, /)", (vm, a) => {
      const other = vm.i32[a + 1];
      if (!vm.isExact(other, L.T_METHOD)) return L.NOT_IMPLEMENTED;
      const word = (object: Value, offset: number) => vm.i32[(object + offset) >>> 2];
      const same = word(vm.i32[a], L.METHOD_SELF) === word(other, L.METHOD_SELF) &&
        vm.equals(word(vm.i32[a], L.METHOD_FUNCTION), word(other, L.METHOD_FUNCTION)) === 1;
      return vm.bool(same);
    }),
    slot(
      "__hash__",
      "($self, /)",
      (vm, a) =>
        vm.newInt(
          (vm.i32[(vm.i32[a] + L.METHOD_SELF) >>> 2] >>> 4) ^
            (vm.i32[(vm.i32[a] + L.METHOD_FUNCTION) >>> 2] >>> 3),
        ),
    ),
    slot("__getattribute__", "($self, name, /)", (vm, a) => {
      const self = vm.i32[a], name = vm.attributeName(vm.i32[a + 1]);
      if (name === 0) return 0;
      const value = genericGetAttr(vm, self, vm.typeOf(self), name);
      if (value !== 0 || vm.failed()) return value;
      return vm.getAttr(vm.i32[(self + L.METHOD_FUNCTION) >>> 2], name);
    }),
  ],
  members: [member("__func__", L.METHOD_FUNCTION), member("__self__", L.METHOD_SELF)],
  getset: [{
    name: "__doc__",
    get: (vm, self) => vm.getAttr(vm.i32[(self + L.METHOD_FUNCTION) >>> 2], vm.names.__doc__),
  }],
};

function record(vm: Vm, native: Value) {
  return vm.registry.natives[vm.i32[(native + L.NATIVE_ID) >>> 2]];
}

const nativeAttributes: readonly GetSetDefinition[] = [
  {
    name: "__doc__",
    get: (vm, self) => {
      const { doc, kind, name } = record(vm, self).definition;
      const text = doc ?? (kind === "slot" ? SLOT_DOCS.get(name) : undefined);
      return text === undefined ? NONE : vm.newStr(text);
    },
  },
  { name: "__text_signature__", get: (vm, self) => vm.newStr(record(vm, self).definition.signature) },
  {
    name: "__qualname__",
    get: (vm, self) => {
      const { owner, definition } = record(vm, self);
      return vm.newStr(
        owner === 0 ? definition.name : `${vm.typeNameOf(vm.typeObject(owner))}.${definition.name}`,
      );
    },
  },
];

/** What a native is bound to; of a function, its module. */
const nativeSelf: GetSetDefinition = {
  name: "__self__",
  get: (vm, self) => {
    const bound = vm.i32[(self + L.NATIVE_SELF) >>> 2];
    if (bound !== 0) return vm.keep(bound);
    const module = vm.i32[(self + L.NATIVE_EXTRA) >>> 2];
    return (module === 0 ? 0 : vm.keep(vm.dictGet(vm.control(CONTROL_MODULES), module))) || NONE;
  },
};

/** Whether a type's instances are natives bound to an object. */
function isBound(index: number): boolean {
  return index === L.T_BUILTIN_FUNCTION_OR_METHOD || index === L.T_METHOD_WRAPPER;
}

/** Two are equal that are the same native of the same object. */
const boundEquality = slot("__eq__", "($self, value, /)", (vm, a) => {
  const self = vm.i32[a], other = vm.i32[a + 1];
  if (self === other) return vm.bool(true);
  if ((other & 1) === 1 || vm.typeIndex(self) !== vm.typeIndex(other)) return L.NOT_IMPLEMENTED;
  const same = (offset: number) => vm.i32[(self + offset) >>> 2] === vm.i32[(other + offset) >>> 2];
  return vm.bool(vm.i32[(self + L.NATIVE_ID) >>> 2] >= 0 && same(L.NATIVE_ID) && same(L.NATIVE_SELF));
});

const boundHash = slot("__hash__", "($self, /)", (vm, a) => {
  const word = (offset: number) => vm.i32[(vm.i32[a] + offset) >>> 2];
  return vm.newInt((word(L.NATIVE_SELF) >>> 4) ^ word(L.NATIVE_ID) * 0x9e37);
});

function nativeType(
  index: number,
  name: string,
  repr: (vm: Vm, self: Value) => string,
  members: MemberDefinition[],
  getset: readonly GetSetDefinition[] = [],
): TypeDefinition {
  return {
    index,
    name,
    basicSize: L.NATIVE_BYTES,
    methods: [
      slot(
        "__call__",
        "($self, /, *args, **kwargs)",
        (vm, a) => callWithTuple(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
      ),
      slot("__repr__", "($self, /)", (vm, a) => vm.newStr(repr(vm, vm.i32[a]))),
      slot("__get__", "($self, instance, owner=None, /)", (vm, a) => {
        const instance = vm.i32[a + 1];
        if (instance === NONE && (vm.i32[a + 2] || NONE) === NONE) return refuseNoTarget(vm);
        return vm.bindDescriptor(
          vm.i32[a],
          instance === NONE ? 0 : instance,
          vm.i32[a + 2] || vm.typeOf(instance),
        );
      }),
      ...reduceMethods(index),
      ...(isBound(index) ? [boundEquality, boundHash] : []),
    ].filter((native) => native.name !== "__get__" || !isBound(index)),
    members: [member("__name__", L.NATIVE_NAME), ...members],
    getset: index === L.T_GETSET_DESCRIPTOR || index === L.T_MEMBER_DESCRIPTOR
      ? []
      : index === L.T_BUILTIN_FUNCTION_OR_METHOD
      ? [...nativeAttributes, nativeSelf]
      : [...nativeAttributes, ...getset],
  };
}

const nameOf = (vm: Vm, self: Value) => vm.js(vm.i32[(self + L.NATIVE_NAME) >>> 2]);
const ownerOf = (vm: Vm, self: Value) => vm.typeNameOf(vm.i32[(self + L.NATIVE_SELF) >>> 2]);
const ofOwner = [member("__objclass__", L.NATIVE_SELF)];

/** `__set__` makes getset and member descriptors data descriptors. */
function withSet(type: TypeDefinition): TypeDefinition {
  const set = slot(
    "__set__",
    "($self, instance, value, /)",
    (vm, a) => setDescriptor(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]) ? NONE : 0,
  );
  const remove = slot(
    "__delete__",
    "($self, instance, /)",
    (vm, a) => setDescriptor(vm, vm.i32[a], vm.i32[a + 1], 0) ? NONE : 0,
  );
  const qualname: GetSetDefinition = {
    name: "__qualname__",
    get: (vm, self) => {
      const owner = vm.i32[(self + L.NATIVE_SELF) >>> 2];
      return vm.newStr(`${vm.js(vm.i32[(owner + L.TYPE_QUALNAME) >>> 2])}.${nameOf(vm, self)}`);
    },
  };
  const doc: GetSetDefinition = {
    name: "__doc__",
    get: (vm, self) => {
      const computed = type.index === L.T_GETSET_DESCRIPTOR;
      const text = computed ? vm.registry.getsets[vm.i32[(self + L.NATIVE_ID) >>> 2]].doc : undefined;
      return text === undefined ? NONE : vm.newStr(text);
    },
  };
  const methods = [...type.methods!.filter((native) => native.name !== "__call__"), set, remove];
  return { ...type, methods, getset: [qualname, doc] };
}

const codeType: TypeDefinition = {
  index: L.T_CODE,
  name: "code",
  basicSize: L.CODE_BYTES,
  methods: [
    ...codeMethods,
    slot("__repr__", "($self, /)", (vm, a) => {
      const word = (offset: number) => vm.i32[(vm.i32[a] + offset) >>> 2];
      return vm.newStr(
        `<code object ${vm.js(word(L.CODE_NAME))} at ${hex(vm.i32[a])}, file "${
          vm.js(word(L.CODE_FILENAME))
        }", line ${word(L.CODE_FIRST_LINE)}>`,
      );
    }),
  ],
  members: [
    member("co_varnames", L.CODE_VARNAMES),
    member("co_cellvars", L.CODE_CELLVARS),
    member("co_freevars", L.CODE_FREEVARS),
    member("co_names", L.CODE_NAMES),
    member("co_consts", L.CODE_CONSTANTS),
    member("co_filename", L.CODE_FILENAME),
    member("co_name", L.CODE_NAME),
    member("co_qualname", L.CODE_QUALNAME),
  ],
  getset: [
    ...codeGetset,
    number("co_argcount", L.CODE_ARGCOUNT),
    number("co_posonlyargcount", L.CODE_POSONLY),
    number("co_kwonlyargcount", L.CODE_KWONLY),
    number("co_firstlineno", L.CODE_FIRST_LINE),
    number("co_stacksize", L.CODE_REGISTERS),
    {
      name: "co_flags",
      get: (vm, code) => vm.newInt(vm.i32[(code + L.CODE_FLAGS) >>> 2] & ~CO_HAS_DOCSTRING),
    },
    {
      name: "co_nlocals",
      get: (vm, code) => vm.newInt(vm.tupleLength(vm.i32[(code + L.CODE_VARNAMES) >>> 2])),
    },
  ],
};

const frameType: TypeDefinition = {
  index: L.T_FRAME,
  name: "frame",
  basicSize: L.FRAME_OBJECT_BYTES,
  methods: [
    method(
      "clear",
      "($self, /)",
      (vm, a) => clearFrameObject(vm, vm.i32[a]),
      "Clear all references held by the frame.",
    ),
    slot("__repr__", "($self, /)", (vm, a) => {
      const code = vm.i32[(vm.i32[a] + L.FRAME_OBJECT_CODE) >>> 2];
      const [file, name] = [L.CODE_FILENAME, L.CODE_NAME].map((offset) => vm.i32[(code + offset) >>> 2]);
      const path = reprText(vm, file);
      const text = `line ${lineOfFrame(vm, vm.i32[a])}, code ${vm.js(name)}>`;
      return path === null ? 0 : vm.newStr(`<frame at ${hex(vm.i32[a])}, file ${path}, ${text}`);
    }),
  ],
  members: [
    member("f_code", L.FRAME_OBJECT_CODE),
    member("f_globals", L.FRAME_OBJECT_GLOBALS),
    member("f_back", L.FRAME_OBJECT_BACK),
  ],
  getset: [
    frameOffset,
    ...frameTracing,
    {
      name: "f_locals",
      get: frameObjectLocals,
    },
    { name: "f_generator", get: generatorOfFrameObject },
    {
      name: "f_builtins",
      get: (vm, self) => vm.keep(builtinsOf(vm, vm.i32[(self + L.FRAME_OBJECT_GLOBALS) >>> 2])),
    },
  ],
};

/** The types of this file. */
export const callableTypes: readonly TypeDefinition[] = [
  functionType,
  methodType,
  nativeType(
    L.T_BUILTIN_FUNCTION_OR_METHOD,
    "builtin_function_or_method",
    (vm, self) => {
      const bound = vm.i32[(self + L.NATIVE_SELF) >>> 2];
      return bound === 0
        ? `<built-in function ${nameOf(vm, self)}>`
        : `<built-in method ${nameOf(vm, self)} of ${vm.typeName(bound)} object at ${hex(bound)}>`;
    },
    [member("__module__", L.NATIVE_EXTRA)],
  ),
  nativeType(
    L.T_METHOD_WRAPPER,
    "method-wrapper",
    (vm, self) =>
      `<method-wrapper '${nameOf(vm, self)}' of ${
        vm.typeName(vm.i32[(self + L.NATIVE_SELF) >>> 2])
      } object at ${hex(vm.i32[(self + L.NATIVE_SELF) >>> 2])}>`,
    [member("__self__", L.NATIVE_SELF)],
    // The class that it was found in.
    [{ name: "__objclass__", get: (vm, self) => vm.keep(vm.typeObject(record(vm, self).owner)) }],
  ),
  nativeType(
    L.T_METHOD_DESCRIPTOR,
    "method_descriptor",
    (vm, self) => `<method '${nameOf(vm, self)}' of '${ownerOf(vm, self)}' objects>`,
    ofOwner,
  ),
  nativeType(
    L.T_WRAPPER_DESCRIPTOR,
    "wrapper_descriptor",
    (vm, self) => `<slot wrapper '${nameOf(vm, self)}' of '${ownerOf(vm, self)}' objects>`,
    ofOwner,
  ),
  nativeType(
    L.T_CLASSMETHOD_DESCRIPTOR,
    "classmethod_descriptor",
    (vm, self) => `<method '${nameOf(vm, self)}' of '${ownerOf(vm, self)}' objects>`,
    ofOwner,
  ),
  withSet(
    nativeType(
      L.T_GETSET_DESCRIPTOR,
      "getset_descriptor",
      (vm, self) => `<attribute '${nameOf(vm, self)}' of '${ownerOf(vm, self)}' objects>`,
      ofOwner,
    ),
  ),
  withSet(
    nativeType(
      L.T_MEMBER_DESCRIPTOR,
      "member_descriptor",
      (vm, self) => `<member '${nameOf(vm, self)}' of '${ownerOf(vm, self)}' objects>`,
      ofOwner,
    ),
  ),
  moduleType,
  codeType,
  frameType,
  tracebackType,
];
