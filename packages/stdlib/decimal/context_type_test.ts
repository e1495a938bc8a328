import { librarySource } from "@orochi/runtime/library";
import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine(librarySource);
machine.run(`
from _decimal import *
def c(**kw): return Context(**kw)
`);

Deno.test("a context has defaults, and shows itself", () => {
  machine.check(
    [
      "c(prec=5, Emin=-9, Emax=9, capitals=0, clamp=1, flags=[Inexact], traps=[])",
      "Context(prec=5, rounding=ROUND_HALF_EVEN, Emin=-9, Emax=9, capitals=0, clamp=1, flags=[Inexact], traps=[])",
    ],
    [
      "c().prec, c().rounding, c().Emin, c().Emax, DefaultContext.prec, BasicContext.prec, ExtendedContext.rounding",
      "(28, 'ROUND_HALF_EVEN', -999999, 999999, 28, 9, 'ROUND_HALF_EVEN')",
    ],
  );
});

Deno.test("settings are checked", () => {
  machine.check(
    ["c(prec=0)", "ValueError: valid range for prec is [1, MAX_PREC]"],
    [
      "c(rounding='x')",
      "TypeError: valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]",
    ],
    ["c(Emin=1)", "ValueError: valid range for Emin is [MIN_EMIN, 0]"],
    ["c(capitals=2)", "ValueError: valid values for capitals are 0 or 1"],
    ["setattr(c(), 'prec', 'x')", "TypeError: an integer is required"],
    [
      "setattr(c(), 'other', 1)",
      "AttributeError: 'decimal.Context' object has no attribute 'other' and no __dict__ for setting new attributes",
    ],
    [
      "c(flags=[int])",
      "KeyError: 'valid values for signals are:\\n  [InvalidOperation, FloatOperation, DivisionByZero,\\n   Overflow, Underflow, Subnormal, Inexact, Rounded,\\n   Clamped]'",
    ],
  );
});

Deno.test("conditions set flags, and raise where they are trapped", () => {
  machine.check(
    [
      "(lambda x: (x.divide(1, 3), x.flags[Inexact], x.flags[Rounded], x.flags[Overflow], x.clear_flags(), x.flags[Inexact]))(c(prec=3, traps=[]))",
      "(Decimal('0.333'), True, True, False, None, False)",
    ],
    ["c(traps=[DivisionByZero]).divide(1, 0)", "DivisionByZero: [<class 'decimal.DivisionByZero'>]"],
    ["c(traps=[InvalidOperation]).sqrt(-1)", "InvalidOperation: [<class 'decimal.InvalidOperation'>]"],
    ["c(prec=2, traps=[Inexact]).divide(1, 3)", "Inexact: [<class 'decimal.Inexact'>]"],
    ["c(traps=[]).divide(1, 0), c(traps=[]).sqrt(-1)", "(Decimal('Infinity'), Decimal('NaN'))"],
  );
});

Deno.test("copies have flags and traps of their own", () => {
  machine.check(
    [
      "(lambda a: (lambda b: (b.divide(1, 3), a.flags[Inexact], b.flags[Inexact], b.prec))(a.copy()))(c(prec=4))",
      "(Decimal('0.3333'), False, True, 4)",
    ],
  );
});

Deno.test("a context's own operations take integers", () => {
  machine.check(
    [
      "c().add(1, 2), c(prec=3).power(2, 50), c().power(3, 4, 5), c().create_decimal('1.5'), c(prec=2).create_decimal('1.55'), c(prec=3).create_decimal_from_float(0.1), c().to_sci_string(5), c(Emin=-9, Emax=9, prec=3).Etiny(), c().compare(1, 2)",
      "(Decimal('3'), Decimal('1.13E+15'), Decimal('1'), Decimal('1.5'), Decimal('1.6'), Decimal('0.100'), '5', -11, Decimal('-1'))",
    ],
    ["c().add(1, 0.5)", "TypeError: conversion from float to Decimal is not supported"],
  );
});

Deno.test("the thread's context can be changed for a while", () => {
  machine.check(
    [
      "(lambda m: (getcontext().prec, m.__enter__().prec, getcontext().prec, bool(m.__exit__(None, None, None)), getcontext().prec))(localcontext(c(prec=7)))",
      "(28, 7, 7, False, 28)",
    ],
    ["setcontext(3)", "TypeError: argument must be a context"],
  );
});

Deno.test("all roundings are known by name", () => {
  machine.check(
    [
      "[str(c(prec=1, rounding=r).create_decimal('-1.5')) for r in (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP)]",
      "['-2', '-1', '-1', '-2', '-2', '-1', '-2', '-1']",
    ],
  );
});
