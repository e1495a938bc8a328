"""Garbage is collected without being asked for, where there is much of it; and not while that is switched off."""
import gc
import weakref


class Node:
    def __init__(self):
        self.me = self


def litter(count):
    """How many of so many cycles are alive afterwards."""
    alive = weakref.WeakSet()
    for _ in range(count):
        alive.add(Node())
    return len(alive)


gc.collect()
print(litter(90000) < 90000)
gc.collect()
gc.disable()
print(litter(30000))
gc.enable()
print(gc.collect() > 20000)
gc.set_threshold(0)
print(litter(30000))
gc.set_threshold(700, 10, 10)
print(gc.collect() > 20000)


# What is in use stays.
def build(depth):
    return [None, None] if depth == 0 else [build(depth - 1), build(depth - 1)]


def check(tree):
    return 1 if tree[0] is None else 1 + check(tree[0]) + check(tree[1])


def with_parents(depth, parent=None):
    node = {"parent": parent}
    if depth:
        node["left"] = with_parents(depth - 1, node)
        node["right"] = with_parents(depth - 1, node)
    return node


def size(node):
    return 1 + (size(node["left"]) + size(node["right"]) if "left" in node else 0)


print(sum(check(build(10)) for _ in range(8)), sum(size(with_parents(9)) for _ in range(20)))
