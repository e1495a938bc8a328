# Exception groups: what they are made of, derive, split, subgroup, and what except* leaves over.
def attempt(f, *args):
    try: print(f(*args))
    except Exception as error: print(type(error).__name__, error)
g = ExceptionGroup("g", [ValueError(1), KeyError(2), ExceptionGroup("in", [TypeError(3), ValueError(4)])])
print(g, repr(g), g.message, g.exceptions[0], g.args[0], str(g) == "g (3 sub-exceptions)")
print(g.split(ValueError)); print(g.split((KeyError, TypeError))); print(g.split(lambda e: isinstance(e, ExceptionGroup))); print(g.split(OSError)); print(g.subgroup(ValueError), g.subgroup(OSError), g.subgroup(lambda e: str(e) == "4"))
attempt(ExceptionGroup); attempt(ExceptionGroup, "m"); attempt(ExceptionGroup, "m", []); attempt(ExceptionGroup, "m", [1]); attempt(ExceptionGroup, 5, [ValueError()]); attempt(ExceptionGroup, "m", 5); attempt(ExceptionGroup, "m", [KeyboardInterrupt()]); attempt(BaseExceptionGroup, "m", [ValueError()]); attempt(lambda: type(BaseExceptionGroup("m", [KeyboardInterrupt()])).__name__); attempt(ExceptionGroup, "m", [ValueError], 3); attempt(ExceptionGroup, "m", [ValueError])
class MyGroup(ExceptionGroup):
    def __new__(cls, msg, excs, code=0):
        self = super().__new__(cls, msg, excs); self.code = code
        return self
    def derive(self, excs): return MyGroup(self.message, excs, self.code)
m = MyGroup("mine", [ValueError(1), KeyError(2)], 7); m.add_note("note")
a, b = m.split(ValueError); print(type(a).__name__, a.code, type(b).__name__, b.exceptions, a.__notes__)
class Plain(ExceptionGroup): pass
print(type(Plain("p", [ValueError(), KeyError()]).split(KeyError)[0]).__name__)
class BadDerive(ExceptionGroup):
    def derive(self, excs): return 5
attempt(BadDerive("b", [ValueError(), KeyError()]).split, ValueError)
def run(error, *kinds):
    try:
        try: raise error
        except* kinds[0] as e: print("caught", repr(e))
        except* kinds[1:] as e: print("then", repr(e))
        else: print("else")
        finally: print("finally")
    except BaseException as rest: print("left", repr(rest), repr(rest.__context__))
run(g, ValueError); run(g, TypeError, KeyError, ValueError); run(KeyError("naked"), ValueError); run(g, Exception)
def raising():
    try:
        try: raise ExceptionGroup("r", [ValueError(1), KeyError(2), OSError(3)])
        except* ValueError: raise TypeError("new")
        except* KeyError as e: raise
    except BaseException as e: return repr(e), [repr(x.__context__) for x in e.exceptions]
print(raising())
for kind in ExceptionGroup, 5, (ValueError, 5), (ValueError, ExceptionGroup):
    try:
        try: raise ValueError("v")
        except* kind: pass
    except BaseException as e: print(type(e).__name__, e)
try: raise g from KeyError("cause")
except ExceptionGroup as e:
    part = e.subgroup(ValueError); print(repr(part.__cause__), part.__traceback__ is e.__traceback__, part.__context__)
for text in "try: pass\nexcept* : pass", "try: pass\nexcept* A: pass\nexcept B: pass", "while 1:\n try: pass\n except* A: break", "def f():\n try: pass\n except* A: return", "while 1:\n try: pass\n except* A: continue":
    try: compile(text, "t", "exec"); print("compiles")
    except SyntaxError as e: print("refused")
loops = ExceptionGroup("deep", [ValueError()])
for i in range(50): loops = ExceptionGroup("deep", [loops])
print(len(repr(loops)), repr(loops.subgroup(KeyError)))
