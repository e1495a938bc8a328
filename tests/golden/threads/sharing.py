# threads
"""Containers, instances and classes that several threads change at once."""
import threading

THREADS = 4
ROUNDS = 200
numbers = []
table = {}
members = set()
together = {"n": 0}
lock = threading.Lock()
errors = []


class Shared:
    total = 0

    def add(self, n):
        with lock:
            self.total += n
            together["n"] += n


shared = Shared()


def work(k):
    try:
        for i in range(ROUNDS):
            numbers.append(i)
            table[k, i % 50] = [i, str(i)]
            table["common", i % 20] = i
            table.pop((k, (i + 25) % 50), None)
            members.add((k, i % 10))
            members.discard((k, (i + 3) % 10))
            shared.add(1)
            setattr(shared, "a%d" % (i % 40), i * 0.5)
            if i % 100 == 0:
                kind = type("Kind%d" % k, (Shared,), {"who": lambda self: k})
                assert kind().who() == k and isinstance(kind(), Shared)
                Shared.marker = k
                shared.__dict__
            assert i % 20 or len(sorted(table, key=str)) >= 1
            assert all(len(v) == 2 for v in list(table.values()) if isinstance(v, list))
            assert sum(n * n for n in range(5)) == 30
            total = 0

            def inner():
                nonlocal total
                total += i
                return total

            assert inner() + inner() == 3 * i
            try:
                if i % 7 == 0:
                    raise KeyError(i)
            except KeyError as error:
                assert error.args == (i,)
    except BaseException as error:
        errors.append(error)
        raise


threads = [threading.Thread(target=work, args=(k,)) for k in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(errors, len(numbers), sum(numbers) == THREADS * sum(range(ROUNDS)))
print(shared.total, together, len(members), len(vars(shared)))
print(sorted(key[1] for key in table if key[0] == "common"))
