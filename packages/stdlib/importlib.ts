/**
 * `_imp`, and CPython's `importlib` on top of the machine's own import: importing `_frozen_importlib` runs the library's
 * `importlib/_bootstrap.py` and installs it. Until then the machine finds modules itself, which is faster; from then on
 * importlib does, so that finders and loaders of the program are heard.
 *
 * @module
 */
import { FALSE, NONE, T_CODE, type Value } from "@orochi/object";
import {
  codeOfFile,
  CONTROL_IMPORTER,
  CONTROL_MODULES,
  ensureModule,
  fixFilename,
  LIBRARY_PREFIX,
  loadNative,
  magicNumber,
  nativeFunction,
  type NativeModule,
  openBytes,
  releaseBuffer,
  runCode,
  runSource,
  type Vm,
} from "@orochi/vm";
import { ADOPT, resumeImportlib } from "./importlib_finders.ts";
import { setStateOwned } from "./state.ts";

/** What importlib needs to know of the library that is packaged with the runtime, and of modules imported before it. */
const LIBRARY_IMPORTER = `
def _install_library(external, prefix, read, code_of, take):
    class LibraryLoader(external.SourceFileLoader):
        """Loads modules of the standard library that is packaged with the runtime."""

        def create_module(self, spec):
            module = take(spec.name)
            if module is not None:
                # It has been given a specification before: this one is its own from now on.
                module.__loader__ = None
                spec.loader_state = module
            return module

        def exec_module(self, module):
            if module.__spec__.loader_state is not module:
                super().exec_module(module)
            module.__spec__.loader_state = None

        def path_stats(self, path):
            raise OSError

        def get_code(self, fullname):
            return code_of(self.get_filename(fullname))

        def get_data(self, path):
            if not path.startswith(prefix):
                return super().get_data(path)
            data = read(path)
            if data is None:
                raise FileNotFoundError(2, "No such file or directory", path)
            return data

        def set_data(self, path, data, *, _mode=0o666):
            pass

    class LibraryFinder:
        """Finds modules of the standard library that is packaged with the runtime."""

        def __init__(self, path):
            if not (path + "/").startswith(prefix) or read(path) is not None:
                raise ImportError("not a folder of the library", path=path)
            self.path = path

        def find_spec(self, fullname, target=None):
            base = f"{self.path}/{fullname.rpartition('.')[2]}"
            for file, folders in (f"{base}/__init__.py", [base]), (f"{base}.py", None):
                if read(file) is not None:
                    return spec(fullname, file, folders)
            return None

        def invalidate_caches(self):
            pass

    def spec(name, file, folders):
        kind = LibraryLoader if file.startswith(prefix) else external.SourceFileLoader
        found = external.spec_from_file_location(
            name, file, loader=kind(name, file), submodule_search_locations=folders)
        if kind is LibraryLoader:
            found.origin = file
        return found

    def find_in_archive(path):
        """Loads zipimport only for what may be an archive."""
        if external._path_isdir(path or "."):
            raise ImportError("not an archive", path=path)
        # Modules that zipimport itself imports are not looked for in the archive.
        sys.path_importer_cache[path] = None
        try:
            import zipimport
        finally:
            sys.path_importer_cache.pop(path, None)
        return zipimport.zipimporter(path)

    def adopt():
        """Gives a specification to modules that were imported without importlib."""
        for name, module in list(sys.modules.items()):
            if getattr(module, "__spec__", None) is not None or getattr(module, "__name__", "") != name or name == "__main__":
                continue
            file = getattr(module, "__file__", None)
            if file is not None:
                module.__spec__ = spec(name, file, getattr(module, "__path__", None))
                module.__loader__ = module.__spec__.loader
                module.__cached__ = module.__spec__.cached
            elif name in sys.builtin_module_names:
                _init_module_attrs(_spec_from_module(module, BuiltinImporter), module)
        # A module that is run by its name is in a package, be it the one without a name; a program is in none.
        main = sys.modules.get("__main__")
        package, file = getattr(main, "__package__", None), getattr(main, "__file__", None)
        if main is None or main.__dict__.get("__loader__") is not None:
            pass
        elif file is None or file == "<stdin>":
            main.__loader__ = BuiltinImporter
        elif package is None:
            main.__loader__ = external.SourceFileLoader("__main__", file)
        elif getattr(main, "__spec__", None) is None:
            stem = file.rpartition("/")[2].removesuffix(".py")
            main.__spec__ = spec(f"{package}.{stem}" if package else stem, file, None)
            main.__loader__ = main.__spec__.loader
            main.__cached__ = main.__spec__.cached

    sys.path_hooks[:0] = LibraryFinder, find_in_archive
    adopt()
    return adopt
`;

