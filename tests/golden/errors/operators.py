# The words for operands that don't go together, operator by operator.
import warnings
warnings.simplefilter("ignore")
import operator
class Plain: pass
p = Plain()
texts = """1 + "a"
"a" + 1
"a" - "b"
[] + ()
() + []
[] - []
{} + {}
{} | []
{1} | [1]
{1} - [1]
{1} & [2]
1 @ 2
[1] * 1.5
"a" * "b"
"ab" * None
b"a" + "a"
"a" + b"a"
bytearray(b"a") + "a"
1 << 1.0
1.0 >> 1
1.0 | 1
True & 1.0
~1.5
-"a"
+[]
not p
-p
~p
p + 1
1 + p
p @ p
p ** 2
p // p
p % p
p < p
p < 1
1 < "a"
"a" >= 1
[] < ()
{} < {}
{1} < [1]
1j < 2j
None < None
None + 1
1 in "a"
"a" in b"a"
300 in b"a"
p[0]
p[0:1]
5[0]
None[0]
(lambda: 1)[0]
int["a"]
len[0]
[1]["a"]
[1][1.0]
(1,)["a"]
"a"["a"]
"a"[1.0]
b"a"["a"]
{}[0]
range(3)["a"]
[][0]
()[0]
""[0]
b""[0]
range(0)[0]
[1, 2][::0]
[1, 2]["a":]
5()
None()
"a"()
p()
len(5)
len(p)
iter(5)
iter(p)
next([])
next(p)
reversed(5)
reversed({1})
abs("a")
hash([])
hash({})
hash(set())
ord("ab")
ord(b"ab")
ord(1)
chr(-1)
chr(1114112)
chr("a")
hex("a")
bin(1.0)
int([])
int("a")
int(" ")
float("a")
float([])
bytes("a")
bytes([256])
bytes(-1)
bytes([1.0])
bytearray("a")
round("a")
"%d" % "a"
"%d" % ()
"%d" % (1, 2)
"%(a)d" % 1
"%z" % 1
format(1, "z")
"{0}{}".format(1)
"{}{0}".format(1)
"{a}".format()
"{0.a}".format(1)
"{0[a]}".format([1])
"{".format()
"}".format()""".split("\n")
for text in texts:
    try:
        print(text, "=", eval(text))
    except Exception as error:
        print(text, "->", type(error).__name__, str(error).removeprefix("division by ").split(" (")[0])
for name in "iadd isub imul imatmul itruediv ifloordiv imod ipow ilshift irshift iand ixor ior".split():
    try:
        print(getattr(operator, name)(p, 1))
    except TypeError as error:
        print(name, error)
