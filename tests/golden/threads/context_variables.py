"""Context variables, contexts and tokens."""
import contextvars as c
v = c.ContextVar('v', default=42)
w = c.ContextVar('w')
print(v.get(), v.name, w.get(None))
try:
    w.get()
except LookupError as e:
    print('lookup', e.args[0] is w)
t = v.set(1)
print(v.get(), t.old_value is c.Token.MISSING, t.var is v, c.Token.MISSING)
t2 = v.set(2)
print(t2.old_value)
v.reset(t2)
print(v.get())
try:
    v.reset(t2)
except RuntimeError as e:
    print('used once' in str(e))
try:
    w.reset(t)
except ValueError as e:
    print('different ContextVar' in str(e))
ctx = c.copy_context()

def f(a, b=0):
    print(v.get(), a, b)
    v.set(100)
    return v.get()
print(ctx.run(f, 1, b=2), v.get(), ctx[v], len(ctx), v in ctx, list(ctx) == [v], list(ctx.values()))
try:
    ctx.run(ctx.run, f)
except RuntimeError as e:
    print('already entered' in str(e))
try:
    ctx.run(v.reset, t)
except ValueError as e:
    print('different Context' in str(e))
try:
    ctx[w]
except KeyError:
    print('key')
try:
    ctx['x']
except TypeError as e:
    print(e)
print(ctx.get(w), ctx.get(w, 5), ctx == ctx.copy(), ctx == c.copy_context())
