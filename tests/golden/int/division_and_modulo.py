# int: floor division and modulo follow the divisor's sign, at any size.
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
for a in 7, -7, 10**25, -10**25, 0:
    for b in 2, -2, 10**12, -3: print(a, b, a // b, a % b, divmod(a, b) == (a // b, a % b), (a // b) * b + a % b == a)
print(7 / 2, -7 / 2, 10**30 / 10**29, 2**70 / 2**69, 1 / 3)
