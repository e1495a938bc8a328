# Subclasses of simple types, slots, callbacks, abstract classes, failures inside of nested values
from ctypes import *


def attempt(label, action):
    try:
        print(label, action())
    except Exception as error:
        print(label, type(error).__name__, error)


class Meters(c_int):
    def __str__(self):
        return f"{self.value} m"


CALLBACK = CFUNCTYPE(Meters, Meters, c_int)
seen = []
double = CALLBACK(lambda length, times: seen.append(type(length).__name__) or length.value * times)
print(double(Meters(4), 3), type(double(4, 2)).__name__, seen)
attempt("result", lambda: CFUNCTYPE(POINTER(c_int))(lambda: None))
attempt("no types", lambda: double(1))


class Slotted(Structure):
    __slots__ = ()
    _fields_ = [("x", c_int)]


try:
    Slotted().y = 1
except AttributeError:
    print("no room for y")


class Abstract(Structure):
    _abstract_ = True


class Concrete(Abstract):
    _fields_ = [("x", c_int)]


attempt("abstract", Abstract)
print(Concrete(3).x)


class Phone(Structure):
    _fields_ = [("area", c_char * 6), ("number", c_char * 12)]


class Person(Structure):
    _fields_ = [("name", c_char * 12), ("phone", Phone), ("age", c_int)]


print(Person(b"Someone", (b"1234", b"5678"), 5).phone.number)
attempt("nested", lambda: Person(b"Someone", (1, 2)))
attempt("nested", lambda: Person(b"Someone", (b"a", b"b", b"c")))
attempt("delete", lambda: delattr(c_int(1), "value"))
attempt("delete", lambda: delattr(create_string_buffer(3), "raw"))
attempt("get", lambda: Phone.area.__get__("something else", None))
attempt("state", lambda: c_int().__setstate__(1, b"1234"))


class Untyped(POINTER(c_int)):
    pass


attempt("pointer", lambda: Untyped(c_int(1)))
person = Person(b"a\0hidden")
print(person.name, bytes(person)[:12])
