/**
 * Rows of operations on decimal numbers: the operands, the result, and the conditions that come up, all as text.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import {
  ANY_INVALID,
  CLAMPED,
  Context,
  DIVISION_BY_ZERO,
  INEXACT,
  OVERFLOW,
  ROUNDED,
  SUBNORMAL,
  UNDERFLOW,
} from "../decimal/context.ts";
import type { Decimal } from "../decimal/number.ts";
import { parse, toText } from "../decimal/text.ts";

/** Letters for conditions. */
const LETTERS: readonly (readonly [number, string])[] = [
  [CLAMPED, "C"],
  [DIVISION_BY_ZERO, "Z"],
  [INEXACT, "I"],
  [ANY_INVALID, "V"],
  [OVERFLOW, "O"],
  [ROUNDED, "R"],
  [SUBNORMAL, "S"],
  [UNDERFLOW, "U"],
];

/** A number that is written in a test. */
export function decimal(text: string): Decimal {
  const number = parse(text);
  if (number === null) throw new Error(`Cannot read ${text} as it is no number`);
  return number;
}

/** Conditions as letters: `IR` for Inexact and Rounded. */
export function conditions(status: number): string {
  return LETTERS.filter(([bits]) => (status & bits) !== 0).map(([, letter]) => letter).join("");
}

/** The context of the specification's own examples, with nine digits and a small range. */
export function nineDigits(): Context {
  return new Context(9, 384, -383);
}

/** Asserts rows `a b = result conditions` (one, two or three operands) of an operation with nine digits. */
export function checkRows(
  operation: (context: Context, ...operands: Decimal[]) => Decimal,
  rows: readonly string[],
): void {
  for (const row of rows) {
    const [operands, outcome] = row.split(" = "), context = nineDigits();
    const result = operation(context, ...operands.split(" ").map(decimal));
    assertEquals(`${toText(result)} ${conditions(context.status)}`.trim(), outcome, row);
  }
}
