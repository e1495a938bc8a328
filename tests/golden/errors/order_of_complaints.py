# Which of two complaints comes first, and what is asked before.
def show(source):
    try:
        print(eval(source))
    except Exception as error:
        print(source, type(error).__name__, error)

def f(*a, **k):
    return a, k

show("f(b=1, a=2, a=3, b=4)")
show("f(b=1, **{}, b=2)")
show("f(*4)")

class Keys:
    def __getattr__(self, name):
        print("asked for", name)
        return lambda: ["a"]

    def __getitem__(self, key):
        return key

show("dict(Keys())")

import ast

print(ast.dump(ast.parse("f(a=1, a=2)", mode="eval"))[:40])

for base in ("int", "bytes", "tuple"):
    for slots in ("('a',)", "()", "'a'"):
        show(f"type('X', ({base},), dict(__slots__={slots})).__name__")

for n in (2**62, 2**63, -1, -(2**70)):
    show(f"bytearray({n})")
    if n < 0:
        show(f"'a' * {n}")

for view in ("memoryview(b'')[::2]", "memoryview(b'')[::-1]", "memoryview(b'ab')[::2]", "memoryview(b'a')[::3]"):
    show(f"({view}.contiguous, {view}.c_contiguous, {view}.strides)")

# A list whose sort fails stays as it was.
for items in ([1, 2, "a", 3], ["a", 3, 2, 1], [3, 2, None, 1]):
    try:
        items.sort()
    except TypeError:
        print(items)
