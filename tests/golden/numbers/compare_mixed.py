inf, nan = float("inf"), float("nan")
numbers = [0, 1, -1, 0.5, 2**31, -(2**31), 2**53, 2**53 + 1, 2.0**53, 10**20, 1e20, 10**400, -(10**400), 1e308, inf, -inf, nan, True, 1 + 0j, 2.0**70, 2**70, 2**70 + 1]
for a in numbers:
    row = ""
    for b in numbers:
        row += "=" if a == b else "."
        if a == a and b == b and not isinstance(a, complex) and not isinstance(b, complex):
            row += "<" if a < b else ">" if a > b else "="
            assert (a <= b) == (not a > b) and (a >= b) == (not a < b) and (a != b) == (not a == b)
    print(row)
print(nan == nan, nan != nan, nan < 1, 1 < nan, nan in [nan], sorted([3, 1.5, 2, True, -1, 2.5, 10**30, -inf]), max(1, 1.0), min(2.5, 2), max([1, inf, 10**400]))
