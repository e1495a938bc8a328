import { TestMachine } from "./testdata/machine.ts";

const machine = new TestMachine();
machine.run("import errno");

Deno.test("numbers and names are each other's", () => {
  machine.check(
    [
      "errno.ENOENT, errno.EAGAIN, errno.errorcode[2], errno.errorcode[errno.EINTR], errno.EWOULDBLOCK == errno.EAGAIN, errno.ENOTSUP == errno.EOPNOTSUPP",
      "(2, 11, 'ENOENT', 'EINTR', True, True)",
    ],
    ["all(getattr(errno, name) == number for number, name in errno.errorcode.items())", "True"],
  );
});
