# what is deprecated warns in 3.13 and later
import warnings

warnings.simplefilter("ignore")
from array import array


def attempt(make):
    try:
        return repr(make())
    except Exception as error:
        return type(error).__name__


a = array("u", "abc\u20ac\U0001f600")
print(a, a.itemsize, len(a), a.tounicode(), a[3], a[-1], a.tobytes()[:8])
a.fromunicode("xyz")
a.append("q")
a.extend("rs")
print(a, a.index("z"), a.count("x"), "q" in a, a[::-1], attempt(lambda: a.append("two")), attempt(lambda: a.append(5)))
print(attempt(lambda: array("i").tounicode()), attempt(lambda: array("i").fromunicode("x")), attempt(lambda: a.fromunicode(b"x")))
print(attempt(lambda: array("i", array("u", "abc"))), memoryview(a).format, array("u"))
