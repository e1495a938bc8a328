# Cells with formulas that refer to each other: order of evaluation, cycles, errors that spread.
import re
class Sheet:
    def __init__(self): self.cells, self.values, self.trail = {}, {}, []
    def __setitem__(self, name, text): self.cells[name] = text; self.values.clear()
    def __getitem__(self, name):
        if name in self.values: return self.values[name]
        if name in self.trail: raise RecursionError("->".join(self.trail + [name]))
        self.trail.append(name)
        try:
            text = self.cells.get(name, "0")
            value = self.formula(text[1:]) if text.startswith("=") else float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else text
        finally: self.trail.pop()
        self.values[name] = value
        return value
    def span(self, a, b): return [self[f"{chr(c)}{r}"] for c in range(ord(a[0]), ord(b[0]) + 1) for r in range(int(a[1:]), int(b[1:]) + 1)]
    def formula(self, text):
        code = re.sub(r"([A-Z]\d+):([A-Z]\d+)", r"span('\1','\2')", text)
        code = re.sub(r"\b([A-Z]\d+)\b(?!')", r"cell('\1')", code)
        return eval(code, {"__builtins__": {}}, {"cell": self.__getitem__, "span": self.span, "SUM": sum, "MAX": max, "AVG": lambda l: sum(l) / len(l), "IF": lambda c, a, b: a if c else b})
    def show(self, name):
        try: return self[name]
        except Exception as e: return f"#{type(e).__name__}"
s = Sheet()
for name, text in {"A1": "3", "A2": "4.5", "A3": "=A1*A2", "B1": "=SUM(A1:A3)", "B2": "=IF(B1>10, MAX(A1:A3), 0)", "B3": "=AVG(A1:B2)", "C1": "=C2", "C2": "=C3+1", "C3": "=C1", "D1": "=1/(A1-3)", "D2": "=D1+1", "D3": "text", "E1": "=D3+1", "E2": "=nope", "E3": "=Z9+1", "F1": "=D3*2"}.items(): s[name] = text
print({n: s.show(n) for n in s.cells}); s["A1"] = "10"; print([s.show(n) for n in ("A3", "B1", "B2", "D1", "D2")]); s["C3"] = "5"; print(s.show("C1"), sorted(s.values)[:4])
