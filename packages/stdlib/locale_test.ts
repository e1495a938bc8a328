import { TestMachine } from "./testdata/machine.ts";

const machine = new TestMachine();
machine.run("import _locale");

Deno.test("the locale is C's, and compares and changes text as C does", () => {
  machine.check(
    [
      "_locale.setlocale(_locale.LC_ALL, 'C'), _locale.localeconv()['decimal_point'], _locale.strcoll('a', 'b') < 0, _locale.strcoll('a', 'a'), _locale.strxfrm('ab')",
      "('C', '.', True, 0, 'ab')",
    ],
    ["_locale.setlocale(_locale.LC_ALL, 'no_SUCH')", "Error: unsupported locale setting"],
  );
});
