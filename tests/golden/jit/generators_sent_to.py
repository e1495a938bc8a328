"""`send` in compiled code, and generators that the interpreter makes of compiled functions."""


def averager():
    total = count = 0
    average = None
    while True:
        value = yield average
        if value is None:
            return total, count
        total += value
        count += 1
        average = total / count


def echo():
    sent = "first"
    while sent != "stop":
        try:
            sent = yield sent
        except ValueError as error:
            sent = yield f"caught {error}"
        if sent == "raise":
            raise KeyError("raised inside")


def drive(values):
    sink = averager()
    sink.send(None)
    average = None
    for value in values:
        average = sink.send(value)
    try:
        sink.send(None)
    except StopIteration as stop:
        return average, stop.value


def attempt(generator, value):
    try:
        return generator.send(value)
    except StopIteration as stop:
        return "stopped", stop.value
    except (TypeError, KeyError, ValueError) as error:
        return type(error).__name__, str(error)


def conversation(values):
    generator = echo()
    heard = [attempt(generator, "too early"), attempt(generator, None)]
    heard += [attempt(generator, value) for value in values]
    return heard, attempt(generator, "late")


class Tree:
    """`__iter__` is a generator function that the interpreter calls for compiled `yield from`."""

    def __init__(self, low, high):
        middle = self.value = (low + high) // 2
        self.left = Tree(low, middle) if low < middle else None
        self.right = Tree(middle + 1, high) if middle + 1 < high else None

    def __iter__(self):
        if self.left is not None:
            yield from self.left
        got = yield self.value
        if got is not None:
            yield got
        if self.right is not None:
            yield from self.right


def own(generator):
    """A generator that is sent a value by itself."""
    def inner():
        yield "begun"
        yield attempt(holder[0], 1)
    holder = [inner()]
    next(holder[0])
    return holder[0].send(None)


def with_cell(limit):
    """The first instruction is not the one that makes the generator."""
    total = 0

    def add(n):
        nonlocal total
        total += n

    for n in range(limit):
        add(n)
        yield total


def floats(rounds):
    sink, last = averager(), 0.0
    next(sink)
    for n in range(rounds):
        last = sink.send(n * 0.5)
        last = sink.send(n * 2**40)
        last = sink.send(n % 2 == 0)
    return last


class Sender:
    """Something else with a `send`."""

    def send(self, value):
        return "not a generator", value


for _ in range(4):
    results = drive(range(300)), drive([0.5] * 100), drive([2**70, 1]), drive([])
print(results)
for _ in range(80):
    results = conversation([1, 2.5, "x", None, (1, 2), "stop", 3])
print(results)
for _ in range(80):
    results = conversation([1, "raise", 2])
print(results)
tree = Tree(0, 60)
for _ in range(60):
    walked = list(tree)
print(walked == list(range(60)), sum(sum(tree) for _ in range(50)))
walk = iter(tree)
print(next(walk), walk.send("sent"), [walk.send(k) for k in (None, "again", None)], len(list(walk)))
print([own(None) for _ in range(60)][-1])
print([list(with_cell(6)) for _ in range(60)][-1])
print(floats(400))
print([attempt(sender, 1) for sender in [Sender()] * 60][-1], attempt(iter(tree), None))
try:
    [].send
except AttributeError as error:
    print(error)
