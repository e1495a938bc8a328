# python3.14
"""Errors that only trees show, and those of patterns: places in bytes, text from the file that there is none of."""

SOURCES = r"""
match ...:
    case (*x):
        pass
----
match ...:
    case (*x, y):
        pass
----
match ...:
    case (x
        ):
        pass
----
match ...:
    case {0: _, False: _}:
        pass
----
match ...:
    case {0: _, -0: _}:
        pass
----
match ...:
    case {0: _, 0j: _}:
        pass
----
match ...:
    case {1+2j: _, 1+2j: _}:
        pass
----
match ...:
    case {-1.5: _, -1.5: _}:
        pass
----
match ...:
    case {b"a": _, b'a': _}:
        pass
----
match ...:
    case {"a'": _, "a'": _}:
        pass
----
match ...:
    case {1e20: _, 100000000000000000000: _}:
        pass
----
match ...:
    case {None: _, None: _}:
        pass
----
match ...:
    case 0 * 0j:
        pass
----
match ...:
    case 0j / 0:
        pass
----
match ...:
    case 0j + 0:
        pass
----
match ...:
    case -0 @ 0j:
        pass
----
match ...:
    case {0 * 0j: _}:
        pass
----
match ...:
    case (None | _) | _:
        pass
----
match ...:
    case (None | x) | x:
        pass
----
match ...:
    case (None | x):
        pass
    case 3: pass
----
match ...:
    case None | _:
        pass
    case 3: pass
----
match ...:
    case (None | x) as y:
        pass
    case 3: pass
----
[i for i in (lambda:(j := range(5)))()]
----
[i for i in (lambda x=(j := 2):0)()]
----
lambda: [i for i in (lambda:(j := range(5)))()]
----
[i for i in [j for j in range(5) if (j := True)]]
----
[i for i in [j for j in range(5) if (lambda: (j := True))]]
----
def f(a, a, /): pass
----
def f(a, b, *, b): pass
----
lambda a, a, /: 1
----
async def f(a, b, *a): pass
----
def f(a, b, **a): pass
----
def f(a:int, b:(y), a:str=3): pass
----
[(x:=1) for x in y for z in (lambda: (w:=2))]
----
match ...:
    case -0j + 0:
        pass
----
match ...:
    case 0 + 2:
        pass
----
match ...:
    case {a.b: _ 3}:
        pass
----
match ...:
    case {a: _}:
        pass
"""


def tell(source):
    try:
        compile(source, "<sources>", "exec")
    except SyntaxError as error:
        return error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset, error.text
    return "fine"


for part in SOURCES.strip().split("\n----\n"):
    print(*tell(part))
print(*tell("def f():\n    'ä'; x = 'ö', (yield 1)\nclass A: 'äö'; return 'ü'"))
