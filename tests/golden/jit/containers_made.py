# python3.14
# Lists, sets and dicts that are made and filled in hot code: every size, keys of all kinds.


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 3

    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n

    def __repr__(self):
        return f"Key({self.n})"


def lists(n):
    empty, one, three = [], [n], [n, str(n), [n]]
    grown = []
    for k in range(n % 40):
        grown.append(k)
        grown.append([k])
    return empty + one + three, len(grown), grown[-1:]


def sets(n):
    small = {n, n + 1, n} | {n, -1, -2}
    frozen = frozenset((n, 2)) | {n + 1} | {n + 2, n + 3} | {n + 4, n + 5, n + 6} | {n + 6}
    names = {"a", "b" + str(n), "b" + str(n)}
    mixed = {1, 1.0, True, (1, 2), Key(n), Key(n), None}
    holed = {1, 2, 3, 4}
    holed.discard(2)
    holed = holed | {n, 5}
    wide = {k * 8 for k in range(n % 30)} | {k for k in range(n % 7)}
    texts = {str(k % 9) for k in range(20)}
    return (
        sorted(small), sorted(frozen), type(frozen).__name__, sorted(names), len(mixed), Key(n) in mixed,
        sorted(holed), sorted(wide), sorted(texts), list({1, 2, 3} | {4}), list({8, 16} | {24}), {n} | set() == {n},
    )


def unions(n):
    grown, found = frozenset(), []
    for k in range(n % 60):
        grown = grown | {(k * 7 + n) % 64, k}
        found.append(list(grown))
    words = {"a"} | {"b"}
    for k in range(n % 12):
        words = words | {str(k), "w" * k, k} | words
    return found[-3:], len(words), list({n, 1, 2, 3} | {4, 5, 6, 7}), list({Key(1), 1, 2, 3} | {Key(1), Key(2), 3})


def grown(n):
    sizes = []
    for count in (n % 7, n * 3, n * 11):
        wide = {(k * 37 + n) % 1009 for k in range(count)}
        mixed = {k if k % 3 else Key(k % 5) for k in range(count)}
        sizes.append((len(wide), list(wide)[:5], len(mixed), sum(k in wide for k in range(1009))))
    return sizes


def dicts(n):
    display = {"a": n, 1: [n], "b" + str(n): None, (1, n): 2, 1.5: 3, True: 4, None: 5}
    stored = {}
    for k in range(n % 25):
        stored[k] = [k]
        stored[str(k)] = k
        stored[k // 2] = n
        stored[Key(k % 3)] = k
    stored["again"] = 1
    stored["again"] = 0.5 + n
    del stored["again"]
    stored["again"] = n
    return display, stored, {k: str(k) for k in range(n % 9)}, {str(k % 4): k for k in range(n % 9)}


def refused(n):
    found = []
    for make in (lambda: {n, [n]}, lambda: {n: 1, (n, []): 2}, lambda: {n} | [n], lambda: {}[n]):
        try:
            make()
        except (TypeError, KeyError) as error:
            found.append(f"{type(error).__name__}: {error}")
    try:
        stored = {}
        stored[{n}] = n
    except TypeError as error:
        found.append(str(error))
    return found


for function in (lists, sets, unions, grown, dicts, refused):
    results = [function(n) for n in range(120)]
    print(function.__name__, results[0], results[57], results[119])

total, text, number, boxed = 0, "", 0.0, 0
for step in range(600):
    total += step
    text = str(step)
    number += 0.5
    boxed = [step, text]
    if step == 400:
        del text
        text = "new"
        globals()["late"] = step
    if step > 400:
        late += 1
print(total, text, number, boxed, late)
