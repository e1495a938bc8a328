# Syntax trees as objects: parsed, changed, compiled, refused.
import ast

SOURCE = '''
@decorator
def f(a, /, b: int = 1, *args, c=2, **kw) -> "x":
    "doc"
    global g
    if a < b <= 3 and not c: return [i * 2 for i in args if i]
    elif b: del a[0], kw.x
    else:
        with open(a) as h, b: pass
    try:
        yield (yield from x)
    except (A, B) as e: raise E from None
    finally: assert a, "no"
    while True: break
    for i, *j in (1, 2.5, 3j): continue
async def co():
    async with a as b: await c
    async for x in {1: 2, **d}: lambda *, k=1: k
class C(B, metaclass=M):
    x: int
    y, z = -1, b"\\x00"
match p:
    case {"a": [1, *_], **rest} | Cls(x, k=None) if rest: import a.b as c, d
    case _: from ..m import (n as o)
x = f"{a!r:>{w}} {b=}" if (n := 10) else a[1:2, ::3]
x += ~u"s" @ {1, 2} // ...
'''


def show(node):
    """As ast.dump, without what is empty."""
    if isinstance(node, list):
        return "[" + ", ".join(map(show, node)) + "]"
    if not isinstance(node, ast.AST):
        return repr(node)
    fields = [f"{k}={show(v)}" for k, v in ast.iter_fields(node) if v is not None and v != []]
    return f"{type(node).__name__}({', '.join(fields)})"


tree = ast.parse(SOURCE)
for node in tree.body:
    print(show(node))
print(ast.unparse(tree))
again = ast.parse(ast.unparse(tree))
print(show(tree) == show(again))

last = tree.body[0]
print(last.lineno, last.col_offset, last.end_lineno, last.end_col_offset, last.decorator_list[0].lineno)
print(ast.get_docstring(last), ast.get_source_segment(SOURCE, tree.body[-1].value))
print(ast.parse("a").body[0].value.ctx is ast.parse("b").body[0].value.ctx)


class Double(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.copy_location(ast.Constant(node.value * 2), node)

    def visit_Name(self, node):
        return ast.copy_location(ast.Name(node.id.upper(), node.ctx), node)


changed = ast.fix_missing_locations(Double().visit(ast.parse("y = [x, 2, 'ab']")))
namespace = {"X": 1}
exec(compile(changed, "<changed>", "exec"), namespace)
print(namespace["Y"])
print(eval(compile(ast.parse("1 + 2", mode="eval"), "", "eval")))
single = ast.Interactive([ast.Expr(ast.Constant(5))])
exec(compile(ast.fix_missing_locations(single), "", "single"))

for text in ("[1, -2.5, 3+4j, {'k': (None, True, b'x')}, {1}, set()]", "a", "f(1)", "1 +", "-'a'"):
    try:
        print(ast.literal_eval(text))
    except Exception as error:
        print(type(error).__name__, str(error)[:29])


def refuse(node, mode="exec"):
    try:
        compile(node, "<tree>", mode)
    except Exception as error:
        print(type(error).__name__, error)
    else:
        print("accepted")


def module(*body):
    return ast.fix_missing_locations(ast.Module(list(body), []))


one = ast.Constant(1)
load, store = ast.Load(), ast.Store()
refuse(ast.Module([ast.Expr(one)], []))
refuse(ast.Expression(one))
refuse(module(ast.Assign([], one)))
refuse(module(ast.Assign([ast.Name("x", load)], one)))
refuse(module(ast.Assign([one], one)))
refuse(module(ast.Expr(ast.BoolOp(ast.And(), [one]))))
refuse(module(ast.Expr(ast.Dict([one], []))))
refuse(module(ast.Expr(ast.Compare(one, [], []))))
refuse(module(ast.Expr(ast.ListComp(one, []))))
refuse(module(ast.Expr(ast.Constant([]))))
refuse(module(ast.Expr(None)))
refuse(module(None))
refuse(module(ast.If(one, [], [])))
refuse(module(ast.Raise(None, one)))
refuse(module(ast.Try([ast.Pass()], [], [], [])))
refuse(module(ast.Expr(ast.Name("x"))) if False else module(ast.Expr(ast.Name(5, load))))
refuse(module(ast.Return(one)))
refuse(module(ast.Expr(ast.Tuple([ast.Starred(one, load)], load))))
bad = module(ast.Expr(ast.Constant(1)))
bad.body[0].value.end_lineno = 0
refuse(bad)
bad = module(ast.Pass())
bad.body = 3
refuse(bad)
print(show(ast.parse("(yield)\nreturn", "x")))
