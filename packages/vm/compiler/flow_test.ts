import { assert, assertEquals } from "@std/assert";
import { parse } from "@orochi/syntax";
import { type CodeUnit } from "../bytecode/code_unit.ts";
import { Op } from "../bytecode/opcodes.ts";
import { JUMP_OPERAND, LENGTHS } from "../bytecode/operands.ts";
import { verify } from "../bytecode/verify.ts";
import { compileModule } from "./compile.ts";

/** The first function of a source, verified: the passes left no check out that is needed. */
function compiled(source: string): CodeUnit {
  const unit = compileModule(parse(source), { filename: "flow.py" });
  verify(unit);
  for (const constant of unit.constants) if (constant.type === "code") return constant.unit;
  throw new Error("no function there");
}

/** Instructions as pairs of word index and opcode. */
function instructions({ stream }: CodeUnit): [number, number][] {
  const found: [number, number][] = [];
  for (let pc = 0; pc < stream.length; pc += LENGTHS[stream[pc]]) found.push([pc, stream[pc]]);
  return found;
}

/** How many checks of locals are left in a function with a body. */
function checks(body: string, parameters = "a, b"): number {
  const source = `def f(${parameters}):\n${body.replace(/^/gm, "  ")}\n`;
  return instructions(compiled(source)).filter(([, op]) => op === Op.CHECK_BOUND).length;
}

Deno.test("a local that every path assigns is not checked", () => {
  assertEquals(checks("if a: x = 1\nelse: x = 2\nreturn x"), 0);
  assertEquals(checks("while True:\n  x = 1\n  if a: break\nreturn x"), 0);
  assertEquals(checks("try: x = g()\nexcept E: return\nreturn x"), 0);
  assertEquals(checks("with a as x: pass\nreturn a"), 0);
});

Deno.test("a local that some path leaves out is checked, once on each path", () => {
  assertEquals(checks("if a: x = 1\nreturn x"), 1);
  assertEquals(checks("for x in a: pass\nreturn x, x"), 1);
  assertEquals(checks("try: x = g()\nexcept E: pass\nreturn x"), 1);
  assertEquals(checks("if a: x = 1\ny = x\nif b: return x\nreturn x + y"), 1);
});

Deno.test("a parameter is bound until it is deleted", () => {
  assertEquals(checks("return a"), 0);
  assertEquals(checks("if b: del a\nreturn a"), 1);
  assertEquals(checks("del a\na = 1\nreturn a"), 0);
  assertEquals(checks("try: g()\nexcept E as e: pass\nreturn e"), 1);
});

Deno.test("what a handler sees is the state before whatever raised", () => {
  assertEquals(checks("try:\n  x = 1\n  g()\nexcept E: return x\nreturn x"), 0);
});

Deno.test("more locals than a word has bits are tracked alike", () => {
  const names = Array.from({ length: 70 }, (_, i) => `v${i}`);
  const assigned = names.map((name) => `if a: ${name} = 1\nelse: ${name} = 2`).join("\n");
  assertEquals(checks(`${assigned}\nreturn ${names.join(", ")}`), 0);
  const half = names.map((name, i) => i % 2 === 0 ? `${name} = 1` : `if a: ${name} = 1`).join("\n");
  assertEquals(checks(`${half}\nreturn ${names.join(", ")}`), 35);
});

/** Whether the instruction at a word is only reached by jumps. */
function isEnd(op: number): boolean {
  return [Op.JUMP, Op.JUMP_BACK, Op.RETURN, Op.RAISE, Op.RERAISE].includes(op);
}

Deno.test("the end of an inner branch is left straight to where the outer one goes on", () => {
  const unit = compiled("def f(a, b):\n  if a:\n    if b: g()\n    else: h()\n  else: i()\n  j()\n");
  const jumps = instructions(unit).filter(([, op]) => op === Op.JUMP).map(([pc]) => unit.stream[pc + 1]);
  assertEquals(jumps.length, 2);
  assertEquals(jumps[0], jumps[1]);
});

Deno.test("no jump leads to what comes next, and nothing is left that none leads to", () => {
  const unit = compiled(
    "def f(a):\n  while a:\n    if a.b:\n      if a.c: continue\n      else: g()\n    else:\n      break\n    return 1\n    h()\n",
  );
  const all = instructions(unit), targets = new Set<number>();
  all.forEach(([pc, op], i) => {
    if (JUMP_OPERAND[op] < 0) return;
    const target = unit.stream[pc + 1 + JUMP_OPERAND[op]];
    targets.add(target);
    if (op === Op.JUMP) assert(target !== all[i + 1]?.[0], `${pc} jumps to what comes next`);
  });
  all.forEach(([pc], i) => {
    assert(i === 0 || !isEnd(all[i - 1][1]) || targets.has(pc), `nothing leads to ${pc}`);
  });
});
