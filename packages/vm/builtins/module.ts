/**
 * `module`.
 *
 * @module
 */
import { type Address, MODULE_BYTES, MODULE_DICT, NONE, T_MODULE, type Value } from "@orochi/object";
import { attributeError, genericGetAttr } from "../attributes.ts";
import * as dicts from "../dicts.ts";
import { fillModule } from "../import_operations.ts";
import { type GetSetDefinition, method, newFromType, slot, type TypeDefinition } from "../native.ts";
import type { Vm } from "../vm.ts";
import { isCallable } from "./functions.ts";

function dictOf(vm: Vm, module: Address): Value {
  return vm.i32[(module + MODULE_DICT) >>> 2];
}

/** Text of an attribute's repr, or null where it is missing, None or has none. */
function reprOf(vm: Vm, object: Value, name: string): string | null {
  const value = vm.getAttrOptional(object, vm.intern(name));
  if (value === 0 || value === NONE) {
    vm.clearError();
    return null;
  }
  const text = vm.jsRepr(value);
  vm.decref(value);
  return text;
}

function repr(vm: Vm, module: Address): Value {
  const spec = vm.getAttrOptional(module, vm.intern("__spec__"));
  vm.clearError();
  const text = spec !== 0 && spec !== NONE ? describeSpec(vm, spec) : describe(vm, module);
  vm.decref(spec);
  return vm.newStr(`<module ${text}>`);
}

/** Of a module without a spec: by its own attributes. */
function describe(vm: Vm, module: Address): string {
  const name = reprOf(vm, module, "__name__") ?? "'?'";
  const file = reprOf(vm, module, "__file__");
  if (file !== null) return `${name} from ${file}`;
  const loader = reprOf(vm, module, "__loader__");
  if (loader !== null) return `${name} (${loader})`;
  // Native modules are there before what would give them a spec.
  const own = vm.dictGetInterned(dictOf(vm, module), vm.names.__name__);
  const native = own !== 0 && vm.isStr(own) && vm.registry.modules.has(vm.js(own));
  return native ? `${name} (built-in)` : name;
}

function describeSpec(vm: Vm, spec: Value): string {
  const name = reprOf(vm, spec, "name") ?? "'?'";
  const origin = vm.getAttrOptional(spec, vm.intern("origin"));
  if (origin === 0 || origin === NONE) {
    vm.clearError();
    const path = reprOf(vm, spec, "submodule_search_locations");
    const loader = reprOf(vm, spec, "loader");
    if (loader === null) return name;
    return loader.includes("NamespaceLoader")
      ? `${name} (namespace) from ${path ?? "[]"}`
      : `${name} (${loader})`;
  }
  const located = vm.getAttrOptional(spec, vm.intern("has_location"));
  const text = located !== 0 && vm.truthy(located) === 1
    ? ` from ${vm.jsRepr(origin)}`
    : ` (${vm.jsStr(origin)})`;
  vm.decref(located);
  vm.decref(origin);
  vm.clearError();
  return name + text;
}

function dir(vm: Vm, module: Address): Value {
  const dict = vm.getAttr(module, vm.names.__dict__);
  if (dict === 0) return 0;
  let result: Value = 0;
  if (!vm.isDict(dict)) {
    result = vm.raiseType("<module>.__dict__ is not a dictionary");
  } else {
    const own = vm.dictGetStr(dict, "__dir__");
    result = own !== 0 ? vm.call(own) : vm.collect(dict);
  }
  vm.decref(dict);
  return result;
}

/** Whether a module, by its namespace, is being imported. */
function isRunning(vm: Vm, dict: Value): boolean {
  const spec = vm.dictGetInterned(dict, vm.names.__spec__);
  const value = spec === 0 || spec === NONE ? 0 : vm.getAttrOptional(spec, vm.intern("_initializing"));
  const running = value !== 0 && vm.truthy(value) === 1;
  vm.decref(value);
  return running;
}

