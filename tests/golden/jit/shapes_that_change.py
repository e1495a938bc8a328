"""Instances whose attributes come, go and change places while methods on them are hot."""


class Box:
    kind = "box"

    def __init__(self, value):
        self.value = value

    def get(self):
        return self.value

    def total(self, other):
        return self.value + other.value


class Lid(Box):
    def get(self):
        return -self.value


def run(items):
    out = []
    for item in items:
        out.append((item.get(), item.total(item), item.kind))
    return out


boxes = [Box(1), Box(2.5), Lid(3), Box("s"), Lid(2)]
print(run(boxes[:2] * 3))
try:
    print(run(boxes))
except TypeError as error:
    print(error)
boxes[3].value = 7
print(run(boxes))
extra = Box(4)
extra.late = 1
del extra.value
extra.value = 5
print(run([extra, *boxes]), vars(extra))
for box in boxes:
    box.kind = "own"
print(run(boxes))
Box.kind = property(lambda self: f"computed {self.value}")
try:
    print(run([Box(9)]))
    print(run(boxes[:1]))
except AttributeError as error:
    print(error)
Box.get = lambda self: "patched"
print(run([Box(1), Lid(1)]))
del Lid.get
print(run([Box(1), Lid(1)]))


class Other:
    kind, value = "other", 10

    def get(self):
        return "changed class"

    def total(self, other):
        return 0


boxes[0].__class__ = Other
print(run([boxes[0], boxes[1]]))
del Box.get
try:
    run([Lid(1)])
except AttributeError as error:
    print(error)


class Slotted:
    __slots__ = ("value", "maybe")
    kind = "slotted"

    def __init__(self, value):
        self.value = value

    def get(self):
        return self.value

    def total(self, other):
        return self.maybe


for turn in range(4):
    item = Slotted(turn)
    if turn != 2:
        item.maybe = turn * 2
    try:
        print(run([item]))
    except AttributeError as error:
        print(error)
