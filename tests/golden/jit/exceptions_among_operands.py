"""Calls that raise amid the operands of other calls, in loops that are compiled: nothing of them is left behind."""


def fail(kind, *rest):
    if kind == "raise":
        raise ValueError("other")
    return kind


class Thing:
    def method(self, value, extra=0):
        if value > 2:
            raise KeyError(value)
        return value + extra

    def __add__(self, other):
        return fail(other)

    def __bool__(self):
        return fail("raise")


def deep(n):
    return n if n == 0 else deep(n - 1)


thing, seen = Thing(), []
for turn in range(2):
    for kind in ("none", "break", "raise", "raise"):
        try:
            print(turn, kind, fail(kind), [fail(kind), (kind, fail(kind, kind))])
        except ValueError as error:
            print(turn, kind, error)
            seen.append([kind, error.args])
    for value in (1, 2, 3, 4):
        try:
            seen.append(max(value, thing.method(value, extra=thing.method(value)), thing.method(value)))
        except KeyError as error:
            print("key", error, end=" ")
            seen.append(error.args)
    for other in ("fine", "raise"):
        try:
            print(len(seen), other, thing + other, sep="|")
        except ValueError as error:
            print(len(seen), other, error, sep="|")
    for _ in range(3):
        try:
            seen.append((1, 2, "x" if thing else "y"))
        except ValueError:
            seen.append(0)
    for depth in (10, 5000, 20, 5000):
        try:
            print(depth, deep(depth), "deep")
        except RecursionError as error:
            print(depth, type(error).__name__)
print(seen)
