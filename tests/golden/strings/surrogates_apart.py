# python3.14
"""Surrogates that follow each other are two characters, in literals and in what programs put together."""

import ast
import marshal

pair = "\ud800\udc00"
made = "\ud800" + "\udc00"
print(len(pair), len(made), len("\ud800" "\udc00"), pair == made, pair == "\U00010000", hash(pair) == hash(made))
print(ascii(pair), ascii("x\ud800\udc00y"), ascii("\U00010000\ud800\udc00"), ascii("\ud800\ud800\udc00\udc00"))
print({made: 1}.get(pair), {"\U00010000": 1}.get(pair))
print(ascii(f"\ud800{made}\udc00"), ascii(f"{made}\ud800\udc00"), ascii(f"\ud800\udc00"))
print(ascii(f"{pair:>4}"))
print(ascii("\ud800\udc00" * 2), ascii("\udc00\ud800" * 2), ascii("a" + "\ud800\udc00" + "b"))
template = t"\ud800\udc00{pair}\ud800"
print([ascii(part) for part in template.strings])


def function(x="\ud800\udc00"):
    return "\ud800\udc00"


print(len(function()), len(function.__defaults__[0]))
code = marshal.loads(marshal.dumps(compile("x = '\\ud800\\udc00'", "f", "exec")))
space = {}
exec(code, space)
print(ascii(space["x"]))
tree = ast.parse("x = '\\ud800\\udc00'; y = f'{x}\\ud800\\udc00'")
print(ascii(tree.body[0].value.value), ascii(ast.unparse(tree)))
exec(compile(tree, "f", "exec"), space)
print(ascii(space["y"]))
tree.body[0].value.value = made + "\U00010000"
exec(compile(tree, "f", "exec"), space)
print(ascii(space["x"]))
match made:
    case "\U00010000":
        print("one")
    case "\ud800\udc00":
        print("two")
try:
    compile("match x:\n case {'\\ud800\\udc00': 1, '\\ud800\\udc00': 2}: pass", "f", "exec")
except SyntaxError as error:
    print(ascii(error.msg))
print(pair.encode("utf-8", "surrogatepass"), pair.encode("utf-16-be", "surrogatepass"), pair in "x" + made)
