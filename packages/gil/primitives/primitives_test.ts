import { assert, assertEquals, assertMatch, assertRejects, assertThrows } from "@std/assert";
import {
  Barrier,
  BrokenBarrierError,
  Condition,
  Event,
  MpscQueue,
  Mutex,
  Once,
  ParkingLot,
  type Place,
  PrimitiveError,
  Queue,
  RLock,
  RwLock,
  Semaphore,
  SeqLock,
} from "./mod.ts";

const fresh = (): Place => ({ words: new Int32Array(new SharedArrayBuffer(1024)), at: 0 });

Deno.test("using gives back what is held at the end of the block, and only once", () => {
  const place = fresh(), mutex = new Mutex(place), semaphore = new Semaphore({ ...place, at: 1 });
  semaphore.release();
  {
    using guard = mutex.hold();
    using _ = semaphore.hold();
    assertEquals([mutex.tryAcquire(), semaphore.permits], [false, 0]);
    guard[Symbol.dispose]();
    assertEquals(mutex.tryAcquire(), true);
    mutex.release();
  }
  assertEquals([mutex.locked, semaphore.permits], [false, 1]);
});

Deno.test("a try and a wait of no time do not wait", () => {
  const place = fresh(), mutex = new Mutex(place), lock = new RwLock({ ...place, at: 1 });
  mutex.acquire();
  assertEquals([mutex.tryAcquire(), mutex.acquire(0)], [false, false]);
  lock.acquireRead();
  assertEquals([lock.tryAcquireWrite(), lock.acquireWrite(0), lock.acquireRead(0)], [false, false, true]);
  lock.releaseRead();
  lock.releaseRead();
  assertEquals(lock.tryAcquireWrite(), true);
  assertEquals(new Event({ ...place, at: 2 }).wait(1), false);
  assertEquals(new Semaphore({ ...place, at: 3 }).acquire(1), false);
  assertEquals(new MpscQueue({ ...place, at: 8 }, 2).pop(1), null);
  assertEquals(new Queue({ ...place, at: 20 }, 2).get(1, 1).length, 0);
});

Deno.test("misuse is refused with the rule that it breaks", () => {
  const place = fresh();
  assertThrows(() => new Mutex(place).release(), PrimitiveError, "nobody holds it");
  assertThrows(() => new RLock(place, 1).release(), PrimitiveError, "the calling thread doesn't hold it");
  assertThrows(() => new RLock(place, 0), PrimitiveError, "an identity must be a 32-bit integer but 0: 0");
  assertThrows(() => new Condition(place, new Mutex({ ...place, at: 1 })).wait(), PrimitiveError, "not held");
  assertThrows(() => new Semaphore(place, 1).release(2), PrimitiveError, "1 at most");
  assertThrows(() => new RwLock(place).releaseRead(), PrimitiveError, "nobody reads");
  assertThrows(() => new RwLock(place).releaseWrite(), PrimitiveError, "nobody writes");
  assertThrows(() => new Mutex({ words: place.words, at: 256 }), RangeError, "at 256");
  assertThrows(() => new Mutex({ words: new Int32Array(4), at: 0 }), TypeError, "SharedArrayBuffer");
  assertThrows(() => new MpscQueue(place, 3), RangeError, "power of two, from 2 up: 3");
  assertThrows(() => new Barrier(place, 0), RangeError, "at least one");
  assertThrows(() => new Queue(place, 2, 2).put([1, 2, 3]), PrimitiveError, "3 words as items have 2");
  assertThrows(() => new ParkingLot(place, { waiters: 2, buckets: 2 }, 3), RangeError, "from 1 to 2: 3");
});

Deno.test("a closed queue gives what it has and takes nothing", () => {
  const queue = new Queue(fresh(), 4, 2);
  assertEquals(queue.put([1, 2, 3, 4]), 2);
  queue.close();
  assertThrows(() => queue.put([5, 6]), PrimitiveError, "closed");
  assertEquals([...queue.get(5)], [1, 2, 3, 4]);
  assertEquals(queue.get().length, 0);
});

Deno.test("a put that runs out of time says how many items are in", () => {
  const queue = new Queue(fresh(), 3);
  assertEquals(queue.put([1, 2, 3, 4, 5], 1), 3);
  assertEquals([...queue.get(9)], [1, 2, 3]);
});

Deno.test("tasks of one thread take turns at a mutex without blocking it", async () => {
  const place = fresh();
  const mutex = () => new Mutex(place);
  let inside = 0, most = 0;
  await Promise.all(Array.from({ length: 5 }, async () => {
    using _ = await mutex().holdAsync();
    most = Math.max(most, ++inside);
    await new Promise((resolve) => setTimeout(resolve, 2));
    inside--;
  }));
  assertEquals([most, mutex().locked], [1, false]);
});

