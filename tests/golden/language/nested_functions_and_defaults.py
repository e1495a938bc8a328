# Defaults, annotations, decorators and class bodies: when each is evaluated, and what sees what.
log = []
def note(x):
    log.append(x)
    return x
def flush():
    print(*log)
    log.clear()
@(note("outer decorator"), lambda f: (note("apply outer"), f)[1])[1]
@(note("inner decorator"), lambda f: (note("apply inner"), f)[1])[1]
def f(a=note("default a"), *, b=note("default b")): return a, b
flush()
class C(note(object), metaclass=note(type)):
    note("body")
    @staticmethod
    def s(x=note("default in class")): return x
    y = [note(z) for z in "pq"]
flush()
note("a") if note(0) else note("b"); note(1) and note(0) and note(2); note(0) or note("") or note("z")
flush()
x = {note("k1"): note("v1"), **{note("k2"): note("v2")}}
note(print)(note("arg"), end=note("\n"), sep=note(""))
flush()
d, e = {}, [0, 0, 0]
d[note("key")] = e[note(1)] = note("value")
flush()
e[note(0)], d[note("other")] = note("left"), note("right")
flush()
note(1) < note(3) > note(2) == note(2) != note(9) > note(10) < note("never")
flush()
(lambda p=note("lambda default"): note("lambda body"))()
flush()
assert note(True), note("not evaluated")
try:
    assert note(0), note("evaluated")
except AssertionError as error:
    note(error.args)
flush()
def gen():
    note("started")
    yield note("yielded")
    note("resumed")
g = gen()
note("made")
next(g), next(g, note("default of next"))
flush()
sum((note("iterable now") and note(i) for i in note(range(2))))
flush()
try:
    raise (note(KeyError), note(ValueError))[0] from note(None)
except (note(OSError), note(LookupError)):
    note("caught")
else:
    note("else")
finally:
    note("finally")
flush()
for note.attribute in note([7, 8]):
    note(note.attribute)
    if note.attribute == 8: break
else: note("no break")
flush()
while note(len(log) < 2): note("round")
else: note("ended")
flush()
with (type("M", (), {"__enter__": lambda s: note("enter"), "__exit__": lambda s, *a: note(None)})()) as d[note("target")]: note("inside")
flush()
print(f"{note('first')!s:>{note(7)}}|{note('second')}")
flush()
def mutable(a=[], b={}):
    a.append(len(a)); b[len(b)] = a
    return a, len(b)
print(mutable(), mutable(), mutable([]), mutable.__defaults__)
mutable.__defaults__ = ([9],)
try:
    mutable()
except TypeError as error:
    print(error)
def late(): return later()
def later(): return "bound late"
print(late())
first = last = [1]
first += [2]
last = last + [3]
print(first, last)
i = 5
def default_from_global(i=i): return i
i = 6
print(default_from_global(), [i for i in range(2)], i, (lambda: i)())
