import { TestMachine } from "./testdata/machine.ts";

const machine = new TestMachine();
machine.run("import math");

Deno.test("a domain error and an overflow are told apart", () => {
  machine.check(
    ["math.sqrt(-1)", "ValueError: expected a nonnegative input, got -1.0"],
    ["math.log(0)", "ValueError: expected a positive input"],
    ["math.exp(1000)", "OverflowError: math range error"],
    ["math.sin(float('inf'))", "ValueError: expected a finite input, got inf"],
    ["math.pow(0, -1)", "ValueError: math domain error"],
    ["math.pow(-1, 0.5)", "ValueError: math domain error"],
  );
});

Deno.test("rounding gives integers of any size", () => {
  machine.check(
    [
      "math.floor(-1.5), math.ceil(-1.5), math.trunc(-1.5), math.floor(1e20), math.ceil(2**70)",
      "(-2, -1, -1, 100000000000000000000, 1180591620717411303424)",
    ],
    ["math.floor(float('nan'))", "ValueError: cannot convert float NaN to integer"],
    ["math.floor(float('inf'))", "OverflowError: cannot convert float infinity to integer"],
  );
});

Deno.test("a float is taken apart and put together again", () => {
  machine.check(
    [
      "math.frexp(10.0), math.frexp(0.0), math.frexp(5e-324), math.ldexp(0.625, 4), math.ldexp(1.0, -1080), math.modf(-2.5), math.modf(float('inf'))",
      "((0.625, 4), (0.0, 0), (0.5, -1073), 10.0, 0.0, (-0.5, -2.0), (0.0, inf))",
    ],
    ["math.ldexp(1.0, 2000)", "OverflowError: math range error"],
  );
});

Deno.test("neighbours of a float", () => {
  machine.check(
    [
      "math.nextafter(1.0, 2.0), math.nextafter(0.0, -1.0), math.nextafter(1.0, 1.0), math.ulp(1.0), math.ulp(0.0), math.ulp(float('inf')), math.ulp(1e300)",
      "(1.0000000000000002, -5e-324, 1.0, 2.220446049250313e-16, 5e-324, inf, 1.487016908477783e+284)",
    ],
    ["math.nextafter(1.0, float('inf'), steps=3)", "1.0000000000000007"],
  );
});

Deno.test("logarithms of integers beyond floats", () => {
  machine.check(
    [
      "math.log2(2**2000), math.log10(10**400), math.log(2**3000, 2), math.log2(8), math.log(8, 2)",
      "(2000.0, 400.0, 2999.9999999999995, 3.0, 3.0)",
    ],
  );
});

Deno.test("closeness is relative unless it is asked for", () => {
  machine.check(
    [
      "math.isclose(1.0, 1.0 + 1e-10), math.isclose(0.0, 1e-12), math.isclose(0.0, 1e-12, abs_tol=1e-9), math.isclose(float('inf'), float('inf')), math.isclose(float('nan'), float('nan'))",
      "(True, False, True, True, False)",
    ],
    ["math.isclose(1, 1, rel_tol=-1)", "ValueError: tolerances must be non-negative"],
  );
});

Deno.test("signs of zeros are kept", () => {
  machine.check(
    [
      "math.copysign(1.0, -0.0), math.atan2(-0.0, 0.0), math.fmod(-0.0, 1.0), math.sqrt(-0.0), math.sin(-0.0)",
      "(-1.0, -0.0, -0.0, -0.0, -0.0)",
    ],
    ["math.fmod(-7, 3), math.fmod(7, float('inf'))", "(-1.0, 7.0)"],
    ["math.fmod(1, 0)", "ValueError: math domain error"],
  );
});
