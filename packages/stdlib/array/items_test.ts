import { librarySource } from "@orochi/runtime/library";
import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine(librarySource);
machine.run("from array import array, typecodes");

Deno.test("every type holds its bounds, and no more", () => {
  machine.check(
    [
      "[array(c, [lo, hi]).tolist() == [lo, hi] for c, lo, hi in (('b', -128, 127), ('B', 0, 255), ('h', -2**15, 2**15 - 1), ('H', 0, 2**16 - 1), ('i', -2**31, 2**31 - 1), ('I', 0, 2**32 - 1), ('l', -2**63, 2**63 - 1), ('L', 0, 2**64 - 1), ('q', -2**63, 2**63 - 1), ('Q', 0, 2**64 - 1))]",
      "[True, True, True, True, True, True, True, True, True, True]",
    ],
    ["array('b', [128])", "OverflowError: signed char is greater than maximum"],
    ["array('B', [-1])", "OverflowError: unsigned byte integer is less than minimum"],
    ["array('h', [2**15])", "OverflowError: signed short integer is greater than maximum"],
    ["array('H', [2**16])", "OverflowError: unsigned short is greater than maximum"],
    ["array('i', [2**31])", "OverflowError: signed integer is greater than maximum"],
    ["array('I', [-1])", "OverflowError: can't convert negative value to unsigned int"],
    ["array('q', [2**63])", "OverflowError: int too big to convert"],
    ["array('Q', [-1])", "OverflowError: can't convert negative int to unsigned"],
  );
});

Deno.test("floats are rounded to their size", () => {
  machine.check(
    [
      "array('f', [0.1, 1e300]), array('d', [0.1]), array('f', [3])",
      "(array('f', [0.10000000149011612, inf]), array('d', [0.1]), array('f', [3.0]))",
    ],
    ["array('f', ['x'])", "TypeError: must be real number, not str"],
    ["array('i', [1.0])", "TypeError: 'float' object cannot be interpreted as an integer"],
  );
});

Deno.test("characters are single ones", () => {
  machine.check(
    ["array('u', 'aé😀'), array('u', 'ab')[1]", "(array('u', 'aé😀'), 'b')"],
    ["array('u', [1])", "TypeError: array item must be a unicode character, not int"],
    ["array('u', ['ab'])", "TypeError: array item must be a string of length 1, not a string of length 2"],
  );
});
