import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run(`
import _csv
class File:
    def __init__(self): self.parts = []
    def write(self, text): self.parts.append(text); return len(text)
def written(*rows, **options):
    file = File()
    _csv.writer(file, **options).writerows(rows)
    return ''.join(file.parts)
`);

Deno.test("only what needs quotes gets them", () => {
  machine.check(
    [
      "written(['a', 'b c', 'd,e', 'f\"g', 'h\\ni', '', None, 1, 2.5])",
      '\'a,b c,"d,e","f""g","h\\ni",,,1,2.5\\r\\n\'',
    ],
    ["written(['']), written([None]), written([])", "('\"\"\\r\\n', '\"\"\\r\\n', '\\r\\n')"],
  );
});

Deno.test("all, none, or all but numbers are quoted", () => {
  machine.check(
    ["written([1, 'a', None, 2.5], quoting=_csv.QUOTE_ALL)", '\'"1","a","","2.5"\\r\\n\''],
    ["written([1, 'a', None, 2.5], quoting=_csv.QUOTE_NONNUMERIC)", '\'1,"a","",2.5\\r\\n\''],
    ["written(['a,b', 'c\"d'], quoting=_csv.QUOTE_NONE, escapechar='\\\\')", "'a\\\\,b,c\\\\\"d\\r\\n'"],
    ["written(['a,b'], quoting=_csv.QUOTE_NONE)", "Error: need to escape, but no escapechar set"],
  );
});

Deno.test("strings, or all but None, are quoted as 3.12 has it", () => {
  machine.check(
    ["written([1, 'a', None, ''], quoting=_csv.QUOTE_STRINGS)", '\'1,"a",,""\\r\\n\''],
    ["written([1, 'a', None, ''], quoting=_csv.QUOTE_NOTNULL)", '\'"1","a",,""\\r\\n\''],
  );
});

Deno.test("quotes are doubled or escaped", () => {
  machine.check(
    [
      "written(['a\"b']), written(['a\"b'], doublequote=False, escapechar='\\\\')",
      '(\'"a""b"\\r\\n\', \'a\\\\"b\\r\\n\')',
    ],
    ["written(['a\"b'], doublequote=False)", "Error: need to escape, but no escapechar set"],
  );
});

Deno.test("delimiter and line end are the caller's", () => {
  machine.check(
    [
      "written(['a', 'b;c'], delimiter=';', lineterminator='!'), written(['a'], lineterminator='')",
      "('a;\"b;c\"!', 'a')",
    ],
  );
});

Deno.test("a row must be iterable, the file must write", () => {
  machine.check(
    ["written(1)", "Error: iterable expected, not int"],
    ["_csv.writer(3)", 'TypeError: argument 1 must have a "write" method'],
  );
});
