"""csv: readers, writers, dialects and their errors."""
import csv
from io import StringIO


def t(what):
    try:
        print(what())
    except Exception as error:
        print(type(error).__name__, error)


def rows(text, **parameters):
    return list(csv.reader(text.splitlines(True), **parameters))


for text in ("a,b,c\r\n", 'a,"b,c",d\n', 'a,"b ""q"" c"\n', '"multi\nline",x\n', "\n", "", ",", "a,\n", '"",\n', 'a"b,c\n', '"a"b,c\n', " a, b\n", "a\rb\n", '"open\n', "x\n\ny\n", '"a" ,b\n', "a,b", "é,日\n"):
    t(lambda: rows(text))
t(lambda: rows('"a"b,c\n', strict=True))
t(lambda: rows('"open\n', strict=True))
t(lambda: rows("a, b,  c\n", skipinitialspace=True))
t(lambda: rows("a;b|c\n", delimiter=";"))
t(lambda: rows("'a,b',c\n", quotechar="'"))
t(lambda: rows('1,2.5,"x",\n', quoting=csv.QUOTE_NONNUMERIC))
t(lambda: rows('1,x\n', quoting=csv.QUOTE_NONNUMERIC))
t(lambda: rows('"a",b\n', quoting=csv.QUOTE_NONE))
t(lambda: rows("a\\,b,c\\\nd\n", escapechar="\\"))
t(lambda: rows('"a\\"b",c\n', escapechar="\\", doublequote=False))
t(lambda: list(csv.reader([b"x"])))
t(lambda: list(csv.reader([1])))
t(lambda: csv.reader(5))
reader = csv.reader(['a\n', '"b\n', 'c"\n'])
print(next(reader), reader.line_num, next(reader), reader.line_num, reader.dialect.delimiter, next(reader, "end"))


def write(row, **parameters):
    out = StringIO()
    writer = csv.writer(out, **parameters)
    writer.writerow(row)
    return out.getvalue()


class Number:
    def __float__(self):
        return 2.5

    def __str__(self):
        return "num,ber"


for row in (["a", 1, 2.5, None, True], ["a,b", 'q"q', "n\nl"], [], [""], [None], ["", ""], ("x",), "abc", {"k": 1}, [Number()], ["é日"], [" a"], [1e100, 10**20]):
    for parameters in ({}, {"quoting": csv.QUOTE_ALL}, {"quoting": csv.QUOTE_NONNUMERIC}, {"quoting": csv.QUOTE_NONE, "escapechar": "\\"}, {"delimiter": "\t", "lineterminator": "\n"}, {"doublequote": False, "escapechar": "!"}):
        t(lambda: write(row, **parameters))
t(lambda: write(["a,b"], quoting=csv.QUOTE_NONE))
t(lambda: write(['a"b'], doublequote=False))
t(lambda: write(5))
t(lambda: csv.writer(5))
t(lambda: write(["a"], nothing=1))
out = StringIO()
csv.writer(out, "unix").writerows([[1, "a"], [2, "b"]])
print(repr(out.getvalue()), csv.list_dialects(), csv.get_dialect("excel-tab").delimiter)
csv.register_dialect("mine", delimiter="|", quoting=csv.QUOTE_ALL)
print(write(["a", 1], dialect="mine"), rows('"a"|b\n', dialect="mine"))
csv.unregister_dialect("mine")
t(lambda: csv.unregister_dialect("mine"))
t(lambda: csv.get_dialect("mine"))
t(lambda: csv.register_dialect(5))
t(lambda: rows("a", quoting=77))
t(lambda: rows("a", quotechar=None))
print(csv.field_size_limit(), csv.field_size_limit(3), csv.field_size_limit(131072))
out = StringIO()
writer = csv.DictWriter(out, ["a", "b"])
writer.writeheader()
writer.writerow({"a": 1, "b": "x,y"})
print(repr(out.getvalue()), [dict(row) for row in csv.DictReader(StringIO(out.getvalue()))])
print(csv.Sniffer().sniff("a;b;c\n1;2;3\n").delimiter)
