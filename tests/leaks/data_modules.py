"""Functions that must leave no object behind: each is called several times, and the heap's objects are counted."""
import _struct
import binascii
import csv
import json
import re
from io import StringIO
from _collections import OrderedDict, defaultdict, deque, _count_elements, _tuplegetter
from _functools import _lru_cache_wrapper, cmp_to_key, partial, reduce
from _heapq import heapify, heappop, heappush, heappushpop, heapreplace
from _bisect import bisect, insort
from _operator import attrgetter, itemgetter, methodcaller, concat, length_hint
from itertools import *

LEAK = []


def leak(function):
    LEAK.append(function)
    return function


def fails(function, *args):
    try:
        function(*args)
    except Exception as error:
        return type(error)


def broken():
    yield [1]
    raise ValueError([2])


class Thing:
    def __init__(self, name="x"):
        self.name = name

    def method(self, *args, **kwargs):
        return [args, kwargs]


@leak
def endless():
    list(islice(count(10**20, 10**19), 3))
    list(islice(count(1.5), 3))
    list(islice(cycle([[1], [2]]), 5))
    list(repeat([1], 3))
    repr(count(10**30)), repr(repeat([1]))
    fails(count, "x")


@leak
def selecting():
    items = [[1], [2], [], [3]]
    list(compress(items, [1, 0, 1])), list(dropwhile(len, items)), list(takewhile(len, items)), list(filterfalse(len, items))
    list(islice(items, 1, 3)), list(starmap(Thing().method, [(1,), [2, 3]]))
    fails(list, filterfalse(lambda item: 1 / 0, items)), fails(list, dropwhile(None, items)), fails(list, starmap(Thing(), items))
    fails(islice, items, -1), fails(list, compress(broken(), [1, 1]))


@leak
def joining():
    items = [[1], [2], [3]]
    list(chain(items, iter(items))), list(chain.from_iterable([items, items])), list(accumulate(items, concat, initial=[]))
    list(pairwise(items)), list(batched(items, 2)), list(zip_longest(items, [[4]], fillvalue=[0]))
    next(chain(items)), next(pairwise(items)), next(accumulate(items)), next(zip_longest(items, items))
    fails(list, chain(broken())), fails(list, accumulate(broken())), fails(list, pairwise(broken())), fails(list, zip_longest(broken(), items))
    fails(list, batched(items, 2, strict=True)), fails(list, chain(items, 5))


@leak
def grouping():
    items = [[1], [1], [2]]
    [(key, list(group)) for key, group in groupby(items)], [key for key, group in groupby(items, len)]
    a, b = tee(iter([[i] for i in range(150)]))
    list(a), next(b)
    copied = b.__copy__()
    next(copied)
    fails(list, groupby(broken(), sum)), fails(list, tee(broken())[0]), fails(list, groupby(items, lambda item: 1 / 0))


@leak
def combinatorics():
    items = [[1], [2], [3]]
    list(product(items, items)), list(permutations(items, 2)), list(combinations(items, 2)), list(combinations_with_replacement(items, 2))
    next(product(items, repeat=3)), next(permutations(items)), fails(product, items, 5), fails(permutations, items, -1)


@leak
def deques():
    d = deque([[i] for i in range(20)], 15)
    d.append([1]), d.appendleft([2]), d.pop(), d.popleft(), d.rotate(4), d.rotate(-20), d.reverse()
    d.insert(3, [9]) if len(d) < 15 else None
    d.remove([9]) if [9] in d else None
    d[2] = [5]
    del d[3]
    d.extend(d), d.extendleft([[1], [2]]), d + d, d * 2, d.copy(), d == d.copy(), d < deque([[1]]), repr(d), d.index([5]) if [5] in d else 0
    iter(d), next(iter(d)), list(reversed(d)), d.count([1]), fails(d.remove, 77), fails(deque, 5), fails(deque().pop)
    d.append(d)
    repr(d)
    d.clear()
    grown = deque()
    for i in range(100):
        grown.append([i])
        if i % 3 == 0:
            grown.popleft()
    it = iter(grown)
    grown.append(1)
    fails(next, it)


class Pair(tuple):
    x = _tuplegetter(0, "doc")


