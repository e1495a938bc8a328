# str: + and * with everything, and += in loops.
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
print("a" + "b", "ab" * 3, 3 * "ab", "x" * 0, "x" * -1, "é" * 2, "a" "b" + "c", "" + "", True * "t")
t(lambda: "a" + 1); t(lambda: "a" * 1.0); t(lambda: "a" * "b"); t(lambda: "a" - "b"); t(lambda: "a" + None)
s = ""
for i in range(20): s += str(i)
keep = s; s += "é"; s += "😀"; print(s, keep, len(s), s is not keep, s[20:25])
