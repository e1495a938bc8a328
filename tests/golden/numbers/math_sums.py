import math

inf, nan = math.inf, math.nan
for values in ([], [0.1] * 10, [1e308, 1.0, -1e308], [1e16, 1.0, 1e-16], [1, 1e100, 1, -1e100] * 100, [2.0**53, -0.5, -2.0**-54],
               [2.0**53, 1.0, 2.0**-100], [inf, 1.0], [inf, inf], [nan, 1.0], [-0.0], [1e-308, -1e-308, 5e-324], [True, 2, 3.5]):
    print(math.fsum(values))
for values in ([inf, -inf], [1e308, 1e308], ["a"], [1e308, 1e308, -1e308]):
    try:
        print(math.fsum(values))
    except (ValueError, OverflowError, TypeError) as error:
        print(type(error).__name__, error)
print(math.prod([]), math.prod([1, 2, 3]), math.prod([1.5, 2]), math.prod([2] * 100), math.prod([1, 2], start=5), math.prod([[1, 2], 2], start=1),
      math.prod(range(1, 30)), math.prod([1j, 1j]), math.prod([2, 3], start=0.5))
print(math.hypot(), math.hypot(3), math.hypot(3, 4), math.hypot(1, 1), math.hypot(1e200, 1e200), math.hypot(1e-200, 1e-200), math.hypot(inf, nan),
      math.hypot(nan, 1), math.hypot(*range(10)), math.hypot(5e-324, 5e-324), math.hypot(-2.0), math.hypot(1.5e308, 1.5e308))
print(math.dist([1, 2], [4, 6]), math.dist((1, 2, 3), (1, 2, 3)), math.dist([], []), math.dist([0.1, 0.2, 0.3], [1, 1, 1]), math.dist(iter([1]), [inf]))
for action in (lambda: math.dist([1], [1, 2]), lambda: math.hypot("a"), lambda: math.prod(["a", "b"]), lambda: math.fsum(5)):
    try:
        print(action())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(sum([0.5] * 4), sum([1, 2.5]), sum([10**20, 0.5, -10**20]), sum([True, True]))
