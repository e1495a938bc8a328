"""Data and non-data descriptors, __set_name__, __delete__, lookup order."""


class Typed:
    def __init__(self, kind, default=None):
        self.kind, self.default = kind, default

    def __set_name__(self, owner, name):
        self.name = "_" + name
        owner.fields = getattr(owner, "fields", ()) + (name,)

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return getattr(instance, self.name, self.default)

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name[1:]} must be {self.kind.__name__}, not {type(value).__name__}")
        setattr(instance, self.name, value)

    def __delete__(self, instance):
        delattr(instance, self.name)


class Lazy:
    def __init__(self, make):
        self.make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner):
        if instance is None:
            return self
        value = instance.__dict__[self.name] = self.make(instance)
        return value


class Person:
    name = Typed(str, "nobody")
    age = Typed(int)

    @Lazy
    def initials(self):
        """First letters."""
        print("computing", end=" ")
        return "".join(word[0] for word in self.name.split())


person = Person()
print(person.name, person.age, Person.fields)
person.name, person.age = "Ada King", 36
print(person.initials, person.initials, vars(person), Person.initials.__doc__)
del person.age
print(person.age, Person.name is Person.__dict__["name"])
for action in (lambda: setattr(person, "age", "old"), lambda: delattr(person, "age"), lambda: person.missing):
    try:
        action()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
person.__dict__["name"] = "hidden"
person.__dict__["initials"] = "shown"
print(person.name, person.initials)


class Static:
    plain = staticmethod(lambda: "static")
    klass = classmethod(lambda cls: cls.__name__)
    bound = len


print(Static.plain(), Static().plain(), Static().klass(), Static().bound("abc"), type(Static.__dict__["klass"]).__name__)
