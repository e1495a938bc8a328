"""One code object that runs with the globals of several modules, in turn and at once."""

SOURCE = '''
class Point:
    def __init__(self, x):
        self.x = x

    def moved(self, by):
        return Point(self.x + by * STEP)


def total(points):
    result = 0
    for point in points:
        result += point.moved(1).x
    return result


def counted(limit):
    for n in range(limit):
        sent = yield n * STEP
        if sent:
            yield (NAME, sent)


def drawn(limit):
    return sum(counted(limit))
'''

CODE = compile(SOURCE, "module", "exec")


def module(name, step):
    names = {"NAME": name, "STEP": step}
    exec(CODE, names)
    return names


# In turn: each module is used for a while, and then the next.
modules = [module(f"m{n}", n) for n in range(7)]
for names in modules:
    points = [names["Point"](k) for k in range(10)]
    print(names["NAME"], {names["total"](points) for _ in range(30)}, {names["drawn"](20) for _ in range(30)})

# At once: generators of all of them are under way while each goes on.
running = [names["counted"](100) for names in modules]
sums = [0] * len(running)
for turn in range(60):
    for k, generator in enumerate(running):
        got = generator.send("there" if turn and turn % 9 == 0 else None)
        if isinstance(got, tuple):
            assert got == (f"m{k}", "there"), got
        else:
            sums[k] += got
print(sums)

# To and fro.
print([modules[n % 3]["total"]([modules[n % 3]["Point"](1)] * 3) for n in range(60)][-6:])
names = modules[0]
names["STEP"] = 100
print(names["total"]([names["Point"](1)] * 3), modules[1]["total"]([names["Point"](1)]))
