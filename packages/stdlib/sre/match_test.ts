import { librarySource } from "@orochi/runtime/library";
import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine(librarySource);
machine.run(`
import re
f = re.search(r'(?P<a>\\w)(?P<b>x)?(\\d)', '--q7--')
`);

Deno.test("groups have texts and places, by number or by name", () => {
  machine.check(
    [
      "f.group(), f.group(0, 'a', 3), f['a'], f[2], f.groups(), f.groups('?'), f.groupdict(), f.groupdict(0)",
      "('q7', ('q7', 'q', '7'), 'q', None, ('q', None, '7'), ('q', '?', '7'), {'a': 'q', 'b': None}, {'a': 'q', 'b': 0})",
    ],
    [
      "f.span(), f.span('b'), f.start(3), f.end('a'), f.regs, f.lastindex, f.lastgroup, f.pos, f.endpos",
      "((2, 4), (-1, -1), 3, 3, ((2, 4), (2, 3), (-1, -1), (3, 4)), 3, None, 0, 6)",
    ],
    ["f.group(4)", "IndexError: no such group"],
    ["f.group('c')", "IndexError: no such group"],
    ["f.span(-1)", "IndexError: no such group"],
  );
});

Deno.test("a template is filled in", () => {
  machine.check(
    ["f.expand(r'<\\1|\\g<a>|\\g<3>|\\2>'), f.expand(r'\\n\\\\')", "('<q|q|7|>', '\\n\\\\')"],
    ["f.expand(r'\\9')", "PatternError: invalid group reference 9 at position 1"],
  );
});

Deno.test("a match is true, shows itself, and can be copied", () => {
  machine.check(
    [
      "bool(f), f, f.__copy__() is f, f.string, f.re.pattern",
      "(True, <re.Match object; span=(2, 4), match='q7'>, True, '--q7--', '(?P<a>\\\\w)(?P<b>x)?(\\\\d)')",
    ],
  );
});

Deno.test("names of groups in their order", () => {
  machine.check(
    [
      "f.re.groupindex, f.re.groups, re.match('(a)((b))', 'ab').lastindex",
      "(mappingproxy({'a': 1, 'b': 2}), 3, 2)",
    ],
  );
});
