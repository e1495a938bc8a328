# python3.14
"""At which line an exception leaves a frame, beside the one where it was raised (PEP 626)."""
def show(f):
    try: f()
    except Exception as ex: t = ex.__traceback__.tb_next
    else: print("none"); return
    out=[]
    while t:
        out.append((t.tb_frame.f_lineno - t.tb_frame.f_code.co_firstlineno, t.tb_lineno - t.tb_frame.f_code.co_firstlineno)); t = t.tb_next
    print(f.__name__, out)
def simple():
    1/0
    pass
def in_except():
    try:
        1/0
    except:
        1/0
        pass
def other_except():
    try:
        1/0
    except TypeError as ex:
        pass
def other_two():
    try:
        1/0
    except TypeError as ex:
        pass
    except (KeyError,
            OSError):
        pass
def named():
    try:
        1/0
    except Exception as ex:
        1/0
        pass
def in_try():
    try:
        1/0
    finally:
        pass
def in_try2():
    try:
        1/0
    finally:
        x = 1
        y = 2
def fin_normal():
    try:
        pass
    finally:
        1/0
        pass
def fin_except():
    try:
        1/0
    finally:
        1/0
        pass
class Noop:
    def __enter__(self): return self
    def __exit__(self, *a): pass
class Fails:
    def __enter__(self): return self
    def __exit__(self, *a): raise ValueError
def after_with():
    with Noop():
        1/0
        pass
def with_fails():
    with Fails():
        1/0
def nested():
    try:
        simple()
    except KeyError:
        pass
def loop():
    for i in range(2):
        try:
            if i: 1/0
        except KeyError: pass
def gen():
    def g():
        try:
            yield
            1/0
        finally:
            x = 3
    for x in g():
        pass
for f in (simple, in_except, other_except, other_two, named, in_try, in_try2, fin_normal, fin_except, after_with, with_fails, nested, loop, gen): show(f)
