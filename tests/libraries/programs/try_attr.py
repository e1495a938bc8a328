"""attrs: generated classes, validators, order."""
import attr


@attr.s(auto_attribs=True, order=True, slots=True)
class Point:
    x: int = attr.ib(validator=attr.validators.instance_of(int))
    y: list = attr.Factory(list)


print(Point(1), attr.asdict(Point(2, [3])), Point(1) < Point(2))
try:
    Point("s")
except TypeError as error:
    print(error.args[0])
