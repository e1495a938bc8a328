s = "héllo wörld €" * 20000
b = s.encode(); assert b.decode()==s
for x in ["é"*5,"€é","😀é€a", "aé"*1000, "ÿ", "Ā"]: assert x.encode().decode()==x and hash(x.encode().decode())==hash(x), x
s=""
for i in range(3000):
    s += chr(97+i%26) if i%3 else "é" if i > 1500 else "z"
    if i == 100: t2 = s; h = hash(s)
    if i == 200: assert hash(s) != h
assert t2 == s[:101] and hash(t2) == h and len(s) == 3000
d = {}
w = "k"*100
for i in range(5):
    w += str(i)
    d[w] = i
assert list(d.values()) == [0,1,2,3,4] and d["k"*100+"01"] == 1
x = "y"*100; y = x; x += "!"; assert y == "y"*100
def f(a):
    b = a
    a += "?"
    return a, b
assert f("q"*100) == ("q"*100+"?", "q"*100)
l = ["z"*100]; l[0] += "1"; m = l[0]; l[0] += "2"; assert m == "z"*100+"1"
class C: pass
c = C(); c.s = "p"*100; c.s += "1"; n = c.s; c.s += "2"; assert n == "p"*100+"1" and c.s == n + "2"
q = "ab"*50; q += q; assert q == "ab"*100; q += q; assert q == "ab"*200
def g():
    s = "a"*70
    for i in range(100000): s += "b"
    return s
assert g() == "a"*70 + "b"*100000
print("ok")
