/**
 * What `sysconfig` reads of the build: CPython writes it down when it is compiled, under a name of the platform.
 *
 * @module
 */
import type { NativeModule } from "@orochi/vm";

/** Platforms as `sys.platform` names them. */
const PLATFORMS = ["linux", "darwin"];

/** `sys.implementation._multiarch`. */
const MULTIARCH = "wasm32-deno";

/** Variables that the library and programs ask for. */
const VARIABLES: Readonly<Record<string, string | number>> = {
  ABIFLAGS: "",
  BINDIR: "/usr/bin",
  CC: "",
  CFLAGS: "",
  EXT_SUFFIX: ".orochi-314.so",
  HAVE_FORK: 0,
  LDVERSION: "3.14",
  LIBDIR: "/usr/lib",
  MULTIARCH,
  PYTHONFRAMEWORK: "",
  Py_DEBUG: 0,
  Py_GIL_DISABLED: 1,
  SHLIB_SUFFIX: ".so",
  SIZEOF_VOID_P: 4,
  SOABI: "orochi-314",
  TZPATH: "/usr/share/zoneinfo:/usr/lib/zoneinfo:/usr/share/lib/zoneinfo:/etc/zoneinfo",
  VERSION: "3.14",
  WITH_DOC_STRINGS: 1,
};

/** The modules, one for each platform. */
export const sysconfigModules: readonly NativeModule[] = PLATFORMS.map((platform) => ({
  name: `_sysconfigdata__${platform}_${MULTIARCH}`,
  functions: [],
  populate: (vm, _module, dict) => {
    const values = vm.newDict();
    const done = values !== 0 &&
      Object.entries(VARIABLES).every(([name, value]) =>
        vm.dictSetOwned(values, name, typeof value === "string" ? vm.newStr(value) : vm.newInt(value))
      );
    if (done) return vm.dictSetOwned(dict, "build_time_vars", values);
    vm.decref(values);
    return false;
  },
}));
