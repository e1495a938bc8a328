# A small world of rooms, things and commands, played from a script.
from dataclasses import dataclass, field
@dataclass
class Room:
    name: str
    exits: dict = field(default_factory=dict)
    things: list = field(default_factory=list)
    locked: frozenset = frozenset()
@dataclass
class World:
    rooms: dict
    at: str = "hall"
    bag: list = field(default_factory=list)
    moves: int = 0
    def do(self, line):
        self.moves += 1
        room = self.rooms[self.at]
        match line.split():
            case ["look"]: return f"{room.name}: {', '.join(room.things) or 'nothing'}; exits {' '.join(sorted(room.exits))}"
            case ["go", way] if way in room.locked and "key" not in self.bag: return f"the way {way} is locked"
            case ["go", way] if way in room.exits: self.at = room.exits[way]; return f"you are in the {self.at}"
            case ["go", _]: return "no way"
            case ["take", *things] if things:
                taken = [t for t in things if t in room.things]
                for t in taken: room.things.remove(t)
                self.bag += taken
                return f"taken {taken}" + (f", no {missing}" if (missing := [t for t in things if t not in taken]) else "")
            case ["drop", thing] if thing in self.bag: self.bag.remove(thing); room.things.append(thing); return "dropped"
            case ["bag" | "inventory"]: return " ".join(self.bag) or "empty"
            case []: self.moves -= 1; return "?"
            case [verb, *rest]: return f"cannot {verb} {rest}"
world = World({"hall": Room("the hall", {"north": "cellar", "east": "garden"}, ["lamp"], frozenset({"north"})), "garden": Room("the garden", {"west": "hall"}, ["key", "rose"]), "cellar": Room("the cellar", {"south": "hall"})})
for line in "look|go north|go west|take lamp sword|go east|take key rose|inventory|drop rose|look|go west|go north|look|dance now||drop nothing|bag".split("|"): print(">", line, "\n ", world.do(line))
print(world.moves, world.at, world.rooms["garden"], world == World(world.rooms), repr(world)[:30])
