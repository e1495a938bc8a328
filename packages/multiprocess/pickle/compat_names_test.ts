import { assertEquals } from "@std/assert";
import { toPython2, toPython3 } from "./compat_names.ts";

const back = (module: string, name: string): string => Object.values(toPython2(module, name)).join(".");
const forth = (module: string, name: string): string => Object.values(toPython3(module, name)).join(".");

Deno.test("names of Python 2 become those of Python 3", () => {
  assertEquals(forth("__builtin__", "xrange"), "builtins.range");
  assertEquals(forth("copy_reg", "_reconstructor"), "copyreg._reconstructor");
  assertEquals(forth("exceptions", "ValueError"), "builtins.ValueError");
  assertEquals(forth("StringIO", "StringIO"), "io.StringIO");
});

Deno.test("names of Python 3 become those of Python 2", () => {
  assertEquals(back("builtins", "range"), "__builtin__.xrange");
  assertEquals(back("copyreg", "_reconstructor"), "copy_reg._reconstructor");
  assertEquals(back("builtins", "ValueError"), "exceptions.ValueError");
});

Deno.test("a name that both have is left alone", () => {
  assertEquals([forth("os.path", "join"), back("decimal", "Decimal")], ["os.path.join", "decimal.Decimal"]);
});
