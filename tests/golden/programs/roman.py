"""Roman numerals both ways, numbers in words, and bases."""


def roman(number):
    if not 0 < number < 4000:
        raise ValueError(f"no roman numeral for {number}")
    out = ""
    for value, letters in zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
                              "M CM D CD C XC L XL X IX V IV I".split()):
        times, number = divmod(number, value)
        out += letters * times
    return out


def arabic(text):
    values = [dict(zip("IVXLCDM", (1, 5, 10, 50, 100, 500, 1000)))[letter] for letter in text.upper()]
    return sum(-value if value < following else value for value, following in zip(values, values[1:] + [0]))


SMALL = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
         "seventeen eighteen nineteen").split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()


def words(number):
    if number < 0:
        return f"minus {words(-number)}"
    if number < 20:
        return SMALL[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return TENS[tens] + (f"-{SMALL[ones]}" if ones else "")
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            many, rest = divmod(number, size)
            return f"{words(many)} {name}" + (f" {words(rest)}" if rest else "")


def digits(number, base, letters="0123456789abcdefghijklmnopqrstuvwxyz"):
    out = ""
    while True:
        number, digit = divmod(number, base)
        out = letters[digit] + out
        if not number:
            return out


assert all(arabic(roman(n)) == n for n in range(1, 4000, 7))
for number in (1, 4, 1990, 2026, 3999):
    print(number, roman(number), words(number), digits(number, 7), f"{number:b} {number:#x} {number:o}")
print(words(-1_000_001), "|", words(123_456_789_012))
for bad in (0, 4000):
    try:
        roman(bad)
    except ValueError as error:
        print(error)
assert all(int(digits(n, base), base) == n for n in (0, 1, 35, 12345, 10**20) for base in range(2, 37))
