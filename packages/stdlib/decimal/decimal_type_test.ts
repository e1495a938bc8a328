import { librarySource } from "@orochi/runtime/library";
import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine(librarySource);
machine.run(`
from _decimal import *
D = Decimal
`);

Deno.test("decimals are made of numbers, texts and tuples, exactly", () => {
  machine.check(
    [
      "D('1.10'), D(5), D(0.1), D((1, (1, 2), -1)), D(' -1_000.5e3 '), D('NaN123'), D('-Infinity'), D('１.５'), D()",
      "(Decimal('1.10'), Decimal('5'), Decimal('0.1000000000000000055511151231257827021181583404541015625'), Decimal('-1.2'), Decimal('-1.0005E+6'), Decimal('NaN123'), Decimal('-Infinity'), Decimal('1.5'), Decimal('0'))",
    ],
    ["D('1.2.3')", "InvalidOperation: [<class 'decimal.ConversionSyntax'>]"],
    ["D((1, (10,), 0))", "ValueError: coefficient must be a tuple of digits"],
    ["D((2, (1,), 0))", "ValueError: sign must be an integer with the value 0 or 1"],
    ["D([])", "ValueError: argument must be a sequence of length 3"],
  );
});

Deno.test("they mix with integers, not with floats", () => {
  machine.check(
    [
      "D('1.5') + 1, 3 - D('0.5'), D(1) / 3, 2 ** D(3), D(7) // 2, -7 % D(3), divmod(D(7), 2), D('0.1') == 0.1, D('0.5') == 0.5, D(1) < 1.5",
      "(Decimal('2.5'), Decimal('2.5'), Decimal('0.3333333333333333333333333333'), Decimal('8'), Decimal('3'), Decimal('-1'), (Decimal('3'), Decimal('1')), False, True, True)",
    ],
    ["D(1) + 0.5", "TypeError: unsupported operand type(s) for +: 'decimal.Decimal' and 'float'"],
    ["D(1) + 'a'", "TypeError: unsupported operand type(s) for +: 'decimal.Decimal' and 'str'"],
  );
});

Deno.test("equal numbers have equal hashes", () => {
  machine.check(
    [
      "hash(D('1.0')) == hash(1), hash(D('0.5')) == hash(0.5), hash(D(10) ** 30) == hash(10 ** 30), hash(D('Infinity')) == hash(float('inf'))",
      "(True, True, True, True)",
    ],
    ["hash(D('sNaN'))", "TypeError: Cannot hash a signaling NaN value"],
  );
});

Deno.test("they become other numbers", () => {
  machine.check(
    [
      "int(D('-1.9')), float(D('0.1')), round(D('2.5')), round(D('1.25'), 1), D('-1.5').__floor__(), D('-1.5').__ceil__(), D('0.25').as_integer_ratio(), complex(D(2)), bool(D('0.0')), D('1.5').as_tuple()",
      "(-1, 0.1, 2, Decimal('1.2'), -2, -1, (1, 4), (2+0j), False, DecimalTuple(sign=0, digits=(1, 5), exponent=-1))",
    ],
    ["int(D('NaN'))", "ValueError: cannot convert NaN to integer"],
    ["int(D('Infinity'))", "OverflowError: cannot convert Infinity to integer"],
    ["D('Infinity').as_integer_ratio()", "OverflowError: cannot convert Infinity to integer ratio"],
  );
});

Deno.test("they are shown as they were made", () => {
  machine.check(
    [
      "repr(D('1E+5')), str(D('1E+5')), D('1E+5').to_eng_string(), str(D('0.000001')), str(D('0.0000001')), f\"{D('1234.5'):,.2f}\", f\"{D('0.5'):%}\"",
      "(\"Decimal('1E+5')\", '1E+5', '100E+3', '0.000001', '1E-7', '1,234.50', '50%')",
    ],
    ["format(D(1), 'q')", "ValueError: invalid format string"],
  );
});

Deno.test("methods take numbers and a context", () => {
  machine.check(
    [
      "D('1.23456').quantize(D('0.01')), D('1.5').quantize(D(1), rounding=ROUND_DOWN), D(2).sqrt(Context(prec=5)), D(2).ln(Context(prec=5)), D(-3).copy_abs(), D(3).copy_sign(D(-1)), D(5).compare(D(7)), D('1.0').compare_total(D('1')), D(7).max(D('NaN')), D('12').adjusted(), D('1.20').normalize(), D(5).is_signed(), D('0').number_class()",
      "(Decimal('1.23'), Decimal('1'), Decimal('1.4142'), Decimal('0.69315'), Decimal('3'), Decimal('-3'), Decimal('-1'), Decimal('-1'), Decimal('7'), 1, Decimal('1.2'), False, '+Zero')",
    ],
    ["D(1).quantize('x')", "TypeError: conversion from str to Decimal is not supported"],
  );
});
