# python3.14
# The hash of a mapping proxy is the hash of its mapping: all of its bits, and its complaint.
from collections import OrderedDict
from types import MappingProxyType


class Wide(dict):
    def __hash__(self):
        return 2**40 + 5


class Getting:
    def __getitem__(self, key):
        return 1


class Minus(Getting):
    def __hash__(self):
        return -1


class Unhashable(Getting):
    __hash__ = None


class Failing(Getting):
    def __hash__(self):
        raise KeyError("hash")


class Text(Getting):
    def __hash__(self):
        return "text"


for mapping in ({}, OrderedDict(), Wide(), Minus(), Unhashable(), Failing(), Text(), MappingProxyType({})):
    proxy = MappingProxyType(mapping)
    for use in (hash, MappingProxyType.__hash__, lambda proxy: {proxy: 1}[proxy], lambda proxy: proxy in {1}):
        try:
            print(type(mapping).__name__, use(proxy))
        except (TypeError, KeyError) as e:
            print(type(mapping).__name__, type(e).__name__, e)