@leak
def default_dicts():
    d = defaultdict(list, {"a": [1]})
    d["b"].append([2])
    repr(d), d.copy(), d | {"c": [3]}, {"c": [3]} | d, fails(defaultdict, 5), fails(lambda: defaultdict()["x"]), d.__reduce__()
    counts = {}
    _count_elements(counts, [(1,), (1,), (2,)])
    fails(_count_elements, counts, [[]])
    Pair(([1],)).x, _tuplegetter(1, "doc"), fails(lambda: Pair(()).x)


class Ordered(OrderedDict):
    def __setitem__(self, key, value):
        super().__setitem__(key, [value])


@leak
def ordered_dicts():
    for cls in OrderedDict, Ordered:
        d = cls([((n,), [n]) for n in range(20)], a=[1])
        d.attribute = [d.keys(), iter(d.items())]
        for n in range(20):
            d.move_to_end((n,), last=n % 2 == 0)
        d.move_to_end("a", False), d.pop((3,)), d.pop((3,), [5]), d.popitem(), d.popitem(False), d.setdefault((3,), [7])
        del d[(5,)], d[(6,)]
        repr(d), d.copy(), d | {"c": [3]}, {"c": [3]} | d, d.__reduce__(), cls.fromkeys([(1,), (2,)], [3])
        d == d.copy(), d == dict(d), list(d), [*reversed(d.items())], list(d.values()), iter(d.items()).__reduce__()
        d.update([[(8,), [9]]]), d.update({(8,): [9]}, b=[2]), d.__ior__(cls(d))
        for work in lambda: d.pop((3, 3)), lambda: d.move_to_end((3, 3)), lambda: d.__delitem__((3, 3)), lambda: d.pop([]):
            fails(work)
        for source in 5, [5], [()], [([1],)], [((1,), [2], [3])], [[[], 1]]:
            fails(cls, source), fails(d.update, source)
        it = iter(d.items())
        next(it)
        d[(99,)] = [1]
        fails(next, it), fails(cls, [1], [2]), fails(d.update, [1], [2]), fails(cls().popitem), fails(d.__or__, [])
        d[1] = d.attribute = None
        d.clear()


@leak
def functions():
    p = partial(Thing().method, [1], key=[2])
    p([3], other=[4]), partial(p, [5], more=[6])(), repr(p), fails(partial), fails(partial, 5), p.__reduce__()
    p.attribute = [1]
    reduce(concat, [[1], [2]], []), fails(reduce, concat, []), fails(reduce, concat, [[1], 5])
    sorted([[3], [1], [2]], key=cmp_to_key(lambda a, b: (a > b) - (a < b)))
    fails(sorted, [1, 2], None), fails(lambda: cmp_to_key(1)(2) < cmp_to_key(1)(3))


@leak
def caches():
    cached = _lru_cache_wrapper(lambda *args, **kwargs: [args, kwargs], 3, True, tuple)
    for i in range(10):
        cached(i % 4, x=(i % 3,))
    fails(cached, []), fails(cached.cache_info)
    cached.cache_clear()
    free = _lru_cache_wrapper(lambda value: [value], None, False, tuple)
    [free((i,)) for i in (1, 2, 1)]
    failing = _lru_cache_wrapper(lambda value: 1 / 0, 3, False, tuple)
    fails(failing, (1,))


@leak
def heaps():
    heap = [[5], [3], [8], [1]]
    heapify(heap), heappush(heap, [4]), heappop(heap), heapreplace(heap, [9]), heappushpop(heap, [0]), heappushpop(heap, [7])
    fails(heappush, [[1]], 5), fails(heappop, []), fails(heapify, [[1], 2])
    ordered = [[1], [3]]
    bisect(ordered, [2]), insort(ordered, [2]), insort(ordered, [1], key=len), fails(bisect, ordered, 5)


@leak
def getters():
    thing = Thing(Thing([1]))
    attrgetter("name.name", "name")(thing), itemgetter(0, -1)([[1], [2]]), methodcaller("method", [1], k=[2])(thing)
    repr(attrgetter("a")), repr(itemgetter([1])), repr(methodcaller("m", [1], k=2)), fails(attrgetter("zz"), thing), fails(itemgetter(5, 6), [])
    fails(methodcaller("nothing"), thing), length_hint(iter([1])), fails(length_hint, Thing(), "x"), methodcaller("m", [1]).__reduce__()


PATTERN = re.compile(r"(?P<word>[a-zé日]+)(\d)?")
TEXT = "one1 two zé日9 - "
BYTES = re.compile(rb"(\w)(\d)?")


