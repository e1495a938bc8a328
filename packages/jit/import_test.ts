import { assertEquals } from "@std/assert";
import { run } from "./testdata/run_program.ts";

/** Names of the functions that are compiled while a program runs which imports a module of this source. */
function compiledWith(module: string, program: string): string[] {
  const folder = Deno.makeTempDirSync();
  try {
    Deno.writeTextFileSync(`${folder}/imported.py`, module);
    const compiled: string[] = [];
    const { status } = run(program, { path: [folder], jit: { onCompile: (name) => compiled.push(name) } });
    assertEquals(status, 0);
    return compiled;
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

const SQUARE = `
def square(n):
    return n * n
`;

Deno.test("what a module calls a few hundred times while it is imported is not compiled", () => {
  assertEquals(compiledWith(`${SQUARE}table = [square(n) for n in range(150)]`, "import imported"), []);
});

Deno.test("what it calls again and again is, and so is what the program calls afterwards", () => {
  const often = `${SQUARE}table = [square(n % 9) for n in range(5000)]`;
  assertEquals(compiledWith(often, "import imported").includes("square"), true);
  const later = "import imported\nfor n in range(100): imported.square(n % 9)";
  assertEquals(compiledWith(SQUARE, later).includes("square"), true);
});
