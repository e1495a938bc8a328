import { librarySource } from "@orochi/runtime/library";
import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine(librarySource);
machine.run("import re");

Deno.test("matches are replaced by text, templates or what a function gives", () => {
  machine.check(
    [
      "re.sub('a', 'x', 'banana'), re.sub('(a)(n)', r'\\2\\1', 'banana'), re.sub('a', lambda f: f.group().upper(), 'banana'), re.sub('a', r'\\n', 'a'), re.sub('a', lambda f: r'\\n', 'a')",
      "('bxnxnx', 'bnanaa', 'bAnAnA', '\\n', '\\\\n')",
    ],
  );
});

Deno.test("empty matches are replaced where no other match ended", () => {
  machine.check(
    [
      "re.sub('x*', '-', 'abxd'), re.sub('', '-', 'ab'), re.sub('b|', '-', 'abc')",
      "('-a-b--d-', '-a-b-', '-a--c-')",
    ],
  );
});

Deno.test("replacements are counted and limited", () => {
  machine.check(
    [
      "re.subn('a', '', 'banana'), re.subn('a', 'x', 'banana', count=2), re.subn('z', '', 'banana')",
      "(('bnn', 3), ('bxnxna', 2), ('banana', 0))",
    ],
  );
});

Deno.test("a group that did not match is empty", () => {
  machine.check(
    ["re.sub('(a)|b', r'[\\1]', 'ab')", "'[a][]'"],
  );
});

Deno.test("text without a match is itself", () => {
  machine.check(
    ["(lambda t: re.sub('x', 'y', t) is t)('abc' * 10)", "True"],
    ["re.sub(b'a', b'b', bytearray(b'aa'))", "b'bb'"],
    ["re.sub('a', 3, 'a')", "TypeError: decoding to str: need a bytes-like object, int found"],
    ["re.sub('a', r'\\2', 'a')", "PatternError: invalid group reference 2 at position 1"],
    ["re.sub('a', r'\\g<x', 'a')", "PatternError: missing >, unterminated name at position 3"],
  );
});
