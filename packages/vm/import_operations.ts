/**
 * The `import` statement, over `builtins.__import__`; and the import system's core: `sys.modules`, native
 * modules, sources on `sys.path`, packages.
 *
 * @module
 */
import {
  CODE_FILENAME,
  EXCEPTION_EXTRA,
  EXCEPTION_TRACEBACK,
  FRAME_OBJECT_CODE,
  MODULE_BYTES,
  MODULE_DICT,
  NONE,
  T_MODULE,
  TRACEBACK_FRAME,
  TRACEBACK_NEXT,
  type Value,
} from "@orochi/object";
import { SINGLE } from "@orochi/gil";
import { builtinNamed } from "./builtins_of.ts";
import * as dicts from "./dicts.ts";
import { beginLoading, endLoading, waitForModule } from "./import_locks.ts";
import { globalsOf } from "./operations.ts";
import { FRAME_LOCALS } from "./thread_state.ts";
import { codeOfFile } from "./code_cache.ts";
import { runCode } from "./run_source.ts";
import { raised, raiseImport } from "./errors.ts";
import { warn } from "./native_warnings.ts";
import { cannotImport } from "./module_complaints.ts";
import { CONTROL_MODULES, CONTROL_SYS, LIBRARY_PREFIX, type Vm } from "./vm.ts";

/** A new module object with `__name__`, `__doc__`, `__loader__`, `__spec__`, `__package__`. */
export function newModule(vm: Vm, name: string): Value {
  const module = vm.alloc(T_MODULE, MODULE_BYTES);
  const dict = module === 0 ? 0 : vm.newDict();
  if (dict === 0) return 0;
  vm.i32[(module + MODULE_DICT) >>> 2] = dict;
  const text = vm.newStr(name);
  const done = text !== 0 && fillModule(vm, dict, text, NONE);
  vm.decref(text);
  if (done) return module;
  vm.decref(module);
  return 0;
}

/** Gives a module's dict what every module has. */
export function fillModule(vm: Vm, dict: Value, name: Value, doc: Value): boolean {
  return vm.dictSetStr(dict, "__name__", name) && vm.dictSetStr(dict, "__doc__", doc) &&
    vm.dictSetStr(dict, "__package__", NONE) && vm.dictSetStr(dict, "__loader__", NONE) &&
    vm.dictSetStr(dict, "__spec__", NONE);
}

/** Says which package a module that was found is in. */
function setPackage(vm: Vm, dict: Value, name: string): boolean {
  return vm.dictSetStr(dict, "__package__", vm.intern(name.slice(0, Math.max(0, name.lastIndexOf(".")))));
}

/** IMPORT_NAME. */
export function importName(vm: Vm, frame: number, level: Value, fromlist: Value, name: Value): Value {
  const globals = globalsOf(vm, frame);
  const importer = builtinNamed(vm, globals, vm.names.__import__);
  if (importer === 0) return vm.failed() ? 0 : vm.raise("ImportError", "__import__ not found");
  const namespace = vm.i32[frame + FRAME_LOCALS];
  const module = vm.call(importer, name, globals, namespace === 0 ? NONE : namespace, fromlist, level);
  vm.decref(importer);
  return module;
}

/** `__import__(name, globals, locals, fromlist, level)`. */
export function importModule(vm: Vm, name: string, globals: Value, fromlist: Value, level: number): Value {
  const absolute = level === 0 ? name : resolveRelative(vm, name, globals, level);
  if (absolute === null) return 0;
  if (absolute === "") return vm.raiseValue("Empty module name");
  const leaf = ensureModule(vm, absolute);
  if (leaf === 0) return 0;
  if (fromlist !== 0 && fromlist !== NONE && vm.truthy(fromlist) === 1) {
    if (!importFromList(vm, leaf, absolute, fromlist)) {
      vm.decref(leaf);
      return 0;
    }
    return leaf;
  }
  if (level === 0 || name === "") {
    const top = name.split(".")[0];
    if (name === "" || top === absolute) return leaf;
    vm.decref(leaf);
    return ensureModule(vm, top);
  }
  // The first part of a relative name.
  const cut = absolute.length - (name.length - name.split(".")[0].length);
  vm.decref(leaf);
  return ensureModule(vm, absolute.slice(0, cut));
}

