/**
 * `_csv`: the native half of `csv`.
 *
 * @module
 */
import { NONE, T_CSV_DIALECT, T_TYPE, tagInt, type Value } from "@orochi/object";
import { makeClass, nativeFunction, type NativeModule, type TypeDefinition, type Vm } from "@orochi/vm";
import {
  csvError,
  dialectOf,
  dialectType,
  moduleDict,
  QUOTE_ALL,
  QUOTE_MINIMAL,
  QUOTE_NONE,
  QUOTE_NONNUMERIC,
  QUOTE_NOTNULL,
  QUOTE_STRINGS,
  registeredDialect,
} from "./dialect.ts";
import { makeReader, readerType } from "./reader.ts";
import { makeWriter, writerType } from "./writer.ts";

/** Characters of a field unless the program says otherwise. */
const FIELD_LIMIT = 128 * 1024;

const CONSTANTS = {
  QUOTE_MINIMAL,
  QUOTE_ALL,
  QUOTE_NONNUMERIC,
  QUOTE_NONE,
  QUOTE_STRINGS,
  QUOTE_NOTNULL,
} as const;

function register(vm: Vm, name: Value, base: Value, parameters: Value): boolean {
  if (!vm.isStr(name)) return vm.raiseType("dialect name must be a string") !== 0;
  const dialect = dialectOf(vm, base, parameters);
  const done = dialect !== 0 && vm.dictSet(vm.dictGetStr(moduleDict(vm), "_dialects"), name, dialect);
  vm.decref(dialect);
  return done;
}

function setLimit(vm: Vm, limit: Value): Value {
  const dict = moduleDict(vm);
  const old = vm.keep(vm.dictGetStr(dict, "_field_limit"));
  if (limit === 0) return old;
  if (vm.isInt(limit)) {
    if (vm.dictSetStr(dict, "_field_limit", limit)) return old;
  } else vm.raiseType("limit must be an integer");
  vm.decref(old);
  return 0;
}

/** The types of the module. */
export const csvTypes: readonly TypeDefinition[] = [dialectType, readerType, writerType];

/** The module. */
export const csvModule: NativeModule = {
  name: "_csv",
  doc: "CSV parsing and writing.\n",
  functions: [
    nativeFunction(
      "reader",
      "(iterable, /, dialect='excel', **fmtparams)",
      (vm, a) => makeReader(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
      "return a reader object that will process lines from the given iterable.",
    ),
    nativeFunction(
      "writer",
      "(fileobj, /, dialect='excel', **fmtparams)",
      (vm, a) => makeWriter(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
      "return a writer object that will write user data on the given file object.",
    ),
    nativeFunction(
      "register_dialect",
      "(name, /, dialect='excel', **fmtparams)",
      (vm, a) => register(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]) ? NONE : 0,
      "create a mapping from a string name to a CVS dialect.",
    ),
    nativeFunction("unregister_dialect", "(name)", (vm, a) => {
      const gone = vm.dictDelete(vm.dictGetStr(moduleDict(vm), "_dialects"), vm.i32[a]);
      return gone > 0 ? NONE : gone < 0 ? 0 : csvError(vm, "unknown dialect");
    }, "Delete the name/dialect mapping associated with a string name."),
    nativeFunction(
      "get_dialect",
      "(name)",
      (vm, a) => registeredDialect(vm, vm.i32[a]),
      "Return the dialect instance associated with name.",
    ),
    nativeFunction(
      "list_dialects",
      "()",
      (vm) => vm.collect(vm.dictGetStr(moduleDict(vm), "_dialects")),
      "Return a list of all known dialect names.",
    ),
    nativeFunction(
      "field_size_limit",
      "(new_limit=None)",
      (vm, a) => setLimit(vm, vm.i32[a]),
      "Sets an upper limit on parsed fields.",
    ),
  ],
  populate: (vm, _module, dict) => {
    const namespace = vm.newDict();
    const bases = namespace === 0 ? 0 : vm.newTuple([vm.keep(vm.exceptionType("Exception"))]);
    const named = bases !== 0 && vm.dictSetOwned(namespace, "__module__", vm.intern("_csv"));
    const error = named ? makeClass(vm, vm.typeObject(T_TYPE), vm.intern("Error"), bases, namespace) : 0;
    vm.decref(bases);
    vm.decref(namespace);
    return vm.dictSetOwned(dict, "Error", error) &&
      vm.dictSetStr(dict, "Dialect", vm.typeObject(T_CSV_DIALECT)) &&
      vm.dictSetOwned(dict, "_dialects", vm.newDict()) &&
      vm.dictSetStr(dict, "_field_limit", tagInt(FIELD_LIMIT)) &&
      Object.entries(CONSTANTS).every(([name, value]) => vm.dictSetStr(dict, name, tagInt(value)));
  },
};
