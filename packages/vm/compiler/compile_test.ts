import { assert, assertEquals, assertThrows } from "@std/assert";
import { parse } from "@orochi/syntax";
import { type CodeUnit, findHandler } from "../bytecode/code_unit.ts";
import { disassemble } from "../bytecode/dis.ts";
import { Op } from "../bytecode/opcodes.ts";
import { LENGTHS } from "../bytecode/operands.ts";
import { lineAt } from "../bytecode/positions.ts";
import { verify, VerifyError } from "../bytecode/verify.ts";
import { compileModule } from "./compile.ts";
import { expectedListing, loadTree, PROGRAMS } from "./testdata/load.ts";

function compile(name: string, localsAreGlobals = true): CodeUnit {
  return compileModule(loadTree(name), { filename: `${name}.py`, localsAreGlobals });
}

function inner(unit: CodeUnit, name: string): CodeUnit {
  for (const constant of unit.constants) {
    if (constant.type === "code" && constant.unit.name === name) return constant.unit;
  }
  throw new Error(`${unit.name} has no ${name}`);
}

function opcodes(unit: CodeUnit): number[] {
  const found: number[] = [];
  for (let pc = 0; pc < unit.stream.length; pc += LENGTHS[unit.stream[pc]]) found.push(unit.stream[pc]);
  return found;
}

for (const name of PROGRAMS) {
  Deno.test(`compileModule() of ${name}.py gives the recorded listing`, () => {
    const actual = disassemble(compile(name));
    assertEquals(actual, expectedListing(name, actual));
  });

  Deno.test(`compileModule() of ${name}.py passes the verifier, with either kind of module names`, () => {
    verify(compile(name, true));
    verify(compile(name, false));
  });
}

Deno.test("compileModule() describes parameters as code objects do", () => {
  const unit = inner(compile("functions"), "parameters");
  assertEquals(unit.varnames, ["a", "b", "c", "d", "args", "kw"]);
  assertEquals([unit.argCount, unit.posOnlyCount, unit.kwOnlyCount], [2, 2, 2]);
  assertEquals(unit.cellvars, ["a", "kw"]);
  assertEquals(inner(unit, "<lambda>").freevars, ["a", "kw"]);
});

Deno.test("compileModule() checks a local only where it may be unbound", () => {
  const checks = opcodes(inner(compile("loops"), "loops")).filter((op) => op === Op.CHECK_BOUND);
  assertEquals(checks.length, 1); // `unbound`, bound in the else of the loop only
});

Deno.test("compileModule() takes a constant format of % apart where the number of values is known and right", () => {
  const usesOperator = (expression: string) => {
    const unit = compileModule(parse(expression), { filename: "test.py" });
    verify(unit);
    return opcodes(unit).includes(Op.REMAINDER);
  };
  for (const taken of ["'%s %5.1f' % (a, b)", "'%d%%' % (a,)", "'%' 's' % (a,)", "'%r' % ((a := 1),)"]) {
    assertEquals(usesOperator(taken), false, taken);
  }
  for (
    const left of [
      "'%s' % a",
      "'%s %s' % (*a,)",
      "'%d' % (a, b)",
      "'%*d' % (a, b)",
      "'%(x)s' % (a,)",
      "f % (a,)",
    ]
  ) {
    assertEquals(usesOperator(left), true, left);
  }
});

Deno.test("compileModule() shares a variable of comprehensions that nothing captures among varnames", () => {
  const { varnames } = inner(compile("loops"), "comprehensions");
  assertEquals(varnames, ["rows", "flat", "late", "last", "row", "x", "k", "v", "z"]);
});

Deno.test("compileModule() makes module names dict look-ups unless globals and locals are one", () => {
  const separate = opcodes(compile("functions", false));
  assert(separate.includes(Op.STORE_NAME) && !separate.includes(Op.STORE_GLOBAL));
  const same = opcodes(compile("functions", true));
  assert(same.includes(Op.STORE_GLOBAL) && !same.includes(Op.STORE_NAME));
});

