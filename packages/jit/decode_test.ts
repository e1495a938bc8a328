import { assert, assertEquals } from "@std/assert";
import { LENGTHS, Op } from "@orochi/vm/bytecode";
import { type Code, coverAt, eachRead, eachWrite } from "./decode.ts";
import { compileFunction, decodeFunction, decodeUnit, TEST_CACHE } from "./test_code.ts";

const SOURCES = [
  "def f(a, b):\n  return a + b\n",
  "def f(a):\n  for b in a:\n    if b: continue\n    while b: b -= 1\n  else: return a\n",
  "def f(a):\n  try: return g(a)\n  except E as e: h(e)\n  finally: i()\n",
  "def f(a):\n  b = yield a\n  yield from b\n  return {k: v for k, v in b}\n",
  "def f(a, *b, c=1, **d):\n  with a as (x, *y): return lambda: (x, y, f'{c}{d!r}')\n",
  "def f(a):\n  match a:\n    case [x, *_] | {'k': x}: return x\n    case A(b=1): del a\n",
];

/** Word indices of a code's instructions. */
function instructions({ words }: Code): number[] {
  const found: number[] = [];
  for (let pc = 0; pc < words.length; pc += LENGTHS[words[pc]]) found.push(pc);
  return found;
}

Deno.test("blocks are one after another, without a gap, and each ends with its last instruction", () => {
  for (const source of SOURCES) {
    const code = decodeFunction(source), all = new Set(instructions(code));
    let end = 0;
    code.blocks.forEach((block, index) => {
      assertEquals([block.index, block.start, code.blockAt.get(block.start)], [index, end, index]);
      assert(all.has(block.start) && all.has(block.last));
      assertEquals(block.last + LENGTHS[code.words[block.last]], block.end);
      end = block.end;
    });
    assertEquals(end, code.words.length, source);
  }
});

Deno.test("control goes only to the start of blocks, and leaves them only at the end", () => {
  for (const source of SOURCES) {
    const code = decodeFunction(source);
    for (const block of code.blocks) {
      for (let pc = block.start; pc < block.last; pc += LENGTHS[code.words[pc]]) {
        assert(
          ![Op.JUMP, Op.JUMP_BACK, Op.JUMP_IF_FALSE, Op.FOR_ITER, Op.RETURN, Op.YIELD].includes(
            code.words[pc],
          ),
        );
      }
      const ends = [Op.RETURN, Op.RAISE, Op.RERAISE].includes(code.words[block.last]);
      if (ends) assertEquals(block.successors, []);
      for (const next of block.successors) assert(next >= 0 && next < code.blocks.length);
    }
    for (const { target } of code.covers) assert(code.blockAt.has(target));
  }
});

Deno.test("an exception goes to the handler of the innermost try around it, which finds it in a temporary of its own", () => {
  const code = decodeFunction(
    "def f(a):\n  try:\n    try: a()\n    finally: a.b\n  except KeyError: a.c\n  a.d\n",
  );
  const at = (name: number) => instructions(code).filter((pc) => code.words[pc] === Op.LOAD_ATTR)[name];
  const call = instructions(code).find((pc) => code.words[pc] === Op.CALL) as number;
  const inner = coverAt(code, call), outer = coverAt(code, at(0));
  assert(inner !== undefined && outer !== undefined && inner.target !== outer.target);
  assert(inner.register >= code.locals && inner.register < code.registers);
  assertEquals(
    coverAt(code, at(instructions(code).filter((pc) => code.words[pc] === Op.LOAD_ATTR).length - 1)),
    undefined,
  );
});

Deno.test("a loop is a jump back, once for each, and reaches to the last of those to its header", () => {
  const code = decodeFunction("def f(a):\n  while a:\n    if a.b: continue\n    for c in a: g(c)\n");
  const backs = instructions(code).filter((pc) => code.words[pc] === Op.JUMP_BACK);
  assertEquals(
    code.loops.map(({ target }) => target).toSorted(),
    backs.map((pc) => code.words[pc + 1]).toSorted(),
  );
  for (const { target, end } of code.loops) {
    const last = Math.max(...backs.filter((pc) => code.words[pc + 1] === target));
    assertEquals(end, last + LENGTHS[Op.JUMP_BACK]);
  }
  assertEquals(new Set(code.loops.map(({ counter }) => counter)).size, code.loops.length);
});

Deno.test("parameters of every kind hold arguments, and what is counted is counted", () => {
  const code = decodeFunction("def f(a, b, /, c, *d, e, f=1, **g):\n  yield a\n  yield b\n");
  assertEquals([code.parameters, code.yields, code.cache], [7, 2, TEST_CACHE]);
  assertEquals(decodeFunction("def f(): pass\n").parameters, 0);
  const named = compileFunction("def f(a):\n  a.x = a.y(a.x)\n");
  assertEquals(decodeUnit(named).names.map((name) => named.names[name]).toSorted(), ["x", "y"]);
});

Deno.test("an instruction reads and writes registers that there are, as the verifier counts them", () => {
  for (const source of SOURCES) {
    const code = decodeFunction(source);
    for (const pc of instructions(code)) {
      for (const each of [eachRead, eachWrite]) {
        each(
          code.words,
          pc,
          (register) => assert(register >= 0 && register < code.registers, `${source} at ${pc}`),
        );
      }
    }
  }
});

Deno.test("operands of an addition are read, its result is written; of a call the whole run is read", () => {
  const registers = (words: number[], each: typeof eachRead) => {
    const found: number[] = [];
    each(Int32Array.from(words), 0, (register) => found.push(register));
    return found;
  };
  const sum = [Op.ADD, 5, 1, 2, 0];
  assertEquals([registers(sum, eachRead), registers(sum, eachWrite)], [[1, 2], [5]]);
  const call = [Op.CALL, 5, 6, 2, 0];
  assertEquals([registers(call, eachRead), registers(call, eachWrite)], [[6, 7, 8, 9], [5]]);
  const unpack = [Op.UNPACK_SEQUENCE, 6, 3, 2];
  assertEquals([registers(unpack, eachRead), registers(unpack, eachWrite)], [[3], [6, 7]]);
  const cells = [Op.COPY_FREE_VARS, 4, 3];
  assertEquals(registers(cells, eachWrite), [4, 5, 6]);
});
