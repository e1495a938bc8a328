"""Chains of comparisons: each operand is evaluated once, in order, and only as far as needed."""
log = []


def v(value):
    log.append(value)
    return value


def shown(text):
    log.clear()
    result = eval(text)
    print(f"{text:45} {result!s:6} {log}")


shown("v(1) < v(2) < v(3)")
shown("v(3) < v(2) < v(1)")
shown("v(1) < v(2) > v(0) != v(5)")
shown("v(1) == v(1) is v(2)")
shown("v(2) in v([1, 2]) in v([[1, 2]])")
shown("v(3) not in v([1]) == v([1])")
shown("not v(1) < v(2) < v(1)")
shown("v(1) < v(2) < v(3) < v(4) < v(0) < v(9)")
shown("(v(1) < v(2)) < v(3)")
shown("v(1) < (v(2) < v(3))")
shown("v(1) is not v(None) is not v(1)")
shown("v(5) if v(1) < v(2) < v(2) else v(7)")
shown("v(1) < v(2) and v(2) < v(1) or v(3) > v(2) > v(1)")


class Odd:
    """Comparisons that answer with things that are not bools."""

    def __init__(self, name, truth):
        self.name, self.truth = name, truth

    def __bool__(self):
        log.append(f"bool {self.name}")
        return self.truth

    def __lt__(self, other):
        return Odd(f"({self.name}<{getattr(other, 'name', other)})", self.truth)

    def __repr__(self):
        return self.name


a, b, c = Odd("a", True), Odd("b", False), Odd("c", True)
shown("a < b < c")
shown("b < a < c")
shown("a < 1")
shown("1 > a")
shown("a < c < b < a")
shown("not a < b")


class Broken:
    def __eq__(self, other):
        raise ValueError("eq")

    def __lt__(self, other):
        return NotImplemented


for text in ["1 < 2 < Broken()", "Broken() == 1 == 2", "1 > 2 == Broken()", "Broken() != 1", "Broken() in [3]", "3 in [3, Broken()]"]:
    try:
        print(text, eval(text))
    except (TypeError, ValueError) as error:
        print(text, type(error).__name__, error)

x = 5
print(1 < x < 10, 10 > x >= 5 == 5.0, x == 5 != 6 < 7, 1 < x < 3 < undefined if x > 9 else "skipped")
print([n for n in range(20) if 3 < n % 7 <= 5 or n < 2 < n + 2], all(p <= q for p, q in zip("abc", "bcd")))
