"""Slots of a class whose base has a dict of its own."""

class B: pass
class C(B):
    __slots__=('x','y')
c=C(); c.q=1
try: print(c.x)
except AttributeError as e: print(e)
class B(dict): pass
class C(B):
    __slots__=('x','y')
c=C(); c.q=1
try: print(c.x)
except AttributeError as e: print(e)
c.x=3;c.y=4
print(c.x,c.y,c.__dict__)
class B(list): pass
class C(B):
    __slots__=('x','y')
c=C(); c.q=1
try: print(c.x)
except AttributeError as e: print(e)
c.x=3;c.y=4
print(c.x,c.y,c.__dict__)
class D(C): pass
d=D();d.q=3
class D(C): __slots__=('z',)
d=D();d.z=1;d.x=2;d.y=3;d.q=3; print(d.__dict__)
class B(Exception): pass
class C(B): __slots__=('p',)
class D(C): __slots__=('q',)
d=D(1); d.p=[1]; d.q=[2]; d.r=3; print(d.args,d.p,d.q,d.__dict__)
class S(str): __slots__=('a',)
class S2(S): __slots__=('b',)
s=S2('x'); s.a=1; s.b=2; print(s,s.a,s.b)
class A: __slots__=('a',)
class B(A): pass
class C(B): __slots__=('c',)
class D(C): __slots__=('d','e')
d=D(); d.a=1;d.c=2;d.d=3;d.e=4;d.f=5; print(d.a,d.c,d.d,d.e,d.__dict__)
