"""Sieves, factors, Miller and Rabin's test, perfect numbers, Collatz."""
from itertools import accumulate, count, islice, takewhile


def primes():
    composites = {}
    for number in count(2):
        if number not in composites:
            yield number
            composites[number * number] = [number]
        else:
            for prime in composites.pop(number):
                composites.setdefault(number + prime, []).append(prime)


def factors(number):
    for prime in takewhile(lambda p: p * p <= number, primes()):
        while number % prime == 0:
            yield prime
            number //= prime
    if number > 1:
        yield number


def is_prime(number):
    if number < 2:
        return False
    for base in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        if number % base == 0:
            return number == base
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for base in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        value = pow(base, odd, number)
        if value in (1, number - 1):
            continue
        for _ in range(twos - 1):
            value = value * value % number
            if value == number - 1:
                break
        else:
            return False
    return True


print(list(islice(primes(), 20)), sum(takewhile(lambda p: p < 1000, primes())))
for number in (1, 2, 97, 360, 1001, 65536, 999983, 600851475143):
    print(number, list(factors(number)))
print([p for p in (2**61 - 1, 2**89 - 1, 2**67 - 1, 10**18 + 9, 561, 3215031751) if is_prime(p)])
print([n for n in range(2, 500) if sum(d for d in range(1, n) if n % d == 0) == n])


def collatz(n):
    while n != 1:
        yield n
        n = n // 2 if n % 2 == 0 else 3 * n + 1


print(max(range(1, 300), key=lambda n: sum(1 for _ in collatz(n))), list(accumulate(islice(primes(), 8))))
print(bin(2**31 - 1).count("1"), pow(7, -1, 31), divmod(-17, 5), (-17) % -5, int("zz", 36), 255 .bit_length())
