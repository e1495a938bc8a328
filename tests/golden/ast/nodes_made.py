# python3.14
# Nodes of syntax trees that are made with too few or too many arguments, or by copy.replace().
import copy
import types


class Changeling(types.SimpleNamespace):
    def __new__(cls, *args, **kwargs):
        return 12345 if created else super().__new__(cls)


created = False
namespace = Changeling()
created = True
try:
    copy.replace(namespace)
except TypeError as error:
    print(str(error).replace("__main__.", ""))
view = memoryview(bytearray(b"abcdefgh")).cast("H", (2, 2))
for index in 2**70, -2**70, 0:
    try:
        view[index] = 0
    except (IndexError, NotImplementedError) as error:
        print(type(error).__name__, error)
    try:
        view[index]
    except (IndexError, NotImplementedError) as error:
        print(type(error).__name__, error)
import ast, warnings
def w(f):
    with warnings.catch_warnings(record=True) as r:
        warnings.simplefilter("always")
        try: print(f())
        except BaseException as e: print(type(e).__name__, e)
    for line in sorted(f'  {x.category.__name__} {x.message}' for x in r):
        print(line)
class BadFields(ast.AST):
    _fields = (b'\xff'*4,)
    _field_types = {'a': int}
w(lambda: BadFields())
w(lambda: ast.FunctionDef())
w(lambda: ast.FunctionDef('a'))
w(lambda: ast.FunctionDef(name='a', args=[], foo=1))
w(lambda: ast.Name())
w(lambda: ast.Name('x', ctx=3, idd=4))
w(lambda: ast.Name('x', 1, 2))
w(lambda: ast.Name('x', id=2))
w(lambda: ast.Name(**{'a':2}))
w(lambda: ast.arguments())
w(lambda: ast.Module())
class F(ast.AST):
    _fields = ('a','b')
    _field_types = {'a': int, 'b': list[str]}
w(lambda: F()); w(lambda: vars(F(1)))
class G(ast.AST):
    _fields = ('a','b')
w(lambda: G()); w(lambda: G(1, c=2))
class H(ast.AST):
    _fields = ('a','b')
    _field_types = {'a': int}
w(lambda: H())
class I(ast.AST):
    _fields = ('a','b'); _attributes=('q',)
    _field_types = {'a': int | None, 'b': str}
    a: int = 3
w(lambda: vars(I(q=3)))
w(lambda: ast.AST(1)); w(lambda: ast.AST(x=1))
class K(ast.AST):
    _fields = 5
w(lambda: K())
# replace
n = ast.parse('x').body[0].value
w(lambda: ast.dump(copy.replace(n, id='y')))
w(lambda: ast.dump(n.__replace__(id='y', lineno=5), include_attributes=True))
w(lambda: copy.replace(n, foo=1)); w(lambda: n.__replace__('x'));
n.extra = 5
w(lambda: copy.replace(n, id='z').extra); w(lambda: copy.replace(n, extra=6))
m = ast.parse('x').body[0].value; del m.id
w(lambda: copy.replace(m)); w(lambda: ast.dump(copy.replace(m, id='q')))
del m.ctx
w(lambda: copy.replace(m))
w(lambda: copy.replace(m, a=1, b=2))
w(lambda: copy.replace(ast.AST())); w(lambda: copy.replace(ast.AST(), a=1))
f = ast.parse('def f(): pass').body[0]; del f.returns; del f.args; del f.name
w(lambda: copy.replace(f))
del f.decorator_list
w(lambda: copy.replace(f, args=1, name='q').decorator_list)
