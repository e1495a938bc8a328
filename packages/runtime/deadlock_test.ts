import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { parkedState } from "@orochi/gil";
import { RUNTIME_CONTROL, threadBlock } from "@orochi/heap";
import { allWait } from "./deadlock.ts";
import { ThreadSlots } from "./thread_slots.ts";

const CLI = new URL("./cli.ts", import.meta.url).pathname;

/** A report comes within this time, also where many programs run, in milliseconds. */
const PATIENCE_MS = 60_000;

/** Runs a program with reports until its standard error matches, then ends it. */
async function reportOf(lock: string, source: string, until: RegExp, quit = false): Promise<string> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "--quiet", CLI, "--deadlock-report", "--lock", lock, "-c", source],
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const decoder = new TextDecoder();
  let text = "";
  // Without a report the test fails instead of waiting as its program does.
  const patience = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
  if (quit) {
    const reader = child.stdout.getReader();
    await reader.read(); // it says that it is ready
    child.kill("SIGQUIT");
    reader.releaseLock();
  }
  for await (const chunk of child.stderr) {
    text += decoder.decode(chunk, { stream: true });
    if (until.test(text)) break;
  }
  clearTimeout(patience);
  try {
    child.kill("SIGKILL");
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // it is over
  }
  if (!child.stdout.locked) await child.stdout.cancel();
  await child.status;
  return text;
}

const CIRCLE = `
import threading
a, b = threading.Lock(), threading.RLock()
met = threading.Barrier(2)
def one():
    with a:
        met.wait()
        with b: pass
def two():
    with b:
        met.wait()
        with a: pass
threads = [threading.Thread(target=f, name=f.__name__) for f in (one, two)]
for thread in threads: thread.start()
for thread in threads: thread.join()
`;

for (const lock of ["object", "timeout", "tick"]) {
  Deno.test(`${lock}: two threads that wait for each other's locks are reported, with who waits for them`, async () => {
    const text = await reportOf(lock, CIRCLE, /\nDeadlock: .*\n/);
    assertStringIncludes(text, "\n== 3 threads ==\n");
    assertMatch(
      text,
      /\nthread 1 "MainThread": waits for the end of thread 2 "one", for \d+\.\d s\n {2}File/,
    );
    assertMatch(text, /\nthread 2 "one": waits for RLock 0x\w+, held by thread 3 "two", for \d+\.\d s\n/);
    assertMatch(text, /\nthread 3 "two": waits for lock 0x\w+, held by thread 2 "one", for \d+\.\d s\n/);
    assertMatch(text, /line 8 in one\n/);
    assertMatch(text, /\nDeadlock: thread 2 "one" waits for thread 3 "two" waits for thread 2 "one"\n/);
  });
}

Deno.test("a main thread that waits for a lock of its own is reported", async () => {
  const text = await reportOf(
    "object",
    "import _thread\na = _thread.allocate_lock()\na.acquire()\na.acquire()",
    /Deadlock/,
  );
  assertMatch(text, /thread 1 "MainThread": waits for lock 0x\w+, held by itself/);
});

Deno.test("SIGQUIT asks for a report on a program that is well", async () => {
  const source = "import time\nprint('ready', flush=True)\nfor _ in range(1000): time.sleep(0.01)";
  const text = await reportOf("object", source, /in <module>\n/, true);
  assertMatch(text, /== 1 thread ==\n\nthread 1 "MainThread": /);
  assertEquals(text.includes("Deadlock"), false);
});

Deno.test("threads that wait with a limit, or for a signal, are no deadlock", () => {
  const words = new Int32Array(new SharedArrayBuffer(1 << 20));
  new ThreadSlots(words, Atomics).occupy(1);
  const put = (offset: number, value: number) => words[(threadBlock(1) + 576 + offset) >>> 2] = value;
  const park = (key: number, forEver: number) => {
    put(96, 1);
    put(100, key);
    put(116, forEver);
  };
  assertEquals(allWait(words), "");
  park(0x200000, 1);
  assertEquals(parkedState(words, Atomics, 1), { key: 0x200000, since: 0, forEver: true });
  assertEquals(allWait(words), `1 ${0x200000} 0;`);
  park(0x200000, 0);
  assertEquals(allWait(words), "");
  park(threadBlock(1), 1);
  assertEquals(allWait(words), "");
  park(RUNTIME_CONTROL + 300, 1);
  assertEquals(allWait(words) === "", false);
});
