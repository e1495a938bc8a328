import { assertEquals } from "@std/assert";
import { checkFile } from "./layers.ts";

Deno.test("a package may import what is above it in the list and nothing else", () => {
  assertEquals(checkFile("packages/object/a.ts", 'import { x } from "@orochi/heap";', []), []);
  assertEquals(checkFile("packages/heap/a.ts", 'import { x } from "@orochi/object";', []).length, 1);
});

Deno.test("Deno's API is found outside the packages that may use it, but not in comments", () => {
  assertEquals(checkFile("packages/heap/a.ts", "Deno.exit(1);", []).length, 1);
  assertEquals(checkFile("packages/heap/a.ts", "/** Deno.exit */\n// Deno.exit", []), []);
  assertEquals(checkFile("packages/heap/a_test.ts", "Deno.test('x', f);", []), []);
});
