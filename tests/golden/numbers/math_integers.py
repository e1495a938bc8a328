import math

print([math.factorial(n) for n in (0, 1, 5, 20, 21, 30, 100)], math.factorial(True))
print([math.comb(n, k) for n, k in ((5, 2), (5, 0), (5, 6), (0, 0), (100, 50), (60, 30), (10**20, 3))])
print([math.perm(n, k) for n, k in ((5, 2), (5, 0), (5, 6), (100, 20), (10**20, 2))], math.perm(6), math.perm(6, None))
print(math.gcd(), math.gcd(0), math.gcd(12, -18), math.gcd(10**40, 6**50), math.gcd(2**100, 2**70, 6), math.gcd(True, 5))
print(math.lcm(), math.lcm(0), math.lcm(4, -6), math.lcm(0, 5), math.lcm(10**20, 12**10), math.lcm(3, 5, 7))
for n in (0, 1, 3, 4, 15, 16, 2**52 - 1, 2**53, 10**16 + 7, 2**62 - 1, 10**30, 2**200 - 1, 2**200):
    root = math.isqrt(n)
    assert root * root <= n < (root + 1) ** 2, n
    print(root, end=" ")
print()
for action in (lambda: math.factorial(-1), lambda: math.factorial(1.5), lambda: math.factorial("a"), lambda: math.comb(-1, 2), lambda: math.comb(2, -1),
               lambda: math.perm(-1), lambda: math.perm(2, -1), lambda: math.gcd(1.5), lambda: math.lcm("a"), lambda: math.isqrt(-1), lambda: math.isqrt(2.0),
               lambda: math.comb(1.5, 1), lambda: math.factorial(10**30)):
    try:
        print(action())
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)


class Indexed:
    def __index__(self):
        return 10


print(math.factorial(Indexed()), math.comb(Indexed(), 3), math.gcd(Indexed(), 4), math.isqrt(Indexed()))
