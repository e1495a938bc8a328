# python3.14
# Types that no instances can be made of by a call are named with their modules.
import array
import csv
import decimal
import posix
import re
import select
import struct
import sys
import weakref
import zlib


def attempt(type_):
    try:
        print(type_())
    except TypeError as e:
        print(e)


class Proxied:
    pass


for value in (
    decimal.localcontext(), re.compile(""), re.match("", ""), (i for i in ()), sys._getframe(), iter([]), {}.keys(), len,
    struct.iter_unpack("i", b""), csv.reader([]), csv.writer(sys.stdout), iter(array.array("i")), zlib.compressobj(),
    zlib.decompressobj(), posix.scandir("/"), select.poll(), weakref.proxy(Proxied), iter(range(2)),
):
    attempt(type(value))
