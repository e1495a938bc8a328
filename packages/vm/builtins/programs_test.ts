import { assertEquals } from "@std/assert";
import { runProgram } from "./_test_program.ts";

// Each program's expected output is what CPython 3.11 prints for it (3.14's words where they differ).
const folder = new URL("testdata/", import.meta.url);

for (const entry of Deno.readDirSync(folder)) {
  if (!entry.name.endsWith(".py")) continue;
  const name = entry.name.slice(0, -3);
  Deno.test(`builtin types do what CPython's do: ${name.replaceAll("_", " ")}`, () => {
    const source = Deno.readTextFileSync(new URL(entry.name, folder));
    const expected = Deno.readTextFileSync(new URL(`${name}.txt`, folder));
    assertEquals(runProgram(source, entry.name).output.split("\n"), expected.split("\n"));
  });
}