/** The package that a relative import starts from (`resolve_name` of CPython); null with an exception set. */
function packageOf(vm: Vm, globals: Value): string | null {
  if (globals === 0 || globals === NONE) return vm.raise("KeyError", "'__name__' not in globals") || null;
  const given = vm.dictGetStr(globals, "__package__"), spec = vm.dictGetStr(globals, "__spec__");
  const named = given !== 0 && given !== NONE, specified = spec !== 0 && spec !== NONE;
  if (named && !vm.isStr(given)) return vm.raiseType("package must be a string") || null;
  if (specified) {
    const parent = vm.getAttr(spec, vm.intern("parent"));
    if (parent === 0) return null;
    const text = vm.isStr(parent) ? vm.js(parent) : null;
    vm.decref(parent);
    if (named) return text === vm.js(given) || warnOfPackage(vm) ? vm.js(given) : null;
    return text ?? (vm.raiseType("__spec__.parent must be a string") || null);
  }
  return named ? vm.js(given) : packageByName(vm, globals);
}

function warnOfPackage(vm: Vm): boolean {
  return warn(vm, "DeprecationWarning", "__package__ != __spec__.parent");
}

/** The package of a module that says only what it is called. */
function packageByName(vm: Vm, globals: Value): string | null {
  const words = "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__";
  if (!warn(vm, "ImportWarning", words)) return null;
  const own = vm.dictGetStr(globals, "__name__");
  if (own === 0) return vm.raise("KeyError", "'__name__' not in globals") || null;
  if (!vm.isStr(own)) return vm.raiseType("__name__ must be a string") || null;
  const text = vm.js(own);
  return vm.dictGetStr(globals, "__path__") !== 0 ? text : text.slice(0, Math.max(0, text.lastIndexOf(".")));
}

function resolveRelative(vm: Vm, name: string, globals: Value, level: number): string | null {
  const base = packageOf(vm, globals);
  if (base === null) return null;
  if (base === "") {
    vm.raise("ImportError", "attempted relative import with no known parent package");
    return null;
  }
  const parts = base.split(".");
  if (level > parts.length) {
    vm.raise("ImportError", "attempted relative import beyond top-level package");
    return null;
  }
  const parent = parts.slice(0, parts.length - level + 1).join(".");
  return name === "" ? parent : `${parent}.${name}`;
}

/** Where the modules of a package are looked for (new reference): 0 if it is none, or failed. Any object may stand for a module. */
function pathOf(vm: Vm, module: Value): Value {
  return vm.isExact(module, T_MODULE)
    ? vm.keep(vm.dictGetStr(vm.i32[(module + MODULE_DICT) >>> 2], "__path__"))
    : vm.getAttrOptional(module, vm.names.__path__);
}

function importFromList(vm: Vm, module: Value, name: string, fromlist: Value): boolean {
  const path = pathOf(vm, module);
  if (path === 0) return !vm.failed();
  vm.decref(path);
  return vm.iterate(fromlist, (item) => {
    if (!vm.isStr(item) || vm.js(item) === "*") return true;
    const found = vm.getAttrOptional(module, item), child = `${name}.${vm.js(item)}`;
    if (found !== 0) {
      // It may be a module.
      vm.importWatcher?.needed(child);
      vm.decref(found);
      return true;
    }
    if (vm.failed()) return false;
    const submodule = ensureModule(vm, child);
    vm.decref(submodule);
    if (submodule !== 0) return true;
    // The submodule is not there; what it imports itself must be.
    if (!vm.matches("ModuleNotFoundError") || importErrorName(vm) !== child) return false;
    vm.clearError();
    return true;
  });
}

/** The module that the ImportError being raised is about. */
function importErrorName(vm: Vm): string {
  const subject = vm.i32[(raised(vm) + EXCEPTION_EXTRA) >>> 2];
  return subject === 0 ? "" : vm.jsStr(vm.tupleItem(subject, 1));
}

