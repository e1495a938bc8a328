# threads
"""
Natives that read a list, dict, set, object or bytearray while two threads change it: what they find is whole, or they say
that it changed. Whatever is in a container says by its text that it is alive.
"""
import array
import base64
import bisect
import collections
import copy
import csv
import functools
import hashlib
import heapq
import io
import itertools
import json
import marshal
import operator
import pickle
import random
import re
import struct
import threading
import types
import zlib

ROUNDS = 12
# What tells that something changed, or that there is nothing any more.
EXPECTED = (LookupError, ValueError, RuntimeError, BufferError, AttributeError, struct.error)


def together(change, read):
    """Two threads that change and one that reads, all at once; prints what else they raise."""
    functions = change, read, change
    barrier = threading.Barrier(len(functions))

    def run(function):
        barrier.wait()
        for n in range(ROUNDS):
            try:
                function(n)
            except EXPECTED:
                pass
            except Exception as error:
                print(type(error).__name__, error)

    threads = [threading.Thread(target=run, args=(function,)) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def text(n):
    return f"s{n}-{n * 7}"


def alive(*values):
    for value in values:
        assert type(value) is str and value[0] == "s" and "-" in value, repr(value)


items = [text(n) for n in range(20)]


def change_items(n):
    match n % 7:
        case 0:
            items[:] = [text(n + i) for i in range(20)]
        case 1:
            items.pop()
        case 2:
            items.append(text(n))
        case 3:
            items.insert(0, text(n))
        case 4:
            items[n % len(items)] = text(n + 1)
        case 5:
            del items[2:5]
        case 6:
            items.extend([text(n), text(n + 1)])


for read in (
    lambda n: json.dumps(items),
    lambda n: alive(*sorted(items), *sorted(items, key=len)),
    lambda n: alive(",".join(items), max(items), items[3], random.choice(items)),
    lambda n: alive(*tuple(items), *items[1:9], *items * 2, *items + items, *items.copy()),
    lambda n: alive(*(a for a, _ in zip(items, items)), *(b for _, b in itertools.pairwise(items))),
    lambda n: alive(*pickle.loads(pickle.dumps(items)), *copy.deepcopy(items)),
    lambda n: (items == list(items), items < items[:], "zz" in items, items.count("q"), items.index("s1")),
    lambda n: alive(*set(items), *dict.fromkeys(items), *collections.deque(items), *collections.Counter(items)),
    lambda n: alive(*itertools.chain(items, items), *reversed(items), *itertools.islice(items, 3)),
    lambda n: alive(*map(str, items), *filter(None, items), functools.reduce(lambda a, b: a, items)),
    lambda n: alive(*heapq.nsmallest(3, items), *operator.itemgetter(2, 1)(items)),
    lambda n: (bisect.bisect(items, "s5"), "%s %s" % tuple(items[:2]), "{0[1]}".format(items), f"{items}"),
    lambda n: (marshal.dumps(items), csv.writer(io.StringIO()).writerow(items), io.StringIO().writelines(items)),
    lambda n: (hash(tuple(items)), re.compile("|".join(map(re.escape, items)))),
):
    together(change_items, read)
print("lists")

table = {text(n): text(n) for n in range(20)}


def change_table(n):
    match n % 6:
        case 0:
            table[text(n % 40)] = text(n)
        case 1:
            table.pop(text(n % 40), None)
        case 2:
            table.update({text(i): text(i + n) for i in range(10)})
        case 3:
            table.popitem()
        case 4:
            table.setdefault(text(n % 40), text(n))
        case 5:
            table.__ior__({text(n % 30): text(n)})


for read in (
    lambda n: json.dumps(table),
    lambda n: alive(*list(table), *list(table.values()), *(k for pair in list(table.items()) for k in pair)),
    lambda n: alive(*dict(table), *(table | table), *table.copy(), *sorted(table), *set(table)),
    lambda n: (table == {**table}, repr(table), pickle.loads(pickle.dumps(table)), marshal.dumps(table)),
    lambda n: alive(table[text(3)], table.get(text(3), "s-"), max(table, key=table.get)),
    lambda n: (lambda **named: alive(*named.values()))(**table),
    lambda n: ("%(s1-7)s" % table, "{s1-7}".format(**table), "{s1-7}".format_map(table)),
    lambda n: (table.keys() & {text(1)}, table.keys() - {text(1)}, table.items() <= {}.items()),
    lambda n: (type("Made", (), table), types.MappingProxyType(table).get("s1")),
):
    together(change_table, read)
print("dicts")


class Box:
    pass


box = Box()
box.one, box.many = text(1), [text(2)]


def change_box(n):
    box.one, box.many = text(n), [text(n)]
    setattr(box, f"x{n % 5}", text(n))
    if n % 3 == 0:
        box.__dict__.pop(f"x{n % 5}", None)
    if n % 7 == 0:
        box.__dict__ = {"one": text(n), "many": [text(n)]}


for read in (
    lambda n: alive(box.one, box.many[0], box.__dict__["one"], operator.attrgetter("one")(box)),
    lambda n: alive(*(value for value in list(vars(box).values()) if type(value) is str)),
    lambda n: (pickle.dumps(vars(box)), copy.copy(box).one, copy.deepcopy(box).many, box.__reduce_ex__(2)),
    lambda n: (dir(box), getattr(box, "x1", None), hasattr(box, "x2"), str(box.__dict__)),
):
    together(change_box, read)
print("objects")

data = bytearray(b"abcdefgh" * 4)


def change_data(n):
    match n % 5:
        case 0:
            data.extend(b"xyz" * (n % 9))
        case 1:
            del data[:5]
        case 2:
            data[:] = b"abcdefgh" * (1 + n % 4)
        case 3:
            data.append(n % 256)
        case 4:
            data.clear()


for read in (
    lambda n: (zlib.crc32(data), zlib.compress(data), hashlib.md5(data).hexdigest(), base64.b64encode(data)),
    lambda n: (bytes(data), data.decode("latin-1"), data.hex(), list(data), data.upper(), data + data),
    lambda n: (data.find(b"abc"), re.search(b"c", data), data.split(b"c"), data.replace(b"a", b"bb")),
    lambda n: (struct.unpack_from("<II", data), struct.pack_into("<I", data, 0, 5)),
    lambda n: (memoryview(data)[2:5].tobytes(), b"".join([data, data]), b"%b" % data, io.BytesIO(data).read()),
    lambda n: (array.array("B", data), int.from_bytes(data[:8], "big"), data == b"abc", pickle.dumps(data)),
):
    together(change_data, read)
print("bytes")

names = {text(n) for n in range(10)}


def change_names(n):
    match n % 5:
        case 0:
            names.add(text(n % 30))
        case 1:
            names.discard(text(n % 30))
        case 2:
            names.update({text(i) for i in range(n % 12)})
        case 3:
            names.pop()
        case 4:
            names.intersection_update({text(i) for i in range(20)})


for read in (
    lambda n: alive(*list(names), *(names | {text(1)}), *(names ^ {text(3)}), *(names - {text(2)})),
    lambda n: alive(*frozenset(names), *sorted(names), *names.copy()),
    lambda n: (names <= set(names), names == set(names), names.isdisjoint({text(1)}), repr(names)),
    lambda n: (text(1) in names, pickle.dumps(names), names & {text(2)}),
):
    together(change_names, read)
print("sets")
heap = []
together(
    lambda n: heapq.heappush(heap, text(n)),
    lambda n: (alive(heapq.heappop(heap)), heapq.heapreplace(heap, text(n))),
)
alive(*heap)
print("heaps")
