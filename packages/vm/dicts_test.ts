import { assertEquals } from "@std/assert";
import { Random } from "@orochi/interleave";
import type { Value } from "@orochi/object";
import { raised, runProgram, testMachine } from "./builtins/_test_program.ts";
import * as dicts from "./dicts.ts";

const vm = testMachine();

Deno.test("a dict of keys of all kinds behaves as a Map, its order included", () => {
  const random = new Random(7), dict = dicts.newDict(vm), model = new Map<string, number>();
  const keys = new Map<string, Value>();
  for (let i = 0; i < 20; i++) keys.set(`int ${i}`, vm.newInt(i));
  for (let i = 0; i < 20; i++) keys.set(`float ${i}`, vm.newFloat(i + 0.5));
  for (let i = 0; i < 20; i++) keys.set(`interned ${i}`, vm.intern(`name${i}`));
  for (let i = 0; i < 20; i++) keys.set(`str ${i}`, vm.newStr(`other${i}`));
  for (let i = 0; i < 20; i++) keys.set(`tuple ${i}`, vm.newTuple([vm.newInt(i), vm.newStr("x")]));
  const names = [...keys.keys()];
  for (let step = 0; step < 2000; step++) {
    const name = names[random.below(names.length)], key = keys.get(name)!;
    if (random.below(3) === 0) assertEquals(dicts.remove(vm, dict, key), model.delete(name) ? 1 : 0);
    else {
      dicts.set(vm, dict, key, vm.newInt(step));
      model.set(name, step);
    }
    const wanted = names[random.below(names.length)], found = dicts.getOwned(vm, dict, keys.get(wanted)!);
    assertEquals(found === 0 ? undefined : vm.number(found), model.get(wanted));
  }
  const order: number[] = [];
  dicts.iterate(vm, dict, (_key, value) => order.push(vm.number(value)) > 0);
  assertEquals(order, [...model.values()]);
});

Deno.test("equal keys of different types are one key, the first that was set", () => {
  const dict = dicts.newDict(vm), one = vm.newFloat(1), text = vm.newStr("ab"), same = vm.newStr("ab");
  dicts.set(vm, dict, one, vm.newInt(10));
  dicts.set(vm, dict, vm.newInt(1), vm.newInt(20));
  dicts.set(vm, dict, text, vm.newInt(30));
  dicts.set(vm, dict, same, vm.newInt(40));
  const items: string[] = [];
  dicts.iterate(vm, dict, (key, value) => items.push(`${vm.jsRepr(key)}: ${vm.number(value)}`) > 0);
  assertEquals(items, ["1.0: 20", "'ab': 40"]);
});

Deno.test("quick look-ups of plain keys agree with the long ones, and leave other keys alone", () => {
  const dict = dicts.newDict(vm),
    plain = [vm.newInt(5), vm.intern("n"), vm.newTuple([vm.newInt(1), vm.newStr("made")])],
    tuple = vm.newTuple([vm.newFloat(0.5)]);
  assertEquals(plain.map((key) => dicts.getPlain(vm, dict, key)), [0, 0, 0]);
  assertEquals(dicts.getPlain(vm, dict, tuple), dicts.ASK_FURTHER);
  assertEquals(dicts.setPlain(vm, dict, tuple, vm.newInt(1)), false);
  plain.forEach((key, i) => assertEquals(dicts.setPlain(vm, dict, key, vm.newInt(i)), true));
  assertEquals(plain.map((key) => vm.number(dicts.getPlain(vm, dict, key))), [0, 1, 2]);
  assertEquals(plain.map((key) => vm.number(dicts.getOwned(vm, dict, key))), [0, 1, 2]);
  assertEquals(plain.map((key) => dicts.hasPlain(vm, dict, key)), [1, 1, 1]);
});

Deno.test("a key that can't be hashed is refused by its role", () => {
  const dict = dicts.newDict(vm), list = vm.newList([]);
  assertEquals(dicts.set(vm, dict, list, vm.newInt(1)), false);
  assertEquals(raised(vm), "TypeError: cannot use 'list' as a dict key (unhashable type: 'list')");
});

Deno.test("an iteration sees what is added behind it, not what is removed before it comes there", () => {
  const dict = dicts.newDict(vm), seen: number[] = [];
  for (let i = 0; i < 4; i++) dicts.set(vm, dict, vm.newInt(i), vm.newInt(i));
  dicts.iterate(vm, dict, (key) => {
    const number = vm.number(key);
    seen.push(number);
    if (number === 0) dicts.remove(vm, dict, vm.newInt(2));
    if (number === 3) dicts.set(vm, dict, vm.newInt(9), vm.newInt(9));
    return number !== 9;
  });
  assertEquals(seen, [0, 1, 3, 9]);
});

Deno.test("a comparison of keys that changes the dict is asked again, and one that raises ends the look-up", () => {
  const { output } = runProgram(
    `
class K:
    def __init__(self, n): self.n = n
    def __hash__(self): return 1
    def __eq__(self, other):
        global rounds
        rounds += 1
        if rounds < 4: d[K2(rounds)] = rounds
        if rounds > 50: raise ValueError('enough')
        return self.n == other.n
class K2(K):
    __hash__ = lambda self: 2
    __eq__ = object.__eq__
rounds = 0
d = {K(1): 'a'}
print(d[K(1)], rounds > 0, len(d))
rounds = 51
try: d[K(5)]
except ValueError as e: print(e)
print(len(d))
`,
    "dicts.py",
  );
  assertEquals(output, "a True 4\nenough\n4\n");
});
