"""Stars in displays, calls, targets, returns, subscripts, loops; their order of evaluation and their errors."""
log = []


def t(name, value):
    log.append(name)
    return value


def f(*args, **kwargs):
    return args, kwargs


print([*range(3), *"ab", *{}], (*[1], 2), {*"aab"} == {"a", "b"}, {**{"a": 1}, "b": 2, **{"a": 3}}, (*(), ), [*[], *()])
print(f(*[1], 2, *"3", **{"a": 1}, b=2, **{"c": 3}), f(*t("p", [1]), x=t("x", 2), *t("q", [3]), **t("r", {"y": 4})), log)
log.clear()
{t("k1", 1): t("v1", 1), **t("d", {}), t("k2", 2): t("v2", 2)}
[t("i1", 1), *t("i2", [2]), t("i3", 3)]
print(log)
a, *b = 1, 2, 3
*c, d = "xyz"
e, *g, h = range(2)
(i, [j, *k]), *l = (1, "abc"), 4, 5
[m, (*n,)] = 1, "pq"
*o, = {"only": 1}
print(a, b, c, d, e, g, h, i, j, k, l, m, n, o)
for first, *rest in [(1, 2, 3), "ab", [4]]:
    print(first, rest, end="; ")
for x, (y, *z) in enumerate(["ab", "cde"]):
    print(x, y, z, end="; ")
print()


def returning(items):
    return 0, *items, 9


def yielding(items):
    got = yield *items, "end"
    yield got


print(returning("ab"), next(yielding([1])), [x for x in (*"ab", 1)], (lambda *a, **k: (a, k))(*"xy", **{"z": 1}))
for value in *[1, 2], 3:
    print(value, end=" ")


class Sub:
    def __getitem__(self, key):
        return key


s = Sub()
print(s[1, *"ab"], s[*[1, 2], 3], s[*[]], s[1:2, *"x"], s[*range(2)])
tail = {}
tail["a"], *tail["rest"] = [1, 2, 3]
obj = Sub()
*obj.values, obj.last = "abc"
print(tail, obj.values, obj.last)
x = [1, 2, 3, 4]
x[0], *x[1:3], x[0] = 9, 8, 7, 6
print(x)
items = [1, 2]
print([*items, *map(str, items), *(i * 2 for i in items)], dict(**{"a": 1}, b=2), max(*items, 5), print(*items, sep="-"))


class Mapping:
    def keys(self):
        return ["p", "q"]

    def __getitem__(self, key):
        return key * 2


print({**Mapping(), "r": 1}, f(**Mapping()))
for source in ["a, *b, *c = x", "*a = x", "[*a]", "*a", "print(*)", "f(**a, *b)", "f(a=1, 2)", "f(**a, 1)", "(*a)", "x = *a", "x = *a,", "del *a, b", "return *a", "{*a: 1}", "{**a, *b}", "[**a]", "f(*a for a in b)", "a[*b] = 1", "for *a in b: pass", "*a += 1", "lambda *: 1", "def f(*, **k): pass", "f(a, a=1, a=2)", "with a as *b: pass", "*a, b: int = 1"]:
    try:
        compile(source, "t", "exec")
        print("ok   ", source)
    except SyntaxError:
        print("error", source)
for source in ["f(*5)", "f(**5)", "f(**{1: 2})", "f(a=1, **{'a': 2})", "[*None]", "{**[1]}", "a, *b = 5", "a, b, *c = [1]", "(lambda a: a)(*[1, 2])", "f(*'a', **{'b': 1}, **{'b': 2})"]:
    try:
        exec(source)
    except (TypeError, ValueError) as error:
        print(source, type(error).__name__)
