import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run(`
import posix
class Path:
    def __init__(self, text): self.text = text
    def __fspath__(self): return self.text
`);

Deno.test("paths are normalised without looking at files", () => {
  machine.check(
    [
      "[posix._path_normpath(t) for t in ('.', 'a//b/./c/..', '../a', '/..', '//a', '///a', 'a/../..', '/a/../../b/', 'a/')]",
      "['.', 'a/b', '../a', '/', '//a', '/a', '..', '/b', 'a']",
    ],
    ["posix._path_normpath('')", "'.'"],
    ["posix._path_normpath(b'a//b')", "b'a/b'"],
  );
});

Deno.test("a path is str, bytes, or says which of both it is", () => {
  machine.check(
    ["posix.fspath('a'), posix.fspath(b'a'), posix.fspath(Path('b'))", "('a', b'a', 'b')"],
    ["posix.fspath(3)", "TypeError: expected str, bytes or os.PathLike object, not int"],
    ["posix.fspath(Path(3))", "TypeError: expected Path.__fspath__() to return str or bytes, not int"],
  );
});

Deno.test("a root is what a path begins with", () => {
  machine.check(
    [
      "[posix._path_splitroot_ex(t) for t in ('', 'a/b', '/a', '//a', '///a')]",
      "[('', '', ''), ('', '', 'a/b'), ('', '/', 'a'), ('', '//', 'a'), ('', '/', '//a')]",
    ],
  );
});

Deno.test("what is no path is refused", () => {
  machine.check(
    ["posix.stat('a\\0b')", "ValueError: stat: embedded null character in path"],
    ["posix.stat(1.5)", "TypeError: stat: path should be string, bytes, os.PathLike or integer, not float"],
    ["posix.stat('/nowhere')", "FileNotFoundError: [Errno 2] No such file or directory: '/nowhere'"],
    ["posix.listdir(b'/nowhere')", "FileNotFoundError: [Errno 2] No such file or directory: b'/nowhere'"],
  );
});

Deno.test("how a child ended is told by its status", () => {
  machine.check(
    [
      "posix.waitstatus_to_exitcode(0), posix.waitstatus_to_exitcode(256), posix.waitstatus_to_exitcode(9), posix.WIFEXITED(0), posix.WEXITSTATUS(512), posix.WTERMSIG(9), posix.WIFSIGNALED(9), posix.WIFSTOPPED(0x137f), posix.WSTOPSIG(0x137f), posix.WCOREDUMP(0x8b)",
      "(0, 1, -9, True, 2, 9, True, True, 19, True)",
    ],
    ["posix.waitstatus_to_exitcode(0x137f)", "ValueError: process stopped by delivery of signal 19"],
  );
});
