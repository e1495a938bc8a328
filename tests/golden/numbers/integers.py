print(2 ** 100, -7 // 2, -7 % 3, 7 // -2, 7 % -3, divmod(-7, 2), 1 << 70, (1 << 70) >> 68, ~5, 6 & 3, 6 | 3, 6 ^ 3)
print(10 ** 20 // 7, 10 ** 20 % 7, -(10 ** 20) // 7, 3 ** 50 * 7 ** 20, 12345678901234567890 - 12345678901234567889)
print(1073741823 + 1, -1073741824 - 1, 1073741824 * 1073741824, 2 ** 31, 2 ** 62, 2 ** 64)
print(int("0x1f", 16), int("-12"), int(3.9), int("1_000"), 0b101, 0o17, 1_000)
print(7 / 2, 1 / 3, 10 ** 30 / 10 ** 10, pow(3, 100, 7), pow(2, -1), abs(-5), (5).bit_length())
print(True + True, True == 1, 5 > 3 > 1, hash(2 ** 61 - 1), hash(-1), hash(10 ** 20))
for action in (lambda: 1 // 0, lambda: 1 % 0, lambda: int("x"), lambda: 1 << -1, lambda: 1 + "a"):
    try:
        action()
    except (ZeroDivisionError, ValueError, TypeError) as error:
        print(type(error).__name__, "" if isinstance(error, ZeroDivisionError) else error)
