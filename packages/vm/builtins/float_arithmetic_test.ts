import { assertEquals } from "@std/assert";
import { Random } from "@orochi/interleave";
import { assertDoubles } from "./_test_doubles.ts";
import { raised, testMachine } from "./_test_program.ts";
import {
  cPower,
  doubleFloorDivide,
  doubleModulo,
  doublePower,
  fromDouble,
  integerRatio,
  roundDecimals,
  roundFloat,
} from "./float_arithmetic.ts";

Deno.test("a remainder has the divisor's sign, zero too", () => {
  assertDoubles([doubleModulo(-7, 3), doubleModulo(7, -3), doubleModulo(-1e-20, 3)], [2, -2, 3]);
  assertDoubles([doubleModulo(-6, 3), doubleModulo(6, -3), doubleModulo(-0, 3)], [0, -0, 0]);
  assertDoubles([doubleModulo(5, Infinity), doubleModulo(-5, Infinity), doubleModulo(Infinity, 2)], [
    5,
    Infinity,
    NaN,
  ]);
});

Deno.test("a floored quotient is whole, and a zero one has the sign of the true one", () => {
  assertDoubles([doubleFloorDivide(-7, 2), doubleFloorDivide(7, -2), doubleFloorDivide(1, 0.1)], [-4, -4, 9]);
  assertDoubles([doubleFloorDivide(1, -1e300), doubleFloorDivide(-0, 3), doubleFloorDivide(0, -3)], [
    -1,
    -0,
    -0,
  ]);
  assertEquals(doubleFloorDivide(5, -Infinity), -1);
});

Deno.test("quotient and remainder of any doubles are nearly the dividend again", () => {
  const random = new Random(9);
  for (let i = 0; i < 500; i++) {
    const x = (random.fraction() - 0.5) * 2 ** random.below(40),
      y = (random.fraction() - 0.5) * 2 ** random.below(20);
    if (y === 0) continue;
    const quotient = doubleFloorDivide(x, y), rest = doubleModulo(x, y);
    assertEquals(Number.isInteger(quotient), true);
    assertEquals(Math.abs(rest) <= Math.abs(y) && (rest === 0 || rest < 0 === y < 0), true, `${x} % ${y}`);
    assertEquals(
      Math.abs(quotient * y + rest - x) <= Math.abs(x) * 1e-14 + Math.abs(y) * 1e-14,
      true,
      `${x} / ${y}`,
    );
  }
});

Deno.test("powers are C's where JavaScript's are NaN", () => {
  assertDoubles([cPower(1, NaN), cPower(-1, Infinity), cPower(-1, -Infinity), cPower(NaN, 0)], [1, 1, 1, 1]);
  assertDoubles([cPower(-8, 1 / 3), cPower(0, -Infinity), cPower(-0, 3)], [NaN, Infinity, -0]);
});

Deno.test("a power that has no double raises, one of a negative base and a fraction is complex", () => {
  const vm = testMachine();
  assertEquals([doublePower(vm, 0, -1), raised(vm)], [0, "ZeroDivisionError: zero to a negative power"]);
  assertEquals([doublePower(vm, 10, 400), raised(vm)], [
    0,
    "OverflowError: (34, 'Numerical result out of range')",
  ]);
  const root = doublePower(vm, -4, 0.5);
  assertEquals(vm.typeName(root), "complex");
  vm.decref(root);
});

Deno.test("rounding takes the exact value, ties to even, up to what a double still holds", () => {
  assertEquals([
    roundDecimals(2.675, 2),
    roundDecimals(0.5, 0),
    roundDecimals(2.5, 0),
    roundDecimals(-1.5, 0),
  ], [
    ...[2.67, 0, 2, -2],
  ]);
  assertDoubles([roundDecimals(125, -1), roundDecimals(135, -1), roundDecimals(-4, -1)], [120, 140, -0]);
  assertDoubles([roundDecimals(5e-324, 323), roundDecimals(5e-324, 324), roundDecimals(1e300, -400)], [
    0,
    5e-324,
    0,
  ]);
  assertDoubles([roundDecimals(-0, 2), roundDecimals(-3, -400)], [-0, -0]);
});

Deno.test("rounding may be more than there is, and without digits it gives an int", () => {
  const vm = testMachine();
  const rounded = (value: number, digits: number) => {
    const result = roundFloat(vm, value, digits);
    return result === 0 ? raised(vm) : vm.jsRepr(result);
  };
  assertEquals(
    rounded(Number.MAX_VALUE, vm.newInt(-308)),
    "OverflowError: rounded value too large to represent",
  );
  assertEquals([2.5, 3.5, -2.5, -0.5, 1e300].map((value) => rounded(value, 0)), [
    ...["2", "4", "-2", "0", BigInt(1e300).toString()],
  ]);
  assertEquals(rounded(NaN, 0), "ValueError: cannot convert float NaN to integer");
  assertEquals(rounded(-Infinity, 0), "OverflowError: cannot convert float infinity to integer");
  assertEquals(vm.jsRepr(fromDouble(vm, -1e20)), "-100000000000000000000");
});

Deno.test("a double is a ratio in lowest terms", () => {
  const vm = testMachine();
  const ratio = (value: number) => vm.jsRepr(integerRatio(vm, value));
  assertEquals([0.75, -10, 0, -0.5, 2 ** 60].map(ratio), [
    ...["(3, 4)", "(-10, 1)", "(0, 1)", "(-1, 2)", "(1152921504606846976, 1)"],
  ]);
  assertEquals(ratio(5e-324), `(1, ${1n << 1074n})`);
  assertEquals([integerRatio(vm, NaN), raised(vm)], [0, "ValueError: cannot convert NaN to integer ratio"]);
  assertEquals([integerRatio(vm, Infinity), raised(vm)], [
    0,
    "OverflowError: cannot convert Infinity to integer ratio",
  ]);
});
