# Keywords of constructors that a subclass takes for itself; floats that convert themselves; powers of zero.
for base, value in ((list, [1, 2]), (tuple, [1, 2]), (frozenset, [1]), (float, 2.5)):
    class WithInit(base):
        def __init__(self, seq, newarg=None):
            self.newarg = newarg

    class WithNew(base):
        def __new__(cls, seq, newarg=None):
            made = super().__new__(cls, seq)
            made.newarg = newarg
            return made

    class Plain(base):
        pass

    made = WithNew(value, newarg=3)
    print(base.__name__, made == base(value), made.newarg, WithInit(value, newarg=4).newarg)
    for cls in (base, Plain):
        try:
            cls(value, newarg=3)
        except TypeError:
            print("refused")


class Own(float):
    def __float__(self):
        return 42.0


class Wrong(float):
    def __float__(self):
        return "text"


print(float(Own(1)), Own(1) + 1)
try:
    float(Wrong())
except TypeError as error:
    print(error)
print(0.0 ** float("-inf"), (-0.0) ** float("-inf"), 0.0 ** float("inf"))
try:
    0.0 ** -1
except ZeroDivisionError:
    print("zero")
