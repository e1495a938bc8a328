# python3.14
"""What is said of backslashes that begin no escape, and of numbers that a keyword follows at once."""
import ast
import warnings

SOURCES = [
    r'"\q"', "'''\n\n" + r"a\q\z'''", r'b"\q\u1234"', r'"\400"', r'b"\777\q"', r'f"a\q{1}\w"', r'f"\{1}"',
    r'"a" "\q" "\w"', r't"\q"', r'"é\q"', '"\\\n\\q"', r'f"{1:\q}"',
    r'"\9" "\8"', r'rb"\q"', r'r"\q" rf"\q" "\a\b\f\n\r\t\v\'\"\\\101\x41\u0041\U00000041\N{DIGIT ONE}"', r'b"\N{x}\U"',
    "x = 1if 1else 2", "0xfor 2", "[1for x in y]", "1.5or 2", "1jif 1 else 2", "0b1and 2", "0o7in x", "1not in x",
    'f"{1if 1else 2}"', "1_000is 3",
]
for source in SOURCES:
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        compile(source, "<text>", "exec")
        print(ascii(source), [(w.category.__name__, str(w.message), w.lineno) for w in seen])
        del seen[:]
        ast.parse(source)
        print(len(seen))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            compile(source, "<text>", "exec")
        except SyntaxError as error:
            print(error.msg, error.lineno if "\n" not in source else "")
