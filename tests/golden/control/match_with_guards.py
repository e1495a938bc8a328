# match: guards, bindings that stay, order of cases, alternatives, nested captures, and the classes' own patterns.
class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
class Neg(P): pass
def kind(v):
    match v:
        case None | True | False: return f"constant {v}"
        case 0 | 1.0 | "zero": return "zero, one or its name"
        case int(n) if n > 100: return f"big {n}"
        case int() | float() as n: return f"number {n}"
        case "": return "empty"
        case str(s) if s.isupper(): return f"loud {s}"
        case str(): return "text"
        case []: return "nothing in it"
        case [x]: return f"one {x}"
        case [P(x=0), *_] | [_, P(x=0)]: return "starts or ends at zero"
        case [int(a), [b, *c], *d] if a == len(d): return f"nested {a} {b} {c} {d}"
        case [first, *_, last]: return f"from {first} to {last}"
        case {"type": "a" | "b" as t, **rest}: return f"type {t} and {rest}"
        case {"deep": {"er": [_, x, *_]}}: return f"deep {x}"
        case {}: return f"mapping of {len(v)}"
        case Neg(x, y=0): return f"neg {x}"
        case P(x, y) if x == y: return f"diagonal {x}"
        case P(0, _) | P(_, 0): return "on an axis"
        case P(): return "point"
        case type(): return "class"
        case complex(real=r, imag=0): return f"real {r}"
        case _: return f"other {type(v).__name__}"
for v in None, True, 0, 1, 1.0, "zero", 500, 7, 2.5, "", "LOUD", "soft", [], [5], (5,), [P(0, 1), 2, 3], [1, P(0, 2)], [2, [3, 4, 5], 6, 7], [1, 2, 3], range(3), b"bytes", {"type": "a", "k": 1}, {"type": "c"}, {"deep": {"er": (1, 2, 3)}}, {}, Neg(1, 0), P(3, 3), P(0, 5), P(5, 0), P(1, 2), int, 3 + 0j, 1 + 1j, {1}, iter([]):
    print(kind(v))
match [1, 2]:
    case [a, b] if a > b: print("never")
    case _: print("bound though refused", a, b)
class Args: __match_args__ = ("a", "b")
for args, subject in ((1, 2, 3), Args()), ((1,), 5), ((), Args()): pass
for text in "case Args(1, 2, 3): pass", "case int(1, 2): pass", "case Args(1, a=2): pass", "case P(1, x=1): pass":
    try: exec(f"match subject:\n {text}", {"subject": Args() if "Args" in text else P(1, 2) if "P" in text else 1, "Args": Args, "P": P, "__builtins__": __builtins__}); print(text, "goes")
    except TypeError as e: print(text, e)
for text in "case x: pass\n case y: pass", "case [a, a]: pass", "case {'a': 1, 'a': 2}: pass", "case x | y: pass", "case [*a, *b]: pass", "case {**r, 'a': 1}: pass", "case a.b(): pass", "case -1 | 1+2j: pass", "case 1 + 1: pass", "case f'x': pass", "case P(x=1, x=2): pass", "case _ | 1: pass", "case (x): pass", "case *a, b: pass", "case {**_}: pass":
    try: compile(f"match v:\n {text}", "t", "exec"); print(text, "compiles")
    except SyntaxError as e: print(text, "|", e.msg)
