# The walrus in conditions, loops, comprehensions and calls.
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
data = iter([5, 0, 7, None])
while (n := next(data)) is not None: print(n, "even" if not (r := n % 2) else f"odd {r}")
if (m := "text".find("x")) >= 0 and (c := "text"[m]): print(m, c, n)
print([y for x in range(5) if (y := x * x) > 3], y, any((w := x) > 2 for x in [1, 3, 5]), w, (a := 1, b := 2), a + b, f"{(z := 3)}{z}", [q := 1, q + 1], max((k := 4), 2), k, {(i := 9): i})
def f(x=(d := 5)): return x, (lambda: (e := x))()
print(f(), d, (lambda v: (u := v) + u)(2)); t(eval, "(p := 1) + undefined"); print(p if "p" in globals() else "no p")
