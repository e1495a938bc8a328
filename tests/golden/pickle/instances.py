"""Instances in pickles: their attributes, in slots or in a dict, and whatever classes say about it."""
import copy
import copyreg
import pickle
import zlib


class Plain:
    pass


class Many(Plain):
    def __init__(self, **attributes):
        for name, value in attributes.items():
            setattr(self, name, value)


class Slotted(Plain):
    __slots__ = ("own",)


class WithArguments(Plain):
    def __getnewargs__(self):
        return ()


class WithState(Plain):
    def __getstate__(self):
        return {"z": 1}


class Meta(type):
    pass


class OfMeta(metaclass=Meta):
    def __init__(self):
        self.v = 3


class Changing:
    """Runs something while it is written."""

    def __init__(self, action):
        self.action = action

    def __reduce__(self):
        self.action()
        return int, ()


def show(*value):
    value = value[0] if len(value) == 1 else list(value)
    for protocol in range(6):
        try:
            data = pickle.dumps(value, protocol)
            print(protocol, data if len(data) < 200 else zlib.crc32(data))
        except Exception as error:
            print(protocol, type(error).__name__, str(error).split(" at ")[0])


plain = Plain()
show(plain)
show(plain, plain, Plain())

cyclic = Many(x=1, y=[2], z="é")
cyclic.me = cyclic
show(cyclic)
back = pickle.loads(pickle.dumps(cyclic))
print(back.me is back, back.y, back.__dict__.keys())

shorter = Many(x=1, y=2)
del shorter.x
show(shorter)

slotted = Slotted()
slotted.own = 1
slotted.r = 2
show(slotted)

for cls in WithArguments, WithState, OfMeta:
    value = cls()
    value.k = 1
    show(value)

show(Many(**{f"k{k}": k for k in range(40)}))

# An instance and its dict, which are written as what they are.
both = Many(a=1)
show(both, both.__dict__)
show(both.__dict__, both)
print(both.__getstate__() is both.__dict__, Plain().__getstate__())
one, attributes = pickle.loads(pickle.dumps([both, both.__dict__]))
print(attributes, one.__dict__)

# What an instance itself has comes first.
own = Plain()
own.__reduce_ex__ = lambda protocol: (int, ())
show(own)
own = Plain()
own.__getstate__ = lambda: 7
try:
    print(pickle.dumps(own, 2))
except Exception as error:
    print(error)

# Attributes that change while they are written.
changed = Many(a=1, b=2, c=3)
changed.b = Changing(lambda: setattr(changed, "d", 4))
show(changed)
changed.b = Changing(lambda: delattr(changed, "d"))
try:
    pickle.dumps(changed)
except RuntimeError as error:
    print(error)
changed = Many(b=0, c=3)
changed.b = Changing(lambda: changed.__dict__)
show(changed)
print(pickle.loads(pickle.dumps(changed)).__dict__)

# A reducer that comes in between.
values = [Many(i=i) for i in range(3)]
show(*values)
copyreg.pickle(Many, lambda value: (str, ("x",)))
show(*values)
del copyreg.dispatch_table[Many]
show(*values)

values[0].items = [1]
shallow, deep = copy.copy(values[0]), copy.deepcopy(values[0])
print(shallow.items is values[0].items, shallow.__dict__ is values[0].__dict__, deep.items is values[0].items)

# Ints of every length, floats, and texts and bytes around the lengths that change the opcode.
numbers = []
for bits in [*range(1, 140), 255, 256, 257, 2039, 2040, 2041, 2048]:
    for near in -2, -1, 0, 1, 2:
        numbers += [(1 << bits) + near, -(1 << bits) + near]
others = [1.5, -0.0, 1e300, float("inf"), "a" * 255, "a" * 256, "é" * 127, "é" * 128, b"x" * 255, b"y" * 256]
for protocol in range(6):
    data = pickle.dumps([numbers, others], protocol)
    print(protocol, len(data), zlib.crc32(data), pickle.loads(data) == [numbers, others])
