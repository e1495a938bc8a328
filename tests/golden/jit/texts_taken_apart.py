# Slices with steps, split and replace in hot code: every bound, separator and part, in texts of all kinds.
import hashlib

texts = ['', 'a', 'ab', 'hello world', '  lead and trail  ', 'x' * 70, 'a,b,,c', ',', 'one,two,three', 'a\tb\nc\x1cd e', 'aaaa', 'é a', 'š b c', 'aXbXc', 'tab\t', 'mixed,  spaces , here', 'ababab']
bounds = [None, 0, 1, 2, 5, -1, -2, -3, 100, -100]

def slices(t):
    out = []
    for a in bounds:
        for b in bounds:
            for c in (1, 2, 3, -1, -2, -3, 100, -100, None):
                out.append(t[a:b:c])
    return out

def splits(t):
    out = []
    for sep in (' ', ',', 'ab', 'X', 'a', 'aa', 'é', None, '\t', ', '):
        out.append(t.split(sep))
    out.append(t.split())
    for bad in ('', 3):
        try:
            out.append(t.split(bad))
        except (ValueError, TypeError) as e:
            out.append(str(e))
    return out

def replaces(t):
    out = []
    for o in ('a', 'aa', 'ab', ' ', ',', 'hello world', 'é', 'zz', '', 'x'):
        for n in ('', 'b', 'abc', 'ab', 'é', 'longer text'):
            out.append(t.replace(o, n))
    return out
for fn, args in ((slices, texts), (splits, texts), (replaces, texts)):
    for r in range(4):
        res = [fn(t) for t in texts]
    h = hashlib.sha1(repr(res).encode()).hexdigest()
    print(fn.__name__, h, res[3][:12])
