import { TestMachine } from "./testdata/machine.ts";

const machine = new TestMachine();
machine.run(`
import cmath
inf, nan = float('inf'), float('nan')
`);

Deno.test("functions continue those of the reals", () => {
  machine.check(
    [
      "cmath.sqrt(-4), cmath.sqrt(-1e-320), cmath.exp(0), cmath.log(1), cmath.cos(0)",
      "(2j, 9.99994433575849e-161j, (1+0j), 0j, (1-0j))",
    ],
    ["abs(cmath.exp(1j * cmath.pi) + 1) < 1e-15, abs(cmath.log(-1) - 1j * cmath.pi) < 1e-15", "(True, True)"],
  );
});

Deno.test("the sign of a zero says on which side of a branch cut a number is", () => {
  machine.check(
    [
      "cmath.sqrt(complex(-4, -0.0)), cmath.log(complex(-1, -0.0)).imag, cmath.acos(complex(2, 0.0)).imag > 0, cmath.acos(complex(2, -0.0)).imag > 0",
      "(-2j, -3.141592653589793, False, True)",
    ],
    [
      "cmath.atanh(complex(2, 0.0)).imag, cmath.atanh(complex(2, -0.0)).imag",
      "(1.5707963267948966, -1.5707963267948966)",
    ],
  );
});

Deno.test("infinities and NaNs have their own rows", () => {
  machine.check(
    [
      "cmath.sqrt(complex(inf, 1)), cmath.sqrt(complex(-inf, 1)), cmath.exp(complex(-inf, nan)), cmath.log(complex(-inf, inf))",
      "((inf+0j), infj, 0j, (inf+2.356194490192345j))",
    ],
    [
      "cmath.tanh(complex(inf, 3)), cmath.acosh(complex(nan, inf)), cmath.sinh(complex(inf, 0)), cmath.cosh(complex(0, nan))",
      "((1-0j), (inf+nanj), (inf+0j), (nan+0j))",
    ],
  );
});

Deno.test("errors are those of the reals", () => {
  machine.check(
    ["cmath.log(0)", "ValueError: math domain error"],
    ["cmath.exp(1000)", "OverflowError: math range error"],
    ["cmath.tan(complex(inf, 0))", "ValueError: math domain error"],
  );
});

Deno.test("a number in polar coordinates and back", () => {
  machine.check(
    [
      "cmath.polar(-1), cmath.polar(0), cmath.phase(complex(-1, -0.0)), cmath.rect(1, 0), cmath.rect(inf, 0)",
      "((1.0, 3.141592653589793), (0.0, 0.0), -3.141592653589793, (1+0j), (inf+0j))",
    ],
    ["cmath.polar(complex(3, 4))", "(5.0, 0.9272952180016122)"],
  );
});

Deno.test("kinds of numbers and closeness", () => {
  machine.check(
    [
      "cmath.isnan(complex(nan, inf)), cmath.isinf(complex(nan, inf)), cmath.isfinite(complex(1, nan)), cmath.isclose(1, 1 + 1e-10j), cmath.isclose(complex(inf, 0), complex(inf, 1))",
      "(True, True, False, True, False)",
    ],
  );
});

Deno.test("large and small numbers do not overflow on the way", () => {
  machine.check(
    [
      "cmath.sqrt(complex(1e308, 1e308)), cmath.log(complex(1e308, 1e308)), cmath.log(complex(1e-320, 0)), abs(cmath.asin(1e300)) > 600",
      "((1.09868411346781e+154+4.5508986056222734e+153j), (709.542782232446+0.7853981633974483j), (-736.8272408909739+0j), True)",
    ],
  );
});
