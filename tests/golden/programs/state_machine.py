"""A traffic light, a turnstile and a parser of numbers as state machines."""
from enum import Enum, Flag, IntEnum, unique


@unique
class Light(Enum):
    RED = "stop", 3
    GREEN = "go", 2
    YELLOW = "wait", 1

    def __init__(self, meaning, seconds):
        self.meaning, self.seconds = meaning, seconds

    @property
    def next(self):
        members = list(Light)
        return members[(members.index(self) + 1) % len(members)]


class Right(Flag):
    READ = 1
    WRITE = 2
    RUN = 4
    ALL = READ | WRITE | RUN


class Level(IntEnum):
    LOW = 1
    HIGH = 5


light, clock = Light.RED, []
for _ in range(5):
    clock.extend([light.meaning] * light.seconds)
    light = light.next
print(clock)
print(Light["GREEN"], Light(("wait", 1)), Light.RED.name, [member.name for member in Light], len(Light))
print(Right.READ | Right.RUN, Right.ALL & ~Right.WRITE, Right(3), bool(Right(0)), Right.READ in Right.ALL)
print(Level.HIGH + 1, Level.LOW < Level.HIGH, sorted([Level.HIGH, 3, Level.LOW]), f"{Level.HIGH}", Level(5).name)
for action in (lambda: Light("none"), lambda: Light["BLUE"], lambda: setattr(Light, "RED", 1), lambda: Level(2)):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, error)

TABLE = {
    ("start", "sign"): "signed", ("start", "digit"): "int", ("signed", "digit"): "int", ("int", "digit"): "int",
    ("int", "dot"): "point", ("point", "digit"): "fraction", ("fraction", "digit"): "fraction",
}


def kind(char):
    return "digit" if char.isdigit() else {"+": "sign", "-": "sign", ".": "dot"}.get(char, "other")


for text in ("12", "-3.5", "+", "1.", "1.2.3", "", "x1", "٣٤"):
    state = "start"
    for char in text:
        state = TABLE.get((state, kind(char)), "error")
    print(repr(text), state in ("int", "fraction"), state)
