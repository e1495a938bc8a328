# Names that are not there, in each kind of scope.


def attempt(label, action):
    try:
        print(label, action())
    except NameError as error:
        print(label, type(error).__name__, error)


def local_before():
    print(value)
    value = 1


def conditional(flag):
    if flag:
        result = 1
    return result


def deleted():
    item = 1
    del item
    return item


def closure():
    def inner():
        return later

    early = inner()
    later = 1
    return early


def loop(items):
    for item in items:
        pass
    return item


def exception_name():
    try:
        raise ValueError
    except ValueError as error:
        pass
    return error


def comprehension():
    [hidden for hidden in range(3)]
    return hidden


def class_scope():
    class Body:
        member = 1

        def method(self):
            return member

    return Body().method()


attempt("module", lambda: undefined_thing)
attempt("local", local_before)
attempt("conditional", lambda: conditional(False))
attempt("fine", lambda: conditional(True))
attempt("deleted", deleted)
attempt("closure", closure)
attempt("loop", lambda: loop([]))
attempt("exception", exception_name)
attempt("comprehension", comprehension)
attempt("class", class_scope)
attempt("eval", lambda: eval("nope + 1"))
attempt("call", lambda: missing_function(1))
attempt("global del", lambda: exec("del never_there"))
attempt("fstring", lambda: f"{absent}")
attempt("lambda", lambda: (lambda: gone)())
attempt("decorator", lambda: exec("@unknown\ndef f(): pass"))
attempt("default", lambda: exec("def f(x=unknown_default): pass"))
attempt("base", lambda: exec("class A(UnknownBase): pass"))
attempt("annotation is fine", lambda: exec("def f(): x: NoSuchType = 1\nf()"))
try:
    undefined_thing
except NameError as error:
    print(error.name, isinstance(error, Exception), error.args)
try:
    local_before()
except UnboundLocalError as error:
    print(isinstance(error, NameError), error.args)
