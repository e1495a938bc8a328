# enumerate, zip, map, filter and reversed: starts, strictness, errors and what they leave unread.
def attempt(f, *args, **kw):
    try: print(f(*args, **kw))
    except Exception as error: print(type(error).__name__, error)
print(list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate("ab", start=-1)), list(enumerate(iterable="a", start=2**70)), next(enumerate([1])))
attempt(enumerate, 5); attempt(enumerate, [], "a"); attempt(enumerate, [], 1, 2)
print(list(zip()), list(zip("abc", [1, 2])), list(zip("a")), list(zip("ab", "cd", strict=True)), dict(zip("ab", range(9))))
for args in ("ab", "a"), ("a", "ab"), ("a", "b", "cd"), ("ab", "cd", "e"), ("", "", "x"):
    z = zip(*args, strict=True); got = []
    try:
        for x in z: got.append(x)
    except ValueError as error: print(got, error)
attempt(zip, 5); attempt(zip, [], 5); attempt(zip, [1], loose=True) if False else None
it = iter(range(10)); print(list(zip(it, "ab")), next(it), list(zip(it, it)), list(zip("xy", it)), list(it))
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(map(pow, [2, 3], [3, 2], [5, 5])), list(map(None, [])))
attempt(map); attempt(map, str); attempt(map, str, 5); attempt(list, map(None, [1])); attempt(list, map(int, ["1", "x"])); attempt(list, map(lambda a: a, [1], [2]))
print(list(filter(None, [0, 1, "", "a", [], None])), list(filter(str.isupper, "aBcD")), list(filter(lambda x: x > 1, (1, 2, 3))))
attempt(filter, None); attempt(filter, None, 5); attempt(list, filter(5, [1])); attempt(list, filter(lambda: 1, [1]))
print(list(reversed([1, 2, 3])), list(reversed("abc")), list(reversed(range(3))), list(reversed({1: 1, 2: 2})), "".join(reversed("ab")))
attempt(reversed, {1}); attempt(reversed, iter([])); attempt(reversed, 5); attempt(reversed); attempt(reversed, (x for x in "a"))
class S:
    def __len__(self): return 3
    def __getitem__(self, i): return i * 2
class R:
    def __reversed__(self): return "anything"
class N:
    __reversed__ = None
    def __len__(self): return 1
    def __getitem__(self, i): return i
print(list(reversed(S())), list(S.__getitem__(S(), i) for i in range(2)), reversed(R())); attempt(reversed, N())
m = map(print, "ab"); print(next(m), type(m).__name__, iter(m) is m); next(m)
def failing():
    yield 1
    raise KeyError("inside")
for make in lambda: list(zip(failing(), "abc")), lambda: list(map(str, failing())), lambda: list(filter(None, failing())), lambda: list(enumerate(failing())): attempt(make)
r = reversed([1, 2, 3]); print(next(r), r.__length_hint__(), list(r), r.__length_hint__()); l = [1, 2, 3]; r = reversed(l); del l[1:]; print(list(r))
import operator; print([operator.length_hint(x) for x in (iter([1]), reversed([1, 2]), map(str, [1]), zip([1]), enumerate([1]), filter(None, [1]))])
