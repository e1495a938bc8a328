import { librarySource } from "@orochi/runtime/library";
import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine(librarySource);
machine.run("import re");

Deno.test("matches are found from a place to another one", () => {
  machine.check(
    [
      "(lambda p: (p.search('abab', 1), p.search('abab', 1, 2), p.match('ab', 5), p.fullmatch('ab'), p.fullmatch('aba'), p.fullmatch('aba', 0, 2)))(re.compile('ab'))",
      "(<re.Match object; span=(2, 4), match='ab'>, None, None, <re.Match object; span=(0, 2), match='ab'>, None, <re.Match object; span=(0, 2), match='ab'>)",
    ],
    ["re.compile('^b').search('ab', 1), re.compile('a|ab').fullmatch('ab').span()", "(None, (0, 2))"],
  );
});

Deno.test("all matches, empty ones among them", () => {
  machine.check(
    [
      "re.findall('a*', 'baac'), re.findall('(a)(b)?', 'abac'), re.findall('(a)', 'aa'), [x.span() for x in re.finditer(r'\\b|a', 'a b')]",
      "(['', 'aa', '', ''], [('a', 'b'), ('a', '')], ['a', 'a'], [(0, 0), (0, 1), (1, 1), (2, 2), (3, 3)])",
    ],
  );
});

Deno.test("a text is split at matches, with what their groups have", () => {
  machine.check(
    [
      "re.split(',', 'a,b,,c'), re.split('(,)|(;)', 'a,b;c'), re.split('x*', 'axbc'), re.split(',', 'a,b,c', maxsplit=1), re.split(r'\\b', 'a b')",
      "(['a', 'b', '', 'c'], ['a', ',', None, 'b', None, ';', 'c'], ['', 'a', '', 'b', 'c', ''], ['a', 'b,c'], ['', 'a', ' ', 'b', ''])",
    ],
  );
});

Deno.test("a scanner goes from match to match", () => {
  machine.check(
    [
      "(lambda s: (s.match(), s.match(), s.search(), s.search()))(re.compile('a').scanner('aaba'))",
      "(<re.Match object; span=(0, 1), match='a'>, <re.Match object; span=(1, 2), match='a'>, <re.Match object; span=(3, 4), match='a'>, None)",
    ],
  );
});

Deno.test("patterns are equal if they mean the same", () => {
  machine.check(
    [
      "re.compile('a') == re.compile('a', re.U), re.compile('a') == re.compile('a', re.I), hash(re.compile(b'a')) == hash(re.compile(b'a')), re.compile('a', re.I | re.M), re.compile('x' * 300)",
      "(True, False, True, re.compile('a', re.IGNORECASE|re.MULTILINE), re.compile('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx))",
    ],
    ["re.compile('a').search(3)", "TypeError: expected string or bytes-like object, got 'int'"],
  );
});
