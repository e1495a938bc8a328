# The iteration protocol: __iter__, __next__, __getitem__, iter() with a sentinel, errors.


class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        return CountdownIterator(self.start)


class CountdownIterator:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


countdown = Countdown(3)
print(list(countdown), list(countdown), tuple(countdown), sorted(countdown), max(countdown), 2 in countdown, 9 in countdown)
first, *rest = countdown
print(first, rest, [*countdown], dict.fromkeys(countdown, 0))


class Sequence:
    def __getitem__(self, index):
        if index > 3:
            raise IndexError
        return index * 10


print(list(Sequence()), 20 in Sequence(), [x for x in Sequence()], list(zip(Sequence(), "ab")))
try:
    len(Sequence())
except TypeError as error:
    print(error)


class Broken:
    def __iter__(self):
        return 5


class NotIterable:
    __iter__ = None

    def __getitem__(self, i):
        return i


for thing in (Broken(), NotIterable(), 5, None, object):
    try:
        iter(thing)
    except TypeError as error:
        print(error)

values = iter([3, 1, 4, 1, 5])
print(list(iter(lambda: next(values), 1)), list(values))
iterator = iter([1, 2])
print(next(iterator), next(iterator), next(iterator, "default"))
try:
    next(iterator)
except StopIteration as stop:
    print("stop", stop.value)
try:
    next(5)
except TypeError as error:
    print(error)


class Raises:
    def __init__(self):
        self.count = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.count += 1
        if self.count == 3:
            raise ValueError("third")
        return self.count


seen = []
try:
    for value in Raises():
        seen.append(value)
except ValueError as error:
    print(seen, error)
numbers = [1, 2, 3]
for n in numbers:
    if n < 3:
        numbers.append(n + 10)
print(numbers)
d = {"a": 1}
try:
    for key in d:
        d[key + "x"] = 1
except RuntimeError as error:
    print(error)
s = {1, 2}
try:
    for item in s:
        s.add(item + 10)
except RuntimeError as error:
    print(error)
for i in range(3):
    for j in range(3):
        if j == i:
            continue
        if i == 2:
            break
        print(i, j, end=" ")
    else:
        print("|", end=" ")
else:
    print("done")
for x, (y, *z) in [(1, (2, 3, 4)), (5, "ab")]:
    print(x, y, z)
for target in [0], [1]:
    print(target)
it = iter("abc")
print(next(it), "".join(it), list(it))
print([a + b for a, b in zip(*[iter("abcdef")] * 2)])
