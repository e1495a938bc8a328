# The tokens of source text, and who reads them.
import inspect
import io
import tokenize
from token import tok_name

from _tokenize_shape import Shape

SOURCE = '''\
# comment
def f(a, b=1):  # more
    """doc
    string"""

    if a <= b != 2 ** -3:
        return [1_000, 0x1F, .5e-3j,
                *b]
    x = a \\
        or b'y' + r"z"
\tz: int = 3

@d.e
async def g(): await ñ; yield ...
y = (lambda *, k: k)(k=~1 // 2) if (n := 3) else {**d}
'''


def show(source):
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            print(tok_name[token.type], repr(token.string), token.start, token.end, repr(token.line))
    except tokenize.TokenError as error:
        print("TokenError", error.args[0][:6])
    except SyntaxError as error:
        print(type(error).__name__, error.msg, error.lineno)


show(SOURCE.replace("\tz", "    z"))
show("")
show("x = 1\n")
show("if 1:\n    x\n  y\n")
show("a = '''x\n")
show("a = 1 +\\\n  2\n")

data = "# -*- coding: latin-1 -*-\ns = 'é'\n".encode("latin-1")
tokens = list(tokenize.tokenize(io.BytesIO(data).readline))
print(tokens[0].string, [token.string for token in tokens if token.type == tokenize.STRING])
print(tokenize.untokenize(tokens) == data)
source = "def f(a):\n    return a + 1  # one\n"
print(tokenize.untokenize(tokenize.generate_tokens(io.StringIO(source).readline)) == source)
print(tokens[2].exact_type == tokenize.NAME, [tok_name[t.exact_type] for t in tokens if t.type == tokenize.OP])

print(inspect.getsource(Shape), end="")
print(inspect.getsource(Shape.area), end="")
print(inspect.getsourcelines(Shape.area)[1], inspect.getcomments(Shape), inspect.getdoc(Shape))
