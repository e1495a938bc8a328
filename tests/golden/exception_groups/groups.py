# ExceptionGroup as an object: making, splitting, deriving.
leaf = ValueError(1)
group = ExceptionGroup("two", [leaf, TypeError("t")])
print(group, repr(group), group.message, group.exceptions, group.args)
print(str(ExceptionGroup("one", [leaf])))
print(type(BaseExceptionGroup("b", [leaf])).__name__, type(BaseExceptionGroup("b", [KeyboardInterrupt()])).__name__)
print(ExceptionGroup.__mro__)

for make in (
    lambda: ExceptionGroup("empty", []),
    lambda: ExceptionGroup("not", [1]),
    lambda: ExceptionGroup("classes", [ValueError]),
    lambda: ExceptionGroup(1, [leaf]),
    lambda: ExceptionGroup("x", 5),
    lambda: ExceptionGroup("x"),
    lambda: ExceptionGroup("x", [leaf], 3),
    lambda: ExceptionGroup("nest", [KeyboardInterrupt()]),
):
    try:
        print(make())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)

nested = ExceptionGroup("top", [ExceptionGroup("inner", [ValueError(1), OSError(2)]), ValueError(3), KeyError(4)])


def shape(error):
    if error is None:
        return None
    if isinstance(error, BaseExceptionGroup):
        return (error.message, [shape(inner) for inner in error.exceptions])
    return repr(error)


match, rest = nested.split(ValueError)
print(shape(match), shape(rest))
print(shape(nested.subgroup((OSError, KeyError))))
print(nested.subgroup(RuntimeError), shape(nested.split(RuntimeError)[1]))
match, rest = nested.split(lambda error: isinstance(error, KeyError))
print(shape(match), shape(rest))
print(nested.split(ExceptionGroup)[0] is nested, nested.split(ExceptionGroup)[1])
print(shape(nested.subgroup(lambda error: "inner" in str(error))))


class Tagged(ExceptionGroup):
    def __new__(cls, message, exceptions, tag):
        self = super().__new__(cls, message, exceptions)
        self.tag = tag
        return self

    def derive(self, exceptions):
        return Tagged(self.message, exceptions, self.tag)


tagged = Tagged("tagged", [ValueError(1), TypeError(2)], "blue")
tagged.add_note("a note")
try:
    raise tagged
except Tagged as caught:
    match, rest = caught.split(ValueError)
    print(type(match).__name__, match.tag, rest.tag, match.__notes__, match.__notes__ is caught.__notes__)
    print(match.__traceback__ is caught.__traceback__)


class Plain(ExceptionGroup):
    pass


print(type(Plain("p", [ValueError(1), OSError()]).subgroup(ValueError)).__name__)
print(isinstance(group, Exception), issubclass(ExceptionGroup, BaseExceptionGroup), ExceptionGroup[int])
try:
    group.message = "other"
except AttributeError as error:
    print("AttributeError")


def leaves(error):
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            yield from leaves(inner)
    else:
        yield error


print([repr(error) for error in leaves(nested)])
