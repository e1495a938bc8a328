import copy
import math
from decimal import *

print([Decimal(x) for x in ["1_000.5", " 12 ", "\u0661\u0662", "1e5", "-.5", "+5.", "iNf", "nan007", "0E-10", 10**30, True, 0.1, -0.0, (1, (1, 2, 3), -2), (0, (), "n"), [0, (0, 1), "F"]]])
print(Decimal(), Decimal("1.50") + 2, 3 - Decimal("0.1"), Decimal(7) // 2, Decimal(-7) % 3, divmod(Decimal(-7), 3), 2 ** Decimal(10), Decimal(2) ** -2)
d = Decimal("-123.4560")
print(d.as_tuple(), d.adjusted(), d.as_integer_ratio(), d.normalize(), d.to_eng_string(), d.copy_abs(), d.is_signed(), d.real, d.imag, d.conjugate())
print(int(d), float(d), complex(d), math.floor(d), math.ceil(d), math.trunc(d), round(d), round(d, 2), round(d, -2), bool(d), bool(Decimal("0.0")))
print([hash(Decimal(x)) == hash(float(x)) for x in ["1", "0.5", "-2.25", "1e20", "inf"]], hash(Decimal("1e-5")) == hash(Decimal("10e-6")))
print(Decimal("1.0") == 1, Decimal(1) < 2, Decimal("0.5") == 0.5, Decimal("0.1") < 0.1, Decimal(1) == 1 + 0j, Decimal("NaN") != Decimal("NaN"), Decimal(1) == "1")
print(sorted([Decimal("3"), 1, 2.5, Decimal("-1")]), sum([Decimal("0.1")] * 3), max(Decimal(1), 2, Decimal("1.5")))
print(copy.copy(d) is d, copy.deepcopy(d) is d, d.__reduce__())
for text in ["0", "1", "-1.5", "123456789.987", "1E+10", "1.2E-10", "NaN", "-Infinity", "0.00", "-0.004", "999.95"]:
    value = Decimal(text)
    print(text, [format(value, spec) for spec in ["", "e", ".2f", "+,.1f", "012,.2f", ">15", "*^20.3", "%", ".1%", "z.2f", "G", ".3g", "<10", "= 12"]])
print(str(Decimal("1E+3")), repr(Decimal("1E-7")), Decimal("12345E-3").to_eng_string(), Decimal("1E+4").to_eng_string(), Decimal("0E+4").to_eng_string())
print(Decimal(2).sqrt(), Decimal(1).exp(), Decimal(10).ln(), Decimal(2).log10(), Decimal(1).exp(Context(prec=60)))
print(Decimal("2.665").quantize(Decimal("0.01"), rounding=ROUND_HALF_UP), Decimal(5).fma(2, 3), Decimal(10).number_class(), Decimal(3).same_quantum(4))


class Money(Decimal):
    pass


m = Money("1.25")
print(m, repr(m), type(m + 1), type(Money.from_float(0.5)), m == Decimal("1.25"), type(abs(m)))
m.currency = "EUR"
print(m.currency, type(Decimal(m)), Decimal(m) is m)
