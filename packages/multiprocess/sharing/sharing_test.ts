import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { PythonError } from "../pickle/mod.ts";
import {
  Barrier,
  Condition,
  hold,
  Lock,
  QueueEmpty,
  QueueFull,
  RLock,
  Semaphore,
  SharedArray,
  SharedEvent,
  type SharedHandle,
  SharedQueue,
  SharedValue,
} from "./mod.ts";
import type { Job } from "./testdata/sharing_worker.ts";

/** Has another Worker do a job; gives what it answers. */
async function inWorker(name: Job["name"], handles: SharedHandle[], count = 0): Promise<unknown> {
  const worker = new Worker(new URL("./testdata/sharing_worker.ts", import.meta.url), { type: "module" });
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new Error(event.message));
      };
      worker.postMessage({ name, handles, count } satisfies Job);
    });
  } finally {
    worker.terminate();
  }
}

Deno.test("Lock lets one Worker in at a time", async () => {
  const lock = new Lock();
  const array = SharedArray.create("i", 2);
  await Promise.all([1, 2, 3].map(() => inWorker("lock", [lock.share(), array.share()], 5000)));
  assertEquals([...array.items], [15_000, 15_000]);
  assertEquals(lock.locked, false);
});

Deno.test("Lock.acquire() gives up when its time is over", async () => {
  const lock = new Lock();
  assertEquals(lock.acquire(), true);
  assertEquals(lock.tryAcquire(), false);
  assertEquals(lock.acquire(1), false);
  assertEquals(await lock.acquireAsync(1), false);
  lock.release();
  assertThrows(() => lock.release(), PythonError, "released too many times");
});

Deno.test("Lock.acquireAsync() is served when the lock is given back", async () => {
  const lock = new Lock();
  const order: string[] = [];
  lock.acquire();
  const waiting = lock.acquireAsync().then(() => order.push("second"));
  order.push("first");
  lock.release();
  await waiting;
  assertEquals(order, ["first", "second"]);
});

Deno.test("RLock is taken again by its holder only", async () => {
  const value = SharedValue.create("d");
  const results = await Promise.all([1, 2].map(() => inWorker("rlock", [value.share()], 2000)));
  assertEquals([value.value, ...results], [2000, false, false]);
  const lock = new RLock();
  assertThrows(() => lock.release(), PythonError, "attempt to release recursive lock not owned");
  lock.acquire();
  lock.acquire();
  lock.release();
  assertEquals(lock.owned, true);
  lock.release();
  assertEquals(lock.owned, false);
});

Deno.test("Semaphore lets as many in as it has permits", async () => {
  const semaphore = Semaphore.create(2, 2);
  const array = SharedArray.create("i", 1);
  const most = await Promise.all(
    [1, 2, 3].map(() => inWorker("semaphore", [semaphore.share(), array.share()], 3000)),
  );
  assertEquals(most.every((count) => (count as number) <= 2), true);
  assertEquals(semaphore.value, 2);
  assertThrows(() => semaphore.release(), PythonError, "released too many times");
});

Deno.test("SharedEvent wakes all that wait for it", async () => {
  const [start, done] = [new SharedEvent(), new SharedEvent()];
  assertEquals(start.wait(1), false);
  const working = inWorker("event", [start.share(), done.share()]);
  start.set();
  assertEquals(await done.waitAsync(), true);
  assertEquals([await working, start.isSet], [true, true]);
  start.clear();
  assertEquals(start.isSet, false);
});

Deno.test("Barrier lets nobody pass before all have come", async () => {
  const barrier = Barrier.create(3);
  const array = SharedArray.create("i", 1);
  const seen = await Promise.all(
    [1, 2, 3].map(() => inWorker("barrier", [barrier.share(), array.share()], 50)),
  );
  const expected = Array.from({ length: 50 }, (_, round) => 3 * (round + 1));
  assertEquals(seen, [expected, expected, expected]);
});

Deno.test("Barrier breaks for all when one waits too long", async () => {
  const barrier = Barrier.create(3);
  const first = assertRejects(() => barrier.waitAsync(), PythonError);
  await assertRejects(() => barrier.waitAsync(1), PythonError);
  await first;
  assertEquals(barrier.broken, true);
  barrier.reset();
  assertEquals([barrier.broken, barrier.waiting], [false, 0]);
  const reset = assertRejects(() => barrier.waitAsync(), PythonError);
  while (barrier.waiting === 0) await Promise.resolve();
  barrier.reset();
  await reset;
  assertEquals(barrier.broken, false);
});

