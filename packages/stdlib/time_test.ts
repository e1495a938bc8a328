import { TestMachine } from "./testdata/machine.ts";

const machine = new TestMachine();
machine.run("import time");

Deno.test("a moment is broken down and put together", () => {
  machine.check(
    [
      "time.gmtime(0)[:], time.gmtime(-1).tm_year, time.gmtime(1e9 + 0.9).tm_sec, time.asctime(time.gmtime(0)), time.strftime('%Y-%m-%d', time.gmtime(0))",
      "((1970, 1, 1, 0, 0, 0, 3, 1, 0), 1969, 40, 'Thu Jan  1 00:00:00 1970', '1970-01-01')",
    ],
    ["time.gmtime('x')", "TypeError: 'str' object cannot be interpreted as an integer"],
    ["time.gmtime(1e20)", "OverflowError: timestamp out of range for platform time_t"],
    ["time.gmtime(float('nan'))", "ValueError: Invalid value NaN (not a number)"],
  );
});

Deno.test("a tuple's fields are checked", () => {
  machine.check(
    ["time.asctime((2024, 1, 1, 0, 0, 0, 0, 1)) ", "TypeError: asctime(): illegal time tuple argument"],
    ["time.asctime((2024, 13, 1, 0, 0, 0, 0, 1, 0))", "ValueError: month out of range"],
    ["time.strftime('%Y', (2024, 1, 32, 0, 0, 0, 0, 1, 0))", "ValueError: day of month out of range"],
    ["time.strftime('%Y', (2024, 1, 1, 24, 0, 0, 0, 1, 0))", "ValueError: hour out of range"],
    ["time.mktime((1, 2))", "TypeError: mktime(): illegal time tuple argument"],
  );
});

Deno.test("local times go forth and back", () => {
  machine.check(
    [
      "time.mktime(time.localtime(86400 * 365)), time.mktime((2024, 14, 1, 0, 0, 0, 0, 0, -1)) == time.mktime((2025, 2, 1, 0, 0, 0, 0, 0, -1))",
      "(31536000.0, True)",
    ],
  );
});

Deno.test("sleeping takes no negative time", () => {
  machine.check(
    ["time.sleep(-1)", "ValueError: sleep length must be non-negative"],
    ["time.sleep('x')", "TypeError: 'str' object cannot be interpreted as an integer or float"],
    ["time.sleep(0)", "None"],
  );
});
