from .. import square
from ..round import PI
from . import __name__ as package_name


def whoami():
    return __name__, package_name


def climb():
    return square.Square(PI).area()
