# Statements on one line, suites behind a colon, line joining, and odd but legal layout.
a = 1; b = 2; print(a, b);
if a: print("one"); print("two")
else: print("never")
for i in 1, 2, 3: print(i, end=" "); j = i
print(j); class_ = 1
class A: x = 1; y = x + 1
def f(): return A.x, A.y
def g(x): x += 1; return x
while a < 3: a += 1
try: print(f()); raise KeyError
except KeyError: print("caught")
finally: print("finally")
with __import__("contextlib").nullcontext(g(1)) as v: print(v)
if (a and
        b): print("joined",
    "by parentheses")
total = a + \
    b; print(total)
if a:
        print("deep indent")
        if b:
         print("by one")
def empty(): pass; pass
def doc(): "only a docstring"
print(empty(), doc.__doc__, [
], {
}, (
)); x = y = z = 0; print(x, y, z); del x, (y), [z]
lambda: (yield); ...; None; 5
print("end"); # a comment behind a semicolon
