# Nested finally, with and except blocks: the order in which they run.
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
order = []
class C:
    def __init__(s, n): s.n = n
    def __enter__(s): order.append(f"+{s.n}"); return s
    def __exit__(s, *e): order.append(f"-{s.n}"); return s.n == "eats"
def work(kind):
    try:
        with C("a"):
            try:
                with C("b"), C("eats" if kind == "eat" else "c"):
                    if kind in ("raise", "eat"): raise KeyError(kind)
                    if kind == "return": return "returned"
                order.append("after with")
            finally: order.append("finally 1")
        order.append("end")
    except KeyError: order.append("except"); return "handled"
    else: order.append("else")
    finally: order.append("finally 2")
    return "fell through"
for kind in "plain", "raise", "return", "eat": order.clear(); print(kind, work(kind), " ".join(order))
