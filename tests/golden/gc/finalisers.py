"""`__del__` of garbage: called once, before anything is taken apart; what it brings back lives on."""
import gc

gc.disable()
gc.collect()
log = []


class Node:
    def __init__(self, name, *others):
        self.name = name
        self.others = list(others)
        self.others.append(self)

    def __del__(self):
        # All that it refers to is still whole.
        log.append((self.name, [other.name for other in self.others]))


def flush():
    log.sort()
    print(log)
    log.clear()


a = Node("a")
b = Node("b", a)
a.others.append(b)
del a, b
print(gc.collect())
flush()

# Garbage hanging off a cycle.
Node("root", Node("leaf1"), Node("leaf2", Node("leaf3")))
gc.collect()
flush()


class Phoenix:
    """Comes back once."""

    saved = []

    def __init__(self, name):
        self.name = name
        self.me = self
        self.extra = [name]

    def __del__(self):
        log.append(self.name)
        Phoenix.saved.append(self)


p = Phoenix("p")
del p
print(gc.collect(), log)
back = Phoenix.saved.pop()
print(back.name, back.extra, back.me is back, gc.is_finalized(back))
del back
print(gc.collect(), log, Phoenix.saved)
log.clear()


class Saver:
    """Brings back another object, and what that reaches; itself it is freed."""

    def __init__(self, other):
        self.me = self
        self.other = other

    def __del__(self):
        log.append("saver")
        Phoenix.saved.append(self.other)


class Plain:
    pass


plain = Plain()
plain.me = plain
plain.payload = ["kept"]
Saver(plain)
del plain
gc.collect()
print(log, Phoenix.saved[0].payload, Phoenix.saved[0].me is Phoenix.saved[0])
log.clear()
Phoenix.saved.clear()
print(gc.collect())


class Cutter:
    """Its finaliser takes the cycle apart itself."""

    def __init__(self):
        self.me = self

    def __del__(self):
        del self.me
        log.append("cut")


Cutter()
gc.collect()
print(log)
log.clear()


class Maker:
    """Its finaliser makes an instance of its own class, which is garbage otherwise."""

    def __init__(self, keep=None):
        self.me = self
        self.keep = keep

    def __del__(self):
        if self.keep is not None:
            self.keep.append(type(self)())


def local_class():
    class Local(Maker):
        tag = "local"

    kept = []
    Local(kept)
    return kept


kept = local_class()
gc.collect()
print(type(kept[0]).__name__, kept[0].tag, kept[0].me is kept[0])
kept.clear()
gc.collect()
