import { assertEquals } from "@std/assert";
import { tuple } from "../pickle/mod.ts";
import { equal, exception } from "./values.ts";

Deno.test("an exception has its module in front, none for builtins", () => {
  assertEquals([exception("KeyError", 1).name, exception("queue.Empty").name], ["KeyError", "queue.Empty"]);
  assertEquals(exception("a.b.C").cls.module, "a.b");
});

Deno.test("True is 1 and False is 0, as in Python", () => {
  assertEquals([equal(true, 1), equal(0, false), equal(true, 2), equal(true, "1")], [
    true,
    true,
    false,
    false,
  ]);
});

Deno.test("tuples are equal to tuples, lists to lists", () => {
  assertEquals(equal(tuple(1, [2, tuple(3)]), tuple(true, [2, tuple(3)])), true);
  assertEquals([equal(tuple(1), [1]), equal([1], [1, 2]), equal([[1]], [tuple(1)])], [false, false, false]);
});
