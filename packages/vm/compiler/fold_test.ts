import { assertEquals } from "@std/assert";
import { parse } from "@orochi/syntax";
import type { Constant } from "../bytecode/code_unit.ts";
import { constantText } from "../bytecode/dis.ts";
import { compileModule } from "./compile.ts";
import { Op } from "../bytecode/opcodes.ts";
import { LENGTHS } from "../bytecode/operands.ts";
import { truth } from "./fold.ts";

/** The constant that an expression becomes; "computed" where the program has to do it. */
function folded(source: string, optimize = 0): string {
  const unit = compileModule(parse(source, { mode: "eval" }), { filename: "fold", optimize });
  const operations: number[] = [];
  for (let pc = 0; pc < unit.stream.length; pc += LENGTHS[unit.stream[pc]]) operations.push(unit.stream[pc]);
  const whole = operations.length === 2 && operations[0] === Op.LOAD_CONST && operations[1] === Op.RETURN;
  return whole ? constantText(unit.constants[unit.stream[unit.constantRelocations[0]]]) : "computed";
}

Deno.test("arithmetic of ints is Python's: floors, remainders with the divisor's sign, no limit of a double", () => {
  assertEquals(
    ["-7 // 2", "-7 % 2", "7 % -2", "-(2**64) + 1", "~5 & 0xff", "1 << 70 >> 69"].map((s) => folded(s)),
    [
      ...["-4", "1", "-1", "-18446744073709551615", "250", "2"],
    ],
  );
});

Deno.test("what would raise is left to raise when it runs", () => {
  for (
    const source of ["1 // 0", "1 % 0", "1 / 0", "1.0 / 0", "1 << -1", "1 >> -1", "'a' + 1", "-'a'", "~1.0"]
  ) {
    assertEquals(folded(source), "computed", source);
  }
});

Deno.test("results have limits: ints of 128 bits, strings of 4096, tuples of 256", () => {
  assertEquals(folded("2 ** 64") !== "computed", true);
  assertEquals(folded("2 ** 65"), "computed");
  assertEquals(folded("1 << 127") !== "computed", true);
  assertEquals(folded("1 << 128"), "computed");
  assertEquals([folded("'a' * 4096") === "computed", folded("'a' * 4097")], [false, "computed"]);
  assertEquals([folded("(1,) * 256") === "computed", folded("(1,) * 257")], [false, "computed"]);
  assertEquals(folded("2 ** -1"), "computed");
});

Deno.test("a repeat may come first, be negative or larger than anything", () => {
  assertEquals([folded("3 * 'ab'"), folded("'ab' * -1"), folded("'' * 10**9")], ['"ababab"', '""', '""']);
  assertEquals([folded("'a' * 10**30"), folded("'' * -10**30")], ["computed", "computed"]);
  assertEquals(folded("b'ab' * 2 + b'c'"), "b[5]");
});

Deno.test("bools are ints in arithmetic, but not in what gives a bool", () => {
  assertEquals([folded("True + True"), folded("-True"), folded("True * 'ab'")], ["2", "-1", '"ab"']);
  assertEquals([folded("True & False"), folded("True | 2"), folded("~True")], Array(3).fill("computed"));
});

Deno.test("floats keep their signs, and ints that no double holds are not mixed with them", () => {
  assertEquals([folded("-0.0"), folded("1 / 2"), folded("1 + 0.5")], ["-0.0", "0.5", "1.5"]);
  assertEquals(folded("0.5 + 2**60"), "computed");
  assertEquals([folded("7.5 // 2"), folded("2.0 ** 2")], ["computed", "computed"]);
});

Deno.test("a complex literal is folded, other complex arithmetic is not", () => {
  assertEquals([folded("1 + 2j"), folded("1.5 - 2j"), folded("-2j")], ["(1+2j)", "(1.5+-2j)", "(0+-2j)"]);
  assertEquals([folded("2j + 1"), folded("2j * 2j")], ["computed", "computed"]);
});

Deno.test("tuples of constants are constants, lists are not, and __debug__ is one", () => {
  assertEquals(folded("(1, ('a', None), -2) + (...,)"), '(1, ("a", None), -2, Ellipsis)');
  assertEquals(folded("(1, a)"), "computed");
  assertEquals([folded("__debug__"), folded("__debug__", 1)], ["True", "False"]);
  assertEquals([folded("not ''"), folded("not (0,)")], ["True", "False"]);
});

Deno.test("truth of constants is Python's", () => {
  const zero: Constant[] = [
    { type: "int", value: 0n },
    { type: "float", value: -0 },
    { type: "complex", real: 0, imag: 0 },
    { type: "str", value: "" },
    { type: "bytes", value: new Uint8Array() },
    { type: "tuple", items: [] },
    { type: "None" },
  ];
  assertEquals(zero.map(truth), zero.map(() => false));
  assertEquals([
    truth({ type: "float", value: NaN }),
    truth({ type: "complex", real: 0, imag: 1 }),
    truth({ type: "Ellipsis" }),
    truth({ type: "str", value: "0" }),
  ], [true, true, true, true]);
});
