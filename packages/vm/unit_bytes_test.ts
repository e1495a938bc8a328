import { assert, assertEquals } from "@std/assert";
import { parse } from "@orochi/syntax";
import { librarySource } from "@orochi/runtime/library";
import { raised, testMachine } from "./builtins/_test_program.ts";
import { isCode, readCode, writeCode } from "./code_bytes.ts";
import { compileModule } from "./compiler/compile.ts";
import { compileSource } from "./run_source.ts";
import { unitBytes } from "./unit_bytes.ts";

const vm = testMachine();

/** Constants of every type, nested code, docstrings, closures, handlers. */
const PROGRAM = `"""Of the module: é."""
class A:
    "Of the class."
    def f(self, a, /, *b, c=1, **d):
        "Of the function."
        try:
            for x in b: a += x
        except* ValueError as e:
            raise KeyError(e) from None
        return a, c, sorted(d), lambda: (a, x, __class__)
    async def g(self, x: int) -> str:
        async with x as y: yield await y
h = (1, 2**70, -2**40, -5, 0, 1.5, -0.0, 1e999, 2j, 'é\\u0161\\U0001f600', '', 'a b', b'a\\0', b'', None, True, ..., (1, (2, ())))
i = '\\ud83d\\ude00', '\\ud800', 'x' * 3, 'k' in {'a', 'b', 1}, 1073741823, 1073741824, -1073741824, -1073741825
`;

/** What the heap's own writer makes of a source that was compiled in the heap, and of one that was compiled without. */
function both(source: string): [Uint8Array, Uint8Array] {
  // Without a name, for each code object in the heap has a str of its own for that.
  const direct = compileSource(vm, source, "", "exec", true, { trusted: true });
  assert(direct !== 0, raised(vm));
  const tree = parse(source, { mode: "exec" });
  const bytes = unitBytes(compileModule(tree, { filename: "", mode: "exec", localsAreGlobals: true }));
  assert(isCode(bytes));
  return [writeCode(vm, direct)!, writeCode(vm, readCode(vm, bytes))!];
}

Deno.test("a unit that was written without a heap is the same code as one that was moved into it", () => {
  const [direct, read] = both(PROGRAM);
  assertEquals(read, direct);
});

for (const path of ["_collections_abc.py", "enum.py", "typing.py", "argparse.py", "html/entities.py"]) {
  Deno.test(`so it is for ${path}`, () => {
    const [direct, read] = both(librarySource(path)!);
    assertEquals(read.length, direct.length);
    assert(read.every((byte, i) => byte === direct[i]));
  });
}
