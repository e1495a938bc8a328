import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run("import unicodedata as u");

Deno.test("normal forms compose and decompose", () => {
  machine.check(
    [
      "[u.normalize(f, 'é') == 'é' for f in ('NFC', 'NFKC')], [len(u.normalize(f, 'é')) for f in ('NFD', 'NFKD')], u.normalize('NFC', 'e\\u0301') == 'é', u.normalize('NFKC', 'ﬁ²'), u.normalize('NFC', 'ﬁ²')",
      "([True, True], [2, 2], True, 'fi2', 'ﬁ²')",
    ],
    [
      "len(u.normalize('NFD', '각')), u.normalize('NFC', '\\u1100\\u1161\\u11a8'), ascii(u.normalize('NFC', '\\u212b'))",
      "(3, '각', \"'\\\\xc5'\")",
    ],
  );
});

Deno.test("marks are put in the order of their classes", () => {
  machine.check(
    [
      "ascii(u.normalize('NFD', 'a\\u0301\\u0327')), ascii(u.normalize('NFC', 'a\\u0315\\u0300'))",
      "(\"'a\\\\u0327\\\\u0301'\", \"'\\\\xe0\\\\u0315'\")",
    ],
  );
});

Deno.test("ASCII is in every form", () => {
  machine.check(
    [
      "all(u.is_normalized(f, 'abc') for f in ('NFC', 'NFD', 'NFKC', 'NFKD')), u.is_normalized('NFC', 'e\\u0301'), u.is_normalized('NFD', 'é')",
      "(True, False, False)",
    ],
    ["u.normalize('NFX', 'é')", "ValueError: invalid normalization form"],
  );
});

Deno.test("unassigned characters stay, and keep their neighbours apart", () => {
  machine.check(
    [
      "ascii(u.ucd_3_2_0.normalize('NFC', 'e\\u0301')), ascii(u.normalize('NFC', '\\u0378e\\u0301\\u0378'))",
      "(\"'\\\\xe9'\", \"'\\\\u0378\\\\xe9\\\\u0378'\")",
    ],
  );
});
