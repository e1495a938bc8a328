"""A binary search tree with iteration, deletion, slices of its order, and set operators."""


class Tree:
    class Node:
        __slots__ = ("key", "left", "right")

        def __init__(self, key):
            self.key, self.left, self.right = key, None, None

    def __init__(self, keys=()):
        self.root, self.size = None, 0
        for key in keys:
            self.add(key)

    def add(self, key):
        parent, node = None, self.root
        while node is not None:
            if key == node.key:
                return False
            parent, node = node, node.left if key < node.key else node.right
        made = Tree.Node(key)
        if parent is None:
            self.root = made
        elif key < parent.key:
            parent.left = made
        else:
            parent.right = made
        self.size += 1
        return True

    def remove(self, key):
        def without(node):
            if node is None:
                raise KeyError(key)
            if key < node.key:
                node.left = without(node.left)
            elif key > node.key:
                node.right = without(node.right)
            elif node.left is None or node.right is None:
                return node.left or node.right
            else:
                heir = node.right
                while heir.left is not None:
                    heir = heir.left
                node.key, heir.key = heir.key, node.key
                node.right = self._drop_least(node.right)
            return node

        self.root = without(self.root)
        self.size -= 1

    def _drop_least(self, node):
        if node.left is None:
            return node.right
        node.left = self._drop_least(node.left)
        return node

    def __iter__(self):
        stack, node = [], self.root
        while stack or node:
            while node:
                stack.append(node)
                node = node.left
            node = stack.pop()
            yield node.key
            node = node.right

    def __reversed__(self):
        def walk(node):
            if node:
                yield from walk(node.right)
                yield node.key
                yield from walk(node.left)
        return walk(self.root)

    def __contains__(self, key):
        node = self.root
        while node is not None and node.key != key:
            node = node.left if key < node.key else node.right
        return node is not None

    def __len__(self):
        return self.size

    def __getitem__(self, index):
        keys = list(self)
        return Tree(keys[index]) if isinstance(index, slice) else keys[index]

    def __or__(self, other):
        return Tree([*self, *other])

    def __and__(self, other):
        return Tree(key for key in self if key in other)

    def __bool__(self):
        return self.size > 0

    def __repr__(self):
        return f"Tree({list(self)})"


tree = Tree([50, 30, 70, 20, 40, 60, 80, 30])
print(tree, len(tree), 40 in tree, 45 in tree, list(reversed(tree)))
for key in (20, 30, 50):
    tree.remove(key)
    print(tree, tree.root.key)
try:
    tree.remove(99)
except KeyError as error:
    print("KeyError", error)
print(tree[1:3], tree[-1], tree | Tree([1, 65]), tree & Tree([60, 1, 80]), bool(Tree()), [*Tree("hello")])
first, *middle, last = tree
print(first, middle, last, max(tree), sum(tree), sorted(Tree("banana"), reverse=True))
for bad in (lambda: tree["x"], lambda: tree[10], lambda: tree.add("x")):
    try:
        bad()
    except (TypeError, IndexError) as error:
        print(type(error).__name__, error)
