def f(a, b=2, *args, c, d=4, **kw):
    return a, b, args, c, d, kw

print(f(1, c=3))
print(f(1, 9, 8, 7, c=3, e=5))
print(f(*[1, 2, 3], **{"c": 4, "z": 1}))

def g(x, /, y, *, z=0):
    return x + y + z

print(g(1, y=2, z=3))
for call in (lambda: f(), lambda: g(x=1, y=2), lambda: g(1, 2, 3), lambda: f(1, c=1, a=2)):
    try:
        call()
    except TypeError as error:
        print(error)
