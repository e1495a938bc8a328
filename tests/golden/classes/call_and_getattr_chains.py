# __call__, __getattr__ and __getitem__ that build expressions.
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
class E:
    def __init__(self, text): object.__setattr__(self, "text", text)
    def __getattr__(self, n): return E(f"{self.text}.{n}")
    def __getitem__(self, k): return E(f"{self.text}[{k!r}]")
    def __call__(self, *a, **k): return E(f"{self.text}({', '.join([*map(str, a), *(f'{n}={v}' for n, v in k.items())])})")
    def __add__(self, o): return E(f"({self.text} + {o})")
    def __str__(self): return self.text
    def __setattr__(self, n, v): print("set", f"{self.text}.{n} = {v}")
    def __contains__(self, x): return str(x) in self.text
    def __iter__(self): return iter(self.text.split("."))
e = E("e"); print(e.a.b[1][2:3](x=5)(e + 1).c["k"] + e.d); e.a.b = e.c(1); print("b" in e.b, [*e.x.y], *e.z)
t(lambda: e - 1); t(lambda: len(e)); t(lambda: -e)
