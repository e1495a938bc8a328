import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run(`
import _io
def d(translate=True): return _io.IncrementalNewlineDecoder(None, translate)
`);

Deno.test("line ends of all kinds become one, and are remembered", () => {
  machine.check(
    [
      "(lambda x: (x.decode('a\\r\\nb\\rc\\n'), x.newlines))(d()), (lambda x: (x.decode('a\\r\\nb'), x.newlines))(d(False)), d().newlines",
      "(('a\\nb\\nc\\n', ('\\r', '\\n', '\\r\\n')), ('a\\r\\nb', '\\r\\n'), None)",
    ],
  );
});

Deno.test("a carriage return at the end waits for what follows", () => {
  machine.check(
    [
      "(lambda x: (x.decode('a\\r'), x.decode('\\nb\\r'), x.decode('', True), x.newlines))(d())",
      "('a', '\\nb', '\\n', ('\\r', '\\r\\n'))",
    ],
    ["(lambda x: (x.decode('a\\r', True), x.newlines))(d())", "('a\\n', '\\r')"],
  );
});

Deno.test("the state tells whether one waits", () => {
  machine.check(
    [
      "(lambda x: (x.decode('a\\r'), x.getstate(), x.reset(), x.getstate()))(d()), (lambda x: (x.setstate((b'', 1)), x.decode('\\nb')))(d())",
      "(('a', (b'', 1), None, (b'', 0)), (None, '\\nb'))",
    ],
    ["d().setstate(3)", "TypeError: state argument must be a tuple"],
  );
});
