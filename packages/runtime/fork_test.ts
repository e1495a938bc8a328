import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { CONTROL, HEAP_CONTROL, HeapMemory, PAGE_BYTES, PAGES } from "@orochi/heap";
import type { SystemCalls } from "@orochi/vm";
import { ForkError, memoryFile, prepareHeap, takeOver, takePicture, writeRun } from "./fork_memory.ts";
import { CONTINUE, continuedImage } from "./fork_record.ts";
import { openLibrary } from "./libc/library.ts";

const CLI = new URL("./cli.ts", import.meta.url).pathname;

interface Outcome {
  readonly code: number;
  readonly lines: string[];
  readonly stderr: string;
  /** What is left in the folder for temporary files. */
  readonly left: string[];
}

/** Runs a program with a folder of its own for what is temporary. */
async function run(source: string, ...options: string[]): Promise<Outcome> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/program.py`, source);
    await Deno.mkdir(`${folder}/tmp`);
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", CLI, ...options, `${folder}/program.py`],
      env: { TMPDIR: `${folder}/tmp` },
      stdin: "null",
    }).output();
    const decoder = new TextDecoder();
    return {
      code,
      lines: decoder.decode(stdout).trimEnd().split("\n"),
      stderr: decoder.decode(stderr),
      left: [...Deno.readDirSync(`${folder}/tmp`)].map((entry) => entry.name),
    };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("a forked child goes on with what can't be pickled, and only its exit status and what it sends comes back", async () => {
  const { code, lines, stderr, left } = await run(`
import mmap, multiprocessing, os, re, signal, sys, tempfile
context = multiprocessing.get_context("fork")

class Unpicklable:
    def __reduce__(self):
        raise TypeError("not this one")

def running():
    value = yield "open"
    while True:
        value = yield value * 2

generator, thing, pattern = running(), Unpicklable(), re.compile(r"(\\d+)")
next(generator)
thing.seen = []
file = tempfile.TemporaryFile()
file.write(b"parent")
file.flush()
reader, writer = context.Pipe(False)
shared, private = mmap.mmap(-1, 4096), mmap.mmap(-1, 4096, flags=mmap.MAP_PRIVATE)
signal.signal(signal.SIGUSR1, lambda *_: writer.send("handled"))

def child(function, thing):
    thing.seen.append("child")
    file.write(b" and child")
    shared[:5] = private[:5] = b"child"
    file.flush()
    writer.send((function(20), generator.send(4), pattern.findall("1 22"), thing.seen,
                 multiprocessing.parent_process().pid == os.getppid()))
    os.kill(os.getpid(), signal.SIGUSR1)
    sys.exit(7)

process = context.Process(target=lambda: child(lambda x: x + 1, thing), name="lambda")
process.start()
print(reader.recv(), reader.recv())
process.join()
file.seek(0)
print(process.exitcode, thing.seen, generator.send(1), file.read(), shared[:5] + private[:5])
try:
    os.fork()
except OSError as error:
    print("multiprocessing.get_context" in str(error))
print(multiprocessing.get_all_start_methods(), os.getpid())
`);
  assertEquals(stderr, "");
  assertEquals(lines.slice(0, 3), [
    "(21, 8, ['1', '22'], ['child'], True) handled",
    "7 [] 2 b'parent and child' b'child\\x00\\x00\\x00\\x00\\x00'",
    "True",
  ]);
  assertStringIncludes(lines[3], "['spawn', 'fork'");
  const pid = lines[3].split(" ").at(-1)!;
  assertEquals(left, []);
  const shared = [...Deno.readDirSync("/dev/shm")].map((entry) => entry.name);
  assertEquals(shared.filter((name) => name.includes(pid) || name.includes("orochi")), []);
  assertEquals(code, 0);
});

Deno.test("a forked child handles what others signal, by handlers of its parent and of its own", async () => {
  const { code, lines, stderr, left } = await run(`
import multiprocessing, os, signal, time
context = multiprocessing.get_context("fork")
seen = []
signal.signal(signal.SIGUSR1, lambda number, frame: seen.append("parent's"))

def child(end):
    signal.signal(signal.SIGUSR2, lambda number, frame: seen.append("child's"))
    end.send("ready")
    end.send(end.recv())
    while len(seen) < 2:
        time.sleep(0.01)
    end.send(sorted(seen))

