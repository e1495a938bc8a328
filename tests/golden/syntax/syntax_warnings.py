# SyntaxWarnings of the compiler, and how a filter makes errors of them.
import warnings

SOURCES = [
    "assert (x, 'message')",
    "assert ()",
    "x is None, x is True, x is ...",
    "x is 1",
    "x is not 'text'",
    "1 is x is y",
    "[(1, 2) (3, 4)]",
    "['a' (3)]",
    "[f'{x}' (3)]",
    "[{1: 2} (3)]",
    "[1 [2]]",
    "[{1} [2]]",
    "[None [2]]",
    "[(1, 2) [3, 4]]",
    "['text' ['key']]",
    "[[1] [f'{x}']]",
    "'abc'[0], [1][True], (1, 2)[1:], 'abc'[x]",
    "def f():\n  x = 1\n  return (1) (2)",
]


def wording(text):
    # The type of a literal is told from 3.12 on.
    return text.replace(" 'int' literal", " a literal").replace(" 'str' literal", " a literal")


for source in SOURCES:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        compile(source, "<source>", "exec")
    print(repr(source))
    for warning in caught:
        print("  ", warning.category.__name__, warning.filename, warning.lineno, wording(str(warning.message)))
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        compile("\nassert (x, 'message')", "<source>", "exec")
    except SyntaxError as error:
        print(type(error).__name__, error.msg, error.lineno, error.offset)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    print(eval("'a' is 5"))
