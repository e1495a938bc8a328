"""Trees walked by recursive generators, lazily: orders, paths, merging, comparison, early ends."""
from heapq import merge
from itertools import islice, zip_longest


class Node:
    __slots__ = ("key", "left", "right")

    def __init__(self, key, left=None, right=None):
        self.key, self.left, self.right = key, left, right

    @classmethod
    def of(cls, keys):
        root = None
        for key in keys:
            root = cls.insert(root, key)
        return root

    @classmethod
    def insert(cls, node, key):
        if node is None:
            return cls(key)
        if key < node.key:
            node.left = cls.insert(node.left, key)
        elif key > node.key:
            node.right = cls.insert(node.right, key)
        return node

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.key
        if self.right:
            yield from self.right

    def __reversed__(self):
        if self.right:
            yield from reversed(self.right)
        yield self.key
        if self.left:
            yield from reversed(self.left)

    def preorder(self):
        stack = [self]
        while stack:
            node = stack.pop()
            yield node.key
            stack += filter(None, (node.right, node.left))

    def postorder(self):
        for child in (self.left, self.right):
            if child:
                yield from child.postorder()
        yield self.key

    def levels(self):
        level = [self]
        while level:
            yield [node.key for node in level]
            level = [child for node in level for child in (node.left, node.right) if child]

    def paths(self, before=()):
        here = (*before, self.key)
        if not self.left and not self.right:
            yield here
        for child in filter(None, (self.left, self.right)):
            yield from child.paths(here)

    def between(self, low, high):
        if self.left and self.key > low:
            yield from self.left.between(low, high)
        if low <= self.key <= high:
            yield self.key
        if self.right and self.key < high:
            yield from self.right.between(low, high)


keys = [50, 30, 70, 20, 40, 60, 80, 35, 45, 65, 50]
tree = Node.of(keys)
print(list(tree), list(reversed(tree)), sep="\n")
print(list(tree.preorder()), list(tree.postorder()), sep="\n")
print(list(tree.levels()), list(tree.paths()), sep="\n")
print(list(tree.between(33, 62)), list(islice(tree, 3)), 65 in tree, 66 in tree)
other = Node.of([5, 35, 90])
print(list(merge(tree, other)), [*map(max, zip(tree, other))])


def same_fringe(a, b):
    return all(x == y for x, y in zip_longest(a, b))


print(same_fringe(Node.of([2, 1, 3]), Node.of([1, 2, 3])), same_fringe(tree, other))


def flatten(value, depth=-1):
    for item in value:
        if isinstance(item, (list, tuple)) and depth:
            yield from flatten(item, depth - 1)
        else:
            yield item


nested = [1, [2, (3, [4, [5]])], [], [[[]]], "ab"]
print(list(flatten(nested)), list(flatten(nested, 1)))


def walk(tree, path=""):
    for name, sub in tree.items():
        here = f"{path}/{name}"
        if isinstance(sub, dict):
            yield here + "/"
            yield from walk(sub, here)
        else:
            yield f"{here} ({sub})"


print(*walk({"etc": {"hosts": 3, "x": {"y": 1}}, "tmp": {}, "readme": 7}), sep="\n")


def permutations(items):
    if not items:
        yield []
    for i, item in enumerate(items):
        for rest in permutations(items[:i] + items[i + 1:]):
            yield [item, *rest]


print(list(permutations("abc"))[::2], sum(1 for _ in permutations("abcde")))
