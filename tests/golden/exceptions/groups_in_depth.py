"""ExceptionGroup: split, subgroup, derive, nesting, except* with returns, raises and names."""


def show(group, depth=0):
    if isinstance(group, BaseExceptionGroup):
        print("  " * depth + f"{type(group).__name__} {group.message!r} notes={getattr(group, '__notes__', [])}")
        for inner in group.exceptions:
            show(inner, depth + 1)
    else:
        print("  " * depth + repr(group))


g = ExceptionGroup("top", [ValueError(1), KeyError("k"), ExceptionGroup("inner", [ValueError(2), OSError(3, "io"), ExceptionGroup("deep", [TypeError("t")])])])
g.add_note("n1")
match, rest = g.split(ValueError)
show(match), show(rest)
print(g.subgroup(TypeError), g.subgroup(lambda e: isinstance(e, KeyError)), g.subgroup(IndexError), g.split((OSError, TypeError))[0].exceptions)
print(str(g), repr(g)[:40], len(g.exceptions), g.args[0], isinstance(g, Exception), type(BaseExceptionGroup("b", [ValueError()])).__name__, type(BaseExceptionGroup("b", [KeyboardInterrupt()])).__name__)
for wrong in [lambda: ExceptionGroup("a", []), lambda: ExceptionGroup("a", [1]), lambda: ExceptionGroup(1, [ValueError()]), lambda: ExceptionGroup("a"), lambda: ExceptionGroup("a", [KeyboardInterrupt()]), lambda: ExceptionGroup("a", 5)]:
    try:
        print(wrong())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


class Mine(ExceptionGroup):
    def __new__(cls, message, errors, code=0):
        self = super().__new__(cls, message, errors)
        self.code = code
        return self

    def derive(self, errors):
        return Mine(self.message, errors, self.code)


m = Mine("mine", [ValueError(1), TypeError(2)], 9)
m.__cause__ = KeyError("cause")
part = m.subgroup(ValueError)
print(type(part).__name__, part.code, repr(part.__cause__), part.__notes__ if hasattr(part, "__notes__") else "no notes")


def handle(error):
    log = []
    try:
        try:
            raise error
        except* ValueError as group:
            log.append(("values", [e.args[0] for e in group.exceptions]))
        except* (KeyError, OSError) as group:
            log.append(("lookups", len(group.exceptions)))
            raise RuntimeError("while handling")
        except* TypeError:
            log.append("types")
            raise
        else:
            log.append("else")
        finally:
            log.append("finally")
    except BaseException as left:
        log.append("left over")
        print(log)
        show(left)
        print("  context:", repr(left.__context__)[:30])
    else:
        print(log)


handle(ExceptionGroup("vals", [ValueError(1), ValueError(2)]))
handle(g)
handle(ValueError("naked"))
handle(TypeError("naked type"))
handle(ExceptionGroup("mixed", [ValueError(1), IndexError(2)]))
try:
    try:
        raise ExceptionGroup("x", [ValueError(1)])
    except* ValueError as group:
        kept = group
        raise group.exceptions[0] from None
except* ValueError as again:
    print("again", again, type(again).__name__)
try:
    group
except NameError as error:
    print(error)
for source in ["try:\n  pass\nexcept* ValueError:\n  pass\nexcept TypeError:\n  pass", "try:\n  pass\nexcept*:\n  pass", "def f():\n  try:\n    pass\n  except* A:\n    return", "for x in y:\n  try:\n    pass\n  except* A:\n    break"]:
    try:
        compile(source, "t", "exec")
        print("ok")
    except SyntaxError as error:
        print("SyntaxError")
try:
    try:
        raise ValueError
    except* ExceptionGroup:
        pass
except TypeError as error:
    print(error)
