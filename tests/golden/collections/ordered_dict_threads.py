# threads
# Threads that change one OrderedDict in every way lose nothing and leave it whole.
import threading
from collections import OrderedDict

shared = OrderedDict((("kept", n), n) for n in range(8))
taken = [[] for _ in range(4)]
start = threading.Barrier(4)
errors = []


def work(me):
    start.wait()
    for n in range(120):
        key = me, n
        shared[key] = n
        shared.move_to_end(key, last=n % 2 == 0)
        shared.move_to_end(("kept", n % 8), last=n % 3 == 0)
        if ("kept", n % 8) not in shared or shared.get(("kept", n % 8)) != n % 8:
            errors.append(("missing", n))
        if n % 5 == 0:
            taken[me].append(shared.pop(key))
        elif n % 5 == 1:
            del shared[key]
            taken[me].append(n)
        elif n % 5 == 2:
            shared.setdefault(("kept", n % 8), None)
            shared.update({("kept", 0): 0}, kept=me)
        elif n % 5 == 3:
            copy = shared.copy()
            if len({*copy}) != len(copy) or [*copy] != [*reversed(copy)][::-1]:
                errors.append(("copy", n))
        else:
            try:
                for key in shared:
                    pass
            except RuntimeError as error:
                if str(error) != "OrderedDict mutated during iteration":
                    errors.append(error)


queue = OrderedDict((n, n) for n in range(400))
got = [[] for _ in range(4)]


def drain(me):
    while True:
        try:
            key, value = queue.popitem(last=me % 2 == 0)
        except KeyError:
            return
        got[me].append(key)


def both(me):
    work(me)
    drain(me)


threads = [threading.Thread(target=both, args=(me,)) for me in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(errors)
del shared["kept"]
kept = sorted(n for (who, n) in shared if who == "kept")
rest = sorted((who, n) for (who, n) in shared if who != "kept")
print(kept, len(rest), rest == [(me, n) for me in range(4) for n in range(120) if n % 5 > 1])
print([len(t) for t in taken], len([*shared]) == len(shared) == len([*reversed(shared)]))
print(sorted(sum(got, [])) == [*range(400)], len(queue))
