# The recipes that people build from itertools, and what they give.
from itertools import *
import operator
from collections import deque
def take(n, it): return list(islice(it, n))
def windows(it, n):
    it = iter(it)
    window = deque(islice(it, n - 1), maxlen=n)
    for x in it:
        window.append(x)
        yield tuple(window)
def grouper(it, n, fill=None): return zip_longest(*[iter(it)] * n, fillvalue=fill)
def roundrobin(*its):
    its = map(iter, its)
    for alive in range(len(its := list(its)), 0, -1):
        its = cycle(islice(its, alive))
        yield from map(next, its)
def partition(pred, it):
    a, b = tee(it)
    return list(filterfalse(pred, a)), list(filter(pred, b))
def powerset(s): return chain.from_iterable(combinations(s, r) for r in range(len(s) + 1))
def unique(it):
    seen = set()
    for x in filterfalse(seen.__contains__, it):
        seen.add(x); yield x
def sieve(n):
    data = bytearray((0, 1)) * (n // 2)
    for p in takewhile(lambda p: p * p < n, compress(range(3, n), islice(data, 3, None))):
        data[p * p::2 * p] = bytes(len(range(p * p, n, 2 * p)))
    data[2] = 1
    return compress(range(n), data)
print(take(3, count(5)), take(4, cycle("ab")), take(2, repeat(1)))
print(list(windows("abcd", 2)), list(windows("ab", 3)), list(grouper("abcde", 2, "-")))
try: print("".join(roundrobin("abc", "d", "ef")))
except RuntimeError as error: print(error)
print(partition(lambda x: x % 2, range(7)), list(powerset([1, 2, 3])), "".join(unique("mississippi")))
print(list(sieve(40)), list(pairwise("abc")), sum(map(operator.mul, [1, 2, 3], [4, 5, 6])))
print(list(accumulate([1, 2, 3, 4], operator.mul)), list(accumulate([], initial=7)), list(accumulate("abc", initial="_")), list(accumulate([5, 1, 9], max)))
print([(k, "".join(g)) for k, g in groupby("aaBbAc", str.upper)], list(starmap(pow, [(2, 3), (3, 2)])), list(dropwhile(str.isalpha, "ab1c")))
print([len(list(permutations("abc", r))) for r in range(5)], len(list(product("ab", repeat=3))), list(combinations_with_replacement("ab", 2)))
def flatten(x): return chain.from_iterable(map(flatten, x)) if isinstance(x, list) else [x]
print(list(flatten([1, [2, [3, []], 4]])), all(a == b for a, b in zip(count(), range(5))), next(compress(count(), (x == "c" for x in "abc"))))
def convolve(signal, kernel):
    kernel = kernel[::-1]
    padded = chain(repeat(0, len(kernel) - 1), signal, repeat(0, len(kernel) - 1))
    return [sum(map(operator.mul, kernel, w)) for w in windows(padded, len(kernel))]
print(convolve([1, 2, 3], [0, 1, 0.5]), list(zip(*[(1, 2), (3, 4)])), dict(zip("ab", count(1))))