/** Runs a source in a module's namespace; false with an exception set. */
function run(vm: Vm, dict: Value, source: string, filename: string): boolean {
  const result = runSource(vm, source, filename, "exec", dict, dict);
  vm.decref(result);
  return result !== 0;
}

/** A bootstrap module: CPython freezes these two, so that tracebacks can tell them from the program's. */
function bootstrapModule(
  name: string,
  file: string,
  install: (vm: Vm, module: Value, dict: Value) => boolean,
  refresh?: NativeModule["refresh"],
): NativeModule {
  return {
    name,
    functions: [],
    refresh,
    populate: (vm, module, dict) => {
      const code = codeOfFile(vm, `${LIBRARY_PREFIX}importlib/${file}.py`);
      if (code === null) return vm.raise("ModuleNotFoundError", `No module named '${name}'`) !== 0;
      if (code === 0) return false;
      fixFilename(vm, code, `<frozen importlib.${file}>`);
      if (!vm.dictSetStr(vm.control(CONTROL_MODULES), name, module)) return false;
      if (!vm.dictSetStr(dict, "__builtins__", vm.builtins)) return false;
      const result = runCode(vm, code, dict, dict);
      vm.decref(result);
      return result !== 0 && install(vm, module, dict);
    },
  };
}

/** Calls a function of a module's dict. */
function callIn(vm: Vm, dict: Value, name: string, ...args: Value[]): Value {
  return vm.call(vm.dictGetStr(dict, name), ...args);
}

function install(vm: Vm, dict: Value): boolean {
  const sys = ensureModule(vm, "sys"), imp = ensureModule(vm, "_imp");
  // Both return None, which nobody counts.
  const done = sys !== 0 && imp !== 0 && callIn(vm, dict, "_install", sys, imp) !== 0 &&
    callIn(vm, dict, "_install_external_importers") !== 0;
  vm.decref(sys);
  vm.decref(imp);
  const external = done ? ensureModule(vm, "_frozen_importlib_external") : 0;
  if (external === 0) return false;
  const given = [external, vm.newStr(LIBRARY_PREFIX)];
  for (const native of [readLibrary, libraryCode, takePreloaded]) {
    given.push(vm.newNative(vm.registry.idOf(native), 0, native.name, "_imp"));
  }
  const adopt = run(vm, dict, LIBRARY_IMPORTER, "<frozen importlib._bootstrap_library>")
    ? callIn(vm, dict, "_install_library", ...given)
    : 0;
  for (const value of given) vm.decref(value);
  if (adopt === 0) return false;
  vm.setControl(CONTROL_IMPORTER, vm.keep(vm.dictGetStr(dict, "_gcd_import")));
  return setStateOwned(vm, ADOPT, adopt);
}

/** A str among the arguments; null with TypeError set. */
function nameArgument(vm: Vm, value: Value): string | null {
  if (vm.isStr(value)) return vm.js(value);
  vm.raiseType(`argument must be str, not ${vm.typeName(value)}`);
  return null;
}

/** A file of the library as bytes, or None. */
const readLibrary = nativeFunction("_read_library", "(path, /)", (vm, a) => {
  const path = nameArgument(vm, vm.i32[a]);
  if (path === null) return 0;
  const source = path.startsWith(LIBRARY_PREFIX)
    ? vm.host.librarySource(path.slice(LIBRARY_PREFIX.length))
    : null;
  return source === null ? NONE : vm.newBytes(new TextEncoder().encode(source));
});

/** The code of a file of the library. */
const libraryCode = nativeFunction("_library_code", "(path, /)", (vm, a) => {
  const path = nameArgument(vm, vm.i32[a]);
  return path === null ? 0 : codeOfFile(vm, path) ?? vm.raise("ImportError", `No library file ${path}`);
});

/** A module of the library that the heap's image has brought, or None. */
const takePreloaded = nativeFunction("_take_preloaded", "(name, /)", (vm, a) => {
  const name = nameArgument(vm, vm.i32[a]);
  if (name === null) return 0;
  const module = vm.preloaded?.take(vm, name) ?? 0;
  return module !== 0 || vm.failed() ? module : NONE;
});

/** `create_builtin(spec)`: the native module of a spec. */
function createBuiltin(vm: Vm, spec: Value): Value {
  const name = vm.getAttr(spec, vm.names.name);
  if (name === 0) return 0;
  if (!vm.isStr(name)) {
    vm.decref(name);
    return vm.raiseType("name must be string");
  }
  const text = vm.js(name);
  vm.decref(name);
  const known = vm.keep(vm.dictGetStr(vm.control(CONTROL_MODULES), text));
  if (known !== 0) return known;
  const taken = vm.preloaded?.take(vm, text) ?? 0;
  if (taken !== 0 || vm.failed()) return taken;
  return vm.registry.modules.has(text) ? loadNative(vm, text) : NONE;
}

