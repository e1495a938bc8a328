# Integers around the edges of 31, 32, 62, 63 and 64 bits and far beyond, under every operator.
import warnings
warnings.simplefilter("ignore")  # Some of these are deprecated since 3.14.

edges = [0, 1, -1, 2**30 - 1, 2**30, -2**30, -2**30 - 1, 2**31, -2**31, 2**32 - 1, 2**32, 2**53 + 1, 2**62, 2**63 - 1, -2**63, 2**64, 10**40, -10**40 + 1]
total = 0
for a in edges:
    for b in edges:
        results = [a + b, a - b, a * b, a & b, a | b, a ^ b, a < b, a == b]
        if b:
            q, r = divmod(a, b)
            assert q * b + r == a and (r == 0 or (r < 0) == (b < 0)) and abs(r) < abs(b), (a, b)
            results += [q, r, a % b]
        if 0 <= b <= 64:
            results += [a << b, a >> b]
        for r in results:
            total = (total * 31 + int(r)) % (2**61 - 1)
print(total)
for a in edges:
    print(a, a.bit_length(), a.bit_count(), ~a, -a, hash(a), f"{a:x}", float(a) == a, a >> 31, (a << 3) >> 3 == a, int(str(a)) == a, int(hex(a), 16) == a)
for a, b in (10**30, 7), (-10**30, 7), (10**30, -10**15), (2**100, 2**99 - 1), (3**200, 3**100 + 1), (-1, 2**70), (2**64 - 1, 2**32 + 1):
    print(a // b, a % b, divmod(-a, b), a / b)
print(2**64 / 3, (2**64 + 1) / 2**64, 10**400 // 10**398, -7 // 2**70, 1 / 10**300, 3**500 / 3**498)
for code in "10**400 / 1", "1 / 10**400", "float(10**400)", "1 << -1", "1 >> -1", "2**-1", "1 << 2**70", "0 << 2**70", "1 >> 2**70", "-1 >> 2**70", "int('9' * 4301)", "str(10**4300)", "(10**400) * 1.0", "10**400 < 1e308", "10**400 > float('inf')", \
        "2**53 + 1 == float(2**53 + 1)", "2**53 == 2.0**53", "10**23 == 1e23", "(2**200).to_bytes(5, 'big')", "(-1).to_bytes(2, 'big')", "(300).to_bytes(2, 'little')", "int.from_bytes(b'\\xff\\x00', 'little', signed=True)", "(5).to_bytes(0, 'big')", \
        "pow(3, 10**20, 10**9 + 7)", "pow(-3, 5, 7)", "pow(3, -1, 2**61 - 1)", "pow(2, 10, -7)", "(-8) ** (1/3) == (-8+0j) ** (1/3)", "round(12345678901234567890, -5)", "round(-25, -1), round(35, -1), round(15, -2)", "(10**20).__round__(-19)", \
        "int(1e22), int(-1.9), int(2**70 + 0.5)", "True + True, True << 3, -True, ~False", "int('0b101', 0), int('0o17', 0), int('-0x_f', 0)", "int('012', 0)", "int('1_0'), int(' 7 ')", "int('z', 36), int('Z', 36)", "int('2', 2)", "int('', 10)", "int('1', 1)", "int(b'12'), int(bytearray(b'7'))", "int('१२')":
    try:
        print(code, "=", eval(code))
    except Exception as error:
        print(code, type(error).__name__, error)
