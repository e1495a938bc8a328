# python3.14
"""object.__new__() makes no instances of types that only the interpreter makes; unions compare members as sets do."""

import types

TYPES = [
    types.UnionType, types.GeneratorType, types.CoroutineType, types.FrameType, types.BuiltinFunctionType,
    types.GetSetDescriptorType, type(iter([])), type(iter(())), type(iter({})), type({}.keys()), type({}.items()),
    type(iter(range(3))), type(iter(set())), type(type.__dict__["__name__"]),
]
for kind in TYPES:
    for make in object.__new__, lambda cls: cls.__new__(cls), lambda cls: cls():
        try:
            print(make(kind))
        except TypeError as error:
            print(error)


class Odd(type):
    def __eq__(self, other):
        return 1 / 0


class Unhashable(type):
    def __eq__(self, other):
        return True

    __hash__ = None


odd = Odd("odd", (), {})
print(list[odd] | list[int] | list[int])
try:
    print(odd | Odd("other", (), {}))
except ZeroDivisionError as error:
    print(error)
print((int | Unhashable("u", (), {}) | Unhashable("v", (), {}) | int).__args__)
