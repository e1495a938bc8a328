import { walkObjects } from "@orochi/heap";
import { assertEquals, assertGreater } from "@std/assert";
import type { Value } from "@orochi/object";
import type { Vm } from "../vm.ts";
import { runProgram } from "./_test_program.ts";

const source = Deno.readTextFileSync(new URL("testdata/leaks/numbers.py", import.meta.url));

function liveObjects(vm: Vm): number {
  let count = 0;
  walkObjects(vm.memory, () => count++);
  return count;
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

function functions(vm: Vm, globals: Value): Value[] {
  const list = vm.dictGetStr(globals, "LEAK");
  return Array.from({ length: vm.listLength(list) }, (_, i) => vm.listItem(list, i));
}

Deno.test("operations of numbers leave no object behind", () => {
  const { vm, globals, output } = runProgram(source, "numbers.py");
  assertEquals(output, "");
  for (const func of functions(vm, globals)) {
    assertEquals(callOnce(vm, func), "");
    callOnce(vm, func);
    const before = liveObjects(vm);
    for (let i = 0; i < 5; i++) callOnce(vm, func);
    assertEquals(liveObjects(vm), before);
  }
});

Deno.test("an allocation that fails in an operation of numbers raises MemoryError and leaves no object behind", () => {
  const { vm, globals } = runProgram(source, "numbers.py");
  for (const func of functions(vm, globals).slice(0, 3)) {
    callOnce(vm, func);
    callOnce(vm, func);
    let failures = 0;
    for (let allocations = 0;; allocations++) {
      const before = liveObjects(vm);
      vm.heap.failAfter(allocations);
      const outcome = callOnce(vm, func);
      vm.heap.failAfter(-1);
      assertEquals(liveObjects(vm), before, `allocation ${allocations}`);
      if (outcome === "MemoryError") failures++;
      else if (allocations > 200) break;
    }
    assertGreater(failures, 10);
  }
});
