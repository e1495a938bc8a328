# threads
"""Dicts and sets that several threads change and read at once."""
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


# Each key is inserted by one, whoever is first.
won = []
table = {}


def insert(name):
    for key in range(100):
        if table.setdefault(key, (name, key)) == (name, key):
            won.append(key)


together(lambda: insert("a"), lambda: insert("b"), lambda: insert("c"))
print(sorted(won) == list(range(100)), sorted(table) == list(range(100)))

# Each item is popped once.
popped = [[], []]


def empty(mine):
    while True:
        try:
            mine.append(table.popitem()[0])
        except KeyError:
            return


together(lambda: empty(popped[0]), lambda: empty(popped[1]), lambda: [table.get(n) for n in range(100)])
print(sorted(popped[0] + popped[1]) == list(range(100)), table)

# Readers find what stays, whatever comes and goes beside it.
rest = {f"stays{n}": n for n in range(10)}
found = []


def come_and_go(prefix):
    for n in range(200):
        rest[f"{prefix}{n}"] = n
        if n > 5:
            del rest[f"{prefix}{n - 5}"]


def look():
    for n in range(100):
        found.append(rest[f"stays{n % 10}"] == n % 10 and "stays3" in rest and rest.get("never") is None)


together(lambda: come_and_go("x"), lambda: come_and_go("y"), look)
print(all(found), len(rest), [rest[f"stays{n}"] for n in range(10)])


# Views, copies and updates of a dict that changes: a copy is whole; an iteration is whole or tells of the change.
def iterate():
    for n in range(60):
        try:
            for key, value in rest.items():
                assert type(key) is str
        except RuntimeError as error:
            assert str(error) in (
                "dictionary changed size during iteration",
                "dictionary keys changed during iteration",
            ), error
        copy = dict(rest) if n % 2 else rest.copy()
        assert all(copy[f"stays{k}"] == k for k in range(10))
        {**rest}, list(rest), repr(rest), len(rest), rest == copy, rest | {}


together(lambda: come_and_go("x"), lambda: rest.update({f"u{n}": n for n in range(50)}), iterate)
print(sum(key.startswith("stays") for key in rest), sum(key.startswith("u") for key in rest))


# Attributes are a dict, too; so are globals and the attributes of a class.
class Box:
    pass


box = Box()
ok = []


def attributes(name):
    for n in range(150):
        setattr(box, f"{name}{n % 20}", n)
        ok.append(getattr(box, f"{name}{n % 20}") == n)
        if n % 3 == 0:
            delattr(box, f"{name}{n % 20}")


together(
    lambda: attributes("a"),
    lambda: attributes("b"),
    lambda: [(box.__dict__, dir(box), vars(box).copy()) for _ in range(30)],
    lambda: [globals().__setitem__(f"_g{n}", n) for n in range(100)],
)
print(all(ok), [globals()[f"_g{n}"] for n in range(100)] == list(range(100)))

# Sets: added by several, discarded by several, combined meanwhile.
numbers = set()
together(
    lambda: [numbers.add(n) for n in range(0, 200, 2)],
    lambda: [numbers.add(n) for n in range(1, 200, 2)],
    lambda: [(frozenset(numbers), numbers | {1}, numbers & {2}, 3 in numbers, len(numbers)) for _ in range(60)],
)
print(len(numbers))
taken = [[], []]


def take(mine):
    while True:
        try:
            mine.append(numbers.pop())
        except KeyError:
            return


together(lambda: take(taken[0]), lambda: take(taken[1]))
print(sorted(taken[0] + taken[1]) == list(range(200)), numbers)
big = set(range(30))


def show():
    for _ in range(60):
        try:
            for item in big:
                assert type(item) is int
        except RuntimeError as error:
            assert str(error) == "Set changed size during iteration", error
        repr(big), big.copy(), sorted(big), big.issuperset({10})


def flip():
    for _ in range(100):
        big.symmetric_difference_update(range(5))
        big.update(range(30, 40))
        big.difference_update(range(35, 40))


together(flip, flip, show)
print(sorted(big))
