# python3.14
# What is marked under the lines of a traceback: operators, brackets, parts of lines, several lines.
import io
import sys
def boom(*a, **k):
    raise ValueError("x")
def one(): return boom()
def two():
    return boom(
        1,
        2,
        3,
    )
def three():
    x = boom(1)
def four():
    x = boom(1) + 2
def five():
    return (1 +
        # comment
        boom(
          2) / 3)
def six():
    a = 1
    return (a
        + "s")
def seven():
    d = {}
    print(d["k"
      ], 5)
def eight():
    boom(1)(2)
def nine():
    for x in 5: pass
def ten():
    with boom(): pass
def eleven(): x = {}; x['äö漢'] + boom()
def twelve():
    assert (1 ==
            2), "mess"
def thirteen():
    raise ValueError(
        "long"
        "message"
        "here"
        "and more"
    )
def fourteen():
    x = [boom() for i in [1]]
def fifteen():
    return [
        boom
        for i in [1]
        if i.foo
    ]
def sixteen():
    f = lambda: 1/0
    return f()
def seventeen():
    x = y = boom()
def eighteen(): "漢字" + boom("漢字") + 1
def nineteen():
    return 1 + \
       boom()
def twenty():
    return (1).foo.bar
def t21():
    boom(**{"a": 1},
         b=2)[0]
def t22():
    x: int = boom()
def t23():
    del sys.nothing
def t24():
    sys.nothing = boom() if 1 else 2
def t25():
    a, b = 1
def t26():
    x = 1; x += "a"
def t27():
    import nothing_here
def t28():
	if 1:
		boom()
def t29():
    await_ = (yield boom())
def t30(): f"{boom()} {1}"
def t31():
    return 3 ** -boom(
    )
def t32():
    match boom():
        case 1: pass
def t33():
    @boom
    def f(): pass
def t34():
    class A(boom()):
        x = 1
def t35():
    x = 5
    x[0]
    (1,2)
functions = [one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen]
functions += [sixteen, seventeen, eighteen, nineteen, twenty, t21, t22, t23, t24, t25, t26, t27, t28]
functions += [lambda: list(t29()), t30, t31, t32, t33, t34, t35]
for function in functions:
    sys.stderr = io.StringIO()
    try:
        function()
    except Exception as error:
        sys.__excepthook__(type(error), error, error.__traceback__.tb_next)
    print(sys.stderr.getvalue().replace(__file__, "..."))
