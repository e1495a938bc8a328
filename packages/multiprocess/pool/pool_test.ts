import { assertEquals, assertInstanceOf, assertRejects, assertThrows } from "@std/assert";
import { BrokenPoolError, Pool, processHost, RemoteTraceback } from "./mod.ts";

import { soak } from "./testdata/soak.ts";

const work = import.meta.resolve("./testdata/work.ts");

Deno.test("Pool.map() gives results in the order of the items, whatever the chunks", async () => {
  await using pool = new Pool(2);
  const items = Array.from({ length: 25 }, (_, index) => index);
  const squares = items.map((item) => item * item);
  for (const chunkSize of [undefined, 1, 7, 100]) {
    assertEquals(await pool.map(work, "square", items, { chunkSize }), squares);
  }
  assertEquals(await pool.map(work, "square", []), []);
});

Deno.test("Pool.starmap() and Pool.apply() spread arguments and await results", async () => {
  await using pool = new Pool(2);
  assertEquals(await pool.starmap(work, "add", [[1, 2], [3, 4, 5], []]), [3, 12, 0]);
  assertEquals(await pool.apply(new URL(work), "add", [1, 2, 3]), 6);
});

Deno.test("Pool calls functions in several Workers at once", async () => {
  await using pool = new Pool(2);
  const memory = new SharedArrayBuffer(4);
  const turns = await pool.starmap<[SharedArrayBuffer, number], number>(work, "waitFor", [[memory, 2], [
    memory,
    2,
  ]], {
    chunkSize: 1,
  });
  assertEquals(turns.sort(), [0, 1]);
});

Deno.test("Pool sends items of one kind to the same Worker, in all calls", async () => {
  await using pool = new Pool(3);
  const owners = new Map<number, Set<string>>();
  const affinity = (item: number) => `kind ${item % 5}`;
  for (let round = 0; round < 3; round++) {
    const results = await pool.map<number, [string, number]>(work, "whoami", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], {
      affinity,
    });
    results.forEach(([id], item) => {
      const kind = item % 5;
      owners.set(kind, (owners.get(kind) ?? new Set()).add(id));
    });
  }
  assertEquals([...owners.values()].map((ids) => ids.size), [1, 1, 1, 1, 1]);
});

Deno.test("Pool throws the error of the first item that failed, as it was in the Worker", async () => {
  await using pool = new Pool(2);
  const error = await assertRejects(
    () => pool.map(work, "even", [2, 4, 5, 7], { chunkSize: 1 }),
    RangeError,
    "5 is odd",
  );
  assertInstanceOf(error.cause, RemoteTraceback);
  assertEquals(error.cause.message.includes("work.ts"), true);
  const special = await assertRejects(() => pool.apply(work, "custom"), Error, "special");
  assertEquals(special.name, "CustomError");
  assertEquals(await pool.apply(work, "square", [3]), 9);
});

Deno.test("Pool reports what it cannot call, send or get back", async () => {
  await using pool = new Pool(1);
  await assertRejects(() => pool.apply(work, "missing"), TypeError, "it exports no such function");
  await assertRejects(() => pool.apply("file:///no/such/module.ts", "f"), Error, "Module not found");
  await assertRejects(() => pool.map(work, "square", [() => 1]), Error, "could not be cloned");
  const error = await assertRejects(
    () => pool.map(work, "secret", [0, 1, 2]),
    Error,
    "Cannot send the result back",
  );
  assertEquals(error.name, "MaybeEncodingError");
});

Deno.test("Pool.imap() takes items only as results are asked for", async () => {
  await using pool = new Pool(2);
  let taken = 0;
  function* items(): Generator<number> {
    for (; taken < 1000; taken++) yield taken;
  }
  const results: number[] = [];
  for await (const result of pool.imap<number, number>(work, "square", items(), { maxAhead: 3 })) {
    results.push(result);
    assertEquals(taken <= results.length + 3, true);
    if (results.length === 20) break;
  }
  assertEquals(results, Array.from({ length: 20 }, (_, index) => index * index));
});

Deno.test("Pool.imapUnordered() gives every result once, from a source that is itself slow", async () => {
  await using pool = new Pool(2);
  async function* items(): AsyncGenerator<number> {
    for (let i = 0; i < 30; i++) {
      await Promise.resolve();
      yield i;
    }
  }
  const progress: number[] = [];
  const onProgress = (done: number) => void progress.push(done);
  const results = await Array.fromAsync(
    pool.imapUnordered<number, number>(work, "square", items(), { chunkSize: 4, onProgress }),
  );
  assertEquals(results.sort((a, b) => a - b), Array.from({ length: 30 }, (_, index) => index * index));
  assertEquals(progress.at(-1), 30);
});

Deno.test("Pool.imap() throws an error when its turn comes", async () => {
  await using pool = new Pool(1);
  const results: unknown[] = [];
  await assertRejects(
    async () => {
      for await (const result of pool.imap(work, "even", [2, 4, 5, 6])) results.push(result);
    },
    RangeError,
    "5 is odd",
  );
  assertEquals(results, [2, 4]);
});

Deno.test("Pool.map() tells its progress", async () => {
  await using pool = new Pool(2);
  const progress: [number, number | undefined][] = [];
  await pool.map(work, "square", [1, 2, 3, 4], {
    chunkSize: 2,
    onProgress: (...report) => progress.push(report),
  });
  assertEquals(progress, [[2, 4], [4, 4]]);
});

