# reversed(), __reversed__, __len__ without __iter__, enumerate and zip with unequal lengths.


class Both:
    def __init__(self, items):
        self.items = items

    def __len__(self):
        return len(self.items)

    def __getitem__(self, index):
        print("get", index)
        return self.items[index]


print(list(reversed(Both("abc"))))
print(list(Both("xy")))


class Custom:
    def __reversed__(self):
        return iter("custom")


print("".join(reversed(Custom())))
for bad in ({1, 2}, 5, (x for x in "a")):
    try:
        reversed(bad)
    except TypeError as error:
        print(error)
print(list(reversed({"a": 1, "b": 2})), list(reversed(range(0, 10, 3))), list(reversed((1, 2))), "".join(reversed("text")))
print(list(enumerate("ab", 10)), list(enumerate(reversed([1, 2]))))
print(list(zip()), list(zip("a")), list(zip("abc", [1, 2])), list(zip(range(3), "abc", [True] * 2)))
try:
    list(zip("abc", "de", strict=True))
except ValueError as error:
    print(error)
try:
    list(zip("a", "bc", strict=True))
except ValueError as error:
    print(error)
print(list(zip("ab", "cd", strict=True)))
print(list(map(str, range(3))), list(map(max, [1, 5], [4, 2], [3, 3])))
print(sum(range(10, 0, -3)), list(range(5, 0, -2)), range(0, 10, 3)[-1], 7 in range(1, 10, 3), range(3) == range(0, 3, 1))
print(len(range(10**6)), range(10)[2:8:3], range(5).index(3), range(0).__len__())
print(min([3, 1, 2]), max("hello"), min([], default="none"), max([[1, 2], [1, 3]]), min("b", "a", key=ord))
m = map(lambda x: x * 2, [1, 2, 3])
print(next(m), list(m), list(m))
f = filter(lambda x: x > 1, iter([1, 2, 3]))
print(next(f), next(f), next(f, None))
e = enumerate("xy")
print(next(e), iter(e) is e, list(e))
print(dict(enumerate("ab")), dict(zip("ab", enumerate([5, 6]))))


class Bool:
    def __bool__(self):
        print("bool asked")
        return False


class Len:
    def __len__(self):
        print("len asked")
        return 2


print(bool(Bool()), bool(Len()), not Bool(), "yes" if Len() else "no", all([Len(), Bool()]), any([Bool(), Len()]))


class BadLen:
    def __len__(self):
        return -1


class BadBool:
    def __bool__(self):
        return 2


for thing in (BadLen(), BadBool()):
    try:
        bool(thing)
    except (ValueError, TypeError) as error:
        print(error)
try:
    len(BadLen())
except ValueError as error:
    print(error)
