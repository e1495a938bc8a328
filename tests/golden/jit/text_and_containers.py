"""Hot loops over strs, dicts and lists: appends, `in`, order, `get`, `ord`, `chr`, fields, comprehensions."""


def letters(text):
    counts, kept = [0, 0, 0, 0], []
    for c in text:
        if c in " \t\n":
            counts[0] += 1
        elif "a" <= c <= "m":
            counts[1] += 1
        elif c > "m" and c < "z":
            counts[2] += 1
        elif not c >= "A":
            counts[3] += 1
        else:
            kept.append(c)
    return counts, "".join(kept)[:40]


def caesar(text, by):
    shifted = []
    for c in text:
        shifted.append(chr((ord(c) + by) % 256))
    return "".join(shifted)


def words(text, known):
    found = []
    for start in range(len(text) - 4):
        part = text[start:start + 3]
        if part in text and part in known:
            found.append(part)
        if part + "!" in text or "" not in part:
            found.append("never")
    return found


def getting(keys, table):
    total, missing = 0, []
    for key in keys:
        total += table.get(key, 0)
        if table.get(key) is None:
            missing.append(table.get(key, key))
    return total, missing[:6], len(missing)


def building(n):
    squares = [k * k for k in range(n)]
    halves = [k / 2 for k in range(n)]
    names = [f"{k:>4}|{k!r}|{k / 4:.2f}|{'x' * (k % 3)}" for k in range(n)]
    kinds = {k % 7 for k in range(n)}
    table = {str(k): [k] for k in range(n)}
    nested = [[a, b] for a in range(n // 20) for b in (a, str(a))]
    return sum(squares), sum(halves), names[-2:], kinds, len(table), table["3"], nested[-2:]


def each(function, values):
    results = []
    for value in values:
        try:
            results.append(function(value))
        except Exception as error:
            results.append(f"{type(error).__name__}: {error}")
    return results


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return hash(self.n)

    def __eq__(self, other):
        return isinstance(other, Key) and other.n == self.n or self.n == other


class Loud(dict):
    def get(self, key, default=None):
        return 100

    def __contains__(self, key):
        return True


TEXT = "The quick brown fox\tjumps over the lazy dog. É日本 ÿz 012 \n"
print(letters(TEXT * 8), letters("plain text only " * 30), letters(""))
print(caesar("secret message " * 8, 3)[:15], ascii(caesar("é" * 60, 1)[:2]))
print(words("abc abd abc! zzz " * 6, {"abc": 1, "zzz": 2})[:9], words("abcabcabc" * 8, "xxabcxx")[:3])
print(getting(["a", "b", "c", 1, -1, 2.5, (1, 2), None] * 9, {"a": 1, 1: 10, (1, 2): 5, None: 7}))
print(getting([Key(1), "a", 3] * 20, {1: 4, "a": 2}), getting(["q"] * 50, Loud())[0], getting([], {}))
print(building(100), building(7)[:2])
print(each(chr, [65] * 40 + [255, 256, 0x1F600, -1, 0x110000, "a", True]))
print(each(ord, ["a"] * 40 + ["é", "日", "", "ab", b"x", 5]))
print(each(lambda c: c in "abc", ["a", "bc", "ac", "", "日"] * 12 + [5, None]))
print(each(lambda c: "m" < c, ["a", "z", "m", "mm", "", "日"] * 12 + [5, b"a"]))
print(each(lambda d: d.get("k", "none"), [{"k": 1}, {}, {"k": "text"}, {"l": 1}] * 12 + [Loud(), 5, []]))
print([text.split(":")[0] for text in each(lambda d: d.get([]), [{1: 2}] * 3 + [{}] * 40)])
print(each(lambda x: f"{x:5}|{x!s:>6}", [1, 2.5, "ab", True, None, [], 2**70] * 9))


def growing(n):
    lists = []
    for k in range(n):
        items = []
        for i in range(k % 11):
            items.append(i)
            items.append(str(i))
        lists.append(items)
    return sum(len(items) for items in lists), lists[10]


print(growing(200))


def wrong(lists):
    for items in lists:
        list.append(items, 1)
    return len(lists)


print(wrong([[] for _ in range(60)]), each(lambda items: list.append(items, 2), [[]] * 40 + [-5, -1000000, (), None]))
