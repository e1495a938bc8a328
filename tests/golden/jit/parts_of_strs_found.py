# python3.14
"""find, count and translate of strs of every kind."""
tabs = [str.maketrans("abc", "xyz"), str.maketrans("ab", "xy", "c"), {97: "long", 98: None}, {97: 233, 98: "é"}, {97: 98}, {}, {97: ""}, {97: -1}, {97: 1.5}]
texts = ["", "a", "b", "abc", "abcabcabc", "xx yy aa", "é abc", "\u1234 abc", "c", "cc", "bbb", "aab" * 30]
parts = ["", "a", "ab", "bc", "zz", "é", "abcabcabc", "abcabcabca", " "]
def go(n):
    out = []
    for r in range(n):
        for t in texts:
            for p in parts:
                out.append(t.find(p)); out.append(t.count(p))
            for tab in tabs:
                try: out.append(t.translate(tab))
                except Exception as e: out.append(repr(e))
        if r: out = out[len(out) // 2:]
    return out
r = go(30)
print(len(r), sum(x for x in r if type(x) is int), r[-80:])
