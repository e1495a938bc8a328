# python3.14
# repr() of nodes, as deep as it goes, and what their fields hold.
import ast
for s in ['a', 'def f(): pass', 'x.y.z = a[b[c[d]]]', 'f(a, b=1)(c)', 'if a:\n  b = [c for d in e]', 'x: int = 5', 'class A(b): "doc"', '1 + -x * 2']:
    print(ast.parse(s)); print(ast.parse(s).body[0])
    print(repr(ast.parse(s).body[0]))
print(ast.arguments.__annotations__, ast.Load.__annotations__, ast.expr.__annotations__, ast.Name.__annotations__, ast.AST.__dict__.get('__annotations__'))
