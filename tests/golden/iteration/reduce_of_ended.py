# python3.14
# How iterators that have ended are made again.
for value in "x\xe9", "\u1234a", [1], (1,), b"a", bytearray(b"a"), {1: 2}, {1}, {1: 2}.items():
    for make in iter, reversed:
        try:
            iterator = make(value)
        except TypeError:
            continue
        list(iterator)
        print(type(iterator).__name__, iterator.__reduce__())