/** `__annotations__` (PEP 649): what is in the dict, or else what `__annotate__` gives. */
const annotations: GetSetDefinition = {
  name: "__annotations__",
  get: (vm, module) => {
    const dict = dictOf(vm, module);
    const known = vm.dictGetStr(dict, "__annotations__");
    if (known !== 0) return vm.keep(known);
    const annotate = vm.dictGetStr(dict, "__annotate__");
    const made = vm.annotationsBy(annotate !== 0 && isCallable(vm, annotate) ? annotate : 0);
    // While the module's code runs, there may be more the next time.
    if (made !== 0 && !isRunning(vm, dict)) vm.dictSetStr(dict, "__annotations__", made);
    if (made === 0 || !vm.failed()) return made;
    vm.decref(made);
    return 0;
  },
  set: (vm, module, value) => {
    const dict = dictOf(vm, module);
    if (value !== 0) {
      return vm.dictSetStr(dict, "__annotations__", value) && vm.dictSetStr(dict, "__annotate__", NONE);
    }
    if (dicts.remove(vm, dict, vm.intern("__annotations__")) > 0) {
      return dicts.remove(vm, dict, vm.intern("__annotate__")) >= 0;
    }
    if (!vm.failed()) vm.raise("AttributeError", "__annotations__");
    return false;
  },
};

const annotate: GetSetDefinition = {
  name: "__annotate__",
  get: (vm, module) => {
    const known = vm.dictGetStr(dictOf(vm, module), "__annotate__");
    if (known !== 0) return vm.keep(known);
    return vm.dictSetStr(dictOf(vm, module), "__annotate__", NONE) ? NONE : 0;
  },
  set: (vm, module, value) => {
    if (value === 0) return vm.raiseType("cannot delete __annotate__ attribute") !== 0;
    if (value !== NONE && !isCallable(vm, value)) {
      return vm.raiseType("__annotate__ must be callable or None") !== 0;
    }
    if (!vm.dictSetStr(dictOf(vm, module), "__annotate__", value)) return false;
    return value === NONE || dicts.remove(vm, dictOf(vm, module), vm.intern("__annotations__")) >= 0;
  },
};

/** `module`. */
export const moduleType: TypeDefinition = {
  index: T_MODULE,
  name: "module",
  basicSize: MODULE_BYTES,
  subclassable: true,
  dictOffset: MODULE_DICT,
  doc: "Create a module object.\n\nThe name must be a string; the optional docstring can have any type.",
  methods: [
    newFromType((vm, a) => {
      const module = vm.allocLike(vm.i32[a], MODULE_BYTES);
      const dict = module === 0 ? 0 : vm.newDict();
      if (dict !== 0) vm.i32[(module + MODULE_DICT) >>> 2] = dict;
      else vm.decref(module);
      return dict === 0 ? 0 : module;
    }),
    slot("__init__", "($self, name, doc=None)", (vm, a) => {
      const name = vm.i32[a + 1];
      if (!vm.isStr(name)) {
        return vm.raiseType(`module() argument 'name' must be str, not ${vm.typeName(name)}`);
      }
      return fillModule(vm, dictOf(vm, vm.i32[a]), name, vm.i32[a + 2] || NONE) ? NONE : 0;
    }),
    slot("__getattribute__", "($self, name, /)", (vm, a) => {
      const self = vm.i32[a], name = vm.attributeName(vm.i32[a + 1]);
      if (name === 0) return 0;
      const value = genericGetAttr(vm, self, vm.typeOf(self), name);
      if (value !== 0 || (vm.failed() && !vm.matches("AttributeError"))) return value;
      const fallback = vm.dictGetInterned(dictOf(vm, self), vm.names.__getattr__);
      if (fallback !== 0) {
        vm.clearError();
        return vm.call(fallback, name);
      }
      return vm.failed() ? 0 : attributeError(vm, self, name);
    }),
    slot("__repr__", "($self, /)", (vm, a) => repr(vm, vm.i32[a])),
    method("__dir__", "($self, /)", (vm, a) => dir(vm, vm.i32[a])),
  ],
  getset: [
    { name: "__dict__", get: (vm, self) => vm.keep(dictOf(vm, self)) },
    annotations,
    annotate,
  ],
};
