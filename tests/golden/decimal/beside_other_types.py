import collections
import itertools
from decimal import Decimal


def attempt(make):
    try:
        return repr(make())
    except Exception as error:
        return f"{type(error).__name__}: {error}"


print(attempt(lambda: Decimal(1) + 1.5), attempt(lambda: "a" * Decimal(1)), attempt(lambda: Decimal(1) < "a"))
print(attempt(lambda: [] < Decimal(1)), attempt(lambda: 1 + collections.deque()), attempt(lambda: -itertools.count()))
print(attempt(lambda: collections.deque() < 1), attempt(lambda: Decimal(2) // "x"), attempt(lambda: 2.5 % Decimal(2)))
print(Decimal(1) + True, 3 * Decimal("1.5"), 7 // Decimal(2), divmod(7, Decimal(2)), 2 ** Decimal(3), 1 - Decimal("0.5"))
