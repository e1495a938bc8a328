# python3.14
# Code objects with other constants, names, parameters.
import copy
import inspect
import types


def f(a, b=1):
    x = "five"
    return a, x, len


code = f.__code__


def tried(**changes):
    try:
        return code.replace(**changes).co_name
    except Exception as error:
        return type(error).__name__, str(error)


print(tried(co_nlocals=9))
print(tried(co_consts=[1]))
print(tried(co_varnames=("q", "r")))
print(tried(co_varnames=("q", "r", 3)))
print(tried(co_name=3))
print(tried(co_code=3))
print(tried(co_foo=3))
print(tried(co_argcount=7))
print(tried(co_name="other"))
print(code.replace() == code, code.replace() is code, copy.replace(code, co_name="z").co_name)
print(code.replace(co_code=code.co_code, co_linetable=code.co_linetable, co_nlocals=3) == code)
consts = tuple("six" if value == "five" else value for value in code.co_consts)
for i in range(3):
    made = types.FunctionType(code.replace(co_consts=consts, co_names=("print",)), globals())
    print(made(i, 2), f(i))
made = types.FunctionType(code.replace(co_argcount=3, co_varnames=("p", "q", "r")), globals())
print(inspect.signature(made), made(1, 2, 3))
