# python3.14
# What dies with lists, sets and small objects in hot code, at once and in which order; a collection may run meanwhile.
import gc
import weakref


class Dying:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        if self.n == 2:
            gc.collect()
        deaths.append(self.n)


deaths = []


def dropped(n):
    held = [Dying(1), Dying(2), [Dying(3)], n]
    group = {"x", n, Dying(4)}
    del held
    del group
    pair = [range(n, n + 3), slice(n, [n]), enumerate([n]), (Dying(5),)]
    del pair
    found = deaths[:]
    deaths.clear()
    return found


def watched(n):
    group = {n, n + 1}
    reference = weakref.ref(group)
    alive = reference() is group
    del group
    return alive, reference()


for function in (dropped, watched):
    results = [function(n) for n in range(60)]
    print(function.__name__, results[0], results[29], results[59])
