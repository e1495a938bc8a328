# python3.14
"""Corners of classes: metaclasses that assign bases while they order, what object may set, and what slots may name."""

import sys
def t(f):
    try: print(f.__name__, repr(f()))
    except BaseException as e: print(f.__name__, type(e).__name__, e)
@t
def vicious():
    class Evil(object):
        def __hash__(self): return hash('attr')
        def __eq__(self, other):
            try: del C.attr
            except AttributeError: pass
            return 0
    class Descr(object):
        def __get__(self, ob, type=None): return 1
    class C(object):
        attr = Descr()
    c = C()
    c.__dict__[Evil()] = 0
    r = c.attr
    import gc; gc.collect()
    return r, hasattr(c, 'attr')
@t
def abstract():
    class meta(type): pass
    return hasattr(type,'__abstractmethods__'), hasattr(meta,'__abstractmethods__')
@t
def carlo1(): object.__setattr__(str,"foo",42)
@t
def carlo2(): object.__delattr__(str,"lower")
@t
def carlo3():
    class A(type):
        def __setattr__(cls, key, value):
            object.__setattr__(cls, key, value)
    class B: pass
    class C(B, A): pass
    obj = C('D', (object,), {})
    obj.test = True
@t
def funnynew():
    class C(object):
        @classmethod
        def __new__(*args):
            return args
    return len(C(1, 2)), C(1,2)[2:]
@t
def boundget():
    class A:
        def meth(self): return self
    class B: pass
    a = A(); b = B()
    b.meth = a.meth.__get__(b, B)
    return b.meth() is a
@t
def mw():
    l=[]
    return l.__add__.__objclass__
@t
def setcls2():
    class C(object): pass
    class D(object): __slots__=()
    class N(object): __slots__=["__dict__","__weakref__"]
    for a in C,D,N:
        for b in C,D,N:
            try:
                x=a(); x.__class__=b; print(a.__name__,b.__name__,"ok")
            except TypeError as e: print(a.__name__,b.__name__, e)
@t
def slots2():
    class C(object):
        __slots__ = ["__qualname__", "__classcell__"]
    return '__classcell__' in C.__dict__, '__qualname__' in C.__dict__
@t
def bm():
    import types
    class MyCallable:
        def __call__(self, arg): pass
    func = MyCallable(); method = types.MethodType(func, 1)
    a=repr(method); func.__name__ = "name"; b=repr(method); func.__qualname__ = "qualname"; c=repr(method)
    func.__qualname__=3
    return a,b,c,repr(method)
@t
def ann():
    class C: 
        @classmethod
        def f(cls, x:int): pass
    d = C.__dict__['f']
    print(d.__annotations__)
    for name in '__annotations__', '__annotate__':
        try: print(getattr(classmethod(1), name))
        except Exception as e: print(type(e), e)
@t
def gh():
    import warnings
    warnings.simplefilter('error')
    return type('MyClass', (), {1: 2})
@t
def flag():
    class W(type):
        def __new__(self,n,b,ns):
            self.flag=0
            return super().__new__(W,n,b,ns)
        def mro(self):
            if self.flag>0: raise RuntimeError('bozo')
            self.flag+=1
            return type.mro(self)
    class C: pass
    class D(C, metaclass=W): pass
    return D.flag
@t
def dictionaries():
    import sys
    class B: pass
    class M(type, B): pass
    class D(metaclass=M): pass
    class E(BaseException, B): pass
    descriptor = B.__dict__['__dict__']
    try: descriptor.__set__(D, {})
    except AttributeError as e: print(e)
    e = E()
    descriptor.__set__(e, {'x': 1})
    return e.x
@t
def bases_in_a_ring():
    class M(type):
        def mro(cls):
            if ready:
                if cls.__name__ == 'B1': B2.__bases__ = (B1,)
                if cls.__name__ == 'B2': B1.__bases__ = (B2,)
            return type.mro(cls)
    ready = False
    class A(metaclass=M): pass
    class B1(A): pass
    class B2(A): pass
    ready = True
    B1.__bases__ += ()
@t
def bases_in_mro():
    class M(type):
        def mro(cls):
            nonlocal ready
            if ready and cls.__name__ == 'C':
                ready = False
                C.__bases__ = (B2,)
            return type.mro(cls)
    ready = False
    class A(metaclass=M): pass
    class B1(A): pass
    class B2(A): pass
    class C(A): pass
    ready = True
    C.__bases__ = (B1,)
    B1.__bases__ = (C,)
    names = lambda classes: [c.__name__ for c in classes]
    return names(C.__bases__), names(B2.__subclasses__()), names(B1.__subclasses__()), names(C.__subclasses__()), names(B1.__mro__)
@t
def bases_in_mro_that_fails():
    class M(type):
        def mro(cls):
            nonlocal ready
            if ready and cls.__name__ == 'C':
                if C.__bases__ == (B2,): ready = False
                else:
                    C.__bases__ = (B2,)
                    raise ValueError('no order')
            return type.mro(cls)
    ready = False
    class A(metaclass=M): pass
    class B1(A): pass
    class B2(A): pass
    class C(A): pass
    ready = True
    try: C.__bases__ = (B1,)
    except ValueError as e: print(e)
    B1.__bases__ = (C,)
    return C.__bases__ == (B2,), C.__mro__ == tuple(type.mro(C))
@t
def incomplete():
    orders = []
    class M(type):
        def mro(cls):
            orders.append(cls.__mro__)
            if len(orders) == 1:
                cls.__bases__ += ()
            elif len(orders) == 3:
                try: M('D', (cls,), {})
                except TypeError as e: print(e)
            return type.mro(cls)
    class A(metaclass=M): pass
    class B(A): pass
    return len(orders)
@t
def cell_before_order():
    class M(type):
        def mro(cls):
            print(cls.__dict__['f']() is cls)
            return super().mro()
    class A(metaclass=M):
        def f(): return __class__
@t
def directories():
    class F:
        __slots__ = ['__class__', '__dict__']
    f = F()
    f.bar = 1
    print(dir(f))
    try: 1 / 0
    except ZeroDivisionError as e: print(sorted(dir(e.__traceback__)))
    class Mod(type(__import__('sys'))):
        __dict__ = 8
    return dir(Mod('m'))
@t
def annotations_of_wrappers():
    @staticmethod
    def f(x: int): pass
    print('__annotations__' in f.__dict__, f.__annotations__, '__annotations__' in f.__dict__)
    del f.__annotations__
    del f.__annotations__
