# Comparisons: chains, rich comparison methods, identity, sorting of mixed classes.


class Version:
    def __init__(self, text):
        self.parts = tuple(int(p) for p in text.split("."))

    def __eq__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts == other.parts

    def __lt__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts < other.parts

    def __le__(self, other):
        return self == other or self < other

    def __hash__(self):
        return hash(self.parts)

    def __repr__(self):
        return ".".join(map(str, self.parts))


versions = [Version(v) for v in ("1.10", "1.2", "2.0", "1.2")]
print(sorted(versions), max(versions), Version("1.2") == Version("1.2"), Version("1.2") != Version("1.3"))
print(Version("1.2") > Version("1.1"), Version("1.0") >= Version("1.0"), len({*versions}), Version("3.0") == "3.0")
try:
    Version("1.0") < "1.0"
except TypeError as error:
    print(error)


class Loud:
    def __init__(self, name):
        self.name = name

    def __lt__(self, other):
        print(f"{self.name} < {other.name}")
        return self.name < other.name

    def __eq__(self, other):
        print(f"{self.name} == {other.name}")
        return False

    __hash__ = None


a, b, c = Loud("a"), Loud("b"), Loud("c")
print(a < b < c, c < b < a)
print(a in [b, a], [a, b] == [a, b])
try:
    {a}
except TypeError as error:
    print(error.__class__.__name__)
print(1 < 2 < 3, 1 < 3 < 2, 1 == 1.0 == True, 3 > 2 != 2, "a" < "b" <= "b")


def side(value):
    print("eval", value)
    return value


print(side(1) < side(0) < side(5))
print(None is None, [] is [], (1, 2) == (1, 2), [1, 2] < [1, 3], [1] < [1, 0], (1, "a") < (1, "b"), "Z" < "a")
for expression in ("1 < 'a'", "[] < ()", "None < 1", "{} < {}", "1j < 2j", "object() >= 1"):
    try:
        eval(expression)
    except TypeError as error:
        print(error)
nan = float("nan")
print(nan == nan, nan != nan, nan in [nan], [nan] == [nan], nan < 1, sorted([3, 1, 2], reverse=True))


class Weird:
    def __eq__(self, other):
        return "not a bool"

    def __ne__(self, other):
        return []


print(Weird() == 1, Weird() != 1, not (Weird() == 1))


class OnlyEq:
    def __eq__(self, other):
        return True


print(OnlyEq() == 5, OnlyEq() != 5, 5 == OnlyEq(), OnlyEq.__hash__)
print(True < 2, True + True, False == 0, isinstance(True, int), (1).real is not None, not None)
print({1, 2} < {1, 2, 3}, {1} <= {1}, {1, 2} > {2}, {1} == {1.0}, {"a": 1} == {"a": 1.0})
print(sorted(["b", "A", "c"], key=str.lower), sorted([(1, "b"), (0, "c"), (1, "a")]))
print([x is y for x, y in ((None, None), ((), ()), (True, 1 == 1))])
