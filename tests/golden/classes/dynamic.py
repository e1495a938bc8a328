# Classes changed while they are used.


class Dog:
    sound = "woof"

    def speak(self):
        return f"{self.sound}!"


dog = Dog()
print(dog.speak())
Dog.sound = "bark"
print(dog.speak())
Dog.speak = lambda self: f"patched {self.sound}"
print(dog.speak(), Dog().speak())
dog.speak = lambda: "only this one"
print(dog.speak(), Dog().speak())
del dog.speak
print(dog.speak())


class Puppy(Dog):
    pass


puppy = Puppy()
print(puppy.speak())
Dog.wag = lambda self: "wags"
print(puppy.wag(), hasattr(dog, "wag"))
del Dog.wag
print(hasattr(puppy, "wag"))
Puppy.speak = Dog.speak
Dog.speak = lambda self: "new base"
print(puppy.speak(), dog.speak())


class Cat:
    def speak(self):
        return "meow"


puppy.name = "Rex"
puppy.__class__ = Cat
print(puppy.speak(), puppy.name, type(puppy).__name__, isinstance(puppy, Dog))
try:
    puppy.__class__ = int
except TypeError:
    print("cannot become an int")
Made = type("Made", (Dog,), {"sound": "beep", "twice": lambda self: self.speak() * 2, "__doc__": "made"})
print(Made().twice(), Made.__doc__, Made.__name__, Made.__mro__[1].__name__)


def add_method(cls):
    def decorator(function):
        setattr(cls, function.__name__, function)
        return function

    return decorator


@add_method(Dog)
def fetch(self, what):
    return f"{type(self).__name__} fetches {what}"


print(dog.fetch("ball"), Made().fetch("stick"))


class Counter:
    def __len__(self):
        return 3


c = Counter()
c.__len__ = lambda: 99
print(len(c), c.__len__())
Counter.__len__ = lambda self: 7
print(len(c), bool(c))
Counter.__call__ = lambda self, x: x + 1
Counter.__getitem__ = lambda self, key: key * 2
Counter.__iter__ = lambda self: iter("xyz")
Counter.__eq__ = lambda self, other: True
print(c(1), c[4], list(c), c == 5, c in [1])
del Counter.__call__
try:
    c(1)
except TypeError as error:
    print(error)
for name in ("a", "b"):
    setattr(Counter, name, property(lambda self, name=name: f"property {name}"))
print(c.a, c.b)
try:
    int.new = 1
except TypeError as error:
    print(str(error)[:40])
bound = dog.fetch
Dog.fetch = lambda self, what: "changed"
print(bound("old binding"), dog.fetch("x"), bound.__self__ is dog, bound.__func__ is fetch)
print(getattr(Dog, "missing", "default"), Dog.__dict__.get("sound"), "speak" in vars(Dog), sorted(k for k in vars(Made) if not k.startswith("__")))
