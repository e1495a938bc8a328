/**
 * Globals that a pickle names.
 *
 * @module
 */
import { T_TUPLE, type Value } from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { dottedAttribute, importByName, moduleAttribute, raiseUnpickling } from "./state.ts";

/** Today's names (new references) of a global that Python 2 called otherwise; null with an exception set. */
function renamed(vm: Vm, module: Value, name: Value): [Value, Value] | null {
  const names = moduleAttribute(vm, "_compat_pickle", "NAME_MAPPING");
  const imports = names === 0 ? 0 : moduleAttribute(vm, "_compat_pickle", "IMPORT_MAPPING");
  const key = imports === 0 ? 0 : vm.newTuple([vm.keep(module), vm.keep(name)]);
  let result: [Value, Value] | null = null;
  if (key !== 0) {
    const pair = vm.dictGet(names, key);
    const other = pair !== 0 ? 0 : vm.dictGet(imports, module);
    if (pair !== 0 && vm.isTuple(pair)) {
      result = [vm.keep(vm.tupleItem(pair, 0)), vm.keep(vm.tupleItem(pair, 1))];
    } else if (!vm.failed()) result = [vm.keep(other === 0 ? module : other), vm.keep(name)];
  }
  vm.decref(key);
  vm.decref(imports);
  vm.decref(names);
  return result;
}

/** A global by the names of its module and its own (both borrowed); a new reference, 0 with an exception set. */
export function findGlobal(
  vm: Vm,
  module: Value,
  name: Value,
  protocol: number,
  fixImports: boolean,
): Value {
  const names = protocol < 3 && fixImports
    ? renamed(vm, module, name)
    : [vm.keep(module), vm.keep(name)] as const;
  if (names === null) return 0;
  const loaded = importByName(vm, names[0]);
  let found: Value = 0;
  if (loaded !== 0) {
    const text = vm.jsStr(names[1]);
    found = dottedAttribute(vm, loaded, protocol >= 4 ? text.split(".") : [text]);
    if (found === 0 && protocol >= 4 && text.includes(".") && vm.matches("AttributeError")) {
      vm.clearError();
      vm.raise(
        "AttributeError",
        `Can't resolve path ${vm.jsRepr(names[1])} on module ${vm.jsRepr(loaded)}`,
      );
    }
  }
  vm.decref(loaded);
  vm.decref(names[0]);
  vm.decref(names[1]);
  return found;
}

/** The object that `copyreg` has a number for; a new reference, 0 with an exception set. */
export function extensionObject(
  vm: Vm,
  code: number,
  findClass: (module: Value, name: Value) => Value,
): Value {
  const number = vm.newInt(code);
  const cache = moduleAttribute(vm, "copyreg", "_extension_cache");
  const registry = cache === 0 ? 0 : moduleAttribute(vm, "copyreg", "_inverted_registry");
  let found: Value = 0;
  if (registry !== 0) {
    found = vm.keep(vm.dictGet(cache, number));
    const key = found === 0 && !vm.failed() ? vm.dictGet(registry, number) : 0;
    if (key !== 0) {
      const pair = vm.isExact(key, T_TUPLE) && vm.tupleLength(key) === 2 && vm.isStr(vm.tupleItem(key, 0)) &&
        vm.isStr(vm.tupleItem(key, 1));
      if (!pair) vm.raiseValue(`_inverted_registry[${code}] isn't a 2-tuple of strings`);
      else found = findClass(vm.tupleItem(key, 0), vm.tupleItem(key, 1));
      if (found !== 0 && !vm.dictSet(cache, number, found)) {
        vm.decref(found);
        found = 0;
      }
    } else if (found === 0 && !vm.failed()) unknown(vm, code);
  }
  vm.decref(registry);
  vm.decref(cache);
  vm.decref(number);
  return found;
}

function unknown(vm: Vm, code: number): 0 {
  if (code > 0) return vm.raiseValue(`unregistered extension code ${code}`);
  return raiseUnpickling(vm, "EXT specifies code <= 0");
}
