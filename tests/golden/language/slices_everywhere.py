"""Slices of every kind of sequence, read, assigned, deleted, and as objects."""
letters = list("abcdefghij")
for cut in (slice(None), slice(2, 5), slice(-3, None), slice(None, None, -1), slice(8, 1, -3), slice(5, 2), slice(-100, 100, 4)):
    print(cut, "".join(letters[cut]), "abcdefghij"[cut], bytes(range(65, 75))[cut], tuple(range(10))[cut], range(10)[cut], cut.indices(10))
work = letters[:]
work[2:4] = "XYZ"
work[:0] = [0, 1]
work[len(work):] = ["end"]
print(work)
work[::3] = range(len(work[::3]))
print(work)
del work[1::2], work[-1]
print(work)
for bad in ("work[::2] = [1]", "work[0:1] = 5", "work['a':]", "slice(1, 2, 0).indices(5)", "letters[::0]", "del (1, 2)[0]"):
    try:
        exec(bad)
    except Exception as error:
        print(bad, "->", type(error).__name__, error)


class Probe:
    def __getitem__(self, key):
        return key

    def __index__(self):
        return 3


probe = Probe()
print(probe[1:2], probe[::probe.__index__()], probe[1:2, ..., None], probe[()], probe[1,], letters[probe], letters[:probe])
print(slice(1, 2) == slice(1, 2), slice(1, 2) < slice(1, 3), slice("a", None).start, [*probe[1:2, 3]])
# python3.14
