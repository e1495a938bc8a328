import { assertEquals } from "@std/assert";
import { modernise, type Rule, RULES } from "./explained.ts";

Deno.test("what 3.11 shows becomes what 3.14 shows", () => {
  assertEquals(modernise("ZeroDivisionError: float modulo", false), "ZeroDivisionError: division by zero");
  assertEquals(
    modernise("TypeError: argument of type 'int' is not iterable", false),
    "TypeError: argument of type 'int' is not a container or iterable",
  );
  assertEquals(modernise("1 | 2", false), "1 | 2");
});

Deno.test("what Orochi shows is changed by rules for both only", () => {
  assertEquals(modernise("ZeroDivisionError: float modulo", true), "ZeroDivisionError: float modulo");
  assertEquals(
    modernise("too many values to unpack (expected 2, got 3)", true),
    "too many values to unpack (expected 2)",
  );
});

Deno.test("a rule that was used is counted", () => {
  const used = new Map<Rule, number>();
  for (let i = 0; i < 2; i++) modernise("ZeroDivisionError: float modulo", false, used);
  assertEquals([...used], [[RULES[0], 2]]);
});
