from array import array


def attempt(make):
    try:
        return repr(make())
    except Exception as error:
        return f"{type(error).__name__}: {error}"


VALUES = [-1, -(2**15) - 1, -(2**31) - 1, -(2**63) - 1, 300, 2**16, 2**32, 2**64, 10**30, 1.5, "x", None, True]
for code in "bBhHiIlLqQfd":
    for value in VALUES:
        items = array(code, [1])
        print(code, value, attempt(lambda: items.append(value)), items)

for code in "bhilq":
    signed, unsigned = array(code), array(code.upper())
    bits = signed.itemsize * 8
    signed.extend([-(1 << bits - 1), (1 << bits - 1) - 1])
    unsigned.extend([0, (1 << bits) - 1])
    print(signed, unsigned, signed.tobytes(), unsigned.tobytes())

for code in "fd":
    print(array(code, [1, 2.5, 1e40, float("inf"), -0.0, float("nan")]))

print(attempt(lambda: array()))
print(attempt(lambda: array(1)))
print(attempt(lambda: array("i", "abc")))
print(attempt(lambda: array("i", 3)))
print(attempt(lambda: array("i", b"abc")))
print(attempt(lambda: array("i", [1], 2)))
print(attempt(lambda: array("i", x=3)))
print(array("b", b"abc"), array("H", bytearray(b"abcd")), array("i", memoryview(b"ab")))
print(array("d", array("i", [1, 2])), array("i", array("b", [1, -1])), array("i", {5: 6}), array("i", (n for n in (1, 2))))
