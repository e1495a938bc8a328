"""Functions, cells, bound methods, generators and frames in cycles."""
import gc
import weakref

gc.disable()
gc.collect()


class Probe:
    pass


def closure():
    probe = Probe()

    def inner():
        return inner, probe

    return weakref.ref(probe)


ref = closure()
print(ref() is not None, gc.collect() > 0, ref())


def mutual():
    probe = Probe()

    def even(n):
        return probe if n == 0 else odd(n - 1)

    def odd(n):
        return even(n - 1)

    return weakref.ref(probe), even(0) is probe


ref, same = mutual()
print(same, gc.collect() > 0, ref())


class Holder:
    def method(self):
        return self

    def keep(self):
        self.bound = self.method
        return weakref.ref(self)


ref = Holder().keep()
gc.collect()
print(ref())


def resting(box, log):
    box.append(1)
    try:
        while True:
            value = yield
            log.append(value)
    finally:
        log.append("closed")


# The generator is in a list that its frame holds.
log = []
box = []
g = resting(box, log)
next(g)
g.send("first")
box.append(g)
del box, g
gc.collect()
print(log)

# One that was never started holds its arguments.
box = [Probe()]
ref = weakref.ref(box[0])
box.append(resting(box, log))
del box
gc.collect()
print(ref(), log)


# A generator that collects while it runs is alive.
def collecting():
    mine = [Probe()]
    mine.append(mine)
    for i in range(3):
        gc.collect()
        yield i, len(mine)


print(list(collecting()))


# Exceptions hold tracebacks, those frames, those the exception.
def failing():
    probe = Probe()
    ref = weakref.ref(probe)
    try:
        raise ValueError("kept")
    except ValueError as error:
        kept = error
    return ref


ref = failing()
gc.collect()
print(ref())


def defaults():
    def recursive(n, seen=[]):
        seen.append(recursive)
        return len(seen)

    return recursive(1), recursive(2), weakref.ref(recursive)


*lengths, ref = defaults()
print(lengths, gc.collect() > 0, ref())
