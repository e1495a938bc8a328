# RecursionError: from plain and mutual recursion, special methods, containers and comparisons, and going on after it.
import sys
sys.setrecursionlimit(150)
def attempt(name, f):
    try:
        result = f()
        print(name, result)
    except RecursionError as error:
        print(name, "RecursionError", str(error).startswith("maximum recursion depth exceeded"))
def plain(n): return plain(n + 1)
def even(n): return True if n == 0 else odd(n - 1)
def odd(n): return False if n == 0 else even(n - 1)
class R:
    def __getattr__(self, name): return getattr(self, name + "x")
    def __eq__(self, other): return self == other
    def __call__(self): return self()
    def __add__(self, other): return self + other
    def __getitem__(self, key): return self[key]
    def __len__(self): return len(self)
    def __hash__(self): return hash(self)
    def __iter__(self): return iter(self)
    def __contains__(self, x): return x in self
    def __bool__(self): return bool(self)
    def __str__(self): return str(self)
    def __enter__(self):
        with self: pass
    def __exit__(self, *a): pass
    @property
    def p(self): return self.p
    def __del__(self): pass
r = R()
attempt("plain", lambda: plain(0))
attempt("even", lambda: even(50))
attempt("too far", lambda: even(500))
for name, f in (("getattr", lambda: r.zzz), ("eq", lambda: r == 1), ("call", lambda: r()), ("add", lambda: r + 1), ("item", lambda: r[0]), ("len", lambda: len(r)), ("hash", lambda: {r}), ("iter", lambda: list(r)), ("in", lambda: 1 in r),
                ("bool", lambda: not r), ("str", lambda: f"{r}"), ("property", lambda: r.p), ("lambda", lambda: (lambda f: f(f))(lambda f: f(f)))):
    attempt(name, f)
def with_enter():
    with r: pass
attempt("with", with_enter)
def generator(n): yield from generator(n + 1)
attempt("generator", lambda: next(generator(0)))
def comprehension(n): return [comprehension(n + 1) for _ in "a"]
attempt("comprehension", lambda: comprehension(0))
def in_finally(n):
    try: in_finally(n + 1)
    finally: counts.append(n)
counts = []
attempt("finally", lambda: in_finally(0))
print(len(counts) > 50, counts == sorted(counts, reverse=True))
def swallowing(n):
    try: return swallowing(n + 1)
    except RecursionError: return n
print(swallowing(0) > 50)
def deep(n): return 0 if n == 0 else 1 + deep(n - 1)
attempt("again fine", lambda: deep(80))
sys.setrecursionlimit(400)
attempt("higher", lambda: deep(300))
attempt("sort key", lambda: sorted([1], key=plain))
attempt("map", lambda: list(map(plain, [1])))
class Meta(type):
    def __instancecheck__(cls, o): return isinstance(o, cls)
class I(metaclass=Meta): pass
attempt("instance check", lambda: isinstance(1, I))
for bad in (0, -1, "x", 2 ** 40):
    try:
        sys.setrecursionlimit(bad)
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)
print(sys.getrecursionlimit())
