import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run("import posix");

Deno.test("numbers of devices are taken apart and put together", () => {
  machine.check(
    [
      "posix.makedev(8, 1), posix.major(2049), posix.minor(2049), posix.major(posix.makedev(4095, 1048575)), posix.minor(posix.makedev(4095, 1048575))",
      "(2049, 8, 1, 4095, 1048575)",
    ],
    ["posix.major(-1)", "OverflowError: can't convert negative int to unsigned"],
    ["posix.major(2 ** 64)", "OverflowError: int too big to convert"],
    ["posix.makedev('a', 1)", "TypeError: 'str' object cannot be interpreted as an integer"],
  );
});

Deno.test("every pair of numbers comes back", () => {
  machine.check(
    [
      "all((posix.major(d), posix.minor(d)) == (a, b) for a in (0, 1, 4095, 4096, 2**32 - 1) for b in (0, 255, 256, 2**32 - 1) for d in [posix.makedev(a, b)])",
      "True",
    ],
  );
});
