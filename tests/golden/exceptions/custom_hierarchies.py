# Classes of exceptions with attributes, str of their own, and handlers by base.
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
class AppError(Exception):
    code = 1
    def __init__(self, message, **info): super().__init__(message); self.info = info
    def __str__(self): return f"[{self.code}] {self.args[0]}" + "".join(f" {k}={v}" for k, v in self.info.items())
class NotFound(AppError, LookupError): code = 404
class Denied(AppError, PermissionError): code = 403
class Wrapped(AppError):
    def __init__(self, inner): super().__init__("wrapped", inner=type(inner).__name__); self.__cause__ = inner
for e in AppError("base"), NotFound("page", url="/x"), Wrapped(KeyError("k")):
    for kind in NotFound, LookupError, AppError, Exception:
        try: raise e
        except kind as found: print(kind.__name__, "<-", found, repr(found.__cause__)); break
        except Exception: continue
print([c.__name__ for c in NotFound.__mro__], issubclass(NotFound, KeyError)); t(NotFound); t(AppError, 1, 2)
