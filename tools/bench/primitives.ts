/**
 * `deno task bench primitives`: each primitive when nobody contends for it, beside CPython's of the same name and the
 * one of an npm package where there is one: nanoseconds of a use.
 *
 * @module
 */
import {
  Barrier,
  Condition,
  Event,
  MpscQueue,
  Mutex,
  Once,
  Queue,
  RLock,
  RwLock,
  Semaphore,
  SeqLock,
} from "@orochi/gil/primitives";
import { median } from "../runs.ts";
import { rowsOf } from "../experiments/experiment.ts";
import type { Table } from "../table.ts";

/** One primitive, and what it is compared with. */
interface Contender {
  readonly name: string;
  /** What a use is. */
  readonly use: string;
  readonly run: () => void;
  /** The same in Python: set-up and statement. */
  readonly python?: readonly [setup: string, statement: string];
  /** The same with `async-mutex` from npm: a use that awaits. */
  readonly npm?: (package_: AsyncMutex) => () => Promise<void>;
}

/** What is used of npm's `async-mutex`. */
interface AsyncMutex {
  readonly Mutex: new () => { acquire(): Promise<() => void> };
  readonly Semaphore: new (value: number) => { acquire(): Promise<readonly [number, () => void]> };
}

const ROUNDS = 200_000, REPEAT = 5;

function words(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(1 << 16));
}

function contenders(): Contender[] {
  const mutex = new Mutex({ words: words(), at: 0 }), rlock = new RLock({ words: words(), at: 0 }, 1);
  const semaphore = new Semaphore({ words: words(), at: 0 }), event = new Event({ words: words(), at: 0 });
  const rw = new RwLock({ words: words(), at: 0 }), once = new Once({ words: words(), at: 0 });
  const seq = new SeqLock({ words: words(), at: 0 }, 2), barrier = new Barrier({ words: words(), at: 0 }, 1);
  const conditionMutex = new Mutex({ words: words(), at: 0 });
  const condition = new Condition({ words: words(), at: 1 }, conditionMutex);
  const queue = new Queue({ words: words(), at: 0 }, 64), mpsc = new MpscQueue({ words: words(), at: 0 }, 64);
  semaphore.release(1);
  event.set();
  once.call(() => {});
  const item = [7], batch = new Int32Array(32);
  return [
    {
      name: "Mutex",
      use: "acquire, release",
      run: () => {
        mutex.acquire();
        mutex.release();
      },
      python: ["lock = threading.Lock()", "lock.acquire(); lock.release()"],
      npm: ({ Mutex }) => {
        const other = new Mutex();
        return async () => (await other.acquire())();
      },
    },
    {
      name: "RLock",
      use: "acquire, release",
      run: () => {
        rlock.acquire();
        rlock.release();
      },
      python: ["lock = threading.RLock()", "lock.acquire(); lock.release()"],
    },
    {
      name: "Semaphore",
      use: "acquire, release",
      run: () => {
        semaphore.acquire();
        semaphore.release();
      },
      python: ["s = threading.Semaphore()", "s.acquire(); s.release()"],
      npm: ({ Semaphore }) => {
        const other = new Semaphore(1);
        return async () => (await other.acquire())[1]();
      },
    },
    {
      name: "Event",
      use: "wait, when set",
      run: () => event.wait(),
      python: ["e = threading.Event(); e.set()", "e.wait()"],
    },
    {
      name: "Condition",
      use: "acquire, notify, release",
      run: () => {
        conditionMutex.acquire();
        condition.notify();
        conditionMutex.release();
      },
      python: ["c = threading.Condition()", "c.acquire(); c.notify(); c.release()"],
    },
    {
      name: "Barrier",
      use: "wait, for one party",
      run: () => barrier.wait(),
      python: ["b = threading.Barrier(1)", "b.wait()"],
    },
    {
      name: "RwLock",
      use: "read, release",
      run: () => {
        rw.acquireRead();
        rw.releaseRead();
      },
    },
    { name: "Once", use: "call, when done", run: () => once.call(() => {}) },
    { name: "SeqLock", use: "read 2 words", run: () => seq.read() },
    {
      name: "MpscQueue",
      use: "push, pop",
      run: () => {
        mpsc.push(item);
        mpsc.pop();
      },
      python: ["q = queue.SimpleQueue()", "q.put(7); q.get()"],
    },
    {
      name: "Queue",
      use: "put, get",
      run: () => {
        queue.put(item);
        queue.get();
      },
      python: ["q = queue.Queue()", "q.put(7); q.get()"],
    },
    {
      name: "Queue",
      use: "put and get 32 at once, for each",
      run: () => {
        queue.put(batch);
        queue.get(32);
      },
    },
  ];
}

/** Nanoseconds of one use, of the median of some series. */
function measure(run: () => void): number {
  const times = Array.from({ length: REPEAT }, () => {
    const start = performance.now();
    for (let i = 0; i < ROUNDS; i++) run();
    return (performance.now() - start) / ROUNDS * 1e6;
  });
  return median(times);
}

async function measureAsync(run: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let series = 0; series < REPEAT; series++) {
    const start = performance.now();
    for (let i = 0; i < ROUNDS / 4; i++) await run();
    times.push((performance.now() - start) / (ROUNDS / 4) * 1e6);
  }
  return median(times);
}

/** What the machine's `python3` takes, in nanoseconds; null where there is none. */
function measurePython([setup, statement]: readonly [string, string]): number | null {
  const code = `import queue, statistics, threading, timeit\nprint(statistics.median(timeit.repeat(${
    JSON.stringify(statement)
  }, ${JSON.stringify(setup)}, number=${ROUNDS}, repeat=${REPEAT}, globals=globals())) / ${ROUNDS} * 1e9)`;
  try {
    const { success, stdout } = new Deno.Command("python3", { args: ["-c", code] }).outputSync();
    return success ? Number(new TextDecoder().decode(stdout)) : null;
  } catch {
    return null;
  }
}

async function loadAsyncMutex(): Promise<AsyncMutex | null> {
  try {
    const name = "npm:async-mutex@0.5.0";
    return await import(name) as AsyncMutex;
  } catch {
    return null;
  }
}

/** Measures all; `told` hears what is being measured. */
export async function benchPrimitives(told: (name: string) => void): Promise<Table> {
  const npm = await loadAsyncMutex();
  const text = (ns: number | null) => ns === null ? "" : `${ns.toFixed(0)} ns`;
  const rows: string[][] = [];
  for (const contender of contenders()) {
    told(contender.name);
    const own = measure(contender.run) / (contender.use.includes("32") ? 32 : 1);
    const python = contender.python === undefined ? null : measurePython(contender.python);
    const other = contender.npm === undefined || npm === null ? null : await measureAsync(contender.npm(npm));
    rows.push([contender.name, contender.use, text(own), text(python), text(other)]);
  }
  return rowsOf(["primitive", "a use", "@orochi/gil", "CPython", "async-mutex"], 2, rows);
}
