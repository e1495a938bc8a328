/**
 * A pool of Workers that call functions of modules.
 *
 * @module
 */
import { BrokenPoolError, revive } from "./errors.ts";
import { type StartHost, type TaskHost, workerHost } from "./host.ts";
import type { Batch, Outcome, Target } from "./messages.ts";

/** How a pool is made. */
export interface PoolOptions {
  /** Where work is done: Workers of this process by default, or `processHost()` for child processes. */
  host?: StartHost;
  /** Called in each Worker before anything else. */
  initializer?: { module: string | URL; name: string; args?: readonly unknown[] };
  /** Items after which a Worker is replaced by a new one; none by default. */
  maxTasksPerWorker?: number;
  /**
   * What happens to work that a Worker had taken when it died: `"fail"` rejects it with {@linkcode BrokenPoolError},
   * each item having been done at most once; `"retry"` gives it to another Worker, so that items may be done more
   * than once. `"fail"` by default.
   */
  onWorkerDeath?: "fail" | "retry";
  /** How often the same batch is tried again before it fails all the same; 2 by default. */
  maxRetries?: number;
}

/** How items are spread over Workers. */
export interface MapOptions<T> {
  /** Items that a Worker gets at once. By default a quarter of a Worker's share, for `imap` 1. */
  chunkSize?: number;
  /** Names the kind of an item: items of one kind go to the same Worker, in this call and in all others. */
  affinity?: (item: T, index: number) => string | number;
  /** Called when items are done. */
  onProgress?: (done: number, total: number | undefined) => void;
  /** Gives up: what no Worker has taken is dropped, and the call fails with the signal's reason. */
  signal?: AbortSignal;
  /** For `imap`: batches that are under way before their results are asked for; twice the Workers by default. */
  maxAhead?: number;
}

/** Batches that a Worker has at once: one that it works on, one to go on with. */
const BATCHES_PER_WORKER = 2;

interface Job {
  readonly batch: Batch;
  /** Index of the Worker that has to do it, or -1. */
  readonly slot: number;
  retries: number;
  readonly done: (outcomes: readonly Outcome[]) => void;
  readonly failed: (error: unknown) => void;
}

/** One Worker's place in the pool. The Worker in it may be replaced. */
interface Slot {
  worker: TaskHost | undefined;
  /** What it has been sent, oldest first. */
  readonly taken: Map<number, Job>;
  /** What only it may do. */
  readonly own: Job[];
  /** Items it was given since it started. */
  items: number;
}

