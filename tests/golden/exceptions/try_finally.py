def f(n):
    try:
        if n == 0:
            return "return"
        if n == 1:
            raise ValueError("one")
        if n == 2:
            raise KeyError("two")
    except ValueError as e:
        return f"caught {e}"
    else:
        return "else"
    finally:
        print("finally", n)

print(f(0), f(1), f(3))
try:
    f(2)
except KeyError as e:
    print(repr(e), e)

def nested():
    try:
        try:
            1 / 0
        except ZeroDivisionError as e:
            raise RuntimeError("chained") from e
    except RuntimeError as e:
        return e.__cause__, e.__context__ is e.__cause__
print(nested())
class Custom(Exception):
    def __init__(self, a, b):
        super().__init__(a, b)
        self.b = b
try:
    raise Custom(1, 2)
except (TypeError, Custom) as c:
    print(c.args, c.b, c)
for loop in range(3):
    try:
        continue
    finally:
        print("loop", loop)
