# Context managers: order, several at once, exceptions, return inside, nesting.
log = []


class Manager:
    def __init__(self, name, swallow=(), fail_enter=False, fail_exit=False):
        self.name, self.swallow, self.fail_enter, self.fail_exit = name, swallow, fail_enter, fail_exit

    def __enter__(self):
        log.append(f"enter {self.name}")
        if self.fail_enter:
            raise RuntimeError(f"enter {self.name}")
        return self.name.upper()

    def __exit__(self, kind, value, traceback):
        log.append(f"exit {self.name} {kind.__name__ if kind else None}")
        if self.fail_exit:
            raise RuntimeError(f"exit {self.name}")
        return kind is not None and issubclass(kind, self.swallow)


def show(action):
    log.clear()
    try:
        result = action()
    except Exception as error:
        result = f"{error!r} from {error.__context__!r}"
    print(result, log)


def plain():
    with Manager("a") as a:
        return a


def several():
    with Manager("a") as a, Manager("b") as b, Manager("c"):
        log.append(a + b)
    return "after"


def parenthesised():
    with (
        Manager("x") as x,
        Manager("y", swallow=ValueError),
    ):
        raise ValueError(x)
    return "swallowed"


def unswallowed():
    with Manager("a", swallow=KeyError), Manager("b"):
        raise ValueError("v")


def failing_enter():
    with Manager("a"), Manager("b", fail_enter=True), Manager("c"):
        log.append("never")


def failing_exit():
    with Manager("a"), Manager("b", fail_exit=True):
        raise ValueError("body")


def in_loop():
    seen = []
    for i in range(4):
        with Manager(f"m{i}"):
            if i == 1:
                continue
            if i == 3:
                break
            seen.append(i)
    return seen


def generator():
    with Manager("g"):
        yield 1
        yield 2


def abandoned():
    g = generator()
    next(g)
    g.close()
    return "closed"


def unpacking():
    class Pair:
        def __enter__(self):
            return 1, [2, 3]

        def __exit__(self, *details):
            log.append(len(details))

    with Pair() as (one, [two, three]):
        return one + two + three


def into_targets():
    holder = {}
    with Manager("d") as holder["key"], Manager("e") as holder[0]:
        return holder


for action in (plain, several, parenthesised, unswallowed, failing_enter, failing_exit, in_loop, abandoned, unpacking, into_targets):
    show(action)


class Missing:
    pass


class OnlyEnter:
    def __enter__(self):
        pass


for thing in (Missing(), OnlyEnter(), 5):
    try:
        with thing:
            pass
    except (TypeError, AttributeError) as error:
        print(type(error).__name__)


class Nested:
    depth = 0

    def __enter__(self):
        Nested.depth += 1
        return self

    def __exit__(self, *details):
        Nested.depth -= 1


nested = Nested()
with nested, nested as same:
    with same:
        print(Nested.depth, same is nested)
print(Nested.depth)