here, there = context.Pipe()
process = context.Process(target=child, args=(there,))
process.start()
there.close()
print(here.recv())
os.kill(process.pid, signal.SIGUSR1)
os.kill(process.pid, signal.SIGUSR2)
here.send("reading goes on")
print(here.recv(), here.recv())
process.join()
print(process.exitcode, seen)
`);
  assertEquals([code, stderr, left], [0, "", []]);
  assertEquals(lines, ["ready", `reading goes on ["child's", "parent's"]`, "0 []"]);
});

Deno.test("a child begins with the signals held back that its parent holds back, until it lets them through", async () => {
  const { code, lines, stderr } = await run(`
import os, signal, subprocess, sys, time
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
child = subprocess.Popen([sys.executable, "-c", """
import signal, time
handled = []
signal.signal(signal.SIGTERM, lambda *_: handled.append("handled"))
time.sleep(0.1)
print(len(handled))
signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
while not handled:
    time.sleep(0.01)
print(handled)
"""], stdout=subprocess.PIPE, text=True)
child.send_signal(signal.SIGTERM)
print(child.communicate()[0].split(), child.returncode)
plain = subprocess.Popen(["sleep", "0.3"])
plain.terminate()
print(plain.wait())
signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
plain = subprocess.Popen(["sleep", "10"])
plain.terminate()
print(plain.wait())
`);
  assertEquals([code, stderr], [0, ""]);
  assertEquals(lines, [`['0', "['handled']"] 0`, "0", "-15"]);
});

Deno.test("locks, values, queues, pools and executors work across forked processes", async () => {
  const { code, lines, stderr, left } = await run(`
import multiprocessing, os, time
from concurrent.futures import ProcessPoolExecutor
context = multiprocessing.get_context("fork")
value, array, queue, event = context.Value("i", 5), context.Array("d", [1.0, 2.0]), context.Queue(), context.Event()

def add(n):
    for _ in range(n):
        with value.get_lock():
            value.value += 1
    array[1] = 7.5
    queue.put(n)

processes = [context.Process(target=add, args=(50,)) for _ in range(2)]
for process in processes:
    process.start()
print([queue.get() for _ in processes])
for process in processes:
    process.join()
print(value.value, array[:], [process.exitcode for process in processes])

sleeper, killed, waiter = [context.Process(target=target, args=args) for target, args in
                           [(time.sleep, (100,)), (time.sleep, (100,)), (event.wait, ())]]
for process in (sleeper, killed, waiter):
    process.start()
print(len(multiprocessing.active_children()), sleeper.is_alive())
sleeper.terminate()
killed.kill()
event.set()
for process in (sleeper, killed, waiter):
    multiprocessing.connection.wait([process.sentinel])
    process.join()
print(sleeper.exitcode, killed.exitcode, waiter.exitcode)

def nested():
    inner = context.Process(target=lambda: queue.put(os.getppid()))
    inner.start()
    queue.put(os.getpid())
    inner.join()
    raise SystemExit(inner.exitcode)

process = context.Process(target=nested)
process.start()
print(len({queue.get(), queue.get()}), process.join(), process.exitcode)
offset = 100
with context.Pool(2) as pool:
    print(pool.map(lambda_free := abs, range(-3, 0)), list(pool.imap(len, ["a", "bb"])))
with ProcessPoolExecutor(2, mp_context=context) as executor:
    print(list(executor.map(pow, [1, 2, 3], [2, 2, 2])))
print(multiprocessing.active_children())
`.replace("lambda_free := ", ""));
  assertEquals(stderr, "");
  assertEquals(lines, [
    "[50, 50]",
    "105 [1.0, 7.5] [0, 0]",
    "3 True",
    "-15 -9 0",
    "1 None 0",
    "[3, 2, 1] [1, 2]",
    "[1, 4, 9]",
    "[]",
  ]);
  assertEquals(left, []);
  assertEquals(code, 0);
});

/** Forks from a thread that is not the first while another runs. */
const THREADS = `
import gc, multiprocessing, threading, warnings
context = multiprocessing.get_context("fork")

