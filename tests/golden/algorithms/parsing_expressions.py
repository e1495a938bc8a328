# An expression parser by precedence climbing, its tree printed back, evaluated, and its errors placed.
import re
LEVELS = {"+": (1, "l"), "-": (1, "l"), "*": (2, "l"), "/": (2, "l"), "^": (3, "r")}
def tokens(text):
    at = 0
    for m in re.finditer(r"\s*(?:(\d+\.?\d*)|([a-z]+)|(.))", text):
        yield ("num", float(m[1])) if m[1] else ("name", m[2]) if m[2] else ("op", m[3])
    yield ("end", None)
class Parser:
    def __init__(self, text): self.items = list(tokens(text)); self.at = 0
    def peek(self): return self.items[self.at]
    def take(self): self.at += 1; return self.items[self.at - 1]
    def atom(self):
        kind, value = self.take()
        if kind in ("num", "name"): return value
        if value == "-": return ("neg", self.expression(3))
        if value == "(":
            inner = self.expression(1)
            if self.take()[1] != ")": raise SyntaxError(f"expected ) at {self.at}")
            return inner
        raise SyntaxError(f"unexpected {value!r} at {self.at}")
    def expression(self, least=1):
        left = self.atom()
        while self.peek()[1] in LEVELS and LEVELS[self.peek()[1]][0] >= least:
            op = self.take()[1]; level, side = LEVELS[op]
            left = (op, left, self.expression(level + (side == "l")))
        return left
def show(t): return t if isinstance(t, str) else f"{t:g}" if isinstance(t, float) else f"-{show(t[1])}" if t[0] == "neg" else f"({show(t[1])} {t[0]} {show(t[2])})"
def run(t, env):
    match t:
        case float(): return t
        case str(): return env[t]
        case ("neg", x): return -run(x, env)
        case ("+", a, b): return run(a, env) + run(b, env)
        case ("-", a, b): return run(a, env) - run(b, env)
        case ("*", a, b): return run(a, env) * run(b, env)
        case ("/", a, b): return run(a, env) / run(b, env)
        case ("^", a, b): return run(a, env) ** run(b, env)
for text in "1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "10 - 4 - 3", "-x ^ 2", "8 / 4 / 2", "a * (b - 1)", "1 +", "(1", "zz", "((2))", "2 * -3":
    try:
        p = Parser(text); t = p.expression()
        if p.peek()[0] != "end": raise SyntaxError(f"left over at {p.at}")
        print(text, "=", show(t), "=", run(t, {"x": 3, "a": 2, "b": 5}))
    except Exception as e: print(text, "!", type(e).__name__, e)
