import { assertEquals } from "@std/assert";
import { conditions, decimal, nineDigits } from "../testdata/decimal_rows.ts";
import { Context, finish, firstNaN, MOST, ROUNDINGS, shiftRight, widest } from "./context.ts";
import { toText } from "./text.ts";

/** A number made to fit, and what that brought up. */
function fitted(text: string, context: Context): string {
  const result = toText(finish(decimal(text), context));
  return `${result} ${conditions(context.status)}`.trim();
}

Deno.test("each way of rounding does what its name says, above and below zero", () => {
  // To one digit.
  const numbers = ["1.1", "1.5", "1.9", "2.5", "5.1", "6.5"];
  const expected: Record<string, [string, string]> = {
    ROUND_UP: ["2 2 2 3 6 7", "-2 -2 -2 -3 -6 -7"],
    ROUND_DOWN: ["1 1 1 2 5 6", "-1 -1 -1 -2 -5 -6"],
    ROUND_CEILING: ["2 2 2 3 6 7", "-1 -1 -1 -2 -5 -6"],
    ROUND_FLOOR: ["1 1 1 2 5 6", "-2 -2 -2 -3 -6 -7"],
    ROUND_HALF_UP: ["1 2 2 3 5 7", "-1 -2 -2 -3 -5 -7"],
    ROUND_HALF_DOWN: ["1 1 2 2 5 6", "-1 -1 -2 -2 -5 -6"],
    ROUND_HALF_EVEN: ["1 2 2 2 5 6", "-1 -2 -2 -2 -5 -6"],
    ROUND_05UP: ["1 1 1 2 6 6", "-1 -1 -1 -2 -6 -6"],
  };
  ROUNDINGS.forEach((name, rounding) => {
    const round = (text: string) => toText(finish(decimal(text), widest(1, rounding)));
    assertEquals(numbers.map(round).join(" "), expected[name][0], name);
    assertEquals(numbers.map((text) => round(`-${text}`)).join(" "), expected[name][1], name);
  });
});

Deno.test("what overflows becomes an infinity or the largest number, as the rounding leads", () => {
  const outcomes = ROUNDINGS.map((_, rounding) => {
    const up = toText(finish(decimal("1E+385"), new Context(3, 384, -383, rounding)));
    const down = toText(finish(decimal("-1E+385"), new Context(3, 384, -383, rounding)));
    return `${up} ${down}`;
  });
  const infinite = "Infinity -Infinity", least = "9.99E+384 -9.99E+384";
  assertEquals(outcomes, [
    infinite,
    least,
    "Infinity -9.99E+384",
    "9.99E+384 -Infinity",
    infinite,
    infinite,
    infinite,
    least,
  ]);
});

Deno.test("rounding up to one digit more may overflow", () => {
  assertEquals(fitted("9.999999999E+384", nineDigits()), "Infinity IOR");
  assertEquals(fitted("999999999.9", nineDigits()), "1.00000000E+9 IR");
});

Deno.test("numbers below the range lose digits, down to nothing", () => {
  assertEquals(fitted("1.5E-383", nineDigits()), "1.5E-383");
  assertEquals(fitted("1.5E-390", nineDigits()), "1.5E-390 S");
  assertEquals(fitted("1.5E-391", nineDigits()), "2E-391 IRSU");
  assertEquals(fitted("1.0E-391", nineDigits()), "1E-391 RS");
  assertEquals(fitted("1E-393", nineDigits()), "0E-391 CIRSU");
  assertEquals(fitted("0E-500", nineDigits()), "0E-391 C");
});

Deno.test("clamping keeps the exponent of a full coefficient in range", () => {
  const clamped = () => new Context(9, 384, -383, undefined, true);
  assertEquals(fitted("1E+384", clamped()), "1.00000000E+384 C");
  assertEquals(fitted("1E+384", nineDigits()), "1E+384");
  assertEquals(fitted("0E+500", clamped()), "0E+376 C");
  assertEquals(fitted("0E+500", nineDigits()), "0E+384 C");
});

Deno.test("a shift says how much it dropped of the last digit's unit", () => {
  const shifts = [12300n, 12301n, 12349n, 12350n, 12351n].map((value) => shiftRight(value, 2));
  assertEquals(shifts.map(({ rest }) => rest), [123n, 123n, 123n, 123n, 123n]);
  assertEquals(shifts.map(({ dropped }) => dropped), [0, 1, 1, 5, 9]);
  assertEquals(shiftRight(7n, 5), { rest: 0n, dropped: 1 });
  assertEquals(shiftRight(7n, 1), { rest: 0n, dropped: 9 });
  assertEquals(shiftRight(0n, 5), { rest: 0n, dropped: 0 });
});

Deno.test("of several NaNs the first signaling one is passed on, quiet", () => {
  const chosen = (...texts: string[]) => {
    const context = nineDigits(), found = firstNaN(context, ...texts.map(decimal));
    return found === null ? "none" : `${toText(found)} ${conditions(context.status)}`;
  };
  assertEquals(chosen("1", "2"), "none");
  assertEquals(chosen("NaN1", "NaN2"), "NaN1 ");
  assertEquals(chosen("NaN1", "-sNaN2", "sNaN3"), "-NaN2 V");
  assertEquals(chosen("NaN1234567890"), "NaN234567890 ");
});

Deno.test("the widest context has no bounds that a program can reach", () => {
  const context = widest(5);
  assertEquals([context.mostExponent, context.leastExponent], [MOST, -MOST]);
  assertEquals(fitted("1E+999999999999999", context), "1E+999999999999999");
});
