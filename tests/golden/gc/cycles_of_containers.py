"""Lists, dicts, sets of instances, tuples and deques that refer to themselves are found, and nothing else is."""
import gc
from collections import deque

gc.disable()
gc.collect()


class Node:
    def __init__(self, *others):
        self.others = others


def make_list():
    a = []
    a.append(a)


def make_pair():
    a, b = [], []
    a.append(b)
    b.append(a)


def make_dict():
    d = {}
    d["self"] = d


def make_deque():
    d = deque()
    d.append(d)


def make_tuple():
    inner = []
    t = (inner, 1, "text")
    inner.append(t)


def make_instance():
    n = Node()
    n.me = n


def make_ring(size=50):
    first = last = Node()
    for _ in range(size - 1):
        last.next = Node()
        last = last.next
    last.next = first


for make in (make_list, make_pair, make_dict, make_deque, make_tuple, make_instance, make_ring):
    make()
    print(make.__name__, gc.collect(), gc.collect())

# What is still referred to stays, with all that it reaches.
keep = [[], {"a": []}]
keep.append(keep)
keep[0].append(keep)
make_pair()
print(gc.collect(), len(keep), keep[2] is keep, keep[0][0] is keep)
alias = keep[0]
del keep
print(gc.collect(), len(alias), alias[0][2] is alias[0])
alias.clear()
print(gc.collect())

# A set has to be reached through what can be hashed.
n = Node()
n.all = {n, Node(n)}
del n
print(gc.collect())

# Iterators, methods and views.
items = []
items.append(iter(items))
items.append(items.append)
d = {}
d["views"] = [d.keys(), d.values(), d.items()]
del items, d
print(gc.collect() > 0)
