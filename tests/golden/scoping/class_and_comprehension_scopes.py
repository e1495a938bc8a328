# Names in class bodies, comprehensions, lambdas and nested functions: which scope answers.
x = "global"
class A:
    x = "class"
    from_body = x
    in_list = [x for _ in "a"]
    first_iterable = [c for c in x[:2]]
    in_lambda = lambda: x
    def method(self): return x
    class Inner:
        seen = x
    generator = list(x for _ in "a")
    cond = [1 for _ in "ab" if x == "global"]
print(A.from_body, A.in_list, A.first_iterable, A.in_lambda(), A().method(), A.Inner.seen, A.generator, A.cond)
def outer():
    x = "enclosing"
    class B:
        y = x
        locals()["z"] = 1
        x = "own"
        def get(self): return x
        inner = [x for _ in "a"]
    class C:
        print(x)
        x = x + "!"
    class D:
        global x
        seen = x
        x = "changed global"
    class E:
        nonlocal x
        x = "changed enclosing"
    return B.y, B.x, B().get(), B.inner, C.x, D.seen, x, hasattr(B, "z"), hasattr(E, "x")
print(outer(), x)
def walrus():
    hit = [last := n for n in range(3)]
    total = 0
    sums = [total := total + n for n in range(4)]
    any((found := n) > 1 for n in range(5))
    nested = [[inner := j for j in range(i)] for i in range(3)]
    return hit, last, sums, total, found, inner, nested, sorted(locals())
print(walrus())
print([y for y in range(2)], [y for y in [z for z in "ab"]], [[a for a in range(b)] for b in range(3)], "y" in globals())
fs = [lambda: i for i in range(3)]
gs = [lambda i=i: i for i in range(3)]
print([f() for f in fs], [g() for g in gs])
def capture():
    fs = []
    for i in range(3):
        def f(): return i
        fs.append(f)
    i = 10
    return [f() for f in fs], [c.cell_contents for c in fs[0].__closure__]
print(capture())
def generator_binds_late():
    n = 2
    g = (n * i for i in range(n + 1))
    n = 10
    return list(g)
print(generator_binds_late())
def conditional(flag):
    if flag: v = 1
    def inner(): return v
    try: return inner()
    except NameError as error: return str(error)
print(conditional(True), conditional(False))
def same_name(print=print, len=len):
    list = [len("ab")]
    return list
print(same_name(len=lambda s: "mine"))
class Meta(type):
    def __prepare__(name, bases): return {"prepared": "from prepare"}
class P(metaclass=Meta):
    seen = prepared
    del prepared
print(P.seen, hasattr(P, "prepared"))
def delete_then_builtin():
    global len
    len = lambda s: 42
    a = len("x")
    del len
    return a, len("x")
print(delete_then_builtin())
for i in range(3):
    pass
else:
    i += 10
print(i, [i for i in "q"], i)
