"""cProfile and profile: how often what was called, by whom."""
import cProfile
import io
import profile
import pstats


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def numbers():
    yield 1
    yield 2


def work():
    x = []
    for i in range(8):
        x.append(fib(i))
    x.append(len(x))
    for number in numbers():
        x.append(number)
    try:
        int.from_bytes()
    except TypeError:
        pass
    return sorted(x)


def show(profiler):
    profiler.create_stats()
    for (_, line, name), (primitive, calls, _, _, callers) in sorted(
        profiler.stats.items(), key=lambda item: (item[0][2], item[0][1])
    ):
        print("   ", line, name, primitive, calls, sorted((c[2], n[:2]) for c, n in callers.items()))


one = cProfile.Profile()
one.enable()
work()
one.disable()
show(one)
one.runcall(fib, 3)
show(one)

with cProfile.Profile() as two:
    fib(5)
text = io.StringIO()
pstats.Stats(two, stream=text).strip_dirs().sort_stats("ncalls").print_stats()
print(text.getvalue().split(" in ")[0].strip())

ticks = iter(range(1000))
three = cProfile.Profile(lambda: next(ticks), 0.5, subcalls=False, builtins=False)
three.enable(subcalls=False, builtins=False)
fib(1)
three.disable()
print([(entry.code.co_name, entry.callcount, entry.totaltime, entry.calls) for entry in three.getstats()
       if not isinstance(entry.code, str)])

four = profile.Profile()
four.runcall(fib, 4)
four.create_stats()
print(sorted((key[2], value[:2]) for key, value in four.stats.items() if key[2] == "fib"))
