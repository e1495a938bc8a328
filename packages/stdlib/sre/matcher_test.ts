import { librarySource } from "@orochi/runtime/library";
import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine(librarySource);
machine.run(`
import re
def m(pattern, text, flags=0):
    found = re.match(pattern, text, flags)
    return found and (found.span(), *found.groups())
`);

Deno.test("greedy, lazy and possessive repetitions take as much as they may", () => {
  machine.check(
    [
      "m('a*', 'aaab'), m('a*?b', 'aaab'), m('a{2,3}', 'aaaa'), m('a{2,3}?', 'aaaa'), m('a*+a', 'aaa'), m('a++b', 'aab'), m('(?>a*)ab', 'aaab')",
      "(((0, 3),), ((0, 4),), ((0, 3),), ((0, 2),), None, ((0, 3),), None)",
    ],
    [
      "m('(?:ab){2}', 'ababab'), m('a{0}b', 'ab'), m('(a|ab)(c|bcd)(d*)', 'abcd')",
      "(((0, 4),), None, ((0, 4), 'a', 'bcd', ''))",
    ],
  );
});

Deno.test("empty rounds end a repetition", () => {
  machine.check(
    [
      "m('(?:a?)*b', 'aab'), m('(a?)*', 'aa'), m('(?:)*x', 'x'), m('(a|b|)*', 'abc'), m('()*', 'a')",
      "(((0, 3),), ((0, 2), ''), ((0, 1),), ((0, 2), ''), ((0, 0), ''))",
    ],
  );
});

Deno.test("groups keep their last round, and lose it on the way back", () => {
  machine.check(
    [
      "m('(a)|b', 'b'), m('(?:(a)|b)*', 'ab'), m('(?:(a)|(b))*', 'ab'), m('(a)?b', 'b'), m('((a)|(b))+', 'ba')",
      "(((0, 1), None), ((0, 2), 'a'), ((0, 2), 'a', 'b'), ((0, 1), None), ((0, 2), 'a', 'a', 'b'))",
    ],
    ["m('(a+)(b+)?c?', 'aab'), m('(?:(x)y|xz)', 'xz')", "(((0, 3), 'aa', 'b'), ((0, 2), None))"],
  );
});

Deno.test("references match what their group did", () => {
  machine.check(
    [
      "m(r'(a+)b\\1', 'aabaa'), m(r'(a+)b\\1', 'aaba'), m(r'(?P<n>.)(?P=n)', 'xx'), m(r'(A)\\1', 'aA', re.I), m(r'(a)?\\1', 'b')",
      "(((0, 5), 'aa'), None, ((0, 2), 'x'), ((0, 2), 'a'), None)",
    ],
    [
      "m(r'(a)?(?(1)b|c)', 'ab'), m(r'(a)?(?(1)b|c)', 'c'), m(r'(a)?(?(1)b|c)', 'ac')",
      "(((0, 2), 'a'), ((0, 1), None), None)",
    ],
  );
});

Deno.test("looking around takes nothing", () => {
  machine.check(
    [
      "m('a(?=b)', 'ab'), m('a(?!b)', 'ab'), m('a(?!b)', 'ac'), re.search('(?<=a)b', 'ab').span(), re.search('(?<!a)b', 'abcb').span(), m('(?=(a+))a', 'aab')",
      "(((0, 1),), None, ((0, 1),), (1, 2), (3, 4), ((0, 1), 'aa'))",
    ],
  );
});

Deno.test("places: beginnings, ends and edges of words", () => {
  machine.check(
    [
      "re.findall('^.', 'ab\\ncd', re.M), re.findall('.$', 'ab\\ncd\\n'), re.findall('.$', 'ab\\ncd', re.M), re.search(r'b\\Z', 'ab\\n'), re.findall(r'\\b\\w', 'ab cd'), re.findall(r'\\B\\w', 'ab cd'), re.search(r'\\Ab', 'ab')",
      "(['a', 'c'], ['d'], ['b', 'd'], None, ['a', 'c'], ['b', 'd'], None)",
    ],
  );
});

Deno.test("case can be ignored, in ASCII or all of Unicode", () => {
  machine.check(
    [
      "m('É', 'é', re.I), m('É', 'é', re.I | re.A), m('[a-z]+', 'AbC', re.I), m('ſ', 'S', re.I), m('K', 'K', re.I), m('[^a]', 'A', re.I)",
      "(((0, 1),), None, ((0, 3),), ((0, 1),), ((0, 1),), None)",
    ],
  );
});

Deno.test("a point takes line ends only if it is told to", () => {
  machine.check(
    ["m('.+', 'a\\nb'), m('.+', 'a\\nb', re.S), m('(?s:.)b', '\\nb')", "(((0, 1),), ((0, 3),), ((0, 2),))"],
  );
});

Deno.test("characters beyond 16 bits are one", () => {
  machine.check(
    ["m('.', '😀'), m('[😀-😂]+', '😁😂'), m('\\U0001F600{2}', '😀😀')", "(((0, 1),), ((0, 2),), ((0, 2),))"],
  );
});

Deno.test("bytes are matched as bytes", () => {
  machine.check(
    [
      "re.match(rb'\\w+', b'ab\\xe9'), re.match(rb'[\\x80-\\xff]', b'\\xe9').span(), re.match('a', b'a')",
      "TypeError: cannot use a string pattern on a bytes-like object",
    ],
  );
});

Deno.test("a long text does not exhaust anything", () => {
  machine.check(
    [
      "m('(?:a|b)*c', 'ab' * 20000 + 'c')[0], m('(a*)*b', 'a' * 20) is None, m('(?:x+x+)+y', 'x' * 15) is None",
      "((0, 40001), True, True)",
    ],
  );
});
