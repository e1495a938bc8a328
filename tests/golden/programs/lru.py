"""Caches: a linked list of our own, OrderedDict, and functools.lru_cache must agree."""
from collections import OrderedDict
from functools import lru_cache
import random


class Node:
    __slots__ = "key", "value", "previous", "next"

    def __init__(self, key=None, value=None):
        self.key, self.value = key, value
        self.previous = self.next = self


class Linked:
    def __init__(self, size):
        self.size, self.nodes, self.ring = size, {}, Node()
        self.hits = self.misses = 0

    def _unlink(self, node):
        node.previous.next, node.next.previous = node.next, node.previous

    def _push(self, node):
        last = self.ring.previous
        last.next = self.ring.previous = node
        node.previous, node.next = last, self.ring

    def get(self, key, make):
        node = self.nodes.get(key)
        if node is None:
            self.misses += 1
            if len(self.nodes) == self.size:
                oldest = self.ring.next
                self._unlink(oldest)
                del self.nodes[oldest.key]
            node = self.nodes[key] = Node(key, make(key))
        else:
            self.hits += 1
            self._unlink(node)
        self._push(node)
        return node.value

    def keys(self):
        node = self.ring.next
        while node is not self.ring:
            yield node.key
            node = node.next


class Ordered:
    def __init__(self, size):
        self.size, self.items = size, OrderedDict()

    def get(self, key, make):
        if key in self.items:
            self.items.move_to_end(key)
        else:
            if len(self.items) == self.size:
                self.items.popitem(last=False)
            self.items[key] = make(key)
        return self.items[key]


@lru_cache(maxsize=8)
def square(key):
    return key * key


chance, linked, ordered = random.Random(5), Linked(8), Ordered(8)
for _ in range(400):
    key = int(chance.gauss(10, 4))
    values = {linked.get(key, lambda k: k * k), ordered.get(key, lambda k: k * k), square(key)}
    assert values == {key * key}
info = square.cache_info()
print(info, (linked.hits, linked.misses) == (info.hits, info.misses))
print(list(linked.keys()) == list(ordered.items), len(linked.nodes))
square.cache_clear()
print(square.cache_info(), square.__wrapped__(3), square.cache_parameters())
