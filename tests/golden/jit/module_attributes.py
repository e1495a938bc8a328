import math, sys, types, os
m = types.ModuleType("m"); m.x = 1; m.f = lambda v: v + 1; m.c = 2.5
class Sub(types.ModuleType):
    @property
    def x(self): return "prop"
    def __getattribute__(self, n): return 42 if n == "c" else super().__getattribute__(n)
s = Sub("s"); s.__dict__["x"] = 5; s.__dict__["c"] = 5
def use(n):
    r = math.sqrt(n) + math.pi * n + math.floor(n / 2)
    return r, m.x, m.f(n), m.c + n, s.x, s.c, m.__name__, m.__dict__ is vars(m), os.path.join("a", "b"), sys.maxsize & 1
def change(n):
    if n == 60: m.x = "later"
    if n == 70: m.f = str
    if n == 80: del m.x
    if n == 90: m.x = 9
    if n == 100: m.__class__ = Sub
out = []
for n in range(130):
    change(n)
    try: out.append(use(n))
    except AttributeError as e: out.append(str(e))
print(out[0], out[60:63], out[70], out[80:82], out[90], out[100], out[-1])
try:
    for n in [4.0] * 50 + [-1.0]: math.sqrt(n)
except ValueError as e: print(type(e).__name__)
def q(v): return math.sqrt(v)
for v in [2, 2.5, True, 10**30] * 20 + ["x", -1, float("nan"), -0.0, float("inf"), None]:
    try: r = q(v)
    except (TypeError, ValueError) as e: r = type(e).__name__
    if v not in (2, 2.5, True, 10**30) or v is None: print(r)
print(q(2), q(2.5), q(True), q(10**30))
