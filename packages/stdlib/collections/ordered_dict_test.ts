import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run(`
from _collections import OrderedDict
od = OrderedDict([('a', 1), ('b', 2)], c=3)
class Own(OrderedDict):
    def __setitem__(self, key, value): super().__setitem__(key, (value,))
class Text(Own): __slots__ = ()
def moved(*moves):
    made = OrderedDict.fromkeys('abcd')
    for key, last in moves: made.move_to_end(key, last)
    return ''.join(made), ''.join(reversed(made))
def told(change):
    made = OrderedDict.fromkeys('abc', 0)
    iterator = iter(made.items())
    next(iterator)
    change(made)
    return iterator
`);

Deno.test("a key is moved to either end, any number of times", () => {
  machine.check(
    ["moved(('b', True), ('d', False), ('d', False), ('b', True))", "('dacb', 'bcad')"],
    ["moved(*[(k, False) for k in 'abcd' * 9])", "('dcba', 'abcd')"],
    ["moved(*[(k, n % 2) for n in range(40) for k in 'adbc'])", "('adbc', 'cbda')"],
    ["od.move_to_end('x')", "KeyError: 'x'"],
    ["od.move_to_end(last=True)", "TypeError: move_to_end() missing required argument 'key' (pos 1)"],
  );
});

Deno.test("what dict's own methods change is in order as well", () => {
  machine.check(
    [
      "(lambda d: (dict.__setitem__(d, 'x', 1), dict.__delitem__(d, 'a'), dict.popitem(d), d, len(d.keys())))(od.copy())",
      "(None, None, ('x', 1), OrderedDict({'b': 2, 'c': 3}), 2)",
    ],
  );
});

Deno.test("its text is that of a dict, in which it is there once", () => {
  machine.check(
    [
      "od, OrderedDict(), Own(a=1)",
      "(OrderedDict({'a': 1, 'b': 2, 'c': 3}), OrderedDict(), Own({'a': (1,)}))",
    ],
    [
      "(lambda d: d.update(me=d) or d)(OrderedDict(a=1))",
      "OrderedDict({'a': 1, 'me': ...})",
    ],
    ["od.keys(), od.items()", "(odict_keys(['a', 'b', 'c']), odict_items([('a', 1), ('b', 2), ('c', 3)]))"],
  );
});

Deno.test("an iterator tells a change of order, and of values nothing", () => {
  machine.check(
    ["list(told(lambda d: d.update(b=5)))", "[('b', 5), ('c', 0)]"],
    ["list(told(lambda d: d.move_to_end('c')))", "[('b', 0), ('c', 0)]"],
    ["list(told(lambda d: d.move_to_end('a')))", "RuntimeError: OrderedDict mutated during iteration"],
    ["list(told(lambda d: d.pop('b')))", "RuntimeError: OrderedDict mutated during iteration"],
    ["list(told(lambda d: d.clear()))", "RuntimeError: OrderedDict changed size during iteration"],
    ["told(len).__reduce__()", "(<built-in function iter>, ([('b', 0), ('c', 0)],))"],
  );
});

Deno.test("a subclass is asked to store, and its copies are of its class", () => {
  machine.check(
    ["Own.fromkeys('ab', 1), Own(a=1).copy()", "(Own({'a': (1,), 'b': (1,)}), Own({'a': ((1,),)}))"],
    ["Own(a=1) | {'b': 2}", "Own({'a': ((1,),), 'b': (2,)})"],
    ["{'b': 2} | Text(a=1)", "Text({'b': (2,), 'a': ((1,),)})"],
    ["Own(a=1).setdefault('b', 2), Own(a=1).setdefault('a', 2)", "(2, (1,))"],
  );
});

Deno.test("a key without a hash is told as CPython's OrderedDict does", () => {
  machine.check(
    ["od.__setitem__([], 1)", "TypeError: unhashable type: 'list'"],
    ["od.pop([])", "TypeError: unhashable type: 'list'"],
    ["od.get([])", "TypeError: cannot use 'list' as a dict key (unhashable type: 'list')"],
  );
});
