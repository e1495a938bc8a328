# python3.14
# A key of an instance's dict that takes the class's attribute away while it is compared.
class Evil:
    def __hash__(self): return hash('attr')
    def __eq__(self, other):
        try: del C.attr
        except AttributeError: pass
        return 0
class Descr:
    def __get__(self, ob, type=None): return 1
def make(kind):
    global C
    class C: attr = kind
    c = C(); c.__dict__[Evil()] = 0
    return c
class Big(list): pass
def meth(self): return 7
for k in (Descr, lambda: 5.5, lambda: Big(), lambda: (lambda self: 7)):
    c=make(k())
    try: print(str(c.attr).partition(" at ")[0])
    except Exception as e: print(type(e), e)
    print(hasattr(c,"attr"))
    c=make(k())
    try: print(c.attr())
    except Exception as e: print(type(e), e)
    c=make(k())
    try: c.attr=3; print(c.attr, len(c.__dict__))
    except Exception as e: print(type(e), e)
    c=make(k())
    print(str(getattr(c,"attr",9)).partition(" at ")[0])
