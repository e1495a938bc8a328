import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { runTestProgram } from "./_run_test_program.ts";

const RAISING = `
import orochi, threading, time
class Stop(Exception): pass
caught = []
ready = threading.Event()
def spin():
    ready.set()
    while True: pass
def wait():
    lock = threading.Lock()
    lock.acquire()
    ready.set()
    lock.acquire()
def sleep():
    ready.set()
    time.sleep(1000)
def run(body):
    try: body()
    except Stop as error: caught.append((body.__name__, repr(error)))
for body, what in (spin, Stop), (wait, Stop("now")), (sleep, Stop("then")):
    ready.clear()
    thread = threading.Thread(target=run, args=(body,))
    thread.start()
    ready.wait()
    found = orochi.raise_in_thread(thread.ident, what)
    thread.join()
    print(found, *caught.pop())
print(orochi.raise_in_thread(thread.ident, Stop))
try: orochi.raise_in_thread(1, 3)
except TypeError as error: print(error)
`;

for (const lock of ["object", "timeout", "subsystem"]) {
  Deno.test(`${lock}: orochi.raise_in_thread reaches threads that run, wait and sleep`, async () => {
    const { stdout, stderr, heapError } = await runTestProgram(RAISING, { lock });
    assertEquals(stderr, "");
    assertEquals(
      stdout,
      "1 spin Stop()\n1 wait Stop('now')\n1 sleep Stop('then')\n0\nexceptions must derive from BaseException\n",
    );
    assertEquals(heapError, null);
  });
}

const DUMPING = `
import faulthandler, sys, threading
go, ready = threading.Event(), threading.Event()
def inner():
    ready.set()
    go.wait()
thread = threading.Thread(target=inner, name="waiter")
thread.start()
ready.wait()
faulthandler.dump_traceback()
print("--", file=sys.stderr, flush=True)
faulthandler.dump_traceback(all_threads=False)
print("--", file=sys.stderr, flush=True)
faulthandler.dump_traceback_later(0.01)
threading.Event().wait(1)
faulthandler.cancel_dump_traceback_later()
go.set()
thread.join()
`;

Deno.test("faulthandler shows all threads, the calling one, and all again after a time", async () => {
  const { stderr, status, heapError } = await runTestProgram(DUMPING);
  const [all, own, later] = stderr.split("--\n");
  assertMatch(all, /^Thread 0x\w{16} \[waiter\] \(most recent call first\):\n/);
  assertStringIncludes(all, `  File "<string>", line 6 in inner\n`);
  assertMatch(
    all,
    /\n\nCurrent thread 0x\w{16} \(most recent call first\):\n {2}File "<string>", line 10 in <module>\n$/,
  );
  assertEquals(own, 'Stack (most recent call first):\n  File "<string>", line 12 in <module>\n');
  assertMatch(later, /^Timeout \(0:00:00.010000\)!\nThread 0x/);
  assertStringIncludes(later, "line 15 in <module>\n");
  assertEquals([status, heapError], [0, null]);
});

Deno.test("faulthandler ends a program that takes too long, if told so", async () => {
  const source = "import faulthandler\nfaulthandler.dump_traceback_later(0.05, exit=True)\nwhile True: pass";
  const command = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", new URL("./cli.ts", import.meta.url).pathname, "-c", source],
    stderr: "piped",
  });
  const { code, stderr } = await command.output();
  assertEquals(code, 1);
  assertStringIncludes(new TextDecoder().decode(stderr), "Timeout (0:00:00.050000)!\nThread 0x");
});

Deno.test("sys.setpriority and sys.setcheckinterval work where the lock has such things, and say so elsewhere", async () => {
  const source = `
import sys
for name in "setpriority", "setcheckinterval":
    try: print(getattr(sys, name)(5))
    except RuntimeError as error: print(error)
print(sys.getcheckinterval(), sys._is_gil_enabled())
`;
  const lines = async (lock: string) => (await runTestProgram(source, { lock })).stdout.trimEnd().split("\n");
  const [none, noTicks, ...rest] = await lines("priority");
  assertEquals([none, ...rest], ["None", "100 True"]);
  assertStringIncludes(noTicks, 'lock "priority" has none');
  const [noPriority, ...ticks] = await lines("tick");
  assertStringIncludes(noPriority, 'lock "tick" has none');
  assertEquals(ticks, ["None", "5 True"]);
  assertEquals((await lines("object"))[2], "100 False");
});
