# list: positions out of range, arguments that change the list meanwhile, and the words of refusals.
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw), end=" ")
    except Exception as error:
        print(type(error).__name__, error, end=" ")
    print(l)
for at in 0, 1, 5, -1, -9, True, 2**70, -2**70, "a", 1.0:
    l = [1, 2]
    attempt(l.insert, at, "x")
for at in 0, 1, -1, 2, -3, True, "a", 2**70, None:
    l = [1, 2]
    attempt(l.pop, at)
l = []
attempt(l.pop)
attempt(l.remove, 1)
attempt(l.index, 1)
attempt(l.append)
attempt(l.append, 1, 2)
attempt(l.extend, 5)
attempt(l.extend, "ab")
attempt(l.extend, l)
attempt(l.extend, (x for x in range(2)))
attempt(l.insert, 1)
attempt(l.copy)
attempt(l.count, "a")
attempt(l.reverse)
attempt(l.clear)
attempt(l.sort, 1)
attempt(l.__init__, [5, 6])
attempt(l.__init__)
attempt(list, 1, 2)
attempt(list, iterable=[])
def grows():
    for i in range(3):
        l.append(f"in{i}")
        yield i
l = [0]
attempt(l.extend, grows())
def fails():
    yield 1
    raise KeyError("half way")
l = [0]
attempt(l.extend, fails())
l += "xy"
attempt(l.__iadd__, 5)
l = [1, 2, 3]
attempt(l.__imul__, 2)
attempt(l.__mul__, 2**70)
l *= -1
attempt(l.__len__)
class Eq:
    def __init__(self, do): self.do = do
    def __eq__(self, other): self.do(); return False
l = []
l.extend([Eq(l.clear), 1, 2])
try:
    print(l.index(5))
except ValueError as error:
    print(type(error).__name__, error, l)
l.extend([Eq(l.clear), 1, 2])
print(5 in l, l)
l.extend([Eq(l.clear), 1, 2])
print(l.count(5), l)
l = [3, 1, 2]
def key(x):
    l.append(x)
    return x
try:
    l.sort(key=key)
except ValueError as error:
    print(error, l)
seen = []
l = [1, 2, 3]
for x in l:
    seen.append(x)
    if x < 3: l.remove(x)
print(seen, l)
it = iter(l := [1])
print(list(it)); l.append(2); print(list(it), it.__length_hint__())
# python3.14
