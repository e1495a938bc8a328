/**
 * Classes and functions in a pickle: by the name of their module and their own.
 *
 * @module
 */
import {
  ELLIPSIS,
  NONE,
  NOT_IMPLEMENTED,
  T_ELLIPSIS,
  T_NONE_TYPE,
  T_NOT_IMPLEMENTED_TYPE,
  T_TUPLE,
  T_TYPE,
  type Value,
} from "@orochi/object";
import { CONTROL_MODULES, type Vm } from "@orochi/vm";
import { reprText } from "@orochi/vm/kernel";
import { Op } from "./opcodes.ts";
import type { Saver } from "./saver.ts";
import { dottedAttribute, importByName, moduleAttribute, raisePickling } from "./state.ts";

/** A class: those of None, Ellipsis and NotImplemented have no name that leads to them. */
export function saveType(saver: Saver, type: Value): boolean {
  const vm = saver.vm;
  for (
    const [index, value] of [
      [T_NONE_TYPE, NONE],
      [T_ELLIPSIS, ELLIPSIS],
      [T_NOT_IMPLEMENTED_TYPE, NOT_IMPLEMENTED],
    ]
  ) {
    if (type === vm.typeObject(index)) return saver.saveCall(type, vm.typeObject(T_TYPE), [value]);
  }
  return saveGlobal(saver, type, 0);
}

/** `Can't pickle <repr>: <why>`, keeping why as the context where it is an exception. Returns 0. */
function refuse(vm: Vm, object: Value, why: string): 0 {
  const error = vm.takeError();
  const shown = reprText(vm, object);
  if (shown === null) {
    vm.decref(error);
    return 0;
  }
  raisePickling(vm, `Can't pickle ${why.replace("%R", () => shown)}`);
  if (error !== 0) {
    const raised = vm.takeError();
    const kept = vm.setAttr(raised, vm.intern("__context__"), error);
    if (!kept) vm.clearError();
    vm.setError(raised);
  }
  vm.decref(error);
  return 0;
}

/** The name of a global (new reference): its qualified name, or else its name. */
function nameOf(vm: Vm, object: Value): Value {
  const qualified = vm.getAttrOptional(object, vm.names.__qualname__);
  return qualified !== 0 || vm.failed() ? qualified : vm.getAttr(object, vm.names.__name__);
}

/** The module in which a dotted name leads to an object (new reference to a str): `whichmodule`. */
function moduleOf(vm: Vm, object: Value, path: readonly string[]): Value {
  let name = vm.getAttrOptional(object, vm.names.__module__);
  if (name === 0 && vm.failed()) return 0;
  if (path.includes("<locals>")) {
    vm.decref(name);
    return refuse(vm, object, "local object %R");
  }
  if (name === 0 || name === NONE) {
    name = searchModules(vm, object, path);
    if (name !== 0) return name;
    if (vm.failed()) return 0;
    name = vm.intern("__main__");
  }
  const module = importByName(vm, name);
  if (module === 0) {
    const known = vm.matches("ImportError") || vm.matches("ValueError") || vm.matches("KeyError");
    vm.decref(name);
    if (!known) return 0;
    const error = vm.takeError();
    const text = vm.toStr(error);
    const why = text === 0 ? "" : vm.js(text);
    vm.decref(text);
    vm.setError(error);
    return refuse(vm, object, `%R: ${why}`);
  }
  const found = dottedAttribute(vm, module, path);
  vm.decref(module);
  if (found === object) {
    vm.decref(found);
    return name;
  }
  const shown = `${vm.jsStr(name)}.${path.join(".")}`;
  vm.decref(name);
  if (found !== 0) {
    vm.decref(found);
    return refuse(vm, object, `%R: it's not the same object as ${shown}`);
  }
  return vm.matches("AttributeError") ? refuse(vm, object, `%R: it's not found as ${shown}`) : 0;
}

/** Name of the loaded module that has the object (new reference), or 0. */
function searchModules(vm: Vm, object: Value, path: readonly string[]): Value {
  let result: Value = 0;
  const modules: [Value, Value][] = [];
  vm.dictIterate(vm.control(CONTROL_MODULES), (name, module) => {
    modules.push([vm.keep(name), vm.keep(module)]);
    return true;
  });
  for (const [name, module] of modules) {
    const text = vm.isStr(name) ? vm.js(name) : "__main__";
    if (result === 0 && !vm.failed() && text !== "__main__" && text !== "__mp_main__" && module !== NONE) {
      const found = dottedAttribute(vm, module, path);
      if (found === object) result = vm.keep(name);
      if (found === 0 && vm.matches("AttributeError")) vm.clearError();
      vm.decref(found);
    }
    vm.decref(name);
    vm.decref(module);
  }
  return result;
}

/**
 * Writes an object as a global.
 *
 * @param given Its name (borrowed), or 0: as it says itself.
 */
