# python3.14
"""Warnings of what is hardly meant, before an error of the same source too; numbers and print without brackets."""
import warnings

SOURCES = r"""
x is 1
----
x is y is 1
----
x is not (1, 2)
----
(1, 2) is not x
----
None is 1
----
1 is None
----
x == 3 is y
----
x is None
----
'\e' $
----
'\e' + 1if 3 else 2; $
----
x is -1
----
x is ()
----
f"\d" 1 2
----
0b12
----
0b2
----
0b1_2
----
0b1_
----
0o18
----
0o1_8
----
0x_
----
1_
----
1.2_
----
1e+
----
1e
----
print foo
----
print {1:foo}
----
if 1: print foo
----
exec foo
----
print (foo.)
----
print -1
----
x = print foo
----
print foo, bar
----
0 if 1Else 0
----
abcd = 00010
----
αβγδ = 00010
"""

for source in SOURCES.strip("\n").split("\n----\n"):
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        try:
            compile(source, "<sources>", "exec")
        except SyntaxError as error:
            places = error.lineno, error.offset, error.end_lineno, error.end_offset
            print(error.msg, *places, repr(error.text))
    for warning in told:
        print("warned:", warning.message, warning.lineno)
