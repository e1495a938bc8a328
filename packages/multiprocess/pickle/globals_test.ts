import { assertEquals, assertThrows } from "@std/assert";
import { UnpicklingError } from "./errors.ts";
import { Globals } from "./globals.ts";
import { ELLIPSIS, PyGlobal } from "./values.ts";

Deno.test("a global that nobody named is forbidden", () => {
  assertThrows(
    () => new Globals({}).find("os", "system"),
    UnpicklingError,
    "global 'os.system' is forbidden",
  );
});

Deno.test("a global is allowed by its name, its module's, or with all others", () => {
  for (const allow of [["os.system"], ["os.*"], ["*"]]) {
    assertEquals(String(new Globals({ allow }).find("os", "system")), "os.system");
  }
  assertThrows(() => new Globals({ allow: ["os.*"] }).find("os.path", "join"), UnpicklingError);
  assertThrows(() => new Globals({ allow: ["os"] }).find("os", "system"), UnpicklingError);
});

Deno.test("the same global is the same object", () => {
  const globals = new Globals({ allow: ["*"] });
  assertEquals(globals.find("m", "C") === globals.find("m", "C"), true);
});

Deno.test("the program's own finder comes first, and may leave it to others", () => {
  const globals = new Globals({ findClass: (_, name) => name === "C" ? "mine" : undefined });
  assertEquals(globals.find("m", "C"), "mine");
  assertThrows(() => globals.find("m", "D"), UnpicklingError);
  assertEquals(globals.find("builtins", "Ellipsis"), ELLIPSIS);
});

Deno.test("a class that has a constructor is allowed, and built by it", () => {
  const build = (args: readonly unknown[]) => ({ sum: Number(args[0]) + 1 });
  const globals = new Globals({ constructors: new Map([["m.C", build]]) });
  assertEquals(globals.find("m", "C") instanceof PyGlobal, true);
  assertEquals(globals.constructorOf(new PyGlobal("m", "C")), build);
  assertEquals(globals.constructorOf(new PyGlobal("m", "D")), undefined);
});
