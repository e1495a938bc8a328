import { librarySource } from "@orochi/runtime/library";
import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine(librarySource);
machine.run("from _pickle import loads");

Deno.test("integers of protocol 0 are booleans, decimal, octal as in C, or long", () => {
  machine.check(
    [
      "loads(b'I00\\n.'), loads(b'I01\\n.'), loads(b'I1\\n.'), loads(b'I-7\\n.'), loads(b'I99999999999999999999\\n.'), loads(b'L-5L\\n.'), loads(b'L5\\n.'), loads(b'I0x1f\\n.')",
      "(False, True, 1, -7, 99999999999999999999, -5, 5, 31)",
    ],
    ["loads(b'I1.5\\n.')", "ValueError: could not convert string to int"],
    ["loads(b'L5LL\\n.')", "ValueError: invalid literal for int() with base 10: '5L'"],
  );
});

Deno.test("floats of protocol 0 are those of Python's literals", () => {
  machine.check(
    ["loads(b'F-1.5e3\\n.'), loads(b'Finf\\n.'), loads(b'F-0\\n.')", "(-1500.0, inf, -0.0)"],
    ["loads(b'F\\n.')", "UnpicklingError: pickle data was truncated"],
    ["loads(b'F1e400\\n.')", "OverflowError: value too large to convert to float: '1e400\n'"],
  );
});

Deno.test("places in the memo are small whole numbers", () => {
  machine.check(
    ["loads(b'I5\\np7\\n0g7\\n.')", "5"],
    ["loads(b'I5\\npx\\n.')", "ValueError: invalid literal for int() with base 10: 'x\\n'"],
  );
});
