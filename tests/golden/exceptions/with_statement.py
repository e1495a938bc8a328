class M:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow
    def __enter__(self):
        print("enter", self.name)
        return self.name
    def __exit__(self, kind, value, tb):
        print("exit", self.name, kind.__name__ if kind else None, value)
        return self.swallow

with M("a") as a, M("b") as b:
    print(a, b)
with M("c", True):
    raise ValueError("swallowed")
try:
    with M("d"):
        raise KeyError("k")
except KeyError:
    print("out")
def f():
    with M("e"):
        return 1
print(f())
