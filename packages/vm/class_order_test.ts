import { assertEquals } from "@std/assert";
import { Random } from "@orochi/interleave";
import { raised, testMachine } from "./builtins/_test_program.ts";
import { newDict } from "./dicts.ts";

const vm = testMachine();

/** C3 by its definition: the merge of the bases' orders and of the bases themselves; null if there is none. */
function c3(
  name: string,
  bases: readonly string[],
  orders: ReadonlyMap<string, readonly string[]>,
): string[] | null {
  const lists = [...bases.map((base) => [...orders.get(base)!]), [...bases]], order = [name];
  while (lists.some((list) => list.length > 0)) {
    const next = lists.map(([head]) => head).find((head) =>
      head !== undefined && !lists.some((list) => list.indexOf(head) > 0)
    );
    if (next === undefined) return null;
    order.push(next);
    for (const list of lists) if (list[0] === next) list.shift();
  }
  return order;
}

/** A new class, or what refused it. */
function newClass(name: string, bases: readonly number[]): number | string {
  const namespace = newDict(vm),
    tuple = vm.newTuple(bases.map((base) => vm.keep(base))),
    text = vm.newStr(name);
  const type = vm.dictGetStr(vm.builtins, "type");
  const made = vm.call(type, text, tuple, namespace);
  for (const part of [namespace, tuple, text]) vm.decref(part);
  return made === 0 ? raised(vm) : made;
}

/** Names of the classes that a class's order lists. */
function orderOf(type: number): string[] {
  const mro = vm.getAttr(type, vm.intern("__mro__"));
  const names = vm.tupleItems(mro).map((cls) => {
    const name = vm.getAttr(cls, vm.intern("__name__")), text = vm.js(name);
    vm.decref(name);
    return text;
  });
  vm.decref(mro);
  return names;
}

Deno.test("classes have the order of C3, or are refused where there is none, in any hierarchy", () => {
  const random = new Random(96);
  let refused = 0;
  for (let run = 0; run < 25; run++) {
    const classes = new Map<string, number>(),
      orders = new Map<string, readonly string[]>([["object", ["object"]]]);
    for (let i = 0; i < 9; i++) {
      const names = [...classes.keys()].sort(() => random.below(3) - 1).slice(0, random.below(4));
      const bases = names.length === 0 ? ["object"] : names;
      const expected = c3(`C${i}`, bases, orders);
      const made = newClass(`C${i}`, names.map((base) => classes.get(base)!));
      if (typeof made === "string") {
        assertEquals([
          expected,
          made.startsWith("TypeError: Cannot create a consistent method resolution order (MRO) for bases "),
        ], [null, true]);
        refused++;
        continue;
      }
      assertEquals(orderOf(made), expected);
      classes.set(`C${i}`, made);
      orders.set(`C${i}`, expected!);
    }
    for (const made of classes.values()) vm.decref(made);
  }
  assertEquals(refused > 5, true, `${refused} were refused`);
});

Deno.test("a base is named once", () => {
  const base = newClass("Base", []) as number;
  assertEquals(newClass("Twice", [base, base]), "TypeError: duplicate base class Base");
});

Deno.test("the bases that contradict each other are named", () => {
  const a = newClass("A", []) as number, b = newClass("B", [a]) as number;
  assertEquals(
    newClass("C", [a, b]),
    "TypeError: Cannot create a consistent method resolution order (MRO) for bases A, B",
  );
});
