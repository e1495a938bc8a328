"""The Python side of bench.ts: times the C pickler on the same graph, and prints milliseconds for writing and reading."""
import pickle
import sys
import time


def graph(count):
    return [
        {"id": i, "name": f"user {i}", "score": i / 7, "tags": ["red", "green", f"t{i % 50}"], "active": i % 2 == 0,
         "position": (i, -i), "address": {"street": f"{i} Long Street", "zip": 10000 + i, "notes": None}}
        for i in range(count)
    ]


def best(function, rounds=7):
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


value = graph(int(sys.argv[1]))
data = pickle.dumps(value, 5)
print(len(data), best(lambda: pickle.dumps(value, 5)), best(lambda: pickle.loads(data)))
