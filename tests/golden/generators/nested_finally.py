# Which finally runs when: return, break, throw and close through several generators and loops.
log = []
def layer(n, inner=None):
    log.append(f"enter {n}")
    try:
        if inner is None:
            for i in range(3):
                yield i
        else:
            result = yield from inner
            log.append(f"{n} got {result}")
    except ValueError as error:
        log.append(f"{n} caught {error}")
        yield f"{n} recovered"
        return f"{n} value"
    finally:
        log.append(f"leave {n}")
    return f"{n} end"
def flush(what):
    print(what, log)
    log.clear()
flush(list(layer(1, layer(2, layer(3)))))
g = layer("a", layer("b", layer("c")))
print(next(g), g.throw(ValueError("v")), list(g))
flush("throw")
g = layer("a", layer("b"))
next(g)
g.close()
flush("close")
g = layer("a", layer("b"))
next(g)
try:
    g.throw(KeyError("k"))
except KeyError as error:
    print(repr(error), error.__context__)
flush("other")
def swallow():
    while True:
        try:
            yield "in"
        except BaseException as error:
            log.append(type(error).__name__)
            return
s = swallow()
next(s)
s.close()
flush("swallowed")
class Delegate:
    def __iter__(self): return self
    def __next__(self): return "next"
    def throw(self, *args): log.append(f"throw {args[0] if len(args) == 1 else args}"); return "thrown"
    def close(self): log.append("closed")
def over():
    yield from Delegate()
o = over()
print(next(o), o.throw(KeyError("x")))
try:
    o.send(1)
except AttributeError as error:
    print(error)
o = over(); next(o); o.close()
flush("delegate")
class NoThrow:
    def __iter__(self): return iter([1, 2])
def over2():
    try:
        yield from NoThrow()
    except KeyError: yield "here"
o = over2(); next(o)
print(o.throw(KeyError), list(o))
