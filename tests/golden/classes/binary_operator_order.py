# Who is asked first by a binary operator, and what NotImplemented and None do.
log = []
def make(name, *bases, **methods):
    return type(name, bases, methods)
def method(label, result=NotImplemented):
    def called(self, other):
        log.append(f"{type(self).__name__}.{label}")
        return result
    return called
def run(what, f):
    log.clear()
    try:
        result = f()
    except TypeError as error:
        result = f"TypeError {error}"
    print(what, log, result)

A = make("A", __add__=method("add"), __radd__=method("radd"))
B = make("B", __add__=method("add"), __radd__=method("radd", "B"))
Sub = make("Sub", A, __radd__=method("radd", "Sub"))
Same = make("Same", A)
Inherits = make("Inherits", A, __add__=method("add"))
run("A+B", lambda: A() + B())
run("B+A", lambda: B() + A())
run("A+A", lambda: A() + A())
run("A+Sub", lambda: A() + Sub())
run("A+Same", lambda: A() + Same())
run("A+Inherits", lambda: A() + Inherits())
run("Sub+A", lambda: Sub() + A())
run("1+B", lambda: 1 + B())
run("B+1", lambda: B() + 1)
run("[]+B", lambda: [] + B())
run("''%B", lambda: "%s" % 1 + B())
NoneAdd = make("NoneAdd", A, __radd__=None)
run("A+NoneAdd", lambda: A() + NoneAdd())
run("1+NoneAdd", lambda: 1 + NoneAdd())

I = make("I", __iadd__=method("iadd"), __add__=method("add", "from add"))
def inplace(x, y):
    x += y
    return x
run("I+=1", lambda: inplace(I(), 1))
run("A+=A", lambda: inplace(A(), A()))
IN = make("IN", __iadd__=None)
run("IN+=1", lambda: inplace(IN(), 1))

# Comparisons: reflected by the subclass even where it only inherits; == and != end in identity.
C = make("C", __lt__=method("lt"), __gt__=method("gt"), __eq__=method("eq"))
S = make("S", C)
run("C<S", lambda: C() < S())
run("C==S", lambda: C() == S())
run("C!=C", lambda: C() != C())
run("C<1", lambda: C() < 1)
E = make("E", int, __radd__=method("radd", "E"), __lt__=method("lt", "lt"), __rpow__=lambda s, o, m=None: ("rpow", o, m))
run("int+E", lambda: 1 + E(2))
run("int>E", lambda: 1 > E(2))
run("int**E", lambda: 2 ** E(2))
