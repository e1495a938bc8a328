import { assertEquals, assertThrows } from "@std/assert";
import { PythonError } from "./errors.ts";
import { ExtensionRegistry } from "./extensions.ts";

Deno.test("codes and names find each other", () => {
  const registry = new ExtensionRegistry();
  registry.add("m", "C", 5);
  assertEquals([registry.codeOf("m", "C"), registry.codeOf("m", "D")], [5, undefined]);
  assertEquals([registry.nameOf(5), registry.nameOf(6)], [["m", "C"], undefined]);
});

Deno.test("a pair may be added again, but neither its name nor its code for another", () => {
  const registry = new ExtensionRegistry();
  registry.add("m", "C", 5);
  registry.add("m", "C", 5);
  assertThrows(
    () => registry.add("m", "C", 6),
    PythonError,
    "key ('m', 'C') is already registered with code 5",
  );
  assertThrows(() => registry.add("m", "D", 5), PythonError, "code 5 is already in use for key ('m', 'C')");
});

Deno.test("codes are from 1 to 2**31 - 1", () => {
  const registry = new ExtensionRegistry();
  for (const code of [0, -1, 2 ** 31, NaN]) {
    assertThrows(() => registry.add("m", "C", code), PythonError, "code out of range");
  }
  registry.add("m", "C", 2 ** 31 - 1);
});
