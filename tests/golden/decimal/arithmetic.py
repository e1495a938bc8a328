import random
from decimal import *

ROUNDINGS = [ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP]
chance = random.Random(314)
SPECIAL = ["0", "-0", "0E+5", "0E-400", "Infinity", "-Infinity", "NaN", "-NaN12", "sNaN7", "1", "-1", "10", "1.000", "99999", "0.5", "1111", "101"]


def number():
    if chance.random() < 0.2:
        return chance.choice(SPECIAL)
    digits = chance.choice([1, 2, 3, 5, 9, 20, 40])
    exponent = chance.choice([0, 0, -1, -2, -digits, 5, chance.randrange(-30, 30), chance.randrange(-420, 420)])
    return chance.choice(["", "-"]) + str(chance.randrange(10**digits)) + (f"E{exponent}" if exponent else "")


UNARY = "abs plus minus exp ln log10 logb logical_invert next_minus next_plus normalize sqrt to_integral_exact to_integral_value number_class is_normal to_sci_string to_eng_string".split()
BINARY = "add subtract multiply divide divide_int remainder quantize compare compare_signal compare_total compare_total_mag copy_sign logical_and logical_or logical_xor max max_mag min min_mag next_toward remainder_near rotate scaleb shift same_quantum divmod power".split()
for name in UNARY + BINARY:
    for _ in range(6):
        most = chance.choice([5, 20, 384, 999999])
        context = Context(prec=chance.choice([1, 3, 9, 16, 28]), rounding=chance.choice(ROUNDINGS), Emax=most, Emin=1 - most, clamp=chance.choice([0, 1]), traps=[])
        a, b = number(), number()
        if name in ("power", "rotate", "shift", "scaleb"):
            b = str(chance.randrange(-9, 10))
        operands = [Decimal(a), Decimal(b)][: 1 if name in UNARY else 2]
        result = getattr(context, name)(*operands)
        print(name, *operands, context.prec, context.rounding, most, "=", result, [f.__name__ for f, v in context.flags.items() if v])
