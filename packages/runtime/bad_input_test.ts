import { assertEquals } from "@std/assert";

const CLI = new URL("./cli.ts", import.meta.url).pathname;

const PROGRAM = `
import multiprocessing, os, signal, struct, threading
from multiprocessing.connection import Client, Listener
from multiprocessing.shared_memory import SharedMemory

def attempt(what, *args):
    try:
        print(what(*args))
    except Exception as error:
        print(type(error).__name__, error)

def dies(connection):
    os.write(connection.fileno(), struct.pack("!i", 100) + b"not all of it")
    os.kill(os.getpid(), signal.SIGKILL)

context = multiprocessing.get_context("fork")
ours, theirs = context.Pipe()
child = context.Process(target=dies, args=(theirs,))
child.start()
theirs.close()
attempt(ours.recv)
child.join()
print(child.exitcode)

ours, theirs = context.Pipe()
os.write(theirs.fileno(), struct.pack("!iQ", -1, 1 << 20))
attempt(ours.recv_bytes, 1000)
ours, theirs = context.Pipe()
attempt(theirs.send, [1, (i for i in [])])
print(ours.poll())

with Listener(("127.0.0.1", 0), authkey=b"right") as listener:
    server = threading.Thread(target=attempt, args=(listener.accept,))
    server.start()
    try:
        Client(listener.address, authkey=b"wrong")
    except multiprocessing.AuthenticationError as error:
        refusal = error
    server.join()
    print("client:", refusal)

for size in -1, 1 << 62:
    try:
        SharedMemory("NAME", create=True, size=size)
    except (OSError, ValueError, OverflowError) as error:
        print(type(error).__name__)
print(multiprocessing.active_children(), os.path.exists("/dev/shm/NAME"), os.listdir(os.environ["TMPDIR"]))
`;

Deno.test("a dead child, too much, what has no pickle, a wrong key and full shared memory are errors that leave nothing behind", async () => {
  const folder = await Deno.makeTempDir(), name = `orochi-test-${crypto.randomUUID().slice(0, 8)}`;
  try {
    const file = `${folder}/program.py`;
    await Deno.writeTextFile(file, PROGRAM.replaceAll("NAME", name));
    await Deno.mkdir(`${folder}/tmp`);
    const { code, stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", CLI, file],
      env: { TMPDIR: `${folder}/tmp` },
      stdin: "null",
      // The library takes a segment that had no room out of the tracker's list before it was put in, and the tracker
      // complains; that is the library's own affair.
      stderr: "null",
    }).output();
    assertEquals(code, 0);
    assertEquals(new TextDecoder().decode(stdout).trimEnd().split("\n"), [
      "OSError got end of file during message",
      "-9",
      "OSError bad message length",
      "TypeError cannot pickle 'generator' object",
      "False",
      "AuthenticationError digest received was wrong",
      "client: digest sent was rejected",
      "ValueError",
      "OSError",
      "[] False []",
    ]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
