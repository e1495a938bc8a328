"""The functions and flags of the module."""
import gc
import weakref

print(gc.isenabled(), [len(gc.get_threshold()), len(gc.get_count()), len(gc.get_stats())])
gc.disable()
print(gc.isenabled())
gc.enable()
print(gc.isenabled())
gc.disable()
for generation in (-1, 3):
    try:
        gc.collect(generation)
    except ValueError as error:
        print(error)
try:
    gc.collect("all")
except TypeError as error:
    print(error)
print([type(gc.collect(g)).__name__ for g in range(3)], gc.collect(generation=1))

old = gc.get_threshold()
gc.set_threshold(500)
print(gc.get_threshold()[0], gc.get_threshold()[1:] == old[1:])
gc.set_threshold(600, 5)
print(gc.get_threshold()[:2])
gc.set_threshold(*old)
print(gc.get_threshold() == old)

before = [dict(s) for s in gc.get_stats()]
cycle = []
cycle.append(cycle)
del cycle
gc.collect(2)
after = gc.get_stats()
print(sorted(after[2]), after[2]["collections"] - before[2]["collections"], after[2]["collected"] - before[2]["collected"])


class Thing:
    pass


thing = Thing()
thing.items = [thing]
print(gc.is_tracked(thing), gc.is_tracked(thing.items), gc.is_tracked(1), gc.is_tracked("a"), gc.is_tracked(None), gc.is_tracked(()))
print(gc.is_tracked(Thing), gc.is_tracked(1.5), gc.is_tracked(b""), gc.is_tracked(print is None))
print(gc.is_finalized(thing), gc.is_finalized(3))
print(any(x is thing for x in gc.get_objects()), all(gc.is_tracked(x) for x in gc.get_objects()[:100]))
print(thing in gc.get_referents(thing.items), gc.get_referents(1), gc.get_referents([1, "a"]) in ([1, "a"], ["a", 1]))
print(any(x is thing.items for x in gc.get_referrers(thing)))
print(sorted(gc.get_referents({"k": "v"})))
for generation in (3,):
    try:
        gc.get_objects(generation)
    except ValueError as error:
        print(error)

# Frozen objects are no candidates.
ref = weakref.ref(thing)
gc.freeze()
print(gc.get_freeze_count() > 0)
del thing
gc.collect()
print(ref() is None)
gc.unfreeze()
print(gc.get_freeze_count(), gc.collect() > 0, ref() is None)

# Callbacks.
seen = []


def note(phase, info):
    seen.append((phase, info["generation"], info["collected"], info["uncollectable"], sorted(info)[:3]))


gc.callbacks.append(note)
x = [[]]
x[0].append(x)
del x
gc.collect(1)
gc.callbacks.remove(note)
gc.collect()
print(seen)

# What is found can be kept for a look.
print(gc.get_debug(), gc.garbage)
gc.set_debug(gc.DEBUG_SAVEALL)
y = ["look at me"]
y.append(y)
del y
print(gc.get_debug() == gc.DEBUG_SAVEALL, gc.collect(), gc.garbage[0][0])
gc.set_debug(0)
gc.garbage.clear()
print(gc.collect(), gc.garbage)
print([getattr(gc, "DEBUG_" + name) for name in ("STATS", "COLLECTABLE", "UNCOLLECTABLE", "SAVEALL", "LEAK")])
