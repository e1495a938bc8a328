"""Lists, tuples, dicts, sets and strings that are read and written in hot loops with operands of every kind."""


def get(container, keys):
    out = []
    for key in keys:
        try:
            out.append(container[key])
        except (IndexError, KeyError, TypeError) as error:
            out.append(type(error).__name__)
    return out


for turn in range(3):
    print(get([1, 2.5, "x"], [0, -1, 2, 3, -4, True, "a", 1.0, slice(1, 3)]))
    print(get((1, None), [0, 1, -2, 2, None]), get("añ😀", [0, 1, 2, -3, 5]), get(b"ab", [1, 9]), get(range(5, 50, 5), [2, -1, 30]))
    print(get({1: "a", "k": "b", (1, 2): "c", None: 0}, [1, 1.0, True, "k", "K", (1, 2), None, []]))


class Missing(dict):
    def __missing__(self, key):
        return f"no {key}"


class Odd(list):
    def __getitem__(self, key):
        return "odd"


print(get(Missing(a=1), ["a", "b", 3]), get(Odd([1]), [0, 5]))


def put(container, pairs):
    for key, value in pairs:
        try:
            container[key] = value
        except (IndexError, TypeError, ValueError) as error:
            print(type(error).__name__, error)
    return container


print(put([0] * 4, [(0, 1.5), (-1, "z"), (4, 1), (True, None), ("a", 1)]), put({}, [(1, 2), (1.0, 3), ("a", 4)]), put(bytearray(3), [(0, 65), (1, 300), (2, "x")]))


def words(text):
    counts = {}
    for word in text.split():
        counts[word] = counts.get(word, 0) + 1
    unique, first = set(), []
    for word in text.split():
        if word not in unique:
            unique.add(word)
            first.append(word)
    return counts, first, len(unique)


print(words("a b a c b a " * 30 + "end"))


def build(n):
    text, parts, pairs = "", [], ()
    for i in range(n):
        text += chr(97 + i % 26)
        parts.append(text[-3:])
        pairs += (i, text[i])
    return text, "".join(parts[-3:]), pairs[-2:], text[::7], text.upper()[2:5]


print(build(60))


def rotate(grid):
    return [[row[i] for row in reversed(grid)] for i in range(len(grid[0]))]


grid = [[1, 2, 3], [4, 5, 6]]
for _ in range(4):
    grid = rotate(grid)
print(grid, rotate(grid))


def stack(program):
    values = []
    for op in program.split():
        if op.isdigit():
            values.append(int(op))
        elif op == "dup":
            values.append(values[-1])
        elif op == "swap":
            values[-1], values[-2] = values[-2], values[-1]
        elif op == "drop":
            values.pop()
        else:
            b, a = values.pop(), values.pop()
            values.append({"+": a + b, "-": a - b, "*": a * b}[op])
    return values


print(stack("2 3 + dup * 7 swap - 1 2 3 drop"), stack("1 2 + " * 20 + "+ " * 19))


def mutate(values):
    for index, value in enumerate(values):
        if value % 3 == 0:
            del values[index]
        elif value == 7:
            values.insert(0, 100)
        elif len(values) > 30:
            values.clear()
    return values


print(mutate(list(range(12))), mutate(list(range(1, 40))), [*map(sum, zip([1, 2], [3, 4]))])
counts = [0] * 5
for i in range(100):
    counts[i % 5] += i
    counts[i % 5] ^= 3
print(counts)
table = {}
for i in range(40):
    table.setdefault(i % 4, []).append(i)
    if i % 10 == 9:
        del table[i % 4][0]
print({key: sum(value) for key, value in table.items()}, sorted(table, key=lambda key: -len(table[key])))
try:
    for key in table:
        table[key + 10] = 1
except RuntimeError as error:
    print(error)
