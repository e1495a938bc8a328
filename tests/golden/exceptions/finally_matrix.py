# try, except, else, finally, return, break, continue and raise in all combinations that differ: what wins.
log = []
def act(what):
    if what == "raise": raise ValueError("raised")
    if what == "other": raise KeyError("other")
    log.append(what)
def run(body, handler, orelse, final):
    def f():
        for i in range(2):
            try:
                act(f"body{i}")
                if body == "return": return "from body"
                if body == "break": break
                if body == "continue": continue
                if body == "raise": act("raise")
                if body == "other": act("other")
            except ValueError as e:
                act("handler")
                if handler == "return": return "from handler"
                if handler == "break": break
                if handler == "raise": raise
                if handler == "other": raise TypeError("new") from e
            else:
                act("else")
                if orelse == "return": return "from else"
                if orelse == "raise": act("raise")
                if orelse == "break": break
            finally:
                act("finally")
                if final == "raise": raise OSError("final")
        else:
            log.append("loop else")
        return "end"
    log.clear()
    try:
        result = f()
    except Exception as error:
        links = []
        while error is not None:
            links.append(type(error).__name__)
            error = error.__context__
        result = "<-".join(links)
    return f"{body:8} {handler:6} {orelse:6} {final:5} {''.join(w[0] if w[:4] != 'body' else w[4] for w in log):10} {result}"
for body in ("pass", "return", "break", "continue", "raise", "other"):
    for final in ("pass", "raise"):
        if body == "raise":
            for handler in ("pass", "return", "break", "raise", "other"): print(run(body, handler, "-", final))
        elif body == "pass":
            for orelse in ("pass", "return", "raise", "break"): print(run(body, "-", orelse, final))
        else: print(run(body, "-", "-", final))
def nested():
    order = []
    try:
        try:
            try: 1 / 0
            finally: order.append(1)
        except KeyError: order.append("never")
        finally: order.append(2)
    except ZeroDivisionError as e: order.append(type(e.__context__).__name__)
    else: order.append("never")
    finally: order.append(3)
    return order
print(nested())
def deletes():
    e = "outer"
    try: raise KeyError("k")
    except KeyError as e: pass
    try: return e
    except UnboundLocalError as error: return str(error)
print(deletes())
import sys
def info():
    seen = [sys.exc_info()[0]]
    try: raise KeyError
    except KeyError:
        seen.append(sys.exc_info()[0].__name__)
        try: raise ValueError
        except ValueError: seen.append(sys.exc_info()[0].__name__)
        seen.append(sys.exc_info()[0].__name__)
        def inner(): return sys.exc_info()[0].__name__, sys.exception() is sys.exc_info()[1]
        seen.append(inner())
    seen.append(sys.exc_info())
    return seen
print(info())
def value(x):
    try: return x
    finally: x = "changed"
def mutated(x):
    try: return x
    finally: x.append("changed")
print(value("kept"), mutated([]))
def loop_finally():
    out = []
    for i in range(4):
        try:
            if i == 1: continue
            if i == 3: break
            out.append(i)
        finally: out.append(f"f{i}")
    return out
print(loop_finally())
