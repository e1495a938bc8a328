# Run lengths, LZW and move-to-front with Burrows-Wheeler: what comes out comes back.
from itertools import groupby
def rle(s): return [(c, len(list(g))) for c, g in groupby(s)]
def unrle(p): return "".join(c * n for c, n in p)
def lzw(s):
    table, w, out = {chr(i): i for i in range(256)}, "", []
    for c in s:
        if w + c in table: w += c
        else: out.append(table[w]); table[w + c] = len(table); w = c
    return out + ([table[w]] if w else [])
def unlzw(codes):
    if not codes: return ""
    table = {i: chr(i) for i in range(256)}; w = out = table[codes[0]]
    for k in codes[1:]:
        entry = table.get(k, w + w[0]); out += entry; table[len(table)] = w + entry[0]; w = entry
    return out
def bwt(s): s += "\0"; return "".join(r[-1] for r in sorted(s[i:] + s[:i] for i in range(len(s))))
def unbwt(b):
    table = [""] * len(b)
    for _ in b: table = sorted(c + r for c, r in zip(b, table))
    return next(r for r in table if r.endswith("\0"))[:-1]
def mtf(s):
    alphabet, out = sorted(set(s)), []
    for c in s: i = alphabet.index(c); out.append(i); alphabet.insert(0, alphabet.pop(i))
    return out
for s in "", "a", "aaaa", "banana", "TOBEORNOTTOBEORTOBEORNOT", "abcabcabc":
    print(repr(s), rle(s)[:5], lzw(s), repr(bwt(s)), mtf(bwt(s)), unrle(rle(s)) == unlzw(lzw(s)) == unbwt(bwt(s)) == s)