/** The module of an absolute name, imported with its parents if need be (new reference). */
export function ensureModule(vm: Vm, name: string): Value {
  vm.importWatcher?.needed(name);
  const modules = vm.control(CONTROL_MODULES);
  const known = vm.keep(vm.dictGetStr(modules, name));
  if (known === NONE) {
    return raiseImport(vm, "ModuleNotFoundError", name, `import of ${name} halted; None in sys.modules`);
  }
  if (known !== 0) return whole(vm, known, name);
  const taken = vm.preloaded?.take(vm, name) ?? 0;
  if (taken !== 0 || vm.failed()) return taken;
  const importer = vm.control(CONTROL_IMPORTER);
  if (importer !== 0) return whileImporting(vm, () => importByImportlib(vm, importer, name));
  const dot = name.lastIndexOf(".");
  let parent: Value = 0;
  let search: Value = 0;
  if (dot >= 0) {
    parent = ensureModule(vm, name.slice(0, dot));
    if (parent === 0) return 0;
    const again = vm.keep(vm.dictGetStr(modules, name));
    if (again !== 0) {
      vm.decref(parent);
      return again;
    }
    search = pathOf(vm, parent);
    if (search === 0) {
      vm.decref(parent);
      return vm.failed() ? 0 : raiseImport(
        vm,
        "ModuleNotFoundError",
        name,
        `No module named '${name}'; '${name.slice(0, dot)}' is not a package`,
      );
    }
  }
  if (!beginLoading(vm, name)) {
    vm.decref(search);
    vm.decref(parent);
    return waitForModule(vm, name) ? ensureModule(vm, name) : 0;
  }
  // The thread that had it until now may have loaded it.
  const module = vm.keep(vm.dictGetStr(modules, name)) || whileImporting(vm, () => load(vm, name, search));
  endLoading(vm, name);
  vm.decref(search);
  if (module !== 0 && parent !== 0) vm.setAttr(parent, vm.intern(name.slice(dot + 1)), module);
  vm.decref(parent);
  return module;
}

function whileImporting(vm: Vm, load: () => Value): Value {
  if (vm.importing++ === 0) vm.threads.importing?.(true);
  try {
    return load();
  } finally {
    if (--vm.importing === 0) vm.threads.importing?.(false);
  }
}

/** A module of `sys.modules` (stolen), once the thread that loads it has done so. */
function whole(vm: Vm, module: Value, name: string): Value {
  if (vm.i32[SINGLE] === 1) return module;
  const done = vm.control(CONTROL_IMPORTER) === 0 ? waitForModule(vm, name) : waitForSpec(vm, module, name);
  if (done) return module;
  vm.decref(module);
  return 0;
}

/** As CPython's `import_ensure_initialized`: importlib keeps locks of its own. */
function waitForSpec(vm: Vm, module: Value, name: string): boolean {
  if (!vm.isExact(module, T_MODULE)) return true;
  const spec = vm.dictGetInterned(vm.i32[(module + MODULE_DICT) >>> 2], vm.names.__spec__);
  if (spec === 0 || spec === NONE) return waitForModule(vm, name);
  const initialising = vm.getAttrOptional(spec, vm.intern("_initializing"));
  if (initialising === 0) return !vm.failed();
  const busy = vm.truthy(initialising) === 1;
  vm.decref(initialising);
  if (!busy) return true;
  const bootstrap = vm.dictGetStr(vm.control(CONTROL_MODULES), "_frozen_importlib");
  const result = vm.callMethod(bootstrap, vm.intern("_lock_unlock_module"), vm.intern(name));
  vm.decref(result);
  return result !== 0;
}

/** Bytes from VM_CONTROL. `importlib._bootstrap._gcd_import` once importlib is there: it finds modules from then on. */
export const CONTROL_IMPORTER = 2044;

/** As CPython, without the frames of importlib in the traceback. */
function importByImportlib(vm: Vm, importer: Value, name: string): Value {
  const module = vm.call(importer, vm.intern(name));
  if (module === 0) hideFrames(vm, "<frozen importlib._bootstrap");
  return module;
}

