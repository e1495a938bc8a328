# Generators as consumers: a decorator primes them, values are pushed through.


def consumer(function):
    def start(*args):
        generator = function(*args)
        next(generator)
        return generator

    return start


@consumer
def collect(into):
    while True:
        into.append((yield))


@consumer
def broadcast(*targets):
    while True:
        value = yield
        for target in targets:
            target.send(value)


@consumer
def only(test, target):
    while True:
        value = yield
        if test(value):
            target.send(value)


evens, everything = [], []
source = broadcast(only(lambda n: n % 2 == 0, collect(evens)), collect(everything))
for n in range(6):
    source.send(n)
print(evens, everything)


@consumer
def machine():
    state, transitions = "idle", {("idle", "coin"): "ready", ("ready", "push"): "idle", ("ready", "coin"): "ready"}
    history = [state]
    while True:
        event = yield state
        if event == "history":
            yield history
            continue
        state = transitions.get((state, event), state)
        history.append(state)


turnstile = machine()
print([turnstile.send(event) for event in ("push", "coin", "coin", "push")])
print(turnstile.send("history"))


class Scheduler:
    def __init__(self):
        self.queue = []
        self.output = []

    def add(self, generator):
        self.queue.append(generator)

    def run(self):
        while self.queue:
            task = self.queue.pop(0)
            try:
                self.output.append(next(task))
            except StopIteration as stop:
                self.output.append(f"end {stop.value}")
            else:
                self.queue.append(task)


def task(name, count):
    for i in range(count):
        yield f"{name}{i}"
    return name


scheduler = Scheduler()
for name, count in (("a", 2), ("b", 1), ("c", 3)):
    scheduler.add(task(name, count))
scheduler.run()
print(scheduler.output)


def tokenise(text):
    word = ""
    for char in text + " ":
        if char.isalnum():
            word += char
        else:
            if word:
                yield word
            word = ""
            if not char.isspace():
                yield char


def expression(tokens):
    tokens = iter(tokens)
    current = next(tokens, None)

    def advance():
        nonlocal current
        token, current = current, next(tokens, None)
        return token

    def atom():
        token = advance()
        if token == "(":
            value = total()
            advance()
            return value
        return int(token)

    def product():
        value = atom()
        while current in ("*", "/"):
            value = value * atom() if advance() == "*" else value // atom()
        return value

    def total():
        value = product()
        while current in ("+", "-"):
            value = value + product() if advance() == "+" else value - product()
        return value

    return total()


for text in ("1 + 2 * 3", "(1 + 2) * 3 - 4", "2 * (3 + 4) * 5 / 7", "42"):
    print(text, "=", expression(tokenise(text)))
