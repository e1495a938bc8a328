import { TestMachine } from "./testdata/machine.ts";

const machine = new TestMachine();
machine.run("import math");

Deno.test("factorials are exact, and of integers from 0 up only", () => {
  machine.check(
    [
      "math.factorial(0), math.factorial(20), math.factorial(30), math.factorial(100) % 10**9 == 0, len(str(math.factorial(500)))",
      "(1, 2432902008176640000, 265252859812191058636308480000000, True, 1135)",
    ],
    ["math.factorial(-1)", "ValueError: factorial() not defined for negative values"],
    ["math.factorial(3.0)", "TypeError: 'float' object cannot be interpreted as an integer"],
  );
});

Deno.test("binomial coefficients and permutations", () => {
  machine.check(
    [
      "math.comb(5, 2), math.comb(49, 6), math.comb(5, 6), math.comb(0, 0), math.comb(10**12, 2), math.comb(200, 100) % 1000007",
      "(10, 13983816, 0, 1, 499999999999500000000000, 799924)",
    ],
    ["math.perm(5, 2), math.perm(5), math.perm(3, 4), math.perm(20)", "(20, 120, 0, 2432902008176640000)"],
    ["math.comb(-1, 2)", "ValueError: n must be a non-negative integer"],
    ["math.comb(2, -1)", "ValueError: k must be a non-negative integer"],
    ["math.perm(3, -1)", "ValueError: k must be a non-negative integer"],
  );
});

Deno.test("the greatest common divisor and the least common multiple", () => {
  machine.check(
    [
      "math.gcd(12, 18), math.gcd(-12, 18, 27), math.gcd(), math.gcd(0, 0), math.gcd(2**100, 6**50) == 2**50",
      "(6, 3, 0, 0, True)",
    ],
    [
      "math.lcm(4, 6), math.lcm(0, 5), math.lcm(), math.lcm(-3, 7), math.lcm(2**70, 3)",
      "(12, 0, 1, 21, 3541774862152233910272)",
    ],
    ["math.gcd(1.5)", "TypeError: 'float' object cannot be interpreted as an integer"],
  );
});

Deno.test("the integer square root is exact at and around squares", () => {
  machine.check(
    [
      "[math.isqrt(n) for n in (0, 1, 3, 4, 8, 9, 15, 2**52 - 1, 2**52)]",
      "[0, 1, 1, 2, 2, 3, 3, 67108863, 67108864]",
    ],
    [
      "all(math.isqrt(k * k) == k and math.isqrt(k * k - 1) == k - 1 for k in (10**9, 2**31, 2**53, 10**30, 3**80))",
      "True",
    ],
    ["math.isqrt(-1)", "ValueError: isqrt() argument must be nonnegative"],
  );
});
