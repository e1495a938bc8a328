import sys

big = 10 ** 4299
print(len(str(big)), len(repr(-big)), f"{big:,}"[:12], "%d" % 5)
for action in (lambda: str(big * 10), lambda: repr(-big * 10), lambda: int("1" * 4301), lambda: int("0" * 5000), lambda: f"{big * 10:d}",
               lambda: int("z" * 4301, 36)):
    try:
        print(action())
    except ValueError as error:
        print(error)
print(int("f" * 5000, 16) == 16 ** 5000 - 1, len(hex(big ** 2)), len(f"{big * 10:x}"), int("1" * 5000, 2) == 2 ** 5000 - 1)
print(int("1" * 4300) == (10 ** 4300 - 1) // 9)
