/**
 * The threads of a runtime's program, seen from the isolate that made it.
 *
 * @module
 */
import type { HeapMemory } from "@orochi/heap";
import type { Vm } from "@orochi/vm";
import { EMBEDDER_SLOT, type PoolReport, type PoolRequest, type PoolSettings } from "./embed_messages.ts";
import { stopOthers } from "./thread_end.ts";
import { THREAD_CAPACITY } from "./thread_slots.ts";
import { WorkerThreads } from "./worker_threads.ts";

/** What the pool tells when the isolate listens. */
export interface PoolListener {
  /** Something was written by another thread. */
  output(): void;
  /** Something is wrong with Orochi itself. */
  failed(message: string): void;
}

/** Starts threads through a pool, whose Workers come when the first thread is likely. */
export class EmbedThreads extends WorkerThreads {
  #keeper: Worker | null = null;
  readonly #settings: PoolSettings;
  readonly #listener: PoolListener;

  constructor(memory: HeapMemory, settings: Omit<PoolSettings, "leaveModule">, listener: PoolListener) {
    super(memory, (slot) => this.#ask({ kind: "spawn", slot }));
    this.#settings = { ...settings, leaveModule: new URL("./embed_leave.ts", import.meta.url).href };
    this.#listener = listener;
    this.slots.occupy(EMBEDDER_SLOT);
  }

  #ask(request: PoolRequest): void {
    this.#keeper ??= this.#open();
    this.#keeper.postMessage(request);
  }

  #open(): Worker {
    const keeper = new Worker(new URL("./embed_pool.ts", import.meta.url), { type: "module" });
    keeper.onmessage = (event: MessageEvent<PoolReport>) => {
      if (event.data.kind === "output") this.#listener.output();
      else if (event.data.kind === "failed") this.#listener.failed(event.data.message);
    };
    keeper.onerror = (event) => {
      event.preventDefault();
      this.#listener.failed(event.message);
    };
    keeper.postMessage({ kind: "settings", settings: this.#settings });
    return keeper;
  }

  /** Whether threads besides the embedder's run. */
  get busy(): boolean {
    return this.slots.busy().some((slot) => slot !== EMBEDDER_SLOT);
  }

  /** Makes all other threads leave; the calling one is attached. */
  stop(vm: Vm): void {
    stopOthers(vm, this.slots);
  }

  /** Ends the Workers, whatever they are doing. */
  terminate(): void {
    if (this.#keeper === null) return;
    for (let slot = EMBEDDER_SLOT + 1; slot <= THREAD_CAPACITY; slot++) this.slots.dismiss(slot);
    this.#keeper.terminate();
    this.#keeper = null;
  }
}
