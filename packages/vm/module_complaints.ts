/**
 * What is said of a module that lacks a name: that its file hides a module of the library, or that it is not done yet
 * (CPython's `_Py_module_getattro_impl` and `_PyEval_ImportFrom`).
 *
 * @module
 */
import { MODULE_DICT, NONE, T_MODULE, type Value } from "@orochi/object";
import { raiseImport } from "./errors.ts";
import { isLoading } from "./import_locks.ts";
import { CONTROL_PROGRAM_FOLDER, CONTROL_SYS, type Vm } from "./vm.ts";

/** An attribute of a spec (new reference), or 0. */
function partOf(vm: Vm, spec: Value, name: string): Value {
  const value = spec === 0 || spec === NONE ? 0 : vm.getAttrOptional(spec, vm.intern(name));
  vm.clearError();
  return value;
}

/** Whether an attribute of a spec is true. */
function says(vm: Vm, spec: Value, name: string): boolean {
  const value = partOf(vm, spec, name);
  const yes = value !== 0 && vm.truthy(value) === 1;
  vm.decref(value);
  vm.clearError();
  return yes;
}

function has(vm: Vm, container: Value, item: Value): boolean {
  const found = container === 0 ? 0 : vm.contains(container, item);
  vm.clearError();
  return found === 1;
}

/** What is known of where a module comes from. */
interface Source {
  /** Its file (a new reference), or 0. */
  readonly origin: Value;
  /** Its code is running. */
  readonly begun: boolean;
}

/**
 * By a module's spec; until importlib is imported, modules of files have none, but for `__main__`, of which CPython
 * does not tell either.
 */
function sourceOf(vm: Vm, spec: Value, dict: Value, name: Value): Source {
  let origin = 0, begun = false;
  if (spec !== 0 && spec !== NONE) {
    origin = says(vm, spec, "has_location") ? partOf(vm, spec, "origin") : 0;
    begun = says(vm, spec, "_initializing");
  } else if (dict !== 0 && vm.js(name) !== "__main__") {
    origin = vm.keep(vm.dictGetStr(dict, "__file__"));
    begun = isLoading(vm, name);
  }
  if (origin === 0 || vm.isStr(origin)) return { origin, begun };
  vm.decref(origin);
  return { origin: 0, begun };
}

/** Whether a file is found before the library because it is in the program's folder. */
function mayHide(vm: Vm, origin: Value): boolean {
  const folder = vm.control(CONTROL_PROGRAM_FOLDER);
  if (folder === 0 || origin === 0) return false;
  const parts = vm.js(origin).split("/");
  if (parts.at(-1) === "__init__.py") parts.pop();
  return parts.length > 1 && parts.slice(0, -1).join("/") === (vm.js(folder) || vm.host.cwd());
}

function hidesLibrary(vm: Vm, origin: Value, name: Value): boolean {
  return mayHide(vm, origin) &&
    has(vm, vm.dictGetStr(vm.control(CONTROL_SYS), "stdlib_module_names"), name);
}

const RENAME_STANDARD = (file: string, name: string) =>
  `(consider renaming ${file} since it has the same name as the standard library module named ${name} ` +
  `and prevents importing that standard library module)`;
const RENAME = (file: string) =>
  `(consider renaming ${file} if it has the same name as a library you intended to import)`;
const CIRCLE = "(most likely due to a circular import)";

/** The message about an attribute that a module does not have. */
export function missingAttribute(vm: Vm, module: Value, attribute: Value): string {
  const dict = vm.i32[(module + MODULE_DICT) >>> 2], text = vm.js(attribute);
  const own = vm.dictGetInterned(dict, vm.names.__name__);
  if (own === 0 || !vm.isStr(own)) return `module has no attribute '${text}'`;
  const name = vm.js(own), plain = `module '${name}' has no attribute '${text}'`;
  const spec = vm.keep(vm.dictGetInterned(dict, vm.names.__spec__));
  const { origin, begun } = sourceOf(vm, spec, dict, own), file = origin === 0 ? "" : `'${vm.js(origin)}'`;
  const submodules = partOf(vm, spec, "_uninitialized_submodules");
  let message = plain;
  if (hidesLibrary(vm, origin, own)) message = `${plain} ${RENAME_STANDARD(file, `'${name}'`)}`;
  else if (begun) {
    message = mayHide(vm, origin)
      ? `${plain} ${RENAME(file)}`
      : `partially initialized module '${name}'${
        file && ` from ${file}`
      } has no attribute '${text}' ${CIRCLE}`;
  } else if (has(vm, submodules, attribute)) {
    message = `cannot access submodule '${text}' of module '${name}' ${CIRCLE}`;
  }
  for (const value of [spec, origin, submodules]) vm.decref(value);
  return message;
}

/** Raises the ImportError about a name that can't be imported from a module; `label` is the module's name. */
export function cannotImport(vm: Vm, module: Value, label: string, name: Value): 0 {
  const dict = vm.isExact(module, T_MODULE) ? vm.i32[(module + MODULE_DICT) >>> 2] : 0;
  const spec = vm.getAttrOptional(module, vm.names.__spec__);
  vm.clearError();
  const known = dict === 0 ? 0 : vm.dictGetStr(dict, "__file__"), own = vm.intern(label);
  const source = sourceOf(vm, spec, dict, own), { begun } = source;
  const origin = source.origin || (known !== 0 && vm.isStr(known) ? vm.keep(known) : 0);
  const what = `cannot import name ${vm.jsRepr(name)} from`, from = `'${label}'`;
  const file = origin === 0 ? "" : vm.js(origin);
  let message = `${what} ${from} (${file || "unknown location"})`;
  if (hidesLibrary(vm, source.origin, own)) {
    message = `${what} ${from} ${RENAME_STANDARD(`'${file}'`, from)}`;
  } else if (begun) {
    message = mayHide(vm, source.origin)
      ? `${what} ${from} ${RENAME(`'${file}'`)}`
      : `${what} partially initialized module ${from} ${CIRCLE}${file && ` (${file})`}`;
  }
  raiseImport(vm, "ImportError", label, message, origin, name);
  vm.decref(spec);
  vm.decref(origin);
  return 0;
}
