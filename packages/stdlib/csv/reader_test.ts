import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run(`
import _csv
def rows(text, **options):
    return list(_csv.reader(text.splitlines(True), **options))
`);

Deno.test("fields are between delimiters, and may be quoted", () => {
  machine.check(
    [
      'rows(\'a,b,c\\r\\n,,\\n"x,y","say ""hi"""\\n\')',
      "[['a', 'b', 'c'], ['', '', ''], ['x,y', 'say \"hi\"']]",
    ],
    [
      "rows('a;b\\n', delimiter=';'), rows(\"a,'b,c'\\n\", quotechar=\"'\")",
      "([['a', 'b']], [['a', 'b,c']])",
    ],
  );
});

Deno.test("a quoted field may have line ends in it", () => {
  machine.check(
    ["rows('a,\"b\\nc\",d\\n')", "[['a', 'b\\nc', 'd']]"],
    ["rows('\"a\\r\\nb\"\\n')", "[['a\\r\\nb']]"],
  );
});

Deno.test("an escape character protects the next one", () => {
  machine.check(
    [
      "rows('a\\\\,b,c\\n', escapechar='\\\\'), rows('\"a\\\\\"b\"\\n', escapechar='\\\\', doublequote=False)",
      "([['a,b', 'c']], [['a\"b']])",
    ],
  );
});

Deno.test("blanks after a delimiter can be skipped", () => {
  machine.check(
    [
      "rows('a, b,  \"c\"\\n', skipinitialspace=True), rows('a, \"b\"\\n')",
      "([['a', 'b', 'c']], [['a', ' \"b\"']])",
    ],
  );
});

Deno.test("quoting says which fields become numbers", () => {
  machine.check(
    [
      "rows('1,\"2\",x\\n', quoting=_csv.QUOTE_NONNUMERIC)",
      "ValueError: could not convert string to float: 'x'",
    ],
    ["rows('1,\"2\",3.5\\n', quoting=_csv.QUOTE_NONNUMERIC)", "[[1.0, '2', 3.5]]"],
    ["rows('\"a\",b\\n', quoting=_csv.QUOTE_NONE)", "[['\"a\"', 'b']]"],
  );
});

Deno.test("what is not allowed in strict mode is an error", () => {
  machine.check(
    ["rows('\"a\"b\\n', strict=True)", "Error: ',' expected after '\"'"],
    ["rows('\"a', strict=True)", "Error: unexpected end of data"],
    ["rows('\"a\"b\\n'), rows('\"a')", "([['ab']], [['a']])"],
  );
});

Deno.test("empty lines are empty rows, and line numbers count lines", () => {
  machine.check(
    ["rows('\\na\\n\\n')", "[[], ['a'], []]"],
    [
      "[(r := _csv.reader(['a\\n', '\"b\\n', 'c\"\\n']), next(r), next(r), r.line_num)[-1] for _ in 'x']",
      "[3]",
    ],
  );
});

Deno.test("input must be text without line ends in the middle", () => {
  machine.check(
    [
      "next(_csv.reader(['a\\rb']))",
      "Error: new-line character seen in unquoted field - do you need to open the file with newline=''?",
    ],
    [
      "next(_csv.reader([b'a']))",
      "Error: iterator should return strings, not bytes (the file should be opened in text mode)",
    ],
    [
      "next(_csv.reader([1]))",
      "Error: iterator should return strings, not int (the file should be opened in text mode)",
    ],
  );
});

Deno.test("fields have a limit that can be set", () => {
  machine.check(
    ["(_csv.field_size_limit(), _csv.field_size_limit(5), _csv.field_size_limit())", "(131072, 131072, 5)"],
    ["list(_csv.reader(['aaaaaa']))", "Error: field larger than field limit (5)"],
    ["_csv.field_size_limit(131072)", "5"],
  );
});
