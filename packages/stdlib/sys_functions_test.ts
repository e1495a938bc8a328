import { TestMachine } from "./testdata/machine.ts";

const machine = new TestMachine();
machine.run(`
import sys
def depth(n): return n if n == 0 else depth(n - 1)
`);

Deno.test("strings are interned, objects have sizes", () => {
  machine.check(
    [
      "sys.intern('a b c') is sys.intern('a b' + ' c'), sys.getsizeof([]) > 0, sys.getsizeof(object(), 3) > 0",
      "(True, True, True)",
    ],
    ["sys.intern(3)", "TypeError: intern() argument must be str, not int"],
    ["sys.intern(type('S', (str,), {})('x'))", "TypeError: can't intern S"],
  );
});

Deno.test("recursion has a limit that can be set within reason", () => {
  machine.check(
    [
      "(sys.getrecursionlimit(), sys.setrecursionlimit(500), sys.getrecursionlimit(), sys.setrecursionlimit(1000))",
      "(1000, None, 500, None)",
    ],
    ["sys.setrecursionlimit(0)", "ValueError: recursion limit must be greater or equal than 1"],
    ["sys.setrecursionlimit('x')", "TypeError: 'str' object cannot be interpreted as an integer"],
  );
});

Deno.test("digits of integers have a limit that can be set within reason", () => {
  machine.check(
    [
      "(sys.set_int_max_str_digits(640), len(str(10 ** 639)), sys.set_int_max_str_digits(4300), sys.get_int_max_str_digits())",
      "(None, 640, None, 4300)",
    ],
    ["sys.set_int_max_str_digits(5)", "ValueError: maxdigits must be 0 or larger than 640"],
    ["sys.set_int_max_str_digits(-1)", "ValueError: maxdigits must be 0 or larger than 640"],
  );
});

Deno.test("the switch interval is a positive time", () => {
  machine.check(
    [
      "(sys.setswitchinterval(0.01), sys.getswitchinterval(), sys.setswitchinterval(0.005))",
      "(None, 0.01, None)",
    ],
    ["sys.setswitchinterval(0)", "ValueError: switch interval must be strictly positive"],
  );
});

Deno.test("exceptions are known while they are handled", () => {
  machine.check(
    ["sys.exc_info(), sys.exception()", "((None, None, None), None)"],
  );
});

Deno.test("frames go up as far as there are callers", () => {
  machine.check(
    ["sys._getframe().f_code.co_name, sys._getframe(0) is not None", "('<module>', True)"],
    ["sys._getframe(99)", "ValueError: call stack is not deep enough"],
  );
});

Deno.test("encodings of the program are those of Python 3", () => {
  machine.check(
    [
      "sys.getdefaultencoding(), sys.getfilesystemencoding(), sys.getfilesystemencodeerrors(), sys.byteorder, sys.maxunicode",
      "('utf-8', 'utf-8', 'surrogateescape', 'little', 1114111)",
    ],
  );
});

Deno.test("an exit is an exception with a status", () => {
  machine.check(
    ["sys.exit(3)", "SystemExit: 3"],
    ["sys.exit()", "SystemExit: "],
    ["sys.exit('text')", "SystemExit: text"],
  );
});
