# python3.14
"""What is said of f-strings that are cut off, nested too deeply, or have escapes that are none."""

CASES = [
    "f'{!'",
    "f'{!s:'",
    "f'{:'",
    "f'{='",
    "f'{i='",
    "f'{3!:'",
    "f'{3!s:3'",
    "f'{1=}{;'",
    "f'{1=}{1;'",
    "f'{3:{{>10}'",
    "f'{a!r:{b'",
    "f'''\n{\n# only a comment\n}'''",
    "f'''{\xa0}'''",
    'f\'{"s"!{"r"}}\'',
    "f'{\\}'",
    "rf'{\\'a\\'}'",
    "f'{a\\\n+b}'",
    "f'\\N'",
    "f'\\N{'",
    "f'\\N{GREEK CAPITAL LETTER DELTA'",
    'f"a{x}b\\N{NOPE}{y}"',
    'f"ok" f"\\xZZ"',
    'f"""abc\ndef\\xZZ"""',
    'x = (1,\n  f"\\xZZ")',
    'f"{1+2:{1+2:{1+1}}}"',
    'f"{1+2:{1+2:{1+1:{1}}}}"',
    "1 1 f'{x'",
    "print(f'{x')",
    "x = (f'{1 1')",
    "f'{f(1, '",
    "t'{x'",
    "t'{:'",
]


def nested(depth):
    text = "1"
    for _ in range(depth):
        text = f'f"{{{text}}}"'
    return text


def told(source):
    try:
        compile(source, "<case>", "eval")
    except SyntaxError as error:
        return error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset
    return "fine"


for source in CASES:
    print(repr(source), told(source))
for depth in (149, 150, 160):
    print("strings", depth, told(nested(depth)))
for depth in (199, 200, 1000):
    print("brackets", depth, told("f'{" + "(" * depth + "}'"))
