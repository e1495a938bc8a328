import { TestMachine } from "./testdata/machine.ts";

const machine = new TestMachine();
machine.run("import math");

Deno.test("fsum is exact before it is rounded once", () => {
  machine.check(
    [
      "math.fsum([0.1] * 10), math.fsum([1e100, 1.0, -1e100]), math.fsum([1e16, 1.0, 1e-16]), math.fsum([])",
      "(1.0, 1.0, 1.0000000000000002e+16, 0.0)",
    ],
    ["math.fsum([2.0 ** 53, -0.5, -2.0 ** -54])", "9007199254740991.0"],
    ["math.fsum([float(2 ** 1023), float(2 ** 1023)])", "OverflowError: intermediate overflow in fsum"],
    ["math.fsum([float('inf'), float('-inf')])", "ValueError: -inf + inf in fsum"],
    [
      "math.fsum([float('inf'), 1.0]), math.fsum([1e308, 1e308, -1e308])",
      "OverflowError: intermediate overflow in fsum",
    ],
  );
});

Deno.test("prod keeps integers exact, and takes over where they end", () => {
  machine.check(
    [
      "math.prod([1, 2, 3]), math.prod([2] * 70), math.prod([2, 0.5, 3]), math.prod([], start=5), math.prod(['a'], start=3)",
      "(6, 1180591620717411303424, 3.0, 5, 'aaa')",
    ],
    ["math.prod(['a', 'b'])", "TypeError: can't multiply sequence by non-int of type 'str'"],
  );
});

Deno.test("sumprod is exact for integers, and nearly for doubles", () => {
  machine.check(
    ["math.sumprod([1, 2, 3], [4, 5, 6])", "32"],
    ["math.sumprod([10, 20], [1, 0])", "10"],
    ["math.sumprod([0.1] * 10, [1] * 10)", "1.0"],
    ["math.sumprod([1e16, 1.0, -1e16], [1, 1, 1])", "1.0"],
    ["math.sumprod([2 ** 40], [2 ** 40])", "1208925819614629174706176"],
    ["math.sumprod([1], [1, 2])", "ValueError: Inputs are not the same length"],
  );
});

Deno.test("a distance does not overflow on the way", () => {
  machine.check(
    [
      "math.dist((1e200, 0), (-1e200, 0)), math.dist((1, 2), (4, 6)), math.dist((), ())",
      "(2e+200, 5.0, 0.0)",
    ],
    [
      "math.hypot(3, 4), math.hypot(1e-200, 1e-200), math.hypot(float('nan'), float('inf')), math.hypot()",
      "(5.0, 1.414213562373095e-200, inf, 0.0)",
    ],
    ["math.dist((1,), (1, 2))", "ValueError: both points must have the same number of dimensions"],
  );
});
