"""deque against list in every operation, bounded deques at their edges, changes while it is walked."""
from collections import deque
import copy, pickle, random


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


rng = random.Random(5)
d, mirror = deque(), []
for step in range(600):
    what, value = rng.randrange(9), rng.randrange(100)
    if what < 3: d.append(value); mirror.append(value)
    elif what < 5: d.appendleft(value); mirror.insert(0, value)
    elif what == 5 and mirror: assert d.pop() == mirror.pop()
    elif what == 6 and mirror: assert d.popleft() == mirror.pop(0)
    elif what == 7 and mirror:
        d.rotate(value - 50); n = (value - 50) % len(mirror); mirror[:] = mirror[-n:] + mirror[:-n] if n else mirror
    elif what == 8 and mirror:
        i = value % len(mirror); d.insert(i, -value); mirror.insert(i, -value); del d[i // 2], mirror[i // 2]
    assert list(d) == mirror and len(d) == len(mirror)
print(len(d), sum(d), d[0], d[-1], list(reversed(d))[:3] == mirror[::-1][:3], d == deque(mirror), d.index(mirror[7]) == mirror.index(mirror[7]))
b = deque("abcde", 3)
print(b, b.maxlen, b.appendleft("z"), b, b.extend("12"), b, b.extendleft("xy"), b, b.copy().maxlen, (b + deque("q")), b * 2, copy.deepcopy(b))
attempt(lambda: b.insert(1, "n"))
attempt(lambda: deque([], -1))
attempt(lambda: deque([], "a"))
attempt(lambda: setattr(b, "maxlen", 5))
attempt(lambda: deque(5))
z = deque("ab", 0)
z.append(1); z.extend("xx")
print(z, deque(maxlen=2), deque([[...]]), deque([1]) * -1, 2 * deque([1, 2]), pickle.loads(pickle.dumps(b)) == b)
loop = deque([1]); loop.append(loop)
print(loop, deque([1, 2]) < deque([1, 3]), deque([1]) <= deque([1]), deque() == [], deque([1]) != deque([1.0]), 3 in deque(range(4)))
n = deque([1, 2, 3, 2, 1])
print(n.count(2), n.index(2, 2), n.index(1, 1), n.remove(2), n, n.reverse(), n)
for make in (lambda: n.index(9), lambda: n.index(1, 1, 2), lambda: n.remove(7), lambda: deque().pop(), lambda: deque().popleft(), lambda: n[10], lambda: n["a"],
             lambda: n[1:2], lambda: n + [1], lambda: n.rotate("x"), lambda: hash(n), lambda: n < [1], lambda: n.__setitem__(9, 0), lambda: n.__delitem__(-9)):
    attempt(make)
walk = iter(n)
next(walk); n.append(0)
attempt(lambda: next(walk))
attempt(lambda: [n.append(1) for _ in n])
n += "ab"; n *= 2
print(n, iter(deque("ab")).__length_hint__(), [*iter(deque("abc"))], type(reversed(n)).__name__)


class Hungry:
    def __eq__(self, other): e.clear(); return False


e = deque([1, Hungry(), 2, 3])
attempt(lambda: e.index(5))
e = deque([Hungry(), 1])
attempt(lambda: e.count(5))


class Ring(deque):
    def __init__(self, items=(), maxlen=2): super().__init__(items, maxlen); self.tag = "t"


r = Ring("abc")
print(r, r.tag, copy.copy(r), r.copy(), deque.__class_getitem__(int), [p for p in (r, [])], match_ := [x for x in r])
