/**
 * Lets go of a program's own modules when it is over, so that what their variables hold is finalised.
 *
 * @module
 */
import { walkObjects } from "@orochi/heap";
import {
  type Address,
  MODULE_DICT,
  NONE,
  T_DICT,
  T_FUNCTION,
  T_MODULE,
  T_TYPE,
  type Value,
} from "@orochi/object";
import { CONTROL_MODULES, LIBRARY_PREFIX, type Vm } from "@orochi/vm";
import { finalise } from "@orochi/vm/collector";

/**
 * Takes `__main__`, and the modules that it has from files of its own, out of `sys.modules`. Those of the library stay,
 * whose variables nobody counts on being finalised; CPython drops them, too (`finalize_modules`).
 *
 * @returns The dicts of those modules (not counted), for {@linkcode endVariables} once all garbage is collected.
 */
export function endModules(vm: Vm): Set<Address> {
  const modules = vm.control(CONTROL_MODULES);
  const own: Value[] = [], dicts = new Set<Address>();
  vm.dictIterate(modules, (name, module) => {
    if (vm.isStr(name) && isOwn(vm, vm.js(name), module)) {
      own.push(vm.keep(name));
      if (vm.layout(module) === T_MODULE) dicts.add(vm.i32[(module + MODULE_DICT) >>> 2]);
    }
    return true;
  });
  for (const name of own) {
    vm.dictDelete(modules, name);
    vm.decref(name);
  }
  vm.clearError();
  return dicts;
}

/**
 * Finalises what is left in the variables of modules that outlive their place in `sys.modules`: a function that compiled
 * code mentions is immortal, and its globals with it. Functions, classes and modules stay for the finalisers to use.
 */
export function endVariables(vm: Vm, dicts: Set<Address>): void {
  const left: Address[] = [];
  walkObjects(vm.memory, (object) => {
    if (dicts.has(object) && vm.typeIndex(object) === T_DICT) left.push(vm.keep(object));
  });
  for (const dict of left) endVariablesOf(vm, dict);
}

/** Drops a module's dict (stolen) after its variables. */
function endVariablesOf(vm: Vm, dict: Value): void {
  const names: Value[] = [], values: Value[] = [];
  vm.dictIterate(dict, (name, value) => {
    const special = vm.isStr(name) && vm.js(name).startsWith("__");
    if ((value & 1) === 0 && !special && !STAYING.has(vm.layout(value))) {
      names.push(vm.keep(name));
      values.push(vm.keep(value));
    }
    return true;
  });
  for (const value of values) finalise(vm, value);
  for (const [i, name] of names.entries()) {
    if (!vm.dictSet(dict, name, NONE)) vm.clearError();
    vm.decref(name);
    vm.decref(values[i]);
  }
  vm.decref(dict);
}

const STAYING: ReadonlySet<number> = new Set([T_FUNCTION, T_TYPE, T_MODULE]);

function isOwn(vm: Vm, name: string, module: Value): boolean {
  if (name === "__main__") return true;
  if (vm.layout(module) !== T_MODULE) return false;
  const dict = vm.i32[(module + MODULE_DICT) >>> 2];
  const file = dict === 0 ? 0 : vm.dictGetStr(dict, "__file__");
  return file !== 0 && vm.isStr(file) && !vm.js(file).startsWith(LIBRARY_PREFIX);
}
