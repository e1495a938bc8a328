a, *b, c = range(6)
print(a, b, c)
(x, y), [z, *w] = (1, 2), "abc"
print(x, y, z, w)
print([*range(3), *"ab"], {**{"a": 1}, "b": 2}, (*[1], 2))
for bad in ((1,), ()):
    try:
        p, q = bad
    except ValueError as error:
        print(error)
try:
    p, q = 5
except TypeError as error:
    print(error)
