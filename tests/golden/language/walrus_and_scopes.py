"""Assignment expressions and what scope their names are in."""
import re

data = ["a=1", "b=", "c=33", "junk"]
print([(m[1], m[2]) for item in data if (m := re.match(r"(\w)=(\d*)", item))], m)
if (n := len(data)) > 3 and (last := data[-1]) == "junk":
    print(n, last)
while (n := n - 1) > 1:
    print("n", n, end=" ")
print()


def total(values):
    return [running := 0] and [running := running + value for value in values], running


print(total([1, 2, 3]), (x := 1, y := x + 1), x, y)
print({(k := key.upper()): k * 2 for key in "ab"}, k, any((hit := v) > 2 for v in [1, 3, 5]), hit)
f = lambda a: (b := a + 1) * b
print(f(2), "b" in globals())
print(f"{(z := 4)} {z!r:>3}", z)
for source in ("[i := 0 for i in range(3)]", "(x := 1) = 2", "x := 1", "[j for j in (j := [1])]", "def f(a=(b := 1)): pass",
               "class C:\n [q := 1 for _ in range(2)]", "f(a := 1, b=(c := 2))"):
    try:
        compile(source, "s", "exec")
        print("fine", source)
    except SyntaxError as error:
        print(error.msg)
