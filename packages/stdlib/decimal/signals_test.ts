import { librarySource } from "@orochi/runtime/library";
import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine(librarySource);
machine.run("from _decimal import *");

Deno.test("signals are exceptions, of arithmetic and of their own kinds", () => {
  machine.check(
    [
      "[e.__mro__[1].__name__ for e in (Clamped, DecimalException, DivisionByZero, Inexact, InvalidOperation, Overflow, Rounded, Subnormal, Underflow, FloatOperation)]",
      "['DecimalException', 'ArithmeticError', 'DecimalException', 'DecimalException', 'DecimalException', 'Inexact', 'DecimalException', 'DecimalException', 'Inexact', 'DecimalException']",
    ],
  );
});

Deno.test("a dictionary of signals has them all, and no others", () => {
  machine.check(
    [
      "(lambda f: (len(f), f[Inexact], Inexact in f, list(f) == [InvalidOperation, FloatOperation, DivisionByZero, Overflow, Subnormal, Underflow, Rounded, Inexact, Clamped]))(Context().flags), sorted(k.__name__ for k in Context().traps)",
      "((9, False, True, False), ['Clamped', 'DivisionByZero', 'FloatOperation', 'Inexact', 'InvalidOperation', 'Overflow', 'Rounded', 'Subnormal', 'Underflow'])",
    ],
    [
      "Context().flags[int]",
      "KeyError: 'valid values for signals are:\\n  [InvalidOperation, FloatOperation, DivisionByZero,\\n   Overflow, Underflow, Subnormal, Inexact, Rounded,\\n   Clamped]'",
    ],
    [
      "Context().flags.__setitem__(int, True)",
      "KeyError: 'valid values for signals are:\\n  [InvalidOperation, FloatOperation, DivisionByZero,\\n   Overflow, Underflow, Subnormal, Inexact, Rounded,\\n   Clamped]'",
    ],
    ["Context().flags.__delitem__(Inexact)", "ValueError: signal keys cannot be deleted"],
  );
});

Deno.test("flags are set and compared by what they say", () => {
  machine.check(
    [
      "(lambda f: (f.__setitem__(Inexact, 1), f[Inexact], f == Context(flags=[Inexact]).flags, f.copy()[Inexact], f.get(int, 5)))(Context().flags)",
      "(None, True, True, True, 5)",
    ],
  );
});

Deno.test("an exception says which conditions came up", () => {
  machine.check(
    [
      "Context(traps=[InvalidOperation]).divide(0, 0)",
      "InvalidOperation: [<class 'decimal.DivisionUndefined'>]",
    ],
    [
      "Context(traps=[InvalidOperation]).create_decimal('x')",
      "InvalidOperation: [<class 'decimal.ConversionSyntax'>]",
    ],
    [
      "Context(traps=[FloatOperation]).create_decimal(0.5)",
      "FloatOperation: [<class 'decimal.FloatOperation'>]",
    ],
  );
});
