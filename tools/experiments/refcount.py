"""Programs that count references: `alone`, `shared` by two threads, and `latency` of destruction."""

import sys
import threading
import time


class Node:
    def __init__(self, value):
        self.value = value
        self.next = None


def alone(rounds):
    head = None
    for i in range(rounds):
        node = Node(i)
        node.next = head
        head = node
        if i % 100 == 0:
            head = None
    return head


SHARED = tuple(Node(i) for i in range(64))


def shared(rounds):
    total = 0
    for i in range(rounds):
        total += SHARED[i & 63].value
    return total


def timed(function, threads, rounds):
    function(1000)
    workers = [threading.Thread(target=function, args=(rounds,)) for _ in range(threads)]
    start = time.perf_counter()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return (time.perf_counter() - start) * 1000


class Dying:
    def __init__(self):
        self.since = 0

    def __del__(self):
        late.append(time.perf_counter() - self.since)


late = []


def latency(count):
    for _ in range(count):
        node = Dying()
        node.since = time.perf_counter()
        node = None
        alone(2000)
    late.sort()
    worst = late[-1] if len(late) == count else float("inf")
    return [late[len(late) // 2] * 1e6 if late else float("inf"), worst * 1e6]


how, rounds = sys.argv[1], int(sys.argv[2])
if how == "latency":
    print(*latency(rounds))
elif how == "alone":
    print(timed(alone, 1, rounds))
else:
    print(timed(shared, int(sys.argv[3]), rounds))
