import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run(`
import _csv
_csv.register_dialect('semi', delimiter=';', quoting=_csv.QUOTE_ALL)
`);

Deno.test("a dialect has defaults, and takes what it is given", () => {
  machine.check(
    [
      "[(d := _csv.Dialect(), d.delimiter, d.doublequote, d.escapechar, d.lineterminator, d.quotechar, d.quoting, d.skipinitialspace, d.strict)[1:] for _ in 'x']",
      "[(',', True, None, '\\r\\n', '\"', 0, False, False)]",
    ],
    ["_csv.get_dialect('semi').delimiter, _csv.get_dialect('semi').quoting", "(';', 1)"],
  );
});

Deno.test("dialects are known by name until they are forgotten", () => {
  machine.check(
    ["_csv.list_dialects()", "['semi']"],
    ["_csv.get_dialect('other')", "Error: unknown dialect"],
    ["_csv.unregister_dialect('other')", "Error: unknown dialect"],
    ["_csv.register_dialect(3)", "TypeError: dialect name must be a string"],
  );
});

Deno.test("parameters are checked", () => {
  machine.check(
    ["_csv.Dialect(quoting=17)", 'TypeError: bad "quoting" value'],
    [
      "_csv.Dialect(quotechar='') ",
      'TypeError: "quotechar" must be a unicode character or None, not a string of length 0',
    ],
    [
      "_csv.Dialect(delimiter='ab')",
      'TypeError: "delimiter" must be a unicode character, not a string of length 2',
    ],
    ["_csv.Dialect(delimiter=None)", 'TypeError: "delimiter" must be a unicode character, not NoneType'],
    [
      "_csv.Dialect(quotechar=None, quoting=_csv.QUOTE_ALL)",
      "TypeError: quotechar must be set if quoting enabled",
    ],
    ["_csv.Dialect(lineterminator=None)", 'TypeError: "lineterminator" must be a string, not NoneType'],
  );
});

Deno.test("a dialect's fields do not change", () => {
  machine.check(
    ["setattr(_csv.Dialect(), 'strict', True)", "AttributeError: readonly attribute"],
  );
});
