for text in ("", "abc", "naïve €", "x😀y"):
    for spec in ("", "s", "6", "<6", ">6", "^6", "^7", ".2", "5.1s", "*^9.2", "é<4", "😀>5", "05"):
        print(repr(spec), "[" + format(text, spec) + "]", end=" ")
    print()


class Sub(str):
    pass


print(type(format(Sub("a"), "3")), [format(Sub("a"), "")], f"{Sub('abc'):.1}")
for value in (1, 1.5, "a", 1j, None, True, []):
    for spec in ("=5", "+", " ", "#", "z", "y", ",_", "_,", ".", ".2d", "c", "+c", "#c", ",s", ",n", "_c", "s", "d", "x", "%", "010", "99999999999999999999"):
        try:
            print(repr(spec), repr(format(value, spec)), end="; ")
        except (ValueError, TypeError) as error:
            print(repr(spec), type(error).__name__, error, end="; ")
    print()
for value in (-1, 0x110000, 2**70):
    try:
        print(f"{value:c}")
    except OverflowError as error:
        print(error)
