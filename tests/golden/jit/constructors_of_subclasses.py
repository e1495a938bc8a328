"""Constructors that subclasses share: self is of several classes, and gets its attributes one after the other."""


class Base:
    def __init__(self, a, b=2):
        self.a = a
        self.b = b

    def area(self):
        return self.a * self.b


class One(Base):
    def __init__(self, a):
        super().__init__(a, a + 1)
        self.one = a * 1.5

    def area(self):
        return super().area() + 1


class Two(Base):
    def __init__(self, a, *rest):
        self.rest = rest
        super().__init__(a)


class Three(One):
    def __init__(self, a):
        self.first = 0
        super().__init__(a)
        self.last = [a]

    def area(self):
        return super().area() * 2


class Slotted(Base):
    __slots__ = ("c",)

    def __init__(self, a):
        super().__init__(a)
        self.c = a


class Five(Three):
    pass


class Six(Two):
    def __init__(self, a):
        super().__init__(a, a, a)

    def area(self):
        return super().area() + len(self.rest)


def make(kinds, rounds):
    total = 0
    for n in range(rounds):
        for kind in kinds:
            made = kind(n)
            total += made.area()
    return total, [sorted(vars(kind(3)).items()) for kind in kinds]


print(make([One, Two], 60))
print(make([One, Two, Three, Slotted], 60))
print(make([Five, Six, One, Three, Base, Two, Slotted], 60))
Base.area = lambda self: self.a
print(make([Six, Five, One], 60))


def changed(self, a, b=0):
    self.b = b
    self.z = a
    self.a = a


Base.__init__ = changed
print(make([Six, Five, One, Two], 60))
first = Two(1)
del first.a
first.a = "again"
print(vars(first))
