import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { runTestProgram } from "./_run_test_program.ts";
import { InternalError } from "./supervisor.ts";

/** Address of a lock strategy like another one, under which `sys.setpriority(n)` ends the calling thread's Worker. */
function mortal(base: string): string {
  const source = `
    import { ${base} } from "${new URL("../gil/mod.ts", import.meta.url)}";
    export default class extends ${base} {
      #moment = 0;
      setPriority(moment) {
        this.#moment = moment;
        if (moment === 2) this.setBreaker(this.slotOfThread, 1);
        if (moment === 3) self.close();
      }
      constructor(context) {
        super(context);
        this.slotOfThread = context.slot;
      }
      begin(object) {
        super.begin(object);
        if (this.#moment === 1) self.close();
      }
      poll() {
        if (this.#moment === 2) self.close();
        super.poll();
      }
    }`;
  return `data:text/javascript,${encodeURIComponent(source)}`;
}

const PROGRAM = `
import sys, threading, time
shared, plain, reentrant = [], threading.Lock(), threading.RLock()
def die(moment):
    plain.acquire()
    reentrant.acquire()
    reentrant.acquire()
    keep = [bytearray(n) for n in range(200)]
    sys.setpriority(moment)
    while True:
        shared.append(keep[len(shared) % 200])
        keep[7] = object()
progress = []
stop = threading.Event()
def live():
    n = 0
    while not stop.is_set():
        n += 1
        progress.append([n])
        if len(progress) > 1000: progress.clear()
        if n % 50 == 0: time.sleep(0.001)
others = [threading.Thread(target=live) for _ in range(2)]
for other in others: other.start()
for moment in 1, 2, 3:
    thread = threading.Thread(target=die, args=(moment,), name=f"unlucky {moment}")
    thread.start()
    thread.join()
    assert not thread.is_alive() and thread not in threading.enumerate()
    assert plain.acquire(timeout=10) and reentrant.acquire(timeout=10)
    plain.release(); reentrant.release()
    shared.append(moment)
    assert shared[-1] == moment and len(shared) >= 1
# The slots are used again.
results = []
again = [threading.Thread(target=lambda: results.append(sum(range(1000)))) for _ in range(3)]
for thread in again: thread.start()
for thread in again: thread.join()
stop.set()
for other in others: other.join()
import gc
gc.collect()
print(results, len(threading.enumerate()))
`;

for (const base of ["PerObject", "Subsystem", "Timeout", "Tick", "Adaptive", "Priority"]) {
  const moments = base === "PerObject" || base === "Subsystem" ? "1, 2, 3" : "2, 3";
  Deno.test(`${base}: a thread whose Worker ends in the middle is reported and over; the others go on`, async () => {
    const source = PROGRAM.replace("1, 2, 3:", `${moments}:`);
    const { stdout, stderr, status, heapError } = await runTestProgram(source, { lock: mortal(base) });
    const reports = stderr.split(/^(?=Exception in thread )/m);
    assertEquals(reports.length, moments.split(",").length, stderr);
    for (const report of reports) {
      assertMatch(report, /^Exception in thread unlucky \d:\nTraceback \(most recent call last\):\n/);
      assertMatch(
        report,
        / {2}File "<string>", line \d+, in die\nSystemError: the Worker of the thread has ended\n$/,
      );
    }
    assertEquals(stdout, "[499500, 499500, 499500] 1\n");
    assertEquals([status, heapError], [0, null]);
  });
}

for (const base of ["PerObject", "Timeout"]) {
  Deno.test(`${base}: a program whose main thread's Worker ends is over, and says so`, async () => {
    const source = `
import sys, threading
stop = threading.Event()
threading.Thread(target=stop.wait).start()
sys.setpriority(3)
while True: pass
`;
    const run = runTestProgram(source, { lock: mortal(base) });
    await assertRejects(() => run, InternalError, "the Worker of the main thread has ended");
  });
}
