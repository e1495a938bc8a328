# threads
"""Lists that several threads change and read at once: each operation happens as a whole."""
import heapq
import threading


def together(*functions):
    """Runs functions in threads that begin at the same time; prints what they raise."""
    barrier = threading.Barrier(len(functions))

    def run(function):
        barrier.wait()
        try:
            function()
        except Exception as error:
            print(type(error).__name__, error)

    threads = [threading.Thread(target=run, args=(function,)) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


# Appending and popping lose nothing and give nothing twice.
shared, got = list(range(100)), [[], []]


def pop(mine, index):
    for _ in range(150):
        try:
            mine.append(shared.pop(index))
        except IndexError:
            pass


together(
    lambda: [shared.append(number) for number in range(100, 200)],
    lambda: pop(got[0], 0),
    lambda: pop(got[1], -1),
)
print(sorted(shared + got[0] + got[1]) == list(range(200)))

# A whole list is seen, or nothing of it.
rows = []
seen = []


def look():
    for _ in range(60):
        seen.append(len(rows) % 5 == 0 and len(rows[:]) % 5 == 0 and len(list(rows)) % 5 == 0 and len(rows * 2) % 5 == 0)


together(
    lambda: [rows.extend([n] * 5) for n in range(60)],
    lambda: [rows.extend((n,) * 5) for n in range(60)],
    look,
)
print(len(rows), all(seen), all(rows[i : i + 5] == [rows[i]] * 5 for i in range(0, 600, 5)))

# Slices are replaced as a whole.
parts = [0] * 8
whole = []
together(
    lambda: [parts.__setitem__(slice(None), [n] * 8) for n in range(120)],
    lambda: [parts.__setitem__(slice(None), [-n] * 8) for n in range(120)],
    lambda: [whole.append(len(set(parts[:])) == 1) for _ in range(120)],
)
print(len(parts), all(whole))

# Changed while it is iterated, sorted, reversed, cleared, copied, searched, shown.
busy = list(range(50))


def churn():
    for n in range(100):
        busy.insert(n % 7, n)
        busy.append(n)
        del busy[:2]
        busy.reverse()


def read():
    for n in range(60):
        for item in busy:
            assert type(item) is int
        for item in reversed(busy):
            assert type(item) is int
        assert busy.count(n) >= 0 and busy.copy() is not busy
        n in busy, busy == [n], repr(busy), sum(busy), tuple(busy), max(busy, default=0)


together(churn, read, read)
print(len(busy), set(map(type, busy)))

# One thread clears what the others fill.
fill = []
together(
    lambda: [fill.clear() for _ in range(100)],
    lambda: [fill.append([n]) for n in range(100)],
    lambda: [fill.__iadd__(([n], [n])) for n in range(100)],
)
print(all(type(item) is list and len(item) == 1 for item in fill))

# Sorting takes the items out meanwhile: whoever changes the list then is told of it, or was too early or late for it.
order = list(range(40, 0, -1))
faults = []


def sort():
    for _ in range(40):
        try:
            order.sort(key=lambda item: item)
        except ValueError as error:
            faults.append(str(error))


together(sort, lambda: [order.append(n) for n in range(40)])
order.sort()
print(set(faults) <= {"list modified during sort"}, all(type(item) is int for item in order))

# A heap that threads share behind one lock, and one that each has for itself.
heap, lock, out = [], threading.Lock(), []


def work(numbers):
    own = []
    for number in numbers:
        with lock:
            heapq.heappush(heap, number)
        heapq.heappush(own, -number)
    out.append([heapq.heappop(own) for _ in numbers] == sorted(-number for number in numbers))


together(lambda: work(range(0, 60, 2)), lambda: work(range(59, 0, -2)))
print([heapq.heappop(heap) for _ in range(60)] == list(range(60)), out)
