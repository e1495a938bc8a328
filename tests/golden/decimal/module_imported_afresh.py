# A module `_decimal` that is imported afresh understands the contexts and signals that were there before.
import pickle
import sys

import decimal

before = decimal
del sys.modules["decimal"], sys.modules["_decimal"]
import decimal

print(decimal is before)
for module in (before, decimal):
    context = module.Context(prec=3, traps=[module.InvalidOperation, module.Inexact])
    print(sorted(signal.__name__ for signal, set_ in context.traps.items() if set_))
    try:
        context.divide(module.Decimal(1), module.Decimal(3))
    except module.Inexact as e:
        print(type(e).__name__, e.__class__.__module__)
    context.clear_flags()
    print(context.flags[module.Inexact], isinstance(module.Decimal("1.5").as_tuple(), module.DecimalTuple))
    sys.modules["decimal"] = module
    back = pickle.loads(pickle.dumps(context))
    print(back.prec, back.traps[module.Inexact], back.traps[module.Clamped])
    with module.localcontext() as local:
        local.prec = 5
        print(module.Decimal(2) / module.Decimal(3))
