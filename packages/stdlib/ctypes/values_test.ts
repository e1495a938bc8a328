import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run(`
from _ctypes import _SimpleCData, sizeof
def of(code): return type('c_' + code, (_SimpleCData,), {'_type_': code})
`);

Deno.test("integers wrap at their size", () => {
  machine.check(
    [
      "[of(c)(n).value for c, n in (('b', 200), ('B', -1), ('h', 40000), ('i', 2**32 + 5), ('I', -1), ('q', 2**63), ('Q', -1), ('?', 5))]",
      "[-56, 255, -25536, 5, 4294967295, -9223372036854775808, 18446744073709551615, True]",
    ],
    ["of('i')('x')", "TypeError: 'str' object cannot be interpreted as an integer"],
    ["of('i')(1.5)", "TypeError: 'float' object cannot be interpreted as an integer"],
  );
});

Deno.test("floats are rounded to their size, characters are single ones", () => {
  machine.check(
    [
      "of('f')(0.1).value, of('d')(0.1).value, of('c')(b'a').value, of('u')('é').value",
      "(0.10000000149011612, 0.1, b'a', 'é')",
    ],
    [
      "of('c')(b'ab')",
      "TypeError: one character bytes, bytearray, or an integer in range(256) expected, not a bytes object of length 2",
    ],
    ["of('d')('x')", "TypeError: must be real number, not str"],
  );
});

Deno.test("pointers to text end at a zero", () => {
  machine.check(
    [
      "of('z')(b'ab').value, of('z')(b'a\\0b').value, of('Z')('é😀').value, of('z')(None).value",
      "(b'ab', b'a', 'é😀', None)",
    ],
    ["of('z')(1.5)", "TypeError: bytes or integer address expected instead of float instance"],
  );
});

Deno.test("sizes are those of 64-bit Linux", () => {
  machine.check(
    ["[sizeof(of(c)) for c in 'cbhilqfdgPzuZ?']", "[1, 1, 2, 4, 8, 8, 4, 8, 16, 8, 8, 4, 8, 1]"],
  );
});

Deno.test("a class needs a type that there is", () => {
  machine.check(
    ["type('X', (_SimpleCData,), {})", "AttributeError: class must define a '_type_' attribute"],
    [
      "type('X', (_SimpleCData,), {'_type_': 'ii'})",
      "ValueError: class must define a '_type_' attribute which must be a string of length 1",
    ],
  );
});
