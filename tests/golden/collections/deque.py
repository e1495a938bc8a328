"""collections.deque."""
from _collections import deque, defaultdict, _count_elements, _tuplegetter


def t(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)


t(lambda: deque([],1.5)); t(lambda: deque([],-1)); t(lambda: deque(1)); t(lambda: deque()[0]); t(lambda: deque()[1:2])
t(lambda: deque()+[1]); t(lambda: deque().pop()); t(lambda: deque().remove(1)); t(lambda: deque().index(1)); t(lambda: deque([1],1).insert(0,1))
t(lambda: deque([1,2])*2); t(lambda: deque([1],2)*3); t(lambda: deque().rotate('a'))
t(lambda:deque().__setitem__(0,1)); 
d=deque([1,2]); d.append(d); print(d); t(lambda:deque().insert('a',1)); t(lambda: deque(iterable=[1],maxlen=1))
def f():
    d=deque([1,2])
    for i in d: d.append(1)
t(f)
t(lambda: deque([1]).__delitem__(4))
d = deque(range(20), 7); print(d, len(d), d.maxlen, bool(d), list(reversed(d)))
for k in (1, -1, 3, -3, 10, 0, 7, -100):
    d.rotate(k); print(d)
d.appendleft("x"); print(d); d.extendleft("abc"); print(d); d.extend([1,2]); print(d)
print(d.popleft(), d.pop(), d.index("x"), d.count("x"), "x" in d, 99 in d)
d.insert(2, "i"); print(d); d.remove("i"); del d[1]; d[0] = "z"; d.reverse(); print(d, d[-1], d[1])
print(d == deque(d), d == deque(), deque([1,2]) < deque([1,3]), deque([1]) != deque([1]))
e = d.copy(); e.clear(); print(e, d, d + e, e + deque("ab")); e += "pq"; e *= 3; print(e); e *= 0; print(e)
big = deque()
for i in range(1000): big.append(i)
for i in range(500): big.popleft(); big.appendleft(i)
for i in range(3): big.rotate(333)
print(sum(big), big[0], big[-1], big[500])
class D(deque):
    pass
x = D([1], 3); x.attr = 5; print(x, x.attr, x.copy(), type(x + x))
z = deque([1,2,3], maxlen=0); z.append(1); print(z); z = deque("abcdef", 3); z *= 5; print(z)