for (const how of ["exit", "close", "throw"]) {
  Deno.test(`Pool fails the work of a Worker that died (${how}), and goes on`, async () => {
    await using pool = new Pool(2);
    const items = [[1, how], [13, how], [3, how]];
    const error = await assertRejects(
      () => pool.starmap(work, "fragile", items, { chunkSize: 1 }),
      BrokenPoolError,
    );
    assertEquals(/A worker died while it had 1 calls of "fragile"/.test(error.message), true);
    assertEquals(await pool.map(work, "square", [1, 2, 3]), [1, 4, 9]);
  });
}

Deno.test("Pool does the work of a dead Worker again, if that is asked for", async () => {
  await using pool = new Pool(2, { onWorkerDeath: "retry" });
  const memory = new SharedArrayBuffer(4);
  const items = Array.from({ length: 20 }, (_, index) => [index, memory]);
  const results = await pool.starmap(work, "onceFragile", items, { chunkSize: 3 });
  assertEquals(results, items.map(([index]) => index));
});

Deno.test("Pool gives up on work that always kills its Worker", async () => {
  await using pool = new Pool(1, { onWorkerDeath: "retry", maxRetries: 3 });
  await assertRejects(() => pool.apply(work, "fragile", [13, "close"]), BrokenPoolError, "it ended itself");
});

Deno.test("Pool calls its initializer in each Worker, and fails work if that fails", async () => {
  {
    await using pool = new Pool(2, { initializer: { module: work, name: "setGreeting", args: ["Hello"] } });
    assertEquals(await pool.map(work, "greet", ["Ada", "Bob"], { chunkSize: 1 }), ["Hello Ada", "Hello Bob"]);
  }
  await using pool = new Pool(1, { initializer: { module: work, name: "custom" } });
  await assertRejects(() => pool.apply(work, "square", [1]), BrokenPoolError, "initializer failed: special");
});

Deno.test("Pool replaces Workers after as many items as they may do", async () => {
  await using pool = new Pool(1, { maxTasksPerWorker: 2 });
  const results = await pool.map<number, [string, number]>(work, "whoami", [1, 2, 3, 4, 5, 6], {
    chunkSize: 1,
  });
  assertEquals(results.map(([, calls]) => calls), [0, 1, 0, 1, 0, 1]);
  assertEquals(new Set(results.map(([id]) => id)).size, 3);
});

Deno.test("Pool drops what no Worker has taken when its signal is aborted", async () => {
  await using pool = new Pool(1);
  const memory = new SharedArrayBuffer(4);
  const abort = new AbortController();
  const items = Array.from({ length: 10 }, (): [SharedArrayBuffer, number] => [memory, 0]);
  const mapping = pool.starmap(work, "waitFor", items, { chunkSize: 1, signal: abort.signal });
  abort.abort(new Error("enough"));
  await assertRejects(() => mapping, Error, "enough");
  await pool.apply(work, "square", [1]);
  assertEquals(new Int32Array(memory)[0] <= 2, true);
});

Deno.test("Pool.terminate() stops Workers in the middle of their work", async () => {
  const pool = new Pool(1);
  const stuck = pool.apply(work, "waitFor", [new SharedArrayBuffer(4), 2]);
  pool.terminate();
  await assertRejects(() => stuck, BrokenPoolError, "was terminated");
  await pool.join();
  await assertRejects(() => pool.apply(work, "square", [1]), BrokenPoolError, "the pool is closed");
});

Deno.test("Pool.join() waits for the work that is there", async () => {
  const pool = new Pool(2);
  const mapping = pool.map(work, "square", [1, 2, 3]);
  await assertRejects(() => pool.join(), Error, "still running");
  pool.close();
  await pool.join();
  assertEquals(await mapping, [1, 4, 9]);
});

Deno.test("Pool refuses sizes that make no sense", async () => {
  assertThrows(() => new Pool(0), RangeError, "needs at least 1");
  await using pool = new Pool(1);
  await assertRejects(() => pool.map(work, "square", [1], { chunkSize: 0 }), RangeError, "need at least 1");
});

Deno.test("Pool of processes does what a pool of Workers does", async () => {
  await using pool = new Pool(2, {
    host: processHost(),
    initializer: { module: work, name: "setGreeting", args: ["Hello"] },
  });
  assertEquals(await pool.map(work, "greet", ["Ada", "Bob"], { chunkSize: 1 }), ["Hello Ada", "Hello Bob"]);
  assertEquals(await pool.map(work, "square", [1, 2, 3]), [1, 4, 9]);
  const error = await assertRejects(() => pool.map(work, "even", [5]), RangeError, "5 is odd");
  assertInstanceOf(error.cause, RemoteTraceback);
  const sent = await assertRejects(() => pool.map(work, "secret", [1]), Error, "Cannot send the result back");
  assertEquals(sent.name, "MaybeEncodingError");
});

for (const how of ["exit", "kill", "throw"]) {
  Deno.test(`Pool of processes fails the work of a process that died (${how}), and goes on`, async () => {
    await using pool = new Pool(1, { host: processHost() });
    await assertRejects(() => pool.apply(work, "fragile", [13, how]), BrokenPoolError, "A worker died");
    assertEquals(await pool.map(work, "square", [2]), [4]);
  });
}

Deno.test("Pool loses and repeats nothing when its Workers die at random", async () => {
  await soak(6, 5);
});
