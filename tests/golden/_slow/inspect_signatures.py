"""inspect: signatures of every shape, bound arguments, members, sources of state, and kinds of callables."""
import functools
import inspect
import types


def plain(a, b: int = 2, /, c=3, *args: str, d, e=None, **kwargs) -> float:
    """Documented.

        Indented.
    """


class Thing:
    attribute = 1

    def __init__(self, x, *, y=2):
        pass

    def method(self, p, q=()):
        pass

    @classmethod
    def cls_method(cls, z):
        pass

    @staticmethod
    def static(w=[]):
        pass

    @property
    def prop(self):
        return 1

    def __call__(self, *things):
        pass


async def coroutine():
    pass


def generator():
    yield


async def async_generator():
    yield

for target in (plain, Thing, Thing.method, Thing(1).method, Thing.cls_method, Thing.static, Thing(1), lambda *, k: k, functools.partial(plain, 1, d=5), functools.wraps(plain)(lambda *a: a), len, "".split, int.from_bytes):
    print(getattr(target, "__name__", type(target).__name__), inspect.signature(target))
s = inspect.signature(plain)
for p in s.parameters.values():
    print(f"{p.name:7} {p.kind.description:23} {p.default!r:25} {p.annotation!r}", p)
print(s.return_annotation, s.replace(return_annotation=inspect.Signature.empty), s == inspect.signature(plain), list(s.parameters))
bound = s.bind(1, 2, 3, 4, 5, d=6, z=7)
print(bound.arguments, bound.args, bound.kwargs)
bound = s.bind_partial(9)
bound.apply_defaults()
print(bound.arguments, bound)
for args, kwargs in [((), {}), ((1,), {}), ((1,), {"d": 1, "a": 2}), ((1,), {"d": 1, "c": 2})]:
    try:
        print(s.bind(*args, **kwargs))
    except TypeError as error:
        print(error)
P = inspect.Parameter
print(inspect.Signature([P("x", P.POSITIONAL_ONLY), P("y", P.KEYWORD_ONLY, default=3, annotation=int)], return_annotation=str))
for wrong in [lambda: inspect.Signature([P("a", P.KEYWORD_ONLY), P("b", P.POSITIONAL_ONLY)]), lambda: P("1x", P.KEYWORD_ONLY), lambda: P("a", P.VAR_POSITIONAL, default=1), lambda: inspect.Signature([P("a", P.KEYWORD_ONLY)] * 2), lambda: inspect.signature(5)]:
    try:
        print(wrong())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
for name in ("isfunction", "ismethod", "isclass", "isbuiltin", "iscoroutinefunction", "isgeneratorfunction", "isasyncgenfunction", "isroutine", "ismodule", "isdatadescriptor", "ismethoddescriptor", "isabstract"):
    print(f"{name:21}", [int(getattr(inspect, name)(v)) for v in (plain, Thing, Thing(1).method, len, coroutine, generator, async_generator, types, Thing.prop, str.join)])
print([n for n, v in inspect.getmembers(Thing, inspect.isfunction)], inspect.getmro(bool), inspect.getdoc(plain), inspect.cleandoc("  a\n    b\n  c"))
print([(a.name, a.kind) for a in inspect.classify_class_attrs(Thing) if a.defining_class is Thing and not a.name.startswith("__")])
g = generator()
print(inspect.getgeneratorstate(g), next(g), inspect.getgeneratorstate(g), list(g), inspect.getgeneratorstate(g), inspect.getgeneratorlocals(generator()))
c = coroutine()
print(inspect.getcoroutinestate(c), inspect.isawaitable(c), c.close(), inspect.getcoroutinestate(c))


def outer(free=5):
    def inner(a=1):
        return free, len, a, missing_name
    return inner


cv = inspect.getclosurevars(outer())
print(cv.nonlocals, inspect.getfullargspec(plain), inspect.getattr_static(Thing(1), "prop").__class__.__name__, inspect.unwrap(functools.wraps(plain)(lambda: 0)) is plain)
print(inspect.currentframe().f_code.co_name, inspect.stack()[0].function, inspect.getmodulename("/a/b/c.py"), inspect.getcallargs(Thing.method, None, 1))
