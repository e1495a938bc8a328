# Recursion of several shapes, and its limit.
import sys


def factorial(n):
    return 1 if n < 2 else n * factorial(n - 1)


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def hanoi(n, a="A", b="B", c="C"):
    if n == 0:
        return []
    return hanoi(n - 1, a, c, b) + [a + c] + hanoi(n - 1, b, a, c)


def is_even(n):
    return n == 0 or is_odd(n - 1)


def is_odd(n):
    return n != 0 and is_even(n - 1)


def permutations(items):
    if not items:
        return [()]
    return [(item, *rest) for i, item in enumerate(items) for rest in permutations(items[:i] + items[i + 1:])]


def flatten(tree):
    for node in tree:
        if isinstance(node, list):
            yield from flatten(node)
        else:
            yield node


print(factorial(30))
print(ackermann(2, 3))
print(len(hanoi(7)), hanoi(3))
print(is_even(100), is_odd(7))
print(len(permutations([1, 2, 3, 4])), permutations("abc")[3])
print(list(flatten([1, [2, [3, [4, []], 5]], [[6]]])))


def depth(n):
    return 1 + depth(n + 1)


try:
    depth(0)
except RecursionError as error:
    print(type(error).__name__, isinstance(error, RuntimeError))


def count_down(n):
    if n:
        return count_down(n - 1)
    return "bottom"


print(count_down(900))
old = sys.getrecursionlimit()
sys.setrecursionlimit(3000)
print(count_down(2500))
sys.setrecursionlimit(old)
try:
    count_down(2500)
except RecursionError:
    print("too deep again")


def swallow(n):
    try:
        return swallow(n + 1)
    except RecursionError:
        return n


print(swallow(0) > 500)
print(count_down(500))


class Node:
    def __init__(self, value, *children):
        self.value, self.children = value, children

    def total(self):
        return self.value + sum(child.total() for child in self.children)

    def __repr__(self):
        return f"{self.value}{list(self.children) or ''}"


tree = Node(1, Node(2, Node(4), Node(5)), Node(3))
print(tree, tree.total())
