"""Exceptions raised in, caught in and passed through compiled code."""
import warnings


def risky(n):
    if n % 7 == 3:
        raise ValueError(n)
    if n % 11 == 5:
        raise KeyError(n)
    return n * 2


def run(n):
    good = bad = ugly = 0
    for i in range(n):
        try:
            good += risky(i)
        except ValueError as error:
            bad += error.args[0]
        except KeyError:
            ugly += 1
        finally:
            good += 1
    return good, bad, ugly


def nested(n):
    log = []
    for i in range(n):
        try:
            try:
                if i % 3 == 0:
                    [].pop()
                elif i % 3 == 1:
                    {}[i]
                else:
                    log.append(i)
            except IndexError:
                if i % 2:
                    raise RuntimeError("odd") from None
        except (RuntimeError, KeyError) as error:
            log.append(type(error).__name__)
        else:
            log.append("-")
    return len(log), log[:12], log[-6:]


def until_error(items):
    seen = 0
    i = 0
    try:
        while True:
            seen += items[i]
            i += 1
    except IndexError:
        return seen, i


# The compiler warns of a `break` that would lose a `return`.
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    exec("""
def with_return(n):
    for i in range(n):
        try:
            if i == n - 1:
                return i
        finally:
            n2 = i
            if n2 == 600:
                break
    return "broke"
""")


def generator(n):
    for i in range(n):
        if i == n - 1:
            raise StopAsyncIteration(i)
        yield i


print(run(1000))
print(nested(300))
print(until_error(list(range(500))))
print(with_return(400), with_return(900))
count = 0
try:
    for v in generator(300):
        count += v
except StopAsyncIteration as error:
    print(count, error.args)


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


for k in (10, 100, 400, 800):
    print(depth(k))


def runaway(n):
    return runaway(n + 1) + 1


for _ in range(3):
    try:
        runaway(0)
    except RecursionError as error:
        print(type(error).__name__, str(error)[:32])


def unbound(n):
    for i in range(n):
        if i == n - 1 and n > 150:
            del total
        if i == 0:
            total = 0
        total += i
    return total


print(unbound(100))
try:
    print(unbound(200))
except UnboundLocalError as error:
    print(error)


class Guard:
    def __init__(self):
        self.depth = 0
        self.seen = []

    def __enter__(self):
        self.depth += 1
        return self

    def __exit__(self, kind, value, traceback):
        self.depth -= 1
        self.seen.append(kind.__name__ if kind else "-")
        return kind is LookupError


def guarded(n):
    guard = Guard()
    for i in range(n):
        with guard as g:
            assert g.depth == 1
            if i % 4 == 1:
                raise LookupError(i)
    return len(guard.seen), guard.seen.count("LookupError"), guard.depth


print(guarded(400))
try:
    for i in range(300):
        if i > 250:
            10 // (i - 260)
except ZeroDivisionError as error:
    print(type(error).__name__, i)
