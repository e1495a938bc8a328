/**
 * The native halves of the data modules leave no object behind: each function of `leaks/data_modules.py` is called a few
 * times, and the live objects are counted by type before and after.
 */
import { walkObjects } from "@orochi/heap";
import {
  EXCEPTION_CONTEXT,
  EXCEPTION_TRACEBACK,
  FUNCTION_NAME,
  MODULE_DICT,
  type Value,
} from "@orochi/object";
import { assemble, DenoHost } from "@orochi/runtime";
import { nativeModules, nativeTypes } from "@orochi/stdlib";
import {
  bootstrap,
  builtinFunctions,
  builtinTypes,
  coreFunctions,
  formatException,
  NativeRegistry,
  newModule,
  runSource,
  startThread,
  Vm,
} from "@orochi/vm";
import { assertEquals } from "@std/assert";

const CONTROL_MEMORY_ERROR = 48;

/** Runs the program on a machine of its own. */
function start(source: string): { vm: Vm; globals: Value } {
  const registry = new NativeRegistry([...builtinTypes, ...nativeTypes], [
    { name: "builtins", functions: [...builtinFunctions, ...coreFunctions] },
    ...nativeModules({ argv: [""], path: ["/<library>"] }),
  ]);
  const host = new DenoHost();
  const threads = { start: () => false, warm: () => {}, capacity: 1 };
  const assembly = assemble("plain", "timeout", 256 << 20);
  const vm = new Vm({ ...assembly, slot: 1, host, threads, registry });
  if (!startThread(vm, 1)) throw new Error("Cannot start the machine: the heap is too small for a stack");
  bootstrap(vm);
  const globals = vm.i32[(newModule(vm, "__main__") + MODULE_DICT) >>> 2];
  vm.dictSetStr(globals, "__builtins__", vm.builtins);
  if (runSource(vm, source, "data_modules.py", "exec", globals, globals) === 0) {
    throw new Error(formatException(vm, vm.takeError()));
  }
  return { vm, globals };
}

function census(vm: Vm): Map<string, number> {
  const counts = new Map<string, number>();
  walkObjects(vm.memory, (object) => {
    const name = vm.typeName(object);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  });
  return counts;
}

/** Calls a function and forgets what came of it; the exception's text if there was one. */
function callOnce(vm: Vm, func: Value): string {
  const result = vm.call(func);
  vm.decref(result);
  const error = result === 0 ? vm.takeError() : 0;
  const text = error === 0 ? "" : vm.jsRepr(error);
  vm.decref(error);
  const memoryError = vm.control(CONTROL_MEMORY_ERROR);
  vm.store((memoryError + EXCEPTION_TRACEBACK) >>> 2, 0);
  vm.store((memoryError + EXCEPTION_CONTEXT) >>> 2, 0);
  return text;
}

Deno.test("the data modules leave no object behind", () => {
  const source = Deno.readTextFileSync(new URL("leaks/data_modules.py", import.meta.url));
  const { vm, globals } = start(source);
  const list = vm.dictGetStr(globals, "LEAK");
  for (let i = 0; i < vm.listLength(list); i++) {
    const func = vm.listItem(list, i);
    const name = vm.js(vm.i32[(func + FUNCTION_NAME) >>> 2]);
    for (let warm = 0; warm < 3; warm++) assertEquals(callOnce(vm, func), "", name);
    const before = census(vm);
    for (let round = 0; round < 5; round++) callOnce(vm, func);
    assertEquals(census(vm), before, name);
  }
});
