# property in all its forms.


class Temperature:
    def __init__(self, celsius):
        self.celsius = celsius

    @property
    def celsius(self):
        """Degrees Celsius."""
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273.15:
            raise ValueError("below absolute zero")
        self._celsius = value

    @celsius.deleter
    def celsius(self):
        print("reset")
        self._celsius = 0

    @property
    def fahrenheit(self):
        return self._celsius * 9 / 5 + 32


t = Temperature(100)
print(t.celsius, t.fahrenheit)
t.celsius = 37
print(t.fahrenheit)
del t.celsius
print(t.celsius, Temperature.celsius.__doc__)
for code in ("t.celsius = -300", "t.fahrenheit = 1", "del t.fahrenheit"):
    try:
        exec(code)
    except (ValueError, AttributeError) as error:
        print(type(error).__name__, "|", error if isinstance(error, ValueError) else "")
print(isinstance(Temperature.celsius, property), Temperature.celsius.fget(t), Temperature.fahrenheit.fset)


class Old:
    def get(self):
        return self.x

    def set(self, value):
        self.x = value

    value = property(get, set, None, "explicit doc")
    nothing = property()


old = Old()
old.value = 3
print(old.value, Old.value.__doc__)
try:
    old.nothing
except AttributeError:
    print("no getter")


class Base:
    @property
    def kind(self):
        return "base"

    @property
    def name(self):
        return f"<{self.kind}>"


class Child(Base):
    @property
    def kind(self):
        return "child of " + super().kind


class Writable(Base):
    @Base.kind.setter
    def kind(self, value):
        print("setting", value)


print(Base().name, Child().name)
Writable().kind = 5
print(Writable().kind)


class CachedProperty:
    def __init__(self, function):
        self.function = function

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        print("computing", self.name)
        value = instance.__dict__[self.name] = self.function(instance)
        return value


class Circle:
    def __init__(self, r):
        self.r = r

    @CachedProperty
    def area(self):
        return 3 * self.r ** 2


c = Circle(2)
print(c.area, c.area, c.__dict__)
c.r, c.area = 10, 1
print(c.area)


class ClassOnly:
    @classmethod
    def make(cls):
        return cls.__name__

    @staticmethod
    def add(a, b):
        return a + b


class Sub(ClassOnly):
    pass


print(Sub.make(), Sub().make(), Sub.add(1, 2), Sub().add(3, 4))
print(type(ClassOnly.__dict__["make"]).__name__, type(ClassOnly.__dict__["add"]).__name__)
