"""Weak references to what a collection finds are cleared before finalisers, which may revive it."""
import gc
import weakref


class Revived:
    def __del__(self):
        print("finaliser", own() is None, other() is None, list(known))
        kept.append(self)


class Other:
    pass


kept, known = [], weakref.WeakValueDictionary()
called = []
revived, neighbour = Revived(), Other()
revived.itself, revived.other, neighbour.back = revived, neighbour, revived
own, other = weakref.ref(revived), weakref.ref(neighbour, lambda ref: called.append(ref() is None))
known["revived"] = revived
del revived, neighbour
gc.collect()
print(own(), other(), called, len(known), type(kept[0].other).__name__)
again = weakref.ref(kept[0])
kept.clear()
gc.collect()
print(again(), kept)
