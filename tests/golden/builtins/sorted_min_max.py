# sorted, min, max and sum: keys, defaults, ties, and what they say to wrong arguments.
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as error:
        print(type(error).__name__, error)
attempt(sorted, "hello")
attempt(sorted, "hello", reverse=1)
attempt(sorted, [3, 1, 2], None)
attempt(sorted)
attempt(sorted, [1, "a"])
attempt(sorted, 5)
attempt(sorted, [1], key=5)
attempt(sorted, ["b", "A", "c"], key=str.lower, reverse=True)
attempt(max, (), default="none")
attempt(min, 1, 2, default=0)
attempt(min)
attempt(min, 5)
attempt(max, 1, "a")
attempt(max, "abc", key=ord)
attempt(max, "a", "bb", "cc", key=len)
attempt(min, "bb", "a", "c", key=len)
attempt(max, [1], key=None)
attempt(max, [1, 2], key=lambda x: -x, default=9)
attempt(sum, [1, 2, 3], 10)
attempt(sum, [1, 2], start=0.5)
attempt(sum, [[1], [2]], [])
attempt(sum, ["a", "b"])
attempt(sum, ["a"], "")
attempt(sum, [b"a"], b"")
attempt(sum, [bytearray(b"a")], bytearray())
attempt(sum, 5)
attempt(sum)
attempt(sum, [True, False, True])
attempt(sum, [2**62, 2**62, 2**62, -2**63])
attempt(sum, [1, 1.5, 2])
attempt(sum, [1, 2j, 3.0])
class Odd:
    def __init__(self, n): self.n = n
    def __add__(self, other): return f"({self.n}+{getattr(other, 'n', other)})"
    def __radd__(self, other): return f"[{other}+{self.n}]"
attempt(sum, [Odd(1)])
attempt(sum, [1, 2, Odd(3)])
class Partial:
    def __init__(self, n): self.n = n
    def __lt__(self, other): return self.n < other.n
    def __repr__(self): return f"P{self.n}"
attempt(sorted, [Partial(3), Partial(1), Partial(2)])
attempt(min, [Partial(3), Partial(1)])
attempt(max, [Partial(3), Partial(1)])
