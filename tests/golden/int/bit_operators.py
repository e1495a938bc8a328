# int: shifts, masks and two's complement of any width.
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
for a in 0, 5, -5, 2**40, -2**70:
    print(a, ~a, a << 3, a >> 2, a & 0xFF, a | 1, a ^ -1, a & -a, a.bit_count(), a >> 100, -1 << 5)
t(lambda: 1 << -1); t(lambda: 1 >> -1); t(lambda: 1 & 1.0); t(lambda: 0 << 2**80); t(lambda: 5 >> 2**80)
