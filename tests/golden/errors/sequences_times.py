# A sequence's multiplication as a method raises; as an operator it lets the other operand's class have its say first.
class Reflected:
    def __rmul__(self, other):
        return ("reflected", other)

class Index:
    def __index__(self):
        return 2

class Both(Reflected, Index):
    pass

def show(make):
    try:
        result = make()
        print("ours" if isinstance(result, (Reflected, Index)) else result)
    except (TypeError, AttributeError, OverflowError, MemoryError) as error:
        print(type(error).__name__)

def in_place(x, y):
    x *= y
    return x

for kind in (lambda: [1], lambda: (1,), lambda: "a", lambda: b"a", lambda: bytearray(b"a")):
    for other in (Reflected(), Index(), Both(), 2.0, [1], "a", 10**30, True):
        show(lambda: kind() * other)
        show(lambda: other * kind())
        show(lambda: kind().__mul__(other))
        show(lambda: kind().__rmul__(other))
        show(lambda: in_place(kind(), other))

# An exception thrown into a generator that has not begun is not one that its body let out.
def generator():
    yield

for error in (StopIteration, StopIteration(4), ValueError("x")):
    try:
        generator().throw(error)
    except (StopIteration, ValueError) as caught:
        print(type(caught).__name__, caught)
    except RuntimeError as caught:
        # So it was before 3.12.
        print(type(caught.__cause__).__name__, caught.__cause__)

for base in (5j, 2 + 1j, 0j):
    for exponent in (float("inf"), float("-inf")):
        try:
            print(base ** exponent)
        except (ZeroDivisionError, OverflowError) as caught:
            print(type(caught).__name__)