class Node:
    def __init__(self):
        self.me, self.items = self, [1, 2.5, "text" * 20]

nodes, stop = [Node() for _ in range(500)], threading.Event()

def busy():
    while not stop.is_set():
        [Node() for _ in range(10)]

def child():
    more = [Node() for _ in range(500)]
    del more
    gc.collect()
    thread = threading.Thread(target=lambda: nodes.append(Node()))
    thread.start()
    thread.join()
    print(threading.current_thread().name, threading.main_thread() is threading.current_thread(),
          threading.active_count(), other.is_alive(), len(nodes), flush=True)

def fork():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        process = context.Process(target=child)
        process.start()
        process.join()
    stop.set()
    print(process.exitcode, [(each.category.__name__, "goes on without MainThread, other" in str(each.message))
                             for each in caught])

other = threading.Thread(target=busy, name="other")
other.start()
forking = threading.Thread(target=fork, name="forking")
forking.start()
forking.join()
other.join()
`;

for (const [refcount, lock] of [["biased", "object"], ["side", "timeout"]]) {
  Deno.test(`threads are not continued in a child, which a warning says, under ${refcount} and ${lock}`, async () => {
    const { code, lines, stderr } = await run(THREADS, `--refcount=${refcount}`, `--lock=${lock}`);
    assertEquals(stderr, "");
    assertEquals(lines, ["forking True 1 False 501", "0 [('DeprecationWarning', True)]"]);
    assertEquals(code, 0);
  });
}

Deno.test("a fork server forks for others, and what it has imported is there", async () => {
  const { code, lines, stderr, left } = await run(`
import multiprocessing, os, sys, time

def work(connection, lock):
    with lock:
        connection.send(([k * k for k in connection.recv()], "csv" in sys.modules, os.getppid()))
    sys.exit(5)

if __name__ == "__main__":
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["csv"])
    servers, lock = set(), context.Lock()
    for _ in range(2):
        ours, theirs = context.Pipe()
        process = context.Process(target=work, args=(theirs, lock))
        process.start()
        ours.send([1, 2, 3])
        squares, preloaded, server = ours.recv()
        servers.add(server)
        process.join()
        print(squares, preloaded, process.exitcode)
    process = context.Process(target=time.sleep, args=(100,))
    process.start()
    process.terminate()
    process.join()
    print(process.exitcode, len(servers), os.getpid() in servers)
