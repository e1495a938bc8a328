/**
 * Cases about threads of embedded programs; `embed_threads_test.ts` runs them.
 *
 * @module
 */
import { assert, assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { Runtime } from "./embed.ts";
import { PythonError } from "./embed_errors.ts";
import { SharedOutput } from "./embed_output.ts";
import { interruptMainThread } from "./interrupts.ts";
import { InternalError } from "./supervisor.ts";

Deno.test("threads of an embedded program run on Workers, and what they print is read in order", () => {
  for (const [lock, refcount] of [["object", "biased"], ["timeout", "plain"]]) {
    using python = new Runtime({ lock, refcount });
    python.globals.set("only_here", () => 1);
    python.run(`
import threading
total = []
def work(n):
    total.append(sum(range(n)))
    print("thread", n)
    try:
        only_here()
    except RuntimeError as e:
        print(e)
for n in (10, 100):
    thread = threading.Thread(target=work, args=(n,))
    thread.start()
    thread.join()
    print("joined", n)
`);
    assertEquals(
      python.output,
      [10, 100].map((n) =>
        `thread ${n}\na JavaScript function can only be called by the thread that the runtime was made in\njoined ${n}\n`
      ).join(""),
    );
    assertEquals(python.globals.get("total"), [45, 4950]);
    python.run("del thread");
    assertEquals(python.heapCheck(), null);
  }
});

Deno.test("threads go on between calls; stop() waits for them and leaves daemons behind", async () => {
  const written: string[] = [];
  let first!: () => void;
  const begun = new Promise<void>((resolve) => first = resolve);
  const python = new Runtime({
    stdout: (text) => {
      written.push(text);
      first();
    },
  });
  python.run(`
import threading, sys
event, never = threading.Event(), threading.Event()
def work():
    print("begun", flush=True)
    event.wait()
    print("ended")
threading.Thread(target=work).start()
threading.Thread(target=never.wait, daemon=True).start()
`);
  await begun;
  assertThrows(() => python.heapCheck(), Error, "while other Python threads run");
  python.run("event.set()");
  python.stop();
  assertEquals(written.join(""), "begun\nended\n");
});

Deno.test("an exception that ends a thread is told on standard error", () => {
  using python = new Runtime();
  python.run(`
import threading
thread = threading.Thread(target=lambda: 1 / 0)
thread.start()
thread.join()
`);
  assert(python.errorOutput.endsWith("ZeroDivisionError: division by zero\n"), python.errorOutput);
});

Deno.test("a runtime without threads says so in Python's words", () => {
  using python = new Runtime({ threads: false });
  const error = assertThrows(
    () => python.run("import threading\nthreading.Thread(target=print).start()"),
    PythonError,
  );
  assertEquals([error.type, error.message], ["RuntimeError", "can't start new thread"]);
});

Deno.test("strategies that are modules of the user's own are loaded by every Worker", async () => {
  using python = await Runtime.create({
    lock: new URL("../gil/template.ts", import.meta.url).href,
    refcount: "plain",
  });
  python.run("import threading\nt = threading.Thread(target=print, args=(1,))\nt.start()\nt.join()");
  assertEquals(python.output, "1\n");
});

Deno.test("a Worker that fails breaks the runtime instead of letting it wait for ever", async () => {
  const path = Deno.makeTempFileSync({ suffix: ".ts" });
  try {
    const template = new URL("../gil/template.ts", import.meta.url).href;
    Deno.writeTextFileSync(
      path,
      `import Baton from "${template}";
export default class Broken extends Baton {
  constructor(context) {
    super(context);
    if (context.slot > 1) throw new Error("not here");
  }
}
`,
    );
    const python = await Runtime.create({ lock: path, refcount: "plain" });
    const source = "import threading\nt = threading.Thread(target=print)\nt.start()\nt.join()";
    assertThrows(() => python.run(source), InternalError, "Error: not here");
    assertThrows(() => python.eval("1"), Error, "Cannot use the runtime as it is broken: Error: not here");
    python.stop();
    python.stop();
  } finally {
    Deno.removeSync(path);
  }
});

Deno.test("an interrupt is KeyboardInterrupt", () => {
  using python = new Runtime();
  python.globals.set("interrupt", () => interruptMainThread(python.memory));
  const error = assertThrows(() => python.run("interrupt()\nwhile True: pass"), PythonError);
  assertEquals(error.type, "KeyboardInterrupt");
  python.run("try:\n    interrupt()\n    while True: pass\nexcept KeyboardInterrupt:\n    print('caught')");
  assertEquals(python.output, "caught\n");
  assertEquals(python.heapCheck(), null);
});

Deno.test("SharedOutput grows, keeps the order and is empty afterwards", () => {
  const output = new SharedOutput();
  const other = new SharedOutput(output.buffer);
  const long = new Uint8Array(300_000).fill(7);
  assert(
    other.append(2, new Uint8Array([1, 2, 3])) && other.append(1, long) && output.append(1, new Uint8Array()),
  );
  const records = output.take();
  assertEquals(records.map(({ fd, bytes }) => [fd, bytes.length]), [[2, 3], [1, 300_000], [1, 0]]);
  assertEquals(records[0].bytes, new Uint8Array([1, 2, 3]));
  assertStrictEquals(records[1].bytes[299_999], 7);
  assertEquals(other.take(), []);
});
