# What each name means in each scope.
import symtable

SOURCE = '''
import os.path as path, sys
from a import b
x = 1
glob = print(x, undefined)

def f(a, b, *args, c=x, **kw):
    global glob
    y = a + path
    def inner(z):
        nonlocal y
        y = z
        return a, len, glob
    del kw
    return [inner, lambda q: q + b, (i + y for i in args)]

class C(f):
    attr = x
    def method(self):
        return __class__, self.__private
    def __init__(self):
        super().__init__()

async def co():
    async with co() as w: await w
    try:
        yield w
    except E as e:
        pass
    match w:
        case {"k": v, **rest} | [v, rest]: pass
    if (walrus := v): import deep.er
'''


def show(table, depth=0):
    pad = "  " * depth
    print(pad, table.get_type(), table.get_name(), table.get_lineno(), table.is_nested(), table.is_optimized(),
          table.has_children())
    for symbol in sorted(table.get_symbols(), key=lambda s: s.get_name()):
        if symbol.get_name().startswith("."):
            continue
        print(pad, "-", symbol.get_name(), [
            name for name in ("is_referenced", "is_parameter", "is_global", "is_declared_global", "is_local",
                              "is_nonlocal", "is_free", "is_imported", "is_assigned", "is_namespace", "is_annotated")
            if getattr(symbol, name)()
        ])
    if table.get_type() == "function":
        print(pad, "=", sorted(table.get_parameters()), sorted(table.get_frees()), sorted(table.get_globals()),
              sorted(n for n in table.get_locals() if n[0] != "."), sorted(table.get_nonlocals()))
    for child in table.get_children():
        show(child, depth + 1)


top = symtable.symtable(SOURCE, "<source>", "exec")
show(top)
print(top.lookup("f").get_namespace().get_name(), top.lookup("C").is_namespace(), top.lookup("x").is_namespace())
print(symtable.symtable("a + b", "?", "eval").get_identifiers() == None or
      sorted(symtable.symtable("a + b", "?", "eval").get_identifiers()))
for source in ("nonlocal y; y = 1", "return", "nonlocal x", "def f():\n global a; a: int"):
    try:
        symtable.symtable(source, "<bad>", "exec")
    except SyntaxError as error:
        print(error.msg, error.filename, error.lineno)
    else:
        print("fine")
try:
    symtable.symtable("x", "?", "other")
except ValueError as error:
    print(error)
