# str: order by code point, equality across kinds, min and max.
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
words = ["b", "a", "B", "A", "é", "z", "😀", "", "aa", "中", "\ud800", "\uffff"]
print(ascii(sorted(words)), ascii(max(words)), ascii(min(words)), "a" < "b" < "c", "Z" < "a", "a" < "aa", "" < "a", "é" > "z", "\uffff" < "😀")
t(lambda: "a" < 1); t(lambda: "a" < b"a"); print("a" == b"a", "a" == 1, "a" != None, "é" == "e\u0301", "abc" >= "abb", sorted(words, key=str.lower)[:3])
