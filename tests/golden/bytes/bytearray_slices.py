# Slices of bytearray read, assigned and deleted, also while a view holds it.
def attempt(what, f):
    try:
        result = f()
    except Exception as error:
        result = f"{type(error).__name__} {error}"
    print(what, result)
def assign(start, stop, step, value, length=8):
    b = bytearray(range(97, 97 + length))
    b[start:stop:step] = value
    return b
for args in [(1, 3, None, b""), (1, 3, None, b"12345"), (3, 1, None, b"ins"), (None, None, None, b"all"), (0, 8, 2, b"WXYZ"), (7, None, -2, b"WXYZ"),
             (0, 8, 2, b"W"), (0, 0, 2, b""), (0, 8, 2, b""), (None, None, -1, b"12345678"), (100, 200, None, b"end"), (-2, None, None, [48, 49, 50]),
             (1, 2, None, range(48, 52)), (1, 2, None, "str"), (1, 2, None, 5), (1, 2, None, [300]), (0, 1, 0, b"x"),
             (1, 1, -1, b""), (5, 1, -1, b"zyxw"), (5, 1, -3, b"zy"), (None, None, 3, (1, 2, 3))]:
    attempt(args, lambda: assign(*args))
def delete(*args):
    b = bytearray(b"0123456789")
    del b[slice(*args)]
    return b
for args in [(2,), (2, 5), (None, None, 2), (None, None, -3), (8, 2, -2), (5, 2), (0, 0), (-3, None), (1, 9, 4), (None, None, 100)]:
    attempt(args, lambda: delete(*args))
b = bytearray(b"abcdef")
b[1:4] = b
print(b)
b[::2] = b[::2]
b += bytes(b)
print(b, b.count(b"a"))
b *= 0
attempt("empty", lambda: b)
b = bytearray(b"held")
view = memoryview(b)
b[0] = 72
b[1:3] = b"EL"
for what, f in [("extend", lambda: b.extend(b"x")), ("+=", lambda: b.__iadd__(b"x")), ("del", lambda: b.__delitem__(0)), ("clear", lambda: b.clear()), ("grow", lambda: b.__setitem__(slice(0, 1), b"xx")),
                ("pop", lambda: b.pop()), ("insert", lambda: b.insert(0, 1)), ("*=", lambda: b.__imul__(2)), ("same", lambda: b.reverse()), ("append", lambda: b.append(1))]:
    attempt(what, f)
print(view.tobytes())
view.release()
b.append(33)
print(b, b.copy() is b, bytes(reversed(b)))
for index, value in [(0, 256), (0, -1), (0, "a"), (9, 1), ("a", 1), (0, 1.0), (0, True), (-1, 63)]:
    attempt((index, value), lambda: (b.__setitem__(index, value), b)[1])