/** A stable number for a name, so that the same name always goes to the same Worker. */
function hash(name: string | number): number {
  const text = String(name);
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/**
 * A number of Workers, and the work that waits for them.
 *
 * Functions are named by the URL of their module and the name under which it exports them; arguments and results
 * travel as `postMessage` carries them. A function may be asynchronous. Workers start when there is work for them.
 *
 * @example Usage
 * ```ts
 * import { Pool } from "@orochi/multiprocess/pool";
 * import { assertEquals } from "@std/assert";
 *
 * await using pool = new Pool(2);
 * const module = "data:text/javascript,export const square = (n) => n * n;";
 * assertEquals(await pool.map(module, "square", [1, 2, 3]), [1, 4, 9]);
 * ```
 */
export class Pool implements AsyncDisposable {
  readonly #slots: Slot[];
  readonly #options: PoolOptions;
  readonly #waiting: Job[] = [];
  readonly #idle: (() => void)[] = [];
  #nextId = 0;
  #closed = false;

  /**
   * A pool; its Workers start when there is work for them.
   *
   * @param workers How many; as many as the machine has processors by default.
   * @param options How they are treated.
   */
  constructor(workers: number = navigator.hardwareConcurrency, options: PoolOptions = {}) {
    if (!(workers >= 1)) {
      throw new RangeError(`Cannot make a pool of ${workers} workers: it needs at least 1`);
    }
    this.#slots = Array.from(
      { length: workers },
      () => ({ worker: undefined, taken: new Map<number, Job>(), own: [], items: 0 }),
    );
    this.#options = options;
  }

  /** How many Workers it has at most. */
  get size(): number {
    return this.#slots.length;
  }

  /**
   * Calls a function for each item.
   *
   * @param module URL of the function's module; use `import.meta.resolve("./work.ts")`.
   * @param name Name under which it is exported.
   * @param items Its argument for each call.
   * @param options How they are spread.
   * @returns The results in the order of the items.
   * @throws The error of the first item that failed, with the Worker's stack as its cause.
   */
  map<T, R = unknown>(
    module: string | URL,
    name: string,
    items: Iterable<T>,
    options: MapOptions<T> = {},
  ): Promise<R[]> {
    return this.#map<T, R>(target(module, name), [...items], false, options);
  }

  /** As {@linkcode map}, for items that are lists of arguments. */
  starmap<T extends readonly unknown[], R = unknown>(
    module: string | URL,
    name: string,
    items: Iterable<T>,
    options: MapOptions<T> = {},
  ): Promise<R[]> {
    return this.#map<T, R>(target(module, name), [...items], true, options);
  }

  /**
   * Calls a function once.
   *
   * @param module URL of the function's module.
   * @param name Name under which it is exported.
   * @param args Its arguments.
   * @param options Its kind, and when to give up.
   */
  async apply<R = unknown>(
    module: string | URL,
    name: string,
    args: readonly unknown[] = [],
    options: { affinity?: string | number; signal?: AbortSignal } = {},
  ): Promise<R> {
    const { affinity, signal } = options;
    const chosen = affinity === undefined ? {} : { affinity: () => affinity };
    const [result] = await this.#map<readonly unknown[], R>(target(module, name), [args], true, {
      ...chosen,
      signal,
    });
    return result;
  }

  async #map<T, R>(work: Target, items: T[], spread: boolean, options: MapOptions<T>): Promise<R[]> {
    const results: R[] = new Array(items.length);
    const chunkSize = options.chunkSize ?? Math.max(1, Math.ceil(items.length / (4 * this.size)));
    let done = 0;
    let firstFailure = Infinity;
    let failure: unknown;
    const batches = this.#split(items, chunkSize, options.affinity).map(async ({ indexes, slot }) => {
      try {
        const outcomes = await this.#submit(
          work,
          indexes.map((index) => items[index]),
          spread,
          slot,
          options.signal,
        );
        outcomes.forEach((outcome, position) => {
          const index = indexes[position];
          if ("value" in outcome) results[index] = outcome.value as R;
          else if (index < firstFailure) {
            firstFailure = index;
            failure = revive(outcome.error);
          }
        });
      } catch (error) {
        if (indexes[0] < firstFailure) {
          firstFailure = indexes[0];
          failure = error;
        }
      }
      options.onProgress?.(done += indexes.length, items.length);
    });
    await Promise.all(batches);
    if (firstFailure < Infinity) throw failure;
    return results;
  }

  /** Indexes of items, in chunks, each with the slot that it has to go to, or -1. */
  #split<T>(
    items: T[],
    size: number,
    affinity: MapOptions<T>["affinity"],
  ): { indexes: number[]; slot: number }[] {
    if (!(size >= 1)) throw new RangeError(`Cannot use chunks of ${size} items: they need at least 1`);
    const chunks: { indexes: number[]; slot: number }[] = [];
    const open = new Map<number, number[]>();
    for (let index = 0; index < items.length; index++) {
      const slot = affinity === undefined ? -1 : hash(affinity(items[index], index)) % this.size;
      let indexes = open.get(slot);
      if (indexes === undefined || indexes.length >= size) {
        open.set(slot, indexes = []);
        chunks.push({ indexes, slot });
      }
      indexes.push(index);
    }
    return chunks;
  }

  /**
   * Calls a function for each item, and gives results in the order of the items as they come.
   *
   * Items are taken from their source only as results are asked for: see {@linkcode MapOptions.maxAhead}.
   *
   * @throws The error of an item, when its turn comes.
   */
  imap<T, R = unknown>(
    module: string | URL,
    name: string,
    items: Iterable<T> | AsyncIterable<T>,
    options: MapOptions<T> = {},
  ): AsyncGenerator<R> {
    return this.#imap<T, R>(target(module, name), items, true, options);
  }

  /** As {@linkcode imap}, but each batch as soon as it is done. */
  imapUnordered<T, R = unknown>(
    module: string | URL,
    name: string,
    items: Iterable<T> | AsyncIterable<T>,
    options: MapOptions<T> = {},
  ): AsyncGenerator<R> {
    return this.#imap<T, R>(target(module, name), items, false, options);
  }

  async *#imap<T, R>(
    work: Target,
    items: Iterable<T> | AsyncIterable<T>,
    ordered: boolean,
    options: MapOptions<T>,
  ): AsyncGenerator<R> {
    const limit = options.maxAhead ?? 2 * this.size;
    const size = options.chunkSize ?? 1;
    const underway = new Set<Promise<[Promise<unknown>, readonly Outcome[]]>>();
    let done = 0;
    let ended = false;
    const source = chunked(items, size, (item, index) => {
      return options.affinity === undefined ? -1 : hash(options.affinity(item, index)) % this.size;
    });
    try {
      for (;;) {
        while (!ended && underway.size < limit) {
          const next = await source.next();
          if (next.done) {
            ended = true;
            break;
          }
          const { chunk, slot } = next.value;
          const job: Promise<[Promise<unknown>, readonly Outcome[]]> = this
            .#submit(work, chunk, false, slot, options.signal).then((outcomes) => [job, outcomes]);
          // Whoever asks for its result sees its error.
          job.catch(() => {});
          underway.add(job);
        }
        if (underway.size === 0) return;
        const [job, outcomes] = await (ordered ? underway.values().next().value! : Promise.race(underway));
        underway.delete(job as Promise<[Promise<unknown>, readonly Outcome[]]>);
        options.onProgress?.(done += outcomes.length, undefined);
        for (const outcome of outcomes) {
          if ("error" in outcome) throw revive(outcome.error);
          yield outcome.value as R;
        }
      }
    } finally {
      await source.return(undefined);
    }
  }

  #submit(
    work: Target,
    items: readonly unknown[],
    spread: boolean,
    slot: number,
    signal: AbortSignal | undefined,
  ): Promise<readonly Outcome[]> {
    if (this.#closed) {
      return Promise.reject(new BrokenPoolError(`Cannot call "${work.name}": the pool is closed`));
    }
    if (signal?.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const drop = () => {
        const queue = slot < 0 ? this.#waiting : this.#slots[slot].own;
        const index = queue.indexOf(job);
        if (index >= 0) queue.splice(index, 1);
        reject(signal!.reason);
      };
      const job: Job = {
        batch: { ...work, id: this.#nextId++, items, spread },
        slot,
        retries: 0,
        done(outcomes) {
          signal?.removeEventListener("abort", drop);
          resolve(outcomes);
        },
        failed(error) {
          signal?.removeEventListener("abort", drop);
          reject(error);
        },
      };
      signal?.addEventListener("abort", drop, { once: true });
      this.#enqueue(job);
    });
  }

  #enqueue(job: Job): void {
    if (job.slot < 0) this.#waiting.push(job);
    else this.#slots[job.slot].own.push(job);
    this.#dispatch();
  }

  /** Gives work to Workers that have room, those with least to do first. */
  #dispatch(): void {
    for (let room = 0; room < BATCHES_PER_WORKER; room++) {
      for (const slot of this.#slots) {
        if (slot.taken.size > room || this.#isRetiring(slot)) continue;
        const job = slot.own.shift() ?? this.#waiting.shift();
        if (job !== undefined) this.#give(slot, job);
      }
    }
  }

  #isRetiring(slot: Slot): boolean {
    return slot.items >= (this.#options.maxTasksPerWorker ?? Infinity);
  }

  #give(slot: Slot, job: Job): void {
    const worker = slot.worker ??= this.#start(slot);
    slot.taken.set(job.batch.id, job);
    slot.items += job.batch.items.length;
    try {
      worker.post(job.batch);
    } catch (error) {
      // Arguments that cannot travel.
      slot.taken.delete(job.batch.id);
      job.failed(error);
    }
  }

  #start(slot: Slot): TaskHost {
    const { initializer, host = workerHost } = this.#options;
    slot.items = 0;
    const worker = host((answer) => {
      // What a Worker says that was replaced is of no use.
      if (slot.worker !== worker) return;
      if (answer.kind === "results") this.#finish(slot, answer.id, answer.outcomes);
      else this.#bury(slot, answer.reason);
    });
    worker.post({
      initializer: initializer &&
        { ...target(initializer.module, initializer.name), args: initializer.args ?? [] },
    });
    return worker;
  }

  #finish(slot: Slot, id: number, outcomes: readonly Outcome[]): void {
    const job = slot.taken.get(id);
    slot.taken.delete(id);
    if (slot.taken.size === 0 && this.#isRetiring(slot)) {
      slot.worker?.terminate();
      slot.worker = undefined;
      slot.items = 0;
    }
    job?.done(outcomes);
    this.#dispatch();
    this.#tellIdle();
  }

  /** Deals with what a dead Worker had taken, and has another take its place. */
  #bury(slot: Slot, reason: string): void {
    slot.worker?.terminate();
    slot.worker = undefined;
    slot.items = 0;
    const lost = [...slot.taken.values()];
    slot.taken.clear();
    for (const job of lost.reverse()) {
      const { module, name, items } = job.batch;
      if (this.#options.onWorkerDeath === "retry" && job.retries++ < (this.#options.maxRetries ?? 2)) {
        (job.slot < 0 ? this.#waiting : slot.own).unshift(job);
        continue;
      }
      job.failed(
        new BrokenPoolError(
          `A worker died while it had ${items.length} calls of "${name}" of ${module}: ${reason}`,
        ),
      );
    }
    this.#dispatch();
    this.#tellIdle();
  }

  get #isIdle(): boolean {
    return this.#waiting.length === 0 &&
      this.#slots.every((slot) => slot.taken.size === 0 && slot.own.length === 0);
  }

  #tellIdle(): void {
    if (!this.#isIdle) return;
    for (const tell of this.#idle.splice(0)) tell();
  }

  /** Takes no more work; what it has is done. */
  close(): void {
    this.#closed = true;
  }

  /** Stops all Workers now. What was not done fails with {@linkcode BrokenPoolError}. */
  terminate(): void {
    this.#closed = true;
    const lost = this.#waiting.splice(0);
    for (const slot of this.#slots) {
      slot.worker?.terminate();
      slot.worker = undefined;
      lost.push(...slot.taken.values(), ...slot.own.splice(0));
      slot.taken.clear();
    }
    for (const job of lost) {
      job.failed(new BrokenPoolError(`The pool was terminated before "${job.batch.name}" was done`));
    }
    this.#tellIdle();
  }

  /** Waits until all work is done, then stops the Workers. Call {@linkcode close} or {@linkcode terminate} before. */
  async join(): Promise<void> {
    if (!this.#closed) {
      throw new Error("Cannot join a pool that is still running: close or terminate it before");
    }
    if (!this.#isIdle) await new Promise<void>((resolve) => this.#idle.push(resolve));
    this.terminate();
  }

  /** Closes and joins. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
    await this.join();
  }
}

function target(module: string | URL, name: string): Target {
  return { module: String(module), name };
}

/** Items in chunks of one slot each. */
async function* chunked<T>(
  items: Iterable<T> | AsyncIterable<T>,
  size: number,
  slotOf: (item: T, index: number) => number,
): AsyncGenerator<{ chunk: T[]; slot: number }> {
  const open = new Map<number, T[]>();
  let index = 0;
  for await (const item of items) {
    const slot = slotOf(item, index++);
    let chunk = open.get(slot);
    if (chunk === undefined) open.set(slot, chunk = []);
    chunk.push(item);
    if (chunk.length < size) continue;
    open.delete(slot);
    yield { chunk, slot };
  }
  for (const [slot, chunk] of open) yield { chunk, slot };
}
