import { TestMachine } from "./testdata/machine.ts";

const machine = new TestMachine();
machine.run(`
import _abc
class Meta(type):
    def __new__(cls, *args):
        made = super().__new__(cls, *args)
        _abc._abc_init(made)
        return made
    def register(cls, other): return _abc._abc_register(cls, other)
    def __instancecheck__(cls, value): return _abc._abc_instancecheck(cls, value)
    def __subclasscheck__(cls, other): return _abc._abc_subclasscheck(cls, other)
class Base(metaclass=Meta):
    def f(self): pass
    f.__isabstractmethod__ = True
class Done(Base):
    def f(self): return 1
class Other: pass
`);

Deno.test("a class with abstract methods makes no instances", () => {
  machine.check(
    [
      "Base()",
      "TypeError: Can't instantiate abstract class Base without an implementation for abstract method 'f'",
    ],
    ["Done().f(), Base.__abstractmethods__", "(1, frozenset({'f'}))"],
  );
});

Deno.test("a class that was registered counts as a subclass, and what derives from it", () => {
  machine.check(
    [
      "(issubclass(Other, Base), Base.register(Other) is Other, issubclass(Other, Base), isinstance(Other(), Base), issubclass(type('Sub', (Other,), {}), Base))",
      "(False, True, True, True, True)",
    ],
  );
});

Deno.test("a class can't become a subclass of its own subclass", () => {
  machine.check(
    ["_abc._abc_register(Done, Base)", "RuntimeError: Refusing to create an inheritance cycle"],
    ["Base.register(3)", "TypeError: Can only register classes"],
  );
});

Deno.test("a hook decides where it has an opinion", () => {
  machine.check(
    [
      "(lambda C: (issubclass(int, C), issubclass(str, C)))(Meta('C', (), {'__subclasshook__': classmethod(lambda cls, other: True if other is int else NotImplemented)}))",
      "(True, False)",
    ],
  );
});

Deno.test("what was looked up before is forgotten when something is registered anywhere", () => {
  machine.check(
    [
      "(lambda t: (Base.register(type('N', (), {})), _abc.get_cache_token() > t))(_abc.get_cache_token())[1]",
      "True",
    ],
  );
});
