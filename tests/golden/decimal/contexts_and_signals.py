import decimal
from decimal import *


def attempt(make):
    try:
        return repr(make())
    except Exception as error:
        return f"{type(error).__name__}: {error}"


print(getcontext(), DefaultContext, BasicContext, ExtendedContext)
c = Context(prec=5, rounding=ROUND_HALF_UP, Emin=-10, Emax=10, clamp=1, capitals=0, flags=[Inexact], traps=[])
print(c, c.copy(), c.Etiny(), c.Etop(), c.flags[Inexact], c.traps == c.flags, c.flags == dict.fromkeys(c.flags, False))
print(list(c.flags)[:3], len(c.flags), Inexact in c.flags, dict(c.flags)[Inexact], c.__reduce__())
for name, value in [("prec", 0), ("prec", "a"), ("prec", 10**30), ("Emin", 1), ("Emax", -1), ("capitals", 2), ("clamp", 2), ("rounding", "x"), ("flags", []), ("flags", {}), ("traps", 3)]:
    print(name, value, attempt(lambda: setattr(c, name, value)))
print(attempt(lambda: delattr(c, "prec")), attempt(lambda: Context(flags=[3])), attempt(lambda: setcontext(3)))
print(MAX_PREC, MAX_EMAX, MIN_EMIN, MIN_ETINY, HAVE_THREADS, HAVE_CONTEXTVAR)

for text in ["1/Decimal(0)", "Decimal(0)/0", "Decimal('sNaN')+1", "Decimal('x')", "Decimal('NaN')<1", "Decimal(10)**1000000", "Decimal(-1).sqrt()", "Decimal(1)%0", "divmod(Decimal(0),0)", "Decimal(0)**0", "Decimal(1).quantize(Decimal('1e500'))", "Decimal('1e-9')+0", "Decimal((0,(1,2),'x'))", "Decimal((2,(1,2),1))", "Decimal((0,(1,'a'),1))", "Decimal([1,2])", "Decimal(b'1')", "Decimal(None)", "int(Decimal('NaN'))", "int(Decimal('inf'))", "hash(Decimal('sNaN'))", "float(Decimal('sNaN'))", "format(Decimal(1),'q')", "Decimal(1).compare('a')", "round(Decimal(1),'a')", "Decimal.from_float('a')", "pow(Decimal(3), 4, 5)", "Decimal('1e999999')*10"]:
    getcontext().clear_flags()
    print(text, attempt(lambda: eval(text)), [str(f.__name__) for f, v in getcontext().flags.items() if v])

with localcontext() as inner:
    inner.prec = 3
    print(Decimal(1) / 7, getcontext().prec)
    with localcontext(prec=10, rounding=ROUND_UP):
        print(Decimal(1) / 7)
    inner.traps[Inexact] = True
    print(attempt(lambda: Decimal(1) / 3))
    inner.traps[FloatOperation] = True
    print(attempt(lambda: Decimal(1.5)), attempt(lambda: Decimal(1) < 1.5), Decimal(1) == 1.0, Decimal.from_float(1.5))
print(Decimal(1) / 7, getcontext().prec)

for error in (Clamped, InvalidOperation, DivisionByZero, Inexact, Rounded, Subnormal, Overflow, Underflow, FloatOperation, decimal.DivisionUndefined, decimal.ConversionSyntax):
    print(error, [base.__name__ for base in error.__mro__])
