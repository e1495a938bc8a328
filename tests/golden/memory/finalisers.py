# __del__: when it runs, resurrection, exceptions inside, order in chains.
log = []


class Tracked:
    def __init__(self, name, *held):
        self.name, self.held = name, held

    def __del__(self):
        log.append(self.name)


def flush(label):
    print(label, log)
    log.clear()


x = Tracked("x")
x = None
flush("rebinding")
y = Tracked("y")
alias = y
del y
flush("alias keeps it")
del alias
flush("last name gone")


def scope():
    local = Tracked("local")
    return Tracked("returned").name


print(scope())
flush("function ended")
items = [Tracked(f"i{n}") for n in range(3)]
items.pop()
del items[0]
flush("list items")
items.clear()
flush("cleared")
table = {"k": Tracked("value")}
table["k"] = None
flush("dict value replaced")
outer = Tracked("outer", Tracked("inner", Tracked("innermost")))
del outer
flush("chain")
Tracked("temporary").name
flush("temporary")
print([Tracked(str(n)).name for n in range(3)])
flush("comprehension")


def generator():
    held = Tracked("in generator")
    yield 1
    yield 2


g = generator()
next(g)
del g
flush("abandoned generator")
for t in (Tracked("loop"),):
    pass
flush("loop variable holds")
del t
flush("loop variable gone")
saved = []


class Phoenix:
    def __del__(self):
        saved.append(self)


Phoenix()
print(len(saved), type(saved[0]).__name__)
saved.clear()
print(len(saved), "finalised only once")


class Attribute:
    def __init__(self):
        self.part = Tracked("part")


a = Attribute()
a.part = Tracked("new part")
flush("attribute replaced")
del a.part
flush("attribute deleted")
try:
    raise ValueError(Tracked("in exception"))
except ValueError as error:
    flush("caught")
flush("handler left")
closure = (lambda held: lambda: held)(Tracked("captured"))
flush("closure holds")
del closure
flush("closure gone")
first, *rest = Tracked("a"), Tracked("b"), Tracked("c")
del rest
flush("unpacked")
del first
flush("end")
