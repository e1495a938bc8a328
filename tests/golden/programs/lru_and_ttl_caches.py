"""Caches by different rules: least recent, least frequent, time to live with a clock of our own, write-through."""
from collections import Counter, OrderedDict
from functools import wraps


class Lru:
    def __init__(self, size):
        self.size, self.items, self.evicted = size, OrderedDict(), []

    def __getitem__(self, key):
        self.items.move_to_end(key)
        return self.items[key]

    def __setitem__(self, key, value):
        if key in self.items:
            self.items.move_to_end(key)
        self.items[key] = value
        if len(self.items) > self.size:
            self.evicted.append(self.items.popitem(last=False)[0])

    def __contains__(self, key):
        return key in self.items


class Lfu:
    def __init__(self, size):
        self.size, self.items, self.uses, self.evicted = size, {}, Counter(), []

    def __getitem__(self, key):
        self.uses[key] += 1
        return self.items[key]

    def __setitem__(self, key, value):
        if key not in self.items and len(self.items) >= self.size:
            victim = min(self.items, key=self.uses.__getitem__)
            del self.items[victim], self.uses[victim]
            self.evicted.append(victim)
        self.items[key] = value
        self.uses[key] += 1

    def __contains__(self, key):
        return key in self.items


class Clock:
    def __init__(self):
        self.now = 0

    def __call__(self):
        return self.now


class Ttl(Lru):
    def __init__(self, size, life, clock):
        super().__init__(size)
        self.life, self.clock = life, clock

    def __setitem__(self, key, value):
        super().__setitem__(key, (self.clock() + self.life, value))

    def __getitem__(self, key):
        return super().__getitem__(key)[1]

    def __contains__(self, key):
        if key in self.items and self.items[key][0] <= self.clock():
            del self.items[key]
            self.evicted.append((key, "expired"))
        return key in self.items


def cached(cache, key=lambda *args: args):
    def decorate(function):
        @wraps(function)
        def wrapper(*args):
            k = key(*args)
            if k in cache:
                wrapper.hits += 1
                return cache[k]
            wrapper.misses += 1
            cache[k] = result = function(*args)
            return result
        wrapper.hits = wrapper.misses = 0
        return wrapper
    return decorate


clock = Clock()
for cache in (Lru(3), Lfu(3), Ttl(3, 4, clock)):
    @cached(cache, key=lambda n: n % 10)
    def square(n):
        return n * n
    clock.now = 0
    results = []
    for n in [1, 2, 1, 3, 4, 1, 12, 5, 1, 2, 2, 4]:
        results.append(square(n))
        clock.now += 1
    print(type(cache).__name__, results, square.hits, square.misses, cache.evicted, list(cache.items))
try:
    Lru(1)["none"]
except KeyError as error:
    print("KeyError", error)


class WriteThrough(dict):
    """Reads from a slow store once, writes to it at once; deletes only where the store agrees."""

    def __init__(self, store):
        super().__init__()
        self.store, self.log = store, []

    def __missing__(self, key):
        self.log.append(f"read {key}")
        value = self.store[key]
        dict.__setitem__(self, key, value)
        return value

    def __setitem__(self, key, value):
        self.log.append(f"write {key}")
        self.store[key] = value
        super().__setitem__(key, value)

    def __delitem__(self, key):
        del self.store[key]
        self.pop(key, None)
        self.log.append(f"delete {key}")


store = {"a": 1, "b": 2}
w = WriteThrough(store)
print(w["a"], w["a"], w.get("b"), w["b"])
w["c"] = 3
w.update(d=4)
w |= {"e": 5}
del w["a"]
for action in [lambda: w["zzz"], lambda: w.__delitem__("zzz")]:
    try:
        action()
    except KeyError as error:
        print("KeyError", error)
print(w.log, store, dict(w))
