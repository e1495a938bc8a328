"""Exceptions raised and caught, near and far, with `finally`, `with` and `else`."""
import time


class Refused(Exception):
    def __init__(self, number):
        super().__init__(number)
        self.number = number


class Guard:
    def __init__(self):
        self.entered = self.failed = 0

    def __enter__(self):
        self.entered += 1
        return self

    def __exit__(self, kind, value, traceback):
        if kind is not None:
            self.failed += 1
        return kind is ValueError


def check(n):
    if n % 7 == 0:
        raise Refused(n)
    return n + 1


def deep(n, depth):
    if depth == 0:
        return check(n)
    return deep(n, depth - 1)


def lookups(table, keys):
    missing = 0
    for key in keys:
        try:
            table[key]
        except KeyError:
            missing += 1
    return missing


def numbers(texts):
    total = bad = 0
    for text in texts:
        try:
            total += int(text)
        except ValueError:
            bad += 1
    return total, bad


def work(rounds):
    passed = refused = cleaned = 0
    guard = Guard()
    for n in range(rounds):
        try:
            passed += deep(n, 3)
        except Refused as error:
            refused += error.number
        else:
            passed -= 1
        finally:
            cleaned += 1
        with guard:
            if n % 5 == 0:
                raise ValueError(n)
    table = {n: n for n in range(0, 1000, 2)}
    missing = 0
    for _ in range(40):
        missing += lookups(table, range(1000))
    parsed = numbers(["12", "x", "407", "9"] * 10_000)
    return passed, refused, cleaned, guard.entered, guard.failed, missing, *parsed


start = time.perf_counter()
result = work(400_000)
seconds = time.perf_counter() - start
print(*result)
print("seconds", seconds)