Deno.test("Condition passes the turn between Workers", async () => {
  const condition = new Condition();
  const array = SharedArray.create("i", 1);
  const working = inWorker("condition", [condition.share(), array.share()], 200);
  for (let i = 0; i < 200; i++) {
    await condition.acquireAsync();
    await condition.waitForAsync(() => array.items[0] % 2 === 0);
    array.items[0]++;
    condition.notifyAll();
    condition.release();
  }
  await working;
  assertEquals(array.items[0], 400);
  assertThrows(() => condition.notify(), PythonError, "cannot notify on un-acquired lock");
});

Deno.test("Condition.wait() gives up when its time is over, with the lock held", () => {
  const condition = new Condition();
  using _held = hold(condition);
  assertEquals(condition.wait(1), false);
  assertEquals(condition.waitFor(() => false, 1), false);
  assertEquals(condition.acquire(0), false);
});

Deno.test("SharedArray holds numbers of every type", () => {
  assertEquals([...SharedArray.create("b", [-1, 127]).items], [-1, 127]);
  assertEquals([...SharedArray.create("Q", [2n ** 64n - 1n]).items], [2n ** 64n - 1n]);
  assertEquals([...SharedArray.attach<"f">(SharedArray.create("f", [0.5]).share()).items], [0.5]);
  assertEquals(SharedArray.create("d", 3).items.length, 3);
});

Deno.test("SharedQueue carries values from producers to consumers, each once", async () => {
  const queue = SharedQueue.create({ capacityBytes: 4096, maxSize: 20 });
  const producing = [1, 2].map(() => inWorker("produce", [queue.share()], 300));
  const consuming = [1, 2].map(() => inWorker("consume", [queue.share()], 300));
  await Promise.all(producing);
  const values = (await Promise.all(consuming)).flat() as [string, number, string][];
  const numbers = values.map(([, number]) => number).sort((a, b) => a - b);
  assertEquals(numbers, Array.from({ length: 600 }, (_, index) => index >> 1));
  assertEquals(values.every(([, number, text]) => text.length === number % 100), true);
  assertEquals([queue.size, await queue.joinAsync()], [0, true]);
});

Deno.test("SharedQueue keeps the order of one producer, and makes it wait for room", async () => {
  const queue = SharedQueue.create({ maxSize: 3 });
  const working = inWorker("produce", [queue.share()], 50);
  for (let i = 0; i < 50; i++) {
    assertEquals(queue.size <= 3, true);
    assertEquals(((await queue.getAsync()) as [string, number])[1], i);
  }
  await working;
});

Deno.test("SharedQueue gives up in time, when full and when empty", async () => {
  const queue = SharedQueue.create({ maxSize: 1 });
  assertThrows(() => queue.get(1), QueueEmpty);
  await assertRejects(() => queue.getAsync(1), QueueEmpty);
  assertEquals(await queue.poll(), false);
  queue.put("only");
  assertEquals(await queue.poll(), true);
  assertThrows(() => queue.put("more", 1), QueueFull);
  await assertRejects(() => queue.putAsync("more", 1), QueueFull);
  assertEquals(queue.get(), "only");
});

Deno.test("SharedQueue refuses what will never fit, and what is no value", () => {
  const queue = SharedQueue.create({ capacityBytes: 64 });
  assertThrows(() => queue.put("x".repeat(100)), RangeError, "give it a larger capacityBytes");
  assertThrows(() => queue.put(() => 1), PythonError, "Can't pickle function");
  for (let i = 0; i < 100; i++) {
    queue.put([i, "abc"]);
    assertEquals(queue.get(), [i, "abc"]);
  }
});

Deno.test("SharedQueue that is closed gives what it has, then ends", async () => {
  const queue = SharedQueue.create();
  queue.put(1);
  queue.put(2);
  queue.close();
  assertThrows(() => queue.put(3), PythonError, "Queue is closed");
  assertEquals(await Array.fromAsync(queue), [1, 2]);
  assertThrows(() => queue.get(), QueueEmpty);
});

Deno.test("SharedQueue.join() waits for as many taskDone() as there were values", () => {
  const queue = SharedQueue.create();
  queue.put(1);
  assertEquals(queue.join(1), false);
  queue.get();
  queue.taskDone();
  assertEquals(queue.join(1), true);
  assertThrows(() => queue.taskDone(), PythonError, "task_done() called too many times");
});
