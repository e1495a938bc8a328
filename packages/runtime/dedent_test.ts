import { assertEquals } from "@std/assert";
import { dedent } from "./dedent.ts";

Deno.test("what all lines begin with is taken away, and lines of space are empty", () => {
  assertEquals(dedent("\n    if x:\n        y\n  \n    z\n    "), "\nif x:\n    y\n\nz\n");
  assertEquals(dedent("\tx\n\t\ty"), "x\n\ty");
});

Deno.test("space that not all begin with stays", () => {
  for (const code of ["x\n  y", "\tx\n    y", "", "  \n", "x\n \ny"]) assertEquals(dedent(code), code);
  assertEquals(dedent("    x\n  y"), "  x\ny");
});