Deno.test("every primitive has a way to wait that doesn't block the thread", async () => {
  const { words } = fresh();
  const event = new Event({ words, at: 0 });
  const waiting = event.waitAsync();
  event.set();
  assertEquals(await waiting, true);

  const semaphore = new Semaphore({ words, at: 2 });
  const permit = semaphore.acquireAsync();
  semaphore.release();
  assertEquals([await permit, await semaphore.acquireAsync(1)], [true, false]);

  const mutex = new Mutex({ words, at: 4 }), condition = new Condition({ words, at: 5 }, mutex);
  mutex.acquire();
  const told = condition.waitAsync();
  mutex.acquire();
  condition.notify();
  mutex.release();
  assertEquals(await told, true);

  const lock = new RwLock({ words, at: 6 }), writing = lock.holdWrite();
  const reading = lock.holdReadAsync();
  writing[Symbol.dispose]();
  (await reading)[Symbol.dispose]();
  assertEquals(lock.tryAcquireWrite(), true);

  const barrier = new Barrier({ words, at: 10 }, 2);
  assertEquals((await Promise.all([barrier.waitAsync(), barrier.waitAsync()])).sort(), [0, 1]);
  const lonely = barrier.waitAsync(1);
  await assertRejects(() => lonely, BrokenBarrierError);

  const once = new Once({ words, at: 20 });
  let done = 0;
  await Promise.all([1, 2, 3].map(() =>
    once.callAsync(async () => {
      await Promise.resolve();
      done++;
    })
  ));
  assertEquals(done, 1);

  const queue = new MpscQueue({ words, at: 30 }, 4, 2);
  const popped = queue.popAsync();
  queue.push([7, 8]);
  assertEquals([...(await popped)!], [7, 8]);

  const batches = new Queue({ words, at: 60 }, 4);
  const got = batches.getAsync(4);
  await batches.putAsync([1, 2, 3]);
  assertEquals([...(await got)], [1, 2, 3]);

  const sequence = new SeqLock({ words, at: 80 }, 2);
  await sequence.writeAsync(() => {
    sequence.put(0, 5);
    sequence.put(1, 6);
  });
  assertEquals([...(await sequence.readAsync())], [5, 6]);

  const sizes = { waiters: 2, buckets: 2 };
  const lot = (self: number) => new ParkingLot({ words, at: 100 }, sizes, self);
  const parked = lot(1).parkAsync(99, () => true);
  assertEquals(lot(2).unparkOne(99, () => 3), true);
  assertEquals([await parked, lot(1).message], ["woken", 3]);
  assertEquals(await lot(1).parkAsync(99, () => false), "invalid");
  assertEquals(await lot(1).parkAsync(99, () => true, 1), "timed-out");
});

Deno.test("an action that fails leaves it to the next, and its error is the caller's", async () => {
  const once = new Once(fresh());
  assertThrows(
    () =>
      once.call(() => {
        throw new Error("no");
      }),
    Error,
    "no",
  );
  await assertRejects(() => once.callAsync(() => Promise.reject(new Error("neither"))), Error, "neither");
  let runs = 0;
  once.call(() => void runs++);
  once.call(() => void runs++);
  assertEquals([runs, once.done], [1, true]);
});

/** What a Worker does: half of a game of two on one buffer. */
const WORKER = `
import { Mutex, MpscQueue, Barrier } from ${JSON.stringify(new URL("./mod.ts", import.meta.url).href)};
onmessage = ({ data: { buffer, rounds, name } }) => {
  const words = new Int32Array(buffer);
  const mutex = new Mutex({ words, at: 0 }), barrier = new Barrier({ words, at: 4 }, 2);
  const queue = new MpscQueue({ words, at: 16 }, 8);
  barrier.wait();
  for (let i = 0; i < rounds; i++) {
    mutex.acquire();
    words[1]++;
    mutex.release();
    if (i % 10 === 0) queue.push([name]);
  }
  postMessage("done");
  close();
};`;

Deno.test("two Workers lose no increment and no message", async () => {
  const buffer = new SharedArrayBuffer(1024), words = new Int32Array(buffer), rounds = 20_000;
  const queue = new MpscQueue({ words, at: 16 }, 8), counts = [0, 0];
  const ends = [0, 1].map((name) => {
    const url = `data:application/javascript,${encodeURIComponent(WORKER)}`;
    const worker = new Worker(url, { type: "module" });
    const end = new Promise<void>((resolve, reject) => {
      worker.onmessage = () => (worker.terminate(), resolve());
      worker.onerror = (event) => reject(new Error(event.message));
    });
    worker.postMessage({ buffer, rounds, name });
    return end;
  });
  for (let i = 0; i < 2 * rounds / 10; i++) counts[(await queue.popAsync())![0]]++;
  await Promise.all(ends);
  assertEquals([words[1], counts], [2 * rounds, [rounds / 10, rounds / 10]]);
});

Deno.test("what an error says names the action, the rule and the value", () => {
  const error = assertThrows(() => new Semaphore(fresh(), 3).release(4), PrimitiveError);
  assertMatch(error.message, /^Cannot release 4 permits as there may be 3 at most: there are 0$/);
  assert(error.name === "PrimitiveError");
});

Deno.test("Once: who will not wait for another thread is told that it is not done", async () => {
  const place = { words: new Int32Array(new SharedArrayBuffer(64)), at: 0 };
  const once = new Once(place), other = new Once(place);
  let seen: unknown[] = [];
  assertEquals(
    once.call(() => {
      seen = [other.tryCall(() => seen.push("never")), other.call(() => seen.push("never"), 1)];
    }),
    true,
  );
  assertEquals(seen, [false, false]);
  assertEquals([other.tryCall(() => seen.push("never")), other.done], [true, true]);
  assertEquals(await other.callAsync(() => {}, 0), true);
});

Deno.test("SeqLock: neither a reader nor a writer that only tries waits for a writer", () => {
  const place = { words: new Int32Array(new SharedArrayBuffer(64)), at: 0 };
  const lock = new SeqLock(place, 1), other = new SeqLock(place, 1);
  let inside: unknown[] = [];
  lock.write(() => {
    lock.put(0, 5);
    inside = [other.tryRead(), other.tryWrite(() => inside.push("never"))];
  });
  assertEquals(inside, [null, false]);
  assertEquals(other.tryWrite(() => other.put(0, 6)), true);
  assertEquals(lock.tryRead(), Int32Array.of(6));
});