export function saveGlobal(saver: Saver, object: Value, given: Value): boolean {
  const vm = saver.vm;
  const name = given === 0 ? nameOf(vm, object) : vm.keep(given);
  if (name === 0) return false;
  const text = vm.jsStr(name);
  const module = moduleOf(vm, object, text.split("."));
  const done = module !== 0 && saveNamed(saver, object, module, name, text);
  vm.decref(module);
  vm.decref(name);
  return done;
}

function saveNamed(saver: Saver, object: Value, module: Value, name: Value, text: string): boolean {
  const vm = saver.vm, out = saver.out;
  if (saver.protocol >= 2) {
    const code = extensionCode(vm, module, name);
    if (code < 0) return false;
    if (code > 0) {
      if (code < 256) out.byte2(Op.EXT1, code);
      else if (code < 65536) out.word2(Op.EXT2, code);
      else out.word4(Op.EXT4, code);
      return true;
    }
  }
  if (saver.protocol >= 4) {
    if (!saver.save(module) || !saver.save(name)) return false;
    out.byte(Op.STACK_GLOBAL);
    return saver.memoize(object);
  }
  const [first, ...rest] = text.split(".");
  // Older protocols know names in modules only: what lies deeper is fetched by getattr.
  for (let i = 0; i < rest.length; i++) {
    const getattr = moduleAttribute(vm, "builtins", "getattr");
    const done = getattr !== 0 && saver.save(getattr);
    vm.decref(getattr);
    if (!done) return false;
    if (saver.protocol < 2) out.byte(Op.MARK);
  }
  if (!saveTopLevel(saver, vm.jsStr(module), first)) return false;
  for (const attribute of rest) {
    const part = vm.newStr(attribute);
    const done = part !== 0 && saver.save(vm.internValue(part));
    vm.decref(part);
    if (!done) return false;
    out.byte(saver.protocol < 2 ? Op.TUPLE : Op.TUPLE2);
    out.byte(Op.REDUCE);
  }
  return saver.memoize(object);
}

/** The number that `copyreg` has for a global; 0 for none, -1 with an exception set. */
function extensionCode(vm: Vm, module: Value, name: Value): number {
  const registry = moduleAttribute(vm, "copyreg", "_extension_registry");
  const key = registry === 0 ? 0 : vm.newTuple([vm.keep(module), vm.keep(name)]);
  const code = key === 0 ? 0 : vm.dictGet(registry, key);
  const number = code === 0 ? (vm.failed() ? -1 : 0) : vm.number(code);
  vm.decref(key);
  vm.decref(registry);
  return number;
}

/** A name in a module on lines of their own, with Python 2's names where they differ. */
function saveTopLevel(saver: Saver, module: string, name: string): boolean {
  const vm = saver.vm;
  if (saver.protocol < 3 && saver.options.fixImports) {
    const mapped = oldNames(vm, module, name);
    if (mapped === null) return false;
    [module, name] = mapped;
  }
  for (const [kind, text] of [["module", module], ["global", name]]) {
    const encoded = saver.protocol >= 3 ? new TextEncoder().encode(text) : ascii(text);
    if (encoded === null) {
      const quoted = vm.newStr(text);
      const shown = vm.jsRepr(quoted);
      vm.decref(quoted);
      return raisePickling(
        vm,
        `can't pickle ${kind} identifier ${shown} using pickle protocol ${saver.protocol}`,
      ) !== 0;
    }
    if (kind === "module") saver.out.byte(Op.GLOBAL);
    saver.out.run(encoded);
    saver.out.byte(10);
  }
  return true;
}

function ascii(text: string): Uint8Array | null {
  return /^[\0-\x7f]*$/.test(text) ? Uint8Array.from(text, (char) => char.charCodeAt(0)) : null;
}

/** What Python 2 calls a global; null with an exception set. */
function oldNames(vm: Vm, module: string, name: string): [string, string] | null {
  const names = moduleAttribute(vm, "_compat_pickle", "REVERSE_NAME_MAPPING");
  const imports = names === 0 ? 0 : moduleAttribute(vm, "_compat_pickle", "REVERSE_IMPORT_MAPPING");
  if (imports === 0) {
    vm.decref(names);
    return null;
  }
  let result: [string, string] = [module, name];
  const key = vm.newTuple([vm.newStr(module), vm.newStr(name)]);
  const pair = vm.dictGet(names, key);
  if (pair !== 0 && vm.isExact(pair, T_TUPLE)) {
    result = [vm.js(vm.tupleItem(pair, 0)), vm.js(vm.tupleItem(pair, 1))];
  } else {
    const other = vm.dictGet(imports, vm.tupleItem(key, 0));
    if (other !== 0) result = [vm.js(other), name];
  }
  vm.decref(key);
  vm.decref(names);
  vm.decref(imports);
  return vm.failed() ? null : result;
}
