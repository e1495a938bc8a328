# python3.14
"""What exceptions make of their arguments, their members, and what others do to those meanwhile."""
for s,e in [(1000,5),(1,2),(-3,2),(5,1),(4,5),(5,6),(0,0),(4,400), (-1,0)]:
    for x in (UnicodeEncodeError('baz', 'xxxxx', s, e, 'foo'), UnicodeDecodeError('baz', b'xxxxx', s, e, 'foo'), UnicodeTranslateError('xxxxx', s, e, 'foo')):
        print(x, x.start, x.end)


def g(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


for make in (lambda: UnicodeEncodeError('baz', 'xxxxx', 1, 2, 'foo'), lambda: UnicodeDecodeError('baz', b'xxxxx', 1,2, 'foo'), lambda:UnicodeTranslateError('xxxxx', 1,2, 'foo')):
    u = make(); u.object = 3; g(lambda: str(u))
    u = make(); del u.object; g(lambda: str(u))
    u = make()
    try: u.start = 'a'
    except TypeError as e: print(e)
    try: del u.start
    except TypeError as e: print(e)
    u.reason = 3; u.encoding=4; print(u)
    u = type(u).__new__(type(u)); g(lambda: str(u))
class Evil(str):
    def __str__(self):
        side(exc); return self
def side(exc): del exc.object
exc = UnicodeEncodeError(Evil("utf-8"), "x", 0, 1, "r"); g(lambda: str(exc))
exc = UnicodeDecodeError("u", b"x", 0, 1, Evil("r")); g(lambda: str(exc))
def side(exc): exc.object = 3
exc = UnicodeEncodeError(Evil("utf-8"), "x", 0, 1, "r"); g(lambda: str(exc))
exc = UnicodeTranslateError("x", 0, 1, Evil("r")); g(lambda: str(exc))
g(lambda: SyntaxError("m", ("bad.py", 1, 2)))
g(lambda: SyntaxError("m", ("bad.py", 1, 2, 4, 5, 6, 7, 8)))
g(lambda: SyntaxError("m", ("bad.py", 1, 2, 4, 5)))
g(lambda: SyntaxError("m", ("bad.py", 1, 2, 4, 5, 6, 7)))
g(lambda: SyntaxError("m", ["bad.py", 1, 2, 4]))
g(lambda: SyntaxError("m", "abcd").text)
g(lambda: SyntaxError("m", 3))
g(lambda: SyntaxError("m", 3, 4).filename)
g(lambda: SyntaxError("m")._metadata)
g(lambda: SyntaxError("m", ("bad.py", 1, 2, 4, 5, 6, 7))._metadata)
import pickle
e = pickle.loads(pickle.dumps(AttributeError("foo", name="n", obj=3))); print(e.name, e.obj)
e = pickle.loads(pickle.dumps(NameError("foo", name="n"))); print(e.name)
print(AttributeError("foo", name="n", obj=3).__reduce__())
print(AttributeError("foo").__reduce__())
x=AttributeError("foo"); x.k=3; print(x.__reduce__()); print(x.__getstate__())
x=AttributeError("foo", name="q", obj=4); x.k=3; print(x.__reduce__()); print(x.__getstate__())
try: [].foo
except AttributeError as e: print(e.__reduce__())
print(NameError("foo", name="n").__reduce__())
g(lambda: setattr(ValueError(), "args", 3)); g(lambda: delattr(SyntaxError("a"), "msg"))
e=BlockingIOError(); g(lambda: delattr(e, "characters_written")); e.characters_written=3; print(e.characters_written); g(lambda: delattr(e, "characters_written")); g(lambda: e.characters_written); g(lambda: setattr(e, "characters_written", "a"))
import errno
print(sorted((errno.errorcode[k], type(OSError(k, "")).__name__) for k in errno.errorcode if type(OSError(k,"")) is not OSError))
class A(OSError):
    def __new__(cls, *args, **kw): return OSError.__new__(cls, *args, **kw)
    def __init__(self, *a, **kw): pass
g(lambda: A("some", baz=3))
class SubOSErrorWithNew(OSError):
    def __new__(cls, message, baz):
        self = super().__new__(cls, message)
        self.baz = baz
        return self
x=SubOSErrorWithNew("some message", "baz"); print(x.baz, x.args)
x=SubOSErrorWithNew("some message", baz="baz"); print(x.baz, x.args)
class SubI(OSError):
    def __init__(self, message, bar):
        self.bar = bar
        super().__init__(message)
x=SubI("some message", "baz"); print(x.bar, x.args)
class Both(OSError):
    def __new__(cls, message, baz): return super().__new__(cls, message)
    def __init__(self, message, baz): super().__init__(message)
x=Both("some message", "baz"); print(x.args)
class MyEG(ExceptionGroup): pass
excs=[ValueError(1), TypeError(2)]
eg=MyEG("test", excs); excs.clear(); print(repr(eg), eg.args)
excs=[ValueError(1), TypeError(2)]
eg=ExceptionGroup("test", excs); excs.clear(); print(repr(eg))
eg=ExceptionGroup("msg",[ValueError()]); eg.args=(); print(repr(eg)); eg.args=(1,); print(repr(eg)); eg.args=("m", [1]); print(repr(eg)); eg.args=("m", (1,)); print(repr(eg)); eg.args=("m", [],3); print(repr(eg))
import collections.abc
class BadSeq(collections.abc.Sequence):
    def __init__(self, args): self.args=args
    def __len__(self): return len(self.args)
    def __getitem__(self, i): return self.args[i]
    def __repr__(self): raise ZeroDivisionError
g(lambda: ExceptionGroup("m", BadSeq([ValueError()])))
g(lambda: ExceptionGroup("m", collections.deque([ValueError(1)])))
