"""collections.defaultdict, and what Counter and namedtuple are made with."""
from _collections import deque, defaultdict, _count_elements, _tuplegetter


def t(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)


d=defaultdict(list); d['a'].append(1); print(d, d.copy(), d.__reduce__()[:4])
t(lambda: defaultdict(1)); t(lambda: defaultdict()[1]); t(lambda: defaultdict(None,{1:2},a=3)); t(lambda: defaultdict(int,{1:2})|{3:4}); t(lambda: {3:4}|defaultdict(int,{1:2}))
t(lambda: defaultdict(foo=1)); d=defaultdict(); t(lambda: d.__missing__(1)); print(d.default_factory)
class S(defaultdict): pass
print(S(int,a=1), S(int).copy(), isinstance(S(), dict))
s = S(lambda: 7); print(s[3], s, ) if 0 else print(s[3], dict(s)); s.foo = 1; print(s.foo)
m = {}; _count_elements(m, "hello"); print(m)
class P(tuple):
    x = _tuplegetter(0, "ex"); y = _tuplegetter(1, "why")
p = P((3, 4)); print(p.x, p.y, P.x, P.x.__doc__)
try: p.x = 1
except AttributeError as e: print(e)

