/**
 * `_sysconfigdata__linux_wasm32-deno`: what `sysconfig` knows of how an interpreter was built. Most of CPython's
 * thousand variables speak of its Makefile; here are those that programs ask for.
 *
 * @module
 */
import type { NativeModule, Vm } from "@orochi/vm";

const VERSION = "3.14";

/** Variables and their values. */
const VARIABLES: { readonly [name: string]: string | number } = {
  ABIFLAGS: "t",
  AR: "",
  CC: "",
  CFLAGS: "",
  EXT_SUFFIX: ".orochi-314.so",
  HAVE_FORK: 0,
  HOST_GNU_TYPE: "wasm32-deno",
  INCLUDEPY: `/usr/include/python${VERSION}`,
  LDSHARED: "",
  LDVERSION: VERSION,
  LIBDEST: `/usr/lib/python${VERSION}`,
  LIBDIR: "/usr/lib",
  MULTIARCH: "wasm32-deno",
  PLATLIBDIR: "lib",
  Py_DEBUG: 0,
  Py_ENABLE_SHARED: 0,
  Py_GIL_DISABLED: 1,
  SHLIB_SUFFIX: ".so",
  SIZEOF_VOID_P: 4,
  SOABI: "orochi-314",
  VERSION,
  WITH_DOC_STRINGS: 1,
  exec_prefix: "/usr",
  prefix: "/usr",
};

function populate(vm: Vm, _module: number, dict: number): boolean {
  const variables = vm.newDict();
  if (variables === 0) return false;
  for (const [name, value] of Object.entries(VARIABLES)) {
    if (!vm.dictSetOwned(variables, name, typeof value === "string" ? vm.newStr(value) : vm.newInt(value))) {
      vm.decref(variables);
      return false;
    }
  }
  return vm.dictSetOwned(dict, "build_time_vars", variables);
}

/** The module. */
export const sysconfigDataModule: NativeModule = {
  name: "_sysconfigdata__linux_wasm32-deno",
  functions: [],
  populate,
};
