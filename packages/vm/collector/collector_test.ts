import { checkHeap, walkObjects } from "@orochi/heap";
import { LIST_ITEMS, T_LIST, tagInt } from "@orochi/object";
import { assert, assertEquals } from "@std/assert";
import { runProgram } from "../builtins/_test_program.ts";
import type { Vm } from "../vm.ts";
import { NO_OBJECT, ObjectTable } from "./object_table.ts";

/** Live objects by the names of their types. */
function census(vm: Vm): Map<string, number> {
  const counts = new Map<string, number>();
  walkObjects(vm.memory, (object) => {
    const name = vm.typeName(object);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  });
  return counts;
}

const MAKERS = `
def classes():
    class Base:
        __slots__ = ("a",)
    class Derived(Base):
        def method(self):
            return __class__
    Derived.instance = Derived()
    Derived.instance.a = Derived

def closures():
    def inner(n):
        return inner(n - 1) if n else None
    inner(2)

def generators():
    box = []
    box.append((box for _ in box))
    next(box[0])

def exceptions():
    try:
        raise ValueError
    except ValueError as error:
        error.self = error

def from_builtins():
    class Text(str): pass
    class Items(list): pass
    text, items = Text("text"), Items()
    text.items = items
    items.append(text)
MAKE = [classes, closures, generators, exceptions, from_builtins]
`;

Deno.test("Collector.collect() leaves no object of a cycle behind", () => {
  const { vm, globals } = runProgram(MAKERS, "makers.py");
  const list = vm.dictGetStr(globals, "MAKE");
  for (let i = 0; i < vm.listLength(list); i++) {
    const make = vm.listItem(list, i);
    const call = () => {
      const result = vm.call(make);
      assert(result !== 0);
      vm.decref(result);
    };
    call();
    call();
    vm.collector.collect(2);
    const before = census(vm);
    for (let n = 0; n < 5; n++) call();
    assert(vm.collector.collect(2) >= 5);
    assertEquals(census(vm), before);
    checkHeap(vm.memory);
  }
});

Deno.test("Collector.collect() keeps a cycle that something outside of the heap holds", () => {
  const { vm } = runProgram("", "empty.py");
  const list = vm.newList([]);
  vm.listAppend(list, list);
  vm.collector.collect(2);
  assertEquals([vm.typeIndex(list), vm.listLength(list)], [T_LIST, 1]);
  vm.decref(list);
  assertEquals(vm.collector.collect(2), 1);
});

Deno.test("Collector.collect() keeps an object that has more references than it counts", () => {
  const { vm } = runProgram("", "empty.py");
  const list = vm.newList([tagInt(1)]);
  vm.listAppend(list, list);
  // As a bug would: the second reference is not counted.
  const items = vm.i32[(list + LIST_ITEMS) >>> 2] >>> 2;
  vm.i32[items] = list;
  vm.decref(list);
  assertEquals(vm.collector.collect(2), 0);
  assertEquals(vm.typeIndex(list), T_LIST);
});

Deno.test("ObjectTable.of() tells every object from every other, and from what is no object", () => {
  const { vm } = runProgram("kept = [bytes(n) for n in range(0, 200000, 977)]", "kept.py");
  const table = new ObjectTable();
  table.fill(vm.memory, -1, () => true);
  const numbers = new Set<number>();
  for (let i = 0; i < table.found; i++) numbers.add(table.of(table.objects[i]));
  assertEquals(numbers.size, table.found);
  assert(!numbers.has(NO_OBJECT) && Math.max(...numbers) < table.notes.length);
  assertEquals(table.of(0x2010), NO_OBJECT);
});
