import tracemalloc

print(tracemalloc.is_tracing(), tracemalloc.get_traced_memory())
for frames in (0, 70000):
    try:
        tracemalloc.start(frames)
    except ValueError as error:
        print(error)


def make(count):
    made = []
    while len(made) < count:
        made.append(bytes(100))
    return made


def outer(count):
    return make(count)


tracemalloc.start(5)
print(tracemalloc.is_tracing(), tracemalloc.get_traceback_limit())
before = tracemalloc.take_snapshot()
kept = outer(200)
after = tracemalloc.take_snapshot()
first = after.compare_to(before, "lineno")[0]
print(first.traceback[0].lineno, first.count_diff >= 200, 20000 < first.size_diff < 60000)
trace = tracemalloc.get_object_traceback(kept[7])
print([frame.lineno for frame in trace][-2:], len(trace) >= 3)
current, peak = tracemalloc.get_traced_memory()
print(current > 20000, peak >= current)
del kept, trace
now, still = tracemalloc.get_traced_memory()
print(current - now > 20000, still >= peak)
tracemalloc.reset_peak()
print(tracemalloc.get_traced_memory()[1] < peak)
only = after.filter_traces([tracemalloc.Filter(True, "*allocation_sites.py", lineno=14)])
print(all(stat.traceback[0].lineno == 14 for stat in only.statistics("lineno")), len(only.traces) >= 200)
tracemalloc.clear_traces()
tracemalloc.stop()
print(tracemalloc.is_tracing(), tracemalloc.get_traced_memory())
try:
    tracemalloc.take_snapshot()
except RuntimeError as error:
    print(error)
