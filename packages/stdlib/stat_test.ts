import { TestMachine } from "./testdata/machine.ts";

const machine = new TestMachine();
machine.run("import _stat");

Deno.test("modes are written as ls does", () => {
  machine.check(
    [
      "[_stat.filemode(m) for m in (0o100644, 0o040755, 0o120777, 0o104755, 0o102644, 0o041777, 0o041666, 0o140000, 0o060660, 0o020600, 0o010600, 0)]",
      "['-rw-r--r--', 'drwxr-xr-x', 'lrwxrwxrwx', '-rwsr-xr-x', '-rw-r-Sr--', 'drwxrwxrwt', 'drw-rw-rwT', 's---------', 'brw-rw----', 'crw-------', 'prw-------', '?---------']",
    ],
  );
});

Deno.test("kinds of files are told apart", () => {
  machine.check(
    [
      "_stat.S_ISDIR(0o040755), _stat.S_ISREG(0o100644), _stat.S_ISLNK(0o120777), _stat.S_ISDIR(0o100644), _stat.S_IMODE(0o104755), _stat.S_IFMT(0o104755)",
      "(True, True, True, False, 2541, 32768)",
    ],
  );
});
