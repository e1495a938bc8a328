import { librarySource } from "@orochi/runtime/library";
import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine(librarySource);
machine.run(`
import _pickle as p
loads = p.loads
`);

Deno.test("every protocol's way to write a value is read", () => {
  machine.check(
    [
      "loads(b'I1\\n.'), loads(b'I01\\n.'), loads(b'L5L\\n.'), loads(b'F1.5\\n.'), loads(b'K\\xff.'), loads(b'M\\xff\\xff.'), loads(b'J\\xff\\xff\\xff\\xff.'), loads(b'\\x8a\\x02\\x00\\x80.'), loads(b'G?\\xf8\\0\\0\\0\\0\\0\\0.')",
      "(1, True, 5, 1.5, 255, 65535, -1, -32768, 1.5)",
    ],
    [
      "loads(b\"S'a\\\\x41'\\n.\"), loads(b'Va\\\\u00e9\\n.'), loads(b'X\\x02\\0\\0\\0\\xc3\\xa9.'), loads(b'\\x8c\\x01a.'), loads(b'C\\x02ab.'), loads(b'B\\x01\\0\\0\\0a.'), loads(b'U\\x01a.'), loads(b'\\x96\\x01\\0\\0\\0\\0\\0\\0\\0a.')",
      "('aA', 'aé', 'é', 'a', b'ab', b'a', 'a', bytearray(b'a'))",
    ],
    [
      "loads(b'N.'), loads(b'\\x88.'), loads(b'\\x89.'), loads(b').'), loads(b'(I1\\nt.'), loads(b'K\\1\\x85.'), loads(b'K\\1K\\2\\x86.'), loads(b'].'), loads(b'(K\\1K\\2l.'), loads(b'(K\\1K\\2d.'), loads(b'\\x8f.'), loads(b'(K\\1\\x91.')",
      "(None, True, False, (), (1,), (1,), (1, 2), [], [1, 2], {1: 2}, set(), frozenset({1}))",
    ],
  );
});

Deno.test("the memo names what was read before", () => {
  machine.check(
    [
      "loads(b']q\\0h\\0a.')[0] is not None, (lambda v: v[0] is v)(loads(b']q\\0h\\0a.')), loads(b'\\x8c\\x01a\\x94h\\0\\x86.')",
      "(True, True, ('a', 'a'))",
    ],
    ["loads(b'h\\5.')", "UnpicklingError: Memo value not found at index 5"],
    ["loads(b'g9\\n.')", "UnpicklingError: Memo value not found at index 9"],
    ["loads(b'p-1\\n.')", "UnpicklingError: unpickling stack underflow"],
  );
});

Deno.test("a pickle that is cut off, or is none, is refused", () => {
  machine.check(
    ["loads(b'')", "EOFError: Ran out of input"],
    ["loads(b'K')", "UnpicklingError: pickle data was truncated"],
    ["loads(b'X\\x05\\0\\0\\0ab.')", "UnpicklingError: pickle data was truncated"],
    ["loads(b'I12')", "UnpicklingError: pickle data was truncated"],
    ["loads(b'\\xff')", "UnpicklingError: invalid load key, '\\xff'."],
    ["loads(b'.')", "UnpicklingError: unpickling stack underflow"],
    ["loads(b't.')", "UnpicklingError: could not find MARK"],
    ["loads(b'K\\1K\\2s.')", "UnpicklingError: unpickling stack underflow"],
    ["loads(b'\\x80\\x09.')", "ValueError: unsupported pickle protocol: 9"],
    ["loads(b'a.')", "UnpicklingError: unpickling stack underflow"],
    ["loads(b'0.')", "UnpicklingError: unpickling stack underflow"],
    ["loads(b'X\\xff\\xff\\xff\\xff.')", "UnpicklingError: pickle data was truncated"],
  );
});

Deno.test("numbers as text are checked", () => {
  machine.check(
    ["loads(b'Ix\\n.')", "ValueError: could not convert string to int"],
    ["loads(b'Fx\\n.')", "ValueError: could not convert string to float: 'x\n'"],
    ["loads(b'Lx\\n.')", "ValueError: invalid literal for int() with base 10: 'x\\n'"],
  );
});

Deno.test("names are looked up in modules, with dots from protocol 4 on", () => {
  machine.check(
    [
      "loads(b'cbuiltins\\nlen\\n.')([1]), loads(b'\\x8c\\x08builtins\\x8c\\x03int\\x93.'), loads(b'\\x80\\x04\\x8c\\x08builtins\\x8c\\x08str.join\\x93.')('ab'), loads(b'c__builtin__\\nxrange\\n.')",
      "TypeError: str.join() takes exactly one argument (0 given)",
    ],
    ["loads(b'cbuiltins\\nnothing\\n.')", "AttributeError: module 'builtins' has no attribute 'nothing'"],
    ["loads(b'cnowhere\\nx\\n.')", "ModuleNotFoundError: No module named 'nowhere'"],
    ["loads(b'K\\1K\\2\\x93.')", "UnpicklingError: STACK_GLOBAL requires str"],
  );
});

Deno.test("calls have arguments in a tuple", () => {
  machine.check(
    [
      "loads(b'cbuiltins\\nint\\n(S\\'7\\'\\ntR.'), loads(b'(cbuiltins\\nint\\nS\\'7\\'\\no.'), loads(b'(S\\'7\\'\\nibuiltins\\nint\\n.'), loads(b'cbuiltins\\nlist\\n)\\x81.')",
      "(7, 7, 7, [])",
    ],
    ["loads(b'cbuiltins\\nint\\nK\\1R.')", "TypeError: argument list must be a tuple"],
    ["loads(b'K\\1)R.')", "TypeError: 'int' object is not callable"],
  );
});

Deno.test("frames must be whole", () => {
  machine.check(
    ["loads(b'\\x95\\x02\\0\\0\\0\\0\\0\\0\\0K\\1.')", "1"],
    ["loads(b'\\x95\\xff\\0\\0\\0\\0\\0\\0\\0K\\1.')", "UnpicklingError: pickle data was truncated"],
  );
});

Deno.test("names of slots are strs", () => {
  machine.check(
    [
      "p.loads(b'cbuiltins\\nobject\\n)\\x81N}I1\\nNs\\x86b.')",
      "TypeError: attribute name must be string, not 'int'",
    ],
  );
});
