import { assert, assertEquals } from "@std/assert";
import { VM_CONTROL } from "@orochi/heap";
import { raised, testMachine } from "./builtins/_test_program.ts";
import * as collector from "./collector/state.ts";
import * as machine from "./vm.ts";

Deno.test("control words are different ones within their page, the collector's among them", () => {
  const own = Object.entries(machine).flatMap(([name, value]): [string, number][] =>
    name.startsWith("CONTROL_") && typeof value === "number" ? [[name, value]] : []
  );
  assert(own.length > 5);
  for (const [name, offset] of own) assert(offset % 4 === 0 && offset >= 0 && offset < 4096, name);
  const words = [...own.map(([, offset]) => (VM_CONTROL + offset) >>> 2)];
  for (const [name, word] of Object.entries(collector)) {
    if (typeof word === "number" && !name.startsWith("DEBUG_")) words.push(word);
  }
  assertEquals(new Set(words).size, words.length);
});

Deno.test("an exception is pending until it is taken, and one that is raised later takes its place", () => {
  const vm = testMachine();
  assertEquals([vm.failed(), vm.raiseValue("first"), vm.failed()], [false, 0, true]);
  vm.raiseType("second");
  assert(vm.matches("TypeError") && !vm.matches("ValueError"));
  assertEquals([raised(vm), vm.failed()], ["TypeError: second", false]);
});

Deno.test("a value that is kept has a reference more, small ints and static objects need none", () => {
  const vm = testMachine(), list = vm.newList([]);
  assertEquals(vm.rc.count(list), 1);
  assertEquals([vm.keep(list), vm.rc.count(list)], [list, 2]);
  vm.decref(list);
  assertEquals(vm.rc.count(list), 1);
  for (const value of [0, vm.newInt(5), vm.bool(true)]) {
    vm.incref(value);
    vm.decref(value);
  }
  vm.decref(list);
});

Deno.test("iterating ends where the callback says so, and lets go of the iterator", () => {
  const vm = testMachine(),
    list = vm.newList([1, 2, 3, 4].map((number) => vm.newInt(number))),
    seen: number[] = [];
  vm.iterate(list, (item) => seen.push(vm.number(item)) < 2);
  assertEquals([seen, vm.rc.count(list), vm.failed()], [[1, 2], 1, false]);
  assertEquals([vm.iterate(vm.newInt(5), () => true), raised(vm)], [
    false,
    "TypeError: 'int' object is not iterable",
  ]);
});
