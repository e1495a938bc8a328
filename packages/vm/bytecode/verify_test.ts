import { assertThrows } from "@std/assert";
import { parse } from "@orochi/syntax";
import { compileModule } from "../compiler/compile.ts";
import type { CodeUnit } from "./code_unit.ts";
import { Op } from "./opcodes.ts";
import { LENGTHS } from "./operands.ts";
import { verify, VerifyError } from "./verify.ts";

/** The function in a source. */
function compiled(source: string): CodeUnit {
  const unit = compileModule(parse(source), { filename: "verify.py" });
  for (const constant of unit.constants) if (constant.type === "code") return constant.unit;
  throw new Error("no function there");
}

const LOOP = compiled("def f(a):\n  for b in a:\n    try: b = g(b, 1)\n    except E: b = h\n  return b\n");

/** Word index of the first instruction of a kind. */
function at(op: number): number {
  for (let pc = 0; pc < LOOP.stream.length; pc += LENGTHS[LOOP.stream[pc]]) {
    if (LOOP.stream[pc] === op) return pc;
  }
  throw new Error("no such instruction");
}

function assertRefused(changes: Partial<CodeUnit>, rule: string): void {
  assertThrows(() => verify({ ...LOOP, ...changes }), VerifyError, rule);
}

function withWord(index: number, value: number): Int32Array {
  return LOOP.stream.with(index, value);
}

Deno.test("what the compiler gives is right", () => {
  verify(LOOP);
});

Deno.test("an operand is within what it counts", () => {
  assertRefused({ stream: withWord(at(Op.LOAD_CONST) + 2, LOOP.constants.length) }, "the limit");
  assertRefused({ stream: withWord(at(Op.LOAD_GLOBAL) + 2, LOOP.names.length) }, "the limit");
  assertRefused({ stream: withWord(at(Op.LOAD_GLOBAL) + 3, LOOP.icWords) }, "the limit");
  assertRefused({ registerCount: LOOP.registerCount - 1 }, "the limit");
});

Deno.test("an instruction is one that there is, as long as its position says", () => {
  assertRefused({ stream: withWord(0, 255) }, "there is no instruction 255");
  assertRefused({ stream: withWord(at(Op.LOAD_CONST), Op.NOP) }, "its position says 3");
  assertRefused({ stream: LOOP.stream.slice(0, -LENGTHS[Op.RETURN]) }, "there is no instruction");
});

Deno.test("a jump goes to an instruction, forwards unless it is the one that goes back", () => {
  assertRefused({ stream: withWord(at(Op.JUMP_BACK) + 1, 1) }, "jumps into an instruction: 1");
  assertRefused({ stream: withWord(at(Op.FOR_ITER) + 3, 0) }, "jumps from");
});

Deno.test("handlers are in order and begin at instructions, loop headers are jumped back to", () => {
  const { exceptionTable } = LOOP;
  assertRefused({ exceptionTable: exceptionTable.with(1, exceptionTable[0]) }, "is out of order");
  assertRefused({ exceptionTable: exceptionTable.with(2, exceptionTable[2] + 1) }, "bad exception entry");
  assertRefused({ loopHeaders: Int32Array.of(1, 0) }, "is no loop header");
});

Deno.test("a handler that keeps more than is there, or less, finds other temporaries than it was compiled for", () => {
  const { exceptionTable } = LOOP;
  const entry = exceptionTable.findIndex((_, i) => i % 4 === 3 && exceptionTable[i] === 1);
  assertRefused({ exceptionTable: exceptionTable.with(entry, 0) }, "");
});

Deno.test("an unbound local is not read", () => {
  assertRefused({ argCount: 0 }, "reads a, which is empty");
});

Deno.test("a unit among the constants is checked too", () => {
  const broken: CodeUnit = { ...LOOP, argCount: 0, qualname: "inner" };
  assertThrows(
    () => verify({ ...LOOP, constants: [...LOOP.constants, { type: "code", unit: broken }] }),
    VerifyError,
    "inner",
  );
});
