import { assertEquals } from "@std/assert";
import { DenoHost, failure } from "./deno_host.ts";

Deno.test("failure() gives a permission that Deno was not given as EACCES, in Deno's words that name the flag", () => {
  const message = 'Requires read access to "/x", run again with the --allow-read flag';
  assertEquals(failure(new Deno.errors.NotCapable(message)), { code: "EACCES", message });
});

Deno.test("failure() gives errors of the system in the words of the C library", () => {
  const host = new DenoHost();
  assertEquals(host.open("/nonexistent/file", 0, 0), {
    code: "ENOENT",
    message: "No such file or directory",
  });
  assertEquals(host.listDirectory("/etc/passwd"), { code: "ENOTDIR", message: "Not a directory" });
  assertEquals(host.system("no_such_call", []), { code: "ENOSYS", message: "Function not implemented" });
});

Deno.test("DenoHost reads and writes shared memory at positions of its own", () => {
  const host = new DenoHost();
  const path = Deno.makeTempFileSync();
  const shared = new Uint8Array(new SharedArrayBuffer(16));
  shared.set(new TextEncoder().encode("hello world"));
  const fd = host.open(path, 2, 0o600) as number;
  assertEquals(host.write(fd, shared.subarray(0, 11), 0), null);
  assertEquals(host.write(fd, shared.subarray(0, 5), 6), null);
  assertEquals(host.read(fd, shared.subarray(0, 16), 2), 9);
  assertEquals(new TextDecoder().decode(shared.slice(0, 9)), "llo hello");
  assertEquals(host.close(fd), null);
  Deno.removeSync(path);
});

Deno.test("system('unlink') refuses a directory, even an empty one", () => {
  const folder = Deno.makeTempDirSync();
  assertEquals(new DenoHost().system("unlink", [folder]), { code: "EISDIR", message: "Is a directory" });
  Deno.removeSync(folder);
});
