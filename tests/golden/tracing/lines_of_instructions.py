# python3.14
# The line that a frame shows is that of the instruction it is at, whatever a trace function is told.
import sys
def lineno_matches_lasti(frame):
    last_line = None
    for start, end, line in frame.f_code.co_lines():
        if start <= frame.f_lasti < end:
            last_line = line
    if last_line != frame.f_lineno:
        print("MISMATCH", frame.f_code.co_name)
def tr(f,e,a):
    if f.f_code.co_name in ("lineno_matches_lasti", "settrace"): return
    print(e, f.f_lineno - f.f_code.co_firstlineno, f.f_code.co_name)
    lineno_matches_lasti(f)
    return tr
def raises():
    raise Exception
def f07():
    try:
        raises()
    except Exception:
        pass
def f11():
    for i in (1,2):
        pass
    return 4
def f18():
    try:
        x = 1/0
    except ZeroDivisionError as e:
        x = 2
def fw():
    class A:
        """doc"""
        x = 1
    def d(a): return a
    @d
    @d
    class B: pass
def t3():
    try:
        x = 2
    except ValueError:
        x = 3
    else:
        x = 4
def ge():
    x = (i for i in (1,))
    list(x)
def star18():
    try:
        try:
            raise Exception
        except* Exception as e:
            b = 2
            raise
            x = "Something"
            y = "Something"
    except Exception:
        pass
def s1():
    try:
        raise ValueError
    except* ValueError as e:
        x = 1
    except* TypeError:
        y = 1
    else:
        z = 2
    w = 3
def g18():
    try:
        try:
            raise Exception
        except Exception as e:
            raise
            x = "Something"
            y = "Something"
    except Exception:
        pass
def ge2():
    def g(x):
        yield 1
        yield 2
    for i in list(g(1)):
        pass
for f in f07, f11, f18, fw, t3, ge, star18, s1, g18, ge2:
    print(f.__name__)
    sys.settrace(tr)
    f()
    sys.settrace(None)


def tell_module(frame, event, arg):
    if frame.f_code.co_filename == "source":
        print(event, frame.f_lineno, frame.f_lasti == 0)
    return tell_module


code = compile("\nx = 1\n", "source", "exec")
sys.settrace(tell_module)
exec(code, {})
sys.settrace(None)
print(list(code.co_lines())[0], list(code.co_positions())[0])
