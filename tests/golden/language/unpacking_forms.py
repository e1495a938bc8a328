# python3.14
"""Unpacking on both sides of assignments, in calls, displays and loops."""
a, *b = "hello"
*c, d = range(3)
(e, (f, *g)), [h] = (1, "xyz"), {9}
first, *_, last = {"k": 1, "l": 2, "m": 3}
print(a, b, c, d, e, f, g, h, first, last, _)
print([*range(3), *"ab"], (*[1], *(2,)), {*[1, 1, 2]}, {**{"a": 1}, "b": 2, **{"a": 3}})


def show(*args, **kwargs):
    return args, kwargs


print(show(*[1, 2], 3, *"x", k=1, **{"m": 2}, **{"n": 3}))
for x, (y, *z) in [(1, "ab"), (2, (3,))]:
    print(x, y, z)
i = 0
i, numbers = 1, [10, 20]
numbers[i], i = i, 5
print(i, numbers)
[p, q], r = ([1, 2], 3)
p, q = q, p
print(p, q, r, *sorted({3: 0, 1: 0}), sep="|")
for code in ("a, b = 1", "a, *b, c = [1]", "a, b = 'x'", "show(**{1: 2})", "show(k=1, **{'k': 2})", "show(*5)", "{**[1]}",
             "[*None]", "show(**3)", "a, b = {1: 2, 3: 4}.items(); print(a, b)"):
    try:
        exec(code)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, str(error).replace("__main__.", ""))
for code in ("*a = 1", "*a, *b = 1", "a = *b", "print(*)", "f(**a, *b)", "del *a", "(*a)"):
    try:
        compile(code, "s", "exec")
        print("fine", code)
    except SyntaxError as error:
        print(code, "|", error.msg)
