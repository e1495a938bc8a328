/**
 * Comparing doubles in tests, the signs of zeros included.
 *
 * @module
 */
import { assertEquals } from "@std/assert";

/** A double as a text that no other double has. */
function shown(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

/** Asserts that doubles are the same ones: -0 is not 0, NaN is NaN. */
export function assertDoubles(
  actual: readonly number[],
  expected: readonly number[],
  message?: string,
): void {
  assertEquals(actual.map(shown), expected.map(shown), message);
}
