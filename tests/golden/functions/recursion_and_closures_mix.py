# Mutual recursion, recursion through lambdas, generators, comprehensions, methods and __call__.
def even(n): return True if n == 0 else odd(n - 1)
def odd(n): return False if n == 0 else even(n - 1)
print(even(10), odd(7), [n for n in range(6) if even(n)])
def hanoi(n, a="A", b="B", c="C"): return 0 if n == 0 else hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)
def permutations(s): return [s] if len(s) < 2 else [c + p for i, c in enumerate(s) for p in permutations(s[:i] + s[i + 1:])]
def flatten(x): return [z for y in x for z in (flatten(y) if isinstance(y, list) else [y])]
def walk(t): yield t[0]; yield from (v for c in t[1:] for v in walk(c))
def ackermann(m, n): return n + 1 if m == 0 else ackermann(m - 1, 1) if n == 0 else ackermann(m - 1, ackermann(m, n - 1))
print(hanoi(6), permutations("abc"), flatten([1, [2, [3, [4]], 5]]), list(walk((1, (2, (3,)), (4,)))), ackermann(2, 3))
Y = lambda f: (lambda x: f(lambda *a: x(x)(*a)))(lambda x: f(lambda *a: x(x)(*a)))
print(Y(lambda fact: lambda n: 1 if n < 2 else n * fact(n - 1))(10), Y(lambda fib: lambda n: n if n < 2 else fib(n - 1) + fib(n - 2))(12))
class Memo:
    def __init__(self, f): self.f, self.seen = f, {}
    def __call__(self, *a):
        if a not in self.seen: self.seen[a] = self.f(*a)
        return self.seen[a]
@Memo
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(60), len(fib.seen))
class Tree:
    def __init__(self, v, *kids): self.v, self.kids = v, kids
    def __iter__(self): yield self.v; yield from (x for k in self.kids for x in k)
    def __len__(self): return 1 + sum(map(len, self.kids))
    def __contains__(self, x): return x == self.v or any(x in k for k in self.kids)
    def __eq__(self, o): return self.v == o.v and self.kids == o.kids
    def __repr__(self): return f"{self.v}{list(self.kids) or ''}"
    def depth(self): return 1 + max((k.depth() for k in self.kids), default=0)
t = Tree(1, Tree(2, Tree(3)), Tree(4)); print(list(t), len(t), 3 in t, 9 in t, t == Tree(1, Tree(2, Tree(3)), Tree(4)), t, t.depth())
def collatz(n, seen=()): return seen + (n,) if n == 1 else collatz(n // 2 if n % 2 == 0 else 3 * n + 1, seen + (n,))
def subsets(s): return [[]] if not s else [x + y for x in subsets(s[1:]) for y in ([], [s[0]])]
def power(b, e, m): return 1 if e == 0 else power(b * b % m, e // 2, m) * (b if e % 2 else 1) % m
print(collatz(6), sorted(subsets([1, 2, 3])), power(3, 200, 1000007) == pow(3, 200, 1000007))
def depth(n):
    try: return depth(n + 1)
    except RecursionError: return n
print(depth(0) > 500)
def compose(*fs): return (lambda x: x) if not fs else lambda x: fs[0](compose(*fs[1:])(x))
print(compose(str, lambda x: x + 1, int)("41"), (lambda f, *a: f(f, *a))(lambda s, n, acc=1: acc if n == 0 else s(s, n - 1, acc * n), 5))
