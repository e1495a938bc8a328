import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { CODE_CONSTANTS, CODE_FILENAME } from "@orochi/object";
import { raised, testMachine } from "./builtins/_test_program.ts";
import { fixFilename, isCode, readCode, writeCode } from "./code_bytes.ts";
import { newDict } from "./dicts.ts";
import { compileSource } from "./run_source.ts";

const vm = testMachine();

/** A program with constants of every type, nested code, handlers and loops; `r` is its result. */
const PROGRAM = `
def f(a, *b, c=1, **d):
    try:
        for x in b: a += x
    except ValueError as e:
        raise KeyError(e) from None
    return a, c, sorted(d), lambda: (a, x)
g = (i for i in (1, 2**70, -5, 1.5, -0.0, 2j, 'é\\u0161\\U0001f600', '', b'a\\0', None, True, ..., (1, (2,))))
r = repr((list(g), f(1, 2, 3, c=4, z=5)[:3], 'a' in {'a', 'b'}, 3 in {1, 2, 3}))
`;
const EXPECTED =
  "([1, 1180591620717411303424, -5, 1.5, -0.0, 2j, 'éš😀', '', b'a\\x00', None, True, Ellipsis, (1, (2,))], (6, 4, ['z']), True, True)";

function compile(source: string): number {
  const code = compileSource(vm, source, "/first.py", "exec", true);
  assert(code !== 0, raised(vm));
  return code;
}

/** What a program's code makes of the name \`r\`. */
function run(code: number): string {
  const globals = newDict(vm);
  vm.dictSetStr(globals, "__builtins__", vm.builtins);
  const exec = vm.dictGetStr(vm.builtins, "exec");
  const done = vm.call(exec, code, globals);
  assert(done !== 0, raised(vm));
  vm.decref(done);
  const text = vm.js(vm.dictGetStr(globals, "r"));
  vm.decref(globals);
  return text;
}

Deno.test("code that was written and read runs as before", () => {
  const bytes = writeCode(vm, compile(PROGRAM))!;
  assert(isCode(bytes));
  assertEquals(run(readCode(vm, bytes)), EXPECTED);
  assertEquals(run(readCode(vm, bytes)), EXPECTED);
});

Deno.test("code that was read is written as the same bytes, but for the order of sets", () => {
  const bytes = writeCode(vm, compile("def f(a): return a + 1, 'x', 1.5\nr = [f(2) for _ in 'abc']\n"))!;
  assertEquals(writeCode(vm, readCode(vm, bytes)), bytes);
});

Deno.test("bytes may lie anywhere in a larger buffer", () => {
  const bytes = writeCode(vm, compile("r = 'odd'\n"))!, larger = new Uint8Array(bytes.length + 3);
  larger.set(bytes, 3);
  const moved = larger.subarray(3);
  assert(isCode(moved));
  assertEquals(run(readCode(vm, moved)), "odd");
});

Deno.test("bytes that are cut off, changed anywhere or of another format are no code", () => {
  const bytes = writeCode(vm, compile("r = [x for x in 'abc']\n"))!;
  for (const length of [0, 4, 11, 12, bytes.length - 4, bytes.length - 1]) {
    assert(!isCode(bytes.subarray(0, length)));
  }
  for (let at = 0; at < bytes.length; at += 37) {
    const changed = bytes.slice();
    changed[at] ^= 1 << (at % 8);
    assert(!isCode(changed), `byte ${at}`);
  }
});

Deno.test("a file name is changed in code within code too, but not where it was another", () => {
  const code = compile("def f(): return lambda: 1\n"), other = compile("x = 1\n");
  fixFilename(vm, other, "/other.py");
  fixFilename(vm, code, "/second.py");
  const names = vm.js(vm.i32[(code + CODE_FILENAME) >>> 2]);
  assertEquals(names, "/second.py");
  const text = new TextDecoder("latin1").decode(writeCode(vm, code)!);
  assertNotEquals(text.indexOf("/second.py"), -1);
  assertEquals(text.indexOf("/first.py"), -1);
});

Deno.test("code one of whose constants has no form can't be written", () => {
  const code = compile("r = 1\n");
  vm.i32[(code + CODE_CONSTANTS) >>> 2] = vm.newTuple([newDict(vm)]);
  assertEquals(writeCode(vm, code), null);
});
