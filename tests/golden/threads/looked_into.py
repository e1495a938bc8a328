# threads
"""Threads look into what others replace meanwhile: nothing dies too early, and every reference is given back."""
import sys
import threading


class Node:
    def __init__(self, value):
        self.value = value
        self.pair = [value, value]
        self.link = self


TABLE = [Node(0)]
ROWS = [[Node(0)], (Node(1),)]


def last(rounds):
    result = 0
    for _ in range(rounds):
        result = TABLE[-1].pair[1] - TABLE[-1].value
        node = TABLE[-1]
        if node.link.link is not node:
            raise AssertionError("not itself")
    return result


def rows(rounds):
    result = 0
    for i in range(rounds):
        result += ROWS[i & 1][0].link.value
        if ROWS[0] is None or ROWS[1][0] is None:
            raise AssertionError("nobody puts None there")
    return result


def change(rounds):
    for k in range(rounds):
        TABLE.append(Node(k))
        ROWS[0] = [Node(k)]
        ROWS[1] = (Node(1), k)
        ROWS[0].append(k)
        if k % 7 == 6:
            del TABLE[:-2]


last(300)
rows(300)
failures = []


def attempt(function, rounds):
    try:
        for _ in range(10):
            function(rounds)
    except BaseException as error:
        failures.append(repr(error))


for _ in range(4):
    threads = [threading.Thread(target=attempt, args=each) for each in ((last, 400), (rows, 400), (change, 60))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    del thread, threads
    last(50)
    rows(50)
del TABLE[:-1]
ROWS[0] = ROWS[1] = (TABLE[0],)
TABLE[0].link = None
print(failures, sys.getrefcount(TABLE), sys.getrefcount(ROWS), sys.getrefcount(TABLE[0]), sys.getrefcount(TABLE[0].pair))
