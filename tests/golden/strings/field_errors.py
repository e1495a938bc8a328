# What is wrong in a replacement field, in the words of 3.14; what is between an expression and its conversion.
SOURCES = """t'{}'
t'{=x}'
t'{!x}'
t'{:x}'
t'{x;y}'
t'{x=y}'
t'{x!s!}'
t'{x!s:'
t'{x!}'
t'{x=!}'
t'{x!z}'
t'{lambda:1}'
t'{x:{;}}'
f'{x'
f'{x:'
f'{x!r'
f'}'
t'}'
f'{a b}'
f'{3)+(4}'
f'{,}'
f'{**a}'
f'{a!3}'
f'{a!s3}'
f'{a! s}'
f'{a!ss}'
t"a" "b"
t"a" f"b"
f"{import}"
f"{for x in y}"
f"{'a' 'b' c}"
f'{a #b}'""".split("\n") + ["f'{1:d\n}'", "t'{1:d\n}'"]

for source in SOURCES:
    try:
        compile(source, "<source>", "eval")
    except SyntaxError as error:
        print(repr(source), error.msg)

x = 1
print(f"{3!s  }", f'{1.25!s  :10.10}', f"{x!r }")
print(repr(f'''{x # what is shown
= # has no comments
}'''))
print(repr(f'''{x =\
!r}'''))
print(t"{ x = !r}".interpolations, t"{ x }".interpolations, t"{x!r:>{x}}".interpolations)
print(t'''{(
    1,  # one
    "#")=}''')
Interpolation = type(t"{x}".interpolations[0])
match t"{x!r:>5}".interpolations[0]:
    case Interpolation(value, expression, conversion, spec):
        print(value, expression, conversion, spec)
