# Telling "not given" from None: sentinels as defaults, in functions, methods and keyword-only parameters.
class Missing:
    def __repr__(self): return "<missing>"
    def __bool__(self): return False
MISSING = Missing()
def get(d, key, default=MISSING):
    if key in d: return d[key]
    if default is MISSING: raise KeyError(key)
    return default
print(get({"a": None}, "a"), get({}, "a", None), get({}, "a", default=0), get.__defaults__, MISSING or "falsy")
try: get({}, "a")
except KeyError as e: print(repr(e))
def update(*, name=MISSING, age=MISSING): return {k: v for k, v in locals().items() if v is not MISSING}
print(update(), update(name=None), update(age=0, name=MISSING), update.__kwdefaults__)
class Box:
    def __init__(self, value=MISSING): self.value = value
    def or_else(self, other): return other if self.value is MISSING else self.value
print(Box().or_else(1), Box(None).or_else(1), Box(0).or_else(1), vars(Box()))
