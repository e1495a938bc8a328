# return, break and continue out of try, except, else, finally and with: which wins, and what runs.
log = []
def t(*steps): log.append("".join(map(str, steps)))
def f1():
    try: return t("try") or "from try"
    finally: t("finally")
def f2():
    for i in range(3):
        try:
            if i == 0: continue
            if i == 1: raise KeyError(i)
            return f"returned at {i}"
        except KeyError: t("except", i); continue
        else: t("else", i)
        finally: t("finally", i)
def f3():
    x = 1
    try: return x
    finally: x = 2; t("x is ", x)
def f4():
    try:
        try: raise ValueError("inner")
        finally: t("inner finally")
    except ValueError as e: return f"caught {e}"
    else: t("never")
    finally: t("outer finally")
def f5():
    while True:
        try:
            while True:
                try: break
                finally: t("inner break")
            t("after inner"); break
        finally: t("outer break")
    return "done"
def f6():
    def g():
        try: yield 1; yield 2
        finally: t("generator finally")
    for x in g():
        if x == 1: break
    return x
def f7(n):
    try:
        if n == 0: return "zero"
        1 / (n - 1)
    except ZeroDivisionError: return "one"
    else: return "else"
    finally: t("n=", n)
def f8():
    try: raise KeyError("a")
    except KeyError:
        try: raise ValueError("b")
        except ValueError as e: return repr(e.__context__)
        finally: t("f8")
def f9():
    out = []
    for i in range(5):
        try:
            try:
                if i % 2: raise IndexError(i)
                out.append(i)
            except IndexError as e: out.append(str(e)); raise LookupError from e
        except LookupError as e: out.append(type(e.__cause__).__name__)
    return out
for f in f1, f2, f3, f4, f5, f6, lambda: [f7(n) for n in range(3)], f8, f9:
    log.clear(); r = f(); __import__("gc").collect(); print(r, log)
