# and, or, not and conditional expressions: what they return and what they evaluate.
log = []


def note(value):
    log.append(value)
    return value


print(note(0) and note(1), note(2) and note(3), note(0) or note(4), note(5) or note(6), log)
log.clear()
print(note(1) and note(0) or note(7), log)
log.clear()
print(note("") or note([]) or note("last"), note(1) and note("x") and note({}), log)
print(not 0, not "a", not not [], not (1 and 0), not None or 0)
print("yes" if 1 else "no", "yes" if "" else "no", 1 if 0 else 2 if 0 else 3)
log.clear()
print(note("a") if note(True) else note("b"), log)
print([x or "empty" for x in ("", 0, "v", None, [])])
print((1 or 2) and 3, 1 or (2 and 3), 0 or 0.0 or "" or (), 1 and 2 and 3)


class Truth:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        log.append(f"bool {self.value}")
        return self.value

    def __repr__(self):
        return f"T{self.value}"


log.clear()
t, f = Truth(True), Truth(False)
print(t and f, f and t, t or f, f or t, not t, log)
log.clear()
if t and not f:
    print("branch", log)
log.clear()
while not (f or t):
    pass
print(log)
log.clear()
print("chosen" if f or t and t else "not", log)


class Explosive:
    def __bool__(self):
        raise ValueError("no truth")


for expression in ("Explosive() and 1", "not Explosive()", "1 if Explosive() else 2", "[x for x in [1] if Explosive()]", "1 or Explosive()", "0 and Explosive()"):
    try:
        print(expression, "->", eval(expression))
    except ValueError as error:
        print(expression, "!!", error)


def first_true(*values):
    for value in values:
        if value:
            return value
    else:
        return None


print(first_true(0, "", "x", 1), first_true())
x = None
print(x if x is not None else "default", (x or {}).get("k", "none"), x and x.attribute)
print(all([]), any([]), all([1, [0]]), any(["", 0]), bool(""), bool(" "), bool(0.0), bool(1e-300), bool(range(0)), bool(set()))
n = 5
print("neg" if n < 0 else "zero" if n == 0 else "small" if n < 10 else "big")
print((lambda v: v > 3 and v < 10)(5), 3 < n and n < 4 or "out")
print(1 == 1 in [1], (1 == 1) in [1], 1 in [1] == True, not 1 in [2], 1 not in [2])
