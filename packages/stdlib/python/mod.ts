/**
 * Native modules that are written in Python: what CPython writes in C although nothing in it needs to be.
 *
 * @module
 */
import type { Value } from "@orochi/object";
import { compileSource, type NativeModule, runCode, type Vm } from "@orochi/vm";
import { BATCH_SOURCE } from "./batch.ts";
import { DBM_SOURCE, DUMB_SOURCE } from "./dbm.ts";
import { ZONEINFO_SOURCE } from "./zoneinfo.ts";

/** Runs a source as a module's body; false with an exception set. */
export function runBody(vm: Vm, dict: Value, name: string, source: string): boolean {
  const filename = `<orochi>/${name}.py`;
  if (vm.dictGetStr(dict, "__builtins__") === 0 && !vm.dictSetStr(dict, "__builtins__", vm.builtins)) {
    return false;
  }
  const code = compileSource(vm, source, filename, "exec", true, { trusted: true });
  const result = code === 0 ? 0 : runCode(vm, code, dict, dict);
  vm.decref(code);
  vm.decref(result);
  return result !== 0;
}

function moduleOf(name: string, source: string): NativeModule {
  return { name, functions: [], populate: (vm, _module, dict) => runBody(vm, dict, name, source) };
}

/** The modules. */
export const pythonModules: readonly NativeModule[] = [
  moduleOf("_orochi_batch", BATCH_SOURCE),
  moduleOf("_zoneinfo", ZONEINFO_SOURCE),
  moduleOf("dbm", DBM_SOURCE),
  moduleOf("dbm.dumb", DUMB_SOURCE),
];
