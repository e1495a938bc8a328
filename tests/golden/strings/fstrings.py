# f-strings: conversions, format specs, nesting, debugging, quoting.
name, number, items = "Ada", 3.14159, [1, 2, 3]
print(f"{name} {name!r} {name!s} {name!a} {'é'!a}")
print(f"{number:.2f} {number:8.3f}| {number:<8.1f}| {number:^9.2f}| {number:+.1f} {number:e} {number:g} {number:%}")
print(f"{42:d} {42:5d}| {42:<5}| {42:^5}| {42:05d} {42:+d} {42:x} {42:#x} {42:b} {42:#b} {42:o} {42:c} {1234567:,} {1234567:_}")
print(f"{name:>6}|{name:<6}|{name:^7}|{name:*^7}|{name:.2}|{name!r:>8}")
width, precision = 10, 3
print(f"{number:{width}.{precision}}|{name:{'>'}{width}}|{number:{width}.{precision}f}|")
print(f"{items} {items[0]} {items[-1]} {len(items)} {[x * 2 for x in items]} {{literal}} {{{name}}}")
print(f"{number = } {name = !s} {1 + 1 = } {number = :.1f} { name = }")
print(f"{'nested ' + f'{name}'}")
print(f"a{''}b" f"{1}" "plain" f"{2}", f"" == "", f"{name}" is not None)
print(f"{(lambda x: x * 2)(4)} {'yes' if items else 'no'} {name.upper()} {name[0]} {items[1:]}")
print(f"""{name}
second line {number:.0f}
""".splitlines())
print(rf"\n{name}\t", f"\x41\u0042\t{name}", f"{name}\\")
d = {"key": "value", 1: "one"}
print(f"{d['key']} {d[1]} {d}")


class Formatted:
    def __format__(self, spec):
        return f"<{spec or 'empty'}>"

    def __str__(self):
        return "str!"

    def __repr__(self):
        return "repr!"


f = Formatted()
print(f"{f} {f:abc} {f!s} {f!r} {f!s:>6} {f:{name}x}")
for code in ('f"{name:d}"', 'f"{number:d}"', 'f"{items:5}"', 'f"{None:5}"', 'f"{name:+}"', 'f"{undefined}"', 'f"{1 / 0}"'):
    try:
        print(eval(code))
    except Exception as error:
        print(type(error).__name__, error)
print(f"{True} {True:d} {None} {...} {1j} {b'x'} {(1,)} {frozenset({1})}")
print(f"{10**20} {-0.0} {1e100} {float('inf')} {float('nan'):5}| {2**70:,}")
print(f"{'=' * 5}{'!':!<3}{'}'}{'{'}", f"{3 != 4}", f"{4 == 4}", f"{(3 < 4)}")
print("".join(f"{i:02}" for i in range(5)), f"{sum(i for i in range(4))}")
x = 5
print(f"{x:=+5}", f"{(x := 9)}", x, f"{x!r:^{width}}|")
print(f'{"double"}', f"{'single'}")
print("{0} {1} {0} {name} {d[key]} {f}".format("a", "b", name=name, d=d, f=f), "{:>5}|{:<5}|".format(1, 2), "{{}}".format())
