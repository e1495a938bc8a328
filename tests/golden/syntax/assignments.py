# Assignment targets of every kind, in the order in which they are stored.
class Log:
    def __init__(self, name): object.__setattr__(self, "name", name)
    def __setattr__(self, key, value): print(f"{self.name}.{key} = {value}")
    def __setitem__(self, key, value): print(f"{self.name}[{key}] = {value}")
    def __delitem__(self, key): print(f"del {self.name}[{key}]")
    def __delattr__(self, key): print(f"del {self.name}.{key}")
    def __getitem__(self, key): print(f"get {self.name}[{key}]"); return 10
    def __getattr__(self, key): print(f"get {self.name}.{key}"); return 20
def log(name, value=None): print("eval", name); return Log(name) if value is None else value
log("a").x = log("value", 1)
log("a")[log("key", 5)] = log("value", 2)
log("a").x, log("b")[log("k", 0)], *log("c").rest = log("seq", (1, 2, 3, 4))
log("a").x = log("b").y = log("value", 3)
log("a").x += log("value", 4)
log("a")[log("key", 6)] *= log("value", 5)
[log("a").p, (log("b").q, log("c")[1:2])] = 1, (2, 3)
for log("loop").i in "ab": pass
for log("l")[0], rest in [(1, 2)]: print(rest)
del log("a").x, (log("b")[1], log("c")[2:3])
with open("/dev/null") if False else __import__("contextlib").nullcontext(7) as log("w").v: pass
a = b = c = []
a.append(1); print(b, c is a)
i = 0; l = [0, 0]
i, l[i] = 1, "x"; print(i, l)
l[0], l[1] = l[1], l[0]; print(l)
(a), [b] = 1, [2]; print(a, b)
a, (b, *c), d = 1, (2, 3, 4), 5; print(a, b, c, d)
*a, = "xy"; print(a)
x: int = 5; y: "undefined"; print(x, __annotations__ if False else sorted(k for k in "xy" if k in globals()))
(z): int = 6; print(z)
log("ann").attr: int = 9
def f():
    print("in f"); n: undefined_name = 3; return n
print(f())
if (n := 10) > 5 and (m := n * 2): print(n, m)
print([y := 1, y ** 2], (y), {(k := "a"): (v := 1)}, k, v)
while (n := n - 4) > 0: print(n)
