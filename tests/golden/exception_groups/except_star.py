# except*: every clause takes its part of a group, what is left goes on.


def show(error, depth=0):
    pad = "  " * depth
    if isinstance(error, BaseExceptionGroup):
        print(f"{pad}{type(error).__name__} {error.message!r} of {len(error.exceptions)}")
        for inner in error.exceptions:
            show(inner, depth + 1)
    else:
        print(f"{pad}{error!r}")


def attempt(make):
    try:
        try:
            raise make()
        except* ValueError as group:
            print("values:")
            show(group, 1)
        except* (TypeError, KeyError) as group:
            print("types and keys:")
            show(group, 1)
        else:
            print("else")
        finally:
            print("finally")
    except BaseException as error:
        print("left over:")
        show(error, 1)


attempt(lambda: ExceptionGroup("one", [ValueError(1)]))
attempt(lambda: ExceptionGroup("mixed", [ValueError(1), TypeError("t"), KeyError("k"), OSError("os")]))
attempt(
    lambda: ExceptionGroup(
        "outer", [ExceptionGroup("inner", [ValueError(2), OSError("deep")]), ValueError(3), RuntimeError("r")]
    )
)
attempt(lambda: ValueError("naked"))
attempt(lambda: OSError("naked and unmatched"))
attempt(lambda: BaseExceptionGroup("base", [KeyboardInterrupt(), ValueError(4)]))


def raising():
    try:
        try:
            raise ExceptionGroup("eg", [ValueError("v"), TypeError("t"), OSError("o")])
        except* ValueError as group:
            raise KeyError("from values")
        except* TypeError:
            raise
    except ExceptionGroup as error:
        show(error)
        return error


error = raising()
print([type(e.__context__).__name__ for e in error.exceptions])

try:
    try:
        raise ExceptionGroup("eg", [ValueError(1), ValueError(2)])
    except* ValueError as group:
        raise TypeError("replaced") from group.exceptions[0]
except ExceptionGroup as outer:
    show(outer)
    print(repr(outer.exceptions[0].__cause__))
except TypeError as plain:
    print("plain", plain, repr(plain.__cause__))


def loop():
    for i in range(4):
        try:
            if i % 2:
                raise ExceptionGroup("odd", [ValueError(i)])
        except* ValueError:
            print("odd", i)
        else:
            print("even", i)


loop()
try:
    try:
        raise ValueError
    except* 42:
        pass
except TypeError as error:
    print("TypeError:", error)
try:
    try:
        raise ValueError
    except* ExceptionGroup:
        pass
except TypeError as error:
    print("TypeError:", error)
