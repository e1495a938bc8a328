import { assert, assertEquals } from "@std/assert";
import { INSTRUCTIONS, Op } from "./opcodes.ts";
import { INTRINSICS } from "./intrinsics.ts";
import {
  CACHE_OPERAND,
  CACHE_WORDS,
  canRaise,
  isTerminator,
  JUMP_OPERAND,
  LENGTHS,
  NAMES,
  OPERANDS,
  runLength,
  writesRun,
} from "./operands.ts";

Deno.test("operands are of the kinds that the list explains, at most one of each that has an index of its own", () => {
  for (const [op, operands] of OPERANDS.entries()) {
    assert(/^[RrDAIKNJC]*$/.test(operands), NAMES[op]);
    for (const kind of "JCNK") assert(operands.split(kind).length <= 2, `${NAMES[op]} has two ${kind}`);
  }
});

Deno.test("names of instructions are different, and fit in a byte", () => {
  assertEquals(new Set(NAMES).size, INSTRUCTIONS.length);
  assert(INSTRUCTIONS.length < 200);
});

Deno.test("an instruction has cache words exactly if it has a cache operand", () => {
  for (const [op, name] of NAMES.entries()) {
    assertEquals(CACHE_WORDS[op] > 0, CACHE_OPERAND[op] >= 0, name);
    if (CACHE_OPERAND[op] >= 0) {
      assertEquals(CACHE_OPERAND[op], LENGTHS[op] - 2, `${name}: the cache is last`);
    }
  }
});

Deno.test("an instruction's length fits in the three bits of a position", () => {
  for (const [op, name] of NAMES.entries()) assert(LENGTHS[op] <= 7, name);
});

Deno.test("what is written comes first, and a result is one register or one run", () => {
  for (const [op, name] of NAMES.entries()) {
    assert(OPERANDS[op].lastIndexOf("D") <= 0, name);
    if (writesRun(op)) assertEquals(OPERANDS[op][0], "A", name);
  }
});

Deno.test("operators in place follow the binary ones, in the same order", () => {
  for (let op = Op.ADD; op <= Op.MATRIX_MULTIPLY; op++) {
    assertEquals(NAMES[op - Op.ADD + Op.INPLACE_ADD], `INPLACE_${NAMES[op]}`);
  }
});

Deno.test("unconditional jumps end a run of instructions, conditional ones don't", () => {
  const ending = [...NAMES.keys()].filter(isTerminator).map((op) => NAMES[op]).sort();
  assertEquals(ending, ["JUMP", "JUMP_BACK", "RAISE", "RERAISE", "RETURN"]);
  assert(JUMP_OPERAND[Op.JUMP_IF_FALSE] === 1 && !isTerminator(Op.JUMP_IF_FALSE));
});

Deno.test("what may run Python code may raise", () => {
  for (
    const op of [Op.ADD, Op.CALL, Op.LOAD_ATTR, Op.STORE_SUBSCR, Op.FOR_ITER, Op.JUMP_IF_TRUE, Op.JUMP_BACK]
  ) {
    assert(canRaise(op), NAMES[op]);
  }
  for (const op of [Op.LOAD_CONST, Op.MOVE, Op.IS, Op.JUMP, Op.RETURN]) assert(!canRaise(op), NAMES[op]);
});

Deno.test("runs are as long as their instructions say", () => {
  const length = (op: number, ...operands: number[]) => runLength(op, operands, 0);
  assertEquals(length(Op.BUILD_TUPLE, 0, 9, 3), 3);
  assertEquals(length(Op.BUILD_MAP, 0, 9, 3), 6);
  assertEquals(length(Op.UNPACK_EX, 9, 1, 2, 3), 6);
  assertEquals(length(Op.CALL, 0, 9, 0), 2);
  assertEquals(length(Op.CALL_EX, 0, 9, 0), 3);
  assertEquals(length(Op.CALL_EX, 0, 9, 1), 4);
  assertEquals(length(Op.CALL_EX, 0, 9, 3), 4);
  assertEquals(length(Op.MAKE_FUNCTION, 0, 0, 9, 0b1011), 3);
  assertEquals(length(Op.RAISE, 9, 2), 2);
  const alias = INTRINSICS.findIndex(([name]) => name === "TYPEALIAS");
  assertEquals(length(Op.CALL_INTRINSIC, 0, 9, alias), 3);
});
