import io

for c in (io.IOBase, io.BufferedIOBase, io.TextIOBase):
    o = c(); print(o.readable(), o.closed, o.isatty())
    for n in ("read", "seek", "fileno", "truncate", "detach", "write"):
        try: getattr(o, n)(*([0] if n in ("seek", "write") else []))
        except io.UnsupportedOperation as e: print(c.__name__, n, e)
        except AttributeError: print(c.__name__, "has no", n)
        except Exception as e: print(type(e).__name__, e)
    o.close(); print(o.closed)
    try: iter(o)
    except ValueError as e: print(e)
print(issubclass(io.UnsupportedOperation, OSError), issubclass(io.UnsupportedOperation, ValueError), io.UnsupportedOperation.__module__)
