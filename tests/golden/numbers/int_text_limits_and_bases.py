# Every base both ways, and format() of ints with every option.
for base in 2, 3, 8, 10, 16, 36:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    def text(n):
        if n < 0: return "-" + text(-n)
        return (text(n // base) if n >= base else "") + digits[n % base]
    for n in 0, 1, base - 1, base, base**5 - 1, -base**3, 10**20, 2**64 + 1:
        assert int(text(n), base) == n and int(text(n).upper(), base) == n, (n, base)
    print(base, text(10**20), int("zz"[: 2] if base == 36 else "11", base))
for n in 0, 7, -42, 255, 10**12, -2**70:
    print([format(n, spec) for spec in ("", "d", "b", "o", "x", "X", "#b", "#o", "#x", "#X", "n", "e", ".2f", "%", "g", ",", "_", "_x", "_b", "+", " ", "-", "08", "+08d", "<12", ">12", "^12", "=+12", "*^12d", "#010x", "012,", "c" if 0 <= n < 256 else "d")])
for spec in ".2", ".2d", "s", ",x", ",_", "_n", "z", "+c", ",c", "10q", "#,d", "<<<", "\u00e9>5", "99999999999999999999d", "= 5", "05_b", "#b_":
    try: print(repr(spec), format(65, spec))
    except Exception as error: print(repr(spec), type(error).__name__, error)
print("%d %i %u %x %X %o %5d|%-5d|%05d|%+d|% d|%#x|%#o|%.3d|%5.3d|%s|%r|%c|%c" % (1, 2, 3, 255, 255, 8, 4, 5, 6, 7, 8, 255, 8, 9, 10, 11, 12, 65, "B"))
for fmt, v in ("%d", "1"), ("%d", 1.9), ("%x", 1.5), ("%c", 300), ("%c", -1), ("%d", None), ("%e", 1), ("%d", 1j), ("%o", -8), ("%x", -255), ("%5.1d", 12345), ("%hd", 1), ("%ld", 2), ("%*d", (5, 1)), ("%-*d|", (4, 1)), ("%.*f", (1, 2.25)), ("%(a)d", {"a": 1}), ("%%", ()), ("%", 1), ("%(a", {}), ("%y", 1), ("%d %d", (1,)), ("%d", (1, 2)):
    try: print(fmt, "->", fmt % v)
    except Exception as error: print(fmt, "->", type(error).__name__, error)
print(bin(10), oct(-8), hex(255), bin(True), hex(-0), bin(2**65), int(bin(-37), 0), int("-0b101", 2), int("0XfF", 16), int("+0o17", 0))
