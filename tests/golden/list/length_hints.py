# list() and extend ask a class for its length before they take its items, and pass on what that raises.
class Source:
    def __init__(self, hint): self.hint = hint
    def __iter__(self):
        print("iter", end=" ")
        return iter("ab")
    def __length_hint__(self):
        print("hint", end=" ")
        if isinstance(self.hint, Exception): raise self.hint
        return self.hint
class Sized(Source):
    def __len__(self):
        print("len", end=" ")
        if isinstance(self.hint, Exception): raise self.hint
        return self.hint
for cls in Source, Sized:
    for hint in 2, 0, 100, -1, "a", None, NotImplemented, 1.5, 2**70, TypeError("t"), ValueError("v"), KeyError("k"):
        for use in list, [].extend, lambda s: [*s], lambda s: [].__iadd__(s), lambda s: sorted(s):
            try:
                print(use(cls(hint)), end="; ")
            except Exception as error:
                print(type(error).__name__, error, end="; ")
        print()
class Bare:
    def __len__(self): raise KeyError("len")
    def __getitem__(self, i): return "xyz"[i]
try:
    list(Bare())
except KeyError as error:
    print(error)
class NotIterable:
    def __len__(self): return 1
try:
    list(NotIterable())
except TypeError as error:
    print(error)
