# f-strings: nesting, debug form, conversions, quotes, and expressions of every kind.
x, y, name, d = 5, 3.14159, "n", {"k": [1, 2]}
print(f"{x}{y:.2f}{name!r}{x=}{x = }{x=:>4}{y=!s:.3}{name=}", f"{x + 1=} {d['k'][0]=}", f"{x:{x}}|{y:{x}.{2}f}|{name:{'*'}^{x}}", f"{{{x}}} {{}} {{{{}}}}", f"{f'{x}' f'{y:.1f}'}", f'{"a" if x else "b"}', f"{(lambda a: a * 2)(x)}", f"{[i for i in range(3)]}", f"{ {1: 2}[1] }", f"{x!r:^{x}}", f"{'a' 'b'}", f"{x,}", f"{*[1, 2], 3}", f"{(y := 2)}{y}")
print(f"{x:d}" f"{x:x}" "plain" rf"\n{x}", F"{x}", f"""{
    x
    + 1
}""", f"{None} {True} {...}", f"{d}", f"{d['k']}", f"{x:>{'1'}0}", f"{x:{'>'}{10}}", f"{1_000:,}", f"{0xff:#x}", f"{-x:+}", f"{x!s}{x!a}", f"{'é'!a}")
class C:
    def __format__(self, spec): return f"C<{spec}>"
    def __str__(self): return "str"
    def __repr__(self): return "repr"
c = C()
print(f"{c} {c:spec} {c!s} {c!r:>6} {c:{x}-{name}}")
def order(n): print("eval", n); return n
print(f"{order(1)} {order(2):{order(3)}} {order(4)!r}")
def gen(): got = f"{yield 1} {(yield 2)!r}"; yield got
g = gen(); print(next(g), g.send("a"), g.send("b"))
print([f"{i}{j}" for i in "ab" for j in range(2)], f"{'-'.join(f'{i:02}' for i in range(3))}", (lambda: f"{x}")(), f"{x}".join("ab"), f"a{x}" == "a5", len(f""), f"{''}" == "", type(f"{x}"))
for bad in "f'{'", "f'}'", "f'{}'", "f'{x!}'", "f'{x!z}'", "f'{a b}'", "f'{x:{y:{z}}}' 1", "f'{lambda x: 1}'", "f'{x = !r:'", "f'{x;}'", "f'{*}'", "f'{ }'", "f'{!r}'", "f'{:x}'", "b'a' f'b'", "f'{x", "f'{x}}'":
    try: compile(bad, "t", "eval"); print(bad, "compiles")
    except SyntaxError: print(bad, "is refused")
for bad in "f'{nope}'", "f'{x:q}'", "f'{x.nope}'", "f'{[]:>5}'", "f'{1/0}'", "f'{x!r:d}'":
    try: print(eval(bad))
    except Exception as e: print(bad, type(e).__name__, e)