`);
  assertEquals(stderr, "");
  assertEquals(lines, ["[1, 4, 9] True 5", "[1, 4, 9] True 5", "-15 1 False"]);
  assertEquals(left, []);
  assertEquals(code, 0);
});

Deno.test("without FFI there is no fork, and the error says what is missing", async () => {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--allow-read",
      "--allow-env",
      "--allow-sys",
      "--no-prompt",
      "--no-check",
      CLI,
      "-c",
      "import _orochi_fork, multiprocessing\ntry: _orochi_fork.start(print)\nexcept OSError as error: print(error)\n" +
      "print(multiprocessing.get_all_start_methods())",
    ],
    stdin: "null",
  }).output();
  assertEquals(new TextDecoder().decode(stderr), "");
  assertStringIncludes(new TextDecoder().decode(stdout), "Requires ffi access");
  assertStringIncludes(new TextDecoder().decode(stdout), "['spawn']");
  assertEquals(code, 0);
});

// -- memory, within one process

const MIB = 1 << 20;
const libc = openLibrary() as SystemCalls;

/** A heap with some pages in use, each word of which is its address. */
function filledHeap(bytes: number, table: boolean): HeapMemory {
  const memory = HeapMemory.create({ reserveBytes: 64 * MIB, table });
  const pages = bytes / PAGE_BYTES;
  memory.i32[(HEAP_CONTROL + CONTROL.nextPage) >>> 2] = PAGES / PAGE_BYTES + pages;
  for (let at = PAGES; at < PAGES + bytes; at += 64) memory.i32[at >>> 2] = at;
  return memory;
}

/** What a child would have; the parent goes on meanwhile. */
function fork(parent: HeapMemory, copy: boolean, meanwhile: () => void, single = true): HeapMemory {
  const { passing, ...picture } = takePicture(parent, libc, single, []);
  const overlay: [number, number][] = [
    [0, PAGES],
    ...picture.overlay.map(([at, bytes]) => [at, bytes] as [number, number]),
  ];
  const fd = memoryFile(libc, overlay.reduce((sum, [, bytes]) => sum + bytes, 0));
  let at = 0;
  for (const run of overlay) {
    writeRun(parent, libc, fd, run, at);
    at += run[1];
  }
  meanwhile();
  const table = parent.i32[(HEAP_CONTROL + CONTROL.limitPage) >>> 2] * PAGE_BYTES < parent.u8.length;
  const child = HeapMemory.create({ reserveBytes: parent.u8.length, table });
  const base = copy ? libc.call("fcntl", picture.base, 0, 0) : picture.base;
  takeOver(child, libc, { ...picture, base }, fd, 0, copy);
  libc.call("close", fd);
  if (passing) libc.call("close", picture.base);
  return child;
}

for (const table of [false, true]) {
  for (
    const [how, prepared, single, copy] of [
      ["prepared", true, true, false],
      ["not prepared", false, true, false],
      ["beside other threads", false, false, false],
      ["where nothing can be mapped", true, true, true],
    ] as const
  ) {
    Deno.test(`a child's memory is what the parent's was, ${how}${table ? ", with a table of counts" : ""}`, () => {
      const parent = filledHeap(4 * MIB, table), tableAt = (48 * MIB) >>> 2;
      if (prepared) prepareHeap(parent, libc, single);
      const word = (PAGES + 2 * MIB) >>> 2;
      parent.i32[word] = 1;
      if (table) parent.i32[tableAt + 5] = 77;
      const first = fork(parent, copy, () => parent.i32[word] = 2, single);
      // The second child's is the first one's and what has changed since.
      parent.i32[word + 4096] = 3;
      const second = fork(parent, copy, () => parent.i32[word] = 4, single);
      first.i32[word + 1] = 5;
      assertEquals([first.i32[word], second.i32[word], parent.i32[word]], [1, 2, 4]);
      assertEquals([first.i32[word + 4096], second.i32[word + 4096]], [PAGES + 2 * MIB + 4096 * 4, 3]);
      assertEquals([second.i32[word + 1], parent.i32[word + 1]], [0, 0]);
      for (let at = PAGES; at < PAGES + 2 * MIB; at += 64) {
        if (first.i32[at >>> 2] !== at || second.i32[at >>> 2] !== at) throw new Error(`at ${at}`);
      }
      if (table) assertEquals([first.i32[tableAt + 5], second.i32[tableAt + 5]], [77, 77]);
    });
  }
}

Deno.test("a heap in a base shares it with its children: nothing is copied but what has changed", () => {
  const parent = filledHeap(8 * MIB, false);
  prepareHeap(parent, libc, true);
  const first = takePicture(parent, libc, true, []);
  assertEquals([first.overlay, first.passing], [[], false]);
  parent.i32[PAGES >>> 2] = 9;
  const second = takePicture(parent, libc, true, []);
  assertEquals([second.base, second.overlay], [first.base, [[PAGES, 4096]]]);
});

Deno.test("what is mapped into the heap and shared with others, and that no open file leads to, is refused", () => {
  const parent = filledHeap(2 * MIB, false), fd = memoryFile(libc, 4096);
  libc.call("mmap", libc.addressOf(parent.u8) + PAGES + 4096, 4096, 3, 0x11, fd, 0);
  const { files } = takePicture(parent, libc, true, [fd]);
  assertEquals(files, [{ address: PAGES + 4096, bytes: 4096, fd, offset: 0, writable: true }]);
  let error: unknown;
  try {
    takePicture(parent, libc, true, []);
  } catch (caught) {
    error = caught;
  }
  assert(error instanceof ForkError);
  libc.call("close", fd);
});

Deno.test("only the launcher's command goes on with a parent's heap", () => {
  assertEquals(continuedImage(["--refcount=side", `${CONTINUE}12`]), 12);
  assertEquals(continuedImage(["program.py", `${CONTINUE}12`]), -1);
  assertEquals(continuedImage([`${CONTINUE}12`, "--lock=object"]), -1);
  assertEquals(continuedImage([]), -1);
});
