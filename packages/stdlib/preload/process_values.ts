/**
 * What modules of the library take from their process when they are run, and ask for in no other way; and what they put
 * into other modules, which a program may have without them.
 *
 * @module
 */
import { NONE, type Value } from "@orochi/object";
import { CONTROL_SYS, type Vm } from "@orochi/vm";

/** What is to be done about a module, by its dict; each returns false with an exception set. */
export interface ProcessValues {
  /** Lets go of what the process that makes an image has, and of what other modules have put there. */
  release?(vm: Vm, dict: Value): boolean;
  /** Whether the module can be the program's; if not, it has to be run. False without an exception. */
  allows?(vm: Vm, dict: Value): boolean;
  /** Takes what this process has, and puts into other modules what belongs there. */
  renew?(vm: Vm, dict: Value): boolean;
}

/** Calls a method of what a module has under a name, which returns nothing of interest. */
function callIn(vm: Vm, dict: Value, variable: string, method: string, ...args: Value[]): boolean {
  const result = vm.callMethod(vm.dictGetStr(dict, variable), vm.intern(method), ...args);
  vm.decref(result);
  return result !== 0;
}

/** An attribute of an attribute ... of a value (a new reference, or 0 with an exception set). */
function attributeOf(vm: Vm, value: Value, ...names: string[]): Value {
  let at = vm.keep(value);
  for (const name of names) {
    const next = at === 0 ? 0 : vm.getAttr(at, vm.intern(name));
    vm.decref(at);
    at = next;
  }
  return at;
}

/** A module that makes a logger: it is among those of `logging` once the module is the program's. */
function logger(variable: string): ProcessValues {
  const withTable = (vm: Vm, dict: Value, use: (logger: Value, table: Value, name: Value) => boolean) => {
    const own = vm.dictGetStr(dict, variable);
    const table = attributeOf(vm, own, "manager", "loggerDict"), name = attributeOf(vm, own, "name");
    const done = table !== 0 && name !== 0 && use(own, table, name);
    vm.decref(table);
    vm.decref(name);
    return done;
  };
  return {
    // One of this name that the program has made is the one to use, or the parent of others.
    allows: (vm, dict) => withTable(vm, dict, (_own, table, name) => vm.contains(table, name) === 0),
    renew: (vm, dict) =>
      withTable(vm, dict, (own, table, name) => {
        if (!vm.setItem(table, name, own)) return false;
        const manager = attributeOf(vm, own, "manager");
        const done = manager !== 0 && vm.callMethod(manager, vm.intern("_fixupParents"), own) !== 0;
        vm.decref(manager);
        return done;
      }),
  };
}

/** By the module's name. */
export const PROCESS_VALUES: ReadonlyMap<string, ProcessValues> = new Map<string, ProcessValues>([
  ["asyncio.log", logger("logger")],
  ["concurrent.futures._base", logger("LOGGER")],
  ["concurrent.futures.thread", {
    renew: (vm, dict) =>
      callIn(vm, dict, "threading", "_register_atexit", vm.dictGetStr(dict, "_python_exit")),
  }],
  ["logging", {
    release: (vm, dict) => {
      const table = attributeOf(vm, vm.dictGetStr(dict, "Logger"), "manager", "loggerDict");
      const cleared = table === 0 ? 0 : vm.callMethod(table, vm.intern("clear"));
      vm.decref(table);
      return cleared !== 0;
    },
    // Times in records are given from here on.
    renew: (vm, dict) =>
      vm.dictSetOwned(dict, "_startTime", vm.newBigInt(BigInt(Math.round(vm.host.now() * 1e6)) * 1000n)),
  }],
  ["threading", {
    release: (vm, dict) =>
      vm.setAttr(vm.dictGetStr(dict, "_main_thread"), vm.intern("_stderr"), NONE) &&
      callIn(vm, dict, "_threading_atexits", "clear"),
    // Where a thread complains that can't find `sys.stderr`.
    renew: (vm, dict) => {
      const stream = vm.dictGetStr(vm.control(CONTROL_SYS), "stderr") || NONE;
      return vm.setAttr(vm.dictGetStr(dict, "_main_thread"), vm.intern("_stderr"), stream);
    },
  }],
]);
