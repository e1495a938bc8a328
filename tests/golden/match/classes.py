# match: class patterns, __match_args__, attributes, nesting, builtin classes.


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Point3(Point):
    __match_args__ = ("x", "y", "z")

    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z


class Circle:
    def __init__(self, centre, radius):
        self.centre, self.radius = centre, radius


def where(shape):
    match shape:
        case Point3(0, 0, 0):
            return "origin of space"
        case Point3(x, y, z=z):
            return f"space {x} {y} {z}"
        case Point(0, 0):
            return "origin"
        case Point(x=0, y=y):
            return f"on y at {y}"
        case Point(x, 0):
            return f"on x at {x}"
        case Point() as point if point.x == point.y:
            return "diagonal"
        case Point(x, y):
            return f"{x},{y}"
        case Circle(centre=Point(x, y), radius=r) if r > 0:
            return f"circle at {x},{y} of {r}"
        case Circle(missing=_):
            return "never"
        case Circle():
            return "degenerate"
        case int(n) | str(n):
            return f"builtin {n!r}"
        case list([first, *_]):
            return f"list from {first}"
        case dict({"k": v}):
            return f"dict {v}"
        case tuple() | set() | frozenset():
            return f"collection of {len(shape)}"
        case object(real=r):
            return f"has real {r}"
        case _:
            return "unknown"


for shape in (
    Point(0, 0), Point(0, 5), Point(7, 0), Point(3, 3), Point(1, 2), Point3(0, 0, 0), Point3(1, 2, 3),
    Circle(Point(1, 1), 2), Circle(Point(1, 1), 0), 5, "s", [1, 2], {"k": "v"}, (1, 2), {1}, 2.5, None,
):
    print(where(shape))


class NoArgs:
    pass


class Bad:
    __match_args__ = "xy"


class Worse:
    __match_args__ = (1, 2)


for subject, pattern in (
    (Point(1, 2), "Point(1, 2, 3)"),
    (NoArgs(), "NoArgs(1)"),
    (Bad(), "Bad(1)"),
    (Worse(), "Worse(1)"),
    (5, "int(1, 2)"),
    (Point(1, 2), "Point(1, x=1)"),
):
    value = 3
    source = f"match subject:\n  case {pattern}:\n    print('yes')\n  case _:\n    print('no')"
    try:
        exec(source)
    except TypeError as error:
        print(error)


class Meta(type):
    def __instancecheck__(cls, instance):
        return instance == "magic"


class Magic(metaclass=Meta):
    pass


match "magic":
    case Magic():
        print("instance check decides")
match "plain":
    case Magic():
        print("wrong")
    case str():
        print("plain str")


class Props:
    @property
    def value(self):
        print("property read")
        return 42

    @property
    def broken(self):
        raise AttributeError("broken")


match Props():
    case Props(broken=_):
        print("no")
    case Props(value=42):
        print("value matched")
