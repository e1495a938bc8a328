import { TestMachine } from "./testdata/machine.ts";

const machine = new TestMachine();
machine.run("import _codecs as c");

Deno.test("encodings of Unicode come back, with their lengths", () => {
  machine.check(
    [
      "c.utf_8_encode('é😀'), c.utf_8_decode(b'\\xc3\\xa9\\xf0\\x9f\\x98\\x80'), c.utf_16_encode('é'), c.utf_16_le_encode('😀'), c.utf_16_be_decode(b'\\xd8\\x3d\\xde\\x00'), c.utf_32_le_encode('a'), c.utf_7_encode('a+é'), c.utf_7_decode(b'a+-+AOk-')",
      "((b'\\xc3\\xa9\\xf0\\x9f\\x98\\x80', 2), ('é😀', 6), (b'\\xff\\xfe\\xe9\\x00', 1), (b'=\\xd8\\x00\\xde', 1), ('😀', 4), (b'a\\x00\\x00\\x00', 1), (b'a+-+AOk-', 3), ('a+é', 8))",
    ],
  );
});

Deno.test("a byte order mark is asked for, and swallowed", () => {
  machine.check(
    [
      "c.utf_16_decode(b'\\xff\\xfea\\0'), c.utf_16_decode(b'\\xfe\\xff\\0a'), c.utf_16_ex_decode(b'\\xfe\\xff\\0a', 'strict', 0, True), c.utf_32_decode(b'\\xff\\xfe\\0\\0a\\0\\0\\0')",
      "(('a', 4), ('a', 4), ('a', 4, 1), ('a', 8))",
    ],
  );
});

Deno.test("half a character waits for the rest unless there is none", () => {
  machine.check(
    [
      "c.utf_8_decode(b'a\\xc3', 'strict', False), c.utf_16_le_decode(b'a\\0b', 'strict', False), c.utf_7_decode(b'+AO', 'strict', False)",
      "(('a', 1), ('a', 2), ('', 0))",
    ],
    [
      "c.utf_8_decode(b'a\\xc3', 'strict', True)",
      "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xc3 in position 1: unexpected end of data",
    ],
    [
      "c.utf_16_le_decode(b'a\\0b', 'strict', True)",
      "UnicodeDecodeError: 'utf-16-le' codec can't decode byte 0x62 in position 2: truncated data",
    ],
  );
});

Deno.test("errors have a place and a reason", () => {
  machine.check(
    [
      "c.ascii_encode('aé')",
      "UnicodeEncodeError: 'ascii' codec can't encode character '\\xe9' in position 1: ordinal not in range(128)",
    ],
    [
      "c.ascii_decode(b'a\\xff')",
      "UnicodeDecodeError: 'ascii' codec can't decode byte 0xff in position 1: ordinal not in range(128)",
    ],
    [
      "c.latin_1_encode('a€')",
      "UnicodeEncodeError: 'latin-1' codec can't encode character '\\u20ac' in position 1: ordinal not in range(256)",
    ],
    [
      "c.utf_8_decode(b'\\xed\\xa0\\x80')",
      "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xed in position 0: invalid continuation byte",
    ],
    [
      "c.utf_8_encode('\\ud800')",
      "UnicodeEncodeError: 'utf-8' codec can't encode character '\\ud800' in position 0: surrogates not allowed",
    ],
    [
      "c.utf_32_le_decode(b'\\0\\0\\x11\\0')",
      "UnicodeDecodeError: 'utf-32-le' codec can't decode bytes in position 0-3: code point not in range(0x110000)",
    ],
  );
});

Deno.test("handlers replace what can't be", () => {
  machine.check(
    [
      "c.ascii_encode('aé€', 'replace'), c.ascii_encode('é😀', 'backslashreplace'), c.ascii_encode('é', 'xmlcharrefreplace'), c.ascii_decode(b'\\xff', 'surrogateescape'), c.utf_8_encode('\\udcff', 'surrogateescape'), c.utf_8_decode(b'a\\xffb', 'ignore'), c.utf_8_encode('\\ud800', 'surrogatepass'), c.ascii_encode('é', 'namereplace')",
      "((b'a??', 3), (b'\\\\xe9\\\\U0001f600', 2), (b'&#233;', 1), ('\\udcff', 1), (b'\\xff', 1), ('ab', 3), (b'\\xed\\xa0\\x80', 1), (b'\\\\N{LATIN SMALL LETTER E WITH ACUTE}', 1))",
    ],
  );
});

Deno.test("escapes of string literals", () => {
  machine.check(
    [
      "c.escape_decode(rb'a\\n\\x41\\101\\q'), c.escape_encode(b\"a'\\n\\x00\\xff\"), c.unicode_escape_encode('é\\n😀'), c.unicode_escape_decode(rb'\\u00e9\\N{DIGIT ONE}\\x41'), c.raw_unicode_escape_encode('é€'), c.raw_unicode_escape_decode(rb'\\u20ac\\n')",
      "((b'a\\nAA\\\\q', 13), (b\"a\\\\'\\\\n\\\\x00\\\\xff\", 5), (b'\\\\xe9\\\\n\\\\U0001f600', 3), ('é1A', 23), (b'\\xe9\\\\u20ac', 2), ('€\\\\n', 8))",
    ],
    [
      "c.unicode_escape_decode(rb'\\x4')",
      "UnicodeDecodeError: 'unicodeescape' codec can't decode bytes in position 0-2: truncated \\xXX escape",
    ],
    [
      "c.unicode_escape_decode(b'\\\\')",
      "UnicodeDecodeError: 'unicodeescape' codec can't decode byte 0x5c in position 0: \\ at end of string",
    ],
  );
});

Deno.test("characters can be mapped by a string or a dict", () => {
  machine.check(
    [
      "c.charmap_encode('ab', 'strict', {97: 1, 98: b'xy'}), c.charmap_decode(b'\\0\\1', 'strict', 'ab'), c.charmap_decode(b'\\0', 'strict', {0: 'xyz'})",
      "((b'\\x01xy', 2), ('ab', 2), ('xyz', 1))",
    ],
    [
      "c.charmap_decode(b'\\2', 'strict', 'ab')",
      "UnicodeDecodeError: 'charmap' codec can't decode byte 0x02 in position 0: character maps to <undefined>",
    ],
    [
      "c.charmap_encode('c', 'strict', {97: 1})",
      "UnicodeEncodeError: 'charmap' codec can't encode character '\\x63' in position 0: character maps to <undefined>",
    ],
  );
});
