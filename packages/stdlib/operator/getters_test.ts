import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run(`
from _operator import *
class Point:
    def __init__(self): self.x = self; self.y = 2
    def shift(self, dx=1, dy=1): return dx, dy
`);

Deno.test("items are taken by one key or by several", () => {
  machine.check(
    [
      "itemgetter(1)('abc'), itemgetter(2, 0)('abc'), itemgetter('k')({'k': 1}), itemgetter(slice(1))('abc')",
      "('b', ('c', 'a'), 1, 'a')",
    ],
    ["itemgetter(5)('abc')", "IndexError: string index out of range"],
    ["itemgetter()", "TypeError: itemgetter expected 1 argument, got 0"],
  );
});

Deno.test("attributes may be dotted", () => {
  machine.check(
    ["attrgetter('y')(Point()), attrgetter('x.x.y', 'y')(Point())", "(2, (2, 2))"],
    ["attrgetter('x.z')(Point())", "AttributeError: 'Point' object has no attribute 'z'"],
    ["attrgetter(1)", "TypeError: attribute name must be a string"],
  );
});

Deno.test("methods are called with arguments of their own", () => {
  machine.check(
    ["methodcaller('shift', 5, dy=7)(Point()), methodcaller('upper')('a')", "((5, 7), 'A')"],
    ["methodcaller()", "TypeError: methodcaller needs at least one argument, the method name"],
    ["methodcaller(3)", "TypeError: method name must be a string"],
  );
});

Deno.test("a getter shows how it was made", () => {
  machine.check(
    [
      "repr(itemgetter(1, 'a')), repr(attrgetter('a', 'b.c')), repr(methodcaller('m', 1, k=2))",
      "(\"operator.itemgetter(1, 'a')\", \"operator.attrgetter('a', 'b.c')\", \"operator.methodcaller('m', 1, k=2)\")",
    ],
    ["itemgetter(1)('ab', 'cd')", "TypeError: itemgetter expected 1 argument, got 2"],
  );
});
