import { TestMachine } from "./testdata/machine.ts";

const machine = new TestMachine();
machine.run("import _string");

Deno.test("a format string is taken apart into text and fields", () => {
  machine.check(
    [
      "list(_string.formatter_parser('a{b!r:>{w}}c{{d}}{}'))",
      "[('a', 'b', '>{w}', 'r'), ('c{', None, None, None), ('d}', None, None, None), ('', '', '', None)]",
    ],
    ["list(_string.formatter_parser('a}'))", "ValueError: Single '}' encountered in format string"],
    ["list(_string.formatter_parser('{'))", "ValueError: Single '{' encountered in format string"],
    ["list(_string.formatter_parser('{a!}'))", "ValueError: unmatched '{' in format spec"],
  );
});

Deno.test("a field's name is a first part, attributes and items", () => {
  machine.check(
    [
      "(lambda first, rest: (first, list(rest)))(*_string.formatter_field_name_split('a.b[3][k]')), _string.formatter_field_name_split('0')[0]",
      "(('a', [(True, 'b'), (False, 3), (False, 'k')]), 0)",
    ],
    [
      "(lambda first, rest: list(rest))(*_string.formatter_field_name_split('a['))",
      "ValueError: Missing ']' in format string",
    ],
  );
});
