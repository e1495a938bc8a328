"""finally with return, break, continue and raise; nested; in loops, generators and with statements."""


def returns(how):
    try:
        if how == "raise":
            raise ValueError
        if how == "return":
            return "try"
    except ValueError:
        return "except"
    else:
        return "else"
    finally:
        print(f"  cleanup {how}", end=";")


print([returns(h) for h in ("raise", "return", "plain")])


def swallow():
    for i in range(3):
        try:
            1 / (i - 1)
        except ZeroDivisionError:
            continue
        finally:
            print("f", i, end=" ")
    return "done", i


print(swallow())


def value_kept():
    x = [1]
    try:
        return x
    finally:
        x.append(2)


def rebinding():
    x = 1
    try:
        return x
    finally:
        x = 2


print(value_kept(), rebinding())


def nested():
    log = []
    try:
        try:
            try:
                log.append("a")
                raise KeyError("x")
            finally:
                log.append("b")
        except KeyError as e:
            log.append(f"c{e}")
            try:
                raise ValueError from e
            finally:
                log.append("d")
    except ValueError as e:
        log.append(type(e.__cause__).__name__)
        return log
    finally:
        log.append("e")


print(nested())


def loop_with_finally():
    out = []
    n = 0
    while True:
        n += 1
        try:
            if n % 2:
                continue
            if n > 5:
                break
            out.append(n)
        finally:
            out.append(-n)
    return out


print(loop_with_finally())


class Manager:
    def __init__(self, name, swallow=False, fail=None):
        self.name, self.swallow, self.fail = name, swallow, fail

    def __enter__(self):
        print(f"+{self.name}", end=" ")
        if self.fail == "enter":
            raise OSError(self.name)
        return self.name

    def __exit__(self, kind, value, tb):
        print(f"-{self.name}({kind.__name__ if kind else None})", end=" ")
        if self.fail == "exit":
            raise RuntimeError(self.name)
        return self.swallow


def use(*managers):
    try:
        a, b = managers
        with a as x, b as y:
            print(x, y, end=" ")
            raise ValueError("body")
        print("after", end=" ")
        return "swallowed"
    except Exception as error:
        return f"{error!r} from {error.__context__!r}"


for pair in [(Manager("a"), Manager("b")), (Manager("a", True), Manager("b")), (Manager("a"), Manager("b", True)), (Manager("a"), Manager("b", fail="enter")), (Manager("a", fail="exit"), Manager("b")), (Manager("a"), Manager("b", fail="exit")), (Manager("a", True), Manager("b", fail="exit"))]:
    print(use(*pair))


def early():
    with Manager("r"):
        return "returned"


def in_loop():
    for i in range(3):
        with Manager(i):
            if i == 0:
                continue
            if i == 1:
                break
    return i


print(early(), in_loop())


def gen():
    try:
        with Manager("g"):
            yield 1
            yield 2
    finally:
        print("gen finally", end=" ")


for v in gen():
    print(v, end=" ")
    break
print("|")
g = gen()
next(g)
g.close()
print()


class Half:
    def __enter__(self):
        return self


for bad in [Half(), 5, type("X", (), {"__exit__": lambda *a: None})()]:
    try:
        with bad:
            pass
    except TypeError as error:
        print(type(error).__name__)
