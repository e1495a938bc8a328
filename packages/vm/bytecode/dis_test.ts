import { assert, assertEquals } from "@std/assert";
import { parse } from "@orochi/syntax";
import { compileModule } from "../compiler/compile.ts";
import type { Constant } from "./code_unit.ts";
import { constantText, disassemble, disassembleStream, registerText } from "./dis.ts";
import { LENGTHS } from "./operands.ts";

const unit = compileModule(
  parse("def f(a, b=2):\n  for c in a:\n    try: b += c\n    except E: pass\n  return {1: 'x'}\n"),
  { filename: "dis.py", localsAreGlobals: true },
);

Deno.test("constants read as in a program, long texts cut, and zero keeps its sign", () => {
  const items: Constant[] = [
    { type: "float", value: -0 },
    { type: "float", value: 2 },
    { type: "int", value: -5n },
    { type: "str", value: 'a"' },
    { type: "bytes", value: new Uint8Array(3) },
    { type: "tuple", items: [{ type: "None" }, { type: "True" }] },
    { type: "frozenset", items: [] },
  ];
  assertEquals(items.map(constantText), ["-0.0", "2.0", "-5", '"a\\""', "b[3]", "(None, True)", "{}"]);
  assertEquals(constantText({ type: "str", value: "a".repeat(41) }), `"${"a".repeat(40)}..."`);
});

Deno.test("locals have their names, temporaries numbers of their own", () => {
  const [inner] = unit.constants.flatMap((constant) => constant.type === "code" ? [constant.unit] : []);
  assertEquals([0, 1, 2, inner.localCount, inner.localCount + 1].map((r) => registerText(inner, r)), [
    ...["a", "b", "c", "t0", "t1"],
  ]);
});

Deno.test("a listing has each unit once, its handlers, and a line's number where the line begins", () => {
  const text = disassemble(unit);
  assertEquals(text.match(/^\S.*: \d+ locals/gm), ["<module>(): 0 locals", "f(a, b, c): 3 locals"]);
  assert(/^ +2 +0 {2}/m.test(text.slice(text.indexOf("f(a, b, c)"))), text);
  assert(/\d+\.\.\d+ -> \d+, depth \d/.test(text), text);
  assert(text.includes("INPLACE_ADD") && text.includes("b, b, c, ic"), text);
});

Deno.test("a bare stream lists every instruction at its word, with the kinds of its operands", () => {
  const lines = disassembleStream(unit.stream).trimEnd().split("\n");
  let pc = 0;
  for (const line of lines) {
    const [at, , ...operands] = line.trim().split(/\s+/);
    assertEquals(Number(at), pc);
    assertEquals(operands.length, LENGTHS[unit.stream[pc]] - 1);
    pc += LENGTHS[unit.stream[pc]];
  }
  assertEquals(pc, unit.stream.length);
});
