# except* with nesting, names, loops, functions, and classes of groups.


class Temporary(Exception):
    pass


class Fatal(Exception):
    pass


def shape(error):
    if isinstance(error, BaseExceptionGroup):
        return error.message, [shape(inner) for inner in error.exceptions]
    return repr(error)


def run_all(actions):
    errors = []
    for action in actions:
        try:
            action()
        except Exception as error:
            errors.append(error)
    if errors:
        raise ExceptionGroup(f"{len(errors)} failed", errors)


def fails(error):
    def action():
        raise error

    return action


def attempt(label, *errors):
    try:
        run_all([fails(e) for e in errors] + [lambda: None])
    except* Temporary as group:
        print(label, "retry", [str(e) for e in group.exceptions])
    except* (KeyError, IndexError) as group:
        print(label, "lookup", shape(group))
    except* Exception as group:
        print(label, "rest", shape(group))
    else:
        print(label, "all fine")


attempt("none")
attempt("one", Temporary("a"))
attempt("mixed", Temporary("a"), KeyError("k"), Fatal("f"), Temporary("b"))
attempt("nested", ExceptionGroup("inner", [Temporary("deep"), IndexError("i")]), Fatal("g"))


def inner_try():
    try:
        try:
            raise ExceptionGroup("outer", [ValueError(1), TypeError(2), OSError(3)])
        except* ValueError:
            try:
                raise ExceptionGroup("second", [KeyError(4)])
            except* KeyError as group:
                print("inside", shape(group))
        print("not reached")
    except* TypeError as group:
        print("types", shape(group))
    except* OSError as group:
        print("os", shape(group))


inner_try()


def name_is_unbound():
    try:
        raise ExceptionGroup("g", [ValueError(1)])
    except* ValueError as group:
        pass
    try:
        group
    except NameError as error:
        return type(error).__name__


print(name_is_unbound())


def finally_runs():
    steps = []
    try:
        try:
            raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
        except* ValueError:
            steps.append("handled")
        finally:
            steps.append("finally")
    except ExceptionGroup as group:
        steps.append(shape(group))
    return steps


print(finally_runs())
try:
    try:
        raise ExceptionGroup("g", [ValueError("v")])
    except* ValueError as group:
        raise Fatal("from handler") from group
except Fatal as error:
    print(shape(error), shape(error.__cause__))
group = ExceptionGroup("plain except", [ValueError(1), ExceptionGroup("sub", [ValueError(2)])])
try:
    raise group
except ExceptionGroup as caught:
    print(caught is group, caught.__traceback__ is not None)
try:
    raise group
except ValueError:
    print("never")
except Exception as error:
    print("as an Exception", type(error).__name__)


class Collected(ExceptionGroup):
    def derive(self, exceptions):
        return Collected(self.message + "'", exceptions)


try:
    try:
        raise Collected("c", [ValueError(1), KeyError(2)])
    except* KeyError as part:
        print(type(part).__name__, shape(part))
except Collected as rest:
    print(type(rest).__name__, shape(rest))
total = 0
for i in range(5):
    try:
        if i % 2:
            raise ExceptionGroup("odd", [ValueError(i), ValueError(i * 10)])
    except* ValueError as odd:
        total += sum(e.args[0] for e in odd.exceptions)
print(total)
