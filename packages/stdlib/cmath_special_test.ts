import { TestMachine } from "./testdata/machine.ts";

const machine = new TestMachine();
machine.run(`
import cmath
inf, nan = float('inf'), float('nan')
parts = (-inf, -2.5, -0.0, 0.0, 2.5, inf, nan)
def table(f):
    shown = []
    for x in parts:
        for y in parts:
            try: shown.append(repr(f(complex(x, y))))
            except (ValueError, OverflowError): shown.append('error')
    special = [s for s in shown if s == 'error' or 'inf' in s or 'nan' in s]
    return len(special), sum(map(len, special)), special[0], special[-1], sorted(set(special))[:4]
`);

Deno.test("every combination of infinities, zeros and NaNs has C99's result", () => {
  machine.check(
    [
      "table(cmath.sqrt)",
      "(33, 300, '(inf-infj)', '(nan+nanj)', ['(inf+0j)', '(inf+infj)', '(inf+nanj)', '(inf-0j)'])",
    ],
    [
      "table(cmath.exp)",
      "(26, 204, 'error', '(nan+nanj)', ['(-inf+infj)', '(-inf-infj)', '(inf+0j)', '(inf+nanj)'])",
    ],
    [
      "table(cmath.log)",
      "(37, 576, '(inf-2.356194490192345j)', '(nan+nanj)', ['(inf+0.7853981633974483j)', '(inf+0j)', '(inf+1.5707963267948966j)', '(inf+2.356194490192345j)'])",
    ],
    [
      "table(cmath.acos)",
      "(33, 572, '(2.356194490192345+infj)', '(nan+nanj)', ['(0.7853981633974483+infj)', '(0.7853981633974483-infj)', '(1.5707963267948966+infj)', '(1.5707963267948966+nanj)'])",
    ],
    [
      "table(cmath.asin)",
      "(33, 483, '(-0.7853981633974483-infj)', '(nan+nanj)', ['(-0+infj)', '(-0+nanj)', '(-0-infj)', '(-0.7853981633974483+infj)'])",
    ],
    ["table(cmath.atan)", "(11, 102, '(nan+nanj)', '(nan+nanj)', ['(nan+0j)', '(nan+nanj)', '(nan-0j)'])"],
    [
      "table(lambda z: cmath.acosh(z) if z == z or z.real != 0 else z)",
      "(33, 549, '(inf-2.356194490192345j)', '(nan+nanj)', ['(-0+nanj)', '(inf+0.7853981633974483j)', '(inf+0j)', '(inf+1.5707963267948966j)'])",
    ],
    ["cmath.acosh(complex(0, nan))", "(nan+1.5707963267948966j)"],
    [
      "table(cmath.asinh)",
      "(33, 501, '(-inf-0.7853981633974483j)', '(nan+nanj)', ['(-inf+0.7853981633974483j)', '(-inf+0j)', '(-inf+1.5707963267948966j)', '(-inf+nanj)'])",
    ],
    ["table(cmath.atanh)", "(11, 96, '(-0+nanj)', '(nan+nanj)', ['(-0+nanj)', '(nan+nanj)', 'nanj'])"],
    [
      "table(cmath.cosh)",
      "(33, 258, 'error', '(nan+nanj)', ['(-inf+infj)', '(-inf-infj)', '(inf+0j)', '(inf+nanj)'])",
    ],
    [
      "table(cmath.sinh)",
      "(33, 250, 'error', '(nan+nanj)', ['(-inf+0j)', '(-inf+infj)', '(-inf-0j)', '(-inf-infj)'])",
    ],
  );
});
