import { TestMachine } from "./testdata/machine.ts";

const machine = new TestMachine();
machine.run(`
import _codecs
def handled(name, e): return _codecs.lookup_error(name)(e)
enc = UnicodeEncodeError('ascii', 'aé😀b', 1, 3, 'why')
dec = UnicodeDecodeError('ascii', b'a\\xff\\xfeb', 1, 3, 'why')
tra = UnicodeTranslateError('aéb', 1, 2, 'why')
`);

Deno.test("each handler has its replacement, and goes on behind the error", () => {
  machine.check(
    [
      "[handled(n, enc) for n in ('ignore', 'replace', 'xmlcharrefreplace', 'backslashreplace', 'namereplace')]",
      "[('', 3), ('??', 3), ('&#233;&#128512;', 3), ('\\\\xe9\\\\U0001f600', 3), ('\\\\N{LATIN SMALL LETTER E WITH ACUTE}\\\\N{GRINNING FACE}', 3)]",
    ],
    [
      "[handled(n, dec) for n in ('ignore', 'replace', 'backslashreplace', 'surrogateescape')]",
      "[('', 3), ('�', 3), ('\\\\xff\\\\xfe', 3), ('\\udcff\\udcfe', 3)]",
    ],
    [
      "[handled(n, tra) for n in ('ignore', 'replace', 'backslashreplace')]",
      "[('', 2), ('�', 2), ('\\\\xe9', 2)]",
    ],
    [
      "handled('surrogateescape', UnicodeEncodeError('ascii', 'a\\udcff', 1, 2, 'why')), handled('surrogatepass', UnicodeEncodeError('utf-8', '\\ud800', 0, 1, 'why')), handled('surrogatepass', UnicodeDecodeError('utf-8', b'\\xed\\xa0\\x80', 0, 1, 'why'))",
      "((b'\\xff', 2), (b'\\xed\\xa0\\x80', 1), ('\\ud800', 3))",
    ],
  );
});

Deno.test("strict raises the error itself, and so does what can't handle it", () => {
  machine.check(
    ["handled('strict', dec)", "UnicodeDecodeError: 'ascii' codec can't decode bytes in position 1-2: why"],
    [
      "handled('xmlcharrefreplace', dec)",
      "TypeError: don't know how to handle UnicodeDecodeError in error callback",
    ],
    [
      "handled('surrogateescape', enc)",
      "UnicodeEncodeError: 'ascii' codec can't encode characters in position 1-2: why",
    ],
    ["handled('strict', 3)", "TypeError: codec must pass exception instance"],
  );
});

Deno.test("handlers are registered by name", () => {
  machine.check(
    ["(_codecs.register_error('mine', lambda e: ('!', e.end)), 'aéb'.encode('ascii', 'mine'))[1]", "b'a!b'"],
    ["_codecs.lookup_error('nobody')", "LookupError: unknown error handler name 'nobody'"],
    ["_codecs.register_error('bad', 3)", "TypeError: handler must be callable"],
  );
});

Deno.test("what a handler gives is checked", () => {
  machine.check(
    [
      "(_codecs.register_error('wrong', lambda e: 5), 'é'.encode('ascii', 'wrong'))",
      "TypeError: encoding error handler must return (str/bytes, int) tuple",
    ],
    [
      "(_codecs.register_error('far', lambda e: ('', 99)), 'é'.encode('ascii', 'far'))",
      "IndexError: position 99 from error handler out of bounds",
    ],
  );
});
