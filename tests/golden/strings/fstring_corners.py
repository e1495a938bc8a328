"""f-strings: nesting, conversions, self-documenting expressions, quotes, lambdas, await-free corners."""
import datetime

name, number, items = "Ann", 3.14159, [1, 2, 3]
print(f"{name}{name!r}{name!s}{name!a} {'é'!a} {number:.2f} {number!r:>10} {items[0]}{items[-1]:03d}")
print(f"{number=} {number=:.1f} {number = } {name=!s} {items[1]=} {len(items) + 1 = :>4}")
print(f"{{}} {{{name}}} {{{{{name}}}}} {'}'} {'{'}")
width, precision = 10, 3
print(f"[{number:{width}.{precision}}] [{name:>{width}}] [{name:{'*'}^{width}}] [{number:{f'>{width}'}}]")
print(f"{'a' if number > 3 else 'b'} {(lambda x: x * 2)(4)} {[x for x in items if x > 1]} { {'k': 1}['k'] } {({1, 2})}")
print(f"{'nested ' + f'{name}'}")
print(f'{name + "!"} {"double"} {name.replace("n", "m")}' f" joined {1}" " plain {not a field}" rf"\{name}\n")
print(f"""multi
{name
 + " over lines"}
{items!r:
>12}""")
print(f"{datetime.date(2024, 2, 29):%Y/%m/%d (%j)} {datetime.datetime(2020, 1, 2, 3, 4, 5):%H:%M:%S}")
print(f"{1,} {1, 2} {*items, 4} {3 if 1 else 2:>3} {not 1} {-1!r} {1 == 1} {1 != 2} {name!r:^9}|")
print(f"{(x := 5)} {x:=5} {x=}", f"{x!r:{x}}", f"{'':5}|{None}|{True:5}|{True!s:5}|{...}")


class Shows:
    def __repr__(self):
        return "repr"

    def __str__(self):
        return "str"

    def __format__(self, spec):
        return f"format({spec})"


s = Shows()
print(f"{s} {s!s} {s!r} {s!a} {s:abc} {s!r:>6} {s=} {s=!s} {s=:q} {[s]}")


def order(log=[]):
    log.append(len(log))
    return log[-1]


print(f"{order()}{order():{order() + 2}}{order()}", f"{order()=}")
value = "a{b}c"
print(f"{value}", f"{value!r}", "{}".format(value), "%s" % value, f"{value:{'>'}8}")
print(f"\x41\u00e9\N{BULLET}{''}", f"\N{BULLET}{1}\t|", rf"\N{1}")
print(f"{0x1F:#b} {1e3:g} {10**20:,} {-5:=+5} {3+4j:.1f} {5 % 3} {'%d' % 3} {b'ab'} {b'ab'!s}")
for text in ["f'{}'", "f'{ }'", "f'{a'", "f'}'", "f'{a!x}'", "f'{a b}'", "f'{lambda x: 1}'", "f'{*a}'", "f'{a=!r:>5}'", "f'{yield}'", "f'{a:=5}'", "f'{1:{2}{3}}'", "b'' f''"]:
    try:
        compile(text, "t", "eval")
        print("ok", text)
    except SyntaxError:
        print("SyntaxError", text)
class Scope:
    a = 1
    text = f"{a} {[a for a in 'xy']} {(lambda: 7)()}"
print(Scope.text, f"{'a' 'b'}", f"" == "")
