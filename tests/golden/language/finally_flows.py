"""What return, break, continue and raise do on their way through finally."""


def flow(kind):
    trail = []
    for turn in range(3):
        try:
            trail.append(f"try{turn}")
            if kind == "break" and turn == 1:
                break
            if kind == "continue" and turn == 0:
                continue
            if kind == "return" and turn == 1:
                return trail
            if kind == "raise" and turn == 2:
                raise KeyError(kind)
            trail.append("end")
        except KeyError as error:
            trail.append(repr(error))
            raise ValueError("other") from error
        else:
            trail.append("else")
        finally:
            trail.append("finally")
    else:
        trail.append("no break")
    return trail


for kind in ("none", "break", "continue", "return", "raise"):
    try:
        print(kind, flow(kind))
    except ValueError as error:
        print(kind, error, repr(error.__cause__), error.__suppress_context__)


def nested():
    try:
        try:
            raise TypeError("inner")
        finally:
            print("cleaning", end=" ")
            try:
                int("x")
            except ValueError:
                print("small trouble", end=" ")
    except TypeError as error:
        return f"caught {error}, context {error.__context__}"


print(nested())


def generator():
    try:
        yield 1
        yield 2
    finally:
        print("closed", end=" ")


for value in generator():
    print(value, end=" ")
    break
g = generator()
print(next(g), end=" ")
del g
print()


def deep(n):
    try:
        return deep(n - 1) if n else 1 / 0
    except ZeroDivisionError:
        if n < 3:
            raise
        return f"stopped at {n}"
    finally:
        print(n, end=";")


print(deep(4))
