# Dicts, strs, natives and building of containers in hot functions.
def words(text):
    counts = {}
    for word in text.split():
        if word in counts:
            counts[word] += 1
        else:
            counts[word] = 1
    return counts


print(words("the cat and the dog and the bird " * 40))


class Key(str):
    def __eq__(self, other):
        return str(self) == other

    def __hash__(self):
        return str.__hash__(self)


def lookups(table, keys):
    found = missing = 0
    for key in keys:
        try:
            found += table[key]
        except KeyError as error:
            missing += 1
            last = error.args[0]
    return found, missing, last


table = {"a": 1, 2: 3, -1: 5, 10**20: 7, 2.5: 9}
keys = ["a", "b", 2, 2.0, -1, 10**20, True, None, ("a",), "a" + str()] * 30
print(lookups(table, keys))
table[Key("zz")] = 11
print(lookups(table, keys + ["zz", "z" * 2]))
for n in range(100):
    table[n] = n
    table["k" + str(n)] = n
for n in range(0, 100, 2):
    del table[n]
print(lookups(table, list(range(100)) + ["k7", "k99", "k100"]))


def letters(text):
    out = []
    for k in range(len(text)):
        c = text[k]
        if c == "x" or c == "\u00e9":
            out.append("!")
        elif c != " " and c in "aeiou":
            out.append(c + text[-1 - k])
        elif "b" <= c < "e":
            out.append(ord(c))
    return out


for text in ("exam\u00e9 bcd", "\u4e2d\u6587 a x", "", "x" * 5):
    for _ in range(20):
        last = letters(text)
    print(last)


def swaps(n):
    a, b, c = 0, 1, 2.5
    pairs = []
    for k in range(n):
        a, b = b, a
        a, b, c = c, a, b
        pair = (a, k, (b, c))
        if k % 10 == 0:
            pairs.append(pair)
            pairs.append([a, b])
    return pairs


print(swaps(40))


def natives(values):
    result = []
    for value in values:
        try:
            result.append((len(value), isinstance(value, str), isinstance(value, (list, dict))))
        except TypeError as error:
            result.append(str(error))
        result.append(isinstance(value, int))
    return result


class Sized:
    def __len__(self):
        return 42


class Meta(type):
    def __instancecheck__(cls, other):
        return other == 5


class Fives(metaclass=Meta):
    pass


values = [[], (1,), "abc", {1: 2}, {3}, b"xy", 5, True, Sized(), range(7), None]
for _ in range(10):
    last = natives(values)
print(last)
print([[isinstance(value, Fives) for value in (5, 6, 5.0, Fives())] for _ in range(40)][-1])


def mixed(seed):
    for _ in range(200):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        seed ^= seed >> 3
    return seed, seed * 10**12 % 97


print([mixed(n) for n in (1, 2**31, -5)])


def raising(n):
    log = []
    for k in range(n):
        try:
            if k % 3 == 0:
                raise ValueError(k)
            log.append([1][k % 2])
        except ValueError as error:
            log.append(error.args[0])
            continue
        except IndexError:
            log.append("index")
        else:
            log.append("else")
        finally:
            if k == 25:
                log.append("finally")
    return log


for _ in range(5):
    last = raising(30)
print(last)


def lengths(items):
    total = 0
    for item in items:
        for k in range(3):
            item = len({"k", 3, k})
            total += item
    return total


print([lengths([1, 2, 3]) for _ in range(20)][-1])


def closures(n):
    total = 0
    for k in range(n):
        add = lambda x, by=k: x + by + k
        total += add(k) + add(1, 2)
    return total


print(closures(100))
