"""What instances hold dies with them: in order, with finalisers and weak references, however long a chain is."""
import sys
import weakref

died = []


class Part:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        died.append(self.name)


class Plain:
    def __init__(self, *parts):
        self.first, self.second, self.third = parts


class Slotted:
    __slots__ = ("first", "second", "__dict__", "__weakref__")

    def __init__(self, first, second):
        self.first = first
        self.second = second


class Node:
    def __init__(self, following):
        self.following = following


class Finalised(Plain):
    def __del__(self):
        died.append(f"finalised with {self.first.name}")


class Risen:
    kept = []

    def __init__(self, value):
        self.value = value

    def __del__(self):
        Risen.kept.append(self)


def plain(times):
    for k in range(times):
        Plain(Part(f"{k}a"), 1.5 * k, Part(f"{k}c"))


def nested(times):
    for k in range(times):
        Plain(Plain(Part("inner a"), None, Part("inner c")), (Part("in a tuple"), [Part("in a list")]), Part("last"))


def slotted(times):
    for k in range(times):
        thing = Slotted(Part("slot"), k / 2)
        thing.extra = Part("extra")


def finalised(times):
    for k in range(times):
        Finalised(Part("x"), k, k * 2.5)


def watched(times):
    called = []
    for k in range(times):
        thing = Slotted(k, k)
        reference = weakref.ref(thing, lambda reference: called.append(reference() is None))
        thing = None
    return len(called), all(called)


def risen(times):
    for k in range(times):
        Risen(float(k))
    return len(Risen.kept), sum(one.value for one in Risen.kept)


def chains(length):
    chain = None
    for k in range(length):
        chain = Node(chain)
    chain = None
    return "long chains die"


def replaced(times):
    """A destructor that replaces what the instance's owner holds."""
    class Owner:
        held = None

    class Replacing:
        def __del__(self):
            Owner.held = Plain(Part("new"), Part("newer"), None)

    for k in range(times):
        Owner.held = Plain(Replacing(), Part("old"), 1.0)
        Owner.held = None
    Owner.held = None


def counts(items):
    """What is gone over is held no longer than the loop lasts."""
    before = sys.getrefcount(items)
    for item in items:
        pass
    for item in items:
        break
    return sys.getrefcount(items) - before


for function in (plain, nested, slotted, finalised):
    died.clear()
    function(100)
    print(function.__name__, len(died), died[-6:])
print(watched(150))
print(risen(100))
print(chains(300_000))
died.clear()
replaced(60)
print(len(died), died[:3], died[-4:])
for _ in range(60):
    results = counts([1, 2]), counts((3, 4)), counts("xyz"[:2]), counts([])
print(results)
