def numbers(limit):
    n = 0
    while n < limit:
        yield n
        n += 1
def multiples(source, of):
    for n in source:
        if n % of == 0:
            yield n
def run():
    t = 0
    for x in multiples(numbers(3000), 3):
        t += x
    return t
print(run())
def rng(n):
    for x in range(n):
        yield x, x * 1.5
print(sum(b for a, b in rng(300)))
class Tree:
    def __init__(self, low, high):
        middle = (low + high) // 2
        self.value = middle
        self.left = Tree(low, middle) if low < middle else None
        self.right = Tree(middle + 1, high) if middle + 1 < high else None
    def __iter__(self):
        if self.left is not None:
            r = yield from self.left
            assert r is None
        yield self.value
        if self.right is not None:
            yield from self.right
        return None
def inner(n):
    got = 0
    for i in range(n):
        got += (yield i) or 0
    return got * 2
def outer(n):
    for i in range(n):
        x = yield from inner(5)
        yield -x
tree = Tree(0, 60)
for i in range(10):
    print(sum(tree))
print(sum(outer(60)))
g = outer(100)
print(sum(g.send(None if k == 0 else k) for k in range(300)))
def thrower(n):
    for i in range(n):
        try:
            yield i
        except ValueError as e:
            yield str(e)
        finally:
            n += 0
g = thrower(1000)
out = []
for k in range(300):
    out.append(next(g))
    if k % 7 == 0: out.append(g.throw(ValueError(k)))
print(out[:20], len(out))
g.close()
