# __str__, __repr__, __format__, print arguments, and str() of everything.


class OnlyRepr:
    def __repr__(self):
        return "OnlyRepr()"


class OnlyStr:
    def __str__(self):
        return "only str"


class Both(OnlyRepr, OnlyStr):
    pass


print(OnlyRepr(), str(OnlyRepr()), [OnlyRepr()], OnlyStr(), Both(), repr(Both()))
print("OnlyStr object" in repr(OnlyStr()))


class Bad:
    def __str__(self):
        return 5

    def __repr__(self):
        return None


for call in (str, repr, print, lambda x: f"{x}", lambda x: "%s" % x):
    try:
        call(Bad())
    except TypeError as error:
        print(error)
print(1, "two", 3.0, None, sep="|", end="<\n")
print(*"abc", sep="")
print()
print("no newline", end="")
print("", "x", "", sep=",")
print("%s %r %d %5.2f %x %%" % ("s", "r", 42, 3.14159, 255), "%(a)s-%(b)03d" % {"a": 1, "b": 2}, "%s" % (1,), "%s" % [1])
print("%-5s|%5s|%+d|% d|%05d|%.3s|%c|%o|%e" % ("ab", "cd", 3, 4, 5, "abcdef", "z", 8, 12345.678))
for text, values in (("%d", "x"), ("%s %s", (1,)), ("%s", (1, 2)), ("%q", 1), ("%(k)s", (1,))):
    try:
        print(text % values)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(str([1, "a", (2,), {"k": {3}}]), str({}), str(set()), str(()), str((1,)), repr("it's"), repr('say "hi"'), repr("""both ' and " """))
print(repr("tab\tnewline\nback\\slash\x00\x7f\xe9\u200b\U0001f600"), ascii("é😀"))
print(str(b"bytes\x00\xff"), str(True), str(None), str(...), str(NotImplemented), str(int), str(print), str(len))
print(str(range(3)), str(slice(1, None, 2)), repr(1.0), repr(1e22), repr(1e-7), repr(0.1 + 0.2), repr(1j), repr(-1.5 - 2j))
nested = [1]
nested.append(nested)
print(nested, {"self": nested})
loop = {}
loop["me"] = loop
print(loop)


class Recursive(list):
    def __repr__(self):
        return f"R{super().__repr__()}"


r = Recursive([1])
r.append(r)
print(r)
print(str("text"), str(b"abc", "ascii"), str(object="x"), "a" "b" 'c', "multi\
line")
print("abc" < "abd", "a" * 3, "b" in "abc", "abc"[::-1], "abc"[1:], max("abc"), sorted("hello"), "x".join(["1", "2"]))
