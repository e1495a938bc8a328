import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run("import unicodedata as u");

Deno.test("characters have names, and names have characters", () => {
  machine.check(
    [
      "u.name('a'), u.name('é'), u.name('가'), u.name('㐀'), u.name('\\U0001F600'), u.lookup('GREEK SMALL LETTER OMEGA'), u.lookup('HANGUL SYLLABLE GAG'), u.lookup('CJK UNIFIED IDEOGRAPH-4E2D')",
      "('LATIN SMALL LETTER A', 'LATIN SMALL LETTER E WITH ACUTE', 'HANGUL SYLLABLE GA', 'CJK UNIFIED IDEOGRAPH-3400', 'GRINNING FACE', 'ω', '각', '中')",
    ],
    ["u.name('\\n')", "ValueError: no such name"],
    ["u.name('\\n', 'none')", "'none'"],
    ["u.lookup('NO SUCH NAME')", "KeyError: \"undefined character name 'NO SUCH NAME'\""],
  );
});

Deno.test("characters have categories and other properties", () => {
  machine.check(
    [
      "[u.category(c) for c in 'aA1 _-(€\\n\\u0378\\ud800\\ue000'], [u.bidirectional(c) for c in 'aא1 '], [u.combining(c) for c in 'a\\u0301\\u0327'], [u.east_asian_width(c) for c in 'a世ｱ'], u.mirrored('('), u.mirrored('a')",
      "(['Ll', 'Lu', 'Nd', 'Zs', 'Pc', 'Pd', 'Ps', 'Sc', 'Cc', 'Cn', 'Cs', 'Co'], ['L', 'R', 'EN', 'WS'], [0, 230, 202], ['Na', 'W', 'H'], 1, 0)",
    ],
  );
});

Deno.test("numbers are decimal, digits, or neither", () => {
  machine.check(
    [
      "u.decimal('٣'), u.digit('²'), u.numeric('½'), u.numeric('一'), u.numeric('Ⅻ'), u.digit('a', None), u.decimal('²', -1)",
      "(3, 2, 0.5, 1.0, 12.0, None, -1)",
    ],
    ["u.decimal('a')", "ValueError: not a decimal"],
    ["u.digit('½')", "ValueError: not a digit"],
    ["u.numeric('x')", "ValueError: not a numeric character"],
  );
});

Deno.test("one character is asked for", () => {
  machine.check(
    [
      "u.category('ab')",
      "TypeError: category() argument must be a unicode character, not a string of length 2",
    ],
    ["u.name(3)", "TypeError: name() argument 1 must be a unicode character, not int"],
  );
});

Deno.test("the database of version 3.2 is there too", () => {
  machine.check(
    [
      "u.ucd_3_2_0.unidata_version, u.ucd_3_2_0.category('\\u20b9'), u.category('\\u20b9')",
      "('3.2.0', 'Cn', 'Sc')",
    ],
  );
});

Deno.test("decompositions are as they are in the data", () => {
  machine.check(
    [
      "u.decomposition('é'), u.decomposition('ﬁ'), u.decomposition('a'), u.decomposition('가')",
      "('0065 0301', '<compat> 0066 0069', '', '')",
    ],
  );
});
