"""partial, reduce, cmp_to_key and the cache of lru_cache."""
from _functools import partial, reduce, cmp_to_key, _lru_cache_wrapper
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
def f(*a, **k): return a, k
p = partial(f, 1, 2, x=3)
print(p(), p(4), p(5, y=6), p(x=7), p.args, p.keywords, p.func is f)
q = partial(p, 9, z=1); print(q(), q.args, q.keywords, q.func is f)
t(lambda: partial()); t(lambda: partial(1)); 
class C: 
    m = partial(f, 1)
p.attr = 3; print(p.attr, p.__dict__)
print(repr(partial(int, base=2)), partial(int, base=2)("101"))
print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a * b, range(1, 6), 10), reduce(max, [], 4))
t(lambda: reduce(max, [])); t(lambda: reduce(max, 1)); t(lambda: reduce(lambda a, b: 1/0, [1,2]))
K = cmp_to_key(lambda a, b: (a > b) - (a < b)); print(sorted([3, 1, 2], key=K), K(1) < K(2), K(1) == K(1), K(5).obj, sorted("hello", key=cmp_to_key(lambda a, b: ord(b) - ord(a))))
t(lambda: K(1) < 2); 
class Info(tuple):
    def __new__(cls, *a): return tuple.__new__(cls, a)
calls = []
def g(*a, **k):
    calls.append((a, k)); return len(calls)
w = _lru_cache_wrapper(g, 3, False, Info)
print([w(i) for i in (1, 2, 3, 1, 4, 2, 1, 3)], w.cache_info())
print(w(1, x=2), w(1, x=2), w(x=2), w(1.0), w(1), w("a"), w("a"), w.cache_info()); w.cache_clear(); print(w.cache_info(), w(1))
t(lambda: w([]))
u = _lru_cache_wrapper(g, None, True, Info); print(u(1), u(1.0), u(1), u(True), u(a=1), u(a=1.0), u.cache_info())
z = _lru_cache_wrapper(g, 0, False, Info); print(z(1), z(1), z.cache_info())
class M:
    h = _lru_cache_wrapper(lambda self, x: x * 2, 10, False, Info)
print(M().h(4))
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
fib = _lru_cache_wrapper(fib, None, False, Info); print(fib(80), fib.cache_info())
w.foo = 1; print(w.foo, w.__dict__)
t(lambda: _lru_cache_wrapper(1, 2, 3, 4)); t(lambda: _lru_cache_wrapper(g, "a", 3, 4))
