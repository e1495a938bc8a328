import { assert, assertEquals } from "@std/assert";
import { Op, OPCODE_OF, OPCODES } from "./opcodes.ts";

Deno.test("every opcode has a byte and a name of its own", () => {
  assertEquals(new Set(OPCODES.map(({ code }) => code)).size, OPCODES.length);
  assertEquals(new Set(OPCODES.map(({ name }) => name)).size, OPCODES.length);
  assertEquals(OPCODES.length, 68);
});

Deno.test("protocol 0 is readable text, later ones have bytes beyond ASCII from protocol 2 on", () => {
  for (const { code, name, protocol } of OPCODES) {
    assert(code < 128 || protocol >= 2, name);
    assert(protocol > 0 || (code >= 0x28 && code < 0x7f), name);
    assert(protocol <= 5, name);
  }
});

Deno.test("an opcode is found by its byte, and other bytes are none", () => {
  for (const opcode of OPCODES) assertEquals(OPCODE_OF[opcode.code], opcode);
  assertEquals(OPCODE_OF.filter((opcode) => opcode !== undefined).length, OPCODES.length);
  assertEquals(OPCODE_OF[0xff], undefined);
});

for (const file of ["./loader.ts", "./load_simple.ts"]) {
  Deno.test(`the case labels of ${file} are the bytes of the table`, () => {
    const source = Deno.readTextFileSync(new URL(file, import.meta.url));
    const labels = Array.from(source.matchAll(/case \/\* (\w+) \*\/ (\w+):/g));
    assert(labels.length > 15);
    for (const [, name, code] of labels) assertEquals(OPCODE_OF[Number(code)]?.name, name);
  });
}

Deno.test("the constants are the bytes of the table", () => {
  assertEquals(OPCODE_OF[Op.STOP]?.name, "STOP");
  assertEquals(OPCODE_OF[Op.FRAME]?.name, "FRAME");
  assertEquals(OPCODE_OF[Op.MEMOIZE]?.name, "MEMOIZE");
});
