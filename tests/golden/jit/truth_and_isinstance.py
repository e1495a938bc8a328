# Truth, isinstance and repr of values of builtin types and of classes derived from them, in hot code.
class S(str):
    pass

class T(tuple):
    pass

class I(int):
    pass

class F:

    def __bool__(self):
        raise ValueError('bool')

class G:

    def __len__(self):
        return 0
values = [0, 1, -1, True, False, None, '', 'a', S(''), S('x'), 0.0, -0.0, float('nan'), 1.5, [], [1], (), (1,), T(), {}, {1: 2}, set(), {1}, frozenset(), frozenset([1]), b'', b'a', 10 ** 30, G(), F, 0j, range(0), range(3), I(0), I(5)]

def truths(vs):
    return ''.join(('1' if v else '0' for v in vs))
kinds = [int, str, float, list, tuple, dict, set, frozenset, bytes, bool, object, S, T, I, type(None), (int, float), (str,), (), ((int, str), float), (list, (tuple,)), int | str, (S, T)]

def isin(vs):
    out = ''
    for v in vs:
        for k in kinds:
            out += '1' if isinstance(v, k) else '0'
        out += '1' if isinstance(v, str) else '0'
        out += '1' if isinstance(v, (int, str)) else '0'
        out += '1' if isinstance(v, (list, dict, tuple)) else '0'
    return out

def reprs(vs):
    return [repr(v) for v in vs if not isinstance(v, G)]
for r in range(60):
    a = truths(values)
    b = isin(values)
    c = reprs(values)
print(a, b, c)

def bad(v, k):
    try:
        return isinstance(v, k)
    except TypeError as e:
        return str(e)
for r in range(60):
    x = [bad(1, 'int'), bad(1, (int, 'x')), bad('s', (int, 'x')), bad(1, [int])]
print(x)

def badbool(v):
    try:
        return 1 if v else 0
    except ValueError as e:
        return str(e)
for r in range(60):
    x = badbool(F())
print(x)
