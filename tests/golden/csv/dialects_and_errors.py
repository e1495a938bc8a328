"""csv: every dialect parameter both ways, the sniffer, DictReader and DictWriter where rows are uneven, all refusals."""
import csv, io


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__)


def written(rows, **options):
    out = io.StringIO(); csv.writer(out, **options).writerows(rows)
    return out.getvalue()


rows = [["a,b", 'q"q', "line\nbreak", "", None, 1.5, 2, True], [""], [" s ", "'x'", "\\", "-"]]
for options in ({}, {"quoting": csv.QUOTE_ALL}, {"quoting": csv.QUOTE_NONNUMERIC}, {"delimiter": "\t"}, {"quotechar": "'"}, {"doublequote": False, "escapechar": "\\"}, {"quoting": csv.QUOTE_NONE, "escapechar": "!"}, {"dialect": "excel-tab"}, {"dialect": csv.unix_dialect}):
    attempt(lambda: repr(written(rows, **options)))
for line, options in (('a,"b ""c""",d', {}), ('"a\nb",c', {}), ("a, 'b,c'", {"quotechar": "'", "skipinitialspace": True}), ("a\\,b,c", {"escapechar": "\\"}), ('1,"2",x', {"quoting": csv.QUOTE_ALL}), ('1,"2"', {"quoting": csv.QUOTE_NONNUMERIC}), ('"a"b,c', {}), ("a,,", {}), ("", {}), ('a"b"', {"quoting": csv.QUOTE_NONE}), ("a;b", {"delimiter": ";"})):
    attempt(lambda: list(csv.reader(io.StringIO(line, newline=""), **options)))
for make in (lambda: list(csv.reader(["x,a"], quoting=csv.QUOTE_NONNUMERIC)), lambda: list(csv.reader(['"a"b'], strict=True)), lambda: list(csv.reader(['"a'], strict=True)), lambda: list(csv.reader(["a\nb"])), lambda: list(csv.reader(["a\rb"])), lambda: list(csv.reader([b"a"])), lambda: list(csv.reader([5])), lambda: csv.reader(5), lambda: list(csv.reader(["a\\"], escapechar="\\", strict=True)),
             lambda: csv.writer(5), lambda: written([5]), lambda: written([["a,b"]], quoting=csv.QUOTE_NONE), lambda: csv.reader([], delimiter=""), lambda: csv.reader([], delimiter="ab"), lambda: csv.reader([], delimiter=5), lambda: csv.reader([], quoting=9), lambda: csv.reader([], quoting="x"), lambda: csv.reader([], lineterminator=None), lambda: csv.reader([], nope=1),
             lambda: csv.reader([], "no-such"), lambda: csv.get_dialect("none"), lambda: csv.unregister_dialect("none"), lambda: csv.register_dialect(5), lambda: written([["x"]], quotechar=None, quoting=csv.QUOTE_ALL), lambda: csv.field_size_limit("x")):
    attempt(make)
r = csv.reader(io.StringIO('a,b\n"c\nd",e\n\nf'))
print(next(r), r.line_num, next(r), r.line_num, list(r), r.line_num, r.dialect.delimiter, r.dialect.strict)
old = csv.field_size_limit(3)
attempt(lambda: list(csv.reader(["abcd"])))
print(csv.field_size_limit(old), sorted(csv.list_dialects()))
class Bar(csv.Dialect): delimiter, quotechar, lineterminator, quoting = "|", "`", "\n", csv.QUOTE_MINIMAL
csv.register_dialect("bar", Bar, strict=True)
print(list(csv.reader(["`a|b`|c"], "bar")), csv.get_dialect("bar").strict, csv.unregister_dialect("bar"), Bar().delimiter)
d = csv.DictReader(io.StringIO("a,b\n1,2,3,4\n5\n\n6,7"), restkey="more", restval="-")
print(d.fieldnames, list(d), d.line_num, list(csv.DictReader(["1,2"], ["x", "y"])), csv.DictReader([]).fieldnames)
out = io.StringIO()
w = csv.DictWriter(out, ["b", "a"], restval="?", extrasaction="raise")
print(w.writeheader(), w.writerow({"a": 1}), w.writerows([{"a": 2, "b": 3}]), repr(out.getvalue()))
attempt(lambda: w.writerow({"z": 1}))
attempt(lambda: csv.DictWriter(out, [], extrasaction="x"))
for sample in ("a;b;c\n1;2;3\n", "a\tb\n'x'\t'y'\n", "'a':'b'\n'c':'d'\n"):
    found = csv.Sniffer().sniff(sample)
    print(repr(found.delimiter), repr(found.quotechar), found.skipinitialspace, csv.Sniffer().has_header(sample))
attempt(lambda: csv.Sniffer().sniff("nothing here"))
