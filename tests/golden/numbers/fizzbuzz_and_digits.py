# Digits, bases, palindromes, perfect numbers and the like.
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
print([("fizz" * (n % 3 == 0) + "buzz" * (n % 5 == 0)) or n for n in range(1, 16)], [n for n in range(10, 200) if str(n) == str(n)[::-1]][:8], [n for n in range(2, 500) if n == sum(d for d in range(1, n) if n % d == 0)], [n for n in range(100, 1000) if n == sum(int(c) ** 3 for c in str(n))])
def digits(n, b): return digits(n // b, b) + [n % b] if n >= b else [n]
def from_digits(d, b):
    n = 0
    for x in d: n = n * b + x
    return n
print(digits(2**70, 1000), all(from_digits(digits(n, b), b) == n for n in (0, 7, 255, 10**12) for b in (2, 7, 16)), sum(map(int, str(2**1000))), len(str(3**500)), str(7**77)[-10:], [pow(3, -1, p) for p in (5, 7, 11)])
