# Literals in all their spellings.
print(0x_ff, 0b_1010, 0o17, 1_000_000, 0xDEAD_beef, 00, 0_0, 1e1_0, 1_0.0_1, .5, 5., 5.e-1, 1E+2, 0e0, 1j, 1_0.5e1J, 0j, 10j)
print("a\x41\u0042\U00000043\103\N{LATIN SMALL LETTER D}\n\t\\\'\"\a\b\f\v\r\0".encode())
print(r"\n\x41", R'\'', b"\x41\n\103", rb"\x41", Rb'\n', bR"\\", u"u", "a" 'b' """c""" r'\d', b"x" b'y')
print("""two
lines""", '''it's''', """ends with \"""", "joined \
line", len("""
"""), '\
')
print(f"{1}{{}}" "plain {}" r"{raw}" f'{2!r:>3}', f"{'nested'}", rf"\d{3}\n", fr'{4}\t', F"{5}")
print([1, 2, ], (1,), (), [], {}, {1}, {1: 2, }, {**{}, 'a': 1}, (1, 2)[0], [*"ab"], {*"a"}, (*"c",))
print(None, True, False, ..., Ellipsis is ..., NotImplemented, __debug__, __name__)
print(0xFFFFFFFFFFFFFFFFFF, 123456789012345678901234567890, -0, -0.0, 1e309, -1e309, 1e-400)
print("é中😀", "\xe9\u4e2d\U0001f600", ascii("é中😀"), "\ud800".encode("utf-16-le", "surrogatepass"))
x = 1; y = \
    2
print(x, y, [
    1,  # a comment

    2,
], sum((1,
    2)))
if x: print("one line"); print("two statements")
class A: pass; b = 1
print(A.b); print(1 if x else 2); print("a")if 0 else print("no space needed")
for text in "0777", "1__0", "1_", "0x", "0b2", "0o8", "1e", "'abc", "b'é'", "1abc", "0_7", "'''a", "$", "a b", "5 = x", "f() = 1", "x + 1 = 2", "(", ")", "[1, 2", "{1: }", "def", "*a", "a = *b", "print 1" if False else "1 1":
    try:
        compile(text, "<text>", "exec"); print(text, "compiles")
    except SyntaxError as error:
        print(text, "|", error.offset)
