# Assignment expressions in every place they are allowed.
if (n := len("hello")) > 3:
    print("long", n)
while (n := n - 1) > 2:
    print("loop", n)
print(n, (m := 3) + m, [k := 1, k + 1, k := k + 5], (k, k := 0, k))


def function(x=(default := 9)):
    return x


print(function(), default)
print(f"{(v := 4)} {v + 1} {(w := 'a')!r:>4}")


def local():
    print(total := 0, total)
    values = [total := total + i for i in range(4)]
    return values, total


print(local())


def shared():
    count = 0

    def bump():
        nonlocal count
        if (count := count + 1) > 2:
            return f"many {count}"
        return count

    return [bump() for _ in range(4)]


print(shared())
data = ["3", "x", "5", ""]


def convert(text):
    return int(text) if text.isdigit() else None


print([number for text in data if (number := convert(text)) is not None], number)
print({(key := text): len(key) for text in ("a", "bb")}, key)
print(any((witness := n) % 7 == 0 for n in range(1, 20)), witness)
lines = iter(["first", "second", "", "third"])
while line := next(lines, None):
    print("line", line)
print(repr(line))
print((a := 1, b := 2), a, b)
x = (y := 5, 9)
print(x, y)
print(x := 10, x)
lookup = {"k": (inner := "value")}
print(inner, lookup[(name := "k")], name)
print([(i, j) for i in range(3) if (j := i * i) > 0], j)


def early(items):
    if not (first := next((i for i in items if i > 2), None)):
        return "none"
    return first


print(early([1, 2, 3]), early([1]))


class Holder:
    value = (temporary := 3) * 2


print(Holder.value, Holder.temporary)
assert (checked := 5) == 5, (message := "never")
print(checked, "message" in globals())
match (subject := [1, 2]):
    case [p, q]:
        print(subject, p, q)
total = 0
print([total := total + n for n in [1, 2, 3]], total)
print((lambda: (z := 3) * z)(), "z" in globals())
with_default = {"a": 1}
print(value if (value := with_default.get("b")) else "fallback", value)
squares = [s for i in range(5) if (s := i * i) % 2]
print(squares, s)
del s
print("s" in globals())
