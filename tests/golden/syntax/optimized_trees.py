# python3.14
"""What `ast.parse` gives of an optimised tree, of sources and of trees."""
import ast

SOURCES = [
    "__debug__, x.__debug__y",
    "'''doc'''\nx = 1",
    "'''doc'''",
    "class A:\n    '''doc'''\ndef f():\n    '''doc'''\n    return 1\nasync def g():\n    'doc'",
    "'%s of %r, %5a|%%%.3s' % (a, b, c, d)",
    "'%d' % (a,), '%s' % a, '%s' % (*a,), '%s %s' % (a,), 'x' % ()",
    "match a:\n    case -0 | -1.5 | 1 + 2j | -1 - 2j: pass\n    case {-1: x, 0 - 1j: y}: pass",
    "-1, 1 + 2j",
]
for source in SOURCES:
    for level in (-1, 0, 1, 2):
        print(level, ast.dump(ast.parse(source, optimize=level)))
    tree = ast.parse(source)
    print(ast.dump(ast.parse(tree, optimize=2)) == ast.dump(ast.parse(source, optimize=2)), end=" ")
    print(ast.dump(tree) == ast.dump(ast.parse(source)))
for level in (-1, 0, 1, 2):
    try:
        ast.parse(ast.Constant(42), optimize=level)
    except TypeError as error:
        print(error)
try:
    ast.parse(tree, mode="eval")
except TypeError as error:
    print(error)
