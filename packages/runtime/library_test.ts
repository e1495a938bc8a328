import { assertEquals, assertStringIncludes } from "@std/assert";
import { libraryFile, libraryNames, librarySource } from "./library.ts";

Deno.test("librarySource() gives modules and packages of the standard library", () => {
  assertStringIncludes(librarySource("keyword.py")!, "iskeyword");
  assertStringIncludes(librarySource("collections/__init__.py")!, "class OrderedDict");
});

Deno.test("librarySource() gives null for what the library does not have", () => {
  assertEquals(librarySource("no_such_module.py"), null);
  assertEquals(libraryFile("collections"), null);
});

Deno.test("every file of the library unpacks to the size that it was packed from", () => {
  const names = libraryNames().filter((name) => name.endsWith(".py"));
  assertEquals(names.length > 400, true);
  for (const name of names) assertEquals(librarySource(name) === null, false, name);
});
