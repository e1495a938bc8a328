# python3.14
"""Errors of the parser: their words, and from where to where they go."""

SOURCES = r"""
yield = 1
----
x = 1 if 1 else pass
----
x = pass if 1 else 1
----
x = pass if 1 else pass
----
for a, b
----
with a as b
----
p = p =
----
[x for x if range(1)]
----
tuple(x for x if range(1))
----
[x for a, b, (c + 1, d()) if y]
----
def foo(/,a,b=,c):
   pass
----
def foo(a,*b=3,c):
   pass
----
def foo(a,*b: int=,c):
   pass
----
def foo(a,**b=3):
   pass
----
def foo(a,**b: int=3):
   pass
----
def foo(a,*a, b, **c, d):
   pass
----
def foo(a,*a, b, **c, d=4):
   pass
----
def foo(a,*a, b, **c, *d):
   pass
----
def foo(a,*a, b, **c, **d):
   pass
----
def foo(a=1,/,**b,/,c):
   pass
----
def foo(*b,*d):
   pass
----
def foo(a,*b,c,*d,*e,c):
   pass
----
def foo(a,b,/,c,*b,c,*d,*e,c):
   pass
----
def foo(a,b,/,c,*b,c,*d,**e):
   pass
----
def foo(a=1,/*,b,c):
   pass
----
lambda /,a,b,c: None
----
lambda a=1,/*,b,c: None
----
lambda a,*b=3,c: None
----
lambda a,**b=3: None
----
lambda a, *a, b, **c, d: None
----
lambda a,*a, b, **c, d=4: None
----
lambda a,*a, b, **c, *d: None
----
lambda a,*a, b, **c, **d: None
----
lambda a=1,/,**b,/,c: None
----
lambda *b,*d: None
----
lambda a,*b,c,*d,*e,c: None
----
lambda a,b,/,c,*b,c,*d,*e,c: None
----
lambda a,b,/,c,*b,c,*d,**e: None
----
f(x for x in L,)
----
f(*args=[0])
----
f(a, b, *args=[0])
----
f(**kwargs={'a': 1})
----
f(a, b, *args, **kwargs={'a': 1})
----
if a % 2 == 0:
    pass
else:
    pass
elif a % 2 == 1:
    pass
----
def f():
    global x
    nonlocal x
----
def f()
    pass
----
def f[T]()
    pass
----
class A
    pass
----
class A[T]
    pass
----
class A[T]()
    pass
----
if 1
  pass
elif 1:
  pass
else:
  x() = 1
----
if 1:
  pass
elif 1
  pass
else:
  x() = 1
----
if 1:
  pass
elif 1:
  pass
else
  x() = 1
----
for x in range(10)
  pass
----
for x in range 10:
  pass
----
while True
  pass
----
with blech as something
  pass
----
with blech
  pass
----
with blech, block as something
  pass
----
with blech, block as something, bluch
  pass
----
with (blech)
  pass
----
with block ad something:
  pass
----
try
  pass
----
try:
  pass
except
  pass
----
match x:
  case list()
      pass
----
match x:
  case [y] if y > 0
      pass
----
try:
   pass
except TypeError:
   pass
except* ValueError:
   pass
----
try:
  pass
except A, B, C as blech:
  pass
----
try:
  pass
except A, B, C as blech:
  pass
finally:
  pass
----
try:
  pass
except* A, B, C as blech:
  pass
----
try:
  pass
except* A, B, C as blech:
  pass
finally:
  pass
----
for a in b:
  pass
elso:
  pass
----
while True:
  pass
elso:
  pass
----
if x:
  pass
elif y:
  pass
elso:
  pass
----
tyo:
  pass
except y:
  pass
----
ub''
----
bu"привет"
----
ur''
----
ru" "
----
uf'{1 + 1}'
----
fu""
----
ut'{1}'
----
tu"234"
----
bf'{x!r}'
----
fb"text"
----
bt"text"
----
tb''
----
tf"{0.3:.02f}"
----
ft'{x=}'
----
tfu"{x=}"
----
turf"{x=}"
----
burft"{x=}"
----
brft"{x=}"
----
from t import x,
----
from t import x,y,
----
import a from b
----
import a.y.z from b.y.z
----
import a, b,c from b
----
import a.y.z, b.y.z, c.y.z from b.y.z
----
import a as b.c
----
import a.b as (a, b)
----
import a, a.b as 1
----
import a.b as 'a', a
----
from a import (b as c.d)
----
from a import b as 1
----
from a import (
  b as f())
----
from a import (
  b as [],
)
----
from a import b, с as d[e]
----
from a import с as d[e], b
----
import
----
3 + not 3
----
3 * not 3
----
+ not 3
----
- not 3
----
~ not 3
----
3 + - not 3
----
3 + not -1
----
not 1 +
----
not + 1 +
----
import ä £
----
match ...:
  case 42 as 1+2+4:
    ...
----
match ...:
  case 42 as a.b:
    ...
----
match ...:
  case 42 as (a, b):
    ...
----
match ...:
  case 42 as (a + 1):
    ...
----
match ...:
  case (32 as x) | (42 as a()):
    ...
----
A[*:]
----
A[*]
----
type __debug__ = int
----
class A[__debug__]: pass
----
f(**x, *y)
----
f(**x, *)
----
f(x, *:)
----
f(x, *)
----
f(x = 5, *)
----
f(x = 5, *:)
----
int(**{'base': 10}, *['2'])
----
try: pass
except ValueError: pass
except* TypeError: pass
----
a = 3 \ 4
----
1,\#
2
----

fgdfgf
1,\#
2
----
A.Ɗ\ 
----
A.μ\
----
'blech
----
"blech
----
"blech\"
----
r"blech\"
----
'''blech
----
print("Hello")
----
1<>2
----
from __future__ import barry_as_FLUFL
a != b
"""


def tell(source, mode="exec"):
    try:
        compile(source, "<sources>", mode)
    except SyntaxError as error:
        return error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset, repr(error.text)
    return "fine"


for part in SOURCES.strip("\n").split("\n----\n"):
    print(*tell(part))
print(*tell("'blech\\' + 1"))
print(*tell("a = 1 \\"))
print(*tell("a = 1 \\ 2"))
