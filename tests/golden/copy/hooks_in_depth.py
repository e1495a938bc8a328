# copy and deepcopy: which hook is used, what memo does, cycles, sharing, slots, reduce values and what is refused.
import copy
def attempt(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
class Plain:
    def __init__(self, **attributes): self.__dict__.update(attributes)
p = Plain(a=[1], b={"k": (1, [2])})
p.me = p
q, r = copy.copy(p), copy.deepcopy(p)
print(q.a is p.a, q.me is p, r.a is p.a, r.me is r, r.b, r.b["k"] is p.b["k"])
shared = [0]
x = copy.deepcopy([shared, shared, (shared,), {"s": shared}])
print(x[0] is x[1] is x[2][0] is x[3]["s"], x)
atoms = (1, "s", b"b", 2.5, None, True, ..., NotImplemented, int, len, range(3), frozenset([1]), (1, (2,)), 1j, type(None), property(), lambda: 0, slice(1))
print([copy.copy(a) is a for a in atoms], [copy.deepcopy(a) is a for a in atoms])
t = ([],)
print(copy.copy(t) is t, copy.deepcopy(t) is t, copy.deepcopy(((1, 2), "x")) is t)
class Hooks:
    def __copy__(self): return "copied"
    def __deepcopy__(self, memo): return "deep", type(memo).__name__
print(copy.copy(Hooks()), copy.deepcopy([Hooks()]))
h = Plain()
h.__copy__ = lambda: "from the instance"
print(type(copy.copy(h)).__name__)
class Slots:
    __slots__ = ("a", "b", "__dict__")
s = Slots()
s.a, s.c = [1], [2]
u = copy.deepcopy(s)
print(u.a, u.a is s.a, hasattr(u, "b"), u.c)
class State:
    def __init__(self, v): self.v = v
    def __getstate__(self): return {"v": self.v * 2}
    def __setstate__(self, state): self.v = ("set", state["v"])
print(copy.copy(State(4)).v, copy.deepcopy(State([1])).v)
class FalseState(State):
    def __getstate__(self): return None
print(hasattr(copy.copy(FalseState(1)), "v"))
class NewArgs(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
    def __getnewargs__(self): return self[0], "b again"
print(copy.copy(NewArgs(1, 2)))
class Ex:
    def __new__(cls, *, k): self = super().__new__(cls); self.k = k; return self
    def __getnewargs_ex__(self): return (), {"k": self.k}
print(copy.deepcopy(Ex(k=[3])).k)
class Reduce:
    def __init__(self, r): self.r = r
    def __reduce_ex__(self, protocol): return self.r
for value in ("name", (list,), (list, ((1, 2),)), (list, (), None, iter([1, 2])), (dict, (), None, None, iter([("a", 1)])), (Plain, (), {"z": 1}), (Plain, (), (None, {"y": 2})), (Plain, (), {"z": 1}, None, None, lambda o, s: setattr(o, "via", s)),
              5, (), (1, 2), (list, 5), (Plain, (), 7), (list, (), None, 5)):
    attempt(lambda: (lambda c: vars(c) if isinstance(c, Plain) else c if not isinstance(c, Reduce) else "itself")(copy.copy(Reduce(value))))
class L(list):
    def append(self, v): super().append(("appended", v))
    def extend(self, v): super().extend(("extended", w) for w in v)
l = L([1])
l.tag = [5]
print(copy.copy(l), copy.deepcopy(l), copy.copy(l).tag is l.tag)
class D(dict):
    def __setitem__(self, k, v): super().__setitem__(k, ("set", v))
print(copy.copy(D(a=1)), copy.deepcopy(D(a=[1])))
cycle = []
cycle.append((cycle,))
c2 = copy.deepcopy(cycle)
print(c2[0][0] is c2, c2 is not cycle)
key = (1, [])
memo = {}
d = copy.deepcopy({"a": shared}, memo)
print(memo[id(shared)] is d["a"], sorted(type(v).__name__ for v in memo.values()))
print(copy.deepcopy(shared, {id(shared): "from memo"}))
attempt(lambda: copy.copy(iter([1, 2])).__next__())
attempt(lambda: copy.copy((i for i in "a")))
attempt(lambda: copy.deepcopy(open))
attempt(lambda: copy.copy(copy) is copy)
attempt(lambda: copy.deepcopy({1: copy}))
m = Plain(x=1).__init__
print(copy.copy(m) is m, copy.deepcopy([].append).__self__, copy.deepcopy(p.__init__).__self__ is p)
