# Slices of lists assigned, deleted and changed in place, with what does not fit and with the list itself.
def attempt(code, **names):
    try:
        exec(code, names)
    except Exception as error:
        print(type(error).__name__, error, end=" ")
    print(code, names["a"])
for code in ("a[1:3] = 'xyz'", "a[1:3] = []", "a[3:1] = [9]", "a[:] = a", "a[2:2] = a", "a[::2] = a[1::2]", "a[::2] = [1]", "a[::-1] = range(6)", "a[1:5:2] = 'ab'", "a[1:5:2] = 'abc'", "a[::2] = 5", "a[1:2] = 5", "a[:0] = (i for i in 'gen')", "a[9:] = {'k': 1}",
             "a[-2:] = [[]]", "a[0:0:1] = [7, 7]", "a[0:0:2] = [7]", "a[::0] = []", "a['x':] = []", "a[None:None] = 'q'", "del a[::2]", "del a[::-2]", "del a[4:1:-1]", "del a[1:1]", "del a[9:], a[:1]", "a += a", "a += 'st'", "a += 5", "a *= 2", "a *= 0", "a *= -1", "a *= 1.5", "a = a + (1,)",
             "a = a * a", "a[1] += 10", "a[a[0]], a[0] = a[0], a[a[1]]", "a[0], a[1:3], a[-1] = a[1:], a[0], a", "a.extend(a)", "a.insert(-100, 'f'); a.insert(100, 'l'); a.insert(-1, 'm')", "a.remove(9)", "a.index(5, 1, 3)", "a.index(2, -5, -1) == 2 and a.append('found')", "a.pop(-7)", "a.reverse(); a.pop(0)",
             "a[1:4] = reversed(a)", "a.sort(key=lambda x: -x); del a[-1:0:-2]", "a.clear(); a[:] = [1]; a[1:] = [2]", "a[::3], b = 'xy', 1", "a.__setitem__(slice(0, 2), iter('pq'))", "a[slice(1, None, 2)] = (True, False, None)", "a[2**70:] = [1]; a[:-2**70] = [0]"):
    attempt(code, a=[0, 1, 2, 3, 4, 5])
class Changing:
    def __init__(self, target): self.target = target
    def __index__(self):
        self.target.clear()
        return 0
l = [1, 2, 3]
try:
    l[Changing(l)] = "gone"
except IndexError as error:
    print("IndexError", error, l)
l = [1, 2, 3]
print(l[Changing(l):], l)
class Eq:
    def __init__(self, l): self.l = l
    def __eq__(self, other):
        self.l.clear()
        return False
l = []
l += [Eq(l), 2, 3]
print(5 in l, l)
l = []
l += [Eq(l), 2, 3]
try:
    l.remove(5)
except ValueError as error:
    print(error, l)
t = ([],)
try:
    t[0] += [1]
except TypeError as error:
    print(error, t)
# python3.14
