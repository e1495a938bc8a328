# UserDict, UserList, UserString: what they wrap, what their operators give, and what subclasses override.
from collections import UserDict, UserList, UserString
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as error:
        print(type(error).__name__, error)
class Lower(UserDict):
    def __setitem__(self, key, value): super().__setitem__(key.lower(), value)
    def __missing__(self, key): return f"no {key}"
d = Lower({"A": 1}, B=2)
d.update(C=3); d.setdefault("D", 4)
print(d, d["a"], d["zz"], "A" in d, "zz" in d, len(d), list(d), d.data)
print(d | {"E": 5}, type(d | {}), {"F": 6} | d, d == {"a": 1, "b": 2, "c": 3, "d": 4})
d |= {"G": 7}; print(d, d.pop("G", None), d.popitem(), d.copy() == d, type(d.copy()))
attempt(d.pop, "none")
attempt(UserDict, 5)
attempt(UserDict, {}, {})
attempt(d.__delitem__, "none")
print(Lower.fromkeys("XY", 0), UserDict(dict=5), UserDict([("k", "v")]))
class L(UserList):
    def append(self, x): super().append(x * 2)
l = L([3, 1, 2])
l.append(5); l += [7]; l.insert(0, "a"); print(l, l.data, type(l[1:]), l[1:], l[0])
del l[0]; l.sort(reverse=True); print(l, l + [1], [1] + l, l * 2, type(l + (1,)), l == [10, 7, 3, 2, 1], l < [99], 3 in l, l.index(3), l.count(1))
print(l.pop(), l.copy(), l.reverse(), l, UserList("ab"), UserList(l), max(l), repr(UserList()))
attempt(l.remove, 99)
attempt(l.__getitem__, 99)
class S(UserString):
    def shout(self): return self.upper() + "!"
s = S("hello")
print(s, repr(s), s.shout(), type(s.upper()), s + " you", "oh " + s, s * 2, s[1:3], type(s[0]), len(s), "ell" in s, s == "hello", s.find("l"), hash(s) == hash("hello"))
print(s % (), S("%s-%d") % ("a", 1), "%s" % s, s.split("l"), s.join(["a", "b"]), s.encode(), int(S("12")), float(S("1.5")), complex(S("1j")), s.isalpha(), s.replace("l", S("L")), s < "z", S(5), S("x"))
attempt(s.index, "z")
attempt(lambda: s + 5)
