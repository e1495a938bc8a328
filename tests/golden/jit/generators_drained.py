"""Generators that `sum`, `any` and `all` go over, with items of all kinds and all that may happen on the way."""
import gc
import sys

log = []


class Moody:
    """Has a say in its truth, and in what it adds to."""

    def __init__(self, truth):
        self.truth = truth

    def __bool__(self):
        if self.truth is None:
            raise KeyError("mood")
        log.append(self.truth)
        return self.truth

    def __radd__(self, other):
        return other + 1000

    def __del__(self):
        log.append("gone")


class Mine(int):
    def __radd__(self, other):
        return 7


def each(items, returned=None):
    for item in items:
        yield item
    return returned


def attempt(call, *arguments):
    try:
        return call(*arguments)
    except Exception as error:
        return type(error).__name__, str(error)


def failing(n):
    for i in range(n):
        yield i
    raise KeyError(n)


def closing(n):
    try:
        for i in range(n):
            yield i
    finally:
        log.append("closed")


def itself():
    for i in range(5):
        yield i
    yield sum(own)


def nested(n):
    for i in range(n):
        yield sum(j for j in range(i)) + any(j > 3 for j in range(i))


def traced(n):
    for i in range(n):
        if i == n // 2:
            sys.settrace(trace)
        yield i
    sys.settrace(None)


def trace(frame, event, argument):
    if frame.f_code is traced.__code__:
        events.append((event, argument))
    return None


def looking(n):
    for i in range(n):
        yield sys._getframe().f_lineno > 0


large = 2**53
kinds = [
    [1, 2, 3],
    [],
    [True, False, 5, True],
    [2**30, 2**31, -(2**40), 2**52, 2**52, 2**52, large, large, 1, 1],
    [2**62, 2**63, -(2**63), 2**64, 2**100, 3],
    [-1] * 30,
    [1, 2.5, 3, 2**70, True],
    [1, 2, 1j, 3],
    [1, Mine(3), 4],
    [1, "a", 2],
    [1, None],
]
truths = [
    [0, 0.0, "", (), [], {}, None, False, 0j, b"", set(), 2**70],
    [1, 1.5, "x", (0,), [0], {0: 0}, True, 1j, b"0", {0}, 2**70, 0],
    [range(0), range(3)],
    [],
]

for turn in range(60):
    last = turn == 59
    sums = [attempt(sum, each(items)) for items in kinds]
    sums.append(sum(each(range(10), "returned"), 5))
    sums.append(sum(each([1, 2]), large))
    found = [(any(each(items, 3)), all(each(items))) for items in truths]
    failed = [attempt(call, failing(20)) for call in (sum, lambda g: any(i > 50 for i in g), all)]

    log.clear()
    moods = attempt(sum, each([1, Moody(True), 2])), attempt(any, (Moody(i > 2) for i in range(5)))
    raised = attempt(all, (Moody(None if i > 1 else True) for i in range(4)))

    stopping = closing(10)
    part = any(i == 4 for i in stopping), next(stopping), stopping.gi_frame is None
    rest = sum(stopping), stopping.gi_frame is None, sum(stopping), any(stopping), all(stopping)
    early = closing(10)
    answer = any(early)
    del early
    gc.collect()

    own = itself()
    running = attempt(sum, own)
    inner = sum(nested(12))
    events = []
    whole = sum(traced(8)) if turn % 20 == 19 else None
    if turn % 20 == 19:
        print(whole, events)
    looked = sum(looking(10)), all(looking(4))

for result in (sums, found, failed, moods, raised, part, rest, answer, running, inner, looked, log):
    print(result)

total = 0
for turn in range(6):
    total += sum(n * n for n in range(40_000) if n & 1)
    total += any(n > 30_000 for n in range(40_000)) + all(n < 30_000 for n in range(40_000))
    total += sum(n % 3 == 0 for n in range(10_000))
print(total)
