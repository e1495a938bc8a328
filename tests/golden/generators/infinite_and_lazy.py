# Generators without an end: what is computed, and when.
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
from itertools import islice
def naturals(n=0):
    while True: print("make", n, end=" "); yield n; n += 1
def squares(g): return (x * x for x in g)
def take(n, g): return list(islice(g, n))
print(take(3, naturals())); print(take(2, squares(naturals(5)))); g = naturals(); print(next(x for x in g if x > 2), next(g)); z = zip(naturals(), "ab"); print(list(z))
def fib(a=0, b=1):
    while 1: yield a; a, b = b, a + b
def primes(): found = []; yield from (found.append(n) or n for n in iter(__import__("itertools").count(2).__next__, None) if all(n % p for p in found))
print(take(12, fib()), take(10, primes()), any(x > 50 for x in fib()), dict(zip("abc", fib())), max(islice(fib(), 20)))
