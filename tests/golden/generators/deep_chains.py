# threads
# python3.14
"""Chains of generators and coroutines nearly as long as the recursion limit allows."""
import sys
import threading

DEEP = 900


def delegating(n):
    if n:
        yield from delegating(n - 1)
    yield n


def looping(n):
    if n:
        for x in looping(n - 1):
            yield x
    yield n


def returning(n):
    if n:
        return 1 + (yield from returning(n - 1))
    got = yield "first"
    while got is not None:
        got = yield got * 2
    return 0


class Tree:
    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right

    def __iter__(self):
        if self.left is not None:
            yield from self.left
        yield self.value
        if self.right is not None:
            for value in self.right:
                yield value


def plus_one(items):
    for item in items:
        yield item + 1


async def awaiting(n):
    return 1 + await awaiting(n - 1) if n else 0


def guarded(n, log):
    try:
        if n:
            yield from guarded(n - 1, log)
        else:
            yield "innermost"
    except KeyError as error:
        if n % 300 == 0:
            log.append((n, error.args))
        raise KeyError(n) from None
    finally:
        if n % 300 == 0:
            log.append(n)


def catching(n):
    try:
        if n:
            return (yield from catching(n - 1))
        yield "waits"
    except ValueError as error:
        if n < 450:
            raise
        yield f"caught at {n}: {error}"
        return "done"


def left_tree(n):
    tree = None
    for value in range(n, 0, -1):
        tree = Tree(value, tree)
    return tree


def right_tree(n):
    tree = None
    for value in range(n, 0, -1):
        tree = Tree(value, None, tree)
    return tree


def pipeline(n):
    items = iter(range(3))
    for _ in range(n):
        items = plus_one(items)
    return items


def run(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value


def chains():
    print(sum(delegating(DEEP)), sum(looping(DEEP)))
    print(list(pipeline(DEEP)))
    items = iter(range(3))
    for _ in range(DEEP):
        items = (x for x in items)
    print(list(items))
    print(sum(left_tree(DEEP)), sum(right_tree(DEEP)))
    print(run(awaiting(DEEP)))
    chain = returning(DEEP)
    print(next(chain), chain.send(4), chain.send("ab"))
    try:
        next(chain)
    except StopIteration as stop:
        print(stop.value)


def throwing():
    log = []
    chain = guarded(DEEP, log)
    print(next(chain))
    try:
        chain.throw(KeyError("thrown"))
    except KeyError as error:
        print(error.args, log)
        depth, traceback = 0, error.__traceback__
        while traceback is not None:
            depth, traceback = depth + 1, traceback.tb_next
        print(depth)
    chain = catching(DEEP)
    print(next(chain), "|", chain.throw(ValueError("so")))
    print(next(chain, "ended"))
    chain = catching(DEEP)
    next(chain)
    try:
        chain.throw(TypeError("not so"))
    except TypeError as error:
        print(error)


def closing():
    log = []
    chain = guarded(DEEP, log)
    next(chain)
    print(chain.close(), log)
    log.clear()
    chain = guarded(DEEP, log)
    next(chain)
    del chain
    print(log)
    for make in delegating, looping, pipeline:
        chain = make(DEEP)
        next(chain)
        print(chain.close(), next(chain, "ended"))
        chain = make(DEEP)
        next(chain)
        del chain


def stubborn(n):
    try:
        if n:
            yield from stubborn(n - 1)
        else:
            yield "innermost"
    except GeneratorExit:
        if n == 2:
            raise OSError("in the middle")
        raise


def failing():
    chain = stubborn(5)
    next(chain)
    try:
        chain.close()
    except OSError as error:
        print(error, repr(error.__context__))


def without_end(n):
    yield from without_end(n + 1)


async def without_end_either(n):
    await without_end_either(n + 1)


def always(n):
    for x in always(n + 1):
        yield x


def runaways():
    for start in without_end, always:
        try:
            next(start(0))
        except RecursionError as error:
            print(start.__name__, error)
    try:
        without_end_either(0).send(None)
    except RecursionError as error:
        print(error)


def everything():
    for part in chains, throwing, closing, failing, runaways:
        part()


everything()
print("once more, when all of it may be compiled")
for _ in range(30):
    sum(delegating(20)), sum(looping(20)), list(pipeline(20)), run(awaiting(20)), sum(left_tree(20))
everything()
print("in a thread")
thread = threading.Thread(target=everything)
thread.start()
thread.join()
print(sys.getrecursionlimit())
