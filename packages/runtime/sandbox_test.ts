import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { fileURLToPath } from "node:url";
import { UsageError } from "./command_line.ts";
import { parseSandbox } from "./sandbox.ts";

const CLI = fileURLToPath(new URL("./cli.ts", import.meta.url));
const ESCAPES = fileURLToPath(new URL("./testdata/escapes.py", import.meta.url));

/** Runs a command line behind `--sandbox`. */
async function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", CLI, "--sandbox", ...args],
    stdin: "null",
    env: { HOME: "/SECRET" },
  });
  const { code, stdout, stderr } = await child.output();
  return { code, stdout: new TextDecoder().decode(stdout), stderr: new TextDecoder().decode(stderr) };
}

/** A folder with a secret in it. */
function secretFolder(): string {
  const folder = Deno.makeTempDirSync();
  Deno.writeTextFileSync(`${folder}/secret.py`, "CONTENT = 'SECRET'\n");
  return folder;
}

Deno.test("known ways out of Python reach nothing outside of the sandbox", async () => {
  const folder = secretFolder(), canary = `${folder}/canary`;
  const { code, stdout, stderr } = await run(ESCAPES, `${folder}/secret.py`, canary, CLI);
  assertEquals([stdout.trim().split("\n").at(-1), stderr, code], ["reached: []", "", 0]);
  assertEquals(Array.from(Deno.readDirSync(folder), ({ name }) => name), ["secret.py"]);
  Deno.removeSync(folder, { recursive: true });
});

Deno.test("the same ways lead out where there is no sandbox, so the test can fail", async () => {
  const folder = secretFolder();
  const { code, stdout } = await run(
    "--allow-read",
    "-c",
    Deno.readTextFileSync(ESCAPES),
    `${folder}/secret.py`,
    "/",
    CLI,
  );
  const last = stdout.trim().split("\n").at(-1)!;
  for (const way of ["'open'", "'open own'", "'frame'", "'code'", "'loader'", "'path'", "'linecache'"]) {
    assertStringIncludes(last, way);
  }
  assertEquals(code, 0);
  Deno.removeSync(folder, { recursive: true });
});

Deno.test("a path that a flag names is readable, and nothing else", async () => {
  const folder = secretFolder();
  const source = `
import os
print(open(${JSON.stringify(`${folder}/secret.py`)}).read())
for action in (lambda: open("/etc/passwd"), lambda: open(${
    JSON.stringify(`${folder}/new`)
  }, "w"), lambda: os.listdir("/")):
    try:
        action()
    except PermissionError as error:
        print(error)
`;
  const { stdout, stderr } = await run(`--allow-read=${folder}`, "-c", source);
  assertEquals(stderr, "");
  const [content, , passwd, written, list] = stdout.split("\n");
  assertEquals(content, "CONTENT = 'SECRET'");
  assertStringIncludes(passwd, `Requires read access to "/etc/passwd", run again with the --allow-read flag`);
  assertStringIncludes(written, "--allow-write flag");
  assertStringIncludes(list, "--allow-read flag");
  Deno.removeSync(folder, { recursive: true });
});

Deno.test("threads run in a sandbox, and each is sealed", async () => {
  const source = `
import sys, threading
def work():
    try:
        open(sys.argv[1])
    except PermissionError:
        print("refused")
threads = [threading.Thread(target=work) for _ in range(3)]
for thread in threads: thread.start()
for thread in threads: thread.join()
`;
  const { stdout, stderr } = await run("-c", source, CLI);
  assertEquals([stdout, stderr], ["refused\n".repeat(3), ""]);
});

Deno.test("the C library asks for the permission of what it is about", async () => {
  const source = `
import os, socket
def attempt(action):
    try:
        print("done", action())
    except PermissionError as error:
        print(error)
server = socket.create_server(("127.0.0.1", 0))
attempt(lambda: socket.create_connection(server.getsockname()).close())
attempt(lambda: socket.create_connection(("192.0.2.1", 9), timeout=1))
attempt(lambda: socket.getaddrinfo("example.org", 80))
attempt(lambda: socket.socket(socket.AF_UNIX).connect("/run/x.sock"))
attempt(lambda: socket.socket(socket.AF_UNIX).connect("\\0abstract"))
attempt(lambda: socket.socket().listen())
attempt(lambda: os.posix_spawn("/bin/true", ["true"], {}))
attempt(lambda: os.system("true"))
attempt(lambda: os.execv("/bin/true", ["true"]))
attempt(lambda: os.mkfifo("/tmp/fifo"))
attempt(lambda: open("/etc/passwd"))
print(len(os.pipe()))
`;
  const { stdout, stderr } = await run("--allow-ffi", "--allow-net=127.0.0.1", "-c", source);
  const lines = stdout.split("\n");
  const flags = ["net", "net", "write", "net", "net", "run", "run", "run", "write", "read"];
  assertEquals([stderr, lines[0], lines[11]], ["", "done None", "2"]);
  flags.forEach((flag, k) => assertStringIncludes(lines[k + 1], `run again with the --allow-${flag} flag`));
});

Deno.test("without the C library asyncio runs, and what needs it says so", async () => {
  const source = `
import asyncio, os, select, socket
async def main():
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, lambda: 42), type(loop._selector).__name__)
    a, b = socket.socketpair()
    a.send(b"x")
    print(b.recv(1), select.select([b], [], [], 0))
asyncio.run(main())
for action in (os.pipe, socket.socket, select.epoll, lambda: os.waitpid(1, 0), lambda: __import__("mmap").mmap(-1, 1)):
    try:
        action()
    except PermissionError as error:
        print(error)
`;
  const { stdout, stderr } = await run("-c", source);
  const refusal = '[Errno 13] Requires ffi access to "libc.so.6", run again with the --allow-ffi flag';
  assertEquals([stderr, ...stdout.trimEnd().split("\n")], [
    "",
    "42 SelectSelector",
    "b'x' ([], [], [])",
    ...Array(5).fill(refusal),
  ]);
});

Deno.test("a sandbox takes only permissions that it knows", () => {
  assertEquals(parseSandbox(["--allow-net", "--deny-read=/a", "-c", "--allow-x"]), {
    flags: ["--allow-net", "--deny-read=/a"],
    rest: ["-c", "--allow-x"],
  });
  for (const bad of ["--allow-all", "--allow-hrtime", "--allow-net="]) {
    assertThrows(() => parseSandbox([bad, "x.py"]), UsageError, "a sandbox knows only");
  }
});
