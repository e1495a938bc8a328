# Long lists of numbers, short strings and tuples of them: in order, stable, in reverse, beside a check by comparing.
def numbers(count, seed=1):
    for _ in range(count):
        seed = (seed * 69069 + 1) & 0xFFFFFFFF
        yield seed >> 8


def insertion(items, key):
    """A stable sort that asks for `<` of each two keys."""
    found = []
    for item in items:
        at = len(found)
        while at > 0 and key(item) < key(found[at - 1]):
            at -= 1
        found.insert(at, item)
    return found


def check(what, values, key=lambda value: value):
    pairs = list(enumerate(values))
    by_key = lambda pair: key(pair[1])
    expected = insertion(pairs, by_key)
    assert sorted(pairs, key=by_key) == expected, what
    backwards = sorted(pairs, key=by_key, reverse=True)
    assert backwards == insertion(pairs[::-1], by_key)[::-1], what
    assert sorted(values, key=key) == [value for _, value in expected], what
    print(what, [expected[k] for k in (0, 1, 150, 299)], backwards[:2])


some = list(numbers(300))
check("ints", [n % 1000 - 500 for n in some])
check("floats", [(n % 997 - 400) / 8 for n in some])
check("both", [n % 50 if n & 1 else float(n % 50) for n in some])
check("zeros", [(-0.0, 0.0, 0, False, 1, -1.5)[n % 6] for n in some])
check("far apart", [(-1) ** n * 2.0 ** (n % 2000 - 1000) for n in some])
check("infinite", [(float("inf"), float("-inf"), n / 3)[n % 3] for n in some])
check("large", [n % 7 << (n % 61) for n in some])
check("strs", [f"item{n % 999}" for n in some])
check("ends", ["item" + ("", "\0", "a", "a\0", "\xff", "é", "aaaaaa", "aaaaa")[n % 8] for n in some])
check("longer", [f"item{n}{n % 10:07}" for n in some])
check("wide", [f"{chr(n % 3 + 0x100)}{n % 20}" for n in some])
check("tuples", [(n % 3, -(n % 7) / 2, f"x{n % 11}") for n in some])
check("one first", [(n % 3,) if n & 1 else (n % 3, n % 5) for n in some])
check("key", some, lambda n: (n % 2 == 0, f"{n % 100:02}"))
print(sorted([n % 5 for n in some] + [float("nan")])[-1], sorted(some)[:2])