/** FNV-1a of 64 bits over a key and bytes: tells whether a source is the one that a cache was made from. */
function sourceHash(vm: Vm, key: bigint, source: Value): Value {
  const buffer = openBytes(vm, source);
  if (buffer === null) return 0;
  let hash = 0xcbf29ce484222325n ^ key;
  for (let i = 0; i < buffer.length; i++) {
    hash = ((hash ^ BigInt(vm.u8[buffer.address + i])) * 0x100000001b3n) & 0xffff_ffff_ffff_ffffn;
  }
  releaseBuffer(vm, buffer);
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, hash, true);
  return vm.newBytes(bytes);
}

/** The module `_imp`. */
export const impModule: NativeModule = {
  name: "_imp",
  doc: "(Extremely) low-level import machinery bits as used by importlib.",
  functions: [
    readLibrary,
    libraryCode,
    takePreloaded,
    nativeFunction("acquire_lock", "()", () => NONE),
    nativeFunction("release_lock", "()", () => NONE),
    nativeFunction("lock_held", "()", () => FALSE),
    nativeFunction("is_builtin", "(name, /)", (vm, a) => {
      const name = nameArgument(vm, vm.i32[a]);
      return name === null
        ? 0
        : vm.newInt(name === "sys" || name === "builtins" ? -1 : vm.registry.modules.has(name) ? 1 : 0);
    }),
    nativeFunction("is_frozen", "(name, /)", (vm, a) => nameArgument(vm, vm.i32[a]) === null ? 0 : FALSE),
    nativeFunction(
      "is_frozen_package",
      "(name, /)",
      (vm, a) => vm.raise("ImportError", `No such frozen object named ${vm.jsStr(vm.i32[a])}`),
    ),
    nativeFunction("find_frozen", "(name, /, *, withdata=False)", () => NONE),
    nativeFunction(
      "get_frozen_object",
      "(name, data=None, /)",
      (vm, a) => vm.raise("ImportError", `No such frozen object named ${vm.jsStr(vm.i32[a])}`),
    ),
    nativeFunction("create_builtin", "(spec, /)", (vm, a) => createBuiltin(vm, vm.i32[a])),
    nativeFunction("exec_builtin", "(mod, /)", (vm) => vm.newInt(0)),
    nativeFunction(
      "create_dynamic",
      "(spec, file=<unrepresentable>, /)",
      (vm) => vm.raise("ImportError", "dynamic modules are not supported"),
    ),
    nativeFunction("exec_dynamic", "(mod, /)", (vm) => vm.newInt(0)),
    nativeFunction("extension_suffixes", "()", (vm) => vm.newList([])),
    nativeFunction("_fix_co_filename", "(code, path, /)", (vm, a) => {
      const code = vm.i32[a], path = vm.i32[a + 1];
      if (!vm.isExact(code, T_CODE)) {
        return vm.raiseType(`_fix_co_filename() argument 1 must be code, not ${vm.typeName(code)}`);
      }
      if (!vm.isStr(path)) {
        return vm.raiseType(`_fix_co_filename() argument 2 must be str, not ${vm.typeName(path)}`);
      }
      fixFilename(vm, code, vm.js(path));
      return NONE;
    }),
    nativeFunction("_override_frozen_modules_for_tests", "(override, /)", () => NONE),
    nativeFunction("_override_multi_interp_extensions_check", "(override, /)", (vm) => vm.newInt(0)),
    nativeFunction("_frozen_module_names", "()", (vm) => vm.newList([])),
    nativeFunction(
      "source_hash",
      "(key, source)",
      (vm, a) => {
        const key = vm.i32[a];
        if (vm.isInt(key)) return sourceHash(vm, vm.bigInt(key), vm.i32[a + 1]);
        return vm.raiseType(`'${vm.typeName(key)}' object cannot be interpreted as an integer`);
      },
    ),
  ],
  populate: (vm, _module, dict) =>
    vm.dictSetOwned(dict, "check_hash_based_pycs", vm.newStr("default")) &&
    vm.dictSetOwned(dict, "pyc_magic_number_token", vm.newInt(magicNumber(vm))),
};

/** `importlib._bootstrap`. */
export const bootstrapModules: readonly NativeModule[] = [
  bootstrapModule(
    "_frozen_importlib",
    "_bootstrap",
    (vm, _module, dict) => install(vm, dict),
    resumeImportlib,
  ),
  bootstrapModule("_frozen_importlib_external", "_bootstrap_external", () => true),
];
