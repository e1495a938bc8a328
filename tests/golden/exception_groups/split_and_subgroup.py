# split, subgroup and derive: which groups come out, with what message, notes, cause and traceback.
class Mine(ExceptionGroup):
    def __new__(cls, message, errors, tag=0):
        self = super().__new__(cls, message, errors)
        self.tag = tag
        return self
    def derive(self, errors):
        return Mine(self.message, errors, self.tag + 1)
def shape(e):
    if isinstance(e, BaseExceptionGroup):
        return f"{type(e).__name__}:{e.message}({', '.join(map(shape, e.exceptions))})"
    return repr(e)
v, k, t = ValueError(1), KeyError(2), TypeError(3)
inner = ExceptionGroup("in", [v, k])
outer = Mine("out", [inner, t, ExceptionGroup("in2", [ExceptionGroup("in3", [v])])])
outer.add_note("a note")
outer.__cause__ = OSError("cause")
for condition in (ValueError, (KeyError, TypeError), Exception, ExceptionGroup, Mine, OSError, (), lambda e: isinstance(e, KeyError), lambda e: e is inner, lambda e: len(e.args) == 1):
    match, rest = outer.split(condition)
    print(shape(match), "|", shape(rest), "|", outer.subgroup(condition) is outer, getattr(match, "tag", None), getattr(rest, "tag", None))
match, rest = outer.split(ValueError)
print(match.__notes__, rest.__notes__, match.__notes__ is outer.__notes__, match.__cause__, rest.__suppress_context__)
class Wrong(ExceptionGroup):
    def derive(self, errors): return 5
try:
    Wrong("w", [v, k]).split(ValueError)
except TypeError as error:
    print(error)
class Default(ExceptionGroup): pass
print(shape(Default("d", [v, k]).subgroup(KeyError)), type(Default("d", [v]).derive([k])).__name__, Default("d", [v]).subgroup(Default).__class__.__name__)
def fails(e): raise RuntimeError(f"condition on {type(e).__name__}")
try:
    outer.subgroup(fails)
except RuntimeError as error:
    print(error)
print(outer.exceptions[0] is inner, type(outer.exceptions), outer.args[0])
for name in "message", "exceptions":
    try:
        setattr(outer, name, 1)
    except AttributeError as error:
        print(error)
base = BaseExceptionGroup("b", [KeyboardInterrupt(), v])
print(shape(base.split(ValueError)[0]), shape(base.subgroup(KeyboardInterrupt)), isinstance(base, Exception))
try:
    try:
        raise outer
    except* ValueError as caught:
        print("first", shape(caught), caught.tag)
        raise OSError("new")
    except* KeyError as caught:
        print("second", shape(caught), shape(caught.__context__) if caught.__context__ else None)
except BaseException as error:
    print(shape(error), [shape(e.__context__) if e.__context__ else None for e in error.exceptions])
print(ExceptionGroup[int], ExceptionGroup("x" * 3, (v,)).exceptions, repr(ExceptionGroup("r", [v])))
