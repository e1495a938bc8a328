# Lists: methods, sorting, stability, multiplication, comparison, as stacks and queues.
a = [3, 1, 2]
a.append(5)
a.extend("xy")
a.extend(n for n in [7])
a.insert(0, "first")
a.insert(-1, "before last")
a.insert(100, "end")
print(a, len(a), a.index(2), a.count(5), "x" in a, a[-1])
print(a.pop(), a.pop(0), a.pop(-2), a)
a.remove("x")
a.reverse()
print(a, a.copy() == a, a.copy() is a)
for action in ("a.remove('absent')", "a.index('absent')", "a.index(5, 3)", "[].pop()", "a.pop(99)", "a + (1,)", "a * 'x'", "a < 5", "sorted([1, 'a'])", "a.sort()", "[1][1]", "list(5)", "a.append()"):
    try:
        eval(action)
        print(action, "fine")
    except (ValueError, IndexError, TypeError) as error:
        print(action, "->", type(error).__name__, error)
words = ["banana", "Apple", "cherry", "apple", "fig"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len, reverse=True), sorted(words, key=lambda w: (len(w), w)))
words.sort(key=str.casefold, reverse=True)
print(words)
pairs = [(1, "b"), (0, "z"), (1, "a"), (0, "y")]
print(sorted(pairs, key=lambda p: p[0]), sorted(pairs, key=lambda p: p[0], reverse=True))
print([1, 2] * 2, 0 * [1], -1 * [1], [1, [2]] == [1, [2]], [1, 2] < [1, 2, 0], [2] > [1, 9], [] == [], [[]] * 2)
stack, queue = [], []
for n in range(4):
    stack.append(n)
    queue.insert(0, n)
print([stack.pop() for _ in range(4)], [queue.pop() for _ in range(4)])
print(list("abc"), list({"k": 1}), list(range(3)), list((1, 2)), [*"ab", *[1], *()], list(map(int, "123")))
nested = [1, [2, [3, [4]]]]
print(nested[1][1][1][0], len(nested), [2, [3, [4]]] in nested)


class Unsortable:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        if other.n == 3:
            raise ValueError("no threes")
        return self.n < other.n


try:
    sorted(Unsortable(n) for n in (5, 3, 1))
except ValueError as error:
    print(error)


class Stack(list):
    def push(self, item):
        self.append(item)
        return self

    @property
    def top(self):
        return self[-1]

    def __repr__(self):
        return f"Stack{list(self)}"


s = Stack().push(1).push(2)
print(s, s.top, s + [3], type(s[:]).__name__, type(s * 2).__name__, s == [1, 2], len(s), isinstance(s, list))
s[0] = "changed"
s += [9]
print(s, type(s).__name__)
grow = []
for i in range(1000):
    grow.append(i)
while len(grow) > 5:
    del grow[len(grow) // 2]
print(grow)
a = [1, 2, 3, 4, 5, 6]
for x in a:
    if x % 2:
        a.remove(x)
print(a)
b = [0] * 5
for i in range(-1, -4, -1):
    b[i] = i
print(b, b.index(0), [i for i, v in enumerate(b) if v], sum(b), min(b), max(b), any(b), all(b))
print([x for pair in zip([1, 2], [3, 4]) for x in pair], [list(g) for g in (range(2), "ab")])
x, y, *z = [1, 2, 3, 4]
print(x, y, z, [a, b][0] is a, (lambda *p: p)(*[1, 2]))
c = []
c.append(c)
print(c, c == c, c[0][0][0] is c, len(c))
# python3.14
