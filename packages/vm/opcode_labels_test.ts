import { assert, assertEquals } from "@std/assert";
import { INSTRUCTIONS, Op, type OpName } from "./bytecode/opcodes.ts";

/** Opcode names that a source labels its cases with, each with the number beside it. */
function labels(file: string): [string, number][] {
  const source = Deno.readTextFileSync(new URL(file, import.meta.url));
  return Array.from(source.matchAll(/\/\* ([A-Z_]+) \*\/ (\d+)/g), (match) => [match[1], Number(match[2])]);
}

for (const file of ["./interpreter.ts", "./operations.ts"]) {
  Deno.test(`the case labels of ${file} are the numbers of the instruction list`, () => {
    const found = labels(file);
    assert(found.length > 20);
    for (const [name, number] of found) assertEquals([name, number], [name, Op[name as OpName]]);
  });
}

Deno.test("no instruction is without a case, but for those of asynchronous code", () => {
  const covered = new Set(
    [...labels("./interpreter.ts"), ...labels("./operations.ts")].map(([name]) => name),
  );
  const missing = INSTRUCTIONS.map(([name]) => name as string).filter((name) => !covered.has(name));
  const elsewhere = missing.filter((name) =>
    !/ASYNC|AWAIT|AITER|ANEXT|CLEANUP_THROW|EXCEPTION_GROUP|RERAISE_STAR|INTERPOLATION|TEMPLATE|INTRINSIC/
      .test(name)
  );
  const operators = INSTRUCTIONS.map(([name]) => name as string).slice(
    Op.ADD,
    Op.INPLACE_MATRIX_MULTIPLY + 1,
  );
  assertEquals(elsewhere.filter((name) => !operators.includes(name)), []);
});
