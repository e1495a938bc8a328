def g():
    try:
        x = yield 1
        print("got", x)
        y = yield 2
        print("got", y)
    except ValueError as e:
        yield f"caught {e}"
    finally:
        print("cleanup")

it = g()
print(next(it), it.send("a"))
print(it.throw(ValueError("v")))
print(list(it))
it = g()
next(it)
it.close()
def inner():
    r = yield "i1"
    return f"result {r}"
def outer():
    r = yield from inner()
    yield r
o = outer()
print(next(o), o.send(5))
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
print([x for x, _ in zip(fib(), range(10))])
print(sum(i * i for i in range(10)), max((len(w), w) for w in ["a", "bbb", "cc"]))
it = iter([1])
next(it)
try:
    next(it)
except StopIteration as e:
    print("stop", e.value)
