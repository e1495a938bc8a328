# Tuples and every form of unpacking, with its errors.
point = (1, 2)
x, y = point
(a, b), [c, *d], e = (1, 2), "xyz", {5}
print(x, y, a, b, c, d, e)
first, *middle, last = range(6)
*start, end = "ab"
only, *nothing = [1]
print(first, middle, last, start, end, only, nothing)
i = j = k = 0
i, j = j + 1, i + 2
print(i, j, k)
values = [1, 2, 3]
values[0], values[1] = values[1], values[0]
print(values)
[p, q], r = [[1, 2], 3]
print(p, q, r)
(one,) = [9]
[two] = (8,)
three, = "7"
print(one, two, three)
for (index, (key, value)) in enumerate({"a": 1, "b": 2}.items()):
    print(index, key, value)
for action in ("a, b = 1, 2, 3", "a, b, c = 1, 2", "a, *b, c = [1]", "a, b = 5", "a, b = None", "[a, b] = 'x'", "a, b = {}", "(a, b), c = 1, 2", "a, b = (n for n in range(3))", "*a, b = []"):
    try:
        exec(action)
    except (ValueError, TypeError) as error:
        print(action, "->", type(error).__name__, str(error).split(" (")[0])
print((1, 2) + (3,), (1,) * 3, (1, 2) < (1, 3), (1, "a") == (1, "a"), (), (5,), tuple("ab"), tuple([1]), (1, [2])[1], len((1, 2)), 2 in (1, 2))
print((1, 2, 3).index(2), (1, 1).count(1), hash((1, 2)) == hash((1, 2)), (1, 2)[::-1], sorted((3, 1)), max((4, 9)), *(1, 2))
for action in ("(1, 2)[0] = 5", "(1,).append(2)", "hash(([],))", "(1, 2)[2]", "(1, 2) + [3]", "(1,) < 2"):
    try:
        exec(action)
    except (TypeError, AttributeError, IndexError) as error:
        print(action, "->", type(error).__name__, error)


def many():
    return 1, 2, [3, 4]


u, v, (w, z) = many()
print(u, v, w, z, many()[2], type(many()).__name__)


def swap(a, b):
    return b, a


print(swap(*swap(1, 2)), (lambda a, b=2, *c: (a, b, c))(*(1,), *[], *(5, 6)))
print([*range(3), *"ab"], (*[1], 2), {*[1], *[1, 2]}, {**{"a": 1}, **{"a": 2, "b": 3}}, (*(), *()))


class Iterates:
    def __iter__(self):
        yield from (10, 20, 30)


m, n, o = Iterates()
print(m, n, o, *Iterates())


class Attributes:
    pass


target = Attributes()
target.x, target.y = 1, 2
box = [None, None]
box[0], target.z = "in list", "in attribute"
print(target.__dict__, box)
order = []


def place(label, container=box):
    order.append(label)
    return container


place("first")[0], place("second")[1] = (order.append("right side"), 1)
print(order, box)
head, *tail = iter("stream")
print(head, "".join(tail))
nested = (1, (2, (3, (4,))))
a, (b, (c, (d,))) = nested
print(a, b, c, d)
pairs = [(1, "a"), (2, "b")]
numbers, letters = zip(*pairs)
print(numbers, letters, list(zip(*[numbers, letters])))
a = b = c = []
a.append(1)
print(b, c is a)
x = (y := 5, 6)
print(x, y, (z := 1, 2), z)
