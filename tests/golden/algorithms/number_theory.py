"""Sieves, factors, modular arithmetic, continued fractions, primality, digits, perfect numbers, large integers."""
import math
from fractions import Fraction
from functools import reduce
from itertools import count, islice, takewhile


def sieve(n):
    flags = bytearray([1]) * (n + 1)
    flags[:2] = b"\0\0"
    for p in range(2, math.isqrt(n) + 1):
        if flags[p]:
            flags[p * p::p] = bytes(len(range(p * p, n + 1, p)))
    return [i for i, f in enumerate(flags) if f]


def endless():
    found = {}
    for n in count(2):
        p = found.pop(n, None)
        if p is None:
            found[n * n] = n
            yield n
        else:
            x = n + p
            while x in found:
                x += p
            found[x] = p


primes = sieve(1000)
print(len(primes), primes[-3:], list(islice(endless(), 168)) == primes, sum(primes), [p for p in primes if p + 2 in primes][:8])


def factors(n):
    for p in takewhile(lambda p: p * p <= n, endless()):
        while n % p == 0:
            yield p
            n //= p
    if n > 1:
        yield n


for n in (360, 97, 2 ** 20 - 1, 600851475143):
    print(n, list(factors(n)), math.prod(factors(n)) == n)


def probably_prime(n, bases=(2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)):
    if n < 2 or n in bases:
        return n in bases
    s = (n - 1 & 1 - n).bit_length() - 1
    d = n - 1 >> s
    return all(pow(b, d, n) in (1, n - 1) or any(pow(b, d << r, n) == n - 1 for r in range(s)) for b in bases)


print([n for n in range(60) if probably_prime(n)] == primes[:17], probably_prime(2 ** 89 - 1), probably_prime(2 ** 67 - 1), probably_prime(561))


def egcd(a, b):
    x, y, u, v = 1, 0, 0, 1
    while b:
        q, a, b = a // b, b, a % b
        x, u = u, x - q * u
        y, v = v, y - q * v
    return a, x, y


g, x, y = egcd(240, 46)
print(g, x, y, 240 * x + 46 * y, pow(3, -1, 11), math.gcd(0, 5), math.gcd(12, 18, 27), math.lcm(4, 6, 10), math.lcm(), pow(7, 10 ** 18, 10 ** 9 + 7))
try:
    pow(2, -1, 4)
except ValueError as error:
    print(error)


def crt(pairs):
    return reduce(lambda a, b: ((a[0] + a[1] * ((b[0] - a[0]) * pow(a[1], -1, b[1]) % b[1])) % (a[1] * b[1]), a[1] * b[1]), pairs)


print(crt([(2, 3), (3, 5), (2, 7)]), [n for n in range(2, 500) if sum(d for d in range(1, n) if n % d == 0) == n])


def continued(n, d):
    while d:
        q, r = divmod(n, d)
        yield q
        n, d = d, r


def convergents(terms):
    h, k = (1, 0), (0, 1)
    for a in terms:
        h, k = (a * h[0] + h[1], h[0]), (a * k[0] + k[1], k[0])
        yield Fraction(h[0], k[0])


terms = list(continued(415, 93))
print(terms, *convergents(terms), *list(convergents([3, 7, 15, 1]))[1:], Fraction(math.pi).limit_denominator(1000), float(Fraction(355, 113)) - math.pi)
e = [2] + [v for k in range(1, 12) for v in (1, 2 * k, 1)]
print(abs(float(list(convergents(e))[-1]) - math.e) < 1e-15, math.factorial(30), math.comb(52, 5), math.perm(10, 3), sum(map(int, str(2 ** 1000))), len(str(3 ** 1000)))
triples = [(m * m - n * n, 2 * m * n, m * m + n * n) for m in range(2, 6) for n in range(1, m) if (m - n) % 2 and math.gcd(m, n) == 1]
print(triples, [n for n in range(100, 1000) if n == sum(int(d) ** 3 for d in str(n))], math.isqrt(10 ** 40 + 1), (10 ** 20).bit_length())
steps = lambda n: 0 if n == 1 else 1 + steps(n // 2 if n % 2 == 0 else 3 * n + 1)
print(max(range(1, 100), key=steps), steps(97), [n for n in range(1, 50) if math.isqrt(n) ** 2 == n], sum(1 for n in range(1, 37) if math.gcd(n, 36) == 1))
