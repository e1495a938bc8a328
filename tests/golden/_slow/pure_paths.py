"""Pure paths: parts, joining, suffixes, relations, matching and comparison, in both flavours."""
from pathlib import PurePath, PurePosixPath as P, PureWindowsPath as W

for text in ["", ".", "/", "a", "a/b.txt", "/usr/lib/x.tar.gz", "a//b/./c/", "../x", "//two/slashes", "///three", ".hidden", "dir/.x.y", "a/..", "/a/../b"]:
    p = P(text)
    print(f"{text!r:20} {str(p)!r:20} {p.parts} {p.name!r} {p.stem!r} {p.suffix!r} {p.suffixes} {str(p.parent)!r} {p.root!r} {p.is_absolute()} {len(p.parents)}")
for text in ["c:/a/b", "C:\\x\\y.TXT", "c:rel", "\\\\host\\share\\dir\\f", "/no/drive", "a\\b/c", "c:", "c:\\"]:
    p = W(text)
    print(f"{text!r:24} {str(p)!r:24} {p.drive!r} {p.root!r} {p.anchor!r} {p.parts} {p.as_posix()} {p.is_absolute()} {p.suffix}")
a = P("/a/b")
print(a / "c" / P("d"), "x" / P("y"), a / "/abs", a.joinpath("p", "q/r"), W("c:/a") / "d:/b", W("c:/a") / "/b", P("a", "b", "c"), P(P("x"), "y"), repr(a), hash(a) == hash(P("/a//b")), bytes(a))
print(P("a/b.tar.gz").with_suffix(".zip"), P("a/b").with_suffix(".py"), P("a/b.py").with_suffix(""), P("a/b.py").with_name("c"), P("a/b.py").with_stem("z"))
print(P("/a/b/c").relative_to("/a"), P("/a/b").relative_to("/a/b"), P("/a/b/c").is_relative_to("/a/b"), P("/ab").is_relative_to("/a"), W("C:/A/B").relative_to("c:/a"))
for wrong in [lambda: P("/a").relative_to("/b"), lambda: P("a").relative_to("/a"), lambda: P("/").with_name("x"), lambda: P("a").with_suffix("x"), lambda: P("a").with_name("b/c"), lambda: P("a") / 5, lambda: P(b"a"), lambda: P("a") < W("a"), lambda: P("a").with_stem(""), lambda: P("a").match("")] :
    try:
        print(wrong())
    except (ValueError, TypeError) as error:
        print(type(error).__name__)
print([P("/a/b/c.py").match(m) for m in ("*.py", "b/*.py", "/a/*/*.py", "*.PY", "c.*", "/*.py", "a/*.py")], W("A/b.PY").match("*.py"), P("a/b").match("?"), P("[x]").match("[[]x]"))
print(sorted([P("b"), P("a/z"), P("a"), P("/"), P("a/b"), P("A")]), P("a") == P("a/"), P("a") == P("A"), W("a") == W("A"), P("a") == "a", P("a") != W("a"), P("a/b") > P("a"), {P("x"): 1}[P("./x")])
print([str(x) for x in P("/a/b/c").parents], P("a/b/c").parents[0], P("a/b/c").parents[-1], P("a/b/c").parents[:2], len(P("").parents), P("a/b") in P("a/b/c").parents, isinstance(P("a"), PurePath), PurePath("x").__class__.__name__)


class Mine(P):
    def shout(self):
        return str(self).upper()


m = Mine("a/b")
print((m / "c").shout(), type(m.parent).__name__, m, repr(m))


def tree(paths):
    root = {}
    for path in map(P, paths):
        node = root
        for part in path.parts:
            node = node.setdefault(part, {})
    return root


def lines(node, depth=0):
    for name, kids in sorted(node.items()):
        yield "  " * depth + name + ("/" if kids else "")
        yield from lines(kids, depth + 1)


print(*lines(tree(["src/main.py", "src/lib/util.py", "docs/index.md", "src/lib/__init__.py"])), sep="\n")
common = lambda *paths: P(*[x for x, *rest in zip(*(P(p).parts for p in paths)) if all(r == x for r in rest)])
print(common("/a/b/c", "/a/b/d/e", "/a/b"), {ext: [p.name for p in map(P, ["a.py", "b.txt", "c.py"]) if p.suffix == ext] for ext in (".py", ".txt")})
