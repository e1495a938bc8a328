import { assert, assertEquals } from "@std/assert";
import { parse } from "@orochi/syntax";
import { compileModule } from "../compiler/compile.ts";
import { JUMP_OPERAND, LENGTHS } from "./operands.ts";
import { hasArgument, isJump, WORDCODE, Wordcode } from "./wordcode.ts";

const CACHE = WORDCODE.get("CACHE")!, EXTENDED_ARG = WORDCODE.get("EXTENDED_ARG")!;
const RESUME = WORDCODE.get("RESUME")!;

/** The stream of a source, and its handlers. */
function compile(source: string) {
  const unit = compileModule(parse(source), { filename: "test" });
  return { stream: unit.stream, table: unit.exceptionTable };
}

/** Code units by the offset after them: opcode and whole argument; caches and prefixes are left out. */
function read(bytes: Uint8Array): { opcode: number; argument: number; end: number }[] {
  const found = [];
  let argument = 0;
  for (let i = 0; i < bytes.length; i += 2) {
    argument = argument << 8 | bytes[i + 1];
    if (bytes[i] === EXTENDED_ARG) continue;
    if (bytes[i] !== CACHE) found.push({ opcode: bytes[i], argument, end: i / 2 + 1 });
    argument = 0;
  }
  return found;
}

const LONG = `while a:\n${"  b = a + 1\n".repeat(400)}  if b: break\n  continue\nelse:\n  c\n`;

for (
  const [name, source] of [["a loop", "for x in y:\n  if x: continue\n  print(x)\n"], ["a long loop", LONG]]
) {
  Deno.test(`Wordcode: the jumps of ${name} go where the stream's go`, () => {
    const { stream } = compile(source);
    const wordcode = new Wordcode(stream);
    const wanted: number[] = [];
    for (let pc = 0; pc < stream.length; pc += LENGTHS[stream[pc]]) {
      const jump = JUMP_OPERAND[stream[pc]];
      if (jump >= 0) wanted.push(wordcode.unitOf(stream[pc + 1 + jump]));
    }
    const back = WORDCODE.get("JUMP_BACKWARD");
    const targets = read(wordcode.bytes()).filter(({ opcode }) => isJump(opcode)).map((part) =>
      // A cache follows the jump backwards.
      part.opcode === back ? part.end + 1 - part.argument : part.end + part.argument
    );
    assertEquals(targets, wanted);
    assert(wanted.length > 1);
  });
}

Deno.test("Wordcode: an instruction's argument is its position", () => {
  const { stream } = compile(LONG);
  const wordcode = new Wordcode(stream);
  const pc: number[] = [];
  for (let at = 0; at < stream.length; at += LENGTHS[stream[at]]) pc.push(at);
  const parts = read(wordcode.bytes()).filter(({ opcode }) =>
    opcode !== RESUME && !isJump(opcode) && hasArgument(opcode)
  );
  assert(parts.length > 256);
  for (const { opcode, argument } of parts) {
    assertEquals(opcode, stream[pc[argument]] + 1);
    assertEquals(wordcode.wordOf(argument), pc[argument]);
  }
});

Deno.test("Wordcode: handlers are those of the table", () => {
  const { stream, table } = compile("try:\n  a\nexcept B:\n  c\nfinally:\n  d\n");
  const wordcode = new Wordcode(stream);
  const bytes = wordcode.exceptions(table);
  const values: number[] = [];
  let value = 0;
  for (const byte of bytes) {
    value = value << 6 | byte & 63;
    if ((byte & 64) === 0) (values.push(value), value = 0);
  }
  const wanted = [];
  for (let i = 0; i < table.length; i += 4) {
    const [start, end, handler] = [table[i], table[i + 1], table[i + 2]].map((word) => wordcode.unitOf(word));
    wanted.push(start, end - start, handler, table[i + 3] * 2);
  }
  assertEquals(values, wanted);
});

Deno.test("Wordcode: RESUME and lines without an instruction stand before the body", () => {
  const { stream } = compile("pass\nx = 1\n");
  const wordcode = new Wordcode(stream, new Map([[0, 1]]));
  const opcodes = read(wordcode.bytes()).map(({ opcode }) => opcode);
  assertEquals(opcodes.slice(0, 3), [RESUME, WORDCODE.get("NOP"), WORDCODE.get("LOAD_CONST")]);
  assertEquals([wordcode.resumeUnit, wordcode.markersOf(0), wordcode.unitOf(0)], [0, 1, 2]);
  assertEquals([0, 1, 2].map((unit) => wordcode.wordAt(unit)), [0, 0, 0]);
});
