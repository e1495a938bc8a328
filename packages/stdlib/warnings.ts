/**
 * `_warnings`: warnings of natives, which the library's own `_py_warnings` decides about. The module has only what
 * importlib asks of it, so that `warnings` takes its filters and contexts from one place.
 *
 * @module
 */
import type { Value } from "@orochi/object";
import { callWithTuple, ensureModule, nativeFunction, type NativeModule, type Vm } from "@orochi/vm";

/** Calls a function of `_py_warnings` with arguments as natives get them. */
function delegate(vm: Vm, name: string, args: Value, keywords: Value): Value {
  const module = ensureModule(vm, "_py_warnings");
  const func = module === 0 ? 0 : vm.getAttr(module, vm.intern(name));
  vm.decref(module);
  const result = func === 0 ? 0 : callWithTuple(vm, func, args, keywords);
  vm.decref(func);
  return result;
}

/** The module. */
export const warningsModule: NativeModule = {
  name: "_warnings",
  doc: "_warnings provides basic warning filtering support.",
  functions: ["warn", "warn_explicit"].map((name) =>
    nativeFunction(name, "(*args, **kwargs)", (vm, a) => delegate(vm, name, vm.i32[a], vm.i32[a + 1]))
  ),
};