@leak
def patterns():
    match = PATTERN.search(TEXT)
    match.group(), match.group(1, 2), match.groups(), match.groupdict(), match.regs, match["word"], match.span(2), repr(match), match.expand(r"<\1>")
    PATTERN.match("9"), PATTERN.fullmatch("ab"), PATTERN.findall(TEXT), [m.group() for m in PATTERN.finditer(TEXT)], PATTERN.split(TEXT)
    PATTERN.sub("X", TEXT), PATTERN.sub(r"[\g<word>\2]", TEXT), PATTERN.subn(lambda m: m[0] * 2, TEXT), PATTERN.sub(lambda m: None, TEXT)
    fails(PATTERN.sub, lambda m: 5, TEXT), fails(PATTERN.sub, lambda m: 1 / 0, TEXT), fails(PATTERN.match, 5), fails(match.group, 9), fails(PATTERN.match, b"x")
    BYTES.findall(b"a1b2"), BYTES.sub(rb"<\1>", b"a1b2"), BYTES.match(bytearray(b"a1")).groups(), BYTES.split(b"a-b")
    repr(PATTERN), hash(PATTERN), PATTERN == BYTES, PATTERN.groupindex, re.compile("a", re.I) == re.compile("b")
    next(PATTERN.finditer(TEXT)), PATTERN.scanner(TEXT).search()


@leak
def documents():
    value = {"a": [1, 2.5, None, True, {"b": "é\n日"}], "c": 10**20, "d": []}
    text = json.dumps(value)
    json.loads(text), json.loads(text, object_pairs_hook=tuple), json.loads(text, object_hook=lambda d: [d]), json.dumps(value, indent=2, sort_keys=True)
    json.loads(text, parse_int=str, parse_float=str), json.dumps(value, ensure_ascii=False)
    for bad in ("", "[1, ", '{"a": [}', '{"a" 1}', '["x', "[1 2]", '{"k": [1, {"x": nope}]}', '"\\q"'):
        fails(json.loads, bad)
    fails(json.dumps, {"a": [object()]}), fails(json.dumps, {(1,): 2}), json.dumps([{1}], default=list), fails(json.dumps, [{1}])
    loop = []
    loop.append(loop)
    fails(json.dumps, loop)
    loop.clear()


@leak
def packing():
    _struct.unpack("<qd3sp?e", _struct.pack("<qd3sp?e", 1 << 40, 2.5, b"abc", b"x", [], 1.5)), fails(_struct.pack, "i", 1 << 40)
    fails(_struct.pack, "y"), fails(_struct.pack, "ii", 1), fails(_struct.unpack, "i", b""), list(_struct.iter_unpack("q", b"\xff" * 16))
    s = _struct.Struct("<qs")
    s.unpack_from(bytearray(20), 3), s.pack_into(bytearray(20), 2, 1 << 50, b"x"), repr(s), fails(s.unpack, 5), fails(s.pack_into, b"", 0, 1, b"")


@leak
def codings():
    binascii.a2b_base64(binascii.b2a_base64(b"hello")), fails(binascii.a2b_base64, b"a"), binascii.unhexlify(binascii.hexlify(b"hello", "-", 2).replace(b"-", b""))
    fails(binascii.unhexlify, "zz"), binascii.a2b_uu(binascii.b2a_uu(b"abc")), binascii.crc32(b"x", 5), binascii.a2b_qp(binascii.b2a_qp(b"caf\xe9 \n")), fails(binascii.crc32, "x")


@leak
def tables():
    list(csv.reader(['a,"b\n', 'c",1\n'])), list(csv.reader(["1,x\n".replace("x", "2")], quoting=csv.QUOTE_NONNUMERIC)), fails(list, csv.reader(["a,1"], quoting=csv.QUOTE_NONNUMERIC))
    out = StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow(["a", [1], None]), writer.writerows([[1], ["x;y"]]), fails(writer.writerow, 5), fails(csv.writer, 5), fails(csv.reader, [], "nothing"), fails(lambda: csv.reader([], bad=1))
    csv.register_dialect("leak", delimiter="|"), csv.get_dialect("leak"), csv.unregister_dialect("leak"), fails(csv.unregister_dialect, "leak"), fails(lambda: csv.reader([], delimiter="xx"))
    fails(list, csv.reader(['"a"b'], strict=True)), fails(list, csv.reader([b"x"])), csv.list_dialects()
