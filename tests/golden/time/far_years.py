"""Years that no date of the machine reaches, and days of the week just out of range."""
import time

for year in 1, 12345, 123456789, -1, -123456, (1 << 31) - 1, -(1 << 31) + 1900:
    try:
        print(time.asctime((year,) + (1,) * 7 + (0,)), time.strftime("%Y %m", (year, 1, 1, 0, 0, 0, 0, 1, 0)))
    except (OverflowError, ValueError) as error:
        print(type(error).__name__)
for day in 6, -1, -2, 13:
    try:
        print(time.asctime((1900, 1, 1, 0, 0, 0, day, 1, -1)), time.strftime("%w", (1900, 1, 1, 0, 0, 0, day, 1, -1)))
    except ValueError as error:
        print(error)
