import { walkObjects } from "@orochi/heap";
import { FUNCTION_NAME, type Value } from "@orochi/object";
import { assert, assertEquals } from "@std/assert";
import type { Vm } from "../vm.ts";
import { runProgram } from "./_test_program.ts";

const source = Deno.readTextFileSync(new URL("testdata/leaks/text.py", import.meta.url));

/** Live objects by the names of their types. */
function census(vm: Vm): Map<string, number> {
  const counts = new Map<string, number>();
  walkObjects(vm.memory, (object) => {
    const name = vm.typeName(object);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  });
  return counts;
}

/** The functions that the program put into its list `LEAK`. */
function functionsOf(vm: Vm, globals: Value): [string, Value][] {
  const list = vm.dictGetStr(globals, "LEAK");
  return Array.from({ length: vm.listLength(list) }, (_, i) => {
    const func = vm.listItem(list, i);
    return [vm.js(vm.i32[(func + FUNCTION_NAME) >>> 2]), func];
  });
}

/** Calls a function and forgets what came of it; the name of the exception if there was one. */
function callOnce(vm: Vm, func: Value): string {
  const result = vm.call(func);
  vm.decref(result);
  if (result !== 0) return "";
  const error = vm.takeError();
  const name = vm.typeName(error);
  vm.decref(error);
  return name;
}

Deno.test("operations of str, bytes, bytearray and memoryview leave no object behind, even where they fail", () => {
  const { vm, globals, output } = runProgram(source, "text.py");
  assertEquals(output, "");
  for (const [name, func] of functionsOf(vm, globals)) {
    assertEquals(callOnce(vm, func), "", name);
    callOnce(vm, func);
    const before = census(vm);
    for (let i = 0; i < 5; i++) callOnce(vm, func);
    assertEquals(census(vm), before, name);
  }
});

Deno.test("an allocation that fails inside an operation on text raises MemoryError and leaves no object behind", () => {
  const { vm, globals } = runProgram(source, "text.py");
  for (const [name, func] of functionsOf(vm, globals)) {
    if (!name.startsWith("small_")) continue;
    callOnce(vm, func);
    callOnce(vm, func);
    let failures = 0, done = false;
    for (let allocations = 0; !done && allocations < 1000; allocations++) {
      const before = census(vm);
      vm.heap.failAfter(allocations);
      const outcome = callOnce(vm, func);
      vm.heap.failAfter(-1);
      assertEquals(census(vm), before, `${name}, allocation ${allocations}`);
      if (outcome === "MemoryError") failures++;
      else done = outcome === "";
    }
    assert(done && failures > 10, name);
  }
});
