/**
 * The other Worker of sharing_test.ts: does one job with the shared objects that it is sent, and says when it is done.
 *
 * @module
 */
import {
  Barrier,
  Condition,
  hold,
  Lock,
  RLock,
  Semaphore,
  SharedArray,
  SharedEvent,
  SharedQueue,
  SharedValue,
} from "../mod.ts";
import type { SharedHandle } from "../mod.ts";

/** What the Worker is to do. */
export interface Job {
  /** Which of the jobs below. */
  readonly name: keyof typeof JOBS;
  /** The objects that it needs. */
  readonly handles: readonly SharedHandle[];
  /** How often. */
  readonly count: number;
}

const JOBS = {
  lock([lockHandle, arrayHandle]: readonly SharedHandle[], count: number): unknown {
    const lock = Lock.attach(lockHandle);
    const { items } = SharedArray.attach<"i">(arrayHandle);
    for (let i = 0; i < count; i++) {
      using _held = hold(lock);
      // Two plain words that must change together.
      items[0]++;
      items[1]++;
    }
    return null;
  },

  rlock([handle]: readonly SharedHandle[], count: number): unknown {
    const value = SharedValue.attach<"d">(handle);
    const lock: RLock = value.lock;
    for (let i = 0; i < count; i++) {
      using _outer = hold(lock);
      value.update((before) => before + 0.5);
    }
    return lock.owned;
  },

  semaphore([semaphoreHandle, arrayHandle]: readonly SharedHandle[], count: number): unknown {
    const semaphore = Semaphore.attach(semaphoreHandle);
    const { items } = SharedArray.attach<"i">(arrayHandle);
    let most = 0;
    for (let i = 0; i < count; i++) {
      semaphore.acquire();
      most = Math.max(most, Atomics.add(items, 0, 1) + 1);
      Atomics.sub(items, 0, 1);
      semaphore.release();
    }
    return most;
  },

  event([startHandle, doneHandle]: readonly SharedHandle[]): unknown {
    const started = SharedEvent.attach(startHandle).wait();
    SharedEvent.attach(doneHandle).set();
    return started;
  },

  barrier([barrierHandle, arrayHandle]: readonly SharedHandle[], count: number): unknown {
    const barrier = Barrier.attach(barrierHandle);
    const { items } = SharedArray.attach<"i">(arrayHandle);
    const seen: number[] = [];
    for (let i = 0; i < count; i++) {
      Atomics.add(items, 0, 1);
      barrier.wait();
      // All have added, none has gone on.
      seen.push(Atomics.load(items, 0));
      barrier.wait();
    }
    return seen;
  },

  condition([conditionHandle, arrayHandle]: readonly SharedHandle[], count: number): unknown {
    const condition = Condition.attach(conditionHandle);
    const { items } = SharedArray.attach<"i">(arrayHandle);
    // Takes turns with the other side: this one makes odd numbers even.
    for (let i = 0; i < count; i++) {
      using _held = hold(condition);
      condition.waitFor(() => items[0] % 2 === 1);
      items[0]++;
      condition.notifyAll();
    }
    return null;
  },

  produce([handle]: readonly SharedHandle[], count: number): unknown {
    const queue = SharedQueue.attach(handle);
    for (let i = 0; i < count; i++) queue.put(["item", i, "x".repeat(i % 100)]);
    return null;
  },

  consume([handle]: readonly SharedHandle[], count: number): unknown {
    const queue = SharedQueue.attach(handle);
    const values: unknown[] = [];
    for (let i = 0; i < count; i++) {
      values.push(queue.get());
      queue.taskDone();
    }
    return values;
  },
};

const scope = self as unknown as {
  onmessage: (event: MessageEvent<Job>) => void;
  postMessage(message: unknown): void;
};
scope.onmessage = ({ data: { name, handles, count } }) => scope.postMessage(JOBS[name](handles, count));
