# Parts of sequences without slice objects; ints from short texts and their digits in other bases; joins.


def sliced(values, start, stop):
    return values[start:stop], values[start:], values[:stop], values[:], values[-3:-1], values[start:stop:2]


class Indexed:
    def __index__(self):
        return 2

    def __getitem__(self, key):
        return key


for values in ("abcdefgh", "äbc", "", [1, 2, 3, 4, 5], (1, 2, 3, 4, 5), b"bytes", range(9), Indexed()):
    for start, stop in ((0, 3), (2, 100), (-2, 7), (5, 1), (None, 2), (Indexed(), 4), (-100, -1), (2**70, -(2**70))):
        if not isinstance(values, Indexed):
            print(sliced(values, start, stop))
        elif not isinstance(start, Indexed):
            print(sliced(values, start, stop)[0])
for wrong in ("x", 1.5):
    for values in ("abc", [1], (1,), 5):
        try:
            print(sliced(values, wrong, 2))
        except (TypeError, KeyError) as error:
            print(type(error).__name__, error)
for text in ("12", "-7", "+5", "", "-", "1_0", " 3 ", "123456789", "1234567890", "-999999999", "٣", "0x1", "007"):
    try:
        print(int(text), hex(int(text)), oct(int(text)), bin(int(text)))
    except ValueError as error:
        print(error)
print(hex(-255), hex(2 ** 40), bin(True), "-".join(["a", "", "é", "b"]), "".join(("x",)), ",".join([]))
for wrong in (["a", 1], ("a", None), [b"a"], 5, [1]):
    try:
        print("".join(wrong))
    except TypeError as error:
        print(error)
