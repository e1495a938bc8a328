# threads
"""Classes, instances, strings and iterators that several threads change and read at once."""
import itertools
import sys
import threading


def together(*functions):
    """Runs functions in threads that begin at the same time; prints what they raise."""
    barrier = threading.Barrier(len(functions))

    def run(function):
        barrier.wait()
        try:
            function()
        except Exception as error:
            print(type(error).__name__, error)

    threads = [threading.Thread(target=run, args=(function,)) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


# A class whose attributes and methods change: each look sees the old one or the new one.
class Base:
    flag = 0

    def method(self):
        return "base"


class Derived(Base):
    pass


class Other:
    flag = -1

    def method(self):
        return "other"


instance = Derived()
seen = set()


def change():
    for n in range(80):
        Base.flag = n
        Derived.method = lambda self: "derived"
        del Derived.method
        Base.extra = n
        del Base.extra


def look():
    for _ in range(200):
        assert instance.flag >= 0 and Derived.flag >= 0
        seen.add(instance.method())
        getattr(instance, "extra", None)
        assert isinstance(instance, Base) and issubclass(Derived, Base)


together(change, look, look)
print(seen <= {"base", "derived"}, instance.flag, hasattr(Base, "extra"))

# Its bases and its name, and an instance's class.
names = set()


def rebase():
    for n in range(40):
        Derived.__bases__ = (Other, Base) if n % 2 == 0 else (Base,)
        Derived.__name__ = f"Name{n % 3}"


def use():
    for _ in range(120):
        assert Derived().method() in ("base", "other") and type(instance.flag) is int
        names.add(Derived.__name__)
        assert len(Derived.__mro__) in (3, 4) and Derived.mro()[-1] is object


together(rebase, use, use)
print(names <= {"Derived", "Name0", "Name1", "Name2"}, Derived.__mro__ == (Derived, Base, object))


class A:
    kind = "a"


class B:
    kind = "b"


thing = A()
together(
    lambda: [setattr(thing, "__class__", (A, B)[n % 2]) for n in range(100)],
    lambda: [setattr(thing, "value", n) for n in range(100)],
    lambda: [(thing.kind in "ab", isinstance(thing, A)) for n in range(100)],
)
print(thing.kind, thing.value)

# Subclasses come and go while somebody looks at them; classes with __slots__; a property that is replaced.
kept = []
together(
    lambda: [kept.append(type(f"S{n}", (A,), {"n": n})) for n in range(30)],
    lambda: [type(f"T{n}", (A,), {"__slots__": ("x",)}) for n in range(30)],
    lambda: [[sub.__name__ for sub in A.__subclasses__()] for _ in range(40)],
)
print(sum(sub.__name__.startswith("S") for sub in A.__subclasses__()), [sub.n for sub in kept] == list(range(30)))

# Strings: interned ones are the same in all threads; what is put together is whole.
identities, texts = [], []


def intern():
    identities.append([id(sys.intern(f"interned {n}")) for n in range(60)])
    texts.append("".join(f"{n}," for n in range(60)))
    hash(texts[-1]), texts[-1].split(","), texts[-1].encode()


alive = [sys.intern(f"interned {n}") for n in range(0, 60, 2)]
together(intern, intern, intern)
print(all(row[::2] == [id(text) for text in alive] for row in identities), len(set(texts)))
joined = ""


def build():
    global joined
    for _ in range(100):
        joined += "ab"


together(build, build)
print(set(joined) == {"a", "b"}, joined.count("ab") * 2 == len(joined) <= 400)

# One iterator for several threads: nothing is given that is not in it, and behind one lock each once.
for make in (
    lambda: iter(list(range(200))),
    lambda: iter(tuple(range(200))),
    lambda: iter(range(200)),
    lambda: iter({n: None for n in range(200)}),
    lambda: reversed(list(range(200))),
    lambda: iter(set(range(200))),
    lambda: iter(bytes(range(200))),
    lambda: map(abs, range(200)),
    lambda: filter(lambda n: True, range(200)),
    lambda: itertools.chain(range(100), range(100, 200)),
    lambda: itertools.islice(itertools.count(), 200),
):
    iterator, got, lock = make(), [], threading.Lock()

    def drain():
        while True:
            with lock:
                item = next(iterator, None)
            if item is None:
                return
            got.append(item)

    together(drain, drain)
    print(type(iterator).__name__, sorted(got) == list(range(200)))
counter = itertools.count()
counted = []
together(*[lambda: counted.extend([next(counter) for _ in range(150)])] * 3)
print(sorted(counted) == list(range(450)))


# One generator for several threads: whoever comes while it runs is told so.
def generate():
    yield from range(150)


generator, given, refused = generate(), [], set()


def ask():
    for _ in range(150):
        try:
            given.append(next(generator))
        except StopIteration:
            return
        except ValueError as error:
            refused.add(str(error))


together(ask, ask)
given.extend(generator)
print(sorted(given) == list(range(150)), refused <= {"generator already executing"})
