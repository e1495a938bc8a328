# Code objects of the same source are equal, whatever else differs makes them differ.
s = "def f(a, b=1):\n    return a + b, 1.0, 'hello world', (1, 2), frozenset\nx = lambda: f(-0.0)\n"
a, b = compile(s, "f", "exec"), compile(s, "f", "exec")
print(a == b, hash(a) == hash(b), a != b, a is b, a == compile(s.replace("1.0", "1"), "f", "exec"), a == compile(s.replace("-0.0", "0.0"), "f", "exec"))
print(a == compile("\n" + s, "f", "exec"), a == compile(s, "g", "exec"), a == 5, {a: 1}[b], a in [b])