/** Takes the entries of some files out of the traceback of the exception being raised. */
function hideFrames(vm: Vm, prefix: string): void {
  let word = (raised(vm) + EXCEPTION_TRACEBACK) >>> 2;
  for (let entry = vm.i32[word]; entry !== 0; entry = vm.i32[word]) {
    const code = vm.i32[(vm.i32[(entry + TRACEBACK_FRAME) >>> 2] + FRAME_OBJECT_CODE) >>> 2];
    const next = (entry + TRACEBACK_NEXT) >>> 2;
    if (vm.js(vm.i32[(code + CODE_FILENAME) >>> 2]).startsWith(prefix)) vm.store(word, vm.keep(vm.i32[next]));
    else word = next;
  }
}

function load(vm: Vm, name: string, search: Value): Value {
  vm.importWatcher?.loading(name);
  const module = findAndLoad(vm, name, search);
  vm.importWatcher?.loaded(name, module !== 0);
  return module;
}

function findAndLoad(vm: Vm, name: string, search: Value): Value {
  const alone = isBringingImportlib(vm, name);
  if (!alone && hasFinders(vm)) return importWithImportlib(vm, name);
  const native = vm.registry.modules.get(name);
  if (native !== undefined) return loadNative(vm, name);
  const leaf = name.slice(name.lastIndexOf(".") + 1);
  const path = search !== 0 ? search : vm.dictGetStr(vm.control(CONTROL_SYS), "path");
  const folders: string[] = [];
  if (path !== 0 && path !== NONE) {
    vm.iterate(path, (entry) => {
      if (vm.isStr(entry)) folders.push(vm.js(entry));
      return true;
    });
  }
  for (const folder of folders) {
    const base = `${folder === "" ? vm.host.cwd() : folder}/${leaf}`;
    for (const [file, isPackage] of [[`${base}/__init__.py`, true], [`${base}.py`, false]] as const) {
      const code = codeOfFile(vm, file);
      if (code !== null) return code === 0 ? 0 : loadSource(vm, name, file, code, isPackage ? base : null);
    }
    if (vm.failed()) return 0;
    if (!alone && !isPlain(vm, folder, base)) return importWithImportlib(vm, name);
  }
  return notFound(vm, name);
}

function notFound(vm: Vm, name: string): Value {
  return raiseImport(vm, "ModuleNotFoundError", name, `No module named '${name}'`);
}

/** Whether a folder of the path, without the module that is looked for, has nothing that could be a part of it. */
function isPlain(vm: Vm, folder: string, base: string): boolean {
  if (`${folder}/`.startsWith(LIBRARY_PREFIX)) return true;
  const found = vm.host.isDirectory(base);
  // A folder may be one of a namespace package; an entry of the path that is a file may be an archive.
  return typeof found === "boolean" ? !found : found.code !== "ENOTDIR";
}

/** Whether the program put finders or hooks of its own in place before importlib did. */
function hasFinders(vm: Vm): boolean {
  return ["meta_path", "path_hooks"].some((name) => {
    const list = vm.dictGetStr(vm.control(CONTROL_SYS), name);
    return list !== 0 && vm.truthy(list) === 1;
  });
}

/** Whether importlib is being loaded: what it imports is to be found without it. */
function isBringingImportlib(vm: Vm, name: string): boolean {
  return name === "importlib" || vm.dictGetStr(vm.control(CONTROL_MODULES), "importlib") !== 0;
}

/** Imports what this importer does not know to find: importlib does from now on. */
function importWithImportlib(vm: Vm, name: string): Value {
  const importlib = ensureModule(vm, "importlib");
  vm.decref(importlib);
  return importlib === 0 ? 0 : importByImportlib(vm, vm.control(CONTROL_IMPORTER), name);
}

