import { assert, assertEquals } from "@std/assert";

const CLI = new URL("./cli.ts", import.meta.url).pathname;

const PROGRAM = `
import multiprocessing, sys

def square(connection, lock, queue):
    with lock:
        connection.send([k * k for k in connection.recv()])
        queue.put(multiprocessing.current_process().name)

if __name__ == "__main__":
    ours, theirs = multiprocessing.Pipe()
    lock, queue = multiprocessing.Lock(), multiprocessing.SimpleQueue()
    process = multiprocessing.Process(target=square, args=(theirs, lock, queue), name="squares")
    process.start()
    ours.send([1, 2, 3])
    print(ours.recv(), queue.get())
    process.join()
    print(process.exitcode, multiprocessing.active_children(), multiprocessing.get_start_method())
`;

Deno.test("multiprocessing starts processes that share pipes, locks and queues, and leaves none", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/program.py`, PROGRAM);
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", CLI, `${folder}/program.py`],
      env: { OROCHI_CACHE: `${folder}/cache`, OROCHI_BUILD: "manual" },
      stdin: "null",
    }).output();
    assertEquals(new TextDecoder().decode(stderr), "");
    assertEquals(new TextDecoder().decode(stdout), "[1, 4, 9] squares\n0 [] spawn\n");
    assertEquals(code, 0);
    // What the children were started with is a file that says which Orochi it is.
    const [launcher] = [...Deno.readDirSync(`${folder}/cache/bin`)];
    const text = await Deno.readTextFile(`${folder}/cache/bin/${launcher.name}/python3`);
    assert(text.startsWith("#!/bin/sh\nexec ") && text.includes(CLI), text);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
