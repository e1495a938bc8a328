# python3.14
# A SyntaxError shows the line of the source that was compiled.
code = """
def f():
    return 1 +

f()
"""
print("compiling")
compile(code, "generated.py", "exec")
