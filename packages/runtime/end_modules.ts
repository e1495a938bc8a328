/**
 * Lets go of a program's own modules when it is over, so that what their variables hold is finalised.
 *
 * @module
 */
import { MODULE_DICT, T_MODULE, type Value } from "@orochi/object";
import { CONTROL_MODULES, LIBRARY_PREFIX, type Vm } from "@orochi/vm";

/**
 * Takes `__main__`, and the modules that it has from files of its own, out of `sys.modules`. Those of the library stay,
 * whose variables nobody counts on being finalised; CPython drops them, too (`finalize_modules`).
 */
export function endModules(vm: Vm): void {
  const modules = vm.control(CONTROL_MODULES);
  const own: Value[] = [];
  vm.dictIterate(modules, (name, module) => {
    if (vm.isStr(name) && isOwn(vm, vm.js(name), module)) own.push(vm.keep(name));
    return true;
  });
  for (const name of own) {
    vm.dictDelete(modules, name);
    vm.decref(name);
  }
  vm.clearError();
}

function isOwn(vm: Vm, name: string, module: Value): boolean {
  if (name === "__main__") return true;
  if (vm.layout(module) !== T_MODULE) return false;
  const dict = vm.i32[(module + MODULE_DICT) >>> 2];
  const file = dict === 0 ? 0 : vm.dictGetStr(dict, "__file__");
  return file !== 0 && vm.isStr(file) && !vm.js(file).startsWith(LIBRARY_PREFIX);
}
