# Names of attributes that are of a subclass of str mean what plain ones do.
class S(str): pass
class Foo: pass
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
f=Foo(); f.a=1
t(lambda: getattr(f, S('a')))
t(lambda: hasattr(f, S('a')))
t(lambda: f.__dict__[S('a')])
f=Foo(); setattr(f,S('b'),2); t(lambda: f.b); t(lambda: getattr(f,'b')); t(lambda: vars(f))
f=Foo(); f.c=3; t(lambda: delattr(f,S('c'))); t(lambda: vars(f))
f=Foo(); object.__setattr__(f,S('b'),2); t(lambda: f.b)
f=Foo(); f.__dict__[S('q')]=2; t(lambda: f.q)
f=Foo(); f.__dict__; f.z=1; t(lambda: getattr(f,S('z')))
f=Foo(); f.__dict__.update({S('q'):2}); t(lambda: f.q)
setattr(Foo,S('k'),3); t(lambda: Foo.k); t(lambda: f.k); t(lambda: getattr(Foo,S('k')))
import sys
setattr(sys,S('zzz'),3); t(lambda: sys.zzz)
f.__getattribute__(S('q'))
t(lambda: object.__getattribute__(f,S('q')))
t(lambda: type('X',(),{S('m'):4}).m)
import functools

t(lambda: object.__new__(5))
t(lambda: type("X", (type(functools.Placeholder),), {}))
t(lambda: type("X", (bool,), {}))
t(lambda: type(functools.Placeholder)() is functools.Placeholder)
t(lambda: (int(memoryview(b"12")), float(memoryview(b" 12.5 "))))


class Evil:
    def __repr__(self):
        shown.__setstate__((print, (), {}, None))
        return "Evil"


shown = functools.partial(len, Evil(), Evil(), key=Evil())
t(lambda: repr(shown))
