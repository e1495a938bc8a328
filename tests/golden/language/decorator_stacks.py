# Decorators: evaluated from the top, applied from the bottom, on functions, methods and classes.
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
def deco(name):
    print("evaluate", name)
    def apply(f): print("apply", name, "to", f.__name__); return f
    return apply
@deco("one")
@deco("two")
def f(): return "f"
@deco("cls")
class C:
    @deco("method")
    def m(self): return "m"
    @staticmethod
    @deco("static")
    def s(): return "s"
    @property
    @deco("prop")
    def p(self): return "p"
print(f(), C().m(), C.s(), C().p)
@(lambda f: "replaced")
def g(): ...
print(g, [x := deco("expression")(f)][0] is f)
