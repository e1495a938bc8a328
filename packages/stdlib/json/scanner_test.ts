import { librarySource } from "@orochi/runtime/library";
import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine(librarySource);
machine.run(`
import json
from json.decoder import scanstring
def where(text, **options):
    try:
        return json.loads(text, **options)
    except json.JSONDecodeError as error:
        return error.msg, error.pos, error.lineno, error.colno
`);

Deno.test("numbers are what JSON writes, and no more", () => {
  machine.check(
    [
      "json.loads('[0, -0, 10, -12, 1.5, 1e3, 1E-2, -0.0, 12345678901234567890]')",
      "[0, 0, 10, -12, 1.5, 1000.0, 0.01, -0.0, 12345678901234567890]",
    ],
    ["where('01')", "('Extra data', 1, 1, 2)"],
    ["where('-')", "('Expecting value', 0, 1, 1)"],
    ["where('1.')", "('Extra data', 1, 1, 2)"],
    ["where('.5')", "('Expecting value', 0, 1, 1)"],
    ["where('+1')", "('Expecting value', 0, 1, 1)"],
    ["where('1e')", "('Extra data', 1, 1, 2)"],
    ["json.loads('[NaN, Infinity, -Infinity]')", "[nan, inf, -inf]"],
  );
});

Deno.test("strings have escapes, of which two may make one character", () => {
  machine.check(
    ['json.loads(r\'"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9"\')', "'\"\\\\/\\x08\\x0c\\n\\r\\té'"],
    [
      "json.loads(r'\"\\ud83d\\ude00\"'), json.loads(r'\"\\ud83d\"') == '\\ud83d', json.loads(r'\"\\ude00\\ud83d\"') == '\\ude00\\ud83d'",
      "('😀', True, True)",
    ],
    ["where(r'\"\\x\"')", "('Invalid \\\\escape', 1, 1, 2)"],
    ["where(r'\"\\u12g4\"')", "('Invalid \\\\uXXXX escape', 2, 1, 3)"],
    ["where('\"abc')", "('Unterminated string starting at', 0, 1, 1)"],
    ["where('\"a\\nb\"')", "('Invalid control character at', 2, 1, 3)"],
    ["json.loads('\"a\\nb\"', strict=False)", "'a\\nb'"],
  );
});

Deno.test("what is wrong is said with its place", () => {
  machine.check(
    ["where('')", "('Expecting value', 0, 1, 1)"],
    ["where('[1, 2')", "(\"Expecting ',' delimiter\", 5, 1, 6)"],
    ["where('[1,, 2]')", "('Expecting value', 3, 1, 4)"],
    ["where('[1 2]')", "(\"Expecting ',' delimiter\", 3, 1, 4)"],
    ["where('{\"a\" 1}')", "(\"Expecting ':' delimiter\", 5, 1, 6)"],
    ["where('{\"a\": 1, }')", "('Illegal trailing comma before end of object', 7, 1, 8)"],
    ["where('[1, ]')", "('Illegal trailing comma before end of array', 2, 1, 3)"],
    ["where('{a: 1}')", "('Expecting property name enclosed in double quotes', 1, 1, 2)"],
    ["where('{\"a\": }')", "('Expecting value', 6, 1, 7)"],
    ["where('[1]\\n x')", "('Extra data', 5, 2, 2)"],
    ["where('nul')", "('Expecting value', 0, 1, 1)"],
  );
});

Deno.test("objects and arrays nest, with blanks anywhere between", () => {
  machine.check(
    ['json.loads(\' { "a" : [ ] ,\\n"b":\\t{ } , "a" : null } \')', "{'a': None, 'b': {}}"],
    ["json.loads('[[[[true, false]]]]')", "[[[[True, False]]]]"],
  );
});

Deno.test("hooks make what a program wants of the parts", () => {
  machine.check(
    ['json.loads(\'{"a": {"b": 1}}\', object_hook=lambda d: sorted(d))', "['a']"],
    ['json.loads(\'{"a": 1, "a": 2}\', object_pairs_hook=list)', "[('a', 1), ('a', 2)]"],
    [
      "json.loads('[1, 1.5, NaN]', parse_int=str, parse_float=str, parse_constant=str)",
      "['1', '1.5', 'NaN']",
    ],
  );
});

Deno.test("the same key is one object", () => {
  machine.check(
    ['(lambda v: v[0].popitem()[0] is v[1].popitem()[0])(json.loads(\'[{"key": 1}, {"key": 2}]\'))', "True"],
  );
});

Deno.test("a string ends where its quote is", () => {
  machine.check(
    ["scanstring('abc\" rest', 0), scanstring('\"x\"', 1)", "(('abc', 4), ('x', 3))"],
    ["scanstring('', 0)", "JSONDecodeError: Unterminated string starting at: line 1 column 0 (char -1)"],
    ["scanstring('abc\"', 9)", "ValueError: end is out of bounds"],
  );
});