Deno.test("compileModule() at optimize 1 drops asserts, at 2 docstrings", () => {
  const tree = loadTree("exceptions");
  const plain = compileModule(tree, { filename: "x", optimize: 0 });
  assert(opcodes(inner(plain, "leaving")).includes(Op.LOAD_ASSERTION_ERROR));
  const optimized = compileModule(tree, { filename: "x", optimize: 1 });
  assert(!opcodes(inner(optimized, "leaving")).includes(Op.LOAD_ASSERTION_ERROR));
  const functions = loadTree("functions");
  const documented = inner(compileModule(functions, { filename: "x", optimize: 1 }), "decorated");
  assertEquals(documented.docstring, "Says something.");
  assertEquals(inner(compileModule(functions, { filename: "x", optimize: 2 }), "decorated").docstring, null);
});

Deno.test("the positions of a unit give each call's line", () => {
  const unit = inner(compile("exceptions"), "handlers");
  const lines: number[] = [];
  for (let pc = 0; pc < unit.stream.length; pc += LENGTHS[unit.stream[pc]]) {
    if (unit.stream[pc] === Op.CALL) lines.push(lineAt(unit.positions, pc));
  }
  // `work()`, `good()`, then `done()` for each way that leads to the finally.
  assertEquals(lines, [3, 9, 11, 11, 11]);
});

Deno.test("findHandler() finds the innermost handler, and none outside", () => {
  const unit = inner(compile("exceptions"), "handlers");
  const entry = findHandler(unit.exceptionTable, 0);
  assert(entry >= 0);
  assertEquals(unit.stream[unit.exceptionTable[entry + 2]], Op.PUSH_HANDLED);
  assertEquals(findHandler(inner(compile("functions"), "fib").exceptionTable, 0), -1);
});

Deno.test("verify() refuses a jump backwards, an empty operand and a temporary left behind", () => {
  const unit = inner(compile("functions"), "fib");
  const at = (op: number) => {
    for (let pc = 0;; pc += LENGTHS[unit.stream[pc]]) if (unit.stream[pc] === op) return pc;
  };
  const broken = (place: number, value: number) => {
    const stream = unit.stream.slice();
    stream[place] = value;
    return { ...unit, stream };
  };
  verify(unit);
  assertThrows(() => verify(broken(at(Op.JUMP_IF_FALSE) + 2, 0)), VerifyError, "jumps from");
  assertThrows(() => verify(broken(at(Op.JUMP_IF_FALSE) + 1, unit.localCount + 2)), VerifyError, "is empty");
  assertThrows(() => verify(broken(at(Op.RETURN) + 1, 0)), VerifyError, "leaves t0 behind");
  assertThrows(() => verify(broken(at(Op.LESS) + 4, 1000)), VerifyError, "the limit");
});

Deno.test("compileModule() of type parameters, type aliases and t-strings passes the verifier", () => {
  const source = [
    "type A[T: int = str, *Ts, **P] = list[T]",
    "def f[T: (int, str)](x: T, *a: T, k=1) -> T: return x",
    "class C[T](Base):",
    "    y: T",
    "    def m[U](self, u: U) -> T: return u",
    't = t"a{x!r:>{w}}b{y}"',
  ].join("\n");
  const unit = compileModule(parse(source + "\n"), { filename: "generic.py" });
  verify(unit);
  const generic = inner(unit, "<generic parameters of f>");
  assertEquals(inner(generic, "__annotate__").freevars, ["T"]);
  assertEquals(inner(generic, "f").freevars, []);
});

Deno.test("compileModule() leaves a loop from a finally that was entered by return", () => {
  const source = "def f():\n  for x in y:\n    try:\n      return g(x)\n    finally:\n      if x: break\n";
  verify(compileModule(parse(source), { filename: "leave.py" }));
});
