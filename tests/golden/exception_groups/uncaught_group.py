# python3.14
# The traceback of a group that nobody catches.


def fail(n):
    raise ValueError(f"number {n}")


def collect(count):
    errors = []
    for n in range(count):
        try:
            fail(n)
        except ValueError as error:
            errors.append(error)
    inner = ExceptionGroup("inner", [KeyError("k"), OSError(2, "gone")])
    inner.add_note("a note on the group")
    raise ExceptionGroup("several", errors + [inner])


def main():
    try:
        collect(2)
    except ExceptionGroup as group:
        raise RuntimeError("while collecting") from group


print("begin")
main()
