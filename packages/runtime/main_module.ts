/**
 * The module `__main__` and what it says of the program: which file that is, what package it is in, what loads it
 * (`add_main_module` and `set_main_loader` of CPython, `_run_module_as_main` in Lib/runpy.py).
 *
 * @module
 */
import { MODULE_DICT, NONE, type Value } from "@orochi/object";
import { adoptModules } from "@orochi/stdlib";
import { CONTROL_IMPORTER, CONTROL_MODULES, ensureModule, newModule, type Vm } from "@orochi/vm";
import type { MainProgram } from "./program.ts";

/** What only importlib can make: a program whose source has no such word will hardly miss it. */
const MADE_BY_IMPORTLIB = /__(?:loader|spec)__/;

/** Makes the module `__main__`; returns its dict (borrowed), or 0 with an exception set. */
export function makeMain(vm: Vm): Value {
  const main = newModule(vm, "__main__");
  const dict = main === 0 ? 0 : vm.i32[(main + MODULE_DICT) >>> 2];
  if (dict === 0) return 0;
  const modules = vm.control(CONTROL_MODULES);
  const done = vm.dictSetStr(dict, "__builtins__", vm.dictGetStr(modules, "builtins")) &&
    vm.dictSetStr(modules, "__main__", main);
  vm.decref(main);
  return done ? dict : 0;
}

/** The module `__main__` of a program (its dict, borrowed), or 0 with an exception set. */
export function makeMainOf(vm: Vm, program: MainProgram): Value {
  const dict = makeMain(vm);
  if (dict === 0) return 0;
  if (program.asks !== true && program.isCommand !== true) {
    if (!vm.dictSetOwned(dict, "__file__", vm.newStr(program.filename))) return 0;
    if (!vm.dictSetStr(dict, "__cached__", NONE)) return 0;
  }
  const { package: name } = program;
  if (name !== undefined && !vm.dictSetOwned(dict, "__package__", vm.newStr(name))) return 0;
  if ((name !== undefined || MADE_BY_IMPORTLIB.test(program.source)) && !bringImportlib(vm)) return 0;
  return name === undefined || name === "" || importPackage(vm, name) ? dict : 0;
}

/** Has importlib give the modules that are there, `__main__` among them, their loaders and specifications. */
function bringImportlib(vm: Vm): boolean {
  if (vm.control(CONTROL_IMPORTER) !== 0) return adoptModules(vm);
  const importlib = ensureModule(vm, "importlib");
  vm.decref(importlib);
  return importlib !== 0;
}

/** Imports the package of a module that is run, so that its relative imports work. */
function importPackage(vm: Vm, name: string): boolean {
  const text = vm.newStr(name);
  const imported = text === 0 ? 0 : vm.call(vm.dictGetInterned(vm.builtins, vm.names.__import__), text);
  vm.decref(text);
  vm.decref(imported);
  return imported !== 0;
}
