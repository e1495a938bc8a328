"""Whether a subject is a sequence or a mapping: as the nearest of its classes that is either."""
import collections
import collections.abc


class Plain:
    pass


class A(collections.UserDict, collections.abc.Sequence):
    pass


class B(Plain, collections.UserDict, collections.abc.Sequence):
    pass


class C(dict, collections.abc.Sequence, Plain):
    pass


class D(collections.UserList, collections.abc.Mapping):
    pass


class E(list, Plain, collections.abc.Mapping):
    pass


class F(collections.UserList, dict, Plain):
    pass


class G(E):
    pass


def kind(subject):
    match subject:
        case {}:
            first = "mapping"
        case [*_]:
            first = "sequence"
        case _:
            first = "neither"
    match subject:
        case [*_]:
            return first, "sequence"
        case {}:
            return first, "mapping"
        case _:
            return first, "neither"


for cls in (Plain, A, B, C, D, E, F, G):
    print(cls.__name__, *kind(cls()))
