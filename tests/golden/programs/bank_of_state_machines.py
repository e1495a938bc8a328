"""State machines four ways: tables, generators, classes per state, and match statements; a lexer, a door, a traffic light."""
from enum import Enum, Flag, auto
from types import SimpleNamespace


class Door:
    table = {("closed", "open"): "opened", ("opened", "close"): "closed", ("closed", "lock"): "locked", ("locked", "unlock"): "closed"}

    def __init__(self):
        self.state, self.history = "closed", []

    def __getattr__(self, event):
        if event.startswith("_"):
            raise AttributeError(event)

        def fire():
            self.history.append(event)
            try:
                self.state = self.table[self.state, event]
            except KeyError:
                raise ValueError(f"cannot {event} a {self.state} door") from None
            return self
        return fire


door = Door()
print(door.open().close().lock().state)
try:
    door.open()
except ValueError as error:
    print(error, error.__suppress_context__, door.history)


def light():
    times = {"green": 3, "yellow": 1, "red": 2}
    order = ["green", "yellow", "red"]
    colour, waiting = "green", 0
    while True:
        for _ in range(times[colour]):
            pressed = yield colour
            waiting += bool(pressed)
        if colour == "green" and not waiting:
            continue
        waiting = 0 if colour == "red" else waiting
        colour = order[(order.index(colour) + 1) % 3]


l = light()
print(next(l), [l.send(n == 4) for n in range(14)])


class Token(Enum):
    NUMBER = auto()
    NAME = auto()
    TEXT = auto()
    OP = auto()


def lex(source):
    state, start, i = "start", 0, 0
    while i <= len(source):
        c = source[i] if i < len(source) else "\0"
        match state, c:
            case "start", " " | "\0":
                pass
            case "start", c if c.isdigit():
                state, start = "number", i
            case "start", c if c.isalpha():
                state, start = "name", i
            case "start", '"':
                state, start = "text", i + 1
            case "start", "+" | "-" | "=":
                yield Token.OP, c
            case "number", c if c.isdigit() or c == ".":
                pass
            case "name", c if c.isalnum():
                pass
            case "text", '"':
                yield Token.TEXT, source[start:i]
                state = "start"
            case "text", "\0":
                raise SyntaxError(f"text from {start} has no end")
            case "text", "\\":
                i += 1
            case "text", _:
                pass
            case "number" | "name" as kind, _:
                text = source[start:i]
                yield (Token.NUMBER, float(text)) if kind == "number" else (Token.NAME, text)
                state = "start"
                continue
            case _:
                raise SyntaxError(f"{c!r} at {i}")
        i += 1


for source in ['x1 = 3.5+20 - "a b"', '"it \\" goes" =', "a ? b", '"open', ""]:
    try:
        print(list(lex(source)))
    except SyntaxError as error:
        print("SyntaxError", error)


class State:
    def __init_subclass__(cls):
        machine.states[cls.__name__.lower()] = cls()

    def enter(self, m): pass
    def tick(self, m): return self


machine = SimpleNamespace(states={}, log=[], fuel=3)


class Idle(State):
    def tick(self, m):
        return m.states["running"] if m.fuel else self


class Running(State):
    def enter(self, m):
        m.log.append(f"start with {m.fuel}")

    def tick(self, m):
        m.fuel -= 1
        return self if m.fuel else m.states["empty"]


class Empty(State):
    def enter(self, m):
        m.log.append("empty")

    def tick(self, m):
        m.fuel = 1
        return m.states["idle"]


now = machine.states["idle"]
for _ in range(9):
    after = now.tick(machine)
    if after is not now:
        after.enter(machine)
    now = after
print(type(now).__name__, machine.log)


class Rights(Flag):
    READ = auto()
    WRITE = auto()
    RUN = auto()
    ALL = READ | WRITE | RUN


r = Rights.READ | Rights.RUN
print(r, Rights.WRITE in r, r & Rights.RUN, ~r, r ^ Rights.ALL, Rights(3), bool(Rights(0)), list(Rights.ALL), r.value, Rights["WRITE"])
