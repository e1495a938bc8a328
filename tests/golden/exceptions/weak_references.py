# python3.14
"""Which exceptions can be weakly referenced: not those of the builtin classes, but those of what derives from them."""
import weakref
class E(Exception): __slots__=()
class F(Exception): pass
class G(ValueError): __slots__=("a",)
class H(list): __slots__=()
class I: __slots__=()
class J(E): pass
class K(int): __slots__=()
for c in (E,F,G,H,I,J,K,Exception,OSError,list,int,set,frozenset,type,KeyError):
    o=c() if c is not type else c("x",(),{})
    try: weakref.ref(o); print(c.__name__, "ok", hasattr(o,"__weakref__"))
    except TypeError as e: print(c.__name__, e, hasattr(o,"__weakref__"))
import typing
print('__slots__' in typing.Generic.__dict__, '__weakref__' in Exception.__dict__, ExceptionGroup("a",[E()]).__dict__)
class M(KeyError, AttributeError): pass
class N(E, ValueError): __slots__ = ("__weakref__",)
print(weakref.ref(M())(), [weakref.ref(n)() is n for n in [N()]])
class T(typing.Generic[typing.TypeVar("X")]): pass
print(weakref.ref(T()) is not None, T().__dict__)
try: ExceptionGroup("a", [KeyError()]).x = 1
except AttributeError as e: print(e)

group = ExceptionGroup("a", [KeyError()])
print(weakref.ref(group)() is group, "__weakref__" in ExceptionGroup.__dict__)
try: weakref.ref(BaseExceptionGroup("a", [KeyboardInterrupt()]))
except TypeError as e: print(e)
