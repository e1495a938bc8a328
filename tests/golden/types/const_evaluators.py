# python3.14
# What evaluates bounds, constraints, defaults and values of aliases that were given as values.
from typing import *
T=TypeVar("T",bound=int); e=T.evaluate_bound
print(type(e), e, e(1), e(4), type(e).__module__)
T2=TypeVar("T2",int,str); print(T2.evaluate_constraints, T2.evaluate_constraints(4), T2.evaluate_bound)
T3=TypeVar("T3",int,"x",default=list[int]); print(T3.evaluate_default(4),T3.evaluate_constraints(4))
A=TypeAliasType("A", int); print(A.evaluate_value, A.evaluate_value(4))
P=ParamSpec("P",default=None); print(P.evaluate_default, P.evaluate_default(4))
print(type(e).__mro__, hasattr(e,'__dict__'))
def f[X: int = str, **Y = [int], *Z = *tuple[int]](): pass
for p in f.__type_params__: print(p.evaluate_default and p.evaluate_default(1), p.has_default())
