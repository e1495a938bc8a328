# threads
"""Threads that empty one iterator together: what it goes over is its own, and dies as it ends."""
import sys
import threading

THREADS, ITEMS, ROUNDS = 4, 60, 12
LARGE = sys.maxsize - 20


class Indexed:
    def __getitem__(self, index):
        if index >= ITEMS:
            raise IndexError
        return LARGE + index


def makers():
    yield "tuple", lambda: iter(tuple(range(LARGE, LARGE + ITEMS)))
    yield "list", lambda: iter([str(k) for k in range(ITEMS)])
    yield "reversed list", lambda: reversed([str(k) for k in range(ITEMS)])
    yield "str", lambda: iter("".join(map(chr, range(0x400, 0x400 + ITEMS))))
    yield "bytearray", lambda: iter(bytearray(range(ITEMS)))
    yield "keys", lambda: iter({str(k): k for k in range(ITEMS)})
    yield "items", lambda: iter({str(k): [k] for k in range(ITEMS)}.items())
    yield "set", lambda: iter({str(k) for k in range(ITEMS)})
    yield "range", lambda: iter(range(LARGE, LARGE + ITEMS))
    yield "enumerate", lambda: enumerate(tuple(range(LARGE, LARGE + ITEMS)), LARGE)
    yield "zip", lambda: zip(tuple(range(LARGE, LARGE + ITEMS)), [[k] for k in range(ITEMS)])
    yield "map", lambda: map(str, [[k] for k in range(ITEMS)])
    yield "by index", lambda: iter(Indexed())
    yield "reversed by index", lambda: reversed(memoryview(bytes(range(ITEMS))))


def drain(iterator, barrier, kept):
    barrier.wait()
    while True:
        try:
            kept.append(repr(next(iterator)))
        except StopIteration:
            return
        except RuntimeError:
            # Of dicts and sets: others have taken what was counted.
            return


def together(make):
    barrier, kept = threading.Barrier(THREADS), [[] for _ in range(THREADS)]
    iterator = make()
    threads = [threading.Thread(target=drain, args=(iterator, barrier, part)) for part in kept]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ended = next(iterator, None) is None
    return {item for part in kept for item in part}, ended


for name, make in makers():
    expected = {repr(item) for item in make()}
    fine = True
    for _ in range(ROUNDS):
        found, ended = together(make)
        # Two may have got the same, and an index may have gone back: nobody gets what was not there.
        strange = name not in ("enumerate", "zip", "range") and not found <= expected
        fine = fine and found and not strange
    print(name, "fine" if fine else (len(found), sorted(found - expected)[:3]))