/** A module written in TypeScript, made on its first import. */
export function loadNative(vm: Vm, name: string): Value {
  const definition = vm.registry.modules.get(name)!;
  const module = newModule(vm, name);
  if (module === 0) return 0;
  const dict = vm.i32[(module + MODULE_DICT) >>> 2];
  let done = setPackage(vm, dict, name);
  done = done &&
    (definition.doc === undefined || vm.dictSetOwned(dict, "__doc__", vm.newStr(definition.doc)));
  for (const native of definition.functions) {
    done = done &&
      vm.dictSetOwned(dict, native.name, vm.newNative(vm.registry.idOf(native), 0, native.name, name));
  }
  for (const type of definition.types ?? []) {
    done = done && vm.dictSetStr(dict, type.name, vm.typeObject(type.index));
  }
  if (done && definition.populate !== undefined) done = definition.populate(vm, module, dict);
  done = done && vm.dictSetStr(vm.control(CONTROL_MODULES), name, module);
  if (done) return module;
  vm.decref(module);
  return 0;
}

function loadSource(vm: Vm, name: string, file: string, code: Value, packagePath: string | null): Value {
  const module = newModule(vm, name);
  if (module === 0) return 0;
  const dict = vm.i32[(module + MODULE_DICT) >>> 2];
  const modules = vm.control(CONTROL_MODULES);
  let done = setPackage(vm, dict, name) && vm.dictSetOwned(dict, "__file__", vm.newStr(file)) &&
    vm.dictSetStr(dict, "__builtins__", vm.builtins);
  if (packagePath !== null) {
    done = done && vm.dictSetOwned(dict, "__path__", vm.newList([vm.newStr(packagePath)])) &&
      vm.dictSetOwned(dict, "__package__", vm.newStr(name));
  }
  done = done && vm.dictSetStr(modules, name, module);
  if (done) {
    const result = runCode(vm, code, dict, dict);
    done = result !== 0;
    vm.decref(result);
  }
  if (!done) {
    const error = vm.takeError();
    dicts.remove(vm, modules, vm.intern(name));
    vm.setError(error);
    vm.decref(module);
    return 0;
  }
  vm.decref(module);
  // What the module put in its place counts. It is in the dict's last place now, behind what it imported, as CPython has it.
  const final = vm.keep(vm.dictGetStr(modules, name));
  if (final === 0) return vm.raise("ImportError", `module ${name} not in sys.modules`);
  if (vm.dictDelete(modules, vm.intern(name)) >= 0 && vm.dictSetStr(modules, name, final)) return final;
  vm.decref(final);
  return 0;
}

/** IMPORT_FROM. */
export function importFrom(vm: Vm, module: Value, name: Value): Value {
  const value = vm.getAttrOptional(module, name);
  if (value !== 0 || vm.failed()) return value;
  const own = vm.getAttrOptional(module, vm.names.__name__);
  if (own === 0) vm.clearError();
  const label = own !== 0 && vm.isStr(own) ? vm.js(own) : "<unknown module name>";
  vm.decref(own);
  const submodule = vm.keep(vm.dictGetStr(vm.control(CONTROL_MODULES), `${label}.${vm.js(name)}`));
  if (submodule !== 0) return submodule;
  return cannotImport(vm, module, label, name);
}

/** IMPORT_STAR. */
export function importStar(vm: Vm, module: Value, namespace: Value): boolean {
  const all = vm.getAttrOptional(module, vm.names.__all__);
  if (all === 0 && vm.failed()) return false;
  const names: Value[] = [];
  if (all !== 0) {
    vm.iterate(all, (name) => (names.push(vm.keep(name)), true));
    vm.decref(all);
  } else {
    const dict = vm.getAttr(module, vm.names.__dict__);
    if (dict === 0) return false;
    vm.dictIterate(dict, (key) => {
      if (vm.isStr(key) && !vm.js(key).startsWith("_")) names.push(vm.keep(key));
      return true;
    });
    vm.decref(dict);
  }
  let done = !vm.failed();
  for (const name of names) {
    if (done) {
      const value = vm.getAttr(module, name);
      done = value !== 0 && vm.setItem(namespace, name, value);
      vm.decref(value);
    }
    vm.decref(name);
  }
  return done;
}
