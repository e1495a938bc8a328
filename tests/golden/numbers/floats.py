print(0.1 + 0.2, 1e16, 1e15, 1.5e-5, 0.0001, -0.0, 1e300 * 1e10, 3.0, 123456789.123)
print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 2.0 ** 0.5, 1.5 == 1.5, 1 == 1.0, 2 ** 53 + 1 == float(2 ** 53))
print(round(2.5), round(3.5), round(2.675, 2), round(-0.5), round(1234.5678, -2), int(-3.7), float("1e3"), float("inf"), float("nan"))
print(hash(0.5), hash(1.0), hash(float("inf")), (1.0).is_integer(), 1e22, 5e-324, 1.7976931348623157e308)
for action in (lambda: 1.0 / 0, lambda: float("x"), lambda: int(float("inf")), lambda: 1.5 % 0):
    try:
        action()
    except (ZeroDivisionError, ValueError, OverflowError) as error:
        print(type(error).__name__, "" if isinstance(error, ZeroDivisionError) else error)
